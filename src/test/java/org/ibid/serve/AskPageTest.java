package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.ProjectFolder;
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
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  /** The invented project with a question that has a parameter. */
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
            });
    assertThat(reply.header("ETag")).isNotEmpty();
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
