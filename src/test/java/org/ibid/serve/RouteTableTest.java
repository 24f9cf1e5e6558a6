package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks at every route, by every method, for every media type, over real HTTP. */
class RouteTableTest {

  private static final String CLAIM = InventedProject.CLAIM;

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;
  private static String version;

  @BeforeAll
  static void start() {
    ProjectFolder project = InventedProject.in(folder);
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
    version = project.load().view().version();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What each kind of address gives for each media type; the columns are media types. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                         | 200
          /id/CLAIM                 | 303
          /id/CLAIM.amount          | 303
          /id/actor/arcadia         | 303
          /doc/CLAIM                | 200
          /doc/actor/arcadia        | 200
          /doc/tea-2001/passage/s1  | 200
          /ns                       | 200
          /geoeconomics             | 200
          /schemes                  | 200
          /shapes                   | 200
          /ns/0.1.0                 | 200
          /graph/entities           | 200
          /graph/ontology           | 200
          /graph/tea-2001           | 200
          /graph/derived            | 200
          /graph/queries            | 200
          /graph/void               | 200
          /queries                  | 200
          /queries/tea/how-much-tea | 200
          /problem                  | 200
          /feed                     | 404
          /feed/1                   | 404
          /problem/not-found        | 200
          /sparql                   | 200
          /.well-known/void         | 200
          /nothing                  | 404
          /id/actor/nobody          | 404
          /graph/nowhere            | 404
          /queries/tea/no-tea       | 404
          """)
  void everyAddressAnswersInEveryForm(String pattern, int status) {
    String path = pattern.replace("CLAIM", CLAIM);
    for (String type :
        new String[] {
          "text/html",
          "text/turtle",
          "application/trig",
          "application/n-triples",
          "application/n-quads",
          "application/ld+json",
          "application/rdf+xml"
        }) {
      for (String method : new String[] {"GET", "HEAD"}) {
        Reply reply = ask(method, path, type);
        String cell = method + " " + path + " as " + type;
        assertThat(reply.status()).as(cell).isEqualTo(status);
        assertThat(reply.header("Vary")).as(cell).contains("Accept");
        assertThat(reply.header("Access-Control-Allow-Origin")).as(cell).isEqualTo("*");
        if (status == 200) {
          assertThat(reply.header("Content-Type")).as(cell).startsWith(type);
          if (!(type.equals("text/html") && path.startsWith("/queries/"))) {
            assertThat(reply.header("ETag")).as(cell).isNotEmpty();
          }
        } else if (status == 303) {
          assertThat(reply.header("Location")).as(cell).startsWith("/doc/");
        } else {
          assertThat(reply.header("Content-Type"))
              .as(cell)
              .startsWith(type.equals("text/html") ? "text/html" : "application/problem+json");
        }
        if (method.equals("HEAD")) {
          assertThat(reply.body()).as(cell).isEmpty();
        } else if (status == 200 && !type.equals("text/html")) {
          Lang lang = RDFLanguages.contentTypeToLang(type);
          assertThat(RDFParser.fromString(reply.body(), lang).toDatasetGraph().isEmpty())
              .as(cell)
              .isFalse();
        }
      }
    }
    for (String method : new String[] {"PUT", "DELETE", "PATCH"}) {
      assertThat(ask(method, path, "*/*").status()).as(method + " " + path).isEqualTo(405);
    }
    assertThat(ask("OPTIONS", path, "*/*").status()).isEqualTo(204);
    assertThat(ask("OPTIONS", path, "*/*").header("Allow")).contains("GET");
    if (status == 200) {
      assertThat(ask("GET", path, "image/png").status()).isEqualTo(406);
    }
  }

  /** What each address takes; every other method is refused with the list of those. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /edit                          | GET HEAD POST
          /edit/suggest                  | GET HEAD
          /search                        | GET HEAD
          /search/suggest                | GET HEAD
          /edit/preview                  | POST
          /edit/publish                  | POST
          /edit/retract                  | POST
          /validate                      | POST
          /claims                        | POST
          /claims/tea-2001/tea-trade     | GET HEAD PUT DELETE
          /changes                       | POST
          /history                       | GET HEAD
          /history/1                     | GET HEAD POST
          /export                        | GET HEAD
          /export/nanopub                | GET HEAD
          /export/nanopub/tea-2001.trig  | GET HEAD
          /np/RAnone                     | GET HEAD
          /sparql                        | GET HEAD POST
          /queries/tea/how-much-tea.csv  | GET HEAD
          /pictures                      | GET HEAD
          /dumps                         | GET HEAD
          /openapi.json                  | GET HEAD
          /robots.txt                    | GET HEAD
          /sitemap.xml                   | GET HEAD
          /context.jsonld                | GET HEAD
          /assets/none                   | GET HEAD
          /nothing                       | GET HEAD
          """)
  void otherMethodsAreRefusedWithThoseThatAreTaken(String path, String taken) {
    List<String> methods = List.of(taken.split(" "));
    Set<String> allowed = new HashSet<>(methods);
    allowed.add("OPTIONS");
    Reply options = ask("OPTIONS", path, "*/*");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow").split(", ")).containsExactlyInAnyOrderElementsOf(allowed);
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")) {
      String cell = method + " " + path;
      Reply reply = ask(method, path, "*/*");
      assertThat(reply.header("Access-Control-Allow-Origin")).as(cell).isEqualTo("*");
      if (!methods.contains(method)) {
        assertThat(reply.status()).as(cell).isEqualTo(405);
        assertThat(reply.header("Allow").split(", "))
            .as(cell)
            .containsExactlyInAnyOrderElementsOf(allowed);
        assertThat(reply.header("Content-Type")).as(cell).startsWith("application/problem+json");
      } else {
        assertThat(reply.status()).as(cell).isNotEqualTo(405).isLessThan(500);
      }
      if (method.equals("HEAD")) {
        assertThat(reply.status()).as(cell).isEqualTo(ask("GET", path, "*/*").status());
        assertThat(reply.body()).as(cell).isEmpty();
      }
    }
  }

  private static Reply ask(String method, String path, String accept) {
    return client.send(
        client
            .request(path)
            .method(method, BodyPublishers.noBody())
            .header("Accept", accept)
            .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/sparql-results+json | .json | {
          application/json                | .json | {
          application/sparql-results+xml  | .xml  | <?xml
          application/xml                 | .xml  | <?xml
          text/csv                        | .csv  | claim,value,note
          text/tab-separated-values       | .tsv  | ?claim
          """)
  void questionIsAnsweredInEveryFormOfRows(String accept, String ending, String start) {
    String path = "/queries/tea/how-much-tea";
    Reply reply = client.get(path, accept);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith(start);
    assertThat(reply.header("ETag")).isNotEmpty();
    assertThat(client.get(path + ending, "*/*").body()).isEqualTo(reply.body());
    assertThat(client.get(path + "?format=" + ending.substring(1), Client.BROWSER).body())
        .isEqualTo(reply.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /reconcile                           | application/json | 200
          /reconcile?queries=%7B%7D            | application/json | 200
          /reconcile/suggest/entity?prefix=arc | application/json | 200
          /reconcile/suggest/type?prefix=st    | application/json | 200
          /reconcile/suggest/property?prefix=c | application/json | 200
          /reconcile/properties?type=gec:State | application/json | 200
          /reconcile/preview?id=actor/arcadia  | text/html        | 200
          /reconcile/view?id=actor/arcadia     |                  | 303
          """)
  void reconciliationAnswersToReading(String path, String type, int status) {
    for (String method : new String[] {"GET", "HEAD"}) {
      Reply reply = ask(method, path, "*/*");
      String cell = method + " " + path;
      assertThat(reply.status()).as(cell).isEqualTo(status);
      assertThat(reply.header("Access-Control-Allow-Origin")).as(cell).isEqualTo("*");
      if (type != null) {
        assertThat(reply.header("Content-Type")).as(cell).startsWith(type);
      }
    }
    for (String method : new String[] {"PUT", "DELETE", "PATCH"}) {
      assertThat(ask(method, path, "*/*").status()).as(method + " " + path).isEqualTo(405);
    }
    assertThat(ask("OPTIONS", path, "*/*").header("Allow")).contains("GET");
  }

  @Test
  void parameterThatAQuestionHasNotIsRefusedByName() {
    Reply reply = client.get("/queries/tea/how-much-tea.csv?country=1", "*/*");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(JSON.parse(reply.body()).getString("parameter")).isEqualTo("country");
  }

  @ParameterizedTest
  @CsvSource({
    "ibid.ttl, text/turtle",
    "ibid.trig, application/trig",
    "ibid.nt, application/n-triples",
    "ibid.nq, application/n-quads",
    "ibid.jsonld, application/ld+json",
    "ibid.rdf, application/rdf+xml",
    "ibid.nq.gz, application/gzip"
  })
  void dumpNamesItsVersionAndMayBeKeptForEver(String file, String type) {
    Reply reply = client.get("/dumps/" + version + "/" + file, "*/*");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith(type);
    assertThat(reply.header("Cache-Control")).contains("immutable");
    if (!file.endsWith(".gz")) {
      Lang lang = RDFLanguages.contentTypeToLang(type);
      assertThat(RDFParser.fromString(reply.body(), lang).toDatasetGraph().isEmpty()).isFalse();
    }
    assertThat(client.get("/dumps/0/" + file, "*/*").status()).isEqualTo(404);
  }

  @Test
  void openApiDescribesEveryQuestion() {
    var api = JSON.parse(client.get("/openapi.json", "*/*").body());
    assertThat(api.getString("openapi")).startsWith("3.1");
    assertThat(api.getObj("paths").keySet())
        .contains("/queries/tea/how-much-tea", "/sparql", "/.well-known/void", "/reconcile");
  }

  @Test
  void robotsAndSitemapLeadToTheData() {
    assertThat(client.get("/robots.txt", "*/*").body())
        .contains("Crawl-delay: 1")
        .contains("/dumps/")
        .contains("sitemap.xml");
    assertThat(client.get("/sitemap.xml", "*/*").body()).contains("/doc/" + CLAIM + "</loc>");
  }
}
