package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.ChangingGraph;
import org.ibid.serve.Client.Reply;
import org.ibid.suites.Manifest;
import org.ibid.suites.Manifest.Entry;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.Test;

/** Sends the requests of the W3C's suite for the SPARQL protocol to the server. */
class ProtocolSuiteTest {

  private static final String HT = "http://www.w3.org/2011/http#";
  private static final String CNT = "http://www.w3.org/2011/content#";
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String UT = "http://www.w3.org/2009/sparql/tests/test-update#";

  /** The suite asks for it and does not say what it holds. */
  private static final Node DATA_0 =
      NodeFactory.createURI("http://kasei.us/2009/09/sparql/data/data0.rdf");

  private static final Map<String, List<String>> MEDIA_TYPES =
      Map.of(
          "boolean",
          List.of("application/sparql-results+json", "application/sparql-results+xml"),
          "tabular",
          List.of(
              "application/sparql-results+json",
              "application/sparql-results+xml",
              "text/csv",
              "text/tab-separated-values"),
          "RDF",
          List.of("text/turtle", "application/rdf+xml", "application/n-triples"));

  @Test
  void requestsAreAnsweredAsTheProtocolSays() {
    Path root = Suite.folder("w3c-rdf-tests").resolve("sparql/sparql11");
    ChangingGraph graph = new ChangingGraph();
    Tally tally = new Tally("w3c-sparql11-protocol");
    try (IbidServer server =
        IbidServer.start(graph, InventedProject.bundled(), ServerOptions.onPort(0))) {
      Client client = new Client(server.port());
      for (Entry entry : Manifest.entries(root.resolve("protocol/manifest.ttl"), root)) {
        if (entry.name().contains("update")) {
          tally.notApplicable(entry.name(), "updates: the endpoint is read-only");
        } else {
          tally.run(entry.name(), () -> check(entry, graph, client));
        }
      }
    }
    tally.close();
  }

  private static void check(Entry entry, ChangingGraph graph, Client client) {
    DatasetGraph dataset = ChangingGraph.empty();
    dataset.getGraph(DATA_0).add(DATA_0, RDFS.label.asNode(), DATA_0);
    for (Node data : entry.values(entry.node(), UT + "graphData")) {
      Node name = NodeFactory.createURI(text(entry, data, RDFS.label.getURI()));
      Graph triples = dataset.getGraph(name);
      RDFParser.source(entry.file(entry.value(data, UT + "graph"))).parse(triples);
    }
    graph.show(dataset);
    Node requests = entry.value(entry.action(), HT + "requests");
    for (Node request : G.rdfList(entry.graph(), requests)) {
      Reply reply = client.send(request(entry, request, client));
      check(entry, entry.value(request, HT + "resp"), reply);
    }
  }

  private static HttpRequest request(Entry entry, Node request, Client client) {
    // The suite's address of the endpoint ends with a slash.
    String path = text(entry, request, HT + "absolutePath").replaceFirst("^/sparql/", "/sparql");
    HttpRequest.Builder builder = client.request(path).header("Accept", "*/*");
    Node headers = entry.value(request, HT + "headers");
    if (headers != null) {
      for (Node header : G.rdfList(entry.graph(), headers)) {
        builder.header(
            text(entry, header, HT + "fieldName"), text(entry, header, HT + "fieldValue"));
      }
    }
    BodyPublisher body = BodyPublishers.noBody();
    Node content = entry.value(request, HT + "body");
    if (content != null) {
      Charset charset = Charset.forName(text(entry, content, CNT + "characterEncoding"));
      body = BodyPublishers.ofString(text(entry, content, CNT + "chars"), charset);
    }
    return builder.method(text(entry, request, HT + "methodName"), body).build();
  }

  private static void check(Entry entry, Node response, Reply reply) {
    List<Integer> classes =
        entry.values(response, MF + "expectedStatus").stream()
            .map(status -> status.getURI().replaceFirst(".*StatusCode(\\d).*", "$1"))
            .map(Integer::valueOf)
            .toList();
    assertThat(reply.status() / 100).as(reply.body()).isIn(classes);
    Node format = entry.value(response, MF + "expectedFormat");
    if (format != null) {
      assertThat(reply.header("Content-Type").replaceFirst(";.*", ""))
          .isIn(MEDIA_TYPES.get(format.getLiteralLexicalForm()));
    }
    Node truth = entry.value(response, MF + "expectedBoolean");
    if (truth != null) {
      assertThat(reply.body().replaceAll("\\s", ""))
          .contains("\"boolean\":" + truth.getLiteralLexicalForm());
    }
  }

  private static String text(Entry entry, Node subject, String property) {
    return entry.value(subject, property).getLiteralLexicalForm();
  }
}
