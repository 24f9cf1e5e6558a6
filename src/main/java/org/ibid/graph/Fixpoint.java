package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.sparql.engine.binding.Binding;

/**
 * Adds to a graph what rules derive from it, until they derive nothing new.
 *
 * <p>Each rule runs once as a whole. After that it runs only for the solutions in which a triple
 * that has come since can have a part: what has been found need not be found again.
 */
final class Fixpoint {

  /** More rounds than any sound set of rules needs; a set that needs more has a circle. */
  private static final int MOST_ROUNDS = 50;

  private final Rules rules;
  private final Graph union;
  private final Graph derived = new GraphMemFast();
  private final States states;
  private final Set<RuleVariant> haveRun = new HashSet<>();

  /** For each rule that has run the solutions that may be new. */
  private final Map<RuleVariant, Set<Binding>> fresh = new HashMap<>();

  /** The rules that must run as a whole once more. */
  private final Set<RuleVariant> again = new HashSet<>();

  Fixpoint(Rules rules, Graph union) {
    this.rules = rules;
    this.union = union;
    this.states = new States(union);
  }

  /** What has been derived that the graph did not hold. */
  Graph derived() {
    return derived;
  }

  /** Runs some of the rules until none of them finds anything new; says whether any did. */
  boolean settle(List<Rules.Rule> some) {
    int before = derived.size();
    boolean more = true;
    for (int round = 0; more; round++) {
      more = false;
      for (Rules.Rule rule : some) {
        if (round == MOST_ROUNDS) {
          throw new BadInputException(rule.name(), "the rules go on finding new triples for ever");
        }
        more |= add(results(rule));
      }
    }
    return derived.size() > before;
  }

  private Set<Triple> results(Rules.Rule rule) {
    List<RuleVariant> variants = rules.variants(rule);
    if (haveRun.addAll(variants)) {
      return rule.results(union);
    }
    Set<Triple> results = new LinkedHashSet<>();
    for (RuleVariant variant : variants) {
      Set<Binding> solutions = fresh.remove(variant);
      if (again.remove(variant)) {
        results.addAll(variant.results(union));
      } else if (solutions != null) {
        results.addAll(variant.results(union, solutions));
      }
    }
    return results;
  }

  private boolean add(Set<Triple> results) {
    List<Triple> came = new ArrayList<>();
    for (Triple triple : results) {
      if (!union.contains(triple)) {
        union.add(triple);
        derived.add(triple);
        came.add(triple);
      }
    }
    if (came.isEmpty()) {
      return false;
    }
    states.haveGrown();
    for (Triple triple : came) {
      rules
          .watches()
          .follow(
              triple,
              states,
              (rule, plain, solutions) ->
                  fresh.computeIfAbsent(rule, r -> new LinkedHashSet<>()).addAll(solutions));
    }
    fresh.keySet().retainAll(haveRun);
    rules.watches().whole().stream().filter(haveRun::contains).forEach(again::add);
    return true;
  }
}
