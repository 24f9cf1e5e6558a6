package org.ibid.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.Spelling;

/** Finds in a graph what a name that there is not may have meant, and what is usual. */
final class Nearby {

  private static final int MOST = 5_000;

  private final Graph graph;
  private final Map<Node, List<Node>> instances = new HashMap<>();
  private List<Node> predicates;
  private List<Node> classes;

  Nearby(Graph graph) {
    this.graph = graph;
  }

  /** The instances of a class and of those below it; of a very large class only some. */
  List<Node> instances(Node type) {
    return instances.computeIfAbsent(
        type,
        t -> {
          Set<Node> found = new LinkedHashSet<>();
          for (Node below : subclasses(t)) {
            var triples = graph.find(Node.ANY, RDF.Nodes.type, below);
            try {
              while (triples.hasNext() && found.size() < MOST) {
                Node subject = triples.next().getSubject();
                if (subject.isURI()) {
                  found.add(subject);
                }
              }
            } finally {
              triples.close();
            }
          }
          return List.copyOf(found);
        });
  }

  private final Map<Node, Set<Node>> below = new HashMap<>();

  /** A class and all below it. */
  Set<Node> subclasses(Node type) {
    return below.computeIfAbsent(type, this::findSubclasses);
  }

  private Set<Node> findSubclasses(Node type) {
    Set<Node> found = new LinkedHashSet<>(List.of(type));
    List<Node> next = new ArrayList<>(found);
    while (!next.isEmpty()) {
      Node each = next.remove(next.size() - 1);
      for (Node below : G.listPO(graph, RDFS.Nodes.subClassOf, each)) {
        if (below.isURI() && found.add(below)) {
          next.add(below);
        }
      }
    }
    return found;
  }

  boolean isA(Node node, Node type) {
    Set<Node> below = subclasses(type);
    return G.listSP(graph, node, RDF.Nodes.type).stream().anyMatch(below::contains);
  }

  boolean isDescribed(Node node) {
    return graph.contains(node, Node.ANY, Node.ANY);
  }

  List<Node> predicates() {
    if (predicates == null) {
      Set<Node> found = new LinkedHashSet<>();
      for (Node kind :
          List.of(
              OWL.ObjectProperty.asNode(),
              OWL.DatatypeProperty.asNode(),
              OWL.AnnotationProperty.asNode())) {
        found.addAll(G.listPO(graph, RDF.Nodes.type, kind));
      }
      found.add(RDF.Nodes.type);
      found.add(RDFS.Nodes.label);
      predicates = found.stream().filter(Node::isURI).toList();
    }
    return predicates;
  }

  List<Node> classes() {
    if (classes == null) {
      classes =
          G.listPO(graph, RDF.Nodes.type, OWL.Class.asNode()).stream().filter(Node::isURI).toList();
    }
    return classes;
  }

  /** Those whose address ends most like the one meant, best first. */
  List<Node> spelt(Node wanted, Collection<Node> among, int most) {
    if (!wanted.isURI()) {
      return List.of();
    }
    String word = lastWord(wanted.getURI());
    if (word.isEmpty()) {
      return List.of();
    }
    Map<String, List<Node>> byWord = new LinkedHashMap<>();
    for (Node node : among) {
      if (!node.equals(wanted)) {
        byWord
            .computeIfAbsent(
                lastWord(node.getURI()).toLowerCase(Locale.ROOT), w -> new ArrayList<>())
            .add(node);
      }
    }
    List<Node> found =
        new ArrayList<>(byWord.getOrDefault(word.toLowerCase(Locale.ROOT), List.of()));
    Map<String, Integer> order = new LinkedHashMap<>();
    for (String near : Spelling.nearest(word, byWord.keySet(), 12, w -> w)) {
      order.put(near, distance(word.toLowerCase(Locale.ROOT), near));
    }
    String namespace = wanted.getURI().substring(0, wanted.getURI().length() - word.length());
    order.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry ->
                byWord.get(entry.getKey()).stream()
                    .sorted(Comparator.comparing(n -> !n.getURI().startsWith(namespace)))
                    .filter(node -> !found.contains(node))
                    .forEach(found::add));
    return found.subList(0, Math.min(most, found.size()));
  }

  /** Those that a text names: by a label, by their address, or by its last word. */
  List<Node> named(String text, Collection<Node> among, Function<String, String> expand) {
    String words = text.strip();
    Set<Node> found = new LinkedHashSet<>();
    String expanded = expand.apply(words);
    String slug = words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]+", "-");
    Set<Node> candidates = new HashSet<>(among);
    for (String iri : new String[] {expanded, words}) {
      if (iri != null && candidates.contains(NodeFactory.createURI(iri))) {
        found.add(NodeFactory.createURI(iri));
      }
    }
    for (Node node : among) {
      String word = lastWord(node.getURI());
      if (word.equalsIgnoreCase(words)
          || word.equalsIgnoreCase(slug)
          || word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").equalsIgnoreCase(slug)) {
        found.add(node);
        continue;
      }
      for (Node naming :
          List.of(RDFS.Nodes.label, SKOS.prefLabel.asNode(), SKOS.altLabel.asNode())) {
        for (Node label : G.listSP(graph, node, naming)) {
          if (label.isLiteral() && label.getLiteralLexicalForm().equalsIgnoreCase(words)) {
            found.add(node);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** The most usual value of a predicate among the resources of the same class. */
  Optional<Node> usual(Node predicate, Collection<Node> peers) {
    Map<Node, Integer> counts = new HashMap<>();
    for (Node peer : peers) {
      for (Node value : G.listSP(graph, peer, predicate)) {
        counts.merge(value, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Node, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().toString(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey);
  }

  /** The class whose instances use predicates most as this resource does. */
  Optional<Node> classLike(Node resource, Collection<Node> among) {
    Set<Node> own = predicatesOf(resource);
    own.remove(RDF.Nodes.type);
    String kind = kindOf(resource);
    Node best = null;
    double bestScore = 0;
    for (Node type : among) {
      List<Node> members = G.listPO(graph, RDF.Nodes.type, type);
      Map<Node, Integer> used = new HashMap<>();
      int count = 0;
      int sameKind = 0;
      for (Node member : members) {
        if (count++ >= 60) {
          break;
        }
        if (kindOf(member).equals(kind)) {
          sameKind++;
        }
        predicatesOf(member).forEach(p -> used.merge(p, 1, Integer::sum));
      }
      if (count == 0) {
        continue;
      }
      double score = 0;
      for (Node predicate : own) {
        score +=
            used.getOrDefault(predicate, 0) / (double) count
                - (used.containsKey(predicate) ? 0 : 1);
      }
      for (Map.Entry<Node, Integer> entry : used.entrySet()) {
        if (!own.contains(entry.getKey()) && !entry.getKey().equals(RDF.Nodes.type)) {
          score -= 0.5 * entry.getValue() / count;
        }
      }
      score += 2.0 * sameKind / count;
      if (best == null || score > bestScore) {
        best = type;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The word of an address that tells the kind, or of a part its role. */
  private static String kindOf(Node node) {
    if (!node.isURI() || !node.getURI().startsWith(Ibid.ID)) {
      return "";
    }
    String iri = node.getURI();
    int slash = iri.lastIndexOf('/');
    int dot = iri.lastIndexOf('.');
    if (dot > slash) {
      return "." + iri.substring(dot + 1).replaceAll("-?[0-9]+$", "");
    }
    return iri.substring(iri.lastIndexOf('/', slash - 1) + 1, slash);
  }

  private Set<Node> predicatesOf(Node resource) {
    Set<Node> found = new HashSet<>();
    for (Triple triple : graph.find(resource, Node.ANY, Node.ANY).toList()) {
      found.add(triple.getPredicate());
    }
    return found;
  }

  static String lastWord(String iri) {
    return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
  }

  private static int distance(String a, String b) {
    return Spelling.distance(a, b);
  }
}
