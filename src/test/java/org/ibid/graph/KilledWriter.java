package org.ibid.graph;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.sparql.core.Quad;

/** Writes changes to a store until it is killed, and says of each when it has been acknowledged. */
final class KilledWriter {

  private KilledWriter() {}

  /** Arguments: the project, the store, how many changes to write. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Store store = Store.open(new Home(Path.of(args[0])), Path.of(args[1]), Progress.none())) {
      long first = store.log().size() + 1;
      for (long number = first; number < first + Long.parseLong(args[2]); number++) {
        Change change = Change.of(List.of(), quads(number));
        store.write(writing -> writing.commit(change, TinyStore.EDITOR));
        out.println(number);
      }
    }
  }

  /** What the change with that number adds. */
  static List<Quad> quads(long number) {
    return List.of(
        TinyStore.quad("k" + number, "p", "one"),
        TinyStore.quad("k" + number + ".part", "p", "two"),
        TinyStore.quad("k" + number, "q", "k" + number + ".part"));
  }
}
