package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.BundledProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the bundled graph every question of the catalogue and compares with the expected answer. */
class AnswersTest {

  private static final Home HOME = new Home(Path.of("").toAbsolutePath());

  /** What stands in the language in which it was found: asked for as it is. */
  private static final Set<Node> QUOTED =
      Set.of(
          SKOS.altLabel.asNode(),
          DCTerms.title.asNode(),
          NodeFactory.createURI(Ibid.NS + "expression"));

  private static View view;
  private static DatasetGraph withMoreNames;

  @BeforeAll
  static void load() {
    view = ClaimGraph.load(HOME, Progress.none()).view();
    withMoreNames = withMoreNames(view.dataset());
  }

  /**
   * The same graphs; all that they say in English is in the default graph in another language too.
   */
  private static DatasetGraph withMoreNames(DatasetGraph dataset) {
    Graph more = GraphFactory.createDefaultGraph();
    dataset
        .getDefaultGraph()
        .find()
        .forEach(
            triple -> {
              more.add(triple);
              Node said = triple.getObject();
              if (said.isLiteral()
                  && said.getLiteralLanguage().equals("en")
                  && !QUOTED.contains(triple.getPredicate())) {
                more.add(
                    triple.getSubject(),
                    triple.getPredicate(),
                    NodeFactory.createLiteralLang("eo: " + said.getLiteralLexicalForm(), "eo"));
              }
            });
    DatasetGraph named = DatasetGraphFactory.create(more);
    dataset.listGraphNodes().forEachRemaining(name -> named.addGraph(name, dataset.getGraph(name)));
    return named;
  }

  static Stream<Question> questions() {
    return Questions.read(HOME).all().stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerIsTheExpectedOne(Question question) throws IOException {
    assertThat(answer(question, view.dataset())).isEqualTo(expected(question, question.id()));
  }

  /** The questions that say what stands on the page of a thing, each with a thing to ask for. */
  static Stream<Question> questionsOfPages() {
    return Questions.in(HOME, HOME.pages()).all().stream()
        .filter(question -> question.text().contains("VALUES ?it {"));
  }

  @ParameterizedTest
  @MethodSource("questionsOfPages")
  void pageSaysWhatIsExpectedOfTheThingThatItsQuestionAsksFor(Question question)
      throws IOException {
    assertThat(answer(question, view.dataset()))
        .isEqualTo(expected(question, "ontology/pages/" + question.id() + ".rq"))
        .matches("(?s).*\n.+");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerStaysTheSameWhenThingsAreNamedInAnotherLanguageToo(Question question)
      throws IOException {
    assertThat(answer(question, withMoreNames)).isEqualTo(expected(question, question.id()));
  }

  @Test
  void everyQuestionHasTitleDescriptionAndKeywords() {
    assertThat(questions())
        .allSatisfy(
            question -> {
              assertThat(question.title()).as(question.id()).endsWith("?");
              assertThat(question.description()).as(question.id()).endsWith(".");
              assertThat(question.keywords()).as(question.id()).isNotEmpty();
            });
  }

  /**
   * The expected answer, which stands beside the question.
   *
   * @param asked how the command names the question
   */
  private static String expected(Question question, String asked) throws IOException {
    Path expected = question.path().resolveSibling(question.name() + ".csv");
    assertThat(expected)
        .as(
            "expected answer of %s: check it against the article, then write it with"
                + " ./ibid query %s --format csv",
            question.id(), asked)
        .exists();
    return unixLines(Files.readString(expected));
  }

  private static String answer(Question question, DatasetGraph dataset) {
    try (QueryExec execution =
        QueryExec.dataset(dataset)
            .query(Sparql.parse(question.text(), question.id(), view.prefixes()))
            .context(BundledProject.offline(dataset))
            .build()) {
      RowSet rows = execution.select();
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      ResultSetFormatter.outputAsCSV(csv, ResultSet.adapt(rows));
      return unixLines(csv.toString(StandardCharsets.UTF_8));
    }
  }

  /** CSV ends its lines with CR LF; a file that people keep in git need not. */
  private static String unixLines(String csv) {
    return csv.replace("\r\n", "\n");
  }
}
