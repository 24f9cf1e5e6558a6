package org.ibid.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.ibid.BundledProject;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes the bundled claims in RDF 1.2 and takes them back. */
class ReifiedClaimsTest {

  private static final View VIEW = ClaimGraph.load(BundledProject.home(), Progress.none()).view();
  private static final List<Node> CLAIMS = Claims.all(VIEW);
  private static final ReifiedClaims ALL = new ReifiedClaims(BundledProject.home(), VIEW, CLAIMS);

  @ParameterizedTest
  @ValueSource(strings = {"Turtle", "TriG", "N-Triples", "N-Quads"})
  void claimComesBackAsItWas(String name) {
    Lang lang =
        List.of(Lang.TURTLE, Lang.TRIG, Lang.NTRIPLES, Lang.NQUADS).stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    Map<Node, List<Triple>> read = ReifiedClaims.read(ALL.write(lang), "all", lang);
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(CLAIMS);
    for (Node claim : CLAIMS) {
      assertThat(read.get(claim)).containsExactlyInAnyOrderElementsOf(Claims.closure(claim, VIEW));
    }
  }

  @Test
  void eachLicensingClaimIsAReifierOfWhatItLicenses() {
    assertThat(ALL.reifiers()).isPositive();
    String triples = ALL.write(Lang.NTRIPLES);
    assertThat(triples.lines().filter(line -> line.contains(" <<( ")))
        .hasSizeGreaterThanOrEqualTo(ALL.reifiers());
  }

  @Test
  void reifierOfWhatIsNotStatedIsRefused() {
    String reifies =
        "<http://a/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
            + " <<( <http://a/s> <http://a/p> <http://a/o> )>> .";
    assertThatThrownBy(() -> ReifiedClaims.read(reifies, "one", Lang.NTRIPLES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("does not state");
  }
}
