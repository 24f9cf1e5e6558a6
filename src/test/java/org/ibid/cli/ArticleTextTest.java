package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ibid.InventedArticle.GULLS;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ibid.InventedArticle;
import org.ibid.Outcome;
import org.ibid.graph.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gives a server a copy of a text, to be seen by one reader. */
class ArticleTextTest {

  private static final String SENTENCE = "https://w3id.org/ibid/id/gulls-2031/passage/s";

  @TempDir Path folder;
  private InventedArticle gulls;
  private Path copy;

  @BeforeEach
  void recordThePassages() {
    gulls = new InventedArticle(folder, "gulls-2031").describe(GULLS);
    copy = gulls.copy("gulls.txt", GULLS);
    assertThat(ibid("passages", "--text", copy.toString()).code()).isEqualTo(ExitCode.OK);
  }

  private Outcome ibid(String... args) {
    return Outcome.of(new Home(folder), 0, "", args);
  }

  @Test
  void copyGivesTheWordsOfItsSentencesWithoutWhatInterruptsThem() {
    ArticleText text = ArticleText.read(new Home(folder), copy);
    assertThat(text.words())
        .hasSize(10)
        .containsEntry(SENTENCE + 3, "Nobody counts the terns!")
        .containsEntry(SENTENCE + 4, "Their number fell to forty in the year 2031, as [2] says.");
    assertThat(text.report())
        .isEqualTo("10 of 10 sentences of gulls-2031 are as they were when the claims were made");
  }

  @Test
  void changedSentenceIsNotShown() {
    Path changed = gulls.copy("changed.txt", GULLS.replace("the terns!", "the ducks!"));
    ArticleText text = ArticleText.read(new Home(folder), changed);
    assertThat(text.words()).hasSize(9).doesNotContainKey(SENTENCE + 3);
    assertThat(text.report()).startsWith("9 of 10 sentences");
  }

  @Test
  void otherTextIsRefusedWithAWayToLearnMore() {
    Path other = gulls.copy("other.txt", "Something else stands here.\n");
    assertThatThrownBy(() -> ArticleText.read(new Home(folder), other))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("other.txt is another text")
        .hasMessageContaining("./ibid passages --check --text ");
  }

  @ParameterizedTest
  @CsvSource({"--host,0.0.0.0", "--host,192.0.2.7", "--base,https://claims.example/"})
  void textIsNotServedToOthers(String option, String value) {
    Outcome outcome = ibid("serve", "--article-text", copy.toString(), option, value);
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err())
        .startsWith("ibid: the text of an article is not ours to publish")
        .hasLineCount(1);
    assertThat(outcome.out().getBytes(StandardCharsets.UTF_8)).isEmpty();
  }
}
