package org.ibid.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.BundledProject;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What pages of the bundled graph count is all that there is, and what the facets count. */
class PageQueriesTest {

  private static final Home HOME = BundledProject.home();

  private static final List<Question> ALL =
      Stream.of(HOME.pages(), HOME.facets(), HOME.queries())
          .flatMap(folder -> Questions.in(HOME, folder).all().stream())
          .toList();

  private static PageQueries queries;
  private static Set<Node> claims;

  /** For each thing the claims about it. */
  private static Map<Node, Set<Node>> about;

  /** For each claim its grounds. */
  private static Map<Node, Set<Node>> grounds;

  @BeforeAll
  static void load() {
    View view = ClaimGraph.load(HOME, Progress.none()).view();
    queries = new PageQueries(view, ALL);
    claims = Set.copyOf(new Triples(view).subjects(Terms.TYPE, Terms.CLAIM));
    about = grouped(rows("02-about", Map.of()), "value", "claim");
    grounds = grouped(rows("06-grounds", Map.of()), "claim", "value");
  }

  @Test
  void everyClaimRestsOnSomethingOrSaysThatItDoesNot() {
    assertThat(grounds.keySet()).containsExactlyInAnyOrderElementsOf(claims);
  }

  @Test
  void pageOfAThingCountsEachClaimAboutItOnceByItsKind() {
    about.forEach(
        (thing, said) ->
            assertThat(counts("50-what-is-said", thing).values().stream().mapToInt(n -> n).sum())
                .as(thing.toString())
                .isEqualTo(said.size()));
  }

  @Test
  void pictureOnThePageOfAThingOrSectionCountsEachClaimOnceByWhatItRestsOn() {
    Map<Node, Set<Node>> drawn = new HashMap<>(about);
    drawn.putAll(grouped(rows("05-section", Map.of()), "value", "claim"));
    drawn.forEach(
        (thing, said) -> {
          Map<String, Long> expected =
              said.stream().collect(Collectors.groupingBy(this::ground, Collectors.counting()));
          Map<String, Long> counted =
              rows("kinds-of-source-behind-it", Map.of("thing", List.of(thing))).stream()
                  .collect(
                      Collectors.toMap(
                          row -> address(row).replaceFirst("^.*&grounds=", ""),
                          row -> Long.valueOf(text(row, "count"))));
          assertThat(counted).as(thing.toString()).isEqualTo(expected);
        });
  }

  /** The one kind of source of a claim, as the address of a list of claims names it. */
  private String ground(Node claim) {
    assertThat(grounds.get(claim)).as(claim.toString()).hasSize(1);
    Node ground = grounds.get(claim).iterator().next();
    String name = ground.isURI() ? ground.getURI() : ground.getLiteralLexicalForm();
    return name.endsWith("#NoSourceGiven")
        ? Links.encoded(name)
        : Links.encoded(name).replace("+", "%20") + "&breadth=one%20kind";
  }

  private static String address(Binding row) {
    return row.get(Var.alloc("claims")).getURI();
  }

  private static String text(Binding row, String name) {
    return row.get(Var.alloc(name)).getLiteralLexicalForm();
  }

  @Test
  void frontPageShowsOnWhatAReasonRestsAsTheFacetsDo() {
    Map<Node, Set<Node>> shown = grouped(rows("conclusions", Map.of()), "reason", "ground");
    assertThat(shown)
        .isNotEmpty()
        .allSatisfy((reason, ground) -> assertThat(ground).isEqualTo(grounds.get(reason)));
  }

  @Test
  void whatAThingCanStandForIsAParameterWithWhichAQuestionBegins() {
    Set<String> first =
        Questions.read(HOME).all().stream()
            .filter(question -> !question.parameters().isEmpty())
            .map(question -> question.parameters().get(0).name())
            .collect(Collectors.toSet());
    Set<String> offered =
        rows("parameters", Map.of()).stream()
            .map(row -> row.get(Var.alloc("parameter")).getLiteralLexicalForm())
            .collect(Collectors.toSet());
    assertThat(offered).isNotEmpty();
    assertThat(first).containsAll(offered);
  }

  /** The numbers that a page shows beside its values. */
  private static Map<Node, Integer> counts(String question, Node thing) {
    return rows(question, Map.of("it", List.of(thing))).stream()
        .collect(
            Collectors.toMap(
                row -> row.get(Var.alloc("value")),
                row ->
                    Integer.valueOf(
                        row.get(Var.alloc("note")).getLiteralLexicalForm().replaceAll("\\D", ""))));
  }

  private static List<Binding> rows(String name, Map<String, List<Node>> values) {
    Question question =
        ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return queries.rows(question, values);
  }

  private static Map<Node, Set<Node>> grouped(List<Binding> rows, String key, String value) {
    Map<Node, Set<Node>> grouped = new HashMap<>();
    for (Binding row : rows) {
      grouped
          .computeIfAbsent(row.get(Var.alloc(key)), k -> new HashSet<>())
          .add(row.get(Var.alloc(value)));
    }
    return grouped;
  }
}
