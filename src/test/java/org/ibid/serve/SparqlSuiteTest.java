package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetRewindable;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.RDFInput;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.sparql.resultset.SPARQLResult;
import org.apache.jena.sparql.util.IsoMatcher;
import org.apache.jena.system.G;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.ChangingGraph;
import org.ibid.publish.ProblemType;
import org.ibid.serve.Client.Reply;
import org.ibid.suites.Manifest;
import org.ibid.suites.Manifest.Entry;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the W3C's suites for SPARQL 1.1 and 1.2 queries on the server, over HTTP.
 *
 * <p>Each case has the dataset that its manifest names. Rows are compared as the suites ask, blank
 * nodes by where they stand; numbers and times by their value, because engines may write {@code
 * 2.0} where another one writes {@code 2}.
 */
class SparqlSuiteTest {

  private static final String QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";

  private static final String ENTAILMENT = SD + "entailmentRegime";

  private static final Map<Lang, String> MEDIA_TYPES =
      Map.of(
          ResultSetLang.RS_XML, "application/sparql-results+xml",
          ResultSetLang.RS_JSON, "application/sparql-results+json",
          ResultSetLang.RS_TSV, "text/tab-separated-values");

  /**
   * The properties of service descriptions, and the class of what each leads to if it is theirs.
   */
  private static final Map<String, String> SCHEMA =
      Map.ofEntries(
          Map.entry("endpoint", ""),
          Map.entry("feature", ""),
          Map.entry("defaultEntailmentRegime", ""),
          Map.entry("entailmentRegime", ""),
          Map.entry("defaultSupportedEntailmentProfile", ""),
          Map.entry("supportedEntailmentProfile", ""),
          Map.entry("extensionFunction", ""),
          Map.entry("extensionAggregate", ""),
          Map.entry("languageExtension", ""),
          Map.entry("supportedLanguage", ""),
          Map.entry("propertyFeature", ""),
          Map.entry("defaultDataset", "Dataset"),
          Map.entry("availableGraphs", "GraphCollection"),
          Map.entry("resultFormat", ""),
          Map.entry("inputFormat", ""),
          Map.entry("defaultGraph", "Graph"),
          Map.entry("namedGraph", "NamedGraph"),
          Map.entry("name", ""),
          Map.entry("graph", "Graph"));

  private static final Pattern SERVICE =
      Pattern.compile("SERVICE\\s+(?:SILENT\\s+)?(?:<([^>]*)>)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern FROM = Pattern.compile("\\bFROM\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern GRAPH = Pattern.compile("\\bGRAPH\\b", Pattern.CASE_INSENSITIVE);

  private static ChangingGraph graph;
  private static IbidServer server;

  @BeforeAll
  static void start() {
    Suite.folder("w3c-rdf-tests");
    graph = new ChangingGraph();
    server = IbidServer.start(graph, InventedProject.bundled(), ServerOptions.onPort(0));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparql11", "sparql12"})
  void queriesAreAnsweredAsTheStandardSays(String version) throws IOException {
    Path root = Suite.folder("w3c-rdf-tests").resolve("sparql").resolve(version);
    Tally tally = new Tally("w3c-" + version);
    for (Entry entry : entries(root)) {
      String reason = reasonNotToRun(entry);
      if (reason.isEmpty()) {
        tally.run(entry.name(), () -> check(entry));
      } else {
        tally.notApplicable(entry.name(), reason);
      }
    }
    tally.close();
  }

  /** The cases of each folder; the protocol's are those of another test. */
  private static List<Entry> entries(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .sorted()
          .filter(folder -> !folder.endsWith("protocol"))
          .flatMap(folder -> Manifest.entries(folder.resolve("manifest.ttl"), root).stream())
          .toList();
    }
  }

  private static String reasonNotToRun(Entry entry) {
    if (entry.type().contains("Update")) {
      return "updates: the endpoint is read-only";
    }
    if (entry.type().startsWith("GraphStore")) {
      return "the graph store protocol: changes go through /claims and /changes";
    }
    if (entry.action() != null
        && entry.action().isBlank()
        && !entry.values(entry.action(), ENTAILMENT).isEmpty()) {
      return "entailment regimes: what follows from the ontology is derived by rules and stored";
    }
    return "";
  }

  private static void check(Entry entry) throws IOException {
    if (entry.type().startsWith("ServiceDescription")) {
      checkServiceDescription(entry);
      return;
    }
    boolean evaluated = entry.action().isBlank();
    Node query = evaluated ? entry.value(entry.action(), QT + "query") : entry.action();
    Path file = entry.file(query);
    String text = Files.readString(file);
    // The suites' relative IRIs are relative to the file.
    String sent = "BASE <" + query.getURI() + ">\n" + text;
    graph.show(dataset(entry, text, query.getURI()));
    if (entry.type().startsWith("Negative")) {
      Reply reply = ask(client(), sent, "*/*");
      assertThat(reply.status()).as("status").isEqualTo(400);
      assertThat(reply.body()).contains(ProblemType.QUERY_SYNTAX.iri());
    } else if (entry.type().startsWith("Positive")) {
      Reply reply = ask(client(), sent, "*/*");
      assertThat(reply.body()).doesNotContain(ProblemType.QUERY_SYNTAX.iri());
      boolean onlyDenied = reply.status() == 422 && reply.body().contains("SERVICE may not");
      assertThat(onlyDenied ? 200 : reply.status()).as(reply.body()).isEqualTo(200);
    } else if (SERVICE.matcher(text).find()) {
      withServices(entry, text, client -> compare(entry, text, query.getURI(), sent, client));
    } else {
      compare(entry, text, query.getURI(), sent, client());
    }
  }

  /** Does something with a server that may go on to the services of a case. */
  private static void withServices(Entry entry, String query, Work work) throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    List<DatasetGraph> datasets = new ArrayList<>();
    FusekiServer.Builder others = FusekiServer.create().port(0).loopback(true);
    for (Node service : entry.values(entry.action(), QT + "serviceData")) {
      DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
      read(entry.file(entry.value(service, QT + "data")), dataset);
      String path = "/service-" + paths.size();
      datasets.add(dataset);
      others.add(path, dataset);
      paths.put(entry.value(service, QT + "endpoint").getURI(), path);
    }
    SERVICE
        .matcher(query)
        .results()
        .filter(found -> found.group(1) != null)
        .forEach(found -> paths.putIfAbsent(found.group(1), "/nowhere"));
    FusekiServer running = others.build().start();
    try {
      Services services = Services.none();
      for (Map.Entry<String, String> path : paths.entrySet()) {
        String address = "http://localhost:" + running.getPort() + path.getValue();
        services = services.with(path.getKey() + "=" + address);
      }
      Federation federation = Federation.over(services, Duration.ofSeconds(30));
      // A service may go on to another one.
      datasets.forEach(dataset -> federation.installIn(dataset.getContext()));
      ServerOptions options = ServerOptions.onPort(0).withFederation(federation);
      try (IbidServer going = IbidServer.start(graph, InventedProject.bundled(), options)) {
        work.with(new Client(going.port()));
      }
    } finally {
      running.stop();
    }
  }

  /** What is done with a client. */
  @FunctionalInterface
  private interface Work {
    void with(Client client) throws IOException;
  }

  /** The three cases have no files: their names say what is asked of the description. */
  private static void checkServiceDescription(Entry entry) {
    String address = "http://localhost:" + server.port() + "/sparql";
    graph.show(ChangingGraph.empty());
    Reply reply = client().get("/sparql", "text/turtle");
    assertThat(reply.status()).isEqualTo(200);
    Graph description = GraphFactory.createDefaultGraph();
    RDFParser.fromString(reply.body(), Lang.TURTLE).base(address).parse(description);
    assertThat(description.isEmpty()).isFalse();
    Node endpoint = NodeFactory.createURI(SD + "endpoint");
    List<Node> services = G.listPO(description, endpoint, NodeFactory.createURI(address));
    if (!entry.name().endsWith("returns-rdf")) {
      assertThat(services).hasSize(1);
    }
    if (entry.name().endsWith("conforms-to-schema")) {
      checkSchema(description, services.get(0));
    }
  }

  /** What the recommendation says of its classes and of what its properties lead to. */
  private static void checkSchema(Graph description, Node service) {
    assertThat(G.hasType(description, service, NodeFactory.createURI(SD + "Service"))).isTrue();
    for (Triple triple : description.find().toList()) {
      String property = triple.getPredicate().getURI();
      if (property.startsWith(SD)) {
        assertThat(SCHEMA).containsKey(property.substring(SD.length()));
        String range = SCHEMA.get(property.substring(SD.length()));
        assertThat(triple.getObject().isURI() || triple.getObject().isBlank())
            .as("%s leads to a resource", property)
            .isTrue();
        if (!range.isEmpty() && description.contains(triple.getObject(), Node.ANY, Node.ANY)) {
          assertThat(G.hasType(description, triple.getObject(), NodeFactory.createURI(SD + range)))
              .as("%s leads to a %s", property, range)
              .isTrue();
        }
      }
    }
  }

  private static void compare(Entry entry, String text, String base, String sent, Client client)
      throws IOException {
    Path expected = entry.file(entry.result());
    Lang lang = RDFLanguages.filenameToLang(expected.toString());
    Query query = QueryFactory.create(text, base, Syntax.syntaxSPARQL_12);
    if (query.isConstructType() || query.isDescribeType()) {
      Reply reply = ask(client, sent, "text/turtle");
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      Graph found = GraphFactory.createDefaultGraph();
      RDFParser.fromString(reply.body(), Lang.TURTLE).parse(found);
      assertThat(IsoMatcher.isomorphic(found, graphOf(expected)))
          .as("the triples are the same; found:\n%s", reply.body())
          .isTrue();
      return;
    }
    if (lang.equals(ResultSetLang.RS_CSV)) {
      Reply reply = ask(client, sent, "text/csv");
      assertThat(IsoMatcher.isomorphicTuples(csv(Files.readString(expected)), csv(reply.body())))
          .as("the rows are the same; found:\n%s", reply.body())
          .isTrue();
      return;
    }
    Lang asked = MEDIA_TYPES.containsKey(lang) ? lang : ResultSetLang.RS_JSON;
    Reply reply = ask(client, sent, MEDIA_TYPES.get(asked));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(expected)) {
      SPARQLResult right =
          asked.equals(lang)
              ? read(in, lang)
              : new SPARQLResult(
                  RDFInput.fromRDF(ModelFactory.createModelForGraph(graphOf(expected))));
      SPARQLResult found = read(new ByteArrayInputStream(body), asked);
      if (query.isAskType()) {
        assertThat(found.getBooleanResult()).isEqualTo(right.getBooleanResult());
        return;
      }
      RowSetRewindable rightRows = rows(right);
      RowSetRewindable foundRows = rows(found);
      assertThat(foundRows.getResultVars())
          .as("columns")
          .containsExactlyInAnyOrderElementsOf(rightRows.getResultVars());
      assertThat(same(rightRows, foundRows, query.isOrdered()))
          .as("the rows are the same; found:\n%s", reply.body())
          .isTrue();
    }
  }

  private static boolean same(RowSetRewindable right, RowSetRewindable found, boolean ordered) {
    if (ordered) {
      return ResultsCompare.equalsByValueAndOrder(right, found);
    }
    if (ResultsCompare.equalsByTerm(right, found)) {
      return true;
    }
    right.reset();
    found.reset();
    return ResultsCompare.equalsByValue(right, found);
  }

  /** The rows of CSV: all cells are texts, but for blank nodes. */
  private static List<Tuple<Node>> csv(String text) throws IOException {
    List<Tuple<Node>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      for (CSVRecord row : parser) {
        rows.add(
            TupleFactory.create(
                row.stream()
                    .map(
                        cell ->
                            cell.startsWith("_:")
                                ? NodeFactory.createBlankNode(cell)
                                : NodeFactory.createLiteralString(cell))
                    .toList()));
      }
    }
    return rows;
  }

  private static SPARQLResult read(InputStream in, Lang lang) {
    return ResultsReader.create().forceLang(lang).build().readAny(in);
  }

  private static RowSetRewindable rows(SPARQLResult result) {
    return RowSet.adapt(result.getResultSet()).rewindable();
  }

  private static Graph graphOf(Path file) {
    Graph triples = GraphFactory.createDefaultGraph();
    RDFParser.source(file).base(file.toUri().toString()).parse(triples);
    return triples;
  }

  private static DatasetGraph dataset(Entry entry, String query, String base) {
    DatasetGraph dataset = ChangingGraph.empty();
    if (entry.action().isBlank()) {
      for (Node data : entry.values(entry.action(), QT + "data")) {
        read(entry.file(data), dataset);
      }
      for (Node data : entry.values(entry.action(), QT + "graphData")) {
        add(dataset, data, entry.file(data));
      }
    }
    try {
      Query parsed = QueryFactory.create(query, base, Syntax.syntaxSPARQL_12);
      Stream.concat(parsed.getGraphURIs().stream(), parsed.getNamedGraphURIs().stream())
          .map(NodeFactory::createURI)
          .filter(name -> !dataset.containsGraph(name))
          .forEach(name -> add(dataset, name, fileOf(name)));
    } catch (QueryException e) {
      // It names no graphs; whether it is right that it is none is what the case is about.
    }
    return dataset;
  }

  /** The file that a graph is named after, or null. */
  private static Path fileOf(Node name) {
    Path file =
        name.getURI().startsWith("file:") ? Path.of(URI.create(name.getURI())) : Path.of("");
    return Files.isRegularFile(file) ? file : null;
  }

  private static void add(DatasetGraph dataset, Node name, Path file) {
    Graph triples = GraphFactory.createDefaultGraph();
    if (file == null) {
      // It has a triple, so that it exists.
      triples.add(name, name, name);
    } else {
      RDFParser.source(file).base(file.toUri().toString()).parse(triples);
    }
    triples.find().forEachRemaining(t -> dataset.getGraph(name).add(t));
  }

  private static void read(Path file, DatasetGraph dataset) {
    RDFParser.source(file).base(file.toUri().toString()).parse(dataset);
  }

  /**
   * For a query that looks into named graphs, the case's dataset as a part of the request: else it
   * would see the graphs as well in which the server describes itself.
   */
  private static String dataset(String query) {
    if (FROM.matcher(query).find() || !GRAPH.matcher(query).find()) {
      return "";
    }
    StringBuilder chosen = new StringBuilder("?default-graph-uri=");
    chosen.append(Client.encoded(Quad.defaultGraphIRI.getURI()));
    graph
        .view()
        .dataset()
        .listGraphNodes()
        .forEachRemaining(
            name -> chosen.append("&named-graph-uri=").append(Client.encoded(name.getURI())));
    return chosen.toString();
  }

  private static Client client() {
    return new Client(server.port());
  }

  private static Reply ask(Client client, String query, String accept) {
    return client.send(
        client
            .request("/sparql" + dataset(query))
            .header("Content-Type", "application/sparql-query")
            .header("Accept", accept)
            .POST(BodyPublishers.ofString(query))
            .build());
  }
}
