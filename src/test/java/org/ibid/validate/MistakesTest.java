package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.sparql.core.Quad;
import org.ibid.BundledProject;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Edit;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes that editors make are shown where they were made, and the first suggestion mends them.
 *
 * <p>Each folder of {@code mistakes} holds a draft with one mistake, and where it is. What came out
 * is written to {@code target/mistakes.md}.
 */
class MistakesTest {

  private static final Path FOLDER =
      BundledProject.home().root().resolve("src/test/resources/mistakes");

  private static final Map<String, String> TABLE = new TreeMap<>();

  private static ClaimGraph graph;
  private static Validator validator;

  @BeforeAll
  static void load() {
    graph = ClaimGraph.read(BundledProject.home(), Progress.none());
    validator = Validator.read(BundledProject.home());
  }

  @AfterAll
  static void writeTable() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| mistake | place | message | suggestion | mended |");
    lines.add("|---|---|---|---|---|");
    lines.addAll(TABLE.values());
    Path target = BundledProject.home().root().resolve("target");
    Files.createDirectories(target);
    Files.write(target.resolve("mistakes.md"), lines);
  }

  static Stream<String> mistakes() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static List<Finding> check(String text) {
    SourceFile document;
    try {
      document = SourceFile.parse(text, "draft.ttl", Lang.TURTLE, Ibid.CANDIDATE_GRAPH);
    } catch (BadInputException e) {
      return SyntaxReport.of(Map.of(Path.of("draft.ttl"), e), Optional.of(graph.view())).findings();
    }
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    for (Triple triple : document.triples()) {
      added.add(Quad.create(document.graph(), triple));
      Node subject = triple.getSubject();
      removed.addAll(subject.isURI() ? graph.view().closure(subject) : Set.of());
    }
    View after = graph.withDocuments(List.of(document));
    return validator.check(graph.view(), after, Change.of(removed, added)).findings();
  }

  private static Properties expected(String mistake) {
    Properties expected = new Properties();
    try (Reader in =
        Files.newBufferedReader(FOLDER.resolve(mistake).resolve("expected.properties"))) {
      expected.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return expected;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakeIsShownWhereItWasMadeAndTheFirstSuggestionMendsIt(String mistake) throws IOException {
    String text = Files.readString(FOLDER.resolve(mistake).resolve("draft.ttl"));
    Properties expected = expected(mistake);
    List<Finding> findings = check(text);
    String place = expected.getProperty("line") + ":" + expected.getProperty("column");
    assertThat(findings)
        .extracting(finding -> finding.place().map(MistakesTest::text).orElse("nowhere"))
        .contains(place);
    Finding finding =
        findings.stream()
            .filter(each -> each.place().map(MistakesTest::text).orElse("").equals(place))
            .min(
                Comparator.comparing((Finding each) -> each.suggestions().isEmpty())
                    .thenComparing(Finding::severity))
            .orElseThrow();
    Optional<Suggestion> first = finding.suggestions().stream().findFirst();
    boolean mended = false;
    List<Finding> left = findings;
    if (first.isPresent() && first.get().isMechanical()) {
      left = check(Edit.apply(text, first.get().edits()));
      mended = left.isEmpty();
    }
    TABLE.put(
        mistake,
        String.join(
            " | ",
            "| " + mistake.replace('-', ' '),
            place,
            cell(finding.message()),
            cell(first.map(Suggestion::words).orElse("")),
            (mended ? "yes" : "no") + " |"));
    if (expected.getProperty("mended").equals("yes")) {
      assertThat(left)
          .as("left after: %s", first.map(Suggestion::words).orElse("nothing"))
          .isEmpty();
    }
  }

  private static String text(Place place) {
    return place.line() + ":" + place.column();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
