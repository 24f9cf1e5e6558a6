package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ibid.ProjectFolder;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Looks in every kind of page, light and dark, for what shuts people out, with axe-core. */
class AccessibilityTest {

  private static final String TEA = "https://w3id.org/ibid/id/tea-2001/claim/";

  private static final List<String> PAGES =
      List.of(
          "",
          "browse",
          "browse?q=tea",
          "search",
          "search?q=tea",
          "queries",
          "queries/tea/how-much-tea",
          "queries/tea/how-much-tea?view=amounts",
          "queries/tea/how-much-tea?view=bars",
          "pictures",
          "ask",
          "ask?question=tea/how-much-tea",
          "ask?query=SELECT+*+%7B",
          "sparql",
          "sparql?query=SELECT+*+%7B%3Fclaim+a+ibid:Claim%7D",
          "sparql?query=SELECT+*+%7B",
          "ns",
          "graph/entities",
          "dumps",
          "history",
          "history/1",
          "problem",
          "nothing",
          "doc/" + InventedProject.CLAIM,
          "doc/actor/arcadia",
          "doc/work/gazette-2000",
          "doc/tea-2001/note/n1",
          "doc/tea-2001/passage/s2",
          "read/tea-2001/one",
          "cite",
          "cite?claim=" + TEA + "tea-trade",
          "cite?query=SELECT+*+%7B%3Fclaim+a+ibid:Claim%7D&digest=00",
          "reconcile",
          "feed",
          "export",
          "edit",
          "edit?find=tea",
          "edit?kind=gec:TradeFlowClaim",
          "edit?claim=" + TEA + "tea-trade",
          "edit?retract=" + TEA + "tea-matters",
          "edit?done=published&of=" + TEA + "tea-matters");

  @TempDir static Path folder;
  private static Store store;
  private static IbidServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    for (String drawn :
        List.of(
            "evidence/kinds-of-source-behind-it.rq",
            "actors-and-blocs/how-an-actor-stands-to-others.rq")) {
      project.write(
          "queries/" + drawn, Files.readString(InventedProject.bundled().queries().resolve(drawn)));
    }
    store = Store.create(project.home(), folder.resolve("store"), Progress.none());
    server = IbidServer.start(store, project.home(), ServerOptions.onPort(0));
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
    if (store != null) {
      store.close();
    }
  }

  private static void dark(boolean dark) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  @Test
  void nothingInAnyPageShutsPeopleOut() {
    StringBuilder all = new StringBuilder();
    for (String page : PAGES) {
      dark(false);
      browser.driver().get(server.address() + page);
      if (page.startsWith("ask")) {
        browser.await(
            "the editor does not come",
            () -> browser.isTrue("return document.documentElement.dataset.enhanced === 'true'"));
      }
      browser.barriers(true).forEach(flaw -> all.append('/' + page + " " + flaw + '\n'));
      dark(true);
      browser
          .barriers(false)
          .forEach(flaw -> all.append('/' + page + " in the dark " + flaw + '\n'));
    }
    assertThat(all.toString()).isEmpty();
  }

  @Test
  void nothingInTheFormForANewThingShutsPeopleOut() {
    dark(false);
    browser.driver().get(server.address() + "edit?kind=ibid:EvaluationClaim");
    browser.await(
        "the form's script does not run",
        () -> browser.isTrue("return document.documentElement.dataset.enhanced === 'true'"));
    browser.click("#f-ibid-about-0");
    WebElement about = browser.driver().findElement(By.id("f-ibid-about-0"));
    about.sendKeys("Acradia");
    browser.await(
        "nothing new is offered",
        () -> !browser.driver().findElements(By.cssSelector(".fresh")).isEmpty());
    assertThat(browser.barriers(true)).isEmpty();
    browser.redraw(() -> browser.click(".fresh"));
    browser.redraw(
        () -> browser.driver().findElement(By.id("f-1-a-0")).sendKeys("state", Keys.TAB));
    browser.awaitText("f-1-rdfs-label-0-problems", "much the same name");
    assertThat(browser.barriers(true)).isEmpty();
    dark(true);
    assertThat(browser.barriers(false)).isEmpty();
  }

  @Test
  void whatHasTheFocusIsNeverUnderTheBarOfTheForm() {
    browser.driver().manage().window().setSize(new Dimension(390, 700));
    try {
      dark(false);
      browser.driver().get(server.address() + "edit?claim=" + TEA + "tea-trade");
      Object hidden =
          browser
              .driver()
              .executeScript(
                  """
                  const bar = document.querySelector('.acts');
                  const hidden = [];
                  for (const down of [true, false]) {
                    const all = [...document.querySelectorAll('#claim-form :is(input:not([type=hidden]), textarea, select, button, summary)')]
                      .filter((one) => !bar.contains(one) && one.tabIndex >= 0 && one.checkVisibility());
                    if (!down) all.reverse();
                    for (const one of all) {
                      one.focus();
                      const place = one.getBoundingClientRect();
                      if (place.bottom > bar.getBoundingClientRect().top + 1 && place.height < 300) {
                        hidden.push((one.id || one.name || one.tagName) + ' ' + place.bottom + ' ' + bar.getBoundingClientRect().top);
                      }
                    }
                  }
                  return hidden.join(', ');
                  """);
      assertThat(hidden).isEqualTo("");
    } finally {
      browser.driver().manage().window().setSize(new Dimension(1200, 1600));
    }
  }
}
