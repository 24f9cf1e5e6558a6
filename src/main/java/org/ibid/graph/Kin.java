package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** Knows in which data files, and where in them, resources stand that are like a new one. */
final class Kin {

  private static final Node TYPE = RDF.type.asNode();
  private static final Node PART_OF = DCTerms.isPartOf.asNode();
  private static final Node PASSAGE = NodeFactory.createURI(Ibid.NS + "passage");
  private static final Node NUMBER = NodeFactory.createURI(Ibid.NS + "number");
  private static final int UNKNOWN = Integer.MAX_VALUE;

  /**
   * A place for a new resource.
   *
   * @param file the file, which may not be there yet
   * @param after the resource that it follows, or null
   * @param before the resource before which it goes if it follows none, or null for the end
   */
  record Spot(String file, Node after, Node before) {}

  private final Map<String, DataFile> files;

  /** For each graph and resource the files that speak of it. */
  private final Map<Node, Map<Node, List<String>>> places = new HashMap<>();

  /** For each graph and sort of resource the files that have it, and their resources in order. */
  private final Map<Node, Map<List<Object>, Map<String, List<Node>>>> sorts = new HashMap<>();

  /** How often a file says something by a predicate of resources of a type. */
  private final Map<List<Object>, Integer> habits = new HashMap<>();

  private final Map<Node, Node> types = new HashMap<>();
  private final Map<Node, Node> partOf = new HashMap<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final Map<Node, List<Node>> passages = new HashMap<>();

  Kin(Map<String, DataFile> files, Iterable<Quad> state) {
    this.files = files;
    for (Quad quad : state) {
      Node predicate = quad.getPredicate();
      Node subject = quad.getSubject();
      if (predicate.equals(TYPE)) {
        types.merge(subject, quad.getObject(), Kin::first);
      } else if (predicate.equals(PART_OF)) {
        partOf.put(subject, quad.getObject());
      } else if (predicate.equals(PASSAGE)) {
        passages.computeIfAbsent(subject, s -> new ArrayList<>()).add(quad.getObject());
      } else if (predicate.equals(NUMBER) && quad.getObject().isLiteral()) {
        numbers.put(subject, number(quad.getObject()));
      }
    }
    files.forEach(this::look);
  }

  private static Node first(Node one, Node another) {
    return one.toString().compareTo(another.toString()) <= 0 ? one : another;
  }

  private static int number(Node literal) {
    String form = literal.getLiteralLexicalForm();
    return form.matches("\\d{1,9}") ? Integer.parseInt(form) : UNKNOWN;
  }

  private void look(String name, DataFile file) {
    Node graph = DataFiles.graphOf(name);
    for (Node subject : file.subjects()) {
      places
          .computeIfAbsent(graph, g -> new HashMap<>())
          .computeIfAbsent(subject, s -> new ArrayList<>())
          .add(name);
      Map<Node, Set<Node>> said = file.said(subject);
      Node type = said.containsKey(TYPE) ? said.get(TYPE).iterator().next() : null;
      said.keySet()
          .forEach(predicate -> habits.merge(habit(name, type, predicate), 1, Integer::sum));
      if (Closures.owner(subject).equals(subject)) {
        types.putIfAbsent(subject, type);
        if (!passages.containsKey(subject) && said.containsKey(PASSAGE)) {
          passages.put(subject, List.copyOf(said.get(PASSAGE)));
        }
        for (Object sort : sortsOf(subject)) {
          sorts
              .computeIfAbsent(graph, g -> new HashMap<>())
              .computeIfAbsent(List.of(sort), s -> new TreeMap<>())
              .computeIfAbsent(name, n -> new ArrayList<>())
              .add(subject);
        }
      }
    }
  }

  private static List<Object> habit(String name, Node type, Node predicate) {
    return List.of(name, type == null ? "" : type, predicate);
  }

  /** What a resource is alike with others in, the closest likeness first. */
  private List<Object> sortsOf(Node subject) {
    List<Object> all = new ArrayList<>();
    String iri = subject.getURI();
    String namespace = iri.substring(0, Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    Node section = sectionOf(subject);
    if (section != null) {
      all.add(List.of("section", section));
    } else if (!passages.containsKey(subject)) {
      if (types.get(subject) != null) {
        all.add(List.of(namespace, types.get(subject)));
      }
      all.add(List.of("namespace", namespace));
    }
    return all;
  }

  /** The section in which a claim is made first. */
  private Node sectionOf(Node claim) {
    return passages.getOrDefault(claim, List.of()).stream()
        .min(Comparator.comparing(passage -> numbers.getOrDefault(passage, UNKNOWN)))
        .map(partOf::get)
        .map(partOf::get)
        .orElse(null);
  }

  private int sentence(Node claim) {
    return passages.getOrDefault(claim, List.of()).stream()
        .mapToInt(passage -> numbers.getOrDefault(passage, UNKNOWN))
        .min()
        .orElse(UNKNOWN);
  }

  /** New claims stand in the order of their sentences, anything else in that of addresses. */
  Comparator<Node> order() {
    return Comparator.comparingInt(this::sentence).thenComparing(DataFiles.byAddress());
  }

  /** The files of a graph that speak of a resource. */
  List<String> filesOf(Node graph, Node subject) {
    return places.getOrDefault(graph, Map.of()).getOrDefault(subject, List.of());
  }

  /** Which of several files that speak of a resource says something by this predicate. */
  String fileFor(List<String> known, Node subject, Node predicate) {
    if (known.size() == 1) {
      return known.get(0);
    }
    for (String name : known) {
      if (files.get(name).said(subject).containsKey(predicate)) {
        return name;
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    known.forEach(
        name ->
            counts.put(name, habits.getOrDefault(habit(name, types.get(subject), predicate), 0)));
    int most = Collections.max(counts.values());
    return known.stream().filter(name -> counts.get(name) == most).findFirst().orElseThrow();
  }

  /** The place for a resource of which no file speaks. */
  Spot spotFor(Node graph, Node subject, String folder) {
    if (graph.equals(Ibid.RETRACTED_GRAPH)) {
      return among(
          folder + "/" + DataFiles.RETRACTED,
          sorts.getOrDefault(graph, Map.of()).values().stream()
              .flatMap(byFile -> byFile.entrySet().stream())
              .filter(entry -> entry.getKey().startsWith(folder + "/"))
              .flatMap(entry -> entry.getValue().stream())
              .distinct()
              .toList(),
          subject);
    }
    for (Object sort : sortsOf(subject)) {
      Map<String, List<Node>> byFile =
          sorts.getOrDefault(graph, Map.of()).getOrDefault(List.of(sort), Map.of());
      String best = null;
      for (Map.Entry<String, List<Node>> entry : byFile.entrySet()) {
        if (best == null || entry.getValue().size() > byFile.get(best).size()) {
          best = entry.getKey();
        }
      }
      if (best != null) {
        return among(best, byFile.get(best), subject);
      }
    }
    return new Spot(folder + "/" + fileName(subject), null, null);
  }

  private Spot among(String file, List<Node> alike, Node subject) {
    // A claim follows all of the sentences up to its own.
    Comparator<Node> order =
        passages.containsKey(subject)
            ? Comparator.comparingInt(this::sentence)
            : DataFiles.byAddress();
    Node after = null;
    for (Node other : alike) {
      if (order.compare(other, subject) <= 0
          && (after == null || sentence(other) >= sentence(after))) {
        after = other;
      }
    }
    return new Spot(file, after, alike.isEmpty() ? null : alike.get(0));
  }

  /** What to call a file for the first resource of its sort. */
  private String fileName(Node subject) {
    Node section = sectionOf(subject);
    if (passages.containsKey(subject)) {
      return "claims/" + (section == null ? "without-section" : word(section, 0)) + ".ttl";
    }
    return word(subject, 1) + ".ttl";
  }

  /** A word of an address, counted from its end. */
  private static String word(Node resource, int fromEnd) {
    String[] words = resource.getURI().split("[/#]", -1);
    String word = words[Math.max(0, words.length - 1 - fromEnd)];
    return word.matches("[a-z0-9]+(-[a-z0-9]+)*") ? word : "others";
  }
}
