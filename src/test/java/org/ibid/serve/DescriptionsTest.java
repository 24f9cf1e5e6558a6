package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue and VoID as graphs that queries see, over files and over a store alike. */
class DescriptionsTest {

  @TempDir static Path folder;
  @TempDir static Path copy;
  private static IbidServer files;
  private static StoreServer store;

  @BeforeAll
  static void start() {
    ProjectFolder project = StoreServer.project(folder);
    files = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    store = StoreServer.of(project, folder, copy);
  }

  @AfterAll
  static void stop() {
    files.close();
    store.close();
  }

  private static Client client(String of) {
    return of.equals("store") ? store.client() : new Client(files.port());
  }

  private static String csv(String of, String query) {
    Reply reply = client(of).query("PREFIX sh: <http://www.w3.org/ns/shacl#> " + query, "text/csv");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.body().strip().replace("\r\n", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "store"})
  void questionsAreExecutablesInTheirGraph(String of) {
    String select = "?q a sh:SPARQLExecutable ; sh:select ?text ; sh:prefixes/sh:declare ?d";
    assertThat(
            csv(
                of,
                "SELECT DISTINCT ?q { GRAPH <https://w3id.org/ibid/graph/queries> { "
                    + select
                    + " } }"))
        .isEqualTo("q\nhttps://w3id.org/ibid/queries/tea/how-much-tea");
    assertThat(
            csv(
                of,
                "SELECT (COUNT(DISTINCT ?q) AS ?n) FROM <https://w3id.org/ibid/graph/queries> { "
                    + select
                    + " }"))
        .isEqualTo("n\n1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "store"})
  void voidCountsExactlyWhatTheDefaultGraphHolds(String of) {
    String counted =
        csv(
            of,
            "SELECT ?n { GRAPH <https://w3id.org/ibid/graph/void> "
                + "{ <https://w3id.org/ibid/> <http://rdfs.org/ns/void#triples> ?n } }");
    assertThat(counted).isEqualTo(csv(of, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "store"})
  void namedGraphsAreListedWithTheDescriptionsAndTheDataIsInNoOther(String of) {
    assertThat(csv(of, "SELECT DISTINCT ?g { GRAPH ?g { } } ORDER BY ?g").lines())
        .contains(
            "https://w3id.org/ibid/graph/entities",
            "https://w3id.org/ibid/graph/queries",
            "https://w3id.org/ibid/graph/tea-2001",
            "https://w3id.org/ibid/graph/void")
        .doesNotContain("https://w3id.org/ibid/graph/retracted");
    assertThat(csv(of, "SELECT ?g { GRAPH ?g { ?c a ibid:EvaluationClaim } }").lines().distinct())
        .containsExactly("g", "https://w3id.org/ibid/graph/tea-2001");
    assertThat(csv(of, "SELECT ?q { ?q a sh:SPARQLExecutable }")).isEqualTo("q");
    assertThat(csv(of, "SELECT ?g { GRAPH ?g { ?q a sh:SPARQLExecutable } }").lines())
        .containsExactly("g", "https://w3id.org/ibid/graph/queries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "store"})
  void queryJoinsTheDataWithItsDescription(String of) {
    assertThat(
            csv(
                    of,
                    """
                SELECT DISTINCT ?class { ?claim a ?class . ?claim ibid:statement ?text
                  FILTER EXISTS { GRAPH <https://w3id.org/ibid/graph/void> {
                    ?partition <http://rdfs.org/ns/void#class> ?class } } } ORDER BY ?class
                """)
                .lines())
        .contains("https://w3id.org/ibid/ns#Claim", "https://w3id.org/ibid/ns#EvaluationClaim");
  }

  @Test
  void retractedClaimsAreStillFoundByTheNameOfTheirGraphAlone() {
    assertThat(store.post(StoreServer.claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    Reply retracted =
        store.write(
            "DELETE", StoreServer.SUGAR, null, null, "If-Match", "*", "Reason", "It was misread.");
    assertThat(retracted.status()).as(retracted.body()).isIn(200, 204);
    String in = "{ ?c ibid:statement ?t }";
    assertThat(
            csv(
                "store",
                "SELECT ?c { GRAPH <https://w3id.org/ibid/graph/retracted> "
                    + in
                    + " OPTIONAL { GRAPH <https://w3id.org/ibid/graph/void> { ?c ?p ?o } } }"))
        .isEqualTo("c\nhttps://w3id.org/ibid/id/tea-2001/claim/sugar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "store"})
  void serviceDescriptionCountsEachGraphAsQueriesDo(String of) {
    Graph description =
        RDFParser.fromString(client(of).get("/sparql", Client.TURTLE).body(), Lang.TURTLE)
            .toGraph();
    String query =
        """
        PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?name ?n { ?service sd:defaultDataset ?dataset .
          ?dataset sd:namedGraph [ sd:name ?name ; sd:graph [ void:triples ?n ] ] }
        """;
    Map<String, Integer> counts = new TreeMap<>();
    try (QueryExec execution = QueryExec.graph(description).query(query).build()) {
      execution
          .select()
          .forEachRemaining(
              row ->
                  counts.put(row.get("name").getURI(), (Integer) row.get("n").getLiteralValue()));
    }
    assertThat(counts).hasSizeGreaterThan(4);
    counts.forEach(
        (name, n) ->
            assertThat(csv(of, "SELECT (COUNT(*) AS ?n) { GRAPH <" + name + "> { ?s ?p ?o } }"))
                .as(name)
                .isEqualTo("n\n" + n));
  }
}
