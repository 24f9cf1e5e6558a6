package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Walks through the pages as a person does, in Chromium; skipped where there is none. */
class BrowserTest {

  @TempDir static Path folder;
  private static IbidServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
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

  private static String heading() {
    return browser.heading();
  }

  private static void click(String text) {
    browser.leaveBy(browser.driver().findElement(By.partialLinkText(text)));
  }

  private static List<String> complaints() {
    return browser.complaints(server.address(), "400 (Bad Request)");
  }

  @Test
  void personWalksFromAQuestionToAClaimAndOnToThePublisher() {
    browser.driver().get(server.address());
    assertThat(heading()).isEqualTo("Every claim knows its source");
    click("How much tea is traded?");
    assertThat(
            browser
                .driver()
                .findElement(By.cssSelector(".rows .number:last-of-type, .rows td.number"))
                .getText())
        .isEqualTo("3,500,000");
    click("Arcadia and Ruritania traded");
    assertThat(heading()).startsWith("Arcadia and Ruritania traded");
    click("Footnote 1");
    assertThat(heading()).isEqualTo("Footnote 1");
    click("Gazette 2000");
    assertThat(heading()).isEqualTo("Gazette 2000");
    click("The Gazette");
    assertThat(heading()).isEqualTo("The Gazette");
    assertThat(browser.driver().findElement(By.tagName("main")).getText()).contains("state media");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void personReadsAConclusionFollowsItsReasonAndCitesIt() {
    browser.driver().get(server.address());
    click("Tea matters to Arcadia");
    click("Arcadia and Ruritania traded");
    click("Much Tea");
    assertThat(heading()).isEqualTo("Gazette 2000");
    click("Arcadia and Ruritania traded");
    click("Cite");
    assertThat(heading()).isEqualTo("How to cite");
    browser.click("[data-copies=citation]");
    browser.await(
        "nothing is copied",
        () ->
            browser.isTrue(
                "return ['Copied',"
                    + " 'Selected'].includes(document.querySelector('[data-copies=citation]').textContent)"));
    assertThat(complaints()).isEmpty();
  }

  @Test
  void longListsOpenWithTheKeyboard() {
    browser.driver().get(server.address() + "doc/actor/arcadia");
    WebElement summary = browser.tabTo(".recorded > summary");
    assertThat(browser.isTrue("return document.querySelector('.recorded').open")).isFalse();
    summary.sendKeys(Keys.ENTER);
    browser.await(
        "it does not open",
        () -> browser.isTrue("return document.querySelector('.recorded').open"));
    assertThat(complaints()).isEmpty();
  }

  @Test
  void personMendsAQueryWhereItIsMarked() {
    browser.driver().get(server.address() + "sparql");
    ask("SELECT ?claim {\n  ?claim a ibid:Claim ;\n}}");
    assertThat(browser.driver().findElement(By.cssSelector("[role=alert]")).getText())
        .startsWith("Line 3, column 2");
    assertThat(browser.driver().findElement(By.cssSelector(".wrong mark")).getText())
        .isEqualTo("}");
    ask("SELECT ?claim {\n  ?claim a ibid:Claim\n}");
    assertThat(browser.driver().findElements(By.cssSelector("[role=alert]"))).isEmpty();
    assertThat(browser.driver().findElements(By.cssSelector(".rows tbody tr"))).hasSize(2);
    assertThat(browser.driver().findElement(By.className("summary")).getText())
        .startsWith("2 rows in ");
    assertThat(complaints()).isEmpty();
  }

  private static void ask(String query) {
    WebElement form = browser.driver().findElement(By.name("query"));
    form.clear();
    form.sendKeys(query);
    browser.leaveBy(browser.driver().findElement(By.cssSelector("form.ask button")));
  }

  @Test
  void pagesWorkWithTheKeyboard() {
    browser.driver().get(server.address());
    browser.driver().switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.TAB);
    assertThat(browser.driver().switchTo().activeElement().getText())
        .isEqualTo("Skip to the content");
  }
}
