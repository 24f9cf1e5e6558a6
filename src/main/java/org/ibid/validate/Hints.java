package org.ibid.validate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Knows what shapes and graph say of what would be right. */
final class Hints {

  /** What says nothing of the resource itself. */
  static final Node NOTE = SKOS.editorialNote.asNode();

  private static final Node DEFAULT_VALUE = NodeFactory.createURI(SHACL.getURI() + "defaultValue");

  private final View view;
  private final Graph data;
  private final Graph shapes;
  private final PrefixMapping prefixes;
  private final Nearby nearby;
  private Set<Node> usedClasses;

  Hints(View view, Graph shapes, PrefixMapping prefixes) {
    this.view = view;
    this.data = view.asserted();
    this.shapes = shapes;
    this.prefixes = prefixes;
    this.nearby = new Nearby(data);
  }

  View view() {
    return view;
  }

  Graph data() {
    return data;
  }

  Graph shapes() {
    return shapes;
  }

  PrefixMapping prefixes() {
    return prefixes;
  }

  Nearby nearby() {
    return nearby;
  }

  /** The values that a shape itself says are right. */
  List<Node> stated(Node shape) {
    List<Node> values = new ArrayList<>(G.listSP(shapes, shape, DEFAULT_VALUE));
    values.addAll(G.listSP(shapes, shape, SHACL.hasValue));
    List<Node> in = list(shape, SHACL.in);
    if (values.isEmpty() && in.size() == 1) {
      values.addAll(in);
    }
    return values;
  }

  /** The members of the lists that a shape has there. */
  List<Node> list(Node shape, Node parameter) {
    List<Node> all = new ArrayList<>();
    G.listSP(shapes, shape, parameter).forEach(list -> all.addAll(G.rdfList(shapes, list)));
    return all;
  }

  /** The classes that a shape asks of a value. */
  List<Node> classesOf(Node shape) {
    return G.listSP(shapes, shape, SHACL.class_);
  }

  /** What the alternatives of a shape have there. */
  List<Node> inOr(Node shape, Node parameter) {
    List<Node> found = new ArrayList<>();
    for (Node option : list(shape, SHACL.or)) {
      found.addAll(G.listSP(shapes, option, parameter));
    }
    return found;
  }

  /**
   * The classes of the values of a predicate: as the shape says, another shape, or the ontology.
   */
  List<Node> expected(Node shape, Node predicate) {
    List<Node> found = new ArrayList<>(classesOf(shape));
    found.addAll(inOr(shape, SHACL.class_));
    if (found.isEmpty() && predicate != null) {
      for (Node other : G.listPO(shapes, SHACL.path, predicate)) {
        found.addAll(classesOf(other));
        found.addAll(inOr(other, SHACL.class_));
      }
    }
    if (found.isEmpty()
        && predicate != null
        && data.contains(predicate, RDF.Nodes.type, OWL.ObjectProperty.asNode())) {
      found.addAll(ranges(predicate));
    }
    return found;
  }

  /** A number that a shape has there. */
  int number(Node shape, Node parameter, int otherwise) {
    Node number = G.getZeroOrOneSP(shapes, shape, parameter);
    return number == null ? otherwise : Integer.parseInt(number.getLiteralLexicalForm());
  }

  /** The classes that have members among the data. */
  Set<Node> usedClasses() {
    if (usedClasses == null) {
      Set<Node> found = new LinkedHashSet<>();
      for (Node type : nearby.classes()) {
        var any = data.find(Node.ANY, RDF.Nodes.type, type);
        try {
          while (any.hasNext()) {
            Node subject = any.next().getSubject();
            if (subject.isURI() && subject.getURI().startsWith(Ibid.ID)) {
              found.add(type);
              break;
            }
          }
        } finally {
          any.close();
        }
      }
      usedClasses = found;
    }
    return usedClasses;
  }

  /** Others of the same class; of a very large class only some. */
  List<Node> peers(Node resource) {
    List<Node> types = G.listSP(data, resource, RDF.Nodes.type);
    Set<Node> found = new LinkedHashSet<>();
    for (Node type : types) {
      found.addAll(nearby.instances(type));
    }
    found.remove(resource);
    return List.copyOf(found);
  }

  /** Resources that have the predicate; of very many only some. */
  List<Node> subjectsOf(Node predicate) {
    Set<Node> found = new LinkedHashSet<>();
    var triples = data.find(Node.ANY, predicate, Node.ANY);
    try {
      while (triples.hasNext() && found.size() < 5_000) {
        found.add(triples.next().getSubject());
      }
    } finally {
      triples.close();
    }
    return List.copyOf(found);
  }

  /** The most usual value among those allowed: for resources of the same class, or for any. */
  Optional<Node> usualAmong(Node resource, Node predicate, Set<Node> allowed) {
    return nearby
        .usual(predicate, peers(resource))
        .filter(allowed::contains)
        .or(() -> nearby.usual(predicate, subjectsOf(predicate)).filter(allowed::contains));
  }

  /** The triples that the finding is about. */
  List<Triple> triples(BrokenRule broken) {
    if (broken.value() == null && broken.predicate() != null) {
      return data.find(broken.resource(), broken.predicate(), Node.ANY).toList();
    }
    if (broken.value() == null) {
      return List.of();
    }
    if (broken.predicate() != null) {
      Triple triple = Triple.create(broken.resource(), broken.predicate(), broken.value());
      return data.contains(triple) ? List.of(triple) : List.of();
    }
    return data.find(broken.resource(), Node.ANY, broken.value()).toList();
  }

  /** What can be a value of a predicate, as far as the ontology or its use says. */
  List<Node> instancesOfRange(Node predicate) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node range : ranges(predicate)) {
      found.addAll(nearby.instances(range));
    }
    if (found.isEmpty()) {
      data.find(Node.ANY, predicate, Node.ANY)
          .mapWith(Triple::getObject)
          .filterKeep(Node::isURI)
          .filterKeep(nearby::isDescribed)
          .forEachRemaining(found::add);
      Set<Node> types = new LinkedHashSet<>();
      found.forEach(node -> types.addAll(G.listSP(data, node, RDF.Nodes.type)));
      types.forEach(type -> found.addAll(nearby.instances(type)));
    }
    return List.copyOf(found);
  }

  /** The classes that the ontology says the values have. */
  List<Node> ranges(Node predicate) {
    List<Node> ranges = new ArrayList<>(G.listSP(data, predicate, RDFS.Nodes.range));
    for (Node above : G.listSP(data, predicate, RDFS.Nodes.subPropertyOf)) {
      if (ranges.isEmpty()) {
        ranges.addAll(G.listSP(data, above, RDFS.Nodes.range));
      }
    }
    ranges.removeIf(range -> !range.isURI());
    return ranges;
  }
}
