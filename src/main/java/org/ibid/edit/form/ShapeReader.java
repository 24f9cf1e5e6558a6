package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.edit.form.Field.Group;
import org.ibid.search.Labels;

/** Reads from the shapes what a form must know of a property. */
final class ShapeReader {

  private static final Node GROUP = sh("group");
  private static final Node ORDER = sh("order");
  private static final Node NAME = sh("name");
  private static final double USUAL_ORDER = 40;
  private static final Group ELSEWHERE = new Group("other", "Other", "", 100);

  private final Graph shapes;

  ShapeReader(Graph shapes) {
    this.shapes = shapes;
  }

  private static Node sh(String name) {
    return NodeFactory.createURI(SHACL.getURI() + name);
  }

  /** What all shapes together ask of a property. */
  static final class Constraints {
    private int least;
    private int most;
    private int room;
    private boolean oneOf;
    private boolean forbidden;
    private final Set<Node> classes = new LinkedHashSet<>();
    private final Set<Node> datatypes = new LinkedHashSet<>();
    private final Set<Node> in = new LinkedHashSet<>();
    private final Set<String> languages = new LinkedHashSet<>();
    private final Set<String> messages = new LinkedHashSet<>();

    int least() {
      return least;
    }

    int most() {
      return most;
    }

    /** How many values there are where there are any. */
    int room() {
      return Math.max(least, room);
    }

    boolean oneOf() {
      return oneOf;
    }

    boolean forbidden() {
      return forbidden;
    }

    Set<Node> classes() {
      return classes;
    }

    Set<Node> datatypes() {
      return datatypes;
    }

    Set<Node> in() {
      return in;
    }

    Set<String> languages() {
      return languages;
    }

    Set<String> messages() {
      return messages;
    }

    private void atMost(int number) {
      if (number == 0) {
        forbidden = true;
      } else if (most == 0 || number < most) {
        most = number;
      }
    }
  }

  /**
   * Where a field stands.
   *
   * @param name what it is called there, if not as the property
   * @param explicit whether the shapes name it, or it stands where all others do
   */
  record Placement(Group group, double order, Optional<String> name, boolean explicit) {}

  /** The classes at which a shape aims. */
  Set<Node> targets(Node shape) {
    return new HashSet<>(objects(shape, SHACL.targetClass));
  }

  /** The members of the list that a shape lets no value be in. */
  Set<Node> listed(Node shape) {
    Set<Node> found = new HashSet<>();
    for (Node not : objects(shape, SHACL.not)) {
      objects(not, SHACL.in).forEach(list -> found.addAll(list(shapes, list)));
    }
    return found;
  }

  /** Whether the query of a shape names a term. */
  boolean mentions(Node shape, String name) {
    return objects(shape, SHACL.sparql).stream()
        .flatMap(sparql -> objects(sparql, SHACL.select).stream())
        .anyMatch(select -> select.getLiteralLexicalForm().contains(name));
  }

  /** Whether a shape says something of the address of a resource itself. */
  boolean isAboutAddress(Node shape) {
    return objects(shape, SHACL.path).isEmpty()
        && (!objects(shape, SHACL.pattern).isEmpty() || !objects(shape, SHACL.nodeKind).isEmpty());
  }

  /** The properties to which a form gives a place of their own. */
  Set<Node> placed(Node form) {
    Set<Node> found = new LinkedHashSet<>();
    objects(form, SHACL.property).forEach(place -> found.addAll(objects(place, SHACL.path)));
    return found;
  }

  /** Where the field of a property stands. */
  Placement placement(Node property) {
    for (Node shape : subjects(SHACL.path, property)) {
      for (Node group : objects(shape, GROUP)) {
        return new Placement(group(group), order(shape), name(shape), true);
      }
    }
    for (Node shape : subjects(SHACL.path, property)) {
      if (shapes.contains(shape, ORDER, Node.ANY)) {
        return new Placement(usualGroup(), order(shape), name(shape), false);
      }
    }
    return new Placement(usualGroup(), USUAL_ORDER, Optional.empty(), false);
  }

  private double order(Node shape) {
    return number(shape, ORDER, USUAL_ORDER);
  }

  private Optional<String> name(Node shape) {
    return objects(shape, NAME).stream().map(Node::getLiteralLexicalForm).findFirst();
  }

  private Group group(Node group) {
    return new Group(
        Labels.localName(group),
        literal(group, RDFS.label.asNode()),
        literal(group, RDFS.comment.asNode()),
        number(group, ORDER, 50));
  }

  /** The group of what has no place of its own: that of the content. */
  private Group usualGroup() {
    return shapes
        .find(Node.ANY, RDF.type.asNode(), sh("PropertyGroup"))
        .mapWith(Triple::getSubject)
        .filterKeep(group -> Labels.localName(group).endsWith("content"))
        .mapWith(this::group)
        .nextOptional()
        .orElse(ELSEWHERE);
  }

  private String literal(Node subject, Node property) {
    return objects(subject, property).stream()
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse("");
  }

  private double number(Node subject, Node property, double otherwise) {
    return objects(subject, property).stream()
        .map(Node::getLiteralLexicalForm)
        .map(Double::valueOf)
        .findFirst()
        .orElse(otherwise);
  }

  /** The properties of which the shapes for these classes speak. */
  Set<Node> properties(Set<Node> classes) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node shape : shapesFor(classes)) {
      for (Node path : objects(shape, SHACL.path)) {
        found.addAll(predicates(path));
      }
    }
    return found;
  }

  /** Property shapes for things of these classes. */
  private List<Node> shapesFor(Set<Node> classes) {
    List<Node> found = new ArrayList<>();
    for (Node type : classes) {
      for (Node shape : subjects(SHACL.targetClass, type)) {
        found.add(shape);
        found.addAll(objects(shape, SHACL.property));
      }
    }
    return found;
  }

  /** What is asked of a property of things of these classes. */
  Constraints constraints(Set<Node> classes, Node property) {
    Constraints asked = new Constraints();
    List<Node> all = new ArrayList<>(shapesFor(classes));
    for (Node shape : subjects(SHACL.targetSubjectsOf, property)) {
      all.add(shape);
      all.addAll(objects(shape, SHACL.property));
    }
    for (Node shape : new LinkedHashSet<>(all)) {
      boolean speaksOfIt = false;
      for (Node path : objects(shape, SHACL.path)) {
        List<Node> predicates = predicates(path);
        if (predicates.contains(property)) {
          take(asked, shape, predicates.size() == 1);
          speaksOfIt = true;
        }
      }
      if (speaksOfIt) {
        objects(shape, SHACL.message)
            .forEach(message -> asked.messages.add(message.getLiteralLexicalForm()));
      } else {
        takeAlternatives(asked, shape, property);
      }
    }
    return asked;
  }

  private void take(Constraints asked, Node shape, boolean alone) {
    int least =
        (int) Math.max(number(shape, SHACL.minCount, 0), number(shape, SHACL.qualifiedMinCount, 0));
    boolean warning = objects(shape, SHACL.severity).contains(SHACL.Warning);
    if (least > 0) {
      if (alone && !warning) {
        asked.least = Math.max(asked.least, least);
      } else {
        asked.oneOf = true;
      }
    }
    objects(shape, SHACL.maxCount)
        .forEach(most -> asked.atMost(Integer.parseInt(most.getLiteralLexicalForm())));
    asked.classes.addAll(objects(shape, SHACL.class_));
    asked.datatypes.addAll(objects(shape, SHACL.datatype));
    for (Node list : objects(shape, SHACL.in)) {
      asked.in.addAll(list(shapes, list));
    }
    for (Node list : objects(shape, SHACL.languageIn)) {
      list(shapes, list).forEach(tag -> asked.languages.add(tag.getLiteralLexicalForm()));
    }
    for (Node list : objects(shape, SHACL.or)) {
      for (Node either : list(shapes, list)) {
        asked.classes.addAll(objects(either, SHACL.class_));
        asked.datatypes.addAll(objects(either, SHACL.datatype));
      }
    }
  }

  /** A shape that lets one choose between properties: each of them is wanted, none alone. */
  private void takeAlternatives(Constraints asked, Node shape, Node property) {
    for (Node kind : List.of(SHACL.xone, SHACL.or)) {
      for (Node list : objects(shape, kind)) {
        for (Node either : list(shapes, list)) {
          for (Node inner : objects(either, SHACL.property)) {
            if (objects(inner, SHACL.path).contains(property)) {
              asked.oneOf = true;
              asked.room = Math.max(asked.room, (int) number(inner, SHACL.minCount, 0));
              objects(inner, SHACL.maxCount)
                  .forEach(most -> asked.atMost(Integer.parseInt(most.getLiteralLexicalForm())));
              objects(shape, SHACL.message)
                  .forEach(message -> asked.messages.add(message.getLiteralLexicalForm()));
            }
          }
        }
      }
    }
  }

  /** The predicates that a path may begin with and end with at once: one, or several to choose. */
  private List<Node> predicates(Node path) {
    if (path.isURI()) {
      return List.of(path);
    }
    List<Node> found = new ArrayList<>();
    for (Node list : objects(path, SHACL.alternativePath)) {
      list(shapes, list).stream().filter(Node::isURI).forEach(found::add);
    }
    return found;
  }

  static List<Node> list(Graph graph, Node list) {
    List<Node> found = new ArrayList<>();
    Node rest = list;
    while (rest != null && !rest.equals(RDF.nil.asNode())) {
      found.addAll(
          graph.find(rest, RDF.first.asNode(), Node.ANY).mapWith(Triple::getObject).toList());
      rest =
          graph
              .find(rest, RDF.rest.asNode(), Node.ANY)
              .mapWith(Triple::getObject)
              .nextOptional()
              .orElse(null);
    }
    return found;
  }

  private List<Node> objects(Node subject, Node predicate) {
    return shapes.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  private List<Node> subjects(Node predicate, Node object) {
    return shapes.find(Node.ANY, predicate, object).mapWith(Triple::getSubject).toList();
  }
}
