package org.ibid.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import org.ibid.InventedArticle;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Digests;
import org.ibid.graph.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmenterTest {

  @TempDir Path folder;
  private Passages passages;

  @BeforeEach
  void segmentTheGulls() {
    new InventedArticle(folder, "gulls-2031").describe(InventedArticle.GULLS);
    passages = segment(InventedArticle.GULLS);
  }

  private Passages segment(String text) {
    Article article = Article.all(new Home(folder)).get(0);
    CopyText copy = CopyText.of(text.getBytes(StandardCharsets.UTF_8), "copy");
    return Segmenter.segment(article.slug(), article.copies().get(0).layout(), copy);
  }

  /** What stands at these positions, counted in code points by other means than the program's. */
  private static String at(String text, List<Span> spans) {
    int[] points = text.codePoints().toArray();
    return spans.stream()
        .map(span -> new String(points, span.start(), span.end() - span.start()))
        .collect(Collectors.joining(" | "))
        .replaceAll("\\s+", " ");
  }

  private List<String> sentences() {
    return passages.sentences().stream()
        .map(sentence -> at(InventedArticle.GULLS, sentence.segments()))
        .toList();
  }

  @Test
  void sentencesAreNumberedThroughTheDocumentAndPositionsCountCodePoints() {
    assertThat(sentences())
        .containsExactly(
            "The gulls 🐦 come late.",
            "In the harbour of 𝔊othenhafen they are counted by Dr. Möwe [1] and his nephew.",
            "Nobody counts the terns!",
            "Their number fell to | forty in the year | 2031, as [2] says.",
            "“They will be back,” [Tern 2030] he adds.[3]",
            "“Will they?”",
            "The harbour master [9] doubts it [Tern 2030] and so do I.",
            "A gull co\u00ADmes to the cafe\u0301.",
            "It screams at guests.",
            "The guests leave");
    assertThat(passages.sentences().stream().map(Passage::name))
        .containsExactly("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10");
  }

  @Test
  void sentenceInterruptedTwiceHasThreeSegmentsAndOneDigestOverThem() {
    Passage sentence = passages.sentences().get(3);
    assertThat(sentence.segments()).hasSize(3);
    assertThat(sentence.digest())
        .isEqualTo(Digests.sha256("Their number fell to forty in the year 2031, as [2] says."));
  }

  @Test
  void digestKnowsNeitherSoftHyphensNorHowAccentsAreWritten() {
    assertThat(passages.sentences().get(7).digest())
        .isEqualTo(Digests.sha256("A gull comes to the caf\u00E9."))
        .isEqualTo(PassageDigest.of(List.of("\n A gull\u00A0comes", "to  the\tcafé. ")));
    assertThat(Normalizer.isNormalized("cafe\u0301", Normalizer.Form.NFC)).isFalse();
  }

  @Test
  void paragraphsBeginAfterBlankLinesAndAtPageStartsButNotInsideASentence() {
    assertThat(passages.paragraphs().stream().map(p -> at(InventedArticle.GULLS, p.segments())))
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("The gulls").endsWith("the terns!"),
            second -> assertThat(second).startsWith("Their number").endsWith("so do I."),
            third -> assertThat(third).startsWith("A gull").endsWith("guests leave"));
    assertThat(passages.sentences().get(3).partOf())
        .isEqualTo("https://w3id.org/ibid/id/gulls-2031/passage/p2");
    assertThat(passages.paragraphs().get(2).partOf())
        .isEqualTo("https://w3id.org/ibid/id/gulls-2031/section/noise");
  }

  @Test
  void paragraphBeginsAtPageStartWhereTheSentenceBeforeHasEnded() {
    Passages other =
        segment("== Arrival ==\nOne ends.\n\fTwo goes on\n\fhere. Three ends.\n== Noise ==\nBang.");
    assertThat(other.paragraphs()).hasSize(3);
    assertThat(other.paragraphs().get(1).firstPage()).isEqualTo(102);
    assertThat(other.paragraphs().get(1).lastPage()).isEqualTo(103);
  }

  @Test
  void sentenceOverPageBreakIsOnBothPages() {
    assertThat(passages.sentences().stream().map(s -> s.firstPage() + "-" + s.lastPage()).toList())
        .startsWith("101-101")
        .endsWith("101-102", "103-103", "103-103", "103-103");
  }

  @Test
  void pointersAreFoundInOrderAndNumbersOutOfSequenceAreNone() {
    assertThat(passages.pointers().stream().map(p -> p.number() + " " + p.name()))
        .containsExactly("1 n1", "2 n2", "3 tern-2030", "4 n3", "5 tern-2030-2");
    assertThat(passages.pointers().stream().map(Pointer::sentence)).containsExactly(2, 4, 5, 5, 7);
    assertThat(passages.pointers().stream().map(p -> at(InventedArticle.GULLS, List.of(p.span()))))
        .containsExactly("1", "2", "Tern 2030", "3", "Tern 2030");
  }

  @Test
  void labelsMakeNamesWithoutAccentsOrDots() {
    assertThat(Pointer.name("007")).isEqualTo("n7");
    assertThat(Pointer.name("Maçães, B. 2018a")).isEqualTo("macaes-b-2018a");
    assertThat(Pointer.name("*")).isEqualTo("sign");
  }

  @Test
  void sameTextWithOtherLineEndsOrAByteOrderMarkHasTheSamePassages() {
    List<String> digests = passages.sentences().stream().map(Passage::digest).toList();
    String returns = InventedArticle.GULLS.replace("\n", "\r\n");
    for (String text :
        List.of(returns, "\uFEFF" + InventedArticle.GULLS, returns.replace("\n", ""))) {
      Passages other = segment(text);
      assertThat(other.sentences().stream().map(Passage::digest)).isEqualTo(digests);
      assertThat(at(text, other.sentences().get(0).segments()))
          .isEqualTo("The gulls 🐦 come late.");
      assertThat(at(text, other.sentences().get(9).segments())).isEqualTo("The guests leave");
    }
  }

  @Test
  void headingInsideANoteBeginsNoSection() {
    assertThat(passages.paragraphs().get(1).partOf()).endsWith("/section/arrival");
  }

  @Test
  void sectionThatBeginsNowhereIsNamed() {
    assertThatThrownBy(() -> segment("== Arrival ==\nNo more."))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Noise");
  }
}
