package org.ibid.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sys.JenaSystem;

/**
 * Opens the graph of claims and hands out {@link View views} of it.
 *
 * <p>The bundled graph is the project's files. Each lands in a graph of its own kind:
 *
 * <ul>
 *   <li>{@code ontology/*.ttl} in {@code graph/ontology},
 *   <li>{@code data/entities/*.ttl} in {@code graph/entities},
 *   <li>{@code data/wikidata/*.ttl} in {@code graph/wikidata},
 *   <li>{@code data/<article>/**.ttl} in {@code graph/<article>},
 *   <li>{@code retracted.ttl} of an article in {@code graph/retracted}, which does not count,
 *   <li>what the rules {@code ontology/rules/*.rq} derive from all of these in {@code
 *       graph/derived}.
 * </ul>
 *
 * <p>A {@link Store} keeps a graph in a folder of its own, where it can be changed.
 */
public abstract class ClaimGraph {

  static {
    JenaSystem.init();
  }

  /** Known even when no file declares them; a file's declaration wins. */
  private static final Map<String, String> USUAL_PREFIXES =
      Map.of(
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
          "xsd", "http://www.w3.org/2001/XMLSchema#",
          "owl", "http://www.w3.org/2002/07/owl#",
          "skos", "http://www.w3.org/2004/02/skos/core#",
          "ibid", Ibid.NS);

  ClaimGraph() {}

  /**
   * Reads the bundled graph and runs the rules.
   *
   * @throws BadInputException if a file is not what it should be; it says where
   */
  public static ClaimGraph load(Home home, Progress progress) {
    FileGraph graph = FileGraph.of(home, progress);
    progress.step("Running the rules …");
    graph.view().buildForQueries();
    progress.step("");
    return graph;
  }

  /**
   * Reads the bundled graph and leaves the rules for when somebody asks for what they derive, which
   * validation never does.
   *
   * @throws BadInputException if a file is not what it should be; it says where
   */
  public static ClaimGraph read(Home home, Progress progress) {
    return FileGraph.of(home, progress);
  }

  /**
   * Reads the shapes: they state what holds for the graph and are no part of it.
   *
   * @throws BadInputException if a file is not Turtle; it says where
   */
  public static List<SourceFile> readShapes(Home home) {
    return Home.files(home.shapes(), ".ttl", 1).parallelStream()
        .map(file -> SourceFile.read(home, file, Ibid.SHAPES_GRAPH))
        .toList();
  }

  /**
   * The current state; within {@link #read} the state that the scope began with. A view of a store
   * may be used only within such a scope, by the thread that began it.
   */
  public abstract View view();

  /**
   * The same state for whoever keeps it: any thread may use it, within a scope that sees this
   * state.
   */
  public View lastingView() {
    return view();
  }

  /**
   * Does work that sees one state throughout, whatever others write meanwhile. Scopes nest: within
   * one, another is the same one.
   */
  public abstract <T> T read(Supplier<T> work);

  /**
   * How one recent state differs from another, with what the rules derive; nothing when that is not
   * known (any more).
   *
   * @param from the version of the state to begin with
   * @param to the version of the other state
   */
  public Optional<Change> difference(String from, String to) {
    return from.equals(to) ? Optional.of(Change.none()) : Optional.empty();
  }

  /**
   * The state as it would be with the given Turtle files in place of what the graph now says about
   * the same things; the graph itself does not change.
   *
   * <p>A file of the bundled graph replaces its own loaded version. Any other file replaces the
   * closure of each resource that it describes: all triples whose subject is that resource or one
   * of its parts (its IRI, a dot and a role), wherever they stand. It lands in the graph that its
   * folder calls for, or else in {@link Ibid#CANDIDATE_GRAPH}.
   *
   * @throws BadInputException if a file does not exist or is not Turtle
   */
  public abstract View with(List<Path> replacements);

  /** The same with documents that have been read, whether they are files or not. */
  public abstract View withDocuments(List<SourceFile> documents);

  /**
   * The state as a change would make it; the graph itself does not change.
   *
   * @param documents where what is added is written, for {@link View#placeOf}; may be empty
   */
  public abstract View after(Change change, List<SourceFile> documents);

  /**
   * The prefixes that the bundled files declare, without building the graph; files that cannot be
   * read contribute none.
   */
  public static PrefixMapping prefixes(Home home) {
    List<SourceFile> readable = new ArrayList<>();
    for (Map.Entry<Path, Node> file : bundled(home).entrySet()) {
      try {
        readable.add(SourceFile.read(home, file.getKey(), file.getValue()));
      } catch (BadInputException e) {
        // Whoever needs this file itself will hear what is wrong with it.
      }
    }
    return prefixes(readable);
  }

  /** The bundled files, and the graph of each. */
  private static Map<Path, Node> bundled(Home home) {
    Map<Path, Node> files = new LinkedHashMap<>();
    Home.files(home.ontology(), ".ttl", 1).forEach(f -> files.put(f, Ibid.ONTOLOGY_GRAPH));
    Home.files(home.entities(), ".ttl", Integer.MAX_VALUE)
        .forEach(f -> files.put(f, unlessRetracted(f, Ibid.ENTITIES_GRAPH)));
    for (Path article : home.articles()) {
      Node graph = Ibid.articleGraph(article.getFileName().toString());
      Home.files(article, ".ttl", Integer.MAX_VALUE)
          .forEach(f -> files.put(f, unlessRetracted(f, graph)));
    }
    Home.files(home.wikidata(), ".ttl", Integer.MAX_VALUE)
        .forEach(f -> files.put(f, Ibid.WIKIDATA_GRAPH));
    return files;
  }

  private static Node unlessRetracted(Path file, Node graph) {
    return file.endsWith(DataFiles.RETRACTED) ? Ibid.RETRACTED_GRAPH : graph;
  }

  /** Reads the bundled files. */
  static List<SourceFile> readFiles(Home home) {
    return List.copyOf(bundled(home).entrySet()).parallelStream()
        .map(file -> SourceFile.read(home, file.getKey(), file.getValue()))
        .toList();
  }

  /** The prefixes that the files declare, and the usual ones. */
  static PrefixMapping prefixes(List<SourceFile> files) {
    Map<String, String> all = new TreeMap<>();
    for (SourceFile file : files) {
      file.prefixes().forEach(all::putIfAbsent);
    }
    USUAL_PREFIXES.forEach(all::putIfAbsent);
    PrefixMapping prefixes = PrefixMapping.Factory.create();
    prefixes.setNsPrefixes(all);
    return prefixes.lock();
  }
}
