package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.engine.binding.Binding;

/** Knows which rules a triple may matter to, and for which of their solutions. */
final class RuleWatches {

  private record Watch(RuleVariant rule, RuleVariant.Read read) {}

  /** Is told of solutions of a rule that a triple can have a part in. */
  interface Listener {

    /**
     * Called when there are any.
     *
     * @param plain whether the triple can only mean solutions more
     */
    void solutions(RuleVariant rule, boolean plain, Set<Binding> solutions);
  }

  private final List<RuleVariant> whole = new ArrayList<>();
  private final Watches<Watch> watches = new Watches<>(watch -> watch.read().trace());

  RuleWatches(Collection<RuleVariant> rules) {
    for (RuleVariant rule : rules) {
      Optional<List<RuleVariant.Read>> reads = rule.reads();
      if (reads.isEmpty()) {
        whole.add(rule);
      }
      for (RuleVariant.Read read : reads.orElse(List.of())) {
        watches.add(new Watch(rule, read));
      }
    }
  }

  /** The rules of which nothing tells to which solutions a triple may matter. */
  List<RuleVariant> whole() {
    return whole;
  }

  /**
   * Follows a triple to the solutions that it can have a part in.
   *
   * @param states the triples among which to look
   */
  void follow(Triple triple, States states, Listener listener) {
    watches.of(triple, watch -> follow(watch, triple, states, listener));
  }

  private static void follow(Watch watch, Triple triple, States states, Listener listener) {
    Set<Binding> solutions = new LinkedHashSet<>();
    watch.read().trace().follow(states, triple, solutions);
    if (!solutions.isEmpty()) {
      listener.solutions(watch.rule(), watch.read().plain(), solutions);
    }
  }
}
