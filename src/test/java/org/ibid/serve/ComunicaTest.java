package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.BundledProject;
import org.ibid.Npm;
import org.ibid.federation.Federation;
import org.ibid.federation.SecondServer;
import org.ibid.federation.Services;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Comunica, a query engine of other people's, joins this server's endpoint, its documents and a
 * second server; skipped where it is not installed.
 */
class ComunicaTest {

  private static final Home HOME = BundledProject.home();
  private static final List<String> STATES = List.of("pakistan", "kazakhstan", "uzbekistan");
  private static final String PREFIXES =
      """
      PREFIX ibid: <https://w3id.org/ibid/ns#>
      PREFIX gec: <https://w3id.org/ibid/geoeconomics#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX schema: <https://schema.org/>
      PREFIX wdt: <http://www.wikidata.org/prop/direct/>
      """;

  @TempDir static Path folder;
  private static Path comunica;
  private static View view;
  private static IbidServer server;
  private static SecondServer second;

  @BeforeAll
  static void start() {
    comunica = Npm.require("@comunica/query-sparql/bin/query.js");
    ClaimGraph graph = ClaimGraph.load(HOME, Progress.none());
    view = graph.view();
    server =
        IbidServer.start(
            graph,
            HOME,
            ServerOptions.onPort(0).withFederation(Federation.offline(Services.none())));
    second = SecondServer.start(HOME);
  }

  @AfterAll
  static void stop() {
    if (second != null) {
      second.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void forgetRequests() {
    second.agents().clear();
  }

  /** The documents about the states: by their IRIs, as they are served here, and by form. */
  private static List<String> documents() {
    return List.of(
        server.address() + "id/actor/pakistan",
        server.address() + "doc/actor/kazakhstan.jsonld",
        server.address() + "doc/actor/uzbekistan.rdf");
  }

  private static Npm.Output ask(String query, List<String> sources) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "query", ".rq"), query);
    List<String> arguments = new ArrayList<>(sources);
    arguments.addAll(
        List.of("-f", file.toString(), "-t", "application/sparql-results+json", "-l", "info"));
    Npm.Output output = Npm.run(folder, comunica, arguments);
    assertThat(output.status()).as(output.log()).isZero();
    return output;
  }

  /** The rows of an answer, each with its values in the order of the variables. */
  private static Set<List<String>> rows(Npm.Output output, String... variables) {
    return JSON.parse(output.out())
        .getObj("results")
        .getArray("bindings")
        .map(row -> row.getAsObject())
        .map(row -> List.of(variables).stream().map(name -> value(row, name)).toList())
        .collect(Collectors.toSet());
  }

  private static String value(JsonObject row, String name) {
    return row.getObj(name).getString("value");
  }

  /** The rows that are there when all is brought together in one graph. */
  private static Set<List<String>> expected(String query, String... variables) {
    Graph all = GraphFactory.createDefaultGraph();
    view.dataset().getDefaultGraph().find().forEachRemaining(all::add);
    second.data().find().forEachRemaining(all::add);
    try (QueryExec execution = QueryExec.graph(all).query(query).build()) {
      return execution.select().stream()
          .map(
              row ->
                  List.of(variables).stream()
                      .map(name -> row.get(name))
                      .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI())
                      .toList())
          .collect(Collectors.toSet());
    }
  }

  /**
   * The claims on trade, the names of the states, and the capitals that the article never gives.
   */
  private static String query(String claims, String capitals) {
    String states =
        STATES.stream()
            .map(state -> "<https://w3id.org/ibid/id/actor/" + state + ">")
            .collect(Collectors.joining(" "));
    return PREFIXES
        + """
        SELECT DISTINCT ?claim ?name ?capital {
          VALUES ?actor { %s }
          ?actor rdfs:label ?name ; schema:sameAs ?item .
          FILTER ( lang(?name) = "en" )
          %s
          %s
        }
        """
            .formatted(states, claims, capitals);
  }

  private static final String CLAIMS = "?claim a gec:TradeFlowClaim ; gec:between ?actor .";
  private static final String CAPITALS = "?item wdt:P36 ?capital .";
  private static final String[] VARIABLES = {"claim", "name", "capital"};

  @Test
  void endpointDocumentsAndASecondServerAreJoinedInOneQuery() throws IOException {
    String query = query(CLAIMS, CAPITALS);
    List<String> sources = new ArrayList<>(documents());
    // That it is an endpoint, Comunica learns from the description of the service.
    sources.add(server.address() + "sparql");
    sources.add("sparql@" + second.address());
    Npm.Output output = ask(query, sources);
    assertThat(rows(output, VARIABLES))
        .isEqualTo(expected(query, VARIABLES))
        .anySatisfy(
            row -> assertThat(row).endsWith("Pakistan", "http://www.wikidata.org/entity/Q1362"));
    assertThat(output.log())
        .contains("Identified " + server.address() + "sparql as sparql source")
        .contains("Identified as file source: " + server.address() + "doc/actor/pakistan");
    assertThat(second.agents()).isNotEmpty().allMatch(agent -> agent.startsWith("Comunica/"));
  }

  @Test
  void eachSourceGivesWhatTheOthersLack() throws IOException {
    // What the states are called only the documents say, what their capitals are only the second
    // server, and what is claimed of them only the endpoint.
    String query = query("SERVICE <%ssparql> { %s }".formatted(server.address(), CLAIMS), CAPITALS);
    List<String> sources = new ArrayList<>(documents());
    sources.add("sparql@" + second.address());
    assertThat(rows(ask(query, sources), VARIABLES))
        .isNotEmpty()
        .isEqualTo(expected(query(CLAIMS, CAPITALS), VARIABLES));
    assertThat(second.agents()).isNotEmpty();
  }
}
