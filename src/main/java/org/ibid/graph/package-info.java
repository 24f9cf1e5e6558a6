/**
 * The one door to the graph: nobody outside this package knows how the graph is stored.
 *
 * <p>Readers ask {@link org.ibid.graph.ClaimGraph} for a {@link org.ibid.graph.View}, which is one
 * consistent state with a version that names it. A view of files is a copy in memory; one of a
 * store reads its index, within {@link org.ibid.graph.ClaimGraph#read} only.
 */
package org.ibid.graph;
