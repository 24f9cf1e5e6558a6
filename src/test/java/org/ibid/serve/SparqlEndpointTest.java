package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ibid.ProjectFolder;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparqlEndpointTest {

  private static final String ENDLESS =
      "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";

  @TempDir static Path folder;

  private static final AtomicInteger VISITS = new AtomicInteger();
  private static HttpServer elsewhere;
  private static String allowed;
  private static String forbidden;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          VISITS.incrementAndGet();
          byte[] answer =
              """
              {"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    elsewhere.start();
    String origin = "http://localhost:" + elsewhere.getAddress().getPort();
    allowed = origin + "/allowed";
    forbidden = origin + "/forbidden";
    ProjectFolder project = InventedProject.in(folder);
    server =
        IbidServer.start(
            project.load(),
            project.home(),
            ServerOptions.onPort(0)
                .withTimeout(Duration.ofSeconds(3))
                .withFederation(
                    Federation.over(Services.none().with(allowed), Duration.ofSeconds(3))));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
    elsewhere.stop(0);
  }

  @Test
  void usualPrefixesNeedNotBeDeclared() {
    assertThat(client.query("ASK { ?c a ibid:Claim ; ibid:evidence ?e }", "*/*").body())
        .contains("true");
  }

  @Test
  void defaultGraphIsTheUnionAndNamedGraphsAreVisible() {
    assertThat(
            client.csv(
                "SELECT DISTINCT ?g { ?c a ibid:Claim ; gec:between ?a . ?a a gec:State ."
                    + " GRAPH ?g { ?c ibid:passage ?p } }"))
        .isEqualTo("g\r\nhttps://w3id.org/ibid/graph/tea-2001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/sparql-results+json | application/sparql-results+json | "bindings"
          application/json                | application/json                | "bindings"
          application/sparql-results+xml  | application/sparql-results+xml  | <sparql
          text/csv                        | text/csv;charset=utf-8          | v
          text/tab-separated-values       | text/tab-separated-values;charset=utf-8 | ?v
          text/html                       | text/html;charset=utf-8         | <table
          */*                             | application/sparql-results+json | "bindings"
          text/csv;q=0.2, application/sparql-results+xml | application/sparql-results+xml | <sparql
          """)
  void rowsComeInTheFormThatTheClientAccepts(String accept, String contentType, String content) {
    Reply reply = client.query("SELECT ?v { ?q ibid:value ?v }", accept);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type").replace("; ", ";")).isEqualTo(contentType);
    assertThat(reply.header("Vary")).startsWith("Accept");
    assertThat(reply.body()).contains(content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/turtle           | ibid:value
          application/n-triples | <https://w3id.org/ibid/ns#value>
          application/ld+json   | "@id"
          application/rdf+xml   | <rdf:RDF
          text/html             | <table
          */*                   | ibid:value
          """)
  void triplesComeInTheFormThatTheClientAccepts(String accept, String content) {
    Reply reply = client.query("CONSTRUCT WHERE { ?q ibid:value ?v }", accept);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv", "tsv", "xml"})
  void formOfRowsCanBeAskedForByName(String format) {
    String query = "/sparql?query=" + Client.encoded("ASK {}");
    assertThat(client.get(query + "&format=" + format, Client.BROWSER).body()).contains("true");
    assertThat(client.get(query + "&output=" + format, Client.BROWSER).body()).contains("true");
  }

  @Test
  void formThatDoesNotFitTheAnswerIsRefusedWithTheNamesOfThoseThatDo() {
    Reply reply = client.get("/sparql?query=ASK+%7B%7D&format=turtle", "*/*");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("json").contains("csv");
  }

  @Test
  void mediaTypeThatDoesNotFitIsA406() {
    assertThat(client.query("ASK {}", "image/png").status()).isEqualTo(406);
  }

  @Test
  void queryIsTakenByFormAndAsABody() {
    String query = "SELECT (1 AS ?one) {}";
    assertThat(
            client
                .post(
                    "/sparql",
                    "application/x-www-form-urlencoded",
                    "query=" + Client.encoded(query))
                .body())
        .contains("\"one\"");
    assertThat(client.post("/sparql", "application/sparql-query", query).body())
        .contains("\"one\"");
    assertThat(client.post("/sparql", "text/plain", query).status()).isEqualTo(415);
  }

  @Test
  void queryThatIsNotUtf8IsRefused() {
    Reply reply =
        client.send(
            client
                .request("/sparql")
                .header("Content-Type", "application/sparql-query")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "SELECT (\"Brücke\" AS ?word) {}", StandardCharsets.ISO_8859_1))
                .build());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("UTF-8");
  }

  @Test
  void tripleTermsOfSparql12AreUnderstood() {
    assertThat(client.csv("SELECT (isTRIPLE(<<( <a:s> <a:p> <a:o> )>>) AS ?is) {}"))
        .isEqualTo("is\r\ntrue");
  }

  @Test
  void blankNodesInCsvHaveLabels() {
    assertThat(client.csv("SELECT (BNODE() AS ?a) (BNODE() AS ?b) {}"))
        .isEqualTo("a,b\r\n_:b0,_:b1");
  }

  @Test
  void mistakeInForeignLettersIsToldInThem() {
    Reply reply = client.query("SELECT * { ?s ?p «нет» }", "text/plain");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).startsWith("line 1, column ");
  }

  @Test
  void mistakeIsMarkedInTheBrowser() {
    Reply reply = client.query("SELECT * {\n  ?s ?p }", Client.BROWSER);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .contains("Line 2, column 9")
        .contains("<mark>}</mark>")
        .contains("<textarea");
  }

  @Test
  void endpointWithoutAQueryIsAFormForBrowsersAndADescriptionForPrograms() {
    Reply page = client.get("/sparql", Client.BROWSER);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<textarea").contains("name=\"query\"");
    Reply description = client.get("/sparql", Client.TURTLE);
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.body())
        .contains("sparql-service-description#endpoint")
        .contains("<https://w3id.org/ibid/graph/tea-2001>");
  }

  @Test
  void queryThatTakesTooLongIsA503() {
    Reply reply = client.query(ENDLESS, "*/*");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).contains("took too long").contains("3 seconds");
    assertThat(reply.header("Retry-After")).isNotEmpty();
  }

  @Test
  void clientCannotRaiseTheTimeLimit() {
    Reply reply = client.get("/sparql?timeout=3600&query=" + Client.encoded(ENDLESS), "*/*");
    assertThat(reply.status()).isEqualTo(503);
  }

  @Test
  void clientCanLowerTheTimeLimit() {
    Reply reply = client.get("/sparql?timeout=0.05&query=" + Client.encoded(ENDLESS), "*/*");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).contains("took too long").contains("0.05 seconds");
  }

  @Test
  void answerThatRunsOutOfTimeHalfWayIsCutOffAndNeverLooksWhole() {
    assertThatThrownBy(
            () -> client.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "text/csv"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVICE", "SERVICE SILENT"})
  void serviceToAnUnlistedAddressIsRefusedEvenWhenSilent(String service) {
    int before = VISITS.get();
    Reply reply =
        client.query("SELECT * { " + service + " <" + forbidden + "> { ?x ?y ?z } }", "*/*");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).contains("SERVICE may not go to <" + forbidden + ">");
    assertThat(VISITS.get()).isEqualTo(before);
  }

  @Test
  void serviceWhoseAddressIsComputedIsRefusedToo() {
    int before = VISITS.get();
    Reply reply =
        client.query(
            "SELECT * { VALUES ?to { <"
                + forbidden
                + "> } OPTIONAL { SERVICE SILENT ?to { ?x ?y ?z } } }",
            "*/*");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(VISITS.get()).isEqualTo(before);
  }

  @Test
  void serviceToAListedAddressIsAnswered() {
    assertThat(client.csv("SELECT ?x { SERVICE <" + allowed + "> { ?x ?y ?z } }"))
        .isEqualTo("x\r\nfar");
  }

  @Test
  void fromClauseNeverReadsAFileOrTheNetwork() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.ttl"), "<a:secret> <a:b> <a:c> .");
    int before = VISITS.get();
    for (String address : List.of(secret.toUri().toString(), forbidden + "/data.ttl")) {
      for (Reply reply :
          List.of(
              client.query("SELECT * FROM <" + address + "> { ?s ?p ?o }", "*/*"),
              client.query(
                  "SELECT * FROM NAMED <" + address + "> { GRAPH ?g { ?s ?p ?o } }", "*/*"),
              client.get(
                  "/sparql?default-graph-uri="
                      + Client.encoded(address)
                      + "&query="
                      + Client.encoded("SELECT * { ?s ?p ?o }"),
                  "*/*"))) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("There is no graph <" + address + "> here");
        assertThat(reply.body()).doesNotContain("a:secret");
      }
    }
    assertThat(VISITS.get()).isEqualTo(before);
  }

  @Test
  void graphsOfTheStoreCanBeChosenInTheQueryAndInTheRequest() {
    String states = "SELECT (COUNT(*) AS ?n) FROM <%s> { ?s a gec:State }";
    assertThat(client.csv(states.formatted("https://w3id.org/ibid/graph/entities")))
        .isEqualTo("n\r\n2");
    assertThat(client.csv(states.formatted("https://w3id.org/ibid/graph/tea-2001")))
        .isEqualTo("n\r\n0");
    String request =
        "/sparql?query=" + Client.encoded("SELECT (COUNT(*) AS ?n) { ?s a gec:State }");
    String entities = Client.encoded("https://w3id.org/ibid/graph/entities");
    assertThat(client.get(request + "&default-graph-uri=" + entities, "text/csv").body().strip())
        .isEqualTo("n\r\n2");
    assertThat(client.get(request + "&named-graph-uri=" + entities, "text/csv").body().strip())
        .isEqualTo("n\r\n0");
  }

  @Test
  void updateIsRefused() {
    String update = "INSERT DATA { <a:new> <a:b> <a:c> }";
    String form = "application/x-www-form-urlencoded";
    List<Reply> replies =
        List.of(
            client.post("/sparql", "application/sparql-update", update),
            client.post("/sparql", form, "update=" + Client.encoded(update)),
            client.post("/sparql", form, "query=" + Client.encoded(update)),
            client.post("/sparql?default", "text/turtle", "<a:new> <a:b> <a:c> ."),
            client.post("/sparql/update", form, "update=" + Client.encoded(update)),
            client.post("/sparql/upload", "text/turtle", "<a:new> <a:b> <a:c> ."),
            client.send(
                client
                    .request("/sparql?default")
                    .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("<a:new> <a:b> 1 ."))
                    .build()),
            client.send(client.request("/sparql?default").DELETE().build()));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isBetween(400, 499));
    assertThat(client.query("ASK { <a:new> ?p ?o }", "*/*").body()).contains("false");
    assertThat(client.query("ASK { ?c a ibid:Claim }", "*/*").body()).contains("true");
  }

  @Test
  void functionsAreNotLoadedAsClassesByTheirNames() {
    for (String function :
        List.of(
            "java:org.apache.jena.sparql.function.library.sha1sum",
            "http://jena.apache.org/ARQ/function#wait",
            "http://jena.apache.org/ARQ/function#context")) {
      assertThat(client.csv("SELECT (<" + function + ">(\"1\") AS ?x) {}"))
          .as(function)
          .isIn("x", "x\r\n\"\"");
    }
    assertThat(
            client
                .query(
                    "ASK { ?x <java:org.apache.jena.sparql.pfunction.library.concat> (\"a\" \"b\")"
                        + " }",
                    "*/*")
                .body())
        .contains("false");
  }

  @Test
  void anyOriginMayReadAndNoneWithCredentials() {
    Reply reply =
        client.send(
            client
                .request("/sparql?query=ASK+%7B%7D")
                .header("Origin", "https://example.org")
                .build());
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
    Reply preflight =
        client.send(
            client
                .request("/sparql")
                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .build());
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void resultsInTheBrowserAreATableWithLinksAndLabels() {
    Reply reply =
        client.query("SELECT ?claim ?v { ?claim ibid:quantity/ibid:value ?v }", Client.BROWSER);
    assertThat(reply.body())
        .contains("<th scope=\"col\" class=\"number\">v</th>")
        .contains("Arcadia and Ruritania traded a good deal of tea in 1999.")
        .contains("3,500,000")
        .contains("1 row in ");
    assertThat(reply.links()).contains("/doc/" + InventedProject.CLAIM);
    assertThat(reply.links()).anySatisfy(link -> assertThat(link).endsWith("&format=csv"));
  }

  @Test
  void headsAndTruthValuesOfAResultAreWordsInTheBrowserAndUnchangedElsewhere() {
    String query = "SELECT (true AS ?restsOnIt) (\"POINT(73.043 -33.721)\" AS ?where) {}";
    assertThat(client.query(query, Client.BROWSER).body())
        .contains(">rests on it<")
        .contains(">yes<")
        .contains("33.72° S, 73.04° E");
    assertThat(client.query(query, "text/csv").body())
        .contains("restsOnIt", "true", "POINT(73.043 -33.721)");
  }
}
