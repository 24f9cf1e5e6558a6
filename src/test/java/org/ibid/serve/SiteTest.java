package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

  private static final String CLAIM = InventedProject.CLAIM;

  @TempDir static Path folder;
  private static ProjectFolder project;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    project = InventedProject.in(folder);
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                    | /doc/actor/arcadia
          text/turtle                  | /doc/actor/arcadia.ttl
          application/ld+json          | /doc/actor/arcadia.jsonld
          application/rdf+xml          | /doc/actor/arcadia.rdf
          application/n-triples        | /doc/actor/arcadia.nt
          */*                          | /doc/actor/arcadia.ttl
          text/html, text/turtle       | /doc/actor/arcadia.ttl
          text/html, text/turtle;q=0.9 | /doc/actor/arcadia
          """)
  void thingLeadsToTheDocumentThatTheClientLikesBest(String accept, String location) {
    Reply reply = client.get("/id/actor/arcadia", accept);
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).isEqualTo(location);
    assertThat(reply.header("Vary")).isEqualTo("Accept");
  }

  @Test
  void partLeadsToItsPlaceInTheDocumentOfItsOwner() {
    assertThat(client.get("/id/" + CLAIM + ".amount", Client.BROWSER).header("Location"))
        .isEqualTo("/doc/" + CLAIM + "#amount");
    assertThat(client.get("/id/" + CLAIM + ".amount", Client.TURTLE).header("Location"))
        .isEqualTo("/doc/" + CLAIM + ".ttl");
    assertThat(client.get("/doc/" + CLAIM, Client.BROWSER).body()).contains("id=\"amount\"");
  }

  @Test
  void documentComesInTheFormOfItsEndingOrOfTheFormat() {
    assertThat(client.get("/doc/actor/arcadia.ttl", Client.BROWSER).header("Content-Type"))
        .startsWith("text/turtle");
    assertThat(client.get("/doc/actor/arcadia?format=turtle", Client.BROWSER).body())
        .contains("gec:State");
    assertThat(client.get("/doc/actor/arcadia?format=poem", Client.BROWSER).status())
        .isEqualTo(400);
  }

  @Test
  void formThatThereIsNotIsA406() {
    assertThat(client.get("/doc/actor/arcadia", "image/png").status()).isEqualTo(406);
    assertThat(client.get("/id/actor/arcadia", "image/png").status()).isEqualTo(406);
  }

  @Test
  void turtleOfAClaimHoldsItsPartsAndNothingDerived() {
    assertThat(client.get("/doc/" + CLAIM, Client.TURTLE).body())
        .contains("gec:TradeFlowClaim")
        .contains("tea-trade.attribution-3")
        .contains("ibid:value 3500000")
        .doesNotContain("ibid:Claim ")
        .doesNotContain("ibid:about");
  }

  @Test
  void claimPageShowsTheWayFromTheSpeakersToThePublisher() {
    String page = client.get("/doc/" + CLAIM, Client.BROWSER).body();
    assertThat(page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " "))
        .contains("the author (Quill) reports")
        .contains("The Gazette reports")
        .contains("Arcadian officials (unnamed) asserts")
        .contains("Sentence 1, page 7 Paragraph 1, One, Quill 2001")
        .contains("Footnote 1 inherited from Sentence 2, by pointer 1")
        .contains("Much Tea")
        .contains("visited by the authors on 3 February 2001")
        .contains("published by The Gazette state media Arcadia")
        .contains("more than 3.5 million US dollars per year (slightly)")
        .contains("On the same question: How much tea is traded?")
        .contains("Given as a reason for");
    assertThat(page).contains("How firmly");
    assertThat(page.indexOf("Who says it")).isLessThan(page.indexOf("Where it stands"));
    assertThat(page.indexOf("Where it stands")).isLessThan(page.indexOf("What it rests on"));
    assertThat(page.indexOf("What it rests on")).isLessThan(page.indexOf("which cites"));
    assertThat(page.indexOf("which cites")).isLessThan(page.indexOf("published by"));
  }

  @Test
  void claimPageSaysWhenTheAuthorsGiveNoSource() {
    assertThat(client.get("/doc/tea-2001/claim/tea-matters", Client.BROWSER).body())
        .contains("The authors give no source for this.")
        .contains("Reasons given for it")
        .doesNotContain("History");
  }

  @ParameterizedTest
  @CsvSource({
    "actor/arcadia,Claims about it",
    "tea-2001/section/one,Claims made here",
    "tea-2001/passage/s1,Claims made here",
    "tea-2001/note/n1,Claims that rest on it",
    "work/gazette-2000,Claims that rest on it",
    "organisation/gazette,Claims that rest on it",
    "organisation/gazette,Claims that it makes or passes on",
    "situation/tea,Claims that answer it"
  })
  void pageListsTheClaimsThatHaveToDoWithIt(String resource, String heading) {
    Reply page = client.get("/doc/" + resource, Client.BROWSER);
    assertThat(page.body()).contains(heading);
    assertThat(page.links()).contains("/doc/" + CLAIM);
  }

  @Test
  void derivedFactsDoNotStandBesideTheExactOnes() {
    String page = client.get("/doc/" + CLAIM, Client.BROWSER).body();
    assertThat(page).contains("between").doesNotContain(">about<");
    assertThat(page).contains("trade flow claim").doesNotContain(">claim</a>");
  }

  @Test
  void russianNamesAreMarkedAsRussian() {
    assertThat(client.get("/doc/actor/arcadia", Client.BROWSER).body())
        .contains("<span lang=\"ru\">Аркадия</span>");
  }

  @Test
  void textFromTheDataIsNeverMarkup() {
    assertThat(client.get("/doc/actor/ruritania", Client.BROWSER).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>");
    assertThat(client.query("SELECT ?s { ?s a gec:State }", Client.BROWSER).body())
        .doesNotContain("<script>");
    assertThat(client.query("SELECT * { <\"><script>alert(1)</script>", Client.BROWSER).body())
        .doesNotContain("<script>");
  }

  @Test
  void addressThatIsNoWebAddressIsNoLink() {
    Reply page = client.get("/doc/work/gazette-2000", Client.BROWSER);
    assertThat(page.links()).contains("http://gazette.example/tea");
    assertThat(page.links()).noneSatisfy(link -> assertThat(link).startsWith("javascript:"));
  }

  @Test
  void unknownThingIsA404WithSuggestions() {
    Reply page = client.get("/id/actor/arkadia", Client.BROWSER);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.links()).contains("/doc/actor/arcadia");
    assertThat(client.get("/doc/actor/arkadia.ttl", Client.TURTLE).status()).isEqualTo(404);
    assertThat(client.get("/nothing/here", Client.BROWSER).status()).isEqualTo(404);
    assertThat(client.get("/..%2f..%2fetc%2fpasswd", Client.BROWSER).status()).isBetween(400, 404);
  }

  @Test
  void unknownQuestionIsA404WithSuggestions() {
    Reply page = client.get("/queries/tea/how-much-te", Client.BROWSER);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.links()).contains("/queries/tea/how-much-tea");
  }

  @Test
  void frontPageSaysHowMuchThereIsAndOffersTheQuestions() {
    Reply page = client.get("/", Client.BROWSER);
    assertThat(page.body())
        .contains("<div><dt>claims</dt><dd><a href=\"/browse\">2</a></dd></div>")
        .containsPattern(
            "<div><dt>footnotes</dt><dd><a href=\"/sparql\\?query=[^\"]+\">1</a></dd></div>")
        .contains("How much tea is traded?");
    assertThat(page.links())
        .contains("/queries/tea/how-much-tea", "/doc/" + CLAIM, "/doc/article/tea-2001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor/arcadia|Also called Аркадия ru",
        "actor/arcadia|Publishers and bodies of this country The Gazette",
        "organisation/gazette|kind of publisher state media",
        "organisation/gazette|Works that it published Gazette 2000 Much Tea",
        "work/gazette-2000|Published by The Gazette state media, Arcadia",
        "work/gazette-2000|Cited in Footnote 1 visited by the authors on 2001-02-03",
        "tea-2001/note/n1|Refers to Gazette 2000 “Much Tea”, The Gazette, state media",
        "tea-2001/passage/s2|Notes in it Footnote 1"
      })
  void pageOfAThingBeginsWithWhatAReaderAsksFirst(String resource, String fact) {
    String page = client.get("/doc/" + resource, Client.BROWSER).body();
    String known = page.substring(page.indexOf("What is known"));
    assertThat(known.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ")).contains(fact);
  }

  @Test
  void pageOfASentenceLeadsToItsPlaceInTheText() {
    assertThat(client.get("/doc/tea-2001/passage/s2", Client.BROWSER).links())
        .contains("/read/tea-2001/one#s2");
  }

  @Test
  void frontPageShowsTheConclusionsWithWhatTheyRestOn() {
    String page = client.get("/", Client.BROWSER).body().replaceAll("<[^>]*>", "");
    assertThat(page.replaceAll("\\s+", " "))
        .contains("Tea matters to Arcadia. asserted, Sentence 2")
        .contains("1 claim upholds it: 1 with a source (state media 1), 0 without one")
        .contains("1 of 2 claims rest on a cited work.");
  }

  @Test
  void whatIsCountedOnTheFrontPageCanBeSeen() {
    Reply page = client.get("/", Client.BROWSER);
    List<String> queries =
        page.links().stream().filter(link -> link.startsWith("/sparql?query=")).toList();
    assertThat(queries).hasSizeGreaterThan(4);
    for (String query : queries) {
      assertThat(client.get(query.replace("&amp;", "&"), Client.BROWSER).status())
          .as(query)
          .isEqualTo(200);
    }
  }

  @Test
  void questionShowsItsAnswerAndItsQuery() {
    Reply page = client.get("/queries/tea/how-much-tea", Client.BROWSER);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("Each claim with its figure.")
        .contains("3,500,000")
        .contains("SELECT ?claim ?value ?note")
        .doesNotContain("#+ title");
    assertThat(page.links()).contains("/doc/" + CLAIM, "/doc/tea-2001/note/n1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ns", "/geoeconomics", "/schemes", "/reused", "/alignments", "/shapes"})
  void vocabularyIsADocumentForPeopleAndForPrograms(String path) {
    Reply page = client.get(path, Client.BROWSER);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<dl>");
    Reply turtle = client.get(path, Client.TURTLE);
    assertThat(turtle.status()).isEqualTo(200);
    assertThat(turtle.body()).contains("owl:Ontology");
  }

  @Test
  void termHasItsPlaceInTheDocumentOfItsNamespace() {
    assertThat(client.get("/ns", Client.BROWSER).body())
        .contains("id=\"Claim\"")
        .contains("id=\"MoreThan\"");
    assertThat(client.get("/ns", Client.TURTLE).body())
        .contains("ibid:MoreThan")
        .contains("owl:Restriction");
  }

  @Test
  void namedGraphCanBeHadAsAWhole() {
    assertThat(client.get("/graph/entities", Client.TURTLE).body())
        .contains("gec:State")
        .doesNotContain("TradeFlowClaim");
    assertThat(client.get("/graph/entities", Client.BROWSER).body()).contains("triples");
    assertThat(client.get("/graph/nowhere", Client.BROWSER).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sparql", "/doc/actor/arcadia", "/ns", "/assets/ibid.css", "/no"})
  void everyResponseKeepsBrowsersStrict(String path) {
    Reply reply = client.get(path, Client.BROWSER);
    assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.body()).doesNotContain(" style=\"").doesNotContain("onclick");
  }

  @Test
  void headAnswersLikeGetWithoutABody() {
    Reply reply =
        client.send(
            client
                .request("/doc/actor/arcadia")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Accept", Client.TURTLE)
                .build());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/turtle");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void pagesTakeNothingButReading() {
    assertThat(client.post("/doc/actor/arcadia", "text/turtle", "<a:a> <a:b> <a:c> .").status())
        .isEqualTo(405);
  }

  @Test
  void publicBaseMovesLinksAndNeverIris() {
    try (IbidServer moved =
        IbidServer.start(
            project.load(),
            project.home(),
            ServerOptions.onPort(0).withBase("https://data.example.org/tea/"))) {
      Client other = new Client(moved.port());
      assertThat(other.get("/id/actor/arcadia", Client.BROWSER).header("Location"))
          .isEqualTo("https://data.example.org/tea/doc/actor/arcadia");
      assertThat(other.get("/doc/" + CLAIM, Client.BROWSER).links())
          .contains("/tea/doc/actor/arcadia", "https://w3id.org/ibid/id/" + CLAIM);
      assertThat(other.get("/doc/" + CLAIM, Client.TURTLE).body())
          .isEqualTo(client.get("/doc/" + CLAIM, Client.TURTLE).body());
      assertThat(other.get("/sparql", Client.TURTLE).body())
          .contains("<https://data.example.org/tea/sparql>");
    }
  }
}
