package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.BundledProject;
import org.ibid.ProjectFolder;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorTest {

  /** Two rules: a thing has a label; only it may have this one. */
  private static final String SHAPES =
      """
      @prefix sh: <http://www.w3.org/ns/shacl#> .
      @prefix shape: <https://w3id.org/ibid/shapes#> .
      ex:thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property shape:thing-has-label .
      shape:thing-has-label a sh:PropertyShape ; sh:path ex:label ; sh:minCount 1 ; sh:maxCount 1 ;
          sh:severity sh:Violation ; sh:message "A thing has one label." .
      shape:label-is-unique a sh:NodeShape ; sh:targetClass ex:Thing ;
          sh:severity sh:Warning ; sh:message "Another thing has the label." ;
          sh:sparql [ sh:select \"""
              SELECT $this ?value WHERE {
                $this <https://w3id.org/ibid/id/thing/label> ?label .
                ?value <https://w3id.org/ibid/id/thing/label> ?label .
                FILTER ( STR(?value) < STR($this) )
              }\""" ] .
      """;

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void smallProject() {
    project = new ProjectFolder(folder);
    project.write("ontology/shapes/things.ttl", SHAPES);
    project.write(
        "data/entities/things.ttl",
        "ex:a a ex:Thing ;\n  ex:label \"A\" .\nex:b a ex:Thing ;\n  ex:label \"B\" .");
  }

  private List<Finding> check(View view) {
    return Validator.read(project.home()).check(view).findings();
  }

  @Test
  void bundledGraphBreaksNoRule() {
    View view = ClaimGraph.read(BundledProject.home(), Progress.none()).view();
    assertThat(Validator.read(BundledProject.home()).check(view).findings())
        .filteredOn(finding -> finding.severity() == Severity.VIOLATION)
        .isEmpty();
  }

  /** On a graph that breaks every rule in SPARQL: only these are not left to that engine. */
  @Test
  void sameResultsAsTheGeneralEngine() throws IOException {
    Graph shapes = GraphFactory.createDefaultGraph();
    for (SourceFile file : ClaimGraph.readShapes(BundledProject.home())) {
      file.triples().forEach(shapes::add);
    }
    Graph wrong = GraphFactory.createDefaultGraph();
    Fixtures.base(folder.resolve("base")).view().asserted().find().forEachRemaining(wrong::add);
    Set<Node> broken = new HashSet<>();
    for (Triple constraint : shapes.find(Node.ANY, SHACL.sparql, Node.ANY).toList()) {
      broken.add(constraint.getSubject());
      String rule = constraint.getSubject().getLocalName();
      Graph fixture = RDFParser.source(Fixtures.breaking(rule)).toGraph();
      for (Triple triple : fixture.find().toList()) {
        wrong.add(
            ownName(triple.getSubject(), fixture, rule),
            triple.getPredicate(),
            ownName(triple.getObject(), fixture, rule));
      }
    }
    ValidationReport expected = ShaclValidator.get().validate(shapes, wrong);
    ValidationReport actual = Validator.read(BundledProject.home()).validate(wrong);
    assertThat(results(actual.getEntries())).isEqualTo(results(expected.getEntries()));
    assertThat(actual.getEntries()).extracting(ReportEntry::source).containsAll(broken);
  }

  /** What a fixture describes, under an address that no other fixture has. */
  private static Node ownName(Node node, Graph fixture, String rule) {
    return node.isURI() && fixture.contains(node, Node.ANY, Node.ANY)
        ? NodeFactory.createURI(node.getURI().replace(Ibid.ID, Ibid.ID + rule + "/"))
        : node;
  }

  private static Set<List<Object>> results(Collection<ReportEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                List.<Object>of(
                    entry.focusNode(),
                    entry.source(),
                    String.valueOf(entry.resultPath()),
                    String.valueOf(entry.value()),
                    entry.message(),
                    entry.severity().level(),
                    entry.sourceConstraintComponent()))
        .collect(Collectors.toSet());
  }

  @Test
  void valueThatAFileRemovesIsMissing() {
    ClaimGraph graph = project.load();
    assertThat(check(graph.view())).isEmpty();
    Path file = project.write("data/entities/things.ttl", "ex:a a ex:Thing . ex:b ex:label 1 .");
    assertThat(check(graph.with(List.of(file))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.resource().getLocalName()).isEqualTo("a");
              assertThat(finding.values()).isEmpty();
            });
  }

  @Test
  void valueThatADraftRemovesIsMissing() {
    ClaimGraph graph = project.load();
    Path draft = project.write("drafts/a.ttl", "ex:a a ex:Thing .");
    assertThat(check(graph.with(List.of(draft))))
        .extracting(finding -> finding.rule().getLocalName())
        .containsExactly("thing-has-label");
  }

  @Test
  void valueThatADraftReplacesIsNotDoubled() {
    ClaimGraph graph = project.load();
    Path draft = project.write("drafts/a.ttl", "ex:a a ex:Thing ; ex:label \"new\" .");
    assertThat(check(graph.with(List.of(draft)))).isEmpty();
  }

  @Test
  void tooManyValuesAreAllNamedInOneFinding() {
    project.write("data/entities/more.ttl", "ex:a ex:label \"AA\" .");
    assertThat(check(project.load().view()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.values()).hasSize(2));
  }

  @Test
  void findingSaysWhereTheValueIsWritten() {
    project.write("data/entities/more.ttl", "ex:c a ex:Thing ;\n\n  ex:label \"A\" .");
    assertThat(check(project.load().view()))
        .filteredOn(finding -> finding.resource().getLocalName().equals("c"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(project.home().show(finding.place().orElseThrow().file()))
                  .isEqualTo("data/entities/more.ttl");
              assertThat(finding.place().orElseThrow().line()).isEqualTo(2);
            });
  }

  @Test
  void derivedTriplesAreNotSeen() {
    project.write(
        "ontology/rules/label.rq", "CONSTRUCT { ?a ex:label 'B' } WHERE { ?a a ex:Thing }");
    assertThat(check(project.load().view())).isEmpty();
  }

  @Test
  void shapesThatAreNotShaclAreRefused() {
    project.write(
        "ontology/shapes/wrong.ttl",
        "ex:s a <http://www.w3.org/ns/shacl#PropertyShape> ;"
            + " <http://www.w3.org/ns/shacl#targetClass> ex:Thing ;"
            + " <http://www.w3.org/ns/shacl#minCount> \"many\" .");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Validator.read(project.home()))
        .withMessageStartingWith("ontology/shapes: ");
  }
}
