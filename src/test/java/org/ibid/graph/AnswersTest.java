package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.ibid.BundledProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the bundled graph every question of the catalogue and compares with the expected answer. */
class AnswersTest {

  private static final Home HOME = new Home(Path.of("").toAbsolutePath());
  private static View view;

  @BeforeAll
  static void load() {
    view = ClaimGraph.load(HOME, Progress.none()).view();
  }

  static Stream<Question> questions() {
    return Questions.read(HOME).all().stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerIsTheExpectedOne(Question question) throws IOException {
    Path expected = question.path().resolveSibling(question.name() + ".csv");
    assertThat(expected)
        .as(
            "expected answer of %s: check it against the article, then write it with"
                + " ./ibid query %s --format csv",
            question.id(), question.id())
        .exists();
    assertThat(answer(question)).isEqualTo(unixLines(Files.readString(expected)));
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

  private static String answer(Question question) {
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.parse(question.text(), question.id(), view.prefixes()))
            .context(BundledProject.offline(view.dataset()))
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
