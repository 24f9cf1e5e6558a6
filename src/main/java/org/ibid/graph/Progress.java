package org.ibid.graph;

import java.io.PrintStream;

/** Tells a waiting person what is being done, one short line at a time. */
@FunctionalInterface
public interface Progress {

  /** Says what is done now; an empty text says that all is done. */
  void step(String what);

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
