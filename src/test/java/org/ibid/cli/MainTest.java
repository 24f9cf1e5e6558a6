package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ibid.Outcome;
import org.ibid.graph.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int ibid(String... args) {
    return Main.run(Outcome.terminal(new Home(folder), out, err), args);
  }

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(ibid("--version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("Ibid \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void helpNamesTheCommands() {
    assertThat(ibid("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("query");
  }

  @Test
  void noCommandIsWrongUsageAndShowsHelp() {
    assertThat(ibid()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: ibid");
  }

  @Test
  void unknownOptionIsWrongUsage() {
    assertThat(ibid("query", "--formt", "csv")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("ibid: Unknown option");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void unknownCommandIsWrongUsage() {
    assertThat(ibid("qeury")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("query");
  }
}
