package org.ibid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;

/** Makes small project folders for tests. */
public final class ProjectFolder {

  private static final String PREFIXES =
      """
      @prefix ex: <https://w3id.org/ibid/id/thing/> . @prefix ibid: <https://w3id.org/ibid/ns#> .
      """;

  private final Path root;

  /** A project in the given folder, at first empty. */
  public ProjectFolder(Path root) {
    this.root = root;
  }

  /**
   * Writes a file; a Turtle file gets the prefixes {@code ex:} and {@code ibid:} on its first line.
   */
  public Path write(String path, String text) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, path.endsWith(".ttl") ? PREFIXES + text : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Home home() {
    return new Home(root);
  }

  public ClaimGraph load() {
    return ClaimGraph.load(home(), Progress.none());
  }
}
