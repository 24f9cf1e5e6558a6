package org.ibid.graph;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * Remembers, beside a store's log, what a folder of data files and the store both said when files
 * were last written or loaded.
 *
 * <p>It may be lost without harm: then what the store began with counts, and more is a conflict
 * than need be. It is never newer than what both said.
 */
public final class Agreement {

  private final Path file;

  /** What a store and a folder agree on. */
  public Agreement(Path store, Path folder) {
    Path full = folder.toAbsolutePath().normalize();
    this.file =
        store.resolve("files").resolve(Digests.sha256(full.toString()).substring(0, 12) + ".txt");
  }

  /**
   * What both said.
   *
   * @param digests the digest of each resource, as {@link FileMerge#digests} gives it
   * @param places the files that spoke of each, where that is known
   */
  public record Said(Map<Node, String> digests, Map<Node, Set<String>> places) {}

  /** What both said last, or nothing when nothing was written or loaded yet. */
  public Optional<Said> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Map<Node, String> digests = new TreeMap<>(DataFiles.byAddress());
      Map<Node, Set<String>> places = new TreeMap<>(DataFiles.byAddress());
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        List<String> words = List.of(line.split("\t", -1));
        if (words.size() > 1) {
          Node resource = NodeFactory.createURI(words.get(1));
          digests.put(resource, words.get(0));
          places.put(resource, new TreeSet<>(words.subList(2, words.size())));
        }
      }
      return Optional.of(new Said(digests, places));
    } catch (IOException e) {
      throw new StoreException(file.toString(), "the file cannot be read: " + e.getMessage(), e);
    }
  }

  /** Remembers what both say now. */
  public void write(Said said) {
    StringBuilder lines = new StringBuilder();
    said.digests()
        .forEach(
            (resource, digest) -> {
              lines.append(digest).append('\t').append(resource.getURI());
              said.places()
                  .getOrDefault(resource, Set.of())
                  .forEach(place -> lines.append('\t').append(place));
              lines.append('\n');
            });
    try {
      AtomicFile.write(file, lines.toString());
    } catch (IOException e) {
      throw new StoreException(file.toString(), "the file cannot be written: " + e.getMessage(), e);
    }
  }
}
