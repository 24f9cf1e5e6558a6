package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ibid.Outcome;
import org.ibid.graph.Home;
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
}
