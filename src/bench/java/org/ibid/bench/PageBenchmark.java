package org.ibid.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.BundledProject;
import org.ibid.MadeUpCorpus;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.ibid.serve.IbidServer;
import org.ibid.serve.ServerOptions;

/**
 * Measures how long the server works on each kind of page, in graphs of several sizes: the first
 * time somebody asks for it, and then.
 *
 * <p>Argument: the numbers of claims, for example {@code 500,300000}.
 */
public final class PageBenchmark {

  private static final int WARM_UP = Integer.getInteger("ibid.warm-up", 20);
  private static final int MEASURED = Integer.getInteger("ibid.measured", 50);

  /** The kinds of page that are measured, as a regular expression. */
  private static final String KINDS = System.getProperty("ibid.pages", ".*");

  private final Table table = new Table(System.err);
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private PageBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PageBenchmark benchmark = new PageBenchmark();
    for (String size : arguments[0].split(",", -1)) {
      Path folder = Files.createTempDirectory("ibid-benchmark");
      try {
        benchmark.measure(folder, Integer.parseInt(size.strip()));
      } finally {
        delete(folder);
      }
    }
    System.out.println("Milliseconds, median / 95th percentile:");
    benchmark.table.print(System.out);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void measure(Path folder, int size) throws IOException, InterruptedException {
    Home home = new Home(folder);
    int claims = MadeUpCorpus.write(folder, size, 1);
    copy(BundledProject.home().queries(), home.queries());
    long began = System.nanoTime();
    ClaimGraph graph = ClaimGraph.read(home, Progress.none());
    table.column(claims + " claims");
    table.addSeconds("reading the graph", milliseconds(began));
    try (IbidServer server = IbidServer.start(graph, home, ServerOptions.onPort(0))) {
      for (Map.Entry<String, String> page : pages(graph.view()).entrySet()) {
        if (page.getKey().matches(KINDS)) {
          measure(page.getKey(), server.address() + page.getValue());
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** The kinds of page, and the address of one of each. */
  private static Map<String, String> pages(View view) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("front page", "");
    pages.put("claims", "browse");
    pages.put("claims by facets", "browse?firmness=ibid:Asserted&kind=gec:TradeFlowClaim");
    pages.put("claims by words", "browse?q=Лиссоволик");
    pages.put(
        "a section", one(view, "?x a doco:Section").replaceFirst("^id/(.*)/section/", "read/$1/"));
    pages.put("a claim", one(view, "?x a ibid:Claim ; ibid:evidence/ibid:pointer ?pointer"));
    pages.put("a state", one(view, "?x a gec:State ; ^ibid:about ?claim"));
    pages.put("a bloc", one(view, "?x a gec:Bloc"));
    pages.put("a footnote", one(view, "?pointer ibid:note ?x"));
    pages.put("a work", one(view, "?x dcterms:publisher ?publisher"));
    pages.put("a publisher", one(view, "?work dcterms:publisher ?x"));
    pages.put("a sentence", one(view, "?claim ibid:passage ?x"));
    pages.put("a discrepancy", one(view, "?x a ibid:Discrepancy FILTER isIRI(?x)"));
    pages.put("a question", "queries/citations-and-evidence/from-a-claim-to-its-publisher");
    pages.put("the questions", "queries");
    pages.put("the editor for queries", "ask");
    pages.put("the vocabulary", "ns");
    return pages;
  }

  private static String one(View view, String pattern) {
    Query query = QueryFactory.create();
    query.getPrefixMapping().setNsPrefixes(view.prefixes());
    QueryFactory.parse(query, "SELECT ?x { " + pattern + " } ORDER BY ?x LIMIT 1", null, null);
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      Node found = execution.select().next().get("x");
      return found.getURI().substring(Ibid.BASE.length());
    }
  }

  private void measure(String name, String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html").build();
    double first = 0;
    double[] times = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = System.nanoTime();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      double time = milliseconds(start);
      if (response.statusCode() != 200) {
        throw new IOException(address + " answers " + response.statusCode());
      }
      if (i == -WARM_UP) {
        first = time;
      }
      if (i >= 0) {
        times[i] = time;
      }
    }
    table.addSeconds(name + ", the first time", first);
    table.add(name, times);
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
