package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.sparql.core.Quad;
import org.ibid.BundledProject;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The reports for programs are what those programs expect, for each mistake that editors make. */
class ReportFormsTest {

  private static final Map<String, Report> REPORTS = new LinkedHashMap<>();

  @BeforeAll
  static void check() throws IOException {
    ClaimGraph graph = ClaimGraph.read(BundledProject.home(), Progress.none());
    Validator validator = Validator.read(BundledProject.home());
    Path mistakes = BundledProject.home().root().resolve("src/test/resources/mistakes");
    try (Stream<Path> folders = Files.list(mistakes)) {
      for (Path folder : folders.sorted().toList()) {
        String text = Files.readString(folder.resolve("draft.ttl"));
        REPORTS.put(folder.getFileName().toString(), report(text, graph, validator));
      }
    }
    String unreadable = "<id/actor/pakistan> <https://w3id.org/ibid/ns#\\u0008> \"\\u0008\" .";
    REPORTS.put("control characters", report(unreadable, graph, validator));
    REPORTS.put("nothing", report("", graph, validator));
  }

  private static Report report(String text, ClaimGraph graph, Validator validator) {
    SourceFile document;
    try {
      document = SourceFile.parse(text, "draft.ttl", Lang.TURTLE, Ibid.CANDIDATE_GRAPH);
    } catch (BadInputException e) {
      return SyntaxReport.of(Map.of(Path.of("draft.ttl"), e), Optional.of(graph.view()));
    }
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    for (Triple triple : document.triples()) {
      added.add(Quad.create(document.graph(), triple));
      Node subject = triple.getSubject();
      removed.addAll(subject.isURI() ? graph.view().closure(subject) : Set.of());
    }
    return validator.check(
        graph.view(), graph.withDocuments(List.of(document)), Change.of(removed, added));
  }

  @Test
  void sarifIsWhatTheOfficialSchemaAsks() throws IOException {
    Path schema = Suite.folder("sarif").resolve("sarif-2.1/schema/sarif-schema-2.1.0.json");
    JsonSchema sarif =
        JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(Files.readString(schema));
    Tally tally = new Tally("sarif");
    REPORTS.forEach(
        (name, report) ->
            tally.run(
                name,
                () -> {
                  String text = ReportFormat.SARIF.write(report, Path::toString);
                  assertThat(text).contains("\"results\"");
                  assertThat(sarif.validate(text, InputFormat.JSON)).isEmpty();
                }));
    tally.close();
  }

  @Test
  void junitReportIsXmlWithACaseForEachFinding()
      throws IOException, SAXException, ParserConfigurationException {
    for (Map.Entry<String, Report> entry : REPORTS.entrySet()) {
      String text = ReportFormat.JUNIT.write(entry.getValue(), Path::toString);
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
      int findings = entry.getValue().findings().size();
      assertThat(document.getElementsByTagName("testcase").getLength())
          .as(entry.getKey())
          .isEqualTo(Math.max(1, findings));
      NodeList suites = document.getElementsByTagName("testsuite");
      for (int i = 0; i < suites.getLength(); i++) {
        Element suite = (Element) suites.item(i);
        assertThat(suite.getAttribute("tests"))
            .isEqualTo(String.valueOf(suite.getElementsByTagName("testcase").getLength()));
        assertThat(suite.getAttribute("failures"))
            .isEqualTo(String.valueOf(suite.getElementsByTagName("failure").getLength()));
      }
    }
  }
}
