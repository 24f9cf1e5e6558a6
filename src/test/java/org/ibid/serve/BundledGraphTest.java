package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled graph, as it is served. */
class BundledGraphTest {

  private static final int QUERIES = 25;

  private static View view;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ClaimGraph graph = ClaimGraph.load(InventedProject.bundled(), Progress.none());
    view = graph.view();
    Home home = InventedProject.bundled();
    server =
        IbidServer.start(
            graph,
            home,
            ServerOptions.onPort(0).withFederation(Federation.offline(Services.read(home))));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void frontPageNamesTheAuthorsInTheOrderOfTheArticleAndItsConclusions() {
    assertThat(client.get("/", Client.BROWSER).body().replaceAll("<[^>]*>", ""))
        .contains("Andrew Korybko, V. M. Morozov")
        .containsPattern("Pakistan could come to play a role .*\\s+.*hedged")
        .containsPattern("claims uphold it: \\d+ with a source");
  }

  @Test
  void claimIsCitedWithTheArticleTheSentenceAndThePageThatItComesFrom() {
    assertThat(
            client
                .get(
                    "/cite.txt?claim=" + Ibid.ID + "korybko-morozov-2020/claim/kg-trade-2016",
                    "*/*")
                .body())
        .contains(
            " From sentence 180, p. 20 of Korybko, Andrew, and V. M. Morozov. 2020. “Pakistan's"
                + " Role in Russia's Greater Eurasian Partnership.” Polis. Political Studies, no."
                + " 3: 9–22. https://doi.org/10.17976/jpps/2020.03.02 Nanopublication of this"
                + " state: https://w3id.org/ibid/np/");
  }

  @Test
  void claimPageSaysHowFirmlyTheClaimIsHeldAndOnWhatCondition() {
    assertThat(read("/doc/korybko-morozov-2020/claim/russia-better-connected-with-cpec"))
        .contains("How firmly hypothetical Said to hold only under a condition")
        .contains("On condition: The EAEU is paired with the Belt and Road Initiative.");
  }

  @Test
  void whatAClaimSpeaksAgainstIsToldApartFromWhatSpeaksAgainstIt() {
    String claim = "korybko-morozov-2020/claim/russia-not-to-sacrifice-interests";
    assertThat(read("/doc/" + claim))
        .contains("What speaks against it")
        .doesNotContain("Speaks against");
  }

  @Test
  void questionSaysWhatItIsAskedAboutWhetherThatWasChosenOrNot() {
    assertThat(read("/queries/withdrawal/what-falls")).contains("Now: RT 2019a");
    assertThat(read("/queries/withdrawal/what-falls?withdrawn=work:rt-2019b"))
        .contains("Now: RT 2019b");
    assertThat(read("/queries/evidence/kinds-of-source-by-section")).doesNotContain("Now:");
  }

  /** What is read on a page. */
  private static String read(String path) {
    return client
        .get(path, Client.BROWSER)
        .body()
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }

  @Test
  void pageOfAThingLeadsToTheQuestionsThatCanBeAskedAboutIt() {
    String claim = "korybko-morozov-2020/claim/russia-to-engage-pakistan";
    assertThat(client.get("/doc/" + claim, Client.BROWSER).links())
        .contains(
            "/queries/arguments/reasons-behind-a-claim?conclusion="
                + Client.encoded(Ibid.ID + claim),
            "/queries/withdrawal/what-falls?withdrawn=" + Client.encoded(Ibid.ID + claim));
    String section = "korybko-morozov-2020/section/conclusion";
    assertThat(client.get("/doc/" + section, Client.BROWSER).links())
        .contains(
            "/queries/arguments/argument-of-a-section?section="
                + Client.encoded(Ibid.ID + section));
    assertThat(client.get("/doc/actor/pakistan", Client.BROWSER).links())
        .contains(
            "/queries/evidence/how-well-it-is-sourced?subject="
                + Client.encoded(Ibid.ID + "actor/pakistan"))
        .noneMatch(link -> link.contains("withdrawn="));
  }

  @Test
  void pageOfAThingLeadsToNoQuestionThatHasNothingToSayOfIt() {
    assertThat(client.get("/doc/korybko-morozov-2020/claim/kg-trade-2016", Client.BROWSER).links())
        .anyMatch(link -> link.contains("from-a-claim-to-its-publisher?claim="))
        .noneMatch(link -> link.contains("?conclusion="));
    assertThat(client.get("/doc/person/korybko", Client.BROWSER).links())
        .noneMatch(link -> link.contains("?subject="));
  }

  @Test
  void everyQuestionOfThePagesFindsSomething() {
    for (Question question :
        Questions.in(InventedProject.bundled(), InventedProject.bundled().pages()).all()) {
      try (QueryExec execution =
          QueryExec.dataset(view.dataset())
              .query(Sparql.parse(question.text(), question.id(), view.prefixes()))
              .build()) {
        assertThat(execution.select().hasNext()).as(question.id()).isTrue();
      }
    }
  }

  @Test
  void everyIriOfTheGraphAnswersInHtmlAndTurtle() {
    Map<String, Graph> turtles = new HashMap<>();
    Set<String> links = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    Map<String, Reply> pages = new HashMap<>();
    for (String iri : iris()) {
      int hash = iri.indexOf('#');
      String path = "/" + (hash < 0 ? iri : iri.substring(0, hash)).substring(Ibid.BASE.length());
      String target = target(path, Client.TURTLE);
      Graph graph = turtles.computeIfAbsent(target, BundledGraphTest::turtle);
      if (graph == null) {
        wrong.add(iri + " has no Turtle");
      } else if (!iri.startsWith(Ibid.GRAPH)
          && isSubject(iri)
          && !graph.contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY)) {
        wrong.add(iri + " is not described by its document");
      }
      Reply page =
          pages.computeIfAbsent(target(path, Client.BROWSER), to -> client.get(to, Client.BROWSER));
      if (page.status() != 200 || !page.header("Content-Type").startsWith("text/html")) {
        wrong.add(iri + " has no page: " + page.status());
      }
      page.links().stream().filter(link -> link.startsWith("/")).forEach(links::add);
    }
    assertThat(wrong).isEmpty();
    // Many pages offer a query for their list of claims; some of these stand for all.
    List<String> queries =
        links.stream().filter(link -> link.startsWith("/sparql?query=")).toList();
    links.removeAll(queries);
    for (int i = 0; i < queries.size(); i += 1 + queries.size() / QUERIES) {
      links.add(queries.get(i));
    }
    List<String> broken = new ArrayList<>();
    for (String link : links) {
      int hash = link.indexOf('#');
      Reply page =
          pages.computeIfAbsent(
              hash < 0 ? link : link.substring(0, hash), to -> client.get(to, Client.BROWSER));
      boolean there = hash < 0 || page.body().contains("id=\"" + link.substring(hash + 1) + "\"");
      if (page.status() != 200 || !there) {
        broken.add(link);
      }
    }
    assertThat(broken).isEmpty();
  }

  /** Every IRI of the project that stands anywhere in the graph, and the names of the graphs. */
  private static Set<String> iris() {
    Set<String> iris = new TreeSet<>();
    DatasetGraph dataset = view.dataset();
    dataset.listGraphNodes().forEachRemaining(graph -> iris.add(graph.getURI()));
    dataset
        .getDefaultGraph()
        .find()
        .forEachRemaining(
            triple ->
                List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()).stream()
                    .filter(Node::isURI)
                    .map(Node::getURI)
                    .filter(iri -> iri.startsWith(Ibid.BASE))
                    .forEach(iris::add));
    return iris;
  }

  private static boolean isSubject(String iri) {
    return view.dataset()
        .getDefaultGraph()
        .contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY);
  }

  /** The path at the end of the redirects, without asking there. */
  private static String target(String path, String accept) {
    if (!path.startsWith("/id/")) {
      return path;
    }
    Reply reply = client.get(path, accept);
    assertThat(reply.status()).as(path).isEqualTo(303);
    String to = reply.header("Location");
    int hash = to.indexOf('#');
    return hash < 0 ? to : to.substring(0, hash);
  }

  private static Graph turtle(String path) {
    Reply reply = client.get(path, Client.TURTLE);
    if (reply.status() != 200 || !reply.header("Content-Type").startsWith("text/turtle")) {
      return null;
    }
    return RDFParser.fromString(reply.body(), Lang.TURTLE).toGraph();
  }

  @Test
  void claimPageLeadsToThePublisher() {
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(
                Sparql.parse(
                    """
                    PREFIX po: <http://www.essepuntato.it/2008/12/pattern#>
                    PREFIX biro: <http://purl.org/spar/biro/>
                    PREFIX dcterms: <http://purl.org/dc/terms/>
                    SELECT ?claim ?note ?reference ?work ?publisher {
                      ?claim a ibid:Claim ; ibid:evidence/ibid:pointer/ibid:note ?note .
                      ?note po:contains ?reference . ?reference biro:references ?work .
                      ?work dcterms:publisher ?publisher
                    } ORDER BY ?claim LIMIT 1
                    """,
                    "test",
                    view.prefixes()))
            .build()) {
      var way = execution.select().next();
      Set<String> seen = new HashSet<>();
      String at = null;
      for (String step : List.of("claim", "note", "reference", "work", "publisher")) {
        String page = "/doc/" + way.get(step).getURI().substring(Ibid.ID.length());
        if (at != null) {
          assertThat(client.get(at, Client.BROWSER).links()).as("from " + at).contains(page);
        } else {
          seen.addAll(client.get(page, Client.BROWSER).links());
        }
        if (at != null && !step.equals("reference")) {
          assertThat(seen).as("the claim leads to its " + step).contains(page);
        }
        at = page;
      }
      assertThat(client.get(at, Client.BROWSER).status()).isEqualTo(200);
    }
  }

  @Test
  void everyQuestionHasAPageWithAnAnswer() {
    assertThat(Questions.read(InventedProject.bundled()).all())
        .isNotEmpty()
        .allSatisfy(
            question -> {
              Reply page = client.get("/queries/" + question.id(), Client.BROWSER);
              assertThat(page.status()).isEqualTo(200);
              assertThat(page.body()).containsPattern("\\d+ rows? in ");
            });
  }

  @Test
  void answerToTheFirstQuestionOfTheIssueIsTrue() {
    assertThat(client.query("ASK { ?c a ibid:Claim ; ibid:evidence ?e }", "*/*").body())
        .contains("true");
  }

  /** What Wikidata asks of an endpoint that its query service is to go on to. */
  @Test
  void endpointHasWhatWikidatasFederationListDemands() {
    String items =
        client.csv(
            "SELECT DISTINCT ?item { ?thing schema:sameAs ?item"
                + " FILTER ( strstarts(str(?item), \"http://www.wikidata.org/entity/\") ) }");
    List<String> linked = items.lines().skip(1).toList();
    assertThat(linked).hasSizeGreaterThan(50);
    // A batch of items, as a query that comes from there sends them along.
    String batch =
        "SELECT ?item ?thing { VALUES ?item { %s } ?thing schema:sameAs ?item }"
            .formatted(String.join(" ", linked.stream().map(item -> "<" + item + ">").toList()));
    Reply rows = client.post("/sparql", "application/sparql-query", batch);
    assertThat(rows.header("Content-Type")).startsWith("application/sparql-results+json");
    assertThat(rows.body()).contains(linked);
    assertThat(client.query(batch, "application/sparql-results+xml").body()).contains(linked);
    for (String description : List.of("/sparql", "/.well-known/void")) {
      Reply reply = client.get(description, Client.TURTLE);
      assertThat(RDFParser.fromString(reply.body(), Lang.TURTLE).toGraph())
          .as(description + " states a licence that allows reuse")
          .satisfies(
              graph ->
                  assertThat(
                          graph.contains(
                              NodeFactory.createURI(Ibid.BASE),
                              NodeFactory.createURI("http://purl.org/dc/terms/license"),
                              NodeFactory.createURI(
                                  "https://creativecommons.org/licenses/by/4.0/")))
                      .isTrue());
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }
}
