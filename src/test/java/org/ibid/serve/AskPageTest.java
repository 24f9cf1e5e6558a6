package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.ProjectFolder;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for questions as it is without scripts, and what its editor asks for. */
class AskPageTest {

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ProjectFolder project = project(folder);
    server = IbidServer.start(project.load(), project.home(), options(project));
    client = new Client(server.port());
  }

  /** With the slice of Wikidata, and no network. */
  static ServerOptions options(ProjectFolder project) {
    return ServerOptions.onPort(0)
        .withFederation(Federation.offline(Services.read(project.home())));
  }

  /** The invented project with a question that has a parameter, and with a slice of Wikidata. */
  static ProjectFolder project(Path folder) {
    ProjectFolder project = InventedProject.in(folder);
    project.write(
        "queries/tea/about-an-actor.rq",
        """
        #+ title: What is said of an actor?
        #+ description: Each claim about it.
        #+ parameter: ?actor iri "The actor"
        SELECT ?claim
        WHERE {
          VALUES ?actor { <https://w3id.org/ibid/id/actor/arcadia> }
          ?claim ibid:about ?actor
        }
        """);
    project.write(
        "queries/services.ttl",
        """
        @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://query.wikidata.org/sparql> a sd:Service ; rdfs:label "Wikidata" ;
          sd:endpoint <https://query.wikidata.org/sparql> ;
          <http://purl.org/dc/terms/hasPart> <https://w3id.org/ibid/graph/wikidata> .
        """);
    project.write(
        "data/wikidata/slice.ttl",
        """
        @prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
        @prefix p: <http://www.wikidata.org/prop/> . @prefix wikibase: <http://wikiba.se/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        wd:P36 a wikibase:Property ; rdfs:label "capital"@en , "столица"@ru ;
          wikibase:directClaim wdt:P36 ; wikibase:claim p:P36 .
        wd:Q1 rdfs:label "Arcadia"@en ; wdt:P36 wd:Q2 .
        wd:Q2 rdfs:label "Arcadia City"@en .
        """);
    project.write(
        "data/entities/same.ttl",
        """
        @prefix actor: <https://w3id.org/ibid/id/actor/> .
        actor:arcadia <https://schema.org/sameAs> <http://www.wikidata.org/entity/Q1> .
        """);
    return project;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply ask(String query) {
    return client.get("/ask?query=" + Client.encoded(query), Client.BROWSER);
  }

  @Test
  void linkToAQueryShowsItWithItsAnswer() {
    Reply reply = ask("SELECT ?claim { ?claim a ibid:Claim }");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .contains("SELECT ?claim { ?claim a ibid:Claim }</textarea>")
        .contains("2 rows in ")
        .contains("Tea matters to Arcadia.")
        .contains("format=csv");
    assertThat(client.get("/ask", Client.BROWSER).body()).doesNotContain("class=\"answer\"");
  }

  @Test
  void mistakeIsShownAtItsPlaceAndTheQueryKept() {
    Reply reply = ask("SELECT ?claim {\n  ?claim a ibid:Claim ;\n}}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("Line 3, column 2", "ibid:Claim ;\n}}</textarea>");
  }

  @Test
  void questionIsAskedWithWhatIsFilledIn() {
    String page = "/ask?question=tea/about-an-actor";
    assertThat(client.get(page, Client.BROWSER).body())
        .contains("Tea matters to Arcadia.", "The actor", "actor/arcadia&gt; }");
    Reply other = client.get(page + "&p.actor=Q.+Quill", Client.BROWSER);
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).contains("value=\"Q. Quill\"", "person/quill&gt;", "0 rows");
    Reply wrong = client.get(page + "&p.actor=Nobody", Client.BROWSER);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("The actor: Nobody is neither an IRI");
    assertThat(client.get("/ask?question=tea/nothing", Client.BROWSER).status()).isEqualTo(404);
  }

  @Test
  void queryIsCheckedWithoutBeingAsked() {
    String right = "query=" + Client.encoded("ASK { ?s ibid:number 1 }");
    String type = "application/x-www-form-urlencoded";
    assertThat(client.post("/ask/check", type, right).body()).isEqualTo("{ }\n".strip());
    JsonObject wrong =
        JSON.parse(client.post("/ask/check", type, "query=" + Client.encoded("ASK {\n ?s")).body());
    assertThat(wrong.get("line").getAsNumber().value().intValue()).isEqualTo(2);
  }

  @Test
  void termsComeWithTheirPrefixesAndMeanings() {
    Reply reply = client.get("/ask/terms", "*/*");
    JsonObject all = JSON.parse(reply.body());
    assertThat(all.getObj("prefixes").getString("ibid")).isEqualTo("https://w3id.org/ibid/ns#");
    assertThat(all.getArray("terms"))
        .anySatisfy(
            term -> {
              assertThat(term.getAsObject().getString("name")).isEqualTo("ibid:modality");
              assertThat(term.getAsObject().getString("kind")).isEqualTo("property");
              assertThat(term.getAsObject().getString("about")).isNotEmpty();
              assertThat(term.getAsObject().get("uses")).hasToString("2");
            });
    assertThat(reply.header("ETag")).isNotEmpty();
  }

  @Test
  void thingsComeByWhatIsTypedAndByTheirPrefixButNoParts() {
    assertThat(names("/ask/suggest?q=arcad")).first().isEqualTo("actor:arcadia");
    assertThat(names("/ask/suggest?q=arcad")).noneMatch(name -> name.matches(".*/[^/]*[.][^/]*"));
    assertThat(names("/ask/suggest?q=rur&prefix=actor:")).containsExactly("actor:ruritania");
    assertThat(names("/ask/suggest?q=&prefix=actor:")).contains("actor:arcadia");
    assertThat(names("/ask/suggest?q=nobody")).isEmpty();
  }

  private static List<String> names(String address) {
    return JSON.parseAny(client.get(address, "*/*").body()).getAsArray().stream()
        .map(thing -> thing.getAsObject().getString("name"))
        .toList();
  }

  @Test
  void whatTheSliceOfAServiceKnowsComesWithItsNamesInRussianToo() {
    String service = "https://query.wikidata.org/sparql";
    assertThat(JSON.parse(client.get("/ask/terms", "*/*").body()).get("services").toString())
        .contains(service);
    JsonObject all =
        JSON.parse(client.get("/ask/terms?service=" + Client.encoded(service), "*/*").body());
    assertThat(all.getArray("terms"))
        .anySatisfy(
            term -> {
              assertThat(term.getAsObject().getString("name")).isEqualTo("wdt:P36");
              assertThat(term.getAsObject().getString("label")).isEqualTo("capital");
              assertThat(term.getAsObject().get("also").toString()).contains("столица");
              assertThat(term.getAsObject().get("uses")).hasToString("1");
            })
        .anySatisfy(
            term -> {
              assertThat(term.getAsObject().getString("name")).isEqualTo("wd:Q1");
              assertThat(term.getAsObject().get("also").toString()).contains("Аркадия");
            });
    assertThat(client.get("/ask/terms?service=http://nowhere.example/", "*/*").status())
        .isEqualTo(404);
  }

  @Test
  void scriptsOfOthersComeFromHereAndFindEachOther() {
    Reply page = client.get("/ask", Client.BROWSER);
    String editor =
        page.links().stream()
            .filter(link -> link.contains("codemirror-view"))
            .findFirst()
            .orElseThrow();
    Reply script = client.get(editor, "*/*");
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.header("Cache-Control")).contains("immutable");
    assertThat(script.body()).contains("from './codemirror-state.js?").doesNotContain("from '@");
    assertThat(page.links().stream().filter(link -> link.endsWith(".js")).toList()).isEmpty();
  }
}
