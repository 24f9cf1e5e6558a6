package org.ibid.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.ibid.graph.Place;

/** Holds what is being mended. */
record BrokenRule(
    Node shape,
    Node component,
    Node resource,
    Optional<Path> path,
    List<Node> values,
    Optional<Place> place) {

  /** The one value that it is about, or null. */
  Node value() {
    return values.size() == 1 ? values.get(0) : null;
  }

  /** The one predicate that it is about, or null. */
  Node predicate() {
    return path.isPresent() && path.get() instanceof P_Link link ? link.getNode() : null;
  }

  /** The predicates among which its path chooses. */
  List<Node> predicates() {
    return path.map(way -> links(way).toList()).orElse(List.of());
  }

  private static Stream<Node> links(Path path) {
    if (path instanceof P_Alt either) {
      return Stream.concat(links(either.getLeft()), links(either.getRight()));
    }
    return path instanceof P_Link link ? Stream.of(link.getNode()) : Stream.empty();
  }
}
