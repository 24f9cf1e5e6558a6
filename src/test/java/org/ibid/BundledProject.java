package org.ibid;

import java.nio.file.Path;
import org.ibid.graph.Home;

/** Knows the project itself, for tests of what it ships: ontology, shapes, data, questions. */
public final class BundledProject {

  private BundledProject() {}

  public static Home home() {
    return new Home(Path.of(System.getProperty("ibid.home", "")));
  }
}
