package org.ibid;

import java.nio.file.Path;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.Home;

/** Knows the project itself, for tests of what it ships: ontology, shapes, data, questions. */
public final class BundledProject {

  private BundledProject() {}

  public static Home home() {
    return new Home(Path.of(System.getProperty("ibid.home", "")));
  }

  /** Lets queries go on to no other endpoint: the slices here answer for them. */
  public static Context offline(DatasetGraph dataset) {
    return Federation.offline(Services.read(home())).contextFor(dataset);
  }
}
