package org.ibid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Parameter;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.picture.Drawing;
import org.ibid.picture.Drawings;
import org.ibid.picture.Picture;
import org.ibid.picture.Sheet;
import org.ibid.picture.Table;
import org.ibid.publish.Answers;
import org.ibid.publish.Links;
import org.ibid.publish.Names;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each question of the catalogue to what {@code queries/README.md} says of questions. */
class CatalogueTest {

  private static View view;
  private static DatasetGraph shuffled;

  @BeforeAll
  static void loadTheGraphInTwoOrders() {
    view = ClaimGraph.load(ArticleCopies.project(), Progress.none()).view();
    List<Triple> triples = new ArrayList<>();
    view.dataset().getDefaultGraph().find().forEachRemaining(triples::add);
    Collections.shuffle(triples, new Random(3));
    Graph graph = GraphFactory.createDefaultGraph();
    triples.forEach(graph::add);
    shuffled = new DatasetGraphMapLink(graph);
    view.dataset()
        .listGraphNodes()
        .forEachRemaining(name -> shuffled.addGraph(name, view.dataset().getGraph(name)));
  }

  static Stream<Question> questions() {
    return Questions.read(ArticleCopies.project()).all().stream();
  }

  private static Query parse(Question question) {
    return Sparql.parse(question.text(), question.id(), view.prefixes());
  }

  private static List<List<Node>> answer(Query query, DatasetGraph dataset) {
    List<List<Node>> rows = new ArrayList<>();
    List<Var> vars = query.getProjectVars();
    try (QueryExec execution =
        QueryExec.dataset(dataset).query(query).context(BundledProject.offline(dataset)).build()) {
      execution
          .select()
          .forEachRemaining(
              binding -> {
                List<Node> row = new ArrayList<>();
                vars.forEach(var -> row.add(binding.get(var)));
                rows.add(row);
              });
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void questionIsAsked(Question question) {
    assertThat(question.title()).endsWith("?").doesNotContain("\n");
    assertThat(question.description()).endsWith(".");
    assertThat(question.keywords()).isNotEmpty();
    assertThat(question.module()).matches("[a-z-]+");
    assertThat(question.name()).matches("[a-z0-9-]+");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void questionRunsAnywhereAsItIs(Question question) {
    assertThatCode(() -> QueryFactory.create(question.text())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void parameterHasValuesInTheText(Question question) {
    Query query = parse(question);
    for (Parameter parameter : question.parameters()) {
      assertThat(parameter.description()).isNotBlank();
      assertThatCode(() -> Sparql.with(query, Map.of(parameter.name(), List.of())))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerSaysNothingTwice(Question question) {
    List<List<Node>> rows = answer(parse(question), view.dataset());
    assertThat(new HashSet<>(rows)).hasSameSizeAs(rows);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerIsInAnOrderOfItsOwn(Question question) {
    Query query = parse(question);
    assertThat(answer(query, shuffled)).isEqualTo(answer(query, view.dataset()));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerIsInOneLanguage(Question question) {
    if (question.keywords().contains("Russian")) {
      return;
    }
    assertThat(answer(parse(question), view.dataset()))
        .allSatisfy(
            row ->
                assertThat(row)
                    .noneMatch(
                        node ->
                            node != null
                                && node.isLiteral()
                                && node.getLiteralLanguage().equals("ru")));
  }

  static Stream<Question> questionsWithAPicture() {
    return questions().filter(question -> !question.picture().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("questionsWithAPicture")
  void pictureIsDrawnFromTheAnswer(Question question) {
    Drawing drawing = Drawings.named(question.picture()).orElseThrow();
    Query query = parse(question);
    Table table;
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      Names names = new Names(view, Links.under("https://ibid.example/"));
      table = new Answers(names).of(query, execution, 0).table();
    }
    assertThat(table.total()).isEqualTo(table.rows()).isPositive();
    assertThat(drawing.unfit(table)).isEmpty();
    for (int width : new int[] {Sheet.NARROW, Sheet.WIDE}) {
      Sheet sheet =
          Picture.of(drawing, table, question.title(), question.description(), width).sheet();
      assertThat(sheet.shown()).hasSizeGreaterThan(table.rows() / 2);
      Set<Integer> told = new TreeSet<>(sheet.shown());
      sheet.leftOut().values().forEach(told::addAll);
      assertThat(told).containsExactlyElementsOf(IntStream.range(0, table.rows()).boxed().toList());
    }
  }

  @Test
  void namesAreUnique() {
    assertThat(questions().map(Question::name)).doesNotHaveDuplicates();
    assertThat(questions().map(Question::title)).doesNotHaveDuplicates();
  }
}
