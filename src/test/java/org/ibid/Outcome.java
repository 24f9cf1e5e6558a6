package org.ibid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ibid.cli.Main;
import org.ibid.cli.Terminal;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;

/**
 * Runs a command in this process and tells how it ended and what it printed.
 *
 * @param code the exit code
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
public record Outcome(int code, String out, String err) {

  /** The outcome of a command that reads the given input, on a screen of the given width. */
  public static Outcome of(Home home, int columns, String input, String... args) {
    return of(home, columns, input, Map.of(), args);
  }

  /** The same in an environment with these variables and no others. */
  public static Outcome of(
      Home home, int columns, String input, Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int code = Main.run(terminal(home, columns, in, out, err, environment), args);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A terminal that nobody types into, for tests that keep the streams themselves. */
  public static Terminal terminal(Home home, OutputStream out, OutputStream err) {
    return terminal(home, 0, InputStream.nullInputStream(), out, err, Map.of());
  }

  private static Terminal terminal(
      Home home,
      int columns,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment) {
    return new Terminal(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        home,
        columns,
        Progress.none(),
        environment::get);
  }
}
