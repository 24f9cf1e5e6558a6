package org.ibid.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;

/**
 * Runs after a change only those rules, and those only for the solutions, that the change can have
 * an effect on; what is derived is always the same as if all rules had run anew.
 *
 * <p>First everything goes whose derivation may have been touched, and what was derived from that;
 * then what still follows comes back, and what now follows is added. A rule that asks whether
 * something derived is absent runs when nothing more is to be expected from the others.
 */
final class RulesMaintained implements Derivation {

  private final Rules rules;
  private final Derivation anew;
  private final List<RuleVariant> early = new ArrayList<>();
  private final List<RuleVariant> late = new ArrayList<>();

  RulesMaintained(Rules rules) {
    this.rules = rules;
    this.anew = new RulesAnew(rules);
    for (Rules.Rule rule : rules.rules()) {
      (rules.isLate(rule) ? late : early).addAll(rules.variants(rule));
    }
  }

  @Override
  public String digest() {
    return rules.digest();
  }

  @Override
  public Change deriveAnew(Iterator<Triple> asserted, Graph derived) {
    return anew.deriveAnew(asserted, derived);
  }

  @Override
  public Change derive(Graph asserted, Graph derived, Change change) {
    if (OntologyTriples.touchedBy(change)) {
      return anew.derive(asserted, derived, change);
    }
    return new Run(asserted, derived, change)
        .run()
        .orElseGet(() -> anew.derive(asserted, derived, change));
  }

  /** The rules that run as a whole after any change, because nothing tells when they need not. */
  List<RuleVariant> whole() {
    return List.copyOf(rules.watches().whole());
  }

  /** One change and what follows from it. */
  private final class Run {
    private final Graph derived;
    private final Set<Triple> appeared = new LinkedHashSet<>();
    private final Set<Triple> disappeared = new LinkedHashSet<>();

    /** What of the derived triples does not follow any more, as far as is known. */
    private final Set<Triple> out = new LinkedHashSet<>();

    /** What follows and was not derived before. */
    private final Graph in = new GraphMemFast();

    /** What is neither asserted now nor was derived before, and yet part of one of the states. */
    private final Graph extra = new GraphMemFast();

    private final Graph before;
    private final Graph now;
    private final States states;

    /** For each rule the solutions that may be new. */
    private final Map<RuleVariant, Set<Binding>> fresh = new LinkedHashMap<>();

    private boolean lateHaveRun;
    private boolean circular;

    Run(Graph asserted, Graph derived, Change change) {
      this.derived = derived;
      for (Quad quad : change.removed()) {
        if (isAsserted(quad) && !asserted.contains(quad.asTriple())) {
          disappeared.add(quad.asTriple());
        }
      }
      for (Quad quad : change.added()) {
        if (isAsserted(quad)) {
          appeared.add(quad.asTriple());
        }
      }
      Graph gone = new GraphMemFast();
      disappeared.forEach(gone::add);
      this.before = new LayeredGraph(asserted, appeared, derived, Set.of(), gone);
      this.now = new LayeredGraph(asserted, Set.of(), derived, out, in);
      gone.find().forEachRemaining(extra::add);
      this.states = new States(new LayeredGraph(asserted, Set.of(), derived, Set.of(), extra));
    }

    private boolean isAsserted(Quad quad) {
      return !quad.getGraph().equals(Ibid.RETRACTED_GRAPH)
          && !quad.getGraph().equals(Ibid.DERIVED_GRAPH);
    }

    /** How the derived triples change, or nothing when the rules must run anew. */
    Optional<Change> run() {
      for (Triple triple : appeared) {
        if (derived.contains(triple)) {
          out.add(triple);
        }
      }
      takeAway(disappeared, appeared);
      settle(early);
      settle(late);
      lateHaveRun = true;
      boolean more = true;
      while (more && !circular) {
        more = settle(early);
        more |= settle(late);
      }
      List<Quad> removed = new ArrayList<>();
      out.forEach(triple -> removed.add(quad(triple)));
      List<Quad> added = new ArrayList<>();
      in.find().forEachRemaining(triple -> added.add(quad(triple)));
      return circular ? Optional.empty() : Optional.of(Change.of(removed, added));
    }

    private Quad quad(Triple triple) {
      return Quad.create(Ibid.DERIVED_GRAPH, triple);
    }

    /** Takes away what may not follow any more now that some triples are gone and others came. */
    private void takeAway(Collection<Triple> gone, Collection<Triple> came) {
      if (gone.isEmpty() && came.isEmpty()) {
        return;
      }
      Deque<Triple> next = new ArrayDeque<>(gone);
      Map<RuleVariant, Set<Binding>> touched = new LinkedHashMap<>();
      came.forEach(triple -> follow(triple, true, touched));
      rules.watches().whole().forEach(rule -> drop(rule.results(before), next));
      do {
        while (!next.isEmpty()) {
          follow(next.poll(), false, touched);
        }
        Map<RuleVariant, Set<Binding>> step = new LinkedHashMap<>(touched);
        touched.clear();
        step.forEach((rule, solutions) -> drop(rule.results(before, solutions), next));
      } while (!next.isEmpty());
    }

    private void drop(Set<Triple> results, Deque<Triple> next) {
      for (Triple result : results) {
        if (derived.contains(result) && !appeared.contains(result) && out.add(result)) {
          next.add(result);
        }
      }
    }

    private void follow(Triple triple, boolean came, Map<RuleVariant, Set<Binding>> touched) {
      rules
          .watches()
          .follow(
              triple,
              states,
              (rule, plain, solutions) -> {
                if (came || !plain) {
                  fresh.computeIfAbsent(rule, r -> new LinkedHashSet<>()).addAll(solutions);
                }
                if (!came || !plain) {
                  touched.computeIfAbsent(rule, r -> new LinkedHashSet<>()).addAll(solutions);
                  if (lateHaveRun && !plain && late.contains(rule)) {
                    circular = true;
                  }
                }
              });
    }

    /** Brings in what follows by these rules until nothing more does; says whether anything did. */
    private boolean settle(List<RuleVariant> layer) {
      boolean any = false;
      for (boolean more = true; more && !circular; any |= more) {
        more = false;
        Set<Triple> pending = new LinkedHashSet<>(out);
        pending.addAll(disappeared);
        for (Triple triple : pending) {
          if (!now.contains(triple) && follows(triple, layer)) {
            more |= bringIn(Set.of(triple));
          }
        }
        for (RuleVariant rule : layer) {
          Set<Triple> results = new HashSet<>();
          if (rules.watches().whole().contains(rule)) {
            results.addAll(rule.results(now));
          } else if (fresh.containsKey(rule)) {
            results.addAll(rule.results(now, List.copyOf(fresh.get(rule))));
          }
          more |= bringIn(results);
        }
      }
      return any;
    }

    private boolean follows(Triple triple, List<RuleVariant> layer) {
      return layer.stream().anyMatch(rule -> rule.derives(triple, now, states));
    }

    private boolean bringIn(Set<Triple> results) {
      List<Triple> came = new ArrayList<>();
      boolean any = false;
      for (Triple result : results) {
        if (!now.contains(result)) {
          any = true;
          if (!out.remove(result)) {
            in.add(result);
            extra.add(result);
            states.haveGrown();
            if (!before.contains(result)) {
              came.add(result);
            }
          }
        }
      }
      takeAway(List.of(), came);
      return any;
    }
  }
}
