package org.ibid.graph;

import java.io.PrintStream;

/** Tells a waiting person what is being done, one short line at a time. */
@FunctionalInterface
public interface Progress {

  /** How many characters a bar has. */
  int BAR = 20;

  /** Says what is done now; an empty text says that all is done. */
  void step(String what);

  /** Says how far something with a known number of steps has come, as a bar and in figures. */
  default void step(String what, int done, int all) {
    int filled = all == 0 ? BAR : BAR * done / all;
    step(what + " " + "█".repeat(filled) + "·".repeat(BAR - filled) + " " + done + " of " + all);
  }

  /** Says nothing: for tests, and where nobody is watching. */
  static Progress none() {
    return what -> {};
  }

  /**
   * Shows the current step on one line that the next step overwrites and the end clears; for a
   * stream that is known to be a terminal.
   */
  static Progress onTerminal(PrintStream terminal) {
    return what -> {
      terminal.print("\r\u001b[K" + what);
      terminal.flush();
    };
  }
}
