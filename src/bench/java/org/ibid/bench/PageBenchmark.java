package org.ibid.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Ibid;
import org.ibid.graph.Store;
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

  /** Where stores are kept for the next time; empty for nowhere. */
  private static final String FOLDER = System.getProperty("ibid.folder", "");

  private static final String AFTER_A_CHANGE = "claims, at once after a change";

  private final Table table = new Table(System.err);
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private PageBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PageBenchmark benchmark = new PageBenchmark();
    for (String size : arguments[0].split(",", -1)) {
      try (MadeUpStore made = MadeUpStore.of(Integer.parseInt(size.strip()), FOLDER)) {
        benchmark.measure(made);
      }
    }
    System.out.println("Milliseconds, median / 95th percentile:");
    benchmark.table.print(System.out);
  }

  private void measure(MadeUpStore made) throws IOException, InterruptedException {
    Store store = made.store();
    ServerOptions options = ServerOptions.onPort(0);
    try (IbidServer server = IbidServer.start(store, made.home(), options)) {
      List<Node> claims = made.claims();
      table.column(String.format("%,d claims", claims.size()));
      table.addSeconds("making the store, or opening it", made.milliseconds());
      Map<String, String> pages = store.read(() -> pages(store.view()));
      for (Map.Entry<String, String> page : pages.entrySet()) {
        if (page.getKey().matches(KINDS)) {
          measure(page.getKey(), server.address() + page.getValue());
        }
      }
      if (AFTER_A_CHANGE.matches(KINDS)) {
        measureChanges(store, claims, server.address() + pages.get("claims"));
      }
    }
  }

  /** Says something more of a claim each time, and asks for the list of claims at once. */
  private void measureChanges(Store store, List<Node> claims, String address)
      throws IOException, InterruptedException {
    Random random = new Random(1);
    double[] times = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      Node claim = claims.get(random.nextInt(claims.size()));
      Node name = NodeFactory.createLiteralLang("also called so " + System.nanoTime(), "en");
      Quad quad = Quad.create(Ibid.graphFor(claim), claim, SKOS.altLabel.asNode(), name);
      store.write(
          writing ->
              writing.commit(
                  Change.of(List.of(), List.of(quad)),
                  Author.of("a benchmark", "to see how long")));
      long start = System.nanoTime();
      get(address);
      if (i >= 0) {
        times[i] = milliseconds(start);
      }
    }
    table.add(AFTER_A_CHANGE, times);
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
    QueryFactory.parse(query, "SELECT ?x { " + pattern + " } LIMIT 1", null, null);
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      Node found = execution.select().next().get("x");
      return found.getURI().substring(Ibid.BASE.length());
    }
  }

  private void measure(String name, String address) throws IOException, InterruptedException {
    double first = 0;
    double[] times = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = System.nanoTime();
      get(address);
      double time = milliseconds(start);
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

  private void get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html").build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(address + " answers " + response.statusCode());
    }
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
