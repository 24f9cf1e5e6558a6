package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.graph.GraphReadOnly;
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
 *   <li>what the rules {@code ontology/rules/*.rq} derive from all of these in {@code
 *       graph/derived}.
 * </ul>
 */
public final class ClaimGraph {

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

  private final Home home;
  private final List<SourceFile> files;
  private final Rules rules;
  private final View view;

  private ClaimGraph(Home home, List<SourceFile> files, PrefixMapping prefixes, Rules rules) {
    this.home = home;
    this.files = files;
    this.rules = rules;
    this.view = viewOf(files, prefixes);
  }

  /**
   * Reads the bundled graph and runs the rules.
   *
   * @throws BadInputException if a file is not what it should be; it says where
   */
  public static ClaimGraph load(Home home, Progress progress) {
    ClaimGraph graph = read(home, progress);
    progress.step("Running the rules …");
    graph.view.buildForQueries();
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
    progress.step("Reading the graph …");
    List<SourceFile> files = read(home);
    PrefixMapping prefixes = prefixes(files);
    ClaimGraph graph = new ClaimGraph(home, files, prefixes, Rules.read(home, prefixes));
    progress.step("");
    return graph;
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

  /** The current state. */
  public View view() {
    return view;
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
  public View with(List<Path> replacements) {
    Map<Path, SourceFile> result = new LinkedHashMap<>();
    files.forEach(file -> result.put(key(file.path()), file));
    Map<Path, SourceFile> added = new LinkedHashMap<>();
    Set<String> described = new HashSet<>();
    for (Path replacement : replacements) {
      Path key = key(replacement);
      SourceFile loaded = result.get(key);
      if (loaded != null) {
        result.put(key, SourceFile.read(home, replacement, loaded.graph()));
      } else {
        SourceFile file = SourceFile.read(home, replacement, graphFor(key));
        added.put(key, file);
        for (Triple triple : file.triples()) {
          if (triple.getSubject().isURI()) {
            described.add(triple.getSubject().getURI());
          }
        }
      }
    }
    if (!described.isEmpty()) {
      result.replaceAll((path, file) -> without(file, described));
    }
    result.putAll(added);
    List<SourceFile> all = List.copyOf(result.values());
    return viewOf(all, prefixes(all));
  }

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

  private static Map<Path, Node> bundled(Home home) {
    Map<Path, Node> files = new LinkedHashMap<>();
    Home.files(home.ontology(), ".ttl", 1).forEach(f -> files.put(f, Ibid.ONTOLOGY_GRAPH));
    Home.files(home.entities(), ".ttl", Integer.MAX_VALUE)
        .forEach(f -> files.put(f, Ibid.ENTITIES_GRAPH));
    for (Path article : home.articles()) {
      Node graph = Ibid.articleGraph(article.getFileName().toString());
      Home.files(article, ".ttl", Integer.MAX_VALUE).forEach(f -> files.put(f, graph));
    }
    Home.files(home.wikidata(), ".ttl", Integer.MAX_VALUE)
        .forEach(f -> files.put(f, Ibid.WIKIDATA_GRAPH));
    return files;
  }

  private static List<SourceFile> read(Home home) {
    return List.copyOf(bundled(home).entrySet()).parallelStream()
        .map(file -> SourceFile.read(home, file.getKey(), file.getValue()))
        .toList();
  }

  private Node graphFor(Path file) {
    Path folder = key(home.data());
    if (!file.startsWith(folder) || file.getNameCount() < folder.getNameCount() + 2) {
      return Ibid.CANDIDATE_GRAPH;
    }
    return Ibid.articleGraph(file.getName(folder.getNameCount()).toString());
  }

  /** One key for one file, whatever way leads to it. */
  private static Path key(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static SourceFile without(SourceFile file, Set<String> described) {
    List<Triple> triples = new ArrayList<>(file.triples().size());
    List<SourceFile.Position> positions = new ArrayList<>(file.triples().size());
    for (int i = 0; i < file.triples().size(); i++) {
      Triple triple = file.triples().get(i);
      if (!triple.getSubject().isURI() || !belongs(triple.getSubject().getURI(), described)) {
        triples.add(triple);
        positions.add(file.positions().get(i));
      }
    }
    if (triples.size() == file.triples().size()) {
      return file;
    }
    return new SourceFile(
        file.path(),
        file.graph(),
        file.digest(),
        List.copyOf(triples),
        List.copyOf(positions),
        file.prefixes());
  }

  /** Whether the resource is one of those described, or a part of one. */
  private static boolean belongs(String iri, Set<String> described) {
    if (described.contains(iri)) {
      return true;
    }
    if (!iri.startsWith(Ibid.ID)) {
      return false;
    }
    int slash = iri.lastIndexOf('/');
    for (int dot = iri.lastIndexOf('.'); dot > slash; dot = iri.lastIndexOf('.', dot - 1)) {
      if (described.contains(iri.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }

  private static PrefixMapping prefixes(List<SourceFile> files) {
    Map<String, String> all = new TreeMap<>();
    for (SourceFile file : files) {
      file.prefixes().forEach(all::putIfAbsent);
    }
    USUAL_PREFIXES.forEach(all::putIfAbsent);
    PrefixMapping prefixes = PrefixMapping.Factory.create();
    prefixes.setNsPrefixes(all);
    return prefixes.lock();
  }

  private View viewOf(List<SourceFile> of, PrefixMapping prefixes) {
    return new View(
        version(of),
        prefixes,
        of,
        () -> new GraphReadOnly(union(of, prefixes)),
        () -> dataset(of, prefixes));
  }

  private String version(List<SourceFile> of) {
    StringBuilder all = new StringBuilder();
    for (SourceFile file : of) {
      all.append(home.show(file.path())).append('\n').append(file.digest()).append('\n');
      // A file of which a part was replaced is not the whole file.
      all.append(file.triples().size()).append('\n');
    }
    return Digests.sha256(all.append(rules.digest()).toString()).substring(0, 12);
  }

  /** What the rules derive, which is added to the union; the bundled state is derived only once. */
  private Graph derivedFrom(List<SourceFile> of, Graph union) {
    if (of != files) {
      return rules.deriveInto(union);
    }
    DerivedStore store = new DerivedStore(home);
    String version = version(of);
    Graph kept = store.read(version);
    if (kept != null) {
      kept.find().forEachRemaining(union::add);
      return kept;
    }
    Graph derived = rules.deriveInto(union);
    store.write(version, derived);
    return derived;
  }

  private static Graph union(List<SourceFile> of, PrefixMapping prefixes) {
    Graph union = new GraphMemFast();
    union.getPrefixMapping().setNsPrefixes(prefixes);
    of.forEach(file -> file.triples().forEach(union::add));
    return union;
  }

  private DatasetGraph dataset(List<SourceFile> of, PrefixMapping prefixes) {
    Graph union = union(of, prefixes);
    Map<Node, Graph> named = new HashMap<>();
    for (SourceFile file : of) {
      Graph graph = named.computeIfAbsent(file.graph(), name -> new GraphMemFast());
      file.triples().forEach(graph::add);
    }
    Graph derived = derivedFrom(of, union);
    if (!derived.isEmpty()) {
      named.put(Ibid.DERIVED_GRAPH, derived);
    }
    DatasetGraph dataset = new DatasetGraphMapLink(new GraphReadOnly(union));
    named.forEach((name, graph) -> dataset.addGraph(name, new GraphReadOnly(graph)));
    return new ReadOnlyDataset(dataset);
  }
}
