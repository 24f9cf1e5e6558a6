package org.ibid.serve;

import java.io.IOException;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.main.sys.FusekiModules;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.sparql.core.DatasetGraphZero;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ibid.edit.StoreKey;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.Questions;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.publish.Indexes;
import org.ibid.publish.Links;
import org.ibid.publish.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a graph over HTTP, with an embedded Fuseki: SPARQL, pages, and RDF for every IRI. */
public final class IbidServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IbidServer.class);

  /** Fuseki's own buffer of megabytes for each request costs more time than the answer. */
  private static final int OUTPUT_BUFFER = 32 * 1024;

  private final FusekiServer server;
  private final ServerOptions options;
  private final ClaimGraph graph;
  private final Current current;
  private final ScheduledExecutorService finding =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("finding").daemon().factory());
  private final AtomicReference<StoreKey> key;

  private IbidServer(
      FusekiServer server,
      ServerOptions options,
      ClaimGraph graph,
      Current current,
      AtomicReference<StoreKey> key) {
    this.server = server;
    this.options = options;
    this.graph = graph;
    this.current = current;
    this.key = key;
  }

  /**
   * Starts a server. Of a store it says where it is served, and makes a key for the commands that
   * are run meanwhile.
   *
   * @throws PortTakenException if another program listens at the port
   */
  public static IbidServer start(ClaimGraph graph, Home home, ServerOptions options) {
    Current current = new Current(graph, home);
    GuardedQueries queries =
        new GuardedQueries(
            options.timeout(),
            options.federation(),
            new QueryLimits(options.queries(), options.queriesPerClient()));
    AtomicReference<StoreKey> key = new AtomicReference<>();
    Site site =
        new Site(graph, home, current, queries, options, () -> Optional.ofNullable(key.get()));
    Routes routes = Routes.of(site);
    Endpoint sparql =
        Endpoint.create()
            .operation(Operation.Query)
            .processor(new SparqlEndpoint(current, queries))
            .build();
    FusekiServer server =
        FusekiServer.create()
            .port(options.port())
            .fusekiModules(FusekiModules.empty())
            .addFilter("/*", new Headers(routes))
            .addFilter("/*", new ReadingScope(graph))
            // The endpoint knows itself where the graph is, which may be another one each time.
            .add("/sparql", DataService.newBuilder(DatasetGraphZero.create()).addEndpoint(sparql))
            .addServlet("/*", new SiteServlet(site, routes))
            .build();
    tune(server.getJettyServer(), options.host());
    try {
      server.start();
    } catch (RuntimeException e) {
      stopQuietly(server);
      if (isTaken(e)) {
        throw new PortTakenException(options.port(), e);
      }
      throw e;
    }
    int port = server.getPort();
    current.linkedBy(options.base() == null ? Links.local(port) : Links.under(options.base()));
    IbidServer started = new IbidServer(server, options, graph, current, key);
    started.announce();
    return started;
  }

  /** Lets the commands that are run beside the server find it. */
  private void announce() {
    if (graph instanceof Store store) {
      try {
        key.set(StoreKey.make(store));
        store.servedAt(address());
      } catch (IOException e) {
        LOG.warn("Commands cannot use the store while it is served: {}", e.toString());
      }
    }
  }

  /** Runs work on virtual threads, listens at one address only, and spares memory. */
  private static void tune(Server jetty, String host) {
    jetty.setErrorHandler(new ConnectorProblems());
    jetty
        .getContainedBeans(ContextHandler.class)
        .forEach(context -> context.setErrorHandler(new ConnectorProblems()));
    if (jetty.getThreadPool() instanceof QueuedThreadPool pool) {
      pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    for (Connector connector : jetty.getConnectors()) {
      if (connector instanceof ServerConnector tcp) {
        tcp.setHost(host);
        tcp.getConnectionFactory(HttpConnectionFactory.class)
            .getHttpConfiguration()
            .setOutputBufferSize(OUTPUT_BUFFER);
      }
    }
  }

  private static boolean isTaken(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        return true;
      }
    }
    return false;
  }

  private static void stopQuietly(FusekiServer server) {
    try {
      server.stop();
    } catch (RuntimeException e) {
      // It has not been started, and why not is what matters.
    }
  }

  /** The port at which it listens. */
  public int port() {
    return server.getPort();
  }

  /** The address of the front page on this machine. */
  public String address() {
    boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("127.0.0.1");
    String host = everywhere ? "localhost" : options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
  }

  /** What is loaded, in words. */
  public String contents() {
    return graph.read(() -> current.get().counts().inWords());
  }

  /**
   * From now on a thread of its own reads what claims and things are found by, and again after
   * changes, so that no visitor has to wait for it: of a large graph that takes minutes at first.
   */
  public void prepareToFind() {
    var unused = finding.scheduleWithFixedDelay(current::prepareToFind, 0, 1, TimeUnit.SECONDS);
  }

  /** Waits until the server has stopped. */
  public void await() {
    server.join();
  }

  @Override
  public void close() {
    finding.shutdown();
    server.stop();
    StoreKey known = key.getAndSet(null);
    if (known != null && graph instanceof Store store) {
      known.discard();
      store.servedAt("");
    }
  }

  /** Makes the publication of the state that a request sees, and keeps those of the last states. */
  private static final class Current implements Supplier<Publication> {

    /** While the state changes, some requests still see the one before. */
    private static final int KEPT = 3;

    private final ClaimGraph graph;
    private final Home home;
    private final Questions questions;
    private final PredicateOrder order;
    private final Indexes indexes;
    private String prepared;
    private final CompletableFuture<Links> links = new CompletableFuture<>();
    private final Map<String, Publication> publications =
        new LinkedHashMap<>(KEPT + 1, 1, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Publication> eldest) {
            return size() > KEPT;
          }
        };

    Current(ClaimGraph graph, Home home) {
      this.graph = graph;
      this.home = home;
      this.questions = Questions.read(home);
      this.order = PredicateOrder.read(home);
      this.indexes =
          new Indexes(graph, () -> Questions.in(home, home.facets()).all(), questions::all);
    }

    void prepareToFind() {
      String version = graph.view().version();
      if (version.equals(prepared)) {
        return;
      }
      // What fails is tried again after the next change, or by who asks.
      prepared = version;
      try {
        graph.read(
            () -> {
              get().prepareToFind();
              return null;
            });
      } catch (RuntimeException e) {
        LOG.warn("What claims are found by could not be read: {}", e.toString());
      }
    }

    void linkedBy(Links known) {
      links.complete(known);
    }

    @Override
    public synchronized Publication get() {
      View view = graph.lastingView();
      return publications.computeIfAbsent(
          view.version(),
          version ->
              new Publication(
                  view,
                  questions,
                  links.join(),
                  order,
                  graph instanceof Store,
                  () -> ClaimGraph.readShapes(home),
                  indexes,
                  () -> Questions.in(home, home.diagrams()),
                  () -> Questions.in(home, home.pages())));
    }
  }
}
