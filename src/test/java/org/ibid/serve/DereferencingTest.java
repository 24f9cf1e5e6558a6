package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.ProjectFolder;
import org.ibid.graph.DataFile;
import org.ibid.graph.PredicateOrder;
import org.ibid.publish.DocumentForm;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents about IRIs to what linked-data clients expect of them. */
class DereferencingTest {

  private static final String CLAIM = "/doc/" + InventedProject.CLAIM;

  private static final List<String> DOCUMENTS =
      List.of(CLAIM, "/doc/actor/arcadia", "/ns", "/shapes", "/graph/ontology", "/problem");

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

  static Stream<Arguments> forms() {
    return DOCUMENTS.stream()
        .flatMap(document -> DocumentForm.rdf().stream().map(form -> Arguments.of(document, form)));
  }

  private static Graph parse(Reply reply) {
    String type = reply.header("Content-Type").replaceFirst(";.*", "");
    Lang lang = RDFLanguages.contentTypeToLang(type);
    return triples(reply.body(), lang);
  }

  private static Graph triples(String text, Lang lang) {
    if (!RDFLanguages.isQuads(lang) || lang.equals(Lang.JSONLD)) {
      return RDFParser.fromString(text, lang).toGraph();
    }
    Graph all = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text, lang)
        .toDatasetGraph()
        .find()
        .forEachRemaining(quad -> all.add(quad.asTriple()));
    return all;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormSaysTheSame(String document, DocumentForm form) {
    Graph expected =
        RDFParser.fromString(client.get(document + ".ttl", "*/*").body(), Lang.TURTLE).toGraph();
    assertThat(expected.isEmpty()).isFalse();
    Reply reply = client.get(document + "." + form.extension(), "*/*");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith(form.mediaType());
    assertThat(parse(reply).isIsomorphicWith(expected)).isTrue();
    assertThat(client.get(document, form.mediaType()).body()).isEqualTo(reply.body());
    assertThat(client.get(document + "?format=" + form.extension(), Client.BROWSER).body())
        .isEqualTo(reply.body());
  }

  @Test
  void quadsSayInWhichGraphAClaimStands() {
    assertThat(client.get(CLAIM + ".nq", "*/*").body().lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" <https://w3id.org/ibid/graph/tea-2001> ."));
    assertThat(client.get(CLAIM + ".trig", "*/*").body())
        .contains("<https://w3id.org/ibid/graph/tea-2001>");
  }

  @Test
  void jsonIsReadableWithoutKnowingRdf() {
    JsonObject claim = JSON.parse(client.get(CLAIM, "application/json").body());
    assertThat(claim.getString("id"))
        .isEqualTo("https://w3id.org/ibid/id/" + InventedProject.CLAIM);
    assertThat(claim.getString("type")).isEqualTo("TradeFlowClaim");
    assertThat(claim.getObj("statement").getString("en")).startsWith("Arcadia and Ruritania");
    assertThat(claim.getObj("period").getString("@value")).isEqualTo("1999");
    assertThat(claim.getString("modality")).isEqualTo("Reported");
    assertThat(claim.getObj("amount").get("value")).hasToString("3500000");
    assertThat(claim.getObj("attribution").getObj("relays").getString("stance"))
        .isEqualTo("Reports");
    JsonObject context =
        JSON.parse(client.get(URI.create(claim.getString("@context")).getPath(), "*/*").body());
    assertThat(context.getObj("@context").getObj("statement").getString("@container"))
        .isEqualTo("@language");
  }

  @Test
  void turtleOfAClaimIsInTheCanonicalFormOfDataFiles() {
    String turtle = client.get(CLAIM, Client.TURTLE).body();
    assertThat(turtle).startsWith("@prefix");
    assertThat(DataFile.parse(turtle, "test").toTurtle(PredicateOrder.read(project.home())))
        .isEqualTo(turtle);
  }

  @Test
  void sameStateIsWrittenInTheSameBytesByEveryServer() {
    try (IbidServer second =
        IbidServer.start(
            project.load(),
            project.home(),
            ServerOptions.onPort(0).withBase("http://localhost:" + server.port() + "/"))) {
      Client other = new Client(second.port());
      for (String document : DOCUMENTS) {
        for (DocumentForm form : DocumentForm.rdf()) {
          String path = document + "." + form.extension();
          Reply one = client.get(path, "*/*");
          Reply two = other.get(path, "*/*");
          assertThat(two.body()).as(path).isEqualTo(one.body());
          assertThat(two.header("ETag")).as(path).isEqualTo(one.header("ETag"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/turtle", "application/ld+json", "application/n-quads"})
  void unchangedDocumentIsA304(String accept) {
    Reply first = client.get(CLAIM, accept);
    String tag = first.header("ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}-[a-z]+\"");
    Reply again =
        client.send(
            client.request(CLAIM).header("Accept", accept).header("If-None-Match", tag).build());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(tag);
    Reply other =
        client.send(
            client
                .request(CLAIM)
                .header("Accept", accept)
                .header("If-None-Match", "\"something-else\"")
                .build());
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void formsHaveTagsOfTheirOwnForTheSameContent() {
    List<String> tags = new ArrayList<>();
    for (DocumentForm form : DocumentForm.rdf()) {
      tags.add(client.get(CLAIM + "." + form.extension(), "*/*").header("ETag"));
    }
    assertThat(tags).doesNotHaveDuplicates();
    assertThat(tags.stream().map(tag -> tag.substring(0, 33)).distinct()).hasSize(1);
  }

  @Test
  void compressedDocumentHasATagOfItsOwnThatIsKnownAgain() {
    HttpRequest request = client.request(CLAIM + ".nt").header("Accept-Encoding", "gzip").build();
    Reply reply = client.send(request);
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(reply.header("Vary")).contains("Accept-Encoding");
    assertThat(reply.header("ETag")).endsWith("-nt--gzip\"");
    Reply again =
        client.send(
            client
                .request(CLAIM + ".nt")
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", reply.header("ETag"))
                .build());
    assertThat(again.status()).isEqualTo(304);
    Reply refused =
        client.send(client.request(CLAIM + ".nt").header("Accept-Encoding", "gzip;q=0").build());
    assertThat(refused.header("Content-Encoding")).isEmpty();
  }

  @Test
  void documentLeadsToItsOtherFormsAndToWhatItDescribes() {
    Reply reply = client.get(CLAIM, Client.TURTLE);
    List<String> links = List.of(reply.header("Link").split(", (?=<)"));
    String iri = "https://w3id.org/ibid/id/" + InventedProject.CLAIM;
    assertThat(links)
        .contains(
            "<" + iri + ">; rel=\"canonical\"",
            "<" + iri + ">; rel=\"describes\"",
            "<" + CLAIM + ".jsonld>; rel=\"alternate\"; type=\"application/ld+json\"",
            "<" + CLAIM + ".html>; rel=\"alternate\"; type=\"text/html\"");
    assertThat(reply.header("Content-Location")).isEqualTo(CLAIM + ".ttl");
    assertThat(client.get("/id/" + InventedProject.CLAIM, "*/*").header("Link"))
        .isEqualTo("<" + CLAIM + ">; rel=\"describedby\"");
  }

  @Test
  void onlyWhatIsNegotiatedVaries() {
    assertThat(client.get(CLAIM, Client.TURTLE).header("Vary"))
        .isIn("Accept", "Accept, Accept-Encoding");
    assertThat(client.get(CLAIM + ".ttl", "*/*").header("Vary")).isIn("", "Accept-Encoding");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html, application/xhtml+xml, */*;q=0.1          | text/html
          text/html, */*                                        | text/turtle
          text/html;q=0.8, application/n-quads;q=0.8            | application/n-quads
          application/xml;q=0.9, text/html                      | text/html
          application/ld+json;q=0.4, text/turtle;q=0.3          | application/ld+json
          application/trig                                      | application/trig
          text/*;q=0.5, application/rdf+xml;q=0.6               | application/rdf+xml
          """)
  void rdfWinsUnlessHtmlIsClearlyPreferred(String accept, String expected) {
    assertThat(client.get(CLAIM, accept).header("Content-Type")).startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/n-quads, application/trig;q=0.95, application/ld+json;q=0.9, text/turtle;q=0.6 | application/ld+json
          application/trig, text/turtle                     | text/turtle
          application/trig, application/ld+json;q=0.8       | application/trig
          application/n-quads, */*;q=0.5                    | application/n-quads
          text/html, application/trig                       | application/trig
          """)
  void triplesGoBeforeNamedGraphsForWhoLikesThemNearlyAsWell(String accept, String expected) {
    assertThat(client.get(CLAIM, accept).header("Content-Type")).startsWith(expected);
  }

  @Test
  void forwardingHeadersOfStrangersMoveNothing() {
    Reply reply =
        client.send(
            client
                .request("/id/actor/arcadia")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example")
                .build());
    assertThat(reply.header("Location")).isEqualTo("/doc/actor/arcadia.ttl");
    assertThat(reply.response().headers().map().toString()).doesNotContain("evil");
  }
}
