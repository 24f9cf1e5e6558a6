package org.ibid.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.ibid.BundledProject;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.serve.IbidServer;
import org.ibid.serve.ServerOptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Measures in Chromium how heavy each kind of page of the bundled graph is, when nothing of it is
 * in the browser's cache and when it has been seen before: until the first contentful paint, and
 * bytes and requests over the wire. Beside it stands YASGUI with an empty editor, from {@code
 * src/test/npm}, compressed as our pages are.
 */
public final class WeightBenchmark {

  private static final int VISITS = Integer.getInteger("ibid.measured", 20);

  private static final String MEASURE =
      """
      const done = arguments[0];
      const look = () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        if (!paint || document.readyState !== 'complete') { setTimeout(look, 20); return; }
        const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        const sent = all.filter(entry => entry.transferSize > 0);
        done([paint.startTime, sent.reduce((sum, entry) => sum + entry.transferSize, 0), sent.length]);
      };
      setTimeout(look, 300);
      """;

  private final ChromeDriver driver;

  private WeightBenchmark(ChromeDriver driver) {
    this.driver = driver;
  }

  public static void main(String[] arguments) throws IOException {
    Home home = BundledProject.home();
    ChromeDriver driver = chromium();
    HttpServer peer = yasgui(home.root().resolve("src/test/npm"));
    try (IbidServer server =
        IbidServer.start(ClaimGraph.read(home, Progress.none()), home, ServerOptions.onPort(0))) {
      WeightBenchmark benchmark = new WeightBenchmark(driver);
      System.out.printf(
          "%-28s %29s %29s%n%-28s %9s %9s %9s %9s %9s %9s%n",
          "",
          "cold",
          "warm",
          "page",
          "paint ms",
          "bytes",
          "requests",
          "paint ms",
          "bytes",
          "requests");
      for (Map.Entry<String, String> page : pages().entrySet()) {
        benchmark.measure(page.getKey(), server.address() + page.getValue());
      }
      benchmark.measure("YASGUI alone", "http://localhost:" + peer.getAddress().getPort() + "/");
    } finally {
      driver.quit();
      peer.stop(0);
    }
  }

  private static Map<String, String> pages() {
    String article = "korybko-morozov-2020";
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("front page", "");
    pages.put("claims", "browse");
    pages.put("search", "search?q=Lisovolik");
    pages.put("a section", "read/" + article + "/policy-proposals");
    pages.put("a claim", "doc/" + article + "/claim/kg-trade-2016");
    pages.put("a state", "doc/actor/pakistan");
    pages.put("a work", "doc/work/rt-2019a");
    pages.put("a footnote", "doc/" + article + "/note/n23");
    pages.put("a question with a map", "queries/trade/trade-on-the-map");
    pages.put("all pictures", "pictures");
    pages.put("the questions", "queries");
    pages.put("the editor for queries", "ask");
    pages.put("how to cite", "cite");
    pages.put("a vocabulary", "ns");
    return pages;
  }

  private static ChromeDriver chromium() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1000");
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build(),
        options);
  }

  private static HttpServer yasgui(Path npm) throws IOException {
    Path build = npm.resolve("node_modules/@zazuko/yasgui/build");
    if (!Files.isDirectory(build)) {
      throw new IOException(build + " is missing; npm ci --prefix " + npm + " brings it");
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    send(server, "/", npm.resolve("yasgui.html"), "text/html");
    send(server, "/yasgui.min.js", build.resolve("yasgui.min.js"), "text/javascript");
    send(server, "/yasgui.min.css", build.resolve("yasgui.min.css"), "text/css");
    server.start();
    return server;
  }

  private static void send(HttpServer server, String address, Path file, String mediaType)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(content)) {
      Files.copy(file, zip);
    }
    server.createContext(address, exchange -> answer(exchange, content.toByteArray(), mediaType));
  }

  private static void answer(HttpExchange exchange, byte[] content, String mediaType)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.getResponseHeaders().set("Cache-Control", "public, max-age=3600");
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private void measure(String name, String address) {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    visit(address);
    double[] cold = median(address, true);
    double[] warm = median(address, false);
    System.out.printf(
        Locale.ROOT,
        "%-28s %9.0f %9.0f %9.0f %9.0f %9.0f %9.0f%n",
        name,
        cold[0],
        cold[1],
        cold[2],
        warm[0],
        warm[1],
        warm[2]);
  }

  private double[] median(String address, boolean cold) {
    double[][] visits = new double[VISITS][];
    for (int i = 0; i < VISITS; i++) {
      if (cold) {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
      }
      visits[i] = visit(address);
    }
    double[] middle = new double[visits[0].length];
    for (int part = 0; part < middle.length; part++) {
      int which = part;
      middle[part] =
          Arrays.stream(visits).mapToDouble(visit -> visit[which]).sorted().toArray()[VISITS / 2];
    }
    return middle;
  }

  /** The first contentful paint in milliseconds, and the bytes and requests over the wire. */
  private double[] visit(String address) {
    driver.get("about:blank");
    driver.get(address);
    List<?> found = (List<?>) driver.executeAsyncScript(MEASURE);
    return found.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
  }
}
