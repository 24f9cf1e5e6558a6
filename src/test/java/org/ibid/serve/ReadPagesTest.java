package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ibid.ProjectFolder;
import org.ibid.graph.Ibid;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the sections of the bundled article, and of an invented one, over HTTP. */
class ReadPagesTest {

  private static final Pattern SENTENCE =
      Pattern.compile("class=\"sentence\" id=\"(s[0-9]+)\" data-spans=\"([0-9 -]+)\"");

  @TempDir Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = InventedProject.serveBundled();
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sectionsHoldEverySentenceOfTheArticleOnceInItsOrder() {
    String home = client.get("/", Client.BROWSER).body();
    List<String> sections =
        Pattern.compile("href=\"(/read/[^\"]+)\"")
            .matcher(home)
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    List<String> sentences =
        sections.stream()
            .map(section -> client.get(section, Client.BROWSER).body())
            .flatMap(page -> SENTENCE.matcher(page).results())
            .map(MatchResult::group)
            .toList();
    String count =
        client
            .get(
                "/sparql?format=csv&query="
                    + Client.encoded(
                        "SELECT (COUNT(*) AS ?n) { ?s a <http://purl.org/spar/doco/Sentence> }"),
                "*/*")
            .body();
    assertThat(sentences)
        .doesNotHaveDuplicates()
        .hasSize(Integer.parseInt(count.lines().skip(1).findFirst().orElseThrow()));
  }

  @Test
  void claimStandsBesideItsSentenceWithItsSpeakersAndGrounds() {
    String page = client.get("/read/korybko-morozov-2020/policy-proposals", Client.BROWSER).body();
    String sentence = page.substring(page.indexOf("id=\"s164\""), page.indexOf("id=\"s165\""));
    assertThat(sentence).contains("several billion dollars", "Footnote 21", "state media", "RT");
  }

  @Test
  void sectionThatThereIsNotIsA404() {
    for (String address : List.of("/read/", "/read/korybko-morozov-2020", "/read/nobody/one")) {
      Reply reply = client.get(address, Client.BROWSER);
      assertThat(reply.status()).as(address).isEqualTo(404);
    }
  }

  @Test
  void whatComesFromDataIsEscaped() {
    ProjectFolder project = InventedProject.in(folder);
    try (IbidServer invented =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      String page = new Client(invented.port()).get("/read/tea-2001/one", Client.BROWSER).body();
      assertThat(page).contains("On Tea", "id=\"s2\"").doesNotContain("<script>");
    }
  }

  @Test
  void sentencesThatTheServerWasGivenAreShownToThisMachineAlone() throws IOException {
    ProjectFolder project = InventedProject.in(folder);
    Map<String, String> words = Map.of(Ibid.ID + "tea-2001/passage/s2", "Tea, <they> say.");
    try (IbidServer invented =
        IbidServer.start(
            project.load(), project.home(), ServerOptions.onPort(0).withSentences(words))) {
      Reply page = new Client(invented.port()).get("/read/tea-2001/one", Client.BROWSER);
      assertThat(page.body())
          .contains("<blockquote>Tea, &lt;they&gt; say.</blockquote>", "1 of 2 in this section");
      assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), invented.port())) {
        socket
            .getOutputStream()
            .write(
                "GET /read/tea-2001/one HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).contains("id=\"s2\"").doesNotContain("<blockquote>", "say.");
      }
    }
  }
}
