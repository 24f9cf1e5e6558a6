package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * Holds all that is said of one resource; it never changes.
 *
 * @param all the triples of which it is the subject
 * @param byPredicate the same, under their predicates
 */
record Star(List<Triple> all, Map<Node, List<Triple>> byPredicate) {

  static Star of(List<Triple> triples) {
    Map<Node, List<Triple>> byPredicate = new HashMap<>();
    for (Triple triple : triples) {
      byPredicate.computeIfAbsent(triple.getPredicate(), p -> new ArrayList<>(2)).add(triple);
    }
    return new Star(triples, byPredicate);
  }

  /** The triples with that predicate, which may be any. */
  List<Triple> with(Node predicate) {
    return predicate.isConcrete() ? byPredicate.getOrDefault(predicate, List.of()) : all;
  }
}
