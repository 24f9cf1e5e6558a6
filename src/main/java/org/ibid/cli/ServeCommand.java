package org.ibid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Store;
import org.ibid.serve.IbidServer;
import org.ibid.serve.PortTakenException;
import org.ibid.serve.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Serves the bundled graph over HTTP until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Serve the graph over HTTP: pages to read, SPARQL to ask, RDF for every IRI.",
      "It goes on until Ctrl-C."
    })
final class ServeCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + ServerOptions.USUAL_PORT,
      description = "The port to listen at, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen at; 0.0.0.0 for all of this machine. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--base",
      paramLabel = "URL",
      description = "The public address under which people reach the server, if it is another.")
  private String base;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long a query may run. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Mixin private FederationOptions federation;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = {
        "Serve the store in this folder, in which the graph can be changed, instead of the files.",
        "A folder without a store becomes one that begins with the files."
      })
  private Path store;

  @Option(
      names = "--article-text",
      paramLabel = "FILE",
      description = {
        "A copy of an article's text, to show its sentences beside their claims, to you alone.",
        "It is checked against the digests, and is shown only at a loopback address."
      })
  private Path articleText;

  @Option(
      names = "--queries",
      paramLabel = "NUMBER",
      defaultValue = "" + ServerOptions.USUAL_QUERIES,
      description =
          "How many queries are worked at at once, 0 for any number. Default: ${DEFAULT-VALUE}.")
  private int queries;

  @Option(
      names = "--queries-per-client",
      paramLabel = "NUMBER",
      defaultValue = "" + ServerOptions.USUAL_QUERIES_PER_CLIENT,
      description = {
        "How many of them one address may have, 0 for any number. Default: ${DEFAULT-VALUE}.",
        "Clients on this machine are not limited: a reverse proxy counts its own."
      })
  private int queriesPerClient;

  /** For the launcher, which records which classes a start needs. */
  @Option(names = "--rehearse", hidden = true)
  private boolean rehearse;

  @Override
  public Integer call() throws IOException {
    Home home = main.terminal().home();
    if (port < 0 || port > 65535) {
      throw new CommandException("a port is a number from 0 to 65535, not " + port);
    }
    if (timeout < 1) {
      throw new CommandException("a query needs at least one second (--timeout)");
    }
    if (queries < 0 || queriesPerClient < 0) {
      throw new CommandException("a number of queries is 0 or more");
    }
    if (articleText != null) {
      ArticleText.checkPrivate(host, base);
    }
    ServerOptions options =
        new ServerOptions(
            host,
            port,
            publicBase(),
            Duration.ofSeconds(timeout),
            federation.federation(home),
            queries,
            queriesPerClient,
            sentences(home));
    if (store != null) {
      try (Store opened = open(home)) {
        return serve(opened, home, options);
      }
    }
    return serve(ClaimGraph.load(home, main.terminal().progress()), home, options);
  }

  private Map<String, String> sentences(Home home) {
    if (articleText == null) {
      return Map.of();
    }
    ArticleText text = ArticleText.read(home, articleText);
    main.terminal().out().println(text.report());
    return text.words();
  }

  private Store open(Home home) {
    return Store.exists(store)
        ? Store.open(home, store, main.terminal().progress())
        : Store.create(home, store, main.terminal().progress());
  }

  private int serve(ClaimGraph graph, Home home, ServerOptions options) throws IOException {
    try (IbidServer server = IbidServer.start(graph, home, options)) {
      if (rehearse) {
        rehearse(server.address());
        return ExitCode.OK;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      main.terminal()
          .out()
          .println("Ibid at " + server.address() + " — " + server.contents() + readyIn());
      main.terminal().out().flush();
      server.prepareToFind();
      server.await();
    } catch (PortTakenException e) {
      throw new CommandException(
          e.getMessage() + "; choose another one with --port, or --port 0 for any that is free", e);
    }
    return ExitCode.OK;
  }

  /** Asks the server what visitors ask first. */
  private static void rehearse(String address) throws IOException {
    for (String page :
        new String[] {"", "queries", "sparql", "sparql?query=ASK%20%7B%7D", "ask", "edit"}) {
      try (InputStream in = URI.create(address + page).toURL().openStream()) {
        in.readAllBytes();
      }
    }
  }

  private String publicBase() {
    if (base == null) {
      return null;
    }
    try {
      URI address = new URI(base);
      if (address.getHost() != null
          && String.valueOf(address.getScheme()).startsWith("http")
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return base.endsWith("/") ? base : base + "/";
      }
    } catch (URISyntaxException e) {
      throw new CommandException(base + " is not an address of the kind https://host/path/", e);
    }
    throw new CommandException(base + " is not an address of the kind https://host/path/");
  }

  /** How long it took from the start of the process. */
  private static String readyIn() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()).toMillis() / 1000.0)
        .map(seconds -> String.format(Locale.ROOT, " (ready in %.1f s)", seconds))
        .orElse("");
  }
}
