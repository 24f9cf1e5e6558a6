package org.ibid.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.ibid.graph.Closures;
import org.ibid.graph.Folding;

/** Reads from a graph by what its things are found: names, classes, identifiers. */
final class NameDocuments {

  /** Longer names are no names that anybody would type as a whole. */
  private static final int LONGEST_NAME = 1000;

  /** So much of a name says where it stands among others. */
  private static final int ORDERING = 200;

  static final String TYPE = "type";
  static final String NAME = "name";
  static final String NAMES = "names";
  static final String PART = "part";
  static final String NAMESPACE = "namespace";
  static final String ORDER = "order";

  /** The predicates of the triples that are read. */
  static final Set<Node> PREDICATES =
      Stream.of(
              Terms.NAMES,
              Terms.IDENTIFIERS,
              List.of(Terms.NUMBER, RDF.type.asNode(), RDFS.subClassOf.asNode()))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final Graph data;
  private final Labels labels;
  private final PrefixMapping prefixes;
  private final NameScope scope;
  private final Map<Node, Set<Node>> classesAbove = new HashMap<>();

  NameDocuments(Graph data, PrefixMapping prefixes, NameScope scope) {
    this.data = data;
    this.labels = new Labels(data);
    this.prefixes = prefixes;
    this.scope = scope;
  }

  /** Things that are described there and may be among those that are known. */
  Set<Node> things() {
    Set<Node> all = new LinkedHashSet<>();
    data.find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .mapWith(Triple::getSubject)
        .filterKeep(scope.named())
        .forEachRemaining(all::add);
    return all;
  }

  /** Whether a thing is among those that are known. */
  boolean has(Node node) {
    return scope.named().test(node)
        && data.contains(node, RDF.type.asNode(), Node.ANY)
        && (scope.classes().isEmpty() || isOneOf(node, scope.classes()));
  }

  /** Whether a thing belongs to one of the classes. */
  boolean isOneOf(Node node, Collection<Node> classes) {
    return classes.stream().anyMatch(types(node)::contains);
  }

  /** The classes of a thing and those above them. */
  Set<Node> types(Node node) {
    Set<Node> all = new LinkedHashSet<>();
    objects(node, RDF.type.asNode()).forEach(type -> all.addAll(above(type)));
    return all;
  }

  private synchronized Set<Node> above(Node type) {
    Set<Node> found = classesAbove.get(type);
    if (found == null) {
      found = new LinkedHashSet<>();
      List<Node> open = new ArrayList<>(List.of(type));
      while (!open.isEmpty()) {
        Node next = open.remove(open.size() - 1);
        if (found.add(next)) {
          objects(next, RDFS.subClassOf.asNode()).stream().filter(Node::isURI).forEach(open::add);
        }
      }
      classesAbove.put(type, found);
    }
    return found;
  }

  Iterable<Document> of(Collection<Node> things) {
    return () -> things.stream().flatMap(this::document).iterator();
  }

  /** What is known of one thing: all that it may be called, its classes and those above them. */
  private Stream<Document> document(Node node) {
    if (!has(node)) {
      return Stream.of();
    }
    Node kind =
        Collections.min(objects(node, RDF.type.asNode()), Comparator.comparing(Node::toString));
    Set<Node> types = types(node);
    Set<String> names = new LinkedHashSet<>();
    for (String name : said(node)) {
      String folded = Folding.folded(name);
      names.add(folded);
      names.add(Folding.latin(folded));
    }
    names.add(
        Folding.folded(
            NameScope.isTerm(node) ? prefixes.shortForm(node.getURI()) : Labels.localName(node)));
    int number = Integer.MAX_VALUE;
    for (Node value : objects(node, Terms.NUMBER)) {
      if (value.isLiteral()) {
        String digits = value.getLiteralLexicalForm();
        names.add(Folding.folded(labels.of(kind) + " " + digits));
        names.add(digits);
        number = Math.min(number, integer(digits));
      }
    }
    String first = names.iterator().next();
    Document document = Documents.named(node.getURI());
    for (String name : names) {
      Words.add(document, name);
      if (name.length() <= LONGEST_NAME) {
        document.add(new StringField(NAME, name, Store.NO));
      }
    }
    types.forEach(type -> document.add(new StringField(TYPE, type.toString(), Store.NO)));
    if (!Closures.owner(node).equals(node)) {
      document.add(new StringField(PART, PART, Store.NO));
    }
    String iri = node.getURI();
    String namespace = iri.substring(0, iri.length() - Labels.localName(node).length());
    document.add(new StringField(NAMESPACE, namespace, Store.NO));
    String order =
        String.format(
            "%010d%08d%s\n%s",
            number,
            first.length(),
            first.substring(0, Math.min(ORDERING, first.length())),
            node.getURI());
    document.add(new SortedDocValuesField(ORDER, new BytesRef(order)));
    document.add(
        new BinaryDocValuesField(
            NAMES,
            new BytesRef(
                order
                    + "\n"
                    + types.stream().map(Node::toString).collect(Collectors.joining(" "))
                    + "\n"
                    + String.join("\n", names))));
    return Stream.of(document);
  }

  /** What the data say that a thing is called. */
  Set<String> said(Node node) {
    Set<String> names = new LinkedHashSet<>();
    for (Node property : Terms.NAMES) {
      objects(node, property).stream()
          .filter(Node::isLiteral)
          .map(Node::getLiteralLexicalForm)
          .sorted()
          .forEach(names::add);
    }
    return names;
  }

  void identify(Node node, Map<String, Set<Node>> identifiers) {
    addIdentifier(node.getURI(), node, identifiers);
    for (Node property : Terms.IDENTIFIERS) {
      for (Node value : objects(node, property)) {
        if (value.isURI() || value.isLiteral()) {
          addIdentifier(
              value.isURI() ? value.getURI() : value.getLiteralLexicalForm(), node, identifiers);
        }
      }
    }
  }

  private static void addIdentifier(
      String identifier, Node node, Map<String, Set<Node>> identifiers) {
    identifiers
        .computeIfAbsent(Identifiers.plain(identifier), key -> new LinkedHashSet<>())
        .add(node);
  }

  private List<Node> objects(Node subject, Node predicate) {
    return data.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  private static int integer(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
