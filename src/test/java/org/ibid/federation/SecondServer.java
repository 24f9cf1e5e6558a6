package org.ibid.federation;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.main.sys.FusekiModules;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Home;

/** A real second SPARQL server on this machine, which stands for Wikidata. */
public final class SecondServer implements AutoCloseable {

  private final Graph data;
  private final List<String> agents = Collections.synchronizedList(new ArrayList<>());
  private final FusekiServer server;

  private SecondServer(Graph data) {
    this.data = data;
    Filter counting =
        (request, response, chain) -> {
          agents.add(((HttpServletRequest) request).getHeader("User-Agent"));
          chain.doFilter(request, response);
        };
    this.server =
        FusekiServer.create()
            .port(0)
            .loopback(true)
            .fusekiModules(FusekiModules.empty())
            .addFilter("/*", counting)
            .add("/wikidata", DatasetGraphFactory.wrap(data))
            .build()
            .start();
  }

  /** Starts it with the real data where they are at hand beside a project, else its slice. */
  public static SecondServer start(Home home) {
    Graph data = GraphFactory.createDefaultGraph();
    for (Path file : files(home)) {
      RDFParser.source(file).parse(data);
    }
    return new SecondServer(data);
  }

  private static List<Path> files(Home home) {
    Path shared = home.root().resolveSibling("shared").resolve("wikidata");
    List<Path> real =
        Stream.of("wikidata_subset.ttl", "codex_subset.nt", "codex_types_subset.nt")
            .map(shared::resolve)
            .filter(Files::exists)
            .toList();
    try (Stream<Path> slice = Files.list(home.data().resolve("wikidata"))) {
      return real.isEmpty() ? slice.toList() : real;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Where it answers queries. */
  public String address() {
    return "http://localhost:" + server.getPort() + "/wikidata/sparql";
  }

  /** What it knows. */
  public Graph data() {
    return data;
  }

  /** Who has asked, one entry for each request. */
  public List<String> agents() {
    return agents;
  }

  @Override
  public void close() {
    server.stop();
  }
}
