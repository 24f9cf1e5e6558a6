package org.ibid.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.sparql.core.Quad;
import org.ibid.BundledProject;
import org.ibid.export.Nanopub.Standing;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes a nanopublication of every bundled claim and the claim of it again. */
class NanopubsTest {

  private static final View VIEW = ClaimGraph.load(BundledProject.home(), Progress.none()).view();
  private static final Nanopubs NANOPUBS = new Nanopubs(BundledProject.home(), VIEW);
  private static final List<Node> CLAIMS = Claims.all(VIEW);
  private static final List<Nanopub> ALL = CLAIMS.stream().map(NANOPUBS::of).toList();

  /** Registries of nanopublications take no more than this. */
  private static final int MOST_STATEMENTS = 1200;

  @Test
  void everyClaimHasATrustyNanopublicationOfItsOwn() {
    assertThat(ALL)
        .isNotEmpty()
        .allSatisfy(nanopub -> assertThat(nanopub.check().standing()).isEqualTo(Standing.TRUSTY));
    assertThat(ALL.stream().map(Nanopub::iri)).doesNotHaveDuplicates();
    assertThat(ALL).allMatch(nanopub -> nanopub.quads().size() <= MOST_STATEMENTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TriG", "N-Quads", "JSON-LD"})
  void claimComesBackAsItWas(String name) {
    Lang lang = lang(name);
    // The third form is slow and is read for some.
    int step = lang.equals(Lang.JSONLD) ? 10 : 1;
    List<Nanopub> some = new ArrayList<>();
    List<Node> expected = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i += step) {
      some.add(ALL.get(i));
      expected.add(CLAIMS.get(i));
    }
    List<Nanopub> read = Nanopubs.read(NANOPUBS.write(some, lang), "all", lang);
    Map<Node, List<Triple>> claims = Nanopubs.claims(read);
    assertThat(claims.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    for (Node claim : expected) {
      assertThat(claims.get(claim))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(Claims.closure(claim, VIEW));
    }
  }

  @Test
  void sameClaimMakesTheSameBytes() {
    Nanopubs again =
        new Nanopubs(
            BundledProject.home(), ClaimGraph.load(BundledProject.home(), Progress.none()).view());
    List<Nanopub> first = ALL.subList(0, 50);
    List<Nanopub> second = CLAIMS.subList(0, 50).stream().map(again::of).toList();
    assertThat(again.write(second, Lang.TRIG)).isEqualTo(NANOPUBS.write(first, Lang.TRIG));
    assertThat(again.write(second, Lang.NQUADS)).isEqualTo(NANOPUBS.write(first, Lang.NQUADS));
    assertThat(again.write(second, Lang.JSONLD)).isEqualTo(NANOPUBS.write(first, Lang.JSONLD));
  }

  /** Whatever is changed in a nanopublication, its IRI tells. */
  @Test
  void changedNanopublicationIsFoundOutAndGivesNoClaim() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      Nanopub nanopub = ALL.get(random.nextInt(ALL.size()));
      List<Quad> quads = new ArrayList<>(nanopub.quads());
      int at = 4 + random.nextInt(quads.size() - 4);
      Quad quad = quads.get(at);
      quads.set(
          at,
          Quad.create(
              quad.getGraph(),
              quad.getSubject(),
              quad.getPredicate(),
              NodeFactory.createURI("https://w3id.org/ibid/id/place/elsewhere-" + i)));
      List<Nanopub.Verdict> verdicts = Nanopub.check(quads);
      assertThat(verdicts)
          .extracting(Nanopub.Verdict::standing)
          .isSubsetOf(Standing.CHANGED, Standing.MALFORMED);
      if (verdicts.get(0).standing() == Standing.CHANGED) {
        assertThatThrownBy(() -> Nanopubs.claims(Nanopub.read(quads)))
            .isInstanceOf(BadInputException.class);
      }
    }
  }

  @Test
  void onlyALicensingClaimStatesAnEverydayTriple() {
    Set<Node> licensing = new HashSet<>();
    VIEW.dataset()
        .getDefaultGraph()
        .find(
            Node.ANY,
            NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NodeFactory.createURI("https://w3id.org/ibid/ns#LicensingClaim"))
        .forEachRemaining(triple -> licensing.add(triple.getSubject()));
    int stated = 0;
    for (int i = 0; i < ALL.size(); i++) {
      Node claim = CLAIMS.get(i);
      boolean states =
          ALL.get(i).graph(ALL.get(i).assertion()).stream()
              .map(Quad::getSubject)
              .anyMatch(subject -> !subject.equals(claim) && !Claims.isPart(subject, claim));
      if (states) {
        assertThat(licensing).contains(claim);
        stated++;
      }
    }
    assertThat(stated).isPositive();
  }

  private static Lang lang(String name) {
    return name.equals("TriG") ? Lang.TRIG : name.equals("N-Quads") ? Lang.NQUADS : Lang.JSONLD;
  }
}
