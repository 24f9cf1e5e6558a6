package org.ibid.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/** Reads a graph in the ways that spreadsheets need. */
final class Facts {

  static final Node TYPE = RDF.type.asNode();
  static final Node LABEL = RDFS.label.asNode();

  private final Graph graph;

  Facts(Graph graph) {
    this.graph = graph;
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  List<Node> objects(Node subject, Node predicate) {
    return graph.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  List<Node> subjects(Node predicate, Node object) {
    return graph.find(Node.ANY, predicate, object).mapWith(Triple::getSubject).toList();
  }

  List<Triple> of(Node subject) {
    return graph.find(subject, Node.ANY, Node.ANY).toList();
  }

  List<Triple> all(Node predicate) {
    return graph.find(Node.ANY, predicate, Node.ANY).toList();
  }

  boolean describes(Node subject) {
    return graph.contains(subject, Node.ANY, Node.ANY);
  }

  boolean has(Node subject, Node predicate, Node object) {
    return graph.contains(subject, predicate, object);
  }

  Optional<Node> object(Node subject, Node predicate) {
    return objects(subject, predicate).stream().findFirst();
  }

  /** The English text of a property, else the one without a language, else any. */
  Optional<String> text(Node subject, Node property) {
    String best = null;
    int rank = -1;
    for (Node node : objects(subject, property)) {
      if (node.isLiteral()) {
        String language = node.getLiteralLanguage();
        int own = language.equals("en") ? 2 : language.isEmpty() ? 1 : 0;
        String text = node.getLiteralLexicalForm();
        if (own > rank || (own == rank && text.compareTo(best) < 0)) {
          best = text;
          rank = own;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The node itself and all that lie above it by a predicate such as rdfs:subClassOf. */
  Set<Node> upwards(Node from, Node predicate) {
    Set<Node> all = new LinkedHashSet<>();
    List<Node> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      Node next = open.remove(open.size() - 1);
      if (next.isURI() && all.add(next)) {
        open.addAll(objects(next, predicate));
      }
    }
    return all;
  }

  /** The node itself and all that lie below it. */
  Set<Node> downwards(Node from, Node predicate) {
    Set<Node> all = new LinkedHashSet<>();
    List<Node> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      Node next = open.remove(open.size() - 1);
      if (next.isURI() && all.add(next)) {
        open.addAll(subjects(predicate, next));
      }
    }
    return all;
  }

  /** The members of an RDF list; what is no list is its own only member. */
  List<Node> list(Node head) {
    List<Node> members = new ArrayList<>();
    Node rest = head;
    while (has(rest, RDF.first.asNode(), Node.ANY)) {
      members.addAll(objects(rest, RDF.first.asNode()));
      rest = object(rest, RDF.rest.asNode()).orElse(RDF.nil.asNode());
    }
    return members.isEmpty() && !head.equals(RDF.nil.asNode()) ? List.of(head) : members;
  }
}
