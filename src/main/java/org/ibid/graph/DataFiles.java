package org.ibid.graph;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * Holds what the data files of a folder say, and writes another state back to them so that a
 * difference between the versions shows what was changed and nothing else.
 *
 * <p>What a file says and is still so stays where it stands. A new resource goes to the file of its
 * like: a claim to that of its section, after the claims of the sentences before it; anything else
 * to where most resources of its kind stand, in the order of addresses. What is retracted stands in
 * {@code retracted.ttl} of its article.
 */
public final class DataFiles {

  /** The name of files whose content stands in {@link Ibid#RETRACTED_GRAPH}. */
  static final String RETRACTED = "retracted.ttl";

  private static final String ENTITIES = "entities";
  private static final String WIKIDATA = "wikidata";

  private final Map<String, DataFile> files = new TreeMap<>();

  private DataFiles() {}

  /**
   * Reads all data files of a folder that is laid out as {@code data/} is.
   *
   * @throws BadInputException if one is not what a data file should be
   */
  public static DataFiles read(Path folder, Progress progress) {
    DataFiles all = new DataFiles();
    List<Path> paths = Home.files(folder, ".ttl", Integer.MAX_VALUE);
    int done = 0;
    for (Path path : paths) {
      progress.step("Reading the files", done++, paths.size());
      String name = folder.relativize(path).toString().replace('\\', '/');
      // As in the bundled graph, a file that lies in no folder belongs to no graph.
      if (name.contains("/")) {
        all.files.put(name, read(path, path.toString()));
      }
    }
    progress.step("");
    return all;
  }

  private static DataFile read(Path path, String name) {
    try {
      return DataFile.parse(Files.readString(path), name);
    } catch (CharacterCodingException e) {
      throw new BadInputException(name, "this is not text in UTF-8");
    } catch (IOException e) {
      throw new BadInputException(name, "the file cannot be read");
    }
  }

  /** The graph to which a data file belongs, by its path below the folder. */
  public static Node graphOf(String name) {
    String folder = name.substring(0, name.indexOf('/'));
    if (name.endsWith("/" + RETRACTED)) {
      return Ibid.RETRACTED_GRAPH;
    }
    return switch (folder) {
      case ENTITIES -> Ibid.ENTITIES_GRAPH;
      case WIKIDATA -> Ibid.WIKIDATA_GRAPH;
      default -> Ibid.articleGraph(folder);
    };
  }

  /** The folder in which the files of a graph lie. */
  private static String folderOf(Node graph) {
    if (graph.equals(Ibid.ENTITIES_GRAPH)) {
      return ENTITIES;
    }
    return graph.equals(Ibid.WIKIDATA_GRAPH)
        ? WIKIDATA
        : graph.getURI().substring(Ibid.GRAPH.length());
  }

  /** The names of the files: paths below the folder. */
  public Set<String> names() {
    return Set.copyOf(files.keySet());
  }

  /** All that the files say, each triple in the graph of its file. */
  public Set<Quad> quads() {
    Set<Quad> quads = new LinkedHashSet<>();
    files.forEach((name, file) -> quads.addAll(quads(name, file)));
    return quads;
  }

  private static List<Quad> quads(String name, DataFile file) {
    Node graph = graphOf(name);
    List<Quad> quads = new ArrayList<>();
    for (Node subject : file.subjects()) {
      file.said(subject)
          .forEach(
              (p, values) -> values.forEach(o -> quads.add(Quad.create(graph, subject, p, o))));
    }
    return quads;
  }

  /** For each resource, owner of parts, the files that speak of it. */
  public Map<Node, Set<String>> places() {
    Map<Node, Set<String>> places = new TreeMap<>(BY_ADDRESS);
    files.forEach(
        (name, file) ->
            file.subjects()
                .forEach(
                    subject ->
                        places
                            .computeIfAbsent(Closures.owner(subject), o -> new TreeSet<>())
                            .add(name)));
    return places;
  }

  /**
   * The ontology of the project, each triple in its graph.
   *
   * @throws BadInputException if a file is not Turtle
   */
  public static Set<Quad> ontology(Home home) {
    Set<Quad> quads = new LinkedHashSet<>();
    for (Path path : Home.files(home.ontology(), ".ttl", 1)) {
      SourceFile.read(home, path, Ibid.ONTOLOGY_GRAPH)
          .triples()
          .forEach(triple -> quads.add(Quad.create(Ibid.ONTOLOGY_GRAPH, triple)));
    }
    return quads;
  }

  /** The ontology of a state. */
  public static Set<Quad> ontologyOf(View view) {
    Set<Quad> quads = new LinkedHashSet<>();
    view.dataset()
        .findNG(Ibid.ONTOLOGY_GRAPH, Node.ANY, Node.ANY, Node.ANY)
        .forEachRemaining(quads::add);
    return quads;
  }

  /** The prefixes for the files of a folder, those of one article bound to it. */
  private static Map<String, String> boundTo(String folder, Map<String, String> prefixes) {
    Map<String, String> bound = new TreeMap<>();
    prefixes.forEach(
        (prefix, namespace) ->
            bound.put(
                prefix,
                namespace.matches(Pattern.quote(Ibid.ID) + "[^/]+/[^/]+/")
                    ? Ibid.ID
                        + folder
                        + namespace.substring(namespace.indexOf('/', Ibid.ID.length()))
                    : namespace));
    return bound;
  }

  /**
   * What of a state belongs in data files: all that is asserted or retracted, without the ontology.
   * For a store, within {@link ClaimGraph#read}.
   */
  public static Set<Quad> quadsOf(View view) {
    DatasetGraph dataset = view.dataset();
    Set<Quad> quads = new LinkedHashSet<>();
    dataset.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
    dataset.findNG(Ibid.RETRACTED_GRAPH, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
    quads.removeIf(
        quad ->
            quad.getGraph().equals(Ibid.DERIVED_GRAPH)
                || quad.getGraph().equals(Ibid.ONTOLOGY_GRAPH));
    return quads;
  }

  /**
   * The files that must be written, or deleted where there is no text, for the folder to say just
   * this state.
   *
   * @param state as {@link #quadsOf} gives it
   * @param prefixes those that may be declared where a file has none of its own
   * @throws BadInputException if the state holds what a data file cannot hold
   */
  public Map<String, Optional<String>> write(
      Collection<Quad> state, PredicateOrder order, Map<String, String> prefixes) {
    for (Quad quad : state) {
      if (!quad.getSubject().isURI() || quad.getObject().isBlank()) {
        throw new BadInputException(
            folderOf(quad.getGraph()), "a data file cannot hold a node without a name: " + quad);
      }
    }
    return new Placing(new LinkedHashSet<>(state)).write(order, prefixes);
  }

  /** The same files, when these are written in their place or deleted. */
  public DataFiles with(Map<String, Optional<String>> written) {
    DataFiles result = new DataFiles();
    result.files.putAll(files);
    written.forEach(
        (name, text) ->
            text.ifPresentOrElse(
                t -> result.files.put(name, DataFile.parse(t, name)),
                () -> result.files.remove(name)));
    return result;
  }

  /** Compares addresses as people would: claim-2 before claim-10. */
  private static final Comparator<Node> BY_ADDRESS =
      Comparator.comparing(node -> padded(node.getURI()));

  private static String padded(String text) {
    StringBuilder key = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else {
        if (!digits.isEmpty()) {
          key.append("0".repeat(Math.max(0, 9 - digits.length()))).append(digits);
          digits.setLength(0);
        }
        key.append(c);
      }
    }
    return key.toString();
  }

  /** Finds the file and the place for everything that a state says. */
  private final class Placing {
    private final Set<Quad> state;
    private final Kin kin;

    /** What is added to each file, by subject. */
    private final Map<String, Map<Node, Set<Triple>>> additions = new TreeMap<>();

    private final Map<String, Map<Node, List<Node>>> after = new HashMap<>();
    private final Map<String, Map<Node, List<Node>>> before = new HashMap<>();
    private final Map<String, List<Node>> last = new HashMap<>();

    Placing(Set<Quad> state) {
      this.state = state;
      this.kin = new Kin(files, state);
    }

    Map<String, Optional<String>> write(PredicateOrder order, Map<String, String> prefixes) {
      Set<Quad> missing = new LinkedHashSet<>(state);
      files.forEach((name, file) -> missing.removeAll(quads(name, file)));
      Map<Node, Map<Node, Set<Triple>>> bySubject = new LinkedHashMap<>();
      for (Quad quad : missing) {
        bySubject
            .computeIfAbsent(quad.getGraph(), g -> new TreeMap<>(BY_ADDRESS))
            .computeIfAbsent(quad.getSubject(), s -> new LinkedHashSet<>())
            .add(quad.asTriple());
      }
      bySubject.forEach(
          (graph, subjects) ->
              subjects.forEach((subject, triples) -> place(graph, subject, triples)));
      Map<String, Optional<String>> changed = new TreeMap<>();
      Set<String> names = new LinkedHashSet<>(files.keySet());
      names.addAll(additions.keySet());
      for (String name : names) {
        DataFile file = files.get(name);
        boolean stays =
            file != null && !additions.containsKey(name) && state.containsAll(quads(name, file));
        if (!stays) {
          DataFile written = rewritten(name, file, prefixes);
          changed.put(
              name,
              written.subjects().isEmpty()
                  ? Optional.empty()
                  : Optional.of(written.toTurtle(order)));
        }
      }
      return changed;
    }

    private void place(Node graph, Node subject, Set<Triple> triples) {
      List<String> known = kin.filesOf(graph, subject);
      if (known.isEmpty() && additionsTo(graph, subject) != null) {
        known = List.of(additionsTo(graph, subject));
      }
      for (Triple triple : triples) {
        String name =
            known.isEmpty()
                ? fileOfNew(graph, subject)
                : kin.fileFor(known, subject, triple.getPredicate());
        additions
            .computeIfAbsent(name, n -> new LinkedHashMap<>())
            .computeIfAbsent(subject, s -> new LinkedHashSet<>())
            .add(triple);
      }
    }

    /** The file to which something was added already that a resource is or has as a part. */
    private String additionsTo(Node graph, Node part) {
      for (Map.Entry<String, Map<Node, Set<Triple>>> entry : additions.entrySet()) {
        if (graphOf(entry.getKey()).equals(graph) && entry.getValue().containsKey(part)) {
          return entry.getKey();
        }
      }
      return null;
    }

    private String fileOfNew(Node graph, Node subject) {
      String already = additionsTo(graph, subject);
      if (already != null) {
        return already;
      }
      Node owner = Closures.owner(subject);
      if (!owner.equals(subject)) {
        String name = fileOfOwner(graph, owner, subject);
        if (name != null) {
          return name;
        }
      }
      Kin.Spot spot = kin.spotFor(graph, subject, folder(graph, subject));
      if (spot.after() != null) {
        after
            .computeIfAbsent(spot.file(), f -> new HashMap<>())
            .computeIfAbsent(spot.after(), a -> new ArrayList<>())
            .add(subject);
      } else if (spot.before() != null) {
        before
            .computeIfAbsent(spot.file(), f -> new HashMap<>())
            .computeIfAbsent(spot.before(), b -> new ArrayList<>())
            .add(subject);
      } else {
        last.computeIfAbsent(spot.file(), f -> new ArrayList<>()).add(subject);
      }
      return spot.file();
    }

    /** Where an owner stands; of several files the one that leads from it to the part. */
    private String fileOfOwner(Node graph, Node owner, Node part) {
      List<String> known = new ArrayList<>(kin.filesOf(graph, owner));
      String added = additionsTo(graph, owner);
      if (added != null) {
        known.add(added);
      }
      for (String name : known) {
        Map<Node, Set<Triple>> more = additions.getOrDefault(name, Map.of());
        boolean leads =
            more.getOrDefault(owner, Set.of()).stream().anyMatch(t -> t.getObject().equals(part))
                || (files.containsKey(name)
                    && files.get(name).said(owner).values().stream()
                        .anyMatch(values -> values.contains(part)));
        if (leads) {
          return name;
        }
      }
      return known.isEmpty() ? null : known.get(0);
    }

    private String folder(Node graph, Node subject) {
      if (!graph.equals(Ibid.RETRACTED_GRAPH)) {
        return folderOf(graph);
      }
      return folderOf(Ibid.graphFor(Closures.owner(subject)));
    }

    /** A file with what is no longer so left out, and what is new put in its place. */
    private DataFile rewritten(String name, DataFile file, Map<String, String> known) {
      DataFile fresh = new DataFile();
      String folder = name.substring(0, name.indexOf('/'));
      Map<String, String> prefixes = boundTo(folder, known);
      prefixes.forEach(fresh::prefix);
      Map<Node, Set<Triple>> more = new LinkedHashMap<>(additions.getOrDefault(name, Map.of()));
      if (file != null) {
        Set<String> own = new HashSet<>(file.prefixes().values());
        prefixes.forEach(
            (prefix, namespace) -> {
              if (own.contains(namespace)) {
                fresh.withoutPrefix(prefix);
              }
            });
        file.prefixes().forEach(fresh::prefix);
        Node graph = graphOf(name);
        for (Node subject : file.subjects()) {
          file.rulersBefore(subject).forEach(fresh::ruler);
          put(before, name, subject, more, fresh);
          file.said(subject)
              .forEach(
                  (predicate, values) ->
                      values.stream()
                          .filter(o -> state.contains(Quad.create(graph, subject, predicate, o)))
                          .forEach(o -> fresh.add(subject, predicate, o)));
          add(subject, more, fresh);
          put(after, name, subject, more, fresh);
        }
      }
      last.getOrDefault(name, List.of()).forEach(subject -> add(subject, more, fresh));
      List.copyOf(more.keySet()).forEach(subject -> add(subject, more, fresh));
      if (file != null) {
        file.rulersAtEnd().forEach(fresh::ruler);
      }
      return fresh;
    }

    private void put(
        Map<String, Map<Node, List<Node>>> places,
        String name,
        Node anchor,
        Map<Node, Set<Triple>> more,
        DataFile fresh) {
      List<Node> subjects =
          new ArrayList<>(places.getOrDefault(name, Map.of()).getOrDefault(anchor, List.of()));
      subjects.sort(kin.order());
      subjects.forEach(subject -> add(subject, more, fresh));
    }

    private void add(Node subject, Map<Node, Set<Triple>> more, DataFile fresh) {
      Set<Triple> triples = more.remove(subject);
      if (triples != null) {
        triples.stream()
            .sorted(Comparator.comparing(triple -> triple.getObject().toString()))
            .forEach(t -> fresh.add(t.getSubject(), t.getPredicate(), t.getObject()));
      }
    }
  }

  /** The order of addresses. */
  static Comparator<Node> byAddress() {
    return BY_ADDRESS;
  }
}
