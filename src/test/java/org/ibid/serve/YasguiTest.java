package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ibid.BundledProject;
import org.ibid.Npm;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/**
 * YASGUI, a query page of other people's, asks the endpoint from another origin, in Chromium;
 * skipped where either is missing.
 */
class YasguiTest {

  @TempDir static Path folder;
  private static IbidServer server;
  private static HttpServer elsewhere;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    Path script = Npm.require("@zazuko/yasgui/build/yasgui.min.js");
    Map<String, Path> files =
        Map.of(
            "/", BundledProject.home().root().resolve("src/test/npm/yasgui.html"),
            "/yasgui.min.js", script,
            "/yasgui.min.css", script.resolveSibling("yasgui.min.css"));
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.forEach(
        (address, file) ->
            elsewhere.createContext(
                address,
                exchange -> {
                  byte[] content = Files.readAllBytes(file);
                  exchange.getResponseHeaders().set("Content-Type", mediaType(file));
                  exchange.sendResponseHeaders(200, content.length);
                  exchange.getResponseBody().write(content);
                  exchange.close();
                }));
    elsewhere.start();
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    browser = Browser.start(folder);
  }

  private static String mediaType(Path file) {
    String name = file.toString();
    return name.endsWith(".js")
        ? "text/javascript"
        : name.endsWith(".css") ? "text/css" : "text/html";
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
    if (elsewhere != null) {
      elsewhere.stop(0);
    }
  }

  private static String origin() {
    return "http://localhost:" + elsewhere.getAddress().getPort() + "/";
  }

  private static String endpoint() {
    return server.address() + "sparql";
  }

  @BeforeEach
  void open() {
    browser.requests();
    browser.driver().get(origin() + "?at=" + endpoint());
    browser.await(
        "the page is not ready",
        () -> browser.isTrue("return !!(window.yasgui && yasgui.getTab().getYasqe())"));
  }

  /** Writes a query into the editor, and sends it by its button. */
  private static void ask(String query) {
    browser.driver().executeScript("yasgui.getTab().getYasqe().setValue(arguments[0])", query);
    browser.driver().findElement(By.cssSelector(".yasqe_queryButton")).click();
  }

  private static void awaitResult(String text) {
    browser.await(
        "the page does not show: " + text,
        () ->
            browser.driver().findElement(By.cssSelector(".yasr_results")).getText().contains(text));
  }

  /** What a script of that page gets; it calls done with it. */
  private static Object script(String script) {
    return browser
        .driver()
        .executeAsyncScript(
            "const [at, done] = arguments; (async () => {"
                + script
                + "})().then(done, e => done(e"
                + " + ''))",
            server.address());
  }

  private static void nothingWentElsewhere() {
    assertThat(browser.requests())
        .anyMatch(url -> url.startsWith(endpoint()))
        .allMatch(url -> url.startsWith(origin()) || url.startsWith(server.address()));
  }

  @Test
  void rowsAreShownInATable() {
    ask("SELECT ?claim ?v { ?claim ibid:quantity/ibid:value ?v }");
    awaitResult("3500000");
    assertThat(browser.driver().findElements(By.cssSelector(".yasr_results tbody tr"))).hasSize(1);
    nothingWentElsewhere();
  }

  @Test
  void triplesAreShown() {
    ask("CONSTRUCT { ?q ibid:value ?v } WHERE { ?q ibid:value ?v }");
    awaitResult("3500000");
    nothingWentElsewhere();
  }

  @Test
  void mistakeIsToldWithItsLine() {
    ask("SELECT ?claim {\n  ?claim a ibid:Claim ;\n}}");
    awaitResult("\"line\" : 3");
    nothingWentElsewhere();
  }

  @Test
  void pageOfAnotherOriginReadsWhatItNeeds() {
    // This type makes the browser ask first whether it may.
    assertThat(
            script(
                """
                const answer = await fetch(at + 'sparql', { method: 'POST', body: 'ASK {}',
                  headers: { 'Content-Type': 'application/sparql-query', 'Cache-Control': 'no-cache' } });
                return answer.status + ' ' + (await answer.json()).boolean;
                """))
        .isEqualTo("200 true");
    assertThat(
            script(
                """
                const answer = await fetch(at + 'id/actor/arcadia', { headers: { Accept: 'text/turtle' } });
                return [answer.status, answer.url.substring(at.length),
                  !!answer.headers.get('ETag'), !!answer.headers.get('Link')];
                """))
        .isEqualTo(List.of(200L, "doc/actor/arcadia.ttl", true, true));
    assertThat(
            script(
                """
                const answer = await fetch(at + 'sparql', { method: 'PUT', body: 'ASK {}' });
                return [answer.status, answer.headers.get('Allow'), (await answer.json()).title];
                """))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith(405L, "GET, HEAD, POST, OPTIONS");
    assertThat(
            script(
                """
                const answer = await fetch(at + 'claims', { method: 'POST', body: '<a:a> <a:b> 1 .',
                  headers: { 'Content-Type': 'text/turtle', Authorization: 'Bearer none',
                    'Idempotency-Key': '1', Reason: 'A trial.' } });
                return [answer.status, (await answer.json()).status];
                """))
        .isEqualTo(List.of(403L, 403L));
    nothingWentElsewhere();
  }
}
