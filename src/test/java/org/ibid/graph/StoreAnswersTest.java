package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.BundledProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store of the bundled graph says what the files say. */
class StoreAnswersTest {

  @TempDir static Path folder;
  private static View files;
  private static Store store;

  @BeforeAll
  static void makeStore() {
    files = ClaimGraph.load(BundledProject.home(), Progress.none()).view();
    store = Store.create(BundledProject.home(), folder.resolve("store"), Progress.none());
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  static Stream<Question> questions() {
    return Questions.read(BundledProject.home()).all().stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answerIsTheOneThatTheFilesGive(Question question) {
    assertThat(store.read(() -> answer(store.view(), question))).isEqualTo(answer(files, question));
  }

  @Test
  void whatIsAssertedAndDerivedIsTheSame() {
    store.read(
        () -> {
          View view = store.view();
          assertThat(view.asserted().isIsomorphicWith(files.asserted())).isTrue();
          assertThat(
                  view.dataset()
                      .getGraph(Ibid.DERIVED_GRAPH)
                      .isIsomorphicWith(files.dataset().getGraph(Ibid.DERIVED_GRAPH)))
              .isTrue();
          assertThat(view.prefixes().getNsPrefixMap()).isEqualTo(files.prefixes().getNsPrefixMap());
          return null;
        });
  }

  private static String answer(View view, Question question) {
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.parse(question.text(), question.id(), view.prefixes()))
            .context(BundledProject.offline(view.dataset()))
            .build()) {
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      ResultSetFormatter.outputAsCSV(csv, ResultSet.adapt(execution.select()));
      return csv.toString(StandardCharsets.UTF_8);
    }
  }
}
