package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.ibid.ProjectFolder;
import org.ibid.edit.Tokens;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Writes, changes, copies and retracts claims in the form, in Chromium. */
class EditFormTest {

  private static final String TEA = "https://w3id.org/ibid/id/tea-2001/claim/";

  @TempDir static Path folder;
  private static Store store;
  private static IbidServer server;
  private static Browser browser;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    store = Store.create(project.home(), folder.resolve("store"), Progress.none());
    token = Tokens.of(folder.resolve("store")).add("anna", null);
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

  private static void open(String page) {
    browser.driver().get(server.address() + page);
    browser.await(
        "the form's script does not run",
        () ->
            browser.isTrue(
                "return document.readyState === 'complete'"
                    + " && (!document.getElementById('claim-form')"
                    + " || document.documentElement.dataset.enhanced === 'true')"));
  }

  private static WebElement byId(String id) {
    return browser.driver().findElement(By.id(id));
  }

  /** Types something into a field and leaves it. */
  private static void fill(String id, String text) {
    WebElement field = byId(id);
    field.clear();
    field.sendKeys(text, Keys.TAB);
  }

  private static void publish() {
    fill("token", token);
    browser.leaveBy(byId("publish"));
  }

  private static void pick(String field, String typed, String label) {
    WebElement input = browser.tabTo("#" + field);
    input.sendKeys(typed);
    String list = input.getDomAttribute("aria-controls");
    browser.await(
        "nothing to pick is offered for " + typed,
        () ->
            !browser
                .driver()
                .findElements(By.cssSelector("#" + list + " [role=option]"))
                .isEmpty());
    input.sendKeys(Keys.ARROW_DOWN);
    assertThat(browser.driver().findElement(By.cssSelector("#" + list + " [aria-selected=true]")))
        .extracting(WebElement::getText)
        .asString()
        .startsWith(label);
    input.sendKeys(Keys.ENTER);
    assertThat(input.getDomProperty("value")).isEqualTo(label);
  }

  @Test
  void claimIsWrittenAndPublishedWithTheKeyboardAlone() {
    browser.complaints(server.address(), "nothing");
    open("edit");
    browser.tabTo("#filter").sendKeys("judges");
    browser.leave(() -> browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER));
    assertThat(browser.heading()).isEqualTo("Write an evaluation claim");
    browser.tabTo("#f-ibid-statement-0").sendKeys("Tea is worth more to Arcadia than coffee.");
    browser.tabTo("[name=\"ibid:modality/0\"]").sendKeys(Keys.SPACE);
    browser.tabTo("[name=\".attribution/ibid:stance/0\"]").sendKeys(Keys.SPACE);
    pick("f-ibid-passage-0", "2", "Sentence 2");
    WebElement evidence = browser.tabTo("[name=\".evidence/a/0\"]");
    browser.redraw(() -> evidence.sendKeys(Keys.ARROW_RIGHT));
    assertThat(browser.driver().switchTo().activeElement().getDomAttribute("value"))
        .isEqualTo("ibid:NoSourceGiven");
    pick("f-ibid-about-0", "аркад", "Arcadia");
    browser.awaitText("status", "Ready to be published");
    browser.tabTo("#reason").sendKeys("It was left out");
    browser.tabTo("#token").sendKeys(token);
    WebElement button = browser.tabTo("#publish");
    browser.leave(() -> button.sendKeys(Keys.ENTER));
    assertThat(browser.heading()).isEqualTo("Published");
    assertThat(browser.driver().getCurrentUrl()).doesNotContain(token);
    browser.leaveBy(browser.driver().findElement(By.linkText("See the claim")));
    assertThat(browser.heading()).isEqualTo("Tea is worth more to Arcadia than coffee.");
    browser.leaveBy(browser.driver().findElement(By.linkText("History")));
    assertThat(browser.driver().findElement(By.tagName("main")).getText())
        .contains("anna", "It was left out");
    assertThat(browser.complaints(server.address(), "favicon")).isEmpty();
  }

  @Test
  void thingThatIsNotThereIsDescribedWhereItIsMissedAndPublishedWithTheClaim() {
    open("edit?copy=" + TEA + "tea-matters");
    fill("f-ibid-statement-0", "Tea matters to Port Rosewater.");
    WebElement about = byId("f-ibid-about-0");
    about.clear();
    about.sendKeys("Port Rosewater");
    browser.await(
        "nothing new is offered",
        () -> !browser.driver().findElements(By.cssSelector(".fresh")).isEmpty());
    assertThat(byId(about.getDomAttribute("aria-controls")).getText())
        .contains("Nothing of that name", "New: describe “Port Rosewater”");
    browser.redraw(() -> about.sendKeys(Keys.ARROW_UP, Keys.ENTER));
    // What kind of thing it is comes first, and what was typed is its label.
    WebElement kind = browser.driver().switchTo().activeElement();
    assertThat(kind.getDomAttribute("id")).isEqualTo("f-1-a-0");
    assertThat(byId("f-1-rdfs-label-0").getDomProperty("value")).isEqualTo("Port Rosewater");
    browser.redraw(() -> kind.sendKeys("port", Keys.TAB));
    browser.tabTo("#f-1-dcterms-description-0").sendKeys("A port that nobody has found.");
    browser.tabTo(".values .part .rare summary").sendKeys(Keys.SPACE);
    WebElement place = browser.tabTo("#f-1-gec-locatedIn-0");
    place.sendKeys("Arcad", Keys.TAB);
    browser.awaitText("f-1-gec-locatedIn-0-problems", "Nothing here is called “Arcad”");
    browser.click("#f-1-gec-locatedIn-0-problems [name=use]");
    browser.awaitText("status", "Ready to be published");
    assertThat(byId("f-1-slug-0").getDomAttribute("placeholder")).isEqualTo("port-rosewater");
    publish();
    assertThat(browser.heading()).isEqualTo("Published");
    open("doc/place/port-rosewater");
    assertThat(browser.heading()).isEqualTo("Port Rosewater");
    assertThat(browser.driver().findElement(By.tagName("main")).getText())
        .contains("A port that nobody has found.", "Tea matters to Port Rosewater.");
  }

  @Test
  void newThingIsGivenUpForTheOneThatIsThereUnderMuchTheSameName() {
    open("edit?copy=" + TEA + "tea-matters");
    WebElement about = byId("f-ibid-about-0");
    about.clear();
    about.sendKeys("Acradia");
    browser.await(
        "nothing new is offered",
        () -> !browser.driver().findElements(By.cssSelector(".fresh")).isEmpty());
    browser.redraw(() -> browser.click(".fresh"));
    browser.redraw(() -> byId("f-1-a-0").sendKeys("state", Keys.TAB));
    browser.awaitText("f-1-rdfs-label-0-problems", "much the same name");
    browser.redraw(() -> browser.click("#f-1-rdfs-label-0-problems [name=use]"));
    assertThat(byId("f-ibid-about-0").getDomProperty("value")).isEqualTo("Arcadia");
    assertThat(browser.driver().findElements(By.id("f-1-a-0"))).isEmpty();
  }

  @Test
  void eachMistakeIsShownAtItsFieldWithTheWayToMendIt() {
    open("edit?kind=gec:TradeFlowClaim");
    fill("f-ibid-period-0", "May 1999");
    browser.awaitText("f-ibid-period-0-problems", "is no date");
    fill("f-amount-ibid-value-0", "3.5 million");
    browser.awaitText("f-amount-ibid-value-0-problems", "is no plain number");
    fill("f-gec-between-0", "Arcadai");
    browser.awaitText("f-gec-between-0-problems", "Nothing here is called “Arcadai”");
    assertThat(byId("f-gec-between-0").getDomAttribute("aria-invalid")).isEqualTo("true");
    fill("f-gec-between-1", "Sentence 1");
    browser.awaitText("f-gec-between-1-problems", "between actors");
    // A suggestion mends what it is about.
    browser.click("#f-gec-between-0-problems button");
    browser.await("the mistake stays", () -> byId("f-gec-between-0-problems").getText().isEmpty());
    assertThat(byId("f-gec-between-0").getDomProperty("value")).isEqualTo("Arcadia");
    browser.click("#f-ibid-period-0-problems button");
    browser.await("the mistake stays", () -> byId("f-ibid-period-0-problems").getText().isEmpty());
    // What is missing is told when everything is checked, and each entry leads to its field.
    assertThat(byId("f-ibid-evidence-problems").getText()).isEmpty();
    browser.redraw(
        () -> browser.driver().findElement(By.cssSelector(".acts [name=check]")).click());
    assertThat(byId("summary").getText()).contains("must be mended", "Every claim has a source");
    for (String field :
        new String[] {"ibid-statement", "ibid-modality", "ibid-passage", "ibid-evidence"}) {
      assertThat(byId("f-" + field + "-problems").getText()).as(field).isNotEmpty();
    }
    browser.click("#summary a[href='#f-ibid-statement']");
    assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
        .isEqualTo("f-ibid-statement-0");
  }

  @Test
  void oneValueTooManyIsShownAtTheFieldThatHasIt() {
    open("edit?copy=" + TEA + "tea-matters");
    browser.redraw(() -> browser.click("[name=more][value=\"ibid:statement\"]"));
    fill("f-ibid-statement-1", "Tea matters a lot.");
    // Which of the two is the one too many, nobody can say.
    browser.awaitText("f-ibid-statement", "one statement in each language");
  }

  @Test
  void claimIsCopiedChangedAndRetracted() {
    open("edit?copy=" + TEA + "tea-matters");
    fill("f-ibid-statement-0", "Tea hardly matters to Ruritania.");
    publish();
    assertThat(browser.heading()).isEqualTo("Published");
    String copy = TEA + "tea-hardly-matters-ruritania";
    open("edit?claim=" + copy);
    fill("f-ibid-statement-0", "Tea matters little to Ruritania.");
    publish();
    assertThat(browser.heading()).isEqualTo("Published");
    browser.leaveBy(browser.driver().findElement(By.linkText("See the claim")));
    assertThat(browser.heading()).isEqualTo("Tea matters little to Ruritania.");
    browser.leaveBy(browser.driver().findElement(By.linkText("Retract")));
    fill("reason", "The article does not say so");
    fill("token", token);
    browser.leaveBy(byId("retract"));
    assertThat(browser.heading()).isEqualTo("Retracted");
    open("doc/tea-2001/claim/tea-hardly-matters-ruritania");
    assertThat(browser.driver().findElement(By.tagName("main")).getText())
        .contains("The article does not say so");
  }

  @Test
  void whoChangesWhatSomebodyElseHasChangedSeesBothBeforeAnythingIsLost() {
    open("edit?copy=" + TEA + "tea-matters");
    fill("f-ibid-statement-0", "Two people write about tea.");
    publish();
    String claim = TEA + "two-people-write-about-tea";
    open("edit?claim=" + claim);
    String mine = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
    open("edit?claim=" + claim);
    fill("f-ibid-statement-0", "The other writes about tea.");
    publish();
    browser.driver().close();
    browser.driver().switchTo().window(mine);
    fill("f-ibid-statement-0", "I write about tea.");
    publish();
    assertThat(byId("refusal").getText()).contains("Somebody has changed this claim");
    assertThat(byId("theirs").findElement(By.className("wrong")).getText())
        .contains("The other writes about tea.");
    assertThat(byId("f-ibid-statement-0").getDomProperty("value")).isEqualTo("I write about tea.");
    publish();
    assertThat(browser.heading()).isEqualTo("Published");
  }

  @Test
  void wrongTokenPublishesNothingAndLosesNothing() {
    open("edit?copy=" + TEA + "tea-matters");
    fill("f-ibid-statement-0", "Nobody will ever read this.");
    fill("token", "ibid_wrong");
    browser.leaveBy(byId("publish"));
    assertThat(byId("refusal").getText()).contains("does not open the store");
    assertThat(byId("f-ibid-statement-0").getDomProperty("value"))
        .isEqualTo("Nobody will ever read this.");
    assertThat(browser.driver().getPageSource()).doesNotContain("ibid_wrong\"");
  }

  @Test
  void formServesAPhoneWithoutScrollingSideways() {
    browser.driver().manage().window().setSize(new org.openqa.selenium.Dimension(390, 844));
    try {
      open("edit?claim=" + TEA + "tea-trade");
      assertThat(browser.isTrue("return document.documentElement.scrollWidth <= window.innerWidth"))
          .isTrue();
    } finally {
      browser.driver().manage().window().setSize(new org.openqa.selenium.Dimension(1200, 1600));
    }
  }
}
