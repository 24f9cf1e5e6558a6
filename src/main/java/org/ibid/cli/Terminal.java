package org.ibid.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;

/**
 * Holds what a command has around it: its streams, the project folder, the width of the screen.
 *
 * <p>Commands use this and never {@code System.out}, so that tests can run them in process. Text is
 * UTF-8 whatever the platform says.
 *
 * @param in standard input
 * @param out for results
 * @param err for errors and progress
 * @param home the project folder
 * @param columns the width of the screen that shows the output, or 0 when no screen does
 * @param progress for telling a waiting person what is being done
 * @param environment the variables of the environment by their names; null for one that is not set
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Home home,
    int columns,
    Progress progress,
    UnaryOperator<String> environment) {

  /**
   * The surroundings of this process. The launcher says in {@code ibid.home} where the project is,
   * in {@code ibid.columns} how wide the screen is (absent when the output goes elsewhere), and in
   * {@code ibid.progress} whether a person watches stderr.
   */
  static Terminal ofProcess() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        out,
        err,
        new Home(homeFolder()),
        Integer.getInteger("ibid.columns", 0),
        Boolean.getBoolean("ibid.progress") ? Progress.onTerminal(err) : Progress.none(),
        System::getenv);
  }

  /** Whether to write in colours: on a screen, unless NO_COLOR or a dumb terminal forbids it. */
  boolean colours() {
    String no = environment.apply("NO_COLOR");
    return columns > 0 && (no == null || no.isEmpty()) && !"dumb".equals(environment.apply("TERM"));
  }

  /** The folder named by {@code ibid.home} or IBID_HOME, else the nearest one with an ontology. */
  private static Path homeFolder() {
    String named = System.getProperty("ibid.home", System.getenv("IBID_HOME"));
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("ontology"))
          && Files.isDirectory(folder.resolve("data"))) {
        return folder;
      }
    }
    return here;
  }
}
