package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonValue;
import org.ibid.ProjectFolder;
import org.ibid.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;

/** Takes from the page the code that it offers to paste, and runs it as it stands. */
class CodeToPasteTest {

  /** Letters that some language or other would take for its own. */
  private static final String QUERY =
      """
      # SPARQL
      SELECT ?text ?claims
      WHERE {
        { SELECT (COUNT(?claim) AS ?claims) { ?claim a ibid:Claim } }
        VALUES ?text { "it's" '"quoted"' "back\\\\slash" "`${text}`" "торговля, $1" ")---" \"""three\""" }
      }
      ORDER BY ?text\
      """;

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.require();
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    server = IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
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

  /** A language of the page, the program that runs it, and how the rows can be had of it. */
  enum Language {
    CURL("curl", ".sh", "", "bash"),
    PYTHON("Python", ".py", "\nimport json; print(json.dumps(rows))", "python3"),
    R("R", ".R", "\nwrite.csv(rows, row.names = FALSE)", "Rscript"),
    JAVASCRIPT("JavaScript", ".mjs", "\nconsole.log(JSON.stringify(rows));", "node");

    private final String title;
    private final String ending;
    private final String rows;
    private final String program;

    Language(String title, String ending, String rows, String program) {
      this.title = title;
      this.ending = ending;
      this.rows = rows;
      this.program = program;
    }
  }

  /** Skips the test where the language is not there. */
  private static void require(Language language) {
    boolean there;
    try {
      there =
          new ProcessBuilder(language.program, "--version")
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("version.txt").toFile())
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      there = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Requirement.of(
        language.program, there, "Code in " + language.title + " is run by " + language.program);
  }

  private static String code(String query, Language language) {
    browser.driver().get(server.address() + "ask?query=" + Client.encoded(query));
    browser.await(
        "the editor does not come",
        () -> browser.isTrue("return document.documentElement.dataset.enhanced === 'true'"));
    browser.click("#code summary");
    browser.driver().findElement(By.id("language")).sendKeys(language.title);
    return browser.driver().findElement(By.cssSelector("#code pre")).getDomProperty("textContent");
  }

  /** Runs code to its end and gives what it writes. */
  private static String run(Language language, String code) {
    Path file = folder.resolve("code" + language.ending);
    Path out = folder.resolve("out.txt");
    try {
      Files.writeString(file, code);
      int status =
          new ProcessBuilder(language.program, file.toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start()
              .waitFor();
      String written = Files.readString(out);
      assertThat(status).as(written).isZero();
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void codeGivesTheRowsOfTheServer(Language language) {
    require(language);
    String written = run(language, code(QUERY, language) + language.rows);
    String rows = client.get("/sparql?format=json&query=" + Client.encoded(QUERY), "*/*").body();
    List<Map<String, String>> expected = new ArrayList<>();
    for (JsonValue row : JSON.parse(rows).getObj("results").get("bindings").getAsArray()) {
      Map<String, String> values = new LinkedHashMap<>();
      row.getAsObject()
          .forEach((name, term) -> values.put(name, term.getAsObject().getString("value")));
      expected.add(values);
    }
    assertThat(expected).hasSize(7);
    assertThat(given(language, written)).isEqualTo(expected);
  }

  private static List<Map<String, String>> given(Language language, String written) {
    List<Map<String, String>> rows = new ArrayList<>();
    switch (language) {
      case PYTHON, JAVASCRIPT -> {
        String last = written.strip().substring(written.strip().lastIndexOf('\n') + 1);
        for (JsonValue row : JSON.parseAny(last).getAsArray()) {
          Map<String, String> values = new LinkedHashMap<>();
          row.getAsObject().forEach((name, value) -> values.put(name, value.getAsString().value()));
          rows.add(values);
        }
      }
      default -> {
        String csv =
            written.substring(written.indexOf(language == Language.R ? "\"text\"" : "text"));
        csv.lines().skip(1).forEach(line -> rows.add(row(line)));
      }
    }
    return rows;
  }

  /** A row of two columns, the first of which may be quoted. */
  private static Map<String, String> row(String line) {
    int comma = line.lastIndexOf(',');
    String text = line.substring(0, comma);
    if (text.startsWith("\"")) {
      text = text.substring(1, text.length() - 1).replace("\"\"", "\"");
    }
    return Map.of("text", text, "claims", line.substring(comma + 1));
  }

  @ParameterizedTest
  @EnumSource
  void codeForTriplesAndForTruthRunsToo(Language language) {
    require(language);
    assertThat(run(language, code("CONSTRUCT WHERE { ?claim a ibid:Claim }", language)))
        .contains("ibid:Claim");
    assertThat(run(language, code("ASK { ?claim a ibid:Claim }", language))).contains("true");
  }
}
