package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Asks in the editor, in Chromium. */
class AskTest {

  @TempDir static Path folder;
  private static IbidServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    ProjectFolder project = AskPageTest.project(folder.resolve("project"));
    server = IbidServer.start(project.load(), project.home(), AskPageTest.options(project));
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static void open(String address) {
    browser.driver().get(address);
    browser.await(
        "the editor does not come",
        () -> browser.isTrue("return document.documentElement.dataset.enhanced === 'true'"));
  }

  private static void type(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  private static String text() {
    return (String) browser.driver().executeScript("return ibidEditor.state.doc.toString()");
  }

  private static void write(String query) {
    browser
        .driver()
        .executeScript(
            "ibidEditor.dispatch({changes: {from: 0, to: ibidEditor.state.doc.length,"
                + " insert: arguments[0]}}); ibidEditor.focus()",
            query);
  }

  /** Waits until the list offers something first. */
  private static void awaitFirst(String name) {
    browser.driver().executeScript("delete window.offered");
    // What pops up under the fingers is not taken by a key that was meant for the text.
    browser.await(
        name + " is not offered first",
        () ->
            browser.isTrue(
                """
                const first = document.getElementById('editor').shadowRoot
                    .querySelector('.cm-tooltip-autocomplete li[aria-selected=true]');
                if (!first || !first.textContent.startsWith('%s')) return false;
                window.offered ??= performance.now();
                return performance.now() > window.offered + 200;
                """
                    .formatted(name)));
  }

  /** Takes what the list offers first. */
  private static void take(String name) {
    awaitFirst(name);
    type(Keys.ENTER);
  }

  private static void awaitRows(int rows) {
    browser.await(
        "the answer does not have " + rows + " rows",
        () ->
            browser.driver().findElements(By.cssSelector("#outcome .rows tbody tr")).size()
                == rows);
  }

  /** Asks from the keyboard. */
  private static void ask() {
    new Actions(browser.driver())
        .keyDown(Keys.CONTROL)
        .sendKeys(Keys.ENTER)
        .keyUp(Keys.CONTROL)
        .perform();
  }

  @Test
  void queryIsWrittenWithCompletionBrokenMendedDrawnAndShared() {
    browser.complaints(server.address(), "nothing");
    open(server.address() + "ask");
    write("");
    type("SELECT ?thing ?number WHERE { ?thing ibid:numb");
    take("ibid:number");
    assertThat(text())
        .startsWith("PREFIX ibid: <https://w3id.org/ibid/ns#>\nSELECT ?thing")
        .endsWith("{ ?thing ibid:number}");
    type(" ?number ");
    ask();
    awaitRows(5);
    assertThat(browser.driver().findElement(By.cssSelector("#outcome .rows")).getText())
        .contains("Sentence 2");
    browser.click(".views a:nth-child(2)");
    browser.await(
        "no bars are drawn",
        () ->
            browser.driver().findElements(By.cssSelector(".wide-picture .mark .bar")).size() == 5);
    assertThat(browser.driver().getCurrentUrl()).contains("view=bars");
    // One brace too many.
    write(text() + "}");
    browser.awaitText("told", "Line 2, column");
    browser.await(
        "the mistake is not marked",
        () ->
            browser.isTrue(
                "return document.getElementById('editor').shadowRoot"
                    + ".querySelector('.cm-lintRange-error') !== null"));
    ask();
    browser.await(
        "the mistake is not told",
        () -> !browser.driver().findElements(By.id("mistake")).isEmpty());
    assertThat(browser.driver().findElement(By.id("mistake")).getDomAttribute("data-line"))
        .isEqualTo("2");
    type(Keys.chord(Keys.CONTROL, Keys.END), Keys.BACK_SPACE);
    browser.await("the mistake stays", () -> browser.isTrue("return told.textContent === ''"));
    String mended = text();
    ask();
    awaitRows(5);
    String link = browser.driver().getCurrentUrl();
    assertThat(link).contains("/ask?query=PREFIX");
    browser.driver().get("about:blank");
    open(link);
    awaitRows(5);
    assertThat(text()).isEqualTo(mended);
    assertThat(browser.complaints(server.address(), "400 (Bad Request)"))
        .filteredOn(complaint -> !complaint.startsWith("about:"))
        .isEmpty();
  }

  @Test
  void parameterOfAQuestionIsPicked() {
    open(server.address() + "ask?question=tea/about-an-actor");
    awaitRows(2);
    browser.tabTo("#p-actor").sendKeys("quil");
    browser.await(
        "nothing to pick is offered",
        () -> !browser.driver().findElements(By.cssSelector(".pick [role=option]")).isEmpty());
    type(Keys.ARROW_DOWN, Keys.ENTER);
    browser.leave(() -> type(Keys.ENTER));
    assertThat(browser.driver().findElement(By.id("p-actor")).getDomProperty("value"))
        .isEqualTo("Q. Quill");
    assertThat(text()).contains("person/quill");
  }

  @Test
  void propertiesAndItemsOfWikidataAreOfferedWhereItIsAsked() {
    browser.complaints(server.address(), "nothing");
    open(server.address() + "ask");
    write("");
    type("SELECT ?city { SERVICE <https://query.wikidata.org/sparql> { ?state столиц");
    take("wdt:P36");
    type(" ?city . ?state ps:cap");
    awaitFirst("ps:P36");
    type(Keys.ESCAPE, Keys.chord(Keys.CONTROL, Keys.BACK_SPACE));
    write(text().replaceAll("\\?state ps:.*", "") + "VALUES ?state { wd:Q1 } } }");
    assertThat(text()).startsWith("PREFIX wdt: <http://www.wikidata.org/prop/direct/>");
    ask();
    awaitRows(1);
    assertThat(browser.complaints(server.address(), "nothing")).isEmpty();
  }

  @Test
  void queryThatRunsIsStopped() {
    open(server.address() + "ask");
    write("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }");
    ask();
    browser.await("there is nothing to stop", () -> browser.isTrue("return !stop.hidden"));
    browser.click("#stop");
    browser.awaitText("outcome", "The query was stopped.");
    assertThat(browser.isTrue("return document.getElementById('stop').hidden")).isTrue();
  }

  @Test
  void prefixesAreAddedAndCodeIsOffered() {
    open(server.address() + "ask");
    write("SELECT ?x { ?x a gec:State ; rdfs:label \"ex:ample\" } # see foaf:name");
    browser.click("#prefixes");
    browser.await("no prefix is added", () -> text().startsWith("PREFIX gec: <"));
    assertThat(text()).contains("PREFIX rdfs: <").doesNotContain("PREFIX foaf:");
    browser.click("#code summary");
    assertThat(browser.driver().findElement(By.cssSelector("#code pre")).getText())
        .startsWith("curl ")
        .contains(server.address() + "sparql")
        .contains("a gec:State");
  }

  @Test
  void pageServesAPhoneWithoutScrollingSideways() {
    browser.driver().manage().window().setSize(new Dimension(390, 844));
    try {
      open(server.address() + "ask?question=tea/how-much-tea");
      assertThat(browser.isTrue("return document.documentElement.scrollWidth <= window.innerWidth"))
          .isTrue();
    } finally {
      browser.driver().manage().window().setSize(new Dimension(1200, 1600));
    }
  }
}
