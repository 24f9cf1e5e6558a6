package org.ibid.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;

/**
 * Runs ROBOT's quality report on the ontology, with ROBOT's own rules, none of them switched off.
 *
 * <p>ROBOT runs in a process of its own, because it brings an old Jena and an old OWL API. Its
 * report is left in {@code target/robot-report.tsv}.
 */
class RobotReportTest {

  private static final Path TARGET = Owl.ROOT.resolve("target");

  @Test
  void reportHasNoErrorAndNoWarning() throws IOException, InterruptedException {
    Path ontology = TARGET.resolve("robot-ontology.owl");
    Path report = TARGET.resolve("robot-report.tsv");
    Path log = TARGET.resolve("robot.log");
    try (OutputStream out = Files.newOutputStream(ontology)) {
      RDFDataMgr.write(out, withDefinitionsWhereRobotLooksForThem(), RDFFormat.RDFXML_PLAIN);
    }
    Files.deleteIfExists(report);

    Process robot =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "org.obolibrary.robot.CommandLineInterface",
                "report",
                "--input",
                ontology.toString(),
                "--output",
                report.toString(),
                "--fail-on",
                "none")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(robot.waitFor(2, TimeUnit.MINUTES)).as("ROBOT ended in time").isTrue();
    assertThat(robot.exitValue()).as("ROBOT's exit code; its words are in %s", log).isZero();

    List<String> lines = Files.readAllLines(report);
    assertThat(lines.getFirst()).startsWith("Level\t");
    assertThat(lines.subList(1, lines.size()).stream().filter(line -> !line.startsWith("INFO\t")))
        .isEmpty();
  }

  /** Where Maven found ROBOT's jars: written in the phase generate-test-resources. */
  private static String classPath() throws IOException {
    Path file = TARGET.resolve("robot-classpath");
    assertThat(file).as("Run \"mvn generate-test-resources\" first").exists();
    return Files.readString(file).strip();
  }

  /** ROBOT knows the definition of a term as OBO's IAO:0000115, not as skos:definition. */
  private static Model withDefinitionsWhereRobotLooksForThem() {
    Model copy = Owl.ontology();
    Property definition = copy.createProperty("http://purl.obolibrary.org/obo/IAO_0000115");
    for (Statement statement : copy.listStatements(null, SKOS.definition, (String) null).toList()) {
      copy.add(statement.getSubject(), definition, statement.getObject());
    }
    copy.add(definition, RDF.type, OWL2.AnnotationProperty);
    copy.add(definition, RDFS.label, "definition, as OBO calls it", "en");
    copy.add(definition, definition, "The definition of a term in the ontologies of OBO.", "en");
    return copy;
  }
}
