package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.ProjectFolder;
import org.ibid.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Walks through the pages as a person does, in Chromium; skipped where there is none. */
class BrowserTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern REQUEST =
      Pattern.compile("\"method\":\"Network.requestWillBeSent\".*?\"url\":\"(https?:[^\"]*)\"");

  @TempDir static Path folder;
  private static IbidServer server;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    Requirement.of(
        "browser",
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "The browser test needs " + CHROMIUM + " and " + DRIVER);
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1600",
        "--user-data-dir=" + Files.createDirectory(folder.resolve("profile")));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
    if (server != null) {
      server.close();
    }
  }

  private static String heading() {
    return browser.findElement(By.tagName("h1")).getText();
  }

  private static void click(String text) {
    leaveBy(browser.findElement(By.partialLinkText(text)));
  }

  /** Clicks, and waits until the page is another one. */
  private static void leaveBy(WebElement element) {
    // A mark that goes with the page; to ask an element of a page that is going away is a race.
    browser.executeScript("window.stillThere = true");
    element.click();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      Object left =
          browser.executeScript(
              "return window.stillThere === undefined && document.readyState === 'complete'");
      if (Boolean.TRUE.equals(left)) {
        return;
      }
    }
    throw new AssertionError("the page stayed the same");
  }

  /** What the pages asked for elsewhere, and what the browser complained of. */
  private static List<String> complaints() {
    List<String> away =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> REQUEST.matcher(entry.getMessage()))
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .filter(url -> !url.startsWith(server.address()))
            .toList();
    List<String> errors =
        browser.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> !message.contains("400 (Bad Request)"))
            .toList();
    return java.util.stream.Stream.concat(away.stream(), errors.stream()).toList();
  }

  @Test
  void personWalksFromAQuestionToAClaimAndOnToThePublisher() {
    browser.get(server.address());
    assertThat(heading()).isEqualTo("Every claim knows its source");
    click("How much tea is traded?");
    assertThat(
            browser
                .findElement(By.cssSelector(".rows .number:last-of-type, .rows td.number"))
                .getText())
        .isEqualTo("3,500,000");
    click("Arcadia and Ruritania traded");
    assertThat(heading()).startsWith("Arcadia and Ruritania traded");
    click("Footnote 1");
    assertThat(heading()).isEqualTo("Footnote 1");
    click("Reference in footnote 1");
    click("Gazette 2000");
    assertThat(heading()).isEqualTo("Gazette 2000");
    click("The Gazette");
    assertThat(heading()).isEqualTo("The Gazette");
    assertThat(browser.findElement(By.tagName("main")).getText()).contains("state media");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void personMendsAQueryWhereItIsMarked() {
    browser.get(server.address() + "sparql");
    ask("SELECT ?claim {\n  ?claim a ibid:Claim ;\n}}");
    assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
        .startsWith("Line 3, column 2");
    assertThat(browser.findElement(By.cssSelector(".wrong mark")).getText()).isEqualTo("}");
    ask("SELECT ?claim {\n  ?claim a ibid:Claim\n}");
    assertThat(browser.findElements(By.cssSelector("[role=alert]"))).isEmpty();
    assertThat(browser.findElements(By.cssSelector(".rows tbody tr"))).hasSize(2);
    assertThat(browser.findElement(By.className("summary")).getText()).startsWith("2 rows in ");
    assertThat(complaints()).isEmpty();
  }

  private static void ask(String query) {
    WebElement form = browser.findElement(By.name("query"));
    form.clear();
    form.sendKeys(query);
    leaveBy(browser.findElement(By.cssSelector("form.ask button")));
  }

  @Test
  void pagesWorkWithTheKeyboard() {
    browser.get(server.address());
    browser.switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.TAB);
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Skip to the content");
  }
}
