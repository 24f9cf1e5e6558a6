package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.jena.atlas.json.JSON;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks for answers as pictures, over HTTP. */
class PictureAnswerTest {

  private static final String PLAIN = "/queries/tea/how-much-tea";
  private static final String DRAWN = "/queries/tea/tea-drawn";

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ProjectFolder project = InventedProject.in(folder);
    project.write(
        "queries/tea/tea-drawn.rq",
        """
        #+ title: How much tea, in a picture?
        #+ description: Each amount.
        #+ picture: amounts
        SELECT ?what ?form ?value ?claim
        WHERE {
          ?claim ibid:quantity ?amount . BIND ( "<b>tea</b>" AS ?what )
          ?amount ibid:value ?value ; ibid:form/rdfs:label ?form .
        }
        """);
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pageShowsThePictureAboveItsTable() {
    String page = client.get(DRAWN, Client.BROWSER).body();
    assertThat(page)
        .contains("<title id=\"picture-wide-title\">How much tea, in a picture?</title>")
        .contains("&lt;b&gt;tea&lt;/b&gt;, more than 3.5 million")
        .contains("href=\"/doc/" + InventedProject.CLAIM + "\"")
        .doesNotContain("<b>tea</b>")
        .doesNotContain("style=");
    assertThat(page.indexOf("class=\"picture amounts\""))
        .isLessThan(page.indexOf("class=\"rows\""));
    assertThat(client.get(DRAWN + "?view=bars", Client.BROWSER).body())
        .contains("/ask?question=tea/tea-drawn&amp;view=bars\"");
    assertThat(client.get(DRAWN + "?view=table", Client.BROWSER).body()).doesNotContain("<svg");
    assertThat(client.get(DRAWN + "?view=bars", Client.BROWSER).body()).contains("picture bars");
  }

  @Test
  void pictureIsHadAsAFileThatNeedsNothingElse() {
    Reply file = client.get(DRAWN + ".svg", "*/*");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(file.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(file.body())
        .startsWith("<svg xmlns=")
        .contains("<dc:title>How much tea, in a picture?</dc:title>", "CC BY 4.0")
        .contains("href=\"https://w3id.org/ibid/id/" + InventedProject.CLAIM + "\"")
        .contains(".picture .point {")
        .doesNotContain("var(--");
    assertThat(client.get(DRAWN, "image/svg+xml").body()).isEqualTo(file.body());
    assertThat(client.get(DRAWN + "?format=svg", "*/*").body()).isEqualTo(file.body());
    Reply again =
        client.send(
            client
                .request(DRAWN + ".svg")
                .header("If-None-Match", file.header("ETag"))
                .GET()
                .build());
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void questionWithoutAPictureIsDrawnAsAsked() {
    Reply none = client.get(PLAIN + ".svg", "*/*");
    assertThat(none.status()).isEqualTo(404);
    assertThat(JSON.parse(none.body()).getString("detail")).contains("view", "amounts");
    assertThat(client.get(PLAIN + ".svg?view=bars", "*/*").body()).contains("picture bars");
    Reply unfit = client.get(PLAIN + ".svg?view=timeline", "*/*");
    assertThat(unfit.status()).isEqualTo(422);
    assertThat(JSON.parse(unfit.body()).getString("detail")).contains("?date");
    Reply unknown = client.get(PLAIN + ".svg?view=pie", "*/*");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).contains("available", "matrix");
    assertThat(client.get(PLAIN + "?view=timeline", Client.BROWSER).body())
        .contains("A timeline needs a column ?date");
  }

  @Test
  void anyAnswerIsDrawnWhereItIsAsked() {
    String query =
        Client.encoded("SELECT ?claim ?value { ?claim ibid:quantity/ibid:value ?value }");
    String page = client.get("/ask?query=" + query + "&view=bars", Client.BROWSER).body();
    assertThat(page).contains("picture bars").contains("view=amounts").contains("format=svg");
    Reply file = client.get("/ask?query=" + query + "&view=bars&format=svg", "*/*");
    assertThat(file.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(file.body()).contains("picture bars");
    assertThat(client.get("/ask?question=tea/tea-drawn", Client.BROWSER).body())
        .contains("picture amounts");
  }

  @Test
  void picturesAreListedWithSmallOnes() {
    String page = client.get("/pictures", Client.BROWSER).body();
    assertThat(page).contains(DRAWN + ".svg?preview=1").doesNotContain("how-much-tea");
    Reply small = client.get(DRAWN + ".svg?preview=1", "image/*");
    assertThat(small.status()).isEqualTo(200);
    assertThat(small.body()).contains("prefers-color-scheme: dark").doesNotContain("var(--");
  }
}
