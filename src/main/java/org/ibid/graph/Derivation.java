package org.ibid.graph;

import org.apache.jena.graph.Graph;

/**
 * Says what the rules derive from a state. A store asks once for each change, within the change's
 * transaction.
 */
interface Derivation {

  /** Stands for the rules: an index whose derived triples come from others is derived anew. */
  String digest();

  /**
   * How the derived triples must change.
   *
   * @param asserted what is asserted after the change
   * @param derived what was derived before it
   * @param change what changed, or null when anything may have: then all is derived anew. The state
   *     before it is {@code asserted} with the inverse of the change
   * @return quads of {@link Ibid#DERIVED_GRAPH}
   */
  Change derive(Graph asserted, Graph derived, Change change);
}
