package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.jena.fuseki.main.FusekiServer;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view is fit to be served: the dependencies suffice, readers share it, writers are refused. */
class ViewUnderFusekiTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private FusekiServer server;

  @BeforeEach
  void start() {
    ProjectFolder project = new ProjectFolder(folder);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      many.append("ex:s").append(i).append(" ex:next ex:s").append(i + 1).append(" .\n");
    }
    project.write("data/entities/e.ttl", many.toString());
    server =
        FusekiServer.create()
            .port(0)
            .loopback(true)
            .add("/ds", project.load().view().dataset())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpRequest post(String kind, String text) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/ds"))
        .header("Content-Type", "application/sparql-" + kind)
        .header("Accept", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofString(text))
        .build();
  }

  @Test
  void manyReadersGetTheSameAnswer() {
    String query =
        "SELECT (COUNT(*) AS ?n) { ?a <https://w3id.org/ibid/id/thing/next> ?b . GRAPH ?g { ?b"
            + " <https://w3id.org/ibid/id/thing/next> ?c } }";
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(
          HTTP.sendAsync(post("query", query), HttpResponse.BodyHandlers.ofString())
              .thenApply(HttpResponse::body));
    }
    assertThat(answers).allSatisfy(a -> assertThat(a.join().strip()).isEqualTo("n\r\n1999"));
  }

  @Test
  void updateIsRefusedAndChangesNothing() throws IOException, InterruptedException {
    assertThat(
            HTTP.send(
                    post("update", "INSERT DATA { <a:a> <a:b> <a:c> }"),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(
            HTTP.send(
                    post("query", "SELECT (COUNT(*) AS ?n) { <a:a> ?p ?o }"),
                    HttpResponse.BodyHandlers.ofString())
                .body()
                .strip())
        .isEqualTo("n\r\n0");
  }
}
