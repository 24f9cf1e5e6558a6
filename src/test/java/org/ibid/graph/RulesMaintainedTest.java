package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.BundledProject;
import org.ibid.Excerpt;
import org.ibid.RandomEdits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is derived after a change is the same as if all rules had run anew. {@code
 * -Dibid.edits=10000} tries that many changes instead of a few.
 */
class RulesMaintainedTest {

  private static final int CHANGES = Integer.getInteger("ibid.edits", 40);

  /** So many changes build on one another before the graph is a right one again. */
  private static final int CHANGES_IN_A_ROW = 10;

  private static final int CLAIMS = 25;

  private static Rules rules;

  @BeforeAll
  static void read() {
    rules = Rules.read(BundledProject.home(), PrefixMapping.Factory.create());
  }

  private static Graph anew(Graph asserted) {
    Graph union = new GraphMemFast();
    asserted.find().forEach(union::add);
    return rules.deriveInto(union);
  }

  private static Set<Triple> triples(Graph graph) {
    return graph.find().toSet();
  }

  @Test
  void whatIsDerivedAfterAChangeIsWhatAllRulesDerive() {
    Random random = new Random(9);
    RandomEdits edits = new RandomEdits(random, false);
    Derivation maintained = new RulesMaintained(rules);
    Graph before = null;
    Graph derived = null;
    for (int i = 0; i < CHANGES; i++) {
      if (i % CHANGES_IN_A_ROW == 0) {
        before = Excerpt.of(CLAIMS, random);
        derived = anew(before);
      }
      Change change = edits.next(before);
      Graph after = RandomEdits.after(before, change);
      Change effect = maintained.derive(after, derived, change);
      Graph result = RandomEdits.after(derived, effect);
      assertThat(triples(result))
          .as("change %d: removed %s, added %s", i, change.removed(), change.added())
          .isEqualTo(triples(anew(after)));
      assertThat(effect.removed()).allMatch(quad -> quad.getGraph().equals(Ibid.DERIVED_GRAPH));
      before = after;
      derived = result;
    }
  }

  @Test
  void nothingIsMissedByNotRunningARuleAsAWholeAgain() {
    for (Graph asserted :
        List.of(
            ClaimGraph.read(BundledProject.home(), Progress.none()).view().asserted(),
            Excerpt.of(10 * CLAIMS, new Random(3)))) {
      Graph union = new GraphMemFast();
      asserted.find().forEachRemaining(union::add);
      boolean more = true;
      while (more) {
        settleAsAWhole(false, union);
        more = settleAsAWhole(true, union);
      }
      Set<Triple> derived = triples(union);
      derived.removeAll(triples(asserted));
      assertThat(triples(anew(asserted))).isEqualTo(derived).isNotEmpty();
    }
  }

  /** Runs all rules of a layer as a whole until none finds anything new; says whether any did. */
  private static boolean settleAsAWhole(boolean late, Graph union) {
    int before = union.size();
    int size;
    do {
      size = union.size();
      for (Rules.Rule rule : rules.rules()) {
        if (rules.isLate(rule) == late) {
          rule.results(union).forEach(union::add);
        }
      }
    } while (union.size() > size);
    return size > before;
  }

  @Test
  void noRuleOfTheProjectMustRunAsAWhole() {
    assertThat(new RulesMaintained(rules).whole()).isEmpty();
  }
}
