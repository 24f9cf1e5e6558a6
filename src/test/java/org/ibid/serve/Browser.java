package org.ibid.serve;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JSON;
import org.ibid.Requirement;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Drives Chromium for tests, and waits for what happens in pages. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final int TABS = 400;
  private static final String REQUEST = "Network.requestWillBeSent";

  private static final String LOOK_FOR_BARRIERS =
      """
      const [light, done] = arguments;
      const rules = light
        ? { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
        : { type: 'rule', values: ['color-contrast'] };
      axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
        (found) => done(found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 4).join(' | '))),
        (error) => done([String(error)]));
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is no browser. */
  static void require() {
    Requirement.of(
        "browser",
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "The browser test needs " + CHROMIUM + " and " + DRIVER);
  }

  /** Starts a browser that keeps its profile in a folder. */
  static Browser start(Path folder) throws IOException {
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
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(3));
    return new Browser(driver);
  }

  ChromeDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.quit();
  }

  String heading() {
    return driver.findElement(By.tagName("h1")).getText();
  }

  /** Clicks on something, in the middle of the window, where nothing lies over it. */
  void click(String selector) {
    await(
        "nothing to click at " + selector,
        () -> {
          WebElement element = driver.findElement(By.cssSelector(selector));
          driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
          element.click();
          return true;
        });
  }

  /** Clicks, and waits until the page is another one. */
  void leaveBy(WebElement element) {
    leave(element::click);
  }

  /** Does something by which the page becomes another one, and waits until it has. */
  void leave(Runnable deed) {
    // A mark that goes with the page; to ask an element of a page that is going away is a race.
    driver.executeScript("window.stillThere = true");
    deed.run();
    await(
        "the page stayed the same",
        () ->
            isTrue("return window.stillThere === undefined && document.readyState === 'complete'"));
  }

  /** Does something by which the main part of the page is drawn anew, and waits until it is. */
  void redraw(Runnable deed) {
    driver.executeScript("document.querySelector('main').stillThere = true");
    deed.run();
    await(
        "the page was not drawn anew",
        () -> isTrue("return document.querySelector('main').stillThere === undefined"));
  }

  /** Does something by which a file is downloaded, and waits until the file is whole. */
  Path download(Path folder, String ending, Runnable deed) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toAbsolutePath().toString()));
    deed.run();
    // While it comes, a file has another name.
    await("nothing is downloaded", () -> files(folder, ending).size() == 1);
    return files(folder, ending).get(0);
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets pages of a site read the clipboard and write to it. */
  void allowClipboard(String origin) {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of(
            "origin",
            origin,
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** What stands on the clipboard. */
  String clipboard() {
    return (String)
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done(String(error)));
            """);
  }

  boolean isTrue(String script) {
    return Boolean.TRUE.equals(driver.executeScript(script));
  }

  /** Waits until something is so. */
  void await(String otherwise, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (StaleElementReferenceException e) {
        // It was drawn anew just now.
      }
      pause();
    }
    throw new AssertionError(otherwise);
  }

  /** Leaves the machine to what is waited for. */
  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until an element says something. */
  void awaitText(String id, String text) {
    await(
        "#" + id + " does not say: " + text,
        () -> driver.findElement(By.id(id)).getText().contains(text));
  }

  /** Goes from one thing to the next with the tabulator, until the wanted one has the focus. */
  WebElement tabTo(String selector) {
    for (int i = 0; i < TABS; i++) {
      if (isTrue("return document.activeElement.matches('" + selector + "')")) {
        return driver.switchTo().activeElement();
      }
      new Actions(driver).sendKeys(Keys.TAB).perform();
    }
    throw new AssertionError("the keyboard does not lead to " + selector);
  }

  /** The addresses that the pages have asked for since this was last called. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("\"" + REQUEST + "\""))
        .map(message -> JSON.parse(message).getObj("message"))
        .filter(message -> message.getString("method").equals(REQUEST))
        .map(message -> message.getObj("params").getObj("request").getString("url"))
        .filter(url -> url.startsWith("http") || url.startsWith("ws"))
        .toList();
  }

  /**
   * What axe-core finds in the open page that shuts people out.
   *
   * @param light whether to look at everything, or only at the contrast, for a page in the dark
   */
  @SuppressWarnings("unchecked")
  List<String> barriers(boolean light) {
    if (!isTrue("return window.axe !== undefined")) {
      try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
        driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return (List<String>) driver.executeAsyncScript(LOOK_FOR_BARRIERS, light);
  }

  /** What the pages asked for elsewhere, and what the browser complained of but for one thing. */
  List<String> complaints(String address, String expected) {
    Stream<String> away = requests().stream().filter(url -> !url.startsWith(address));
    Stream<String> errors =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> !message.contains(expected));
    return Stream.concat(away, errors).toList();
  }
}
