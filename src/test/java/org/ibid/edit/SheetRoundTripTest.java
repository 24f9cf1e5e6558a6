package org.ibid.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.BundledProject;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Takes all claims of the project through spreadsheets and back. */
class SheetRoundTripTest {

  private static View view;
  private static ClaimVocabulary vocabulary;

  @BeforeAll
  static void readProject() {
    view = ClaimGraph.read(BundledProject.home(), Progress.none()).view();
    vocabulary = ClaimVocabulary.read(BundledProject.home(), view);
  }

  @TestFactory
  List<DynamicTest> claimsOfEachKindComeBackFromTheirSheetUnchanged() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path article : BundledProject.home().articles()) {
      ClaimSheet sheet = new ClaimSheet(view, vocabulary, article.getFileName().toString());
      for (Kind kind : sheet.kinds()) {
        tests.add(
            DynamicTest.dynamicTest(
                sheet.article() + ": " + kind.label(),
                () -> {
                  ReadSheet back =
                      new SheetReader(sheet).read(sheet.write(kind), "sheet", null, false);
                  assertThat(back.problems()).isEmpty();
                  assertThat(back.kind()).isEqualTo(kind);
                  assertThat(back.claims()).containsExactlyElementsOf(sheet.claims(kind));
                  assertThat(Set.copyOf(back.triples())).isEqualTo(closures(sheet.claims(kind)));
                }));
      }
    }
    return tests;
  }

  @Test
  void everyClaimOfTheProjectHasAKindWithASheet() {
    Set<Node> claims = new LinkedHashSet<>();
    for (Path article : BundledProject.home().articles()) {
      ClaimSheet sheet = new ClaimSheet(view, vocabulary, article.getFileName().toString());
      sheet.kinds().forEach(kind -> claims.addAll(sheet.claims(kind)));
    }
    Graph graph = view.asserted();
    assertThat(claims)
        .isEqualTo(
            Set.copyOf(
                graph
                    .find(Node.ANY, Facts.iri("https://w3id.org/ibid/ns#modality"), Node.ANY)
                    .mapWith(Triple::getSubject)
                    .toList()));
  }

  private static Set<Triple> closures(Collection<Node> claims) {
    Set<Node> owners = Set.copyOf(claims);
    Set<Triple> all = new LinkedHashSet<>();
    for (Triple triple : view.asserted().find().toList()) {
      if (triple.getSubject().isURI()) {
        String iri = triple.getSubject().getURI();
        int dot = iri.indexOf('.', iri.lastIndexOf('/') + 1);
        if (owners.contains(dot < 0 ? triple.getSubject() : Facts.iri(iri.substring(0, dot)))) {
          all.add(triple);
        }
      }
    }
    return all;
  }
}
