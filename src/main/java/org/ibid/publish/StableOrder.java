package org.ibid.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.Digests;

/**
 * Brings quads into an order that depends on what they say alone, and gives blank nodes labels that
 * do so too: a document is then the same, byte for byte, whenever and wherever it is written.
 */
final class StableOrder {

  private final Map<Node, List<Quad>> about = new HashMap<>();
  private final Map<Node, String> keys = new HashMap<>();
  private final Set<Node> open = new HashSet<>();

  private StableOrder(Collection<Quad> quads) {
    for (Quad quad : quads) {
      if (quad.getSubject().isBlank()) {
        about.computeIfAbsent(quad.getSubject(), key -> new ArrayList<>()).add(quad);
      }
    }
  }

  /** The quads in their order, each once. */
  static List<Quad> of(Collection<Quad> quads) {
    StableOrder order = new StableOrder(quads);
    Map<Node, String> texts = order.keys;
    List<Quad> sorted = new ArrayList<>(new LinkedHashSet<>(quads));
    sorted.sort(
        Comparator.comparing((Quad quad) -> order.rank(quad.getSubject()))
            .thenComparing(quad -> order.key(quad.getSubject()))
            .thenComparing(quad -> order.key(quad.getPredicate()))
            .thenComparing(quad -> order.key(quad.getObject()))
            .thenComparing(quad -> order.key(quad.getGraph())));
    return order.about.isEmpty() && texts.keySet().stream().noneMatch(Node::isBlank)
        ? sorted
        : relabelled(sorted);
  }

  /** What is said of blank nodes stands at the end. */
  private int rank(Node subject) {
    return subject.isURI() ? 0 : 1;
  }

  private String key(Node node) {
    String known = keys.get(node);
    if (known != null) {
      return known;
    }
    if (node.isTripleTerm()) {
      Triple triple = node.getTriple();
      return "<<( "
          + key(triple.getSubject())
          + " "
          + key(triple.getPredicate())
          + " "
          + key(triple.getObject())
          + " )>>";
    }
    if (!node.isBlank()) {
      String text = NodeFmtLib.strNT(node);
      keys.put(node, text);
      return text;
    }
    if (!open.add(node)) {
      return "_:";
    }
    StringBuilder said = new StringBuilder();
    about.getOrDefault(node, List.of()).stream()
        .map(quad -> key(quad.getPredicate()) + " " + key(quad.getObject()))
        .sorted()
        .forEach(line -> said.append(line).append('\n'));
    open.remove(node);
    String key = "_:" + Digests.sha256(said.toString());
    keys.put(node, key);
    return key;
  }

  private static List<Quad> relabelled(List<Quad> quads) {
    Map<Node, Node> labels = new HashMap<>();
    return quads.stream()
        .map(
            quad ->
                Quad.create(
                    quad.getGraph(),
                    label(quad.getSubject(), labels),
                    quad.getPredicate(),
                    label(quad.getObject(), labels)))
        .toList();
  }

  private static Node label(Node node, Map<Node, Node> labels) {
    if (node.isTripleTerm()) {
      Triple triple = node.getTriple();
      return NodeFactory.createTripleTerm(
          label(triple.getSubject(), labels),
          triple.getPredicate(),
          label(triple.getObject(), labels));
    }
    return node.isBlank()
        ? labels.computeIfAbsent(node, key -> NodeFactory.createBlankNode("b" + labels.size()))
        : node;
  }
}
