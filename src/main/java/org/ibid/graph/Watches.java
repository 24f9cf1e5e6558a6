package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** Keeps what follows a trace from changed triples, by the predicate that these must have. */
public final class Watches<T> {

  private final Function<T, Trace> trace;
  private final Map<Node, List<T>> byPredicate = new HashMap<>();
  private final List<T> ofAny = new ArrayList<>();

  /**
   * No watches yet.
   *
   * @param trace the trace that a watch follows
   */
  public Watches(Function<T, Trace> trace) {
    this.trace = trace;
  }

  /** Adds a watch. */
  public void add(T watch) {
    Node predicate = trace.apply(watch).predicate();
    (predicate == null ? ofAny : byPredicate.computeIfAbsent(predicate, p -> new ArrayList<>()))
        .add(watch);
  }

  /** Gives each watch to which a triple may matter, as far as its predicate tells. */
  public void of(Triple changed, Consumer<T> found) {
    byPredicate.getOrDefault(changed.getPredicate(), List.of()).forEach(found);
    ofAny.forEach(found);
  }

  /** The predicates that are watched; {@link Node#ANY} when any may matter. */
  Set<Node> predicates() {
    return ofAny.isEmpty() ? Set.copyOf(byPredicate.keySet()) : Set.of(Node.ANY);
  }
}
