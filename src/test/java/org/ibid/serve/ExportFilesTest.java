package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.ibid.ProjectFolder;
import org.ibid.export.Exports;
import org.ibid.export.Exports.Form;
import org.ibid.export.Exports.Kind;
import org.ibid.export.Nanopub;
import org.ibid.export.Nanopubs;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports over HTTP. */
class ExportFilesTest {

  private static final String ANY = "*/*";
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String CLAIM = "tea-2001/tea-trade";

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ProjectFolder project = InventedProject.in(folder);
    ClaimGraph graph = ClaimGraph.load(project.home(), Progress.none());
    server = IbidServer.start(graph, project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyKindHasEveryOfItsFormsForAllForAnArticleAndForAClaim() {
    for (Kind kind : Kind.values()) {
      for (Form form : kind.forms()) {
        for (String rest : List.of("", "/tea-2001", "/" + CLAIM)) {
          Reply reply = client.get("/export/" + kind + rest + "." + form.extension(), ANY);
          assertThat(reply.status()).as(kind + rest + "." + form).isEqualTo(200);
          assertThat(reply.header("Content-Type")).startsWith(form.mediaType());
          assertThat(
                  client.get("/export/" + kind + rest + "?format=" + form.extension(), ANY).body())
              .isEqualTo(reply.body());
          assertThat(client.get("/export/" + kind + rest, form.mediaType()).body())
              .isEqualTo(reply.body());
        }
      }
    }
  }

  @Test
  void pageLeadsToEveryExport() {
    Reply page = client.get("/export", BROWSER);
    assertThat(page.status()).isEqualTo(200);
    List<String> links = page.links().stream().filter(link -> link.startsWith("/export/")).toList();
    assertThat(links).hasSizeGreaterThanOrEqualTo(Kind.values().length);
    assertThat(links).allMatch(link -> client.get(link, BROWSER).status() == 200);
  }

  @Test
  void claimIsCitedByItsPermanentAddressAndTheVersionThatWasSeen() {
    String iri = Ibid.ID + "tea-2001/claim/tea-trade";
    String version =
        client.get("/", BROWSER).body().replaceAll("(?s).*graph: <code>|</code>.*", "");
    for (Form form : Kind.CITE.forms()) {
      String cited = client.get("/export/cite/" + CLAIM + "." + form.extension(), ANY).body();
      // BibTeX and JSON have marks of their own before some letters.
      assertThat(cited.replace("\\", ""))
          .contains(iri, version, "good deal of tea")
          .contains(client.get("/np/" + CLAIM, ANY).header("Location"));
      assertThat(client.get("/export/cite." + form.extension(), ANY).body().replace("\\", ""))
          .contains(Ibid.BASE, version, "claims of scholarly articles");
    }
  }

  @Test
  void pageOfAClaimLeadsToItsExports() {
    String claims =
        client.get("/doc/tea-2001/claim/tea-trade", BROWSER).links().stream()
            .filter(link -> link.startsWith("/export"))
            .findFirst()
            .orElseThrow();
    List<String> links = client.get(claims, BROWSER).links();
    assertThat(links)
        .contains("/export/cite/" + CLAIM + ".bib", "/export/nanopub/" + CLAIM + ".trig");
    assertThat(client.get("/export?claim=nothing", ANY).status()).isEqualTo(404);
  }

  @Test
  void unknownKindFormArticleAndClaimAreRefused() {
    assertThat(client.get("/export/paper", ANY).status()).isEqualTo(404);
    assertThat(client.get("/export/ris.ttl", ANY).status()).isEqualTo(400);
    assertThat(client.get("/export/ris", "image/png").status()).isEqualTo(406);
    assertThat(client.get("/export/ris/elsewhere", ANY).status()).isEqualTo(404);
    assertThat(client.get("/export/ris/tea-2001/nothing", ANY).status()).isEqualTo(404);
    assertThat(client.get("/export/ris/tea-2001/tea-trade/more", ANY).status()).isEqualTo(404);
  }

  @Test
  void nanopublicationAnswersAtItsOwnIriAndThoseOfItsGraphs() {
    Reply reply = client.follow("/np/" + CLAIM, "application/trig");
    assertThat(reply.status()).isEqualTo(200);
    Nanopub nanopub = Nanopubs.read(reply.body(), "np", Lang.TRIG).get(0);
    assertThat(nanopub.check().standing()).isEqualTo(Nanopub.Standing.TRUSTY);
    assertThat(Nanopubs.claims(List.of(nanopub)).keySet())
        .containsExactly(NodeFactory.createURI(Ibid.ID + "tea-2001/claim/tea-trade"));
    for (String iri :
        List.of(nanopub.iri(), nanopub.assertion().getURI(), nanopub.head().getURI())) {
      String path = "/" + iri.substring(Ibid.BASE.length());
      assertThat(client.get(path, ANY).body()).isEqualTo(reply.body());
      assertThat(Nanopubs.read(client.get(path, "application/n-quads").body(), "np", Lang.NQUADS))
          .hasSize(1);
    }
  }

  @Test
  void nanopublicationOfAnotherStateIsNotFoundAndThePresentOneIsNamed() {
    Reply reply = client.get("/np/" + CLAIM + "/RA" + "x".repeat(43), "application/json");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).contains("suggestions", "/np/" + CLAIM + "/RA");
    assertThat(client.get("/np/tea-2001/nothing", ANY).status()).isEqualTo(404);
    assertThat(client.get("/np/", ANY).status()).isEqualTo(404);
  }

  @Test
  void commandAndServerWriteTheSame() {
    Home home = new Home(folder);
    String written =
        new Exports(home, ClaimGraph.load(home, Progress.none()).view())
            .write(Kind.NANOPUB, Form.TRIG, null, List.of());
    assertThat(client.get("/export/nanopub", ANY).body()).isEqualTo(written);
  }
}
