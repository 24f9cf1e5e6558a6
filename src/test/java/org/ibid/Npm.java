package org.ibid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds other people's software for Node, which asks the server in tests. {@code npm ci --prefix
 * src/test/npm} brings it.
 */
public final class Npm {

  private static final Path MODULES =
      BundledProject.home().root().resolve("src/test/npm/node_modules").toAbsolutePath();
  private static final int OLDEST_NODE = 20;

  private Npm() {}

  /** A file of a package; the test is skipped where it, or Node, is missing. */
  public static Path require(String file) {
    Path found = MODULES.resolve(file);
    Requirement.of(
        "npm",
        Files.exists(found) && nodeIsNewEnough(),
        "The test needs Node " + OLDEST_NODE + " or later and \"npm ci --prefix src/test/npm\"");
    return found;
  }

  private static boolean nodeIsNewEnough() {
    try {
      Process node = new ProcessBuilder("node", "--print", "process.versions.node").start();
      String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(version.strip().split("\\.", 2)[0]) >= OLDEST_NODE;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** What a program for Node has written. */
  public record Output(int status, String out, String log) {}

  /** Runs a program for Node to its end; what it writes goes to files in a folder first. */
  public static Output run(Path folder, Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("node", program.toString()));
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path log = Files.createTempFile(folder, "log", ".txt");
      int status =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(log.toFile())
              .start()
              .waitFor();
      return new Output(status, Files.readString(out), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
