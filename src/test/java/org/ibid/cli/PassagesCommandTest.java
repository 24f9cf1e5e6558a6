package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ibid.InventedArticle.GULLS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ibid.InventedArticle;
import org.ibid.Outcome;
import org.ibid.graph.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassagesCommandTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private InventedArticle gulls;
  private Path recorded;
  private Path copy;

  @BeforeEach
  void describeTheGulls() {
    gulls = new InventedArticle(folder, "gulls-2031").describe(GULLS);
    recorded = folder.resolve("data/gulls-2031/passages.ttl");
    copy = gulls.copy("gulls.txt", GULLS);
  }

  private int passages(Object... args) {
    out.reset();
    err.reset();
    return Main.run(
        Outcome.terminal(new Home(folder), out, err),
        Stream.concat(Stream.of("passages"), Stream.of(args).map(Object::toString))
            .toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void copyThatTheArticleNamesGivesThePassages() throws IOException {
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.OK);
    assertThat(out())
        .isEqualTo(
            "Wrote data/gulls-2031/passages.ttl: 10 sentences in 3 paragraphs on pages 101–103, 5"
                + " pointers\n");
    assertThat(Files.readString(recorded))
        .contains(
            """
            psg:s4 a doco:Sentence ;
            """)
        .contains("#### Arrival")
        .contains("pointer:tern-2030 a c4o:InTextReferencePointer ;");
  }

  @Test
  void wordsOfTheTextAreNotStored() throws IOException {
    passages("--text", copy);
    assertThat(Files.readString(recorded)).doesNotContain("gulls 🐦", "harbour", "guests");
    try (Stream<Path> files = Files.list(recorded.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("article.ttl", "passages.ttl");
    }
  }

  @Test
  void secondRunChangesNothing() throws IOException {
    passages("--text", copy);
    Object before = Files.getLastModifiedTime(recorded);
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("Unchanged ");
    assertThat(Files.getLastModifiedTime(recorded)).isEqualTo(before);
  }

  @Test
  void outNamesAnotherFile() {
    Path other = folder.resolve("new/folder/other.ttl");
    assertThat(passages("--text", copy, "--out", other)).isEqualTo(ExitCode.OK);
    assertThat(other).exists();
    assertThat(recorded).doesNotExist();
  }

  @Test
  void theCopyItselfIsExact() {
    passages("--text", copy);
    assertThat(passages("--text", copy, "--check")).isEqualTo(ExitCode.OK);
    assertThat(out())
        .isEqualTo("13 passages of gulls-2031 in " + copy + ": 13 exact, 0 moved, 0 missing\n");
  }

  @Test
  void copyWithOtherLineBreaksHasThePassagesElsewhere() {
    passages("--text", copy);
    Path wide = gulls.copy("wide.txt", GULLS.replace("Möwe [1] and\n", "Möwe [1]\n\n   and "));
    assertThat(passages("--text", wide)).isEqualTo(ExitCode.OK);
    assertThat(out()).contains(": 1 exact, 12 moved, 0 missing\n").contains("moved    s2 ");
    assertThat(out()).doesNotContain(" s1 ");
  }

  @Test
  void paragraphOfOneSentenceAndItsSentenceAreBothFoundElsewhere() {
    String text = "== Arrival ==\nOne.\n\nTwo.\n== Noise ==\nBang!\n";
    gulls.describe(text);
    passages("--text", gulls.copy("short.txt", text));
    Path other = gulls.copy("other.txt", "Draft.\n" + text);
    assertThat(passages("--text", other)).isEqualTo(ExitCode.OK);
    assertThat(out()).contains(": 0 exact, 6 moved, 0 missing\n");
  }

  @Test
  void copyInWhichNoSectionOrNoteIsRecognisedHasThePassagesWithoutNotes() {
    passages("--text", copy);
    Path line = gulls.copy("line.txt", GULLS.replaceAll("==|\\s+", " "));
    assertThat(passages("--text", line)).isEqualTo(ExitCode.NEGATIVE);
    assertThat(out())
        .contains(": 0 exact, 11 moved, 2 missing\n")
        .contains("missing  p2 ")
        .contains("missing  s4 ");
  }

  @Test
  void changedSentenceIsMissingAndWithItItsParagraph() {
    passages("--text", copy);
    Path changed = gulls.copy("changed.txt", GULLS.replace("at guests", "at waiters"));
    assertThat(passages("--text", changed)).isEqualTo(ExitCode.NEGATIVE);
    assertThat(out())
        .contains("10 exact, 1 moved, 2 missing\n")
        .containsPattern("missing  p3 +page 103 +\\d+–\\d+\n")
        .containsPattern("missing  s9 ")
        .containsPattern("moved    s10 +page 103 +\\d+–\\d+ → \\d+–\\d+\n");
  }

  @Test
  void sentenceSaidTwiceIsMissingOnceWhenOneIsGone() {
    String twice = GULLS.replace("It screams", "It screams. It screams. It");
    new InventedArticle(folder, "gulls-2031").describe(twice);
    passages("--text", gulls.copy("twice.txt", twice));
    Path once = gulls.copy("once.txt", twice.replace("It screams. It screams.", "It screams."));
    assertThat(passages("--text", once)).isEqualTo(ExitCode.NEGATIVE);
    assertThat(out()).contains("missing  s10 ").doesNotContain("missing  s9 ");
  }

  @Test
  void checkingWritesNothing() throws IOException {
    passages("--text", copy);
    Files.writeString(recorded, Files.readString(recorded).replace("ibid:number 1 ;", ""));
    String before = Files.readString(recorded);
    assertThat(passages("--text", copy, "--check")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).contains("passage/p1 has no value for https://w3id.org/ibid/ns#number");
    assertThat(Files.readString(recorded)).isEqualTo(before);
    assertThat(passages("--text", copy, "--check", "--out", "x")).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void nothingToCheckAgainstIsSaid() {
    assertThat(passages("--text", copy, "--check")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err())
        .isEqualTo(
            "ibid: data/gulls-2031/passages.ttl: no passages are recorded yet, so nothing can be"
                + " checked\n");
  }

  @Test
  void passagesAreNotMadeFromACopyInWhichPositionsAreNotCounted() {
    Path other = gulls.copy("other.txt", GULLS + " for good.");
    assertThat(passages("--text", other)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).contains("SHA-256").contains("ibid:digest");
    assertThat(recorded).doesNotExist();
  }

  @Test
  void secondArticleWithAnotherLayoutIsKnownByItsCopy() throws IOException {
    String text = "== Arrival ==\n<2>One¹ ends.\nTwo Inc. Limited² ends¹.\n== Noise ==\nBang!";
    new InventedArticle(folder, "bang")
        .describe(
            text,
            """
                ibid:firstPage 1 ;
                ibid:pageStartPattern "^<\\\\d+>" ; ibid:furniturePattern "^<\\\\d+>" ;
                ibid:abbreviation "Inc." .
            """);
    assertThat(passages("--text", gulls.copy("bang.txt", text))).isEqualTo(ExitCode.OK);
    assertThat(out())
        .isEqualTo(
            "Wrote data/bang/passages.ttl: 3 sentences in 2 paragraphs on page 2, 0 pointers\n");
    assertThat(Files.readString(folder.resolve("data/bang/passages.ttl")))
        .contains("<https://w3id.org/ibid/id/bang/", "oa:end 27 ;\n    oa:start 17 .");
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.OK);
    assertThat(out()).contains("data/gulls-2031/passages.ttl");
  }

  @Test
  void unknownCopyOfOneOfSeveralArticlesNeedsTheArticle() {
    passages("--text", copy);
    new InventedArticle(folder, "terns-2030").describe("something else");
    Path other = gulls.copy("other.txt", GULLS + " for good.");
    assertThat(passages("--text", other)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).contains("--article").contains("known: gulls-2031, terns-2030");
    assertThat(passages("--text", other, "--article", "gulls-2031")).isEqualTo(ExitCode.OK);
    assertThat(out()).startsWith("13 passages of gulls-2031 ");
  }

  @Test
  void unknownArticleIsAnsweredWithTheKnownOnes() {
    assertThat(passages("--text", copy, "--article", "guls")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).isEqualTo("ibid: there is no article called guls; known: gulls-2031\n");
  }

  @Test
  void unusableCopiesAreRefusedWithOneLine() throws IOException {
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xE9});
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\uFEFF \n");
    for (Path bad : List.of(latin, empty, folder, folder.resolve("none.txt"))) {
      assertThat(passages("--text", bad)).isEqualTo(ExitCode.UNUSABLE);
      assertThat(err()).startsWith("ibid: " + bad + ": ").hasLineCount(1);
      assertThat(out()).isEmpty();
    }
    assertThat(passages()).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void patternThatIsNoneIsNamed() {
    gulls.describe(GULLS, "ibid:firstPage 1 ; ibid:furniturePattern \"(note\" .");
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err())
        .contains("data/gulls-2031/article.ttl", "ibid:furniturePattern")
        .hasLineCount(1);
    gulls.describe(GULLS, "ibid:firstPage 1 ; ibid:pointerPattern \"[0-9]\" .");
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).contains("ibid:pointerPattern", "(?<label>…)");
    gulls.describe(GULLS, "ibid:pageStartPattern \"x\" .");
    assertThat(passages("--text", copy)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).contains("ibid:firstPage");
  }
}
