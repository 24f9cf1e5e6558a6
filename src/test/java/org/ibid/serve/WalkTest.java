package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.ibid.ArticleCopies;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * Walks through the bundled graph as a scholar does, in Chromium, on a wide screen, on a phone and
 * with the keyboard alone; on the way axe-core looks at each page, and nothing is asked elsewhere.
 */
class WalkTest {

  private static final int WIDE = 1280;
  private static final int PHONE = 390;

  @TempDir static Path folder;
  private static IbidServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    Home home = InventedProject.bundled();
    server =
        IbidServer.start(
            ClaimGraph.load(home, Progress.none()),
            home,
            ServerOptions.onPort(0).withFederation(Federation.offline(Services.read(home))));
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

  @BeforeEach
  void forget() {
    browser.complaints(server.address(), "nothing");
  }

  private static void width(int width) {
    browser.driver().manage().window().setSize(new Dimension(width, 900));
  }

  private static void open(String page) {
    browser.driver().get(server.address() + page);
    look();
  }

  /** Looks at the page: nothing shuts people out, and nothing sticks out at the side. */
  private static void look() {
    String address = browser.driver().getCurrentUrl();
    assertThat(browser.barriers(true)).as(address).isEmpty();
    assertThat(browser.isTrue("return document.documentElement.scrollWidth <= window.innerWidth"))
        .as(address + " fits the window")
        .isTrue();
  }

  private static WebElement find(String selector) {
    return browser.driver().findElement(By.cssSelector(selector));
  }

  private static List<WebElement> all(String selector) {
    return browser.driver().findElements(By.cssSelector(selector));
  }

  private static void follow(String selector) {
    browser.leave(() -> browser.click(selector));
    look();
  }

  private static String main() {
    return find("main").getText();
  }

  private static void type(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  private static void control(CharSequence key) {
    new Actions(browser.driver()).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  private static void nothingWasAskedElsewhere() {
    assertThat(browser.complaints(server.address(), "400 (Bad Request)")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerFollowsAClaimToItsSourceAndSeesAllThatRestsOnStateMedia(int width) {
    width(width);
    open("");
    String claims = "a[href='/browse?grounds=ibid%3AStateMedia']";
    follow("main a[href*='/claim/']:not([href*='#'])");
    assertThat(main()).contains("Who says it", "Sentence");
    browser.driver().navigate().back();
    follow("main a[href*='/note/']");
    assertThat(browser.heading()).startsWith("Footnote ");
    follow("main a[href*='/doc/work/']:not([href*='.'])");
    assertThat(main()).contains("state media", "Claims that rest on it");
    open("");
    follow("main " + claims);
    assertThat(find("#total").getText()).matches("[1-9][0-9]* claims of [0-9]+ .*");
    assertThat(all("input[name=grounds]:checked")).hasSize(1);
    nothingWasAskedElsewhere();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerNarrowsTheClaimsDownToTargetsWithoutADeadline(int width) {
    width(width);
    open("browse");
    if (find(".facets").getDomAttribute("open") == null) {
      browser.click(".facets summary");
    }
    browser.click("input[name=targets][value='without a deadline']");
    browser.await(
        "the claims are not narrowed down",
        () -> browser.driver().getCurrentUrl().contains("targets=without+a+deadline"));
    browser.awaitText("total", " of ");
    assertThat(all(".claims > ul > li")).isNotEmpty().hasSizeLessThan(10);
    look();
    nothingWasAskedElsewhere();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerFindsAPersonInEitherAlphabetAndMisspelt(int width) {
    width(width);
    for (String typed : List.of("Лиссоволик", "Lisovolik")) {
      open("queries");
      browser.click(".seek input");
      type(typed);
      awaitOption("Yaroslav Lissovolik");
      look();
      browser.leave(() -> browser.click(".finder [role=option]"));
      assertThat(browser.heading()).isEqualTo("Yaroslav Lissovolik");
    }
    nothingWasAskedElsewhere();
  }

  private static void awaitOption(String text) {
    browser.await(
        text + " is not offered",
        () ->
            all("[role=option]").stream()
                .anyMatch(option -> option.isDisplayed() && option.getText().contains(text)));
  }

  private static void awaitEditor() {
    browser.await(
        "the editor does not come",
        () -> browser.isTrue("return document.documentElement.dataset.enhanced === 'true'"));
  }

  private static void awaitRows() {
    browser.await("there are no rows", () -> !all("#outcome .rows tbody tr").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerFillsInAQuestionOfTheCatalogue(int width) {
    width(width);
    open("ask?question=withdrawal/what-falls");
    awaitEditor();
    browser.click("#choose .pick input");
    type("rt 2019");
    awaitOption("RT 2019a");
    look();
    type(Keys.ARROW_DOWN, Keys.ENTER);
    follow("#choose button");
    awaitRows();
    assertThat(find("#choose .pick input").getDomProperty("value")).isEqualTo("RT 2019a");
    nothingWasAskedElsewhere();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerWritesAQueryMendsDrawsAndSharesIt(int width) {
    width(width);
    open("ask");
    awaitEditor();
    browser.driver().executeScript("ibidEditor.focus()");
    control("a");
    type(Keys.DELETE);
    writeCounts();
    browser.click("#run");
    awaitRows();
    look();
    browser.driver().executeScript("ibidEditor.focus()");
    control(Keys.END);
    type("}");
    browser.awaitText("told", "Line ");
    browser.click("#told button");
    control(Keys.END);
    type(Keys.BACK_SPACE);
    browser.await("the mistake stays", () -> browser.isTrue("return told.textContent === ''"));
    browser.click("#outcome .views a[href$='view=bars']");
    browser.await("nothing is drawn", () -> !all("#outcome .pictured svg").isEmpty());
    look();
    browser.allowClipboard(server.address());
    browser.click("#share");
    browser.await("the link is not copied", () -> main().contains("The link is copied."));
    String link = browser.clipboard();
    assertThat(link).startsWith(server.address() + "ask?query=PREFIX").endsWith("&view=bars");
    browser.driver().get("about:blank");
    browser.driver().get(link);
    awaitEditor();
    assertThat(all("#outcome .pictured svg")).isNotEmpty();
    look();
    assertThat(browser.complaints(server.address(), "400 (Bad Request)"))
        .filteredOn(complaint -> !complaint.startsWith("about:"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queries/actors-and-blocs/how-an-actor-stands-to-others",
        "queries/places/routes-on-the-map",
        "ask?question=evidence/kinds-of-source-behind-it"
      })
  void readerTakesAPictureAlongAsAPngOfTheSizeInWhichItIsDrawn(String page, @TempDir Path downloads)
      throws IOException {
    width(WIDE);
    open(page);
    WebElement svg = find(".pictured .files a");
    Matcher size =
        Pattern.compile("<svg [^>]*? width=\"([\\d.]+)\" height=\"([\\d.]+)\"")
            .matcher(fetched(svg.getDomProperty("href")));
    assertThat(size.find()).isTrue();
    Path file = browser.download(downloads, ".png", () -> browser.click(".pictured .files button"));
    BufferedImage png = ImageIO.read(file.toFile());
    assertThat(png.getWidth()).isEqualTo((int) (2 * Double.parseDouble(size.group(1))));
    assertThat(png.getHeight())
        .isBetween(
            2 * (int) Double.parseDouble(size.group(2)),
            (int) Math.ceil(2 * Double.parseDouble(size.group(2))));
    assertThat(
            IntStream.range(0, png.getWidth() * png.getHeight())
                .map(i -> png.getRGB(i % png.getWidth(), i / png.getWidth()))
                .distinct()
                .count())
        .as("colours")
        .isGreaterThan(10);
    nothingWasAskedElsewhere();
  }

  private static String fetched(String address) {
    return (String)
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                fetch(arguments[0]).then((answer) => answer.text()).then(done);
                """,
                address);
  }

  /** Counts claims by modality, the property taken from what is offered. */
  private static void writeCounts() {
    type("SELECT ?how (COUNT(?claim) AS ?claims) { ?claim ibid:modal");
    browser.driver().executeScript("delete window.offered");
    browser.await(
        "nothing is offered",
        () ->
            browser.isTrue(
                """
                const first = document.getElementById('editor').shadowRoot
                    .querySelector('.cm-tooltip-autocomplete li[aria-selected=true]');
                if (!first || !first.textContent.startsWith('ibid:modality')) return false;
                window.offered ??= performance.now();
                return performance.now() > window.offered + 200;
                """));
    type(Keys.ENTER);
    type(" ?how");
    control(Keys.END);
    type(" GROUP BY ?how", Keys.ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void readerWithACopyOfTheTextSeesASentenceInItsPlace(int width) {
    ArticleCopies.AtHand copy = ArticleCopies.atHand().get(0);
    width(width);
    open("");
    follow("main a[href*='/read/']");
    assertThat(all(".passage blockquote")).isEmpty();
    find("#copy").sendKeys(copy.file().toAbsolutePath().toString());
    browser.await("no sentence is shown", () -> !all(".passage blockquote").isEmpty());
    look();
    assertThat(find(".copy [role=status]").getText()).startsWith("All ");
    browser.click(".copy button");
    browser.await("the copy is not put away", () -> all(".passage blockquote").isEmpty());
    nothingWasAskedElsewhere();
  }

  @Test
  void keyboardAloneLeadsFromASearchToAClaimAndToAnAnswer() {
    width(WIDE);
    browser.driver().get(server.address());
    browser.tabTo("main .search input");
    type("Lisovolik");
    awaitOption("Yaroslav Lissovolik");
    type(Keys.ARROW_DOWN);
    browser.leave(() -> type(Keys.ENTER));
    assertThat(browser.heading()).isEqualTo("Yaroslav Lissovolik");
    browser.tabTo("main a[href*=\"/claim/\"]");
    browser.leave(() -> type(Keys.ENTER));
    assertThat(main()).contains("Who says it");
    browser.tabTo("nav a[href=\"/ask\"]");
    browser.leave(() -> type(Keys.ENTER));
    awaitEditor();
    browser.tabTo("#editor");
    control("a");
    type(Keys.DELETE);
    writeCounts();
    control(Keys.ENTER);
    awaitRows();
    browser.tabTo("#outcome .views a[href$=\"view=bars\"]");
    type(Keys.ENTER);
    browser.await("nothing is drawn", () -> !all("#outcome .pictured svg").isEmpty());
    nothingWasAskedElsewhere();
  }
}
