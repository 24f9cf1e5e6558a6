package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.ibid.suites.Manifest;
import org.ibid.suites.Manifest.Entry;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.Test;

/** Runs the W3C's suite for SHACL Core and SHACL-SPARQL on Ibid's validation. */
class ShaclSuiteTest {

  static {
    JenaSystem.init();
  }

  private static final String SHT = "http://www.w3.org/ns/shacl-test#";

  /** What of a result the standard fixes. */
  private static final List<Node> FIXED =
      List.of(
          RDF.type.asNode(),
          SHACL.focusNode,
          SHACL.resultPath,
          SHACL.value,
          SHACL.sourceShape,
          SHACL.sourceConstraintComponent,
          SHACL.resultSeverity);

  @Test
  void reportsAreThoseOfTheStandard() {
    Path tests = Suite.folder("w3c-shacl").resolve("data-shapes-test-suite/tests");
    Tally tally = new Tally("w3c-shacl");
    for (Entry entry : Manifest.entries(tests.resolve("manifest.ttl"), tests)) {
      tally.run(entry.name(), () -> check(entry));
    }
    tally.close();
  }

  private static void check(Entry entry) {
    Graph shapes = read(entry.file(entry.value(entry.action(), SHT + "shapesGraph")));
    Graph data = read(entry.file(entry.value(entry.action(), SHT + "dataGraph")));
    if (entry.result().equals(NodeFactory.createURI(SHT + "Failure"))) {
      assertThatThrownBy(() -> Validator.of(shapes).validate(data))
          .isInstanceOf(RuntimeException.class);
      return;
    }
    ValidationReport report = Validator.of(shapes).validate(data);
    Graph expected = fixedPart(entry.graph(), entry.result());
    Node root = G.getOnePO(report.getGraph(), RDF.type.asNode(), SHACL.ValidationReport);
    Graph found = fixedPart(report.getGraph(), root);
    if (!expected.isIsomorphicWith(found)) {
      assertThat(text(found)).isEqualTo(text(expected));
    }
  }

  private static Graph read(Path file) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.source(file).lang(Lang.TURTLE).base(file.toUri().toString()).parse(graph);
    return graph;
  }

  /** The report without its messages, which the standard leaves free. */
  private static Graph fixedPart(Graph graph, Node report) {
    Graph fixed = GraphFactory.createDefaultGraph();
    G.find(graph, report, SHACL.conforms, null).forEachRemaining(fixed::add);
    for (Node result : G.listSP(graph, report, SHACL.result)) {
      fixed.add(report, SHACL.result, result);
      for (Node property : FIXED) {
        for (Node value : G.listSP(graph, result, property)) {
          // Shapes without a name have different ones in two documents.
          boolean nameless = property.equals(SHACL.sourceShape) && value.isBlank();
          fixed.add(result, property, nameless ? SHACL.NodeShape : value);
          if (property.equals(SHACL.resultPath)) {
            copy(graph, value, fixed);
          }
        }
      }
    }
    return fixed;
  }

  private static void copy(Graph from, Node start, Graph to) {
    Deque<Node> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.isBlank() && !to.contains(node, Node.ANY, Node.ANY)) {
        for (Triple triple : from.find(node, Node.ANY, Node.ANY).toList()) {
          to.add(triple);
          open.push(triple.getObject());
        }
      }
    }
  }

  private static String text(Graph graph) {
    return RDFWriter.source(graph).format(RDFFormat.TURTLE_FLAT).asString();
  }
}
