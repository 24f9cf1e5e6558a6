package org.ibid.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ibid.ArticleCopies;
import org.slf4j.LoggerFactory;

/**
 * Counts what passes, fails and does not apply in one suite, prints the counts and keeps them, with
 * the reasons, in {@code target/suites/<suite>.md}.
 *
 * <p>The cases that are known to fail stand in {@code src/test/resources/suites/<suite>.tsv}, each
 * with the reason. Any other failure fails the test, and so does a known one that passes.
 */
public final class Tally {

  /** Does one case; what it throws says why the case fails. */
  @FunctionalInterface
  public interface Case {
    void run() throws Exception;
  }

  private final String suite;
  private final List<String> passed = new ArrayList<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private final Map<String, String> notApplicable = new LinkedHashMap<>();

  public Tally(String suite) {
    this.suite = suite;
  }

  /** Runs a case and notes how it ends. */
  public void run(String name, Case work) {
    try {
      work.run();
      passed.add(name);
    } catch (Exception | AssertionError | StackOverflowError e) {
      String why = String.valueOf(e.getMessage() == null ? e : e.getMessage());
      failed.put(name, why.strip().replaceAll("\\s+", " "));
    }
  }

  /** Notes a case that asks for what Ibid does not do. */
  public void notApplicable(String name, String why) {
    notApplicable.put(name, why);
  }

  /** Prints and keeps the counts, and fails unless exactly the known cases have failed. */
  public void close() {
    LoggerFactory.getLogger(Tally.class).info("{}", counts());
    Map<String, String> known = known();
    keep(known);
    assertThat(passed).as("a suite with no passed case has not been run").isNotEmpty();
    Map<String, String> unexpected = new LinkedHashMap<>(failed);
    unexpected.keySet().removeAll(known.keySet());
    assertThat(unexpected).as("failures that nobody knows of").isEmpty();
    assertThat(known.keySet())
        .as("cases of %s.tsv that no longer fail, or are not there", suite)
        .isSubsetOf(failed.keySet());
  }

  private String counts() {
    return suite
        + ": "
        + passed.size()
        + " passed, "
        + failed.size()
        + " failed, "
        + notApplicable.size()
        + " not applicable";
  }

  private Map<String, String> known() {
    Path file =
        ArticleCopies.project().root().resolve("src/test/resources/suites/" + suite + ".tsv");
    Map<String, String> known = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : lines(file)) {
        String[] cells = line.split("\t", 2);
        known.put(cells[0], cells[1]);
      }
    }
    return known;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(Map<String, String> known) {
    StringBuilder text = new StringBuilder("# ").append(counts()).append("\n\n");
    Map<String, Integer> reasons = new TreeMap<>();
    notApplicable.values().forEach(why -> reasons.merge(why, 1, Integer::sum));
    reasons.forEach(
        (why, n) ->
            text.append("- not applicable, ").append(n).append(": ").append(why).append('\n'));
    failed.forEach(
        (name, why) ->
            text.append("- failed: ")
                .append(name)
                .append(": ")
                .append(known.getOrDefault(name, why))
                .append('\n'));
    try {
      Path folder = ArticleCopies.project().root().resolve("target/suites");
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(suite + ".md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
