package org.ibid.graph;

import java.nio.file.Path;
import java.time.Clock;

/** Opens stores on a disk that can fill up, for the tests of those who use stores. */
public final class FullDisk {

  private final WorseFiles files = new WorseFiles();

  /** Opens a store on this disk. */
  public Store open(Home home, Path folder) {
    return Store.open(home, folder, Progress.none(), files, Clock.systemUTC(), false);
  }

  /** From now on there is room for half of what is written. */
  public void fill() {
    files.fill();
  }

  /** From now on there is room again. */
  public void empty() {
    files.empty();
  }
}
