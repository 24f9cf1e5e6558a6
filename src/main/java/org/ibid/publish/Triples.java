package org.ibid.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Reads a view's triples in the ways that pages need. */
final class Triples {

  private final Graph all;
  private final Graph derived;

  Triples(View view) {
    this.all = view.dataset().getDefaultGraph();
    this.derived = graph(view, Ibid.DERIVED_GRAPH);
  }

  /** A named graph of a view, empty when there is none of that name. */
  static Graph graph(View view, Node name) {
    return view.dataset().containsGraph(name) ? view.dataset().getGraph(name) : Graph.emptyGraph;
  }

  List<Triple> of(Node subject) {
    return all.find(subject, Node.ANY, Node.ANY).toList();
  }

  List<Triple> to(Node object) {
    return all.find(Node.ANY, Node.ANY, object).toList();
  }

  /** How many triples point to a resource, counted as far as the given number. */
  int pointingTo(Node object, int most) {
    return count(Node.ANY, Node.ANY, object, most);
  }

  /** How many such triples there are, counted as far as the given number. */
  int count(Node subject, Node predicate, Node object, int most) {
    return count(all.find(subject, predicate, object), most);
  }

  /** How many triples are left, counted as far as the given number. */
  static int count(ExtendedIterator<Triple> found, int most) {
    int count = 0;
    try {
      while (count < most && found.hasNext()) {
        found.next();
        count++;
      }
    } finally {
      found.close();
    }
    return count;
  }

  List<Node> objects(Node subject, Node predicate) {
    return subject == null
        ? List.of()
        : all.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  List<Node> subjects(Node predicate, Node object) {
    return all.find(Node.ANY, predicate, object).mapWith(Triple::getSubject).toList();
  }

  /** All that have the property. */
  List<Node> subjectsOf(Node predicate) {
    return all.find(Node.ANY, predicate, Node.ANY).mapWith(Triple::getSubject).toList();
  }

  Optional<Node> object(Node subject, Node predicate) {
    if (subject == null) {
      return Optional.empty();
    }
    ExtendedIterator<Triple> found = all.find(subject, predicate, Node.ANY);
    try {
      return found.hasNext() ? Optional.of(found.next().getObject()) : Optional.empty();
    } finally {
      found.close();
    }
  }

  boolean has(Node subject, Node predicate, Node object) {
    return all.contains(subject, predicate, object);
  }

  boolean isA(Node resource, Node type) {
    return all.contains(resource, Terms.TYPE, type);
  }

  /** Whether anything is said of it. */
  boolean describes(Node subject) {
    return all.contains(subject, Node.ANY, Node.ANY);
  }

  /** The number of a passage, pointer or note, or the greatest integer when it has none. */
  int number(Node resource) {
    return object(resource, Terms.NUMBER).map(Triples::integer).orElse(Integer.MAX_VALUE);
  }

  /** The types that are stated and of which no other type of the resource is a kind. */
  List<Node> exactTypes(Node resource) {
    List<Node> all = objects(resource, Terms.TYPE);
    List<Node> types =
        all.stream().filter(type -> !derived.contains(resource, Terms.TYPE, type)).toList();
    if (types.size() < 2) {
      return types.isEmpty() ? all : types;
    }
    Set<Node> general = new HashSet<>();
    types.forEach(type -> collectAbove(type, Terms.SUBCLASS, general));
    return types.stream().filter(type -> !general.contains(type)).toList();
  }

  /**
   * Whether a derived triple says nothing that another triple of the same subject does not say more
   * exactly: a superclass, a general role beside the exact one, a label taken from another label.
   */
  boolean isImplied(Triple triple) {
    if (!derived.contains(triple)) {
      return false;
    }
    Node predicate = triple.getPredicate();
    if (predicate.equals(Terms.TYPE) || predicate.equals(Terms.LABEL)) {
      return true;
    }
    return all.find(triple.getSubject(), Node.ANY, triple.getObject())
        .filterKeep(other -> isKindOf(other.getPredicate(), predicate))
        .hasNext();
  }

  /** What explains a derived triple, if it is one that has an explanation. */
  Optional<Node> derivation(Triple triple) {
    if (!derived.contains(triple)) {
      return Optional.empty();
    }
    return derived
        .find(Node.ANY, Terms.OBJECT, triple.getObject())
        .mapWith(Triple::getSubject)
        .filterKeep(node -> derived.contains(node, Terms.SUBJECT, triple.getSubject()))
        .filterKeep(node -> derived.contains(node, Terms.PREDICATE, triple.getPredicate()))
        .nextOptional();
  }

  private boolean isKindOf(Node property, Node general) {
    Set<Node> above = new HashSet<>();
    collectAbove(property, Terms.SUBPROPERTY, above);
    return above.contains(general);
  }

  private void collectAbove(Node term, Node relation, Set<Node> above) {
    for (Node parent : objects(term, relation)) {
      if (parent.isURI() && !parent.equals(term) && above.add(parent)) {
        collectAbove(parent, relation, above);
      }
    }
  }

  /** Everything from which the resource is reached by one or more of the predicates, and itself. */
  Set<Node> reaching(Node resource, List<Node> predicates) {
    Set<Node> reached = new LinkedHashSet<>();
    List<Node> open = new ArrayList<>(List.of(resource));
    while (!open.isEmpty()) {
      Node next = open.remove(open.size() - 1);
      if (reached.add(next)) {
        predicates.forEach(predicate -> open.addAll(subjects(predicate, next)));
      }
    }
    return reached;
  }

  static int integer(Node number) {
    try {
      return Integer.parseInt(number.getLiteralLexicalForm());
    } catch (RuntimeException e) {
      return Integer.MAX_VALUE;
    }
  }
}
