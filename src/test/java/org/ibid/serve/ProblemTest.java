package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.ProjectFolder;
import org.ibid.graph.Ibid;
import org.ibid.publish.ProblemType;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

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

  private static JsonObject problem(Reply reply) {
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = JSON.parse(reply.body());
    assertThat(problem.get("status")).hasToString(String.valueOf(reply.status()));
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("instance")).startsWith("/");
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /nothing/here                    | text/turtle | not-found
          GET    | /id/actor/arkadia                | */*         | not-found
          GET    | /doc/actor/arkadia.ttl           | text/turtle | not-found
          GET    | /graph/nowhere                   | */*         | not-found
          GET    | /queries/tea/how-much-te         | */*         | not-found
          GET    | /assets/nothing.css              | */*         | not-found
          GET    | /problem/nothing                 | */*         | not-found
          GET    | /doc/actor/arcadia               | image/png   | not-acceptable
          GET    | /doc/actor/arcadia?format=poem   | */*         | bad-request
          GET    | /sparql?query=ASK+%7B%7D         | image/png   | not-acceptable
          GET    | /sparql?query=ASK+%7B            | */*         | query-syntax
          GET    | /sparql?query=ASK+%7B&format=csv | text/html   | query-syntax
          DELETE | /sparql                          | */*         | method-not-allowed
          DELETE | /doc/actor/arcadia               | */*         | method-not-allowed
          GET    | /doc/actor/..%2f..%2fpasswd      | */*         | bad-request
          """)
  void programsGetAProblemDocument(String method, String path, String accept, String slug) {
    Reply reply =
        client.send(
            client
                .request(path)
                .method(method, BodyPublishers.noBody())
                .header("Accept", accept)
                .build());
    assertThat(problem(reply).getString("type")).isEqualTo(Ibid.BASE + "problem/" + slug);
    assertThat(reply.status()).isEqualTo(ProblemType.named(slug).orElseThrow().status());
  }

  @Test
  void browsersGetAPageThatLeadsToTheExplanation() {
    Reply page = client.get("/graph/nowhere", Client.BROWSER);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.links()).contains("/problem/not-found");
  }

  @Test
  void whoeverWantsTextGetsText() {
    Reply text = client.query("SELECT * {\n  ?s ?p }", "text/plain");
    assertThat(text.status()).isEqualTo(400);
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.body()).isEqualTo("line 2, column 9: } is not expected here\n");
  }

  @Test
  void mistakeInAQueryIsToldWithItsLineAndWhatWasExpected() {
    JsonObject problem = problem(client.query("SELECT * {\n  ?s ?p }", "*/*"));
    assertThat(problem.get("line")).hasToString("2");
    assertThat(problem.get("column")).hasToString("9");
    assertThat(problem.getString("text")).isEqualTo("  ?s ?p }");
    assertThat(problem.getString("detail")).isEqualTo("} is not expected here");
    assertThat(problem.get("expected").toString())
        .contains("an IRI", "a variable", "a number")
        .doesNotContain("VAR1");
  }

  @Test
  void unknownThingIsToldWithThingsMuchLikeIt() {
    assertThat(problem(client.get("/id/actor/arkadia", "*/*")).get("suggestions").toString())
        .contains("/doc/actor/arcadia");
  }

  @Test
  void methodsThatAnAddressTakesStandInAllow() {
    Reply reply = client.post("/doc/actor/arcadia", "text/turtle", "");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void kindOfProblemHasAPageAndIsDescribed(ProblemType type) {
    String path = "/" + type.iri().substring(Ibid.BASE.length());
    assertThat(client.get(path, Client.BROWSER).body()).contains(type.iri());
    assertThat(client.get(path, Client.TURTLE).body()).contains(type.slug());
  }
}
