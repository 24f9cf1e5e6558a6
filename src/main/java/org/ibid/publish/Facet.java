package org.ibid.publish;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.ibid.graph.FocusQuery;

/**
 * One way of narrowing claims down: a question of {@code ontology/facets/} whose rows give claims
 * and values.
 *
 * @param id how addresses name it
 * @param title what it is called
 * @param description what its values say
 * @param question the question, which can be asked about some claims only
 */
record Facet(String id, String title, String description, FocusQuery question) {

  /** The field of a claim's document that holds its values. */
  String field() {
    return "facet." + id;
  }

  /** Whether its values have an order of their own; else those of most claims come first. */
  boolean isOrdered() {
    return !question.order().isEmpty();
  }

  /**
   * One value.
   *
   * @param written the value as N-Triples write it: of many values few are ever shown
   * @param claims how many claims have it
   */
  record Choice(String written, int claims) {

    /** The value. */
    Node node() {
      return NodeFactoryExtra.parseNode(written);
    }
  }
}
