package org.ibid.cli;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.Home;
import picocli.CommandLine.Option;

/** Says where {@code SERVICE} may go, for the commands that answer queries. */
final class FederationOptions {

  /** Shorter than a query may take, so that its author hears which service was slow. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Option(
      names = "--allow-service",
      paramLabel = "IRI[=ADDRESS]",
      description =
          "A SPARQL endpoint to which SERVICE may go beside those of queries/services.ttl, and the"
              + " address that its requests are sent to, if it is another; give it again for more.")
  private Set<String> services = new LinkedHashSet<>();

  @Option(
      names = "--offline",
      description =
          "Let SERVICE go nowhere: the slice of Wikidata that comes with the graph answers for it.")
  private boolean offline;

  Federation federation(Home home) {
    Services known = Services.read(home);
    for (String spec : services) {
      known = known.with(spec);
    }
    return offline ? Federation.offline(known) : Federation.over(known, TIMEOUT);
  }
}
