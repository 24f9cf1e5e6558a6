package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ibid.Outcome;
import org.ibid.Requirement;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int ibid(String... args) {
    return Main.run(Outcome.terminal(new Home(folder), out, err), args);
  }

  @Test
  void takenPortIsAClearError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(ibid("serve", "--port", "" + port)).isEqualTo(ExitCode.UNUSABLE);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo(
              "ibid: port "
                  + port
                  + " is taken by another program; choose another one with --port, or --port 0 for"
                  + " any that is free\n");
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void baseMustBeAWebAddress() {
    assertThat(ibid("serve", "--port", "0", "--base", "nowhere")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("ibid: nowhere is not an address of the kind https://host/path/\n");
  }

  @Test
  void storeThatCannotBeWrittenIsAClearError() throws IOException {
    Home home = LoadCommandTest.project(folder);
    Path store = folder.resolve("store");
    Store.create(home, store, Progress.none()).close();
    // A folder in the place of the lock stands in the way of everybody, permissions or not.
    Path lock = store.resolve("lock");
    Files.delete(lock);
    Files.createDirectory(lock);

    assertThat(ibid("serve", "--port", "0", "--store", store.toString()))
        .isEqualTo(ExitCode.UNUSABLE);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("ibid: " + store + ": the store cannot be locked: ")
        .hasLineCount(1);
    assertThat(out.size()).isZero();
    Files.delete(lock);
    try (Store again = Store.open(home, store, Progress.none())) {
      assertThat(again.log().size()).isEqualTo(1);
    }
  }

  @Test
  void storeInAFolderThatMayNotBeWrittenIsAClearError() throws IOException {
    LoadCommandTest.project(folder);
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Requirement.of(
        "permissions",
        closed.toFile().setWritable(false) && !Files.isWritable(closed),
        "permissions bind nobody here, such as the superuser");

    assertThat(ibid("serve", "--port", "0", "--store", closed.resolve("store").toString()))
        .isEqualTo(ExitCode.UNUSABLE);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("may not be written").hasLineCount(1);
  }
}
