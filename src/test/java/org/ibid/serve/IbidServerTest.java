package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IbidServerTest {

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void invent() {
    project = InventedProject.in(folder);
  }

  private IbidServer start(int port) {
    return IbidServer.start(project.load(), project.home(), ServerOptions.onPort(port));
  }

  @Test
  void portZeroIsAFreePort() {
    try (IbidServer one = start(0);
        IbidServer other = start(0)) {
      assertThat(one.port()).isPositive().isNotEqualTo(other.port());
      assertThat(one.address()).isEqualTo("http://localhost:" + one.port() + "/");
    }
  }

  @Test
  void takenPortIsAClearError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(PortTakenException.class)
          .isThrownBy(() -> start(taken.getLocalPort()))
          .withMessage("port " + taken.getLocalPort() + " is taken by another program");
    }
  }

  @Test
  void contentsAreSaidInWords() {
    try (IbidServer server = start(0)) {
      assertThat(server.contents())
          .matches("2 claims, 2 sentences, 1 footnote, 1 cited work, \\d+ entities, 1 question");
    }
  }

  @Test
  void emptyProjectIsServedToo() {
    ProjectFolder empty = new ProjectFolder(folder.resolve("empty"));
    try (IbidServer server =
        IbidServer.start(empty.load(), empty.home(), ServerOptions.onPort(0))) {
      Client client = new Client(server.port());
      assertThat(client.get("/", Client.BROWSER).status()).isEqualTo(200);
      assertThat(client.get("/ns", Client.BROWSER).status()).isEqualTo(404);
      assertThat(client.query("ASK { ?s ?p ?o }", "*/*").body()).contains("false");
    }
  }

  @Test
  void manyAreAnsweredAtOnce() {
    try (IbidServer server = start(0)) {
      Client client = new Client(server.port());
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> client.get("/doc/" + InventedProject.CLAIM, Client.BROWSER).status()));
      }
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }
  }
}
