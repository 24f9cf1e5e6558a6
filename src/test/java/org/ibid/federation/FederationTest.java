package org.ibid.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.ArticleCopies;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes on to a real second SPARQL server that stands for Wikidata. */
class FederationTest {

  private static final Home HOME = ArticleCopies.project();
  private static final String WIKIDATA = "https://query.wikidata.org/sparql";

  private static SecondServer second;
  private static View view;

  @BeforeAll
  static void start() {
    view = ClaimGraph.load(HOME, Progress.none()).view();
    second = SecondServer.start(HOME);
  }

  @AfterAll
  static void stop() {
    second.close();
  }

  @BeforeEach
  void forgetRequests() {
    second.agents().clear();
  }

  private static Services services() {
    return Services.read(HOME).with(WIKIDATA + "=" + second.address());
  }

  private static Federation federation() {
    return Federation.over(services(), Duration.ofSeconds(20));
  }

  private static String csv(String query, Federation federation) {
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.parse(query, "query", view.prefixes()))
            .context(federation.contextFor(view.dataset()))
            .build()) {
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      ResultSetFormatter.outputAsCSV(csv, ResultSet.adapt(execution.select()));
      return csv.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  static Stream<Question> questionsThatGoOn() {
    return Questions.read(HOME).all().stream()
        .filter(question -> question.text().contains("SERVICE"));
  }

  @ParameterizedTest
  @MethodSource("questionsThatGoOn")
  void questionHasTheSameAnswerFromTheOtherServerAsFromTheSlice(Question question)
      throws IOException {
    Path expected = question.path().resolveSibling(question.name() + ".csv");
    assertThat(csv(question.text(), federation())).isEqualTo(Files.readString(expected));
    assertThat(second.agents()).isNotEmpty();
  }

  @Test
  void manyRowsGoAlongInOneRequest() {
    String query =
        "SELECT (COUNT(*) AS ?n) { ?x schema:sameAs ?item . SERVICE <%s> { ?item a"
                .formatted(WIKIDATA)
            + " <http://wikiba.se/ontology#Item> } }";
    int linked = 1 + count("SELECT (COUNT(*) AS ?n) { ?x schema:sameAs ?item }");
    assertThat(linked).isGreaterThan(50);
    assertThat(count(query)).isGreaterThan(30);
    assertThat(second.agents()).hasSizeLessThanOrEqualTo(1 + linked / 100);
  }

  private static int count(String query) {
    return Integer.parseInt(csv(query, federation()).lines().toList().get(1));
  }

  @Test
  void answersAreRemembered() {
    Federation federation = federation();
    String query = "SELECT ?c { SERVICE <" + WIKIDATA + "> { wd:Q843 wdt:P36 ?c } }";
    String first = csv(query, federation);
    assertThat(first).isEqualTo("c\nhttp://www.wikidata.org/entity/Q1362\n");
    assertThat(csv(query, federation)).isEqualTo(first);
    assertThat(second.agents()).hasSize(1);
  }

  @Test
  void requestsSayWhoSendsThem() {
    csv("SELECT * { SERVICE <" + WIKIDATA + "> { wd:Q843 wdt:P36 ?c } }", federation());
    assertThat(second.agents())
        .singleElement()
        .asString()
        .matches("Ibid/\\S+ \\(https://w3id.org/ibid/\\).*");
  }

  @Test
  void rowsWithAndWithoutAValueAreJoinedAsSparqlSays() {
    String query =
        """
        SELECT ?item ?capital {
          VALUES ( ?item ?capital ) {
            ( wd:Q843 wd:Q1362 ) ( wd:Q843 UNDEF ) ( UNDEF wd:Q649 ) ( wd:Q843 wd:Q649 )
          }
          SERVICE <%s> { ?item wdt:P36 ?capital }
        } ORDER BY ?item ?capital
        """
            .formatted(WIKIDATA);
    assertThat(csv(query, federation()))
        .isEqualTo(
            """
            item,capital
            http://www.wikidata.org/entity/Q159,http://www.wikidata.org/entity/Q649
            http://www.wikidata.org/entity/Q843,http://www.wikidata.org/entity/Q1362
            http://www.wikidata.org/entity/Q843,http://www.wikidata.org/entity/Q1362
            """);
  }

  @Test
  void variablesHiddenInASubqueryStayHidden() {
    String query =
        """
        SELECT ?capital ?x {
          BIND ( 1 AS ?x )
          SERVICE <%s> { SELECT ?capital { ?x wdt:P36 ?capital FILTER ( ?x = wd:Q843 ) } }
        }
        """
            .formatted(WIKIDATA);
    assertThat(csv(query, federation()))
        .isEqualTo("capital,x\nhttp://www.wikidata.org/entity/Q1362,1\n");
  }

  @Test
  void serviceCanBeAVariable() {
    String query =
        """
        SELECT ?s ?c { VALUES ?s { <%s> } SERVICE ?s { wd:Q843 wdt:P36 ?c } }
        """
            .formatted(WIKIDATA);
    assertThat(csv(query, federation())).contains("Q1362");
  }

  @Test
  void failingServiceIsNamedUnlessSilent() {
    Federation broken =
        Federation.over(
            services().with(WIKIDATA + "=" + second.address() + "-gone"), Duration.ofSeconds(5));
    String ask =
        "SELECT ?a ?c { BIND ( 1 AS ?a ) SERVICE %s <" + WIKIDATA + "> { ?x wdt:P36 ?c } }";
    assertThatThrownBy(() -> csv(ask.formatted(""), broken))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("Wikidata <" + WIKIDATA + "> answered with status 404");
    assertThat(csv(ask.formatted("SILENT"), broken)).isEqualTo("a,c\n1,\n");
  }

  @Test
  void serviceThatIsNotListedIsRefusedEvenSilently() {
    String ask = "SELECT * { SERVICE %s <http://localhost:" + second.port() + "/> { ?x ?y ?z } }";
    for (String silent : List.of("", "SILENT")) {
      assertThatThrownBy(() -> csv(ask.formatted(silent), federation()))
          .isInstanceOf(QueryDeniedException.class)
          .hasMessageContaining("it may go to: <https://dbpedia.org/sparql>");
    }
    assertThat(second.agents()).isEmpty();
  }

  @Test
  void serviceThatDoesNotAnswerIsGivenUp() throws IOException {
    HttpServer mute =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mute.createContext("/", exchange -> {});
    mute.start();
    try {
      String there = "http://localhost:" + mute.getAddress().getPort() + "/";
      Federation federation = Federation.over(Services.none().with(there), Duration.ofMillis(100));
      assertThatThrownBy(() -> csv("SELECT * { SERVICE <" + there + "> { ?x ?y ?z } }", federation))
          .isInstanceOf(ServiceFailure.class)
          .hasMessageContaining("did not answer within");
    } finally {
      mute.stop(0);
    }
  }

  @Test
  void withoutANetworkOnlySlicesAnswer() {
    Federation offline = Federation.offline(Services.read(HOME));
    assertThat(csv("SELECT ?c { SERVICE <" + WIKIDATA + "> { wd:Q843 wdt:P36 ?c } }", offline))
        .contains("Q1362");
    assertThatThrownBy(
            () -> csv("SELECT * { SERVICE <https://dbpedia.org/sparql> { ?x ?y ?z } }", offline))
        .hasMessageContaining("DBpedia")
        .hasMessageContaining("no slice of it");
  }
}
