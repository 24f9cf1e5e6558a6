package org.ibid.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.ibid.ArticleCopies;
import org.ibid.graph.PredicateOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the project's recorded passages with the copies that are at hand. */
class RecordedPassagesTest {

  private List<ArticleCopies.AtHand> copies;

  @BeforeEach
  void findCopies() {
    copies = ArticleCopies.atHand();
  }

  @Test
  void fileIsWhatTheCommandMakesOfTheCopy() throws IOException {
    for (ArticleCopies.AtHand copy : copies) {
      Passages passages =
          Segmenter.segment(copy.article().slug(), copy.description().layout(), copy.text());
      assertThat(Files.readString(copy.article().passages()))
          .isEqualTo(
              PassageFile.of(copy.article(), copy.description(), passages)
                  .toTurtle(PredicateOrder.read(ArticleCopies.project())));
    }
  }

  @Test
  void everyDigestIsFoundAtItsPositions() {
    for (ArticleCopies.AtHand copy : copies) {
      List<Passage> recorded = PassageFile.read(ArticleCopies.project(), copy.article());
      assertThat(
              CopyCheck.check(
                  copy.article().slug(), copy.description().layout(), recorded, copy.text()))
          .isNotEmpty()
          .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(CopyCheck.Outcome.EXACT));
    }
  }

  @Test
  void firstArticleHas199SentencesOnPages9To22And34PointersInTheirOrder() {
    for (ArticleCopies.AtHand copy : copies) {
      if (copy.article().slug().equals("korybko-morozov-2020")) {
        Passages passages =
            Segmenter.segment(copy.article().slug(), copy.description().layout(), copy.text());
        assertThat(passages.sentences()).hasSize(199);
        assertThat(passages.sentences().stream().mapToInt(Passage::firstPage).distinct().toArray())
            .containsExactly(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22);
        Passage overTwoPages = passages.sentences().get(90);
        assertThat(overTwoPages.firstPage()).isEqualTo(14);
        assertThat(overTwoPages.lastPage()).isEqualTo(15);
        assertThat(passages.pointers()).hasSize(34);
        assertThat(passages.pointers().get(19).name()).isEqualTo("huntington-1996");
        assertThat(passages.pointers().get(33).name()).isEqualTo("n33");
      }
    }
  }
}
