package org.ibid.publish;

import java.util.BitSet;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;

/**
 * One way of narrowing claims down: a question of {@code ontology/facets/} whose rows give claims
 * and values.
 *
 * @param id how addresses name it
 * @param title what it is called
 * @param description what its values say
 * @param query the question
 * @param choices its values, those of most claims first, or in the order that the question gives
 */
record Facet(String id, String title, String description, Query query, List<Choice> choices) {

  /**
   * One value.
   *
   * @param name how addresses name it
   * @param value how it reads
   * @param claims the numbers of its claims
   */
  record Choice(Node node, String name, Value value, BitSet claims) {}
}
