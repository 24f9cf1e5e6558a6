/**
 * The one door to the graph: nobody outside this package knows how the graph is stored.
 *
 * <p>Readers ask {@link org.ibid.graph.ClaimGraph} for a {@link org.ibid.graph.View}, which is one
 * consistent state with a version that names it. Today a view is an immutable copy in memory of the
 * project's files; nothing outside may rely on that.
 */
package org.ibid.graph;
