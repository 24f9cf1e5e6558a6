package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.ibid.BundledProject;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.graph.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateCommandTest {

  private static final String SHAPES =
      """
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix sh: <http://www.w3.org/ns/shacl#> .
      @prefix shape: <https://w3id.org/ibid/shapes#> .
      ex:thing a sh:NodeShape ; sh:targetClass ex:Thing ;
          sh:property shape:thing-has-label , shape:near-is-thing , shape:size-is-small .
      shape:thing-has-label a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ;
          sh:severity sh:Violation ; sh:message "A thing has a label." .
      shape:near-is-thing a sh:PropertyShape ; sh:path ex:near ; sh:class ex:Thing ;
          sh:severity sh:Violation ; sh:message "A thing is near another thing." .
      shape:size-is-small a sh:PropertyShape ; sh:path ex:size ; sh:maxInclusive 9 ;
          sh:severity sh:Warning ; sh:message "Things are small." .
      """;

  private static final String THINGS =
      """
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      ex:lamp a ex:Thing ;
          rdfs:label "lamp"@en ;
          ex:near ex:table .
      ex:table a ex:Thing ;
          rdfs:label "table"@en .
      ex:cat a ex:Animal ;
          rdfs:label "cat"@en .
      """;

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void smallProject() {
    project = new ProjectFolder(folder);
    project.write("ontology/shapes/things.ttl", SHAPES);
    project.write("data/entities/things.ttl", THINGS);
  }

  private static Outcome ibid(Home home, int columns, String... args) {
    return Outcome.of(
        home,
        columns,
        "",
        Stream.concat(Stream.of("validate"), Stream.of(args)).toArray(String[]::new));
  }

  private Outcome validate(String... args) {
    return ibid(project.home(), 0, args);
  }

  private String draft(String text) {
    return project
        .write(
            "drafts/draft.ttl", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + text)
        .toString();
  }

  @Test
  void graphThatConformsIsExitZero() {
    Outcome outcome = validate();
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .matches("conforms \\(7 triples, 0 claims, 3 rules, \\d+\\.\\d s\\)\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void violationIsExitOneAndShowsResourceRuleValueAndPlace() {
    Outcome outcome =
        validate(draft("ex:lamp a ex:Thing ;\n rdfs:label \"lamp\"@en ;\n ex:near ex:cat ."));
    assertThat(outcome.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(outcome.out())
        .startsWith(
            """
            ex:lamp  lamp
              violation  A thing is near another thing.
                         ex:near  ex:cat (cat)
                         drafts/draft.ttl:5:10  shape:near-is-thing
                         5 |  ex:near ex:cat .
                           |          ^^^^^^
            """);
    assertThat(outcome.out()).contains("\n\n1 violation (");
  }

  @Test
  void valueOfWhichNothingIsSaidIsMarked() {
    assertThat(
            validate(draft("ex:lamp a ex:Thing ; rdfs:label \"l\"@en ; ex:near ex:tabel .")).out())
        .contains("ex:near  ex:tabel (nothing says what this is)\n");
  }

  @Test
  void missingValueIsCalledMissing() {
    assertThat(validate(draft("ex:lamp a ex:Thing .")).out()).contains("rdfs:label  missing\n");
  }

  @Test
  void partIsShownUnderItsOwner() {
    assertThat(validate(draft("ex:lamp.switch a ex:Thing .")).out())
        .startsWith("ex:lamp  lamp\n  violation  A thing has a label.\n")
        .contains("             ex:lamp.switch  rdfs:label  missing\n");
  }

  @Test
  void warningIsExitZero() {
    Outcome outcome = validate(draft("ex:cat a ex:Thing ; rdfs:label \"cat\"@en ; ex:size 12 ."));
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .contains("  warning    Things are small.\n             ex:size  \"12\"^^xsd:integer\n")
        .contains("conforms, with 1 warning (");
  }

  @Test
  void warningIsExitOneWhenStrict() {
    String draft = draft("ex:cat a ex:Thing ; rdfs:label \"cat\"@en ; ex:size 12 .");
    assertThat(validate("--strict", draft).code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(validate("--strict").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void valueRemovedFromAFileOfTheGraphIsSeenAsRemoved() {
    String file =
        project
            .write("data/entities/things.ttl", THINGS.replace("    rdfs:label \"table\"@en .", "."))
            .toString();
    assertThat(validate(file).out()).contains("ex:table\n").contains("rdfs:label  missing");
  }

  @Test
  void reportCanBeShaclInTurtle() {
    Outcome outcome = validate("--format", "turtle", draft("ex:lamp a ex:Thing ."));
    assertThat(outcome.code()).isEqualTo(ExitCode.NEGATIVE);
    Graph report = RDFParser.fromString(outcome.out(), Lang.TURTLE).toGraph();
    assertThat(report.contains(Node.ANY, Node.ANY, SHACL.ValidationReport)).isTrue();
    assertThat(report.find(Node.ANY, SHACL.sourceShape, Node.ANY).toList())
        .singleElement()
        .satisfies(t -> assertThat(t.getObject().getLocalName()).isEqualTo("thing-has-label"));
  }

  @ParameterizedTest
  @CsvSource({"nowhere.ttl,there is no such file", "pom.xml,is not a Turtle file", ".,is a folder"})
  void fileThatCannotBeUsedIsExitTwo(String file, String why) {
    Outcome outcome = validate(file);
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err()).startsWith("ibid: " + file).contains(why);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void syntaxErrorIsExitTwoWithFileLineAndColumn() {
    Outcome outcome = validate(draft("ex:lamp a ex:Thing ;\n rdfs:label \"lamp@en ."));
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err())
        .isEqualTo(
            """
            ibid: drafts/draft.ttl:4:13: This text is never closed: the quotation mark at its end is missing.
              4 |  rdfs:label "lamp@en .
                |             ^^^^^
              help: close it with "
              -  rdfs:label "lamp@en .
              +  rdfs:label "lamp"@en .
            """);
  }

  @Test
  void fileOfShapesIsNotTakenForData() {
    project.write("ontology/shapes/more.ttl", "ex:lamp a ex:Thing .");
    assertThat(validate(folder.resolve("ontology/shapes/more.ttl").toString()).code())
        .isEqualTo(ExitCode.OK);
    project.write("ontology/shapes/more.ttl", "ex:lamp a");
    Outcome broken = validate(folder.resolve("ontology/shapes/more.ttl").toString());
    assertThat(broken.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(broken.err()).startsWith("ibid: ontology/shapes/more.ttl:2:");
  }

  @Test
  void fileAppliesToTheBundledGraph() {
    Home home = BundledProject.home();
    Path fixtures = home.root().resolve("src/test/resources/shapes");
    Outcome breaks = ibid(home, 0, fixtures.resolve("claim-has-modality/breaks.ttl").toString());
    assertThat(breaks.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(breaks.out().lines().filter(line -> line.contains("  shape:")))
        .filteredOn(line -> line.contains("src/test/resources"))
        .singleElement()
        .asString()
        .matches(".*claim-has-modality/breaks\\.ttl:\\d+:\\d+  shape:claim-has-modality");
  }

  @Test
  void standardInputIsCheckedLikeAFile() {
    Outcome outcome =
        Outcome.of(
            project.home(),
            0,
            "{\"@id\": \"https://w3id.org/ibid/id/thing/new\","
                + " \"@type\": \"https://w3id.org/ibid/id/thing/Thing\"}",
            "validate",
            "--syntax",
            "jsonld",
            "-");
    assertThat(outcome.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(outcome.out()).contains("A thing has a label.").contains("standard-input.jsonld:1:");
  }

  @Test
  void contextIsNotFetchedFromTheWeb() {
    Outcome outcome =
        Outcome.of(
            project.home(),
            0,
            "{\"@context\": \"https://example.org/context\", \"@id\": \"https://example.org/x\"}",
            "validate",
            "--syntax",
            "jsonld",
            "-");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err()).contains("which is never done");
  }

  @Test
  void allMistakesOfAllFilesAreTold() {
    String one = draft("ex:lamp a ex:Thing\n rdfs:label \"lamp@en .");
    String two = project.write("drafts/two.ttl", "exx:cat a ex:Thing .").toString();
    assertThat(validate(one, two).err().lines().filter(line -> line.startsWith("ibid: ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ibid: drafts/draft.ttl:3:19: A semicolon"),
            line -> assertThat(line).startsWith("ibid: drafts/draft.ttl:4:13: This text"),
            line -> assertThat(line).startsWith("ibid: drafts/two.ttl:2:1: The prefix exx:"));
  }

  @ParameterizedTest
  @CsvSource({"json,\"findings\"", "sarif,\"2.1.0\"", "junit,<testsuites", "turtle,sh:result"})
  void reportForProgramsTellsOfBrokenRulesAndBrokenSyntax(String format, String part) {
    Outcome rule = validate("--format", format, draft("ex:lamp a ex:Thing ."));
    assertThat(rule.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(rule.out()).contains(part).contains("thing-has-label");
    Outcome syntax = validate("--format", format, draft("ex:lamp a ex:Thing\n ex:near ."));
    assertThat(syntax.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(syntax.out()).contains(part).contains("document-is-readable");
  }

  @Test
  void linesFitTheScreen() {
    Outcome outcome =
        ibid(
            project.home(),
            50,
            draft(
                "ex:lamp a ex:Thing ; rdfs:label \"%s\"@en ; ex:near 1 ."
                    .formatted("very ".repeat(30))));
    assertThat(outcome.out().replaceAll("\u001b\\[[\\d;]*m", "").lines().limit(2))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(50));
  }
}
