package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.Quad;
import org.ibid.BundledProject;
import org.ibid.Excerpt;
import org.ibid.RandomEdits;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.OntologyTriples;
import org.ibid.graph.Progress;
import org.ibid.graph.Trace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checking what a change can affect comes to the same as checking everything, on the shapes of the
 * project. {@code -Dibid.edits=10000} tries that many changes instead of a few.
 */
class IncrementalValidationTest {

  private static final int CHANGES = Integer.getInteger("ibid.edits", 40);

  /** So many changes build on one another before the graph is a right one again. */
  private static final int CHANGES_IN_A_ROW = 5;

  private static final int CLAIMS = 12;

  private static final Pattern NAME = Pattern.compile("<([^<>\\s]+)>");

  private static Validator validator;

  @BeforeAll
  static void read() {
    validator = Validator.read(BundledProject.home());
  }

  @Test
  void whatAChangeDoesNotAffectIsAsBeforeAndTheRestIsFound() {
    Random random = new Random(4);
    RandomEdits edits = new RandomEdits(random, true);
    Graph before = null;
    Set<List<Object>> findingsBefore = null;
    for (int i = 0; i < CHANGES; i++) {
      if (i % CHANGES_IN_A_ROW == 0) {
        before = Excerpt.of(CLAIMS, random);
        findingsBefore = findings(validator.validate(before).getEntries());
      }
      Change change = edits.next(before);
      Graph after = RandomEdits.after(before, change);
      Set<List<Object>> findingsAfter = findings(validator.validate(after).getEntries());
      Map<Shape, Set<Node>> candidates = validator.affected(before, change).orElseThrow();
      Map<Node, Set<Node>> affected = byRule(candidates);
      Set<List<Object>> expected = new HashSet<>(findingsBefore);
      expected.removeIf(finding -> isAffected(finding, affected));
      expected.addAll(findings(validator.validateAmong(after, candidates).getEntries()));
      Set<Object> hanging = hanging(before, findingsBefore);
      Set<List<Object>> missing = difference(findingsAfter, expected);
      missing.removeIf(finding -> hanging.contains(finding.get(0)));
      assertThat(missing)
          .as("missing after change %d: removed %s, added %s", i, change.removed(), change.added())
          .isEmpty();
      Set<List<Object>> tooMuch = difference(expected, findingsAfter);
      tooMuch.removeIf(finding -> hanging.contains(finding.get(0)));
      assertThat(tooMuch)
          .as("too much after change %d: removed %s, added %s", i, change.removed(), change.added())
          .isEmpty();
      before = after;
      findingsBefore = findingsAfter;
    }
  }

  private static Set<List<Object>> difference(Set<List<Object>> one, Set<List<Object>> other) {
    Set<List<Object>> difference = new HashSet<>(one);
    difference.removeAll(other);
    return difference;
  }

  /**
   * Parts to which nothing led before, and the parts to which only these lead: that is a violation
   * of its own, and from their owner they cannot be found.
   */
  private static Set<Object> hanging(Graph before, Set<List<Object>> findings) {
    Deque<Node> next = new ArrayDeque<>();
    for (List<Object> finding : findings) {
      if (finding.get(1).toString().endsWith("#part-is-used-by-its-owner")) {
        next.add((Node) finding.get(0));
      }
    }
    Set<Object> hanging = new HashSet<>();
    while (!next.isEmpty()) {
      Node part = next.poll();
      if (hanging.add(part)) {
        before
            .find(part, Node.ANY, Node.ANY)
            .mapWith(Triple::getObject)
            .filterKeep(object -> Closures.owner(object).equals(Closures.owner(part)))
            .filterKeep(object -> !object.equals(Closures.owner(part)))
            .forEachRemaining(next::add);
      }
    }
    return hanging;
  }

  private static boolean isAffected(List<Object> finding, Map<Node, Set<Node>> affected) {
    return affected.getOrDefault((Node) finding.get(1), Set.of()).contains(finding.get(0));
  }

  /** The same under the names of the rules, which are those of single properties too. */
  private static Map<Node, Set<Node>> byRule(Map<Shape, Set<Node>> affected) {
    Map<Node, Set<Node>> byRule = new HashMap<>();
    affected.forEach(
        (shape, nodes) -> {
          byRule.put(shape.getShapeNode(), nodes);
          for (PropertyShape property : shape.getPropertyShapes()) {
            byRule.put(property.getShapeNode(), nodes);
          }
        });
    return byRule;
  }

  @Test
  void eachRuleBelongsToOneTarget() {
    List<Node> rules =
        validator.targetShapes().stream()
            .flatMap(shape -> Stream.concat(Stream.of(shape), shape.getPropertyShapes().stream()))
            .map(Shape::getShapeNode)
            .toList();
    assertThat(rules).doesNotHaveDuplicates();
  }

  @Test
  void noRuleOfTheProjectNeedsAllNodes() {
    assertThat(validator.shapesOfEverything()).isEmpty();
  }

  /** Whoever writes a query into a shape need not think of this: a predicate left out is found. */
  @Test
  void everyPredicateThatAQueryOfARuleAsksForIsWatched() {
    Graph data = ClaimGraph.read(BundledProject.home(), Progress.none()).view().asserted();
    int queries = 0;
    for (Shape shape : validator.targetShapes()) {
      Reads reads = Reads.of(shape);
      Set<Node> watched = reads.traces().stream().map(Trace::predicate).collect(Collectors.toSet());
      for (Constraint constraint : shape.getConstraints()) {
        if (constraint instanceof SparqlConstraint sparql) {
          queries++;
          if (!watched.contains(null)) {
            assertThat(watched)
                .as("what a change must touch to matter to %s", shape.getShapeNode())
                .containsAll(predicates(sparql.getQuery(), data));
          }
        }
      }
    }
    assertThat(queries).isPositive();
  }

  /** The names in a query by which the data say something; those of the ontology count besides. */
  private static Set<Node> predicates(Query query, Graph data) {
    Query written = query.cloneQuery();
    written.getPrefixMapping().clearNsPrefixMap();
    return NAME.matcher(written.serialize())
        .results()
        .map(name -> NodeFactory.createURI(name.group(1)))
        .filter(name -> data.contains(Node.ANY, name, Node.ANY))
        .filter(
            name ->
                !OntologyTriples.touchedBy(
                    Change.of(
                        List.of(), List.of(Quad.create(Ibid.CANDIDATE_GRAPH, name, name, name)))))
        .collect(Collectors.toSet());
  }

  private static Set<List<Object>> findings(Collection<ReportEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                List.<Object>of(
                    entry.focusNode(),
                    entry.source(),
                    String.valueOf(entry.resultPath()),
                    // Of two texts in one language the engine names either.
                    SHACL.UniqueLangConstraintComponent.equals(entry.sourceConstraintComponent())
                        ? ""
                        : String.valueOf(entry.value()),
                    entry.severity().level()))
        .collect(Collectors.toSet());
  }
}
