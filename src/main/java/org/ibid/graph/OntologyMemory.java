package org.ibid.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDFS;

/**
 * Remembers what is said of the terms of the ontology, for as many changes as leave them alone. Any
 * number of threads may use it.
 *
 * <p>It holds good for all states from one entry of the log on, until an entry touches a term.
 */
final class OntologyMemory {

  private static final Set<Node> HIERARCHIES =
      Set.of(RDFS.subClassOf.asNode(), RDFS.subPropertyOf.asNode());

  private record Question(Node predicate, Node object) {}

  private final long since;
  private final Map<Node, Star> stars = new ConcurrentHashMap<>();
  private final Map<Question, List<Triple>> below = new ConcurrentHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param since the entry of the log that led to the first state for which it holds good
   */
  OntologyMemory(long since) {
    this.since = since;
  }

  long since() {
    return since;
  }

  /** Whether after a change something else may be said of terms than before. */
  static boolean isTouchedBy(Change change) {
    return OntologyTriples.touchedBy(change)
        || change.removed().stream().anyMatch(OntologyMemory::isOfTerm)
        || change.added().stream().anyMatch(OntologyMemory::isOfTerm);
  }

  private static boolean isOfTerm(Quad quad) {
    return isTerm(quad.getSubject());
  }

  private static boolean isTerm(Node node) {
    return node.isURI() && !node.getURI().startsWith(Ibid.ID);
  }

  /** What is said of a resource, if it is a term. */
  Optional<Star> star(Node subject, Supplier<List<Triple>> find) {
    return isTerm(subject)
        ? Optional.of(stars.computeIfAbsent(subject, s -> Star.of(find.get())))
        : Optional.empty();
  }

  /** What stands below a term in a hierarchy, if that is what is asked. */
  Optional<List<Triple>> below(Node predicate, Node object, Supplier<List<Triple>> find) {
    return HIERARCHIES.contains(predicate)
        ? Optional.of(
            below.computeIfAbsent(new Question(predicate, object), q -> List.copyOf(find.get())))
        : Optional.empty();
  }
}
