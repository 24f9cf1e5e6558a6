package org.ibid.suites;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ibid.ArticleCopies;
import org.ibid.Requirement;

/**
 * Finds the standards' own test suites, which are no part of the project.
 *
 * <p>They are at hand in the folder that the system property {@code ibid.suites} or the environment
 * variable {@code IBID_SUITES} names, or else in {@code ../shared/suites}.
 */
public final class Suite {

  private Suite() {}

  /** The folder of one suite; a test that asks where there is none is skipped and says why. */
  public static Path folder(String name) {
    String named =
        System.getProperty("ibid.suites", System.getenv().getOrDefault("IBID_SUITES", ""));
    Path all =
        named.isBlank()
            ? ArticleCopies.project().root().resolveSibling("shared").resolve("suites")
            : Path.of(named);
    Path folder = all.resolve(name).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      Requirement.skip(
          "the suite " + name + " is not at hand; IBID_SUITES can name the folder of the suites");
    }
    return folder;
  }
}
