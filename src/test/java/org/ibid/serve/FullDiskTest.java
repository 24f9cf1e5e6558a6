package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ibid.ProjectFolder;
import org.ibid.graph.FullDisk;
import org.ibid.graph.Store;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk fills up says so, loses nothing, and goes on when there is room. */
class FullDiskTest {

  @TempDir Path folder;

  @Test
  void changeIsRefusedWhileTheDiskIsFullAndGoesThroughAfterwards() {
    ProjectFolder project = StoreServer.project(folder);
    FullDisk disk = new FullDisk();
    Store store = disk.open(project.home(), folder.resolve("store"));
    try (StoreServer at = StoreServer.of(project, store)) {
      String version = at.version();
      disk.fill();

      Reply refused = at.post(StoreServer.claim("sugar", "Sugar matters."));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Content-Type")).startsWith(Problem.JSON);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(StoreServer.json(refused).getString("detail"))
          .contains("nothing has changed")
          .contains("No space left on device");
      assertThat(at.version()).isEqualTo(version);
      assertThat(at.store().log().size()).isEqualTo(1);
      assertThat(at.ask("?c ibid:statement \"Sugar matters.\"@en")).isFalse();
      assertThat(at.ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isTrue();

      disk.empty();
      assertThat(at.post(StoreServer.claim("salt", "Salt matters.")).status()).isEqualTo(201);
      assertThat(at.ask("?c ibid:statement \"Salt matters.\"@en")).isTrue();
    }
    try (Store again = new FullDisk().open(project.home(), folder.resolve("store"))) {
      assertThat(again.log().size()).isEqualTo(2);
      assertThat(again.log().change(2).added())
          .isNotEmpty()
          .noneMatch(quad -> quad.toString().contains("sugar"));
    }
  }
}
