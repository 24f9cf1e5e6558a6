package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of states that a store has left behind. */
class EarlierDumpsTest {

  @TempDir static Path folder;
  @TempDir static Path copy;
  private static StoreServer at;

  @BeforeAll
  static void start() {
    ProjectFolder project = StoreServer.project(folder);
    at = StoreServer.of(project, folder, copy);
  }

  @AfterAll
  static void stop() {
    at.close();
  }

  @Test
  void dumpStaysWhenTheGraphGoesOn() {
    String version = at.version();
    String path = "/dumps/" + version + "/ibid.nq";
    Reply before = at.client().get(path, "*/*");
    assertThat(before.status()).isEqualTo(200);
    assertThat(at.post(StoreServer.claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    assertThat(at.version()).isNotEqualTo(version);
    Reply after = at.client().get(path, "*/*");
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.header("Cache-Control")).contains("immutable");
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    assertThat(read(after)).isEqualTo(read(before));
    assertThat(at.client().get("/dumps", Client.BROWSER).links()).contains("/dumps/" + version);
    assertThat(at.client().get("/dumps/" + version, Client.BROWSER).links()).contains(path);
  }

  private static Set<?> read(Reply reply) {
    DatasetGraph dataset = RDFParser.fromString(reply.body(), Lang.NQUADS).toDatasetGraph();
    Set<Object> quads = new HashSet<>();
    // Each reading gives blank nodes names of its own.
    dataset
        .find()
        .forEachRemaining(
            quad -> {
              if (!quad.getSubject().isBlank() && !quad.getObject().isBlank()) {
                quads.add(quad);
              }
            });
    assertThat(quads).hasSizeGreaterThan(100);
    return quads;
  }

  @Test
  void versionOfOtherRulesIsGoneAndOneThatNeverWasIsNotFound() {
    Reply gone = at.client().get("/dumps/1-0123456789ab/ibid.nq", "*/*");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body()).contains(at.store().log().entry(1).version());
    assertThat(at.client().get("/dumps/999-0123456789ab/ibid.nq", "*/*").status()).isEqualTo(404);
    assertThat(at.client().get("/dumps/0/ibid.nq", "*/*").status()).isEqualTo(404);
  }
}
