package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;
import org.ibid.search.Labels;
import org.ibid.search.NameIndex;

/**
 * Finds entities, works, passages, claims and whatever else can be picked, by what one types:
 * label, other name, number or address, in whatever case and with or without accents; what is
 * written in Cyrillic is also found by its Latin spelling.
 */
public final class Finder {

  /** From this likeness on, of 100, two names may be those of one thing. */
  private static final double ALIKE = 60;

  /**
   * One thing that can be picked.
   *
   * @param iri it
   * @param name its IRI in short
   * @param label what it is called
   * @param detail what tells it from others of that name
   */
  public record Hit(String iri, String name, String label, String detail) {}

  private final Graph data;
  private final PrefixMapping prefixes;
  private final Labels labels;
  private final NameIndex names;

  /** What can be found in a state of the graph. */
  public Finder(View view) {
    this(view, NameIndex.ofEverything(view));
  }

  /** What can be found in a state of the graph whose names are known already. */
  public Finder(View view, NameIndex names) {
    this.data = view.asserted();
    this.prefixes = view.prefixes();
    this.labels = new Labels(data);
    this.names = names;
  }

  /** Whether anything is said of a resource. */
  public boolean knows(Node node) {
    return names.has(node) || data.contains(node, RDF.type.asNode(), Node.ANY);
  }

  /** Whether a resource belongs to one of the classes. */
  boolean isOneOf(Node node, Collection<Node> classes) {
    return names.isOneOf(node, classes);
  }

  /** The class that a resource is said to be of, in short, or nothing. */
  public String kindOf(Node node) {
    return data.find(node, RDF.type.asNode(), Node.ANY)
        .mapWith(triple -> prefixes.shortForm(triple.getObject().getURI()))
        .nextOptional()
        .orElse("");
  }

  /** What a resource is called. */
  public String label(Node node) {
    String text = labels.of(node);
    if (text.equals(Labels.localName(node))) {
      String number = text(node, Terms.NUMBER);
      if (number != null) {
        return FormModel.capitalised(kindLabel(node)) + " " + number;
      }
    }
    return text;
  }

  private String text(Node node, Node property) {
    return labels.text(node, property);
  }

  private String kindLabel(Node node) {
    return data.find(node, RDF.type.asNode(), Node.ANY)
        .mapWith(Triple::getObject)
        .nextOptional()
        .map(labels::of)
        .orElse("");
  }

  /**
   * The things of one of the classes (of any, if none is given) that answer to what was typed, best
   * first; where none does, those whose names are like it.
   */
  public List<Hit> find(String typed, Collection<Node> classes, int most) {
    List<Hit> found = names.suggest(typed, classes, 0, most).stream().map(this::hit).toList();
    return found.isEmpty() ? alike(typed, classes, most) : found;
  }

  /** The things of these classes that are called exactly so. */
  public List<Node> called(String typed, Collection<Node> classes) {
    return names.called(typed, classes);
  }

  /** The things that may be meant by a name that is like theirs, the likeliest first. */
  List<Hit> alike(String name, Collection<Node> classes, int most) {
    return names.match(name, node -> names.isOneOf(node, classes), most).stream()
        .filter(match -> match.same() || match.score() >= ALIKE)
        .map(match -> hit(match.node()))
        .toList();
  }

  /** A thing as it is shown in a list to pick from. */
  public Hit hit(Node node) {
    return new Hit(node.getURI(), prefixes.shortForm(node.getURI()), label(node), detail(node));
  }

  /**
   * What tells a thing from others: where a passage stands, what a pointer leads to, what it is.
   */
  private String detail(Node node) {
    List<String> pieces = new ArrayList<>();
    Node whole = object(node, Terms.PART_OF);
    if (whole != null && text(node, Terms.NUMBER) != null) {
      for (Node place = whole; place != null; place = object(place, Terms.PART_OF)) {
        if (object(place, Terms.PART_OF) != null) {
          pieces.add(label(place));
        }
      }
      pages(node, pieces);
      claimsMadeIn(node, pieces);
      return String.join(" · ", pieces);
    }
    Node sentence = object(node, Terms.CONTEXT);
    if (sentence != null) {
      pieces.add("in " + label(sentence).toLowerCase(Locale.ROOT));
    }
    work(node, pieces);
    if (data.contains(node, Terms.STATEMENT, Node.ANY)) {
      pieces.add(kindLabel(node));
      objects(node, Terms.PASSAGE).forEach(passage -> pieces.add(label(passage)));
      return String.join(" · ", pieces);
    }
    if (pieces.isEmpty()) {
      pieces.add(kindLabel(node));
    }
    String label = label(node);
    for (Node property : List.of(RDFS.label.asNode(), SKOS.altLabel.asNode())) {
      for (Node other : objects(node, property)) {
        if (other.isLiteral() && !other.getLiteralLexicalForm().equals(label)) {
          pieces.add(other.getLiteralLexicalForm());
        }
      }
    }
    return String.join(" · ", pieces);
  }

  private void pages(Node node, List<String> pieces) {
    List<String> pages =
        objects(node, Terms.PAGE).stream().map(Node::getLiteralLexicalForm).sorted().toList();
    if (!pages.isEmpty()) {
      pieces.add((pages.size() == 1 ? "page " : "pages ") + String.join("–", pages));
    }
  }

  private void claimsMadeIn(Node passage, List<String> pieces) {
    List<Node> claims =
        data.find(Node.ANY, Terms.PASSAGE, passage).mapWith(Triple::getSubject).toList();
    if (!claims.isEmpty()) {
      pieces.add(
          claims.size()
              + (claims.size() == 1 ? " claim: " : " claims, such as: ")
              + labels.of(claims.get(0)));
    }
  }

  private void work(Node pointer, List<String> pieces) {
    List<Node> references = new ArrayList<>(objects(pointer, Terms.DENOTES));
    for (Node note : objects(pointer, Terms.NOTE)) {
      references.addAll(objects(note, Terms.CONTAINS));
    }
    for (Node reference : references) {
      objects(reference, Terms.REFERENCES)
          .forEach(
              work -> {
                String title = text(work, Terms.TITLE);
                pieces.add(title == null ? labels.of(work) : title);
              });
    }
  }

  private Node object(Node subject, Node predicate) {
    List<Node> all = objects(subject, predicate);
    return all.isEmpty() ? null : all.get(0);
  }

  private List<Node> objects(Node subject, Node predicate) {
    return data.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  /** The articles that claims can be made in: the names under which their things stand. */
  public List<String> articles() {
    Set<String> found = new LinkedHashSet<>();
    data.find(Node.ANY, RDF.type.asNode(), Terms.AUTHORSHIP)
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .forEachRemaining(
            authors -> {
              String rest = authors.getURI().substring(Ibid.ID.length());
              if (rest.indexOf('/') > 0 && rest.indexOf('/') < rest.lastIndexOf('/')) {
                found.add(rest.substring(0, rest.indexOf('/')));
              }
            });
    return found.stream().sorted().toList();
  }

  /** The authors of an article speaking together, or null. */
  Node authorsOf(String article) {
    return data.find(Node.ANY, RDF.type.asNode(), Terms.AUTHORSHIP)
        .mapWith(Triple::getSubject)
        .filterKeep(
            authors -> authors.isURI() && authors.getURI().startsWith(Ibid.ID + article + "/"))
        .nextOptional()
        .orElse(null);
  }

  /** The resource of that name, written out or in short, or null where it is no name of one. */
  Node named(String typed) {
    String text = typed;
    if (text.startsWith("<") && text.endsWith(">")) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return text.matches("[^\\s<>\"{}|^`\\\\]+") ? NodeFactory.createURI(text) : null;
    }
    if (text.matches("[\\w-]+:[\\w.+-]+")) {
      String expanded = prefixes.expandPrefix(text);
      return expanded.equals(text) ? null : NodeFactory.createURI(expanded);
    }
    return null;
  }
}
