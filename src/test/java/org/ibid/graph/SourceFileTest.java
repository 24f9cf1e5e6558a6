package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.jena.riot.Lang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFileTest {

  private static SourceFile read(String text, Lang lang) {
    return SourceFile.parse(text, "document", lang, Ibid.CANDIDATE_GRAPH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a:s> <a:p> <a:o>", "( 1 2 ) .", "<a:s> <a:p> <a:o> ;"})
  void textThatIsOnlyNearlyTurtleIsRefused(String text) {
    assertThatThrownBy(() -> read(text, Lang.TURTLE)).isInstanceOf(BadInputException.class);
  }

  @Test
  void relativeAddressInNTriplesIsRefused() {
    assertThatThrownBy(() -> read("<s> <a:p> <a:o> .", Lang.NTRIPLES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("document:1:1");
  }

  @Test
  void tripleTermsAreReadAndEachTripleHasItsPlace() {
    SourceFile document =
        read(
            "<a:r> <a:says> <<( <a:s> <a:p> <a:o> )>> .\n<a:s> <a:p> <a:o> {| <a:q> 1 |} .\n",
            Lang.TURTLE);
    assertThat(document.triples()).hasSize(4);
    assertThat(document.triples().get(0).getObject().isTripleTerm()).isTrue();
    assertThat(document.positions())
        .extracting(SourceFile.Position::line)
        .containsExactly(1, 2, 2, 2);
  }
}
