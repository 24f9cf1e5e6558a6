package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ibid.ProjectFolder;
import org.ibid.graph.Digests;
import org.ibid.graph.Ibid;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks how to cite the graph, a claim, and a query with its answer. */
class CitePagesTest {

  private static final String CLAIM = Ibid.ID + InventedProject.CLAIM;
  private static final String QUERY = "SELECT ?claim ?modality { ?claim ibid:modality ?modality }";

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ProjectFolder project = InventedProject.in(folder);
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String cite(String parameters) {
    return client.get("/cite" + parameters, "*/*").body();
  }

  @Test
  void claimIsCitedByItsStatementItsAddressAndTheNanopublicationOfItsState() {
    assertThat(cite(".txt?claim=" + CLAIM))
        .startsWith("“Arcadia and Ruritania traded a good deal of tea in 1999.” In: Ibid: ")
        .contains(" Version ", CLAIM + " Nanopublication")
        .containsPattern("Nanopublication of this state: https://w3id.org/ibid/np/\\S+\n$");
    assertThat(cite(".bib?claim=" + CLAIM)).startsWith("@dataset{tea-trade-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?claim=https%3A%2F%2Fw3id.org%2Fibid%2Fid%2Ftea-2001%2Fclaim%2Ftea-trade"})
  void pageHoldsTheCitationAsTextWithThePermanentAddressAndFiles(String parameters) {
    Reply page = client.get("/cite" + parameters, Client.BROWSER);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"citation\"", "id=\"address\"");
    for (String ending : new String[] {"txt", "bib", "json", "ris"}) {
      assertThat(page.links()).contains("/cite." + ending + parameters);
      assertThat(client.get("/cite." + ending + parameters, "*/*").status()).isEqualTo(200);
    }
  }

  @Test
  void citedWorkIsCitedAsAListOfReferencesHasIt() {
    String work = "?work=" + Ibid.ID + "work/gazette-2000";
    assertThat(cite(".txt" + work))
        .isEqualTo(
            "2000. “Much Tea.” The Gazette. Accessed 2001-02-03. http://gazette.example/tea\n");
    assertThat(cite(".ris" + work)).contains("TI  - Much Tea");
    assertThat(client.get("/doc/work/gazette-2000", Client.BROWSER).links())
        .contains("/cite" + work);
  }

  @Test
  void answerIsCitedByADigestThatAnybodyCanCompute() {
    String[] rows =
        client
            .get("/sparql?format=tsv&query=" + Client.encoded(QUERY), "*/*")
            .body()
            .split("\\R", 0);
    String sorted =
        Arrays.stream(rows).skip(1).sorted().map(row -> row + "\n").collect(Collectors.joining());
    String digest = Digests.sha256(rows[0] + "\n" + sorted);
    assertThat(cite(".txt?query=" + Client.encoded(QUERY)))
        .contains("&rows=2&digest=" + digest + " 2 rows.");
  }

  @Test
  void addressOfACitedAnswerSaysWhetherItIsStillTheSame() {
    String query = "?query=" + Client.encoded(QUERY);
    String cited = cite(".txt" + query);
    String then = cited.replaceAll("(?s).*/cite(\\?\\S+).*", "$1");
    assertThat(client.get("/cite" + then, Client.BROWSER).body())
        .contains("The answer is the same now as when it was cited");
    assertThat(client.get("/cite" + query + "&digest=00&rows=5", Client.BROWSER).body())
        .contains("The answer is no longer what it was")
        .contains("it had 5 rows then, and has 2 now");
  }

  @Test
  void questionOfTheCatalogueGivesItsTitle() {
    String page = client.get("/queries/tea/how-much-tea", Client.BROWSER).body();
    String link = page.replaceAll("(?s).*href=\"(/cite\\?query=[^\"]+)\".*", "$1");
    assertThat(client.get(link.replace("&amp;", "&"), Client.BROWSER).body())
        .contains("“How much tea is traded?”");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?claim=nothing,404",
        "?work=https://w3id.org/ibid/id/actor/arcadia,404",
        ".pdf,404",
        "?query=SELECT,400",
        "?query=DESCRIBE+%3Chttp://a/b%3E,422"
      })
  void whatCannotBeCitedIsRefused(String request) {
    String[] pieces = request.split(",", -1);
    assertThat(client.get("/cite" + pieces[0], "*/*").status())
        .isEqualTo(Integer.parseInt(pieces[1]));
  }
}
