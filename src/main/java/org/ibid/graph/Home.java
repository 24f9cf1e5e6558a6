package org.ibid.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * Knows where in the project folder each kind of file lies.
 *
 * <p>A folder that does not exist counts as empty.
 *
 * @param root the project folder
 */
public record Home(Path root) {

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** Modules of the ontology: {@code *.ttl}. */
  public Path ontology() {
    return root.resolve("ontology");
  }

  /** SHACL shapes: {@code *.ttl}. */
  public Path shapes() {
    return ontology().resolve("shapes");
  }

  /** Rules that derive triples: CONSTRUCT queries, {@code *.rq}. */
  public Path rules() {
    return ontology().resolve("rules");
  }

  /** Queries that say what goes into exports: {@code *.rq}. */
  public Path exports() {
    return ontology().resolve("exports");
  }

  /** Questions that give the facets by which claims are narrowed down: {@code *.rq}. */
  public Path facets() {
    return ontology().resolve("facets");
  }

  /** Questions that say what stands on pages: {@code home/*.rq}, {@code things/*.rq}. */
  public Path pages() {
    return ontology().resolve("pages");
  }

  /** Queries for the diagrams of a vocabulary, in a folder with its name: {@code ns/*.rq}. */
  public Path diagrams() {
    return ontology().resolve("diagrams");
  }

  /** The data: {@code entities/}, {@code wikidata/}, and a folder for each article. */
  public Path data() {
    return root.resolve("data");
  }

  /** The questions: {@code <module>/<question>.rq}. */
  public Path queries() {
    return root.resolve("queries");
  }

  /** The folders of the articles, in the order of their names. */
  public List<Path> articles() {
    if (!Files.isDirectory(data())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(data())) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !isHidden(folder))
          .filter(folder -> !folder.equals(entities()) && !folder.equals(wikidata()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All data files, in the order of their paths. */
  public List<Path> dataFiles() {
    return files(data(), ".ttl", Integer.MAX_VALUE);
  }

  /** The entities that all articles share. */
  Path entities() {
    return data().resolve("entities");
  }

  /** What was taken over from Wikidata. */
  Path wikidata() {
    return data().resolve("wikidata");
  }

  /** The graph that a file which is not one of the bundled ones calls for. */
  public Node graphFor(Path file) {
    return FileGraph.graphFor(this, FileGraph.key(file));
  }

  /** A path as people know it: relative to the project folder when it lies inside. */
  public String show(Path path) {
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(root) && !full.equals(root)
        ? root.relativize(full).toString().replace('\\', '/')
        : path.toString();
  }

  /** The files below a folder whose names end so, to the given depth, in the order of names. */
  static List<Path> files(Path folder, String ending, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(path -> path.toString().endsWith(ending))
          .filter(path -> !isHidden(path))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
