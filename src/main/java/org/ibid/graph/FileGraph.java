package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphReadOnly;

/** The bundled graph: the project's files, in memory. */
final class FileGraph extends ClaimGraph {

  private final Home home;
  private final List<SourceFile> files;
  private final Rules rules;
  private final View view;

  private FileGraph(Home home, List<SourceFile> files, PrefixMapping prefixes, Rules rules) {
    this.home = home;
    this.files = files;
    this.rules = rules;
    this.view = viewOf(files, prefixes);
  }

  /** Reads the files; the rules run when somebody asks for what they derive. */
  static FileGraph of(Home home, Progress progress) {
    progress.step("Reading the graph …");
    List<SourceFile> files = readFiles(home);
    PrefixMapping prefixes = prefixes(files);
    FileGraph graph = new FileGraph(home, files, prefixes, Rules.read(home, prefixes));
    progress.step("");
    return graph;
  }

  @Override
  public View view() {
    return view;
  }

  @Override
  public <T> T read(Supplier<T> work) {
    return work.get();
  }

  @Override
  public View with(List<Path> replacements) {
    return withDocuments(
        replacements.stream()
            .map(path -> SourceFile.read(home, path, graphFor(home, key(path))))
            .toList());
  }

  @Override
  public View withDocuments(List<SourceFile> documents) {
    Map<Path, SourceFile> result = new LinkedHashMap<>();
    files.forEach(file -> result.put(key(file.path()), file));
    Map<Path, SourceFile> added = new LinkedHashMap<>();
    Set<String> described = new HashSet<>();
    for (SourceFile document : documents) {
      Path key = key(document.path());
      SourceFile loaded = result.get(key);
      if (loaded != null) {
        result.put(key, document.in(loaded.graph()));
      } else {
        added.put(key, document);
        for (Triple triple : document.triples()) {
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

  @Override
  public View after(Change change, List<SourceFile> documents) {
    List<SourceFile> kept = new ArrayList<>();
    for (SourceFile file : files) {
      kept.add(only(file, triple -> !change.removed().contains(Quad.create(file.graph(), triple))));
    }
    Map<Node, List<Triple>> added = new LinkedHashMap<>();
    for (Quad quad : change.added()) {
      added.computeIfAbsent(quad.getGraph(), graph -> new ArrayList<>()).add(quad.asTriple());
    }
    List<SourceFile> all = new ArrayList<>(kept);
    String digest = Digests.sha256(change.toPatch());
    added.forEach(
        (graph, triples) ->
            all.add(
                new SourceFile(
                    Path.of("change"),
                    graph,
                    digest,
                    List.copyOf(triples),
                    Collections.nCopies(triples.size(), new SourceFile.Position(1, 1)),
                    Map.of())));
    kept.addAll(documents);
    PrefixMapping prefixes = prefixes(kept);
    return new View(
        version(all),
        prefixes,
        List.copyOf(kept),
        () -> new GraphReadOnly(union(all, prefixes)),
        () -> dataset(all, prefixes),
        closures(all));
  }

  /** The graph that a file which is not one of the bundled ones calls for. */
  static Node graphFor(Home home, Path file) {
    Path folder = key(home.data());
    if (!file.startsWith(folder) || file.getNameCount() < folder.getNameCount() + 2) {
      return Ibid.CANDIDATE_GRAPH;
    }
    return Ibid.articleGraph(file.getName(folder.getNameCount()).toString());
  }

  /** One key for one file, whatever way leads to it. */
  static Path key(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static SourceFile without(SourceFile file, Set<String> described) {
    return only(
        file,
        triple ->
            !triple.getSubject().isURI() || !belongs(triple.getSubject().getURI(), described));
  }

  /** What the file says, as far as it is wanted. */
  private static SourceFile only(SourceFile file, Predicate<Triple> wanted) {
    List<Triple> triples = new ArrayList<>(file.triples().size());
    List<SourceFile.Position> positions = new ArrayList<>(file.triples().size());
    for (int i = 0; i < file.triples().size(); i++) {
      Triple triple = file.triples().get(i);
      if (wanted.test(triple)) {
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

  private View viewOf(List<SourceFile> of, PrefixMapping prefixes) {
    return new View(
        version(of),
        prefixes,
        of,
        () -> new GraphReadOnly(union(of, prefixes)),
        () -> dataset(of, prefixes),
        closures(of));
  }

  /** Finds the quads of a resource and its parts, in the files that say something of them. */
  private static Function<Node, Set<Quad>> closures(List<SourceFile> of) {
    Lazy<Map<Node, List<SourceFile>>> saying = new Lazy<>(() -> filesByOwner(of));
    return owner -> {
      Set<Quad> closure = new LinkedHashSet<>();
      for (SourceFile file : saying.get().getOrDefault(owner, List.of())) {
        for (Triple triple : file.triples()) {
          if (Closures.owner(triple.getSubject()).equals(owner)) {
            closure.add(Quad.create(file.graph(), triple));
          }
        }
      }
      return closure;
    };
  }

  private static Map<Node, List<SourceFile>> filesByOwner(List<SourceFile> of) {
    Map<Node, List<SourceFile>> files = new HashMap<>();
    for (SourceFile file : of) {
      if (counts(file)) {
        Set<Node> owners = new HashSet<>();
        file.triples().forEach(triple -> owners.add(Closures.owner(triple.getSubject())));
        owners.forEach(owner -> files.computeIfAbsent(owner, key -> new ArrayList<>()).add(file));
      }
    }
    return files;
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

  /** Whether a file says what is so, and not what has been retracted. */
  private static boolean counts(SourceFile file) {
    return !file.graph().equals(Ibid.RETRACTED_GRAPH);
  }

  private static Graph union(List<SourceFile> of, PrefixMapping prefixes) {
    Graph union = new GraphMemFast();
    union.getPrefixMapping().setNsPrefixes(prefixes);
    of.stream().filter(FileGraph::counts).forEach(file -> file.triples().forEach(union::add));
    return union;
  }

  private DatasetGraph dataset(List<SourceFile> of, PrefixMapping prefixes) {
    Graph union = union(of, prefixes);
    Map<Node, Graph> named = new HashMap<>();
    for (SourceFile file : of) {
      if (!counts(file)) {
        continue;
      }
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
