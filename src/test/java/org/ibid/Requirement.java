package org.ibid;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/**
 * Skips a test on a machine that lacks what it needs, unless the environment variable {@code
 * IBID_REQUIRE} (names separated by commas) says that it must be there: then the test fails.
 */
public final class Requirement {

  private Requirement() {}

  /** Goes on only if something is there. */
  public static void of(String name, boolean there, String message) {
    if (there) {
      return;
    }
    String required = System.getenv().getOrDefault("IBID_REQUIRE", "");
    List<String> names = Arrays.stream(required.split(",")).map(String::strip).toList();
    if (names.contains(name)) {
      Assertions.fail(message + " (IBID_REQUIRE names " + name + ")");
    }
    skip(message);
  }

  /** Skips the test and has the build say why. */
  public static void skip(String why) {
    LoggerFactory.getLogger(Requirement.class).warn("Skipped: {}", why);
    Assumptions.abort(why);
  }
}
