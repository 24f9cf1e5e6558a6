package org.ibid.graph;

import java.util.Iterator;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;

/**
 * Says what the rules derive from a state. A store asks once for each change, within the change's
 * transaction.
 */
interface Derivation {

  /** Stands for the rules: an index whose derived triples come from others is derived anew. */
  String digest();

  /**
   * How the derived triples must change when anything may have changed.
   *
   * @param asserted what is asserted; a triple may come several times
   * @param derived what was derived before
   * @return quads of {@link Ibid#DERIVED_GRAPH}
   */
  Change deriveAnew(Iterator<Triple> asserted, Graph derived);

  /**
   * How the derived triples must change.
   *
   * @param asserted what is asserted after the change
   * @param derived what was derived before it
   * @param change what changed: the state before it is {@code asserted} with the inverse of it
   * @return quads of {@link Ibid#DERIVED_GRAPH}
   */
  Change derive(Graph asserted, Graph derived, Change change);
}
