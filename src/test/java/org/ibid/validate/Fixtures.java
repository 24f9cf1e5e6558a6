package org.ibid.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.ibid.BundledProject;
import org.ibid.FolderCopy;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;

/**
 * Finds the fixtures of the shapes: for each rule a folder with {@code breaks.ttl}, which breaks
 * only that rule, and {@code passes.ttl}, the nearest right version.
 *
 * <p>Both are meant to be checked together with the bundled graph. To be quick, tests check them
 * together with that part of it which they lead to.
 */
final class Fixtures {

  private static final Path FOLDER =
      BundledProject.home().root().resolve("src/test/resources/shapes");

  private Fixtures() {}

  static Path breaking(String rule) {
    return FOLDER.resolve(rule).resolve("breaks.ttl");
  }

  static Path passing(String rule) {
    return FOLDER.resolve(rule).resolve("passes.ttl");
  }

  /** The rules for which there is a folder. */
  static List<String> rules() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A project with the ontology and the shapes, and of the data what the fixtures lead to. */
  static ClaimGraph base(Path root) throws IOException {
    Home project = BundledProject.home();
    FolderCopy.of(project.ontology(), root.resolve(project.root().relativize(project.ontology())));
    Graph bundled = ClaimGraph.read(project, Progress.none()).view().asserted();
    List<String> triples = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> next = new ArrayDeque<>(mentioned());
    while (!next.isEmpty()) {
      Node node = next.poll();
      if (node.isURI() && node.getURI().startsWith(Ibid.ID) && seen.add(node)) {
        for (Triple triple : bundled.find(node, Node.ANY, Node.ANY).toList()) {
          next.add(triple.getObject());
          triples.add(
              String.join(
                  " ",
                  NodeFmtLib.strNT(triple.getSubject()),
                  NodeFmtLib.strNT(triple.getPredicate()),
                  NodeFmtLib.strNT(triple.getObject()),
                  "."));
        }
      }
    }
    Path data = root.resolve("data/entities/base.ttl");
    Files.createDirectories(data.getParent());
    Files.write(data, triples);
    return ClaimGraph.read(new Home(root), Progress.none());
  }

  private static Set<Node> mentioned() {
    Set<Node> nodes = new HashSet<>();
    for (String rule : rules()) {
      for (Path file : List.of(breaking(rule), passing(rule))) {
        for (Triple triple : RDFParser.source(file).toGraph().find().toList()) {
          nodes.add(triple.getSubject());
          nodes.add(triple.getObject());
        }
      }
    }
    return nodes;
  }
}
