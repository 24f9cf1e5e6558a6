package org.ibid.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.ArticleCopies;
import org.ibid.InventedArticle;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the words of the articles are not stored in the project. */
class VerbatimTest {

  private static final Set<Path> NOT_OURS =
      Set.of(Path.of("target"), Path.of(".git"), Path.of("node_modules"));
  private static final String REFERENCES = "http://purl.org/spar/biro/references";
  private static final long LARGEST = 4_000_000;

  private static final String ARTICLE =
      """
      == Arrival ==
      In winter the gulls don’t leave the state-
      owned harbour be-
      fore the last trawler is in [1]. As “A Very Long History of Herring in Northern Waters” has it.
      ~~~
      (1) Tern. A very long history of herring in northern waters.
      ~~~
      == Noise ==
      """;

  @Test
  void noRunOfEightWordsOfAnArticleStandsInTheProject() throws IOException {
    List<ArticleCopies.AtHand> copies = ArticleCopies.atHand();
    List<String> places = new ArrayList<>();
    for (ArticleCopies.AtHand copy : copies) {
      VerbatimRuns runs =
          new VerbatimRuns(copy.article().slug(), copy.description().layout(), copy.text());
      titlesOfCitedWorks().forEach(runs::allow);
      for (Path file : projectFiles()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        places.addAll(runs.in(ArticleCopies.project().show(file), text));
      }
    }
    assertThat(places).as("words of an article, which may be pointed at but not stored").isEmpty();
  }

  private static List<String> titlesOfCitedWorks() {
    List<Triple> data =
        ArticleCopies.project().dataFiles().stream()
            .flatMap(
                file ->
                    SourceFile.read(ArticleCopies.project(), file, Ibid.CANDIDATE_GRAPH)
                        .triples()
                        .stream())
            .toList();
    Set<Node> works =
        data.stream()
            .filter(triple -> triple.getPredicate().getURI().equals(REFERENCES))
            .map(Triple::getObject)
            .collect(Collectors.toSet());
    return data.stream()
        .filter(triple -> works.contains(triple.getSubject()))
        .filter(
            triple ->
                triple.getPredicate().equals(DCTerms.title.asNode())
                    || triple.getPredicate().equals(SKOS.altLabel.asNode()))
        .map(triple -> triple.getObject().getLiteralLexicalForm())
        .toList();
  }

  /** The files that git keeps or would keep; without git, all that are not built or fetched. */
  private static List<Path> projectFiles() throws IOException {
    Path root = ArticleCopies.project().root();
    List<Path> files = new ArrayList<>();
    if (Files.exists(root.resolve(".git"))) {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "-c", "-o", "--exclude-standard")
              .directory(root.toFile())
              .start();
      try (InputStream out = git.getInputStream()) {
        String names = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        Stream.of(names.split("\0")).map(root::resolve).forEach(files::add);
      }
    } else {
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(file -> !isNotOurs(root.relativize(file))).forEach(files::add);
      }
    }
    files.removeIf(file -> !Files.isRegularFile(file) || file.toFile().length() > LARGEST);
    assertThat(files).isNotEmpty();
    return files;
  }

  private static boolean isNotOurs(Path file) {
    return StreamSupport.stream(file.spliterator(), false).anyMatch(NOT_OURS::contains);
  }

  @TempDir Path folder;

  private List<String> places(String text) {
    new InventedArticle(folder, "herring").describe(ARTICLE);
    CopyText copy = CopyText.of(ARTICLE.getBytes(StandardCharsets.UTF_8), "copy");
    Layout layout = Article.all(new Home(folder)).get(0).copies().get(0).layout();
    return new VerbatimRuns("herring", layout, copy).in("x.md", text);
  }

  @Test
  void runIsFoundWithItsLineWhateverItsCaseApostrophesAndLineBreaks() {
    assertThat(places("One line.\nSo: *in winter* THE gulls\ndon't leave the state-owned. Bye."))
        .containsExactly("x.md:2: in winter the gulls don't leave the state owned");
    assertThat(places("he said 'owned harbour before the last trawler is in'"))
        .containsExactly("x.md:1: owned harbour before the last trawler is in");
    assertThat(places("gulls don’t leave the stateowned harbour before the"))
        .containsExactly("x.md:1: gulls don't leave the stateowned harbour before the");
    assertThat(places("the gulls don’t leave the stateowned harbour before"))
        .containsExactly("x.md:1: the gulls don't leave the stateowned harbour before");
  }

  @Test
  void runGoesOnOverAPointer() {
    assertThat(places("before the last trawler is in. As a"))
        .containsExactly("x.md:1: before the last trawler is in as a");
  }

  @Test
  void sevenWordsAreNoRun() {
    assertThat(places("In winter the gulls don’t leave the harbour")).isEmpty();
    assertThat(places("before the last trawler is in")).isEmpty();
  }

  @Test
  void titleThatANoteGivesIsFree() {
    assertThat(places("“A Very Long History of Herring in Northern Waters”")).isEmpty();
  }

  @Test
  void eachRunIsNamedOnceHoweverLong() {
    assertThat(
            places(
                "in winter the gulls don't leave the state-owned harbour before the last trawler; "
                    + "no, in winter the gulls don't leave the state-owned harbour"))
        .hasSize(2);
  }
}
