package org.ibid.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Folding;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Knows what the things of one state of the graph are called, and finds them: by words while
 * somebody types ({@link #suggest}), by a whole name that may be misspelt ({@link #match}), by an
 * identifier ({@link #identified}). Case, accents and the alphabet do not matter.
 *
 * <p>The first and the second are two questions and have an index each. Who types sees the list and
 * types on, so that few letters and the beginnings of words must do ({@link WordIndex}). Who brings
 * a column of names sees no list: there the whole of a name counts, and a score says how much it is
 * like another ({@link SpellingIndex}).
 */
public final class NameIndex {

  /** What is known of one thing: all that it may be called, its classes and those above them. */
  private record Entry(Node node, List<String> names, int number, Set<Node> types) {}

  /** So many of those that have the words are compared closely. */
  private static final int MOST_RANKED = 2000;

  private final PrefixMapping prefixes;
  private final Map<Node, Entry> entries = new LinkedHashMap<>();
  private final List<Entry> numbered = new ArrayList<>();
  private final WordIndex words = new WordIndex();
  private final Map<Node, Set<Node>> classesAbove = new HashMap<>();
  private final Map<String, Set<Node>> identifiers = new HashMap<>();
  private final SpellingIndex spellings;

  private NameIndex(
      View view,
      Graph data,
      Predicate<Node> named,
      Predicate<Set<Node>> which,
      Predicate<Set<Node>> misspelt) {
    this.prefixes = view.prefixes();
    Labels labels = new Labels(data);
    SpellingIndex.Builder builder = new SpellingIndex.Builder();
    data.find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .filterKeep(triple -> named.test(triple.getSubject()))
        .filterKeep(triple -> which.test(above(data, triple.getObject())))
        .mapWith(Triple::getSubject)
        .forEachRemaining(
            node -> {
              if (!entries.containsKey(node)) {
                Entry entry = entry(data, labels, node);
                add(entry);
                if (misspelt.test(entry.types())) {
                  said(data, node).forEach(name -> builder.add(node, name));
                  identify(data, node);
                }
              }
            });
    this.spellings = builder.build();
  }

  /**
   * All things of the data, parts too, to find while somebody types; entities and situations by
   * misspelt names as well.
   */
  public static NameIndex ofEverything(View view) {
    return new NameIndex(
        view,
        view.asserted(),
        NameIndex::isThing,
        types -> true,
        types -> !Collections.disjoint(types, Terms.MISSPELT));
  }

  /** The terms of the vocabularies of the project; to find while somebody types. */
  public static NameIndex ofTerms(View view) {
    Graph ontology = view.dataset().getGraph(Ibid.ONTOLOGY_GRAPH);
    return new NameIndex(view, ontology, NameIndex::isTerm, types -> true, types -> false);
  }

  /** The things that belong to a class, or to one below it. */
  public static NameIndex of(View view, Node root) {
    return new NameIndex(
        view, view.asserted(), NameIndex::isThing, types -> types.contains(root), types -> true);
  }

  private static boolean isThing(Node node) {
    return node.isURI() && node.getURI().startsWith(Ibid.ID);
  }

  private static boolean isTerm(Node node) {
    return node.isURI()
        && node.getURI().startsWith(Ibid.BASE)
        && node.getURI().indexOf('#') > 0
        && !isThing(node);
  }

  private String shortForm(Node node) {
    return prefixes.shortForm(node.getURI());
  }

  private void add(Entry entry) {
    entries.put(entry.node(), entry);
    entry.names().forEach(name -> words.add(numbered.size(), name));
    numbered.add(entry);
  }

  private Entry entry(Graph data, Labels labels, Node node) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : said(data, node)) {
      String folded = Folding.folded(name);
      names.add(folded);
      names.add(Folding.latin(folded));
    }
    names.add(Folding.folded(isTerm(node) ? shortForm(node) : Labels.localName(node)));
    List<Node> types = objects(data, node, RDF.type.asNode());
    int number = Integer.MAX_VALUE;
    for (Node value : objects(data, node, Terms.NUMBER)) {
      if (value.isLiteral()) {
        String digits = value.getLiteralLexicalForm();
        String kind = types.isEmpty() ? "" : labels.of(types.get(0));
        names.add(Folding.folded(kind + " " + digits));
        names.add(digits);
        number = integer(digits);
      }
    }
    Set<Node> all = new LinkedHashSet<>();
    types.forEach(type -> all.addAll(above(data, type)));
    return new Entry(node, List.copyOf(names), number, Set.copyOf(all));
  }

  /** What the data say that a thing is called. */
  private static Set<String> said(Graph data, Node node) {
    Set<String> names = new LinkedHashSet<>();
    for (Node property : Terms.NAMES) {
      objects(data, node, property).stream()
          .filter(Node::isLiteral)
          .map(Node::getLiteralLexicalForm)
          .forEach(names::add);
    }
    return names;
  }

  private void identify(Graph data, Node node) {
    addIdentifier(node.getURI(), node);
    for (Node property : Terms.IDENTIFIERS) {
      for (Node value : objects(data, node, property)) {
        if (value.isURI() || value.isLiteral()) {
          addIdentifier(value.isURI() ? value.getURI() : value.getLiteralLexicalForm(), node);
        }
      }
    }
  }

  private void addIdentifier(String identifier, Node node) {
    identifiers
        .computeIfAbsent(Identifiers.plain(identifier), key -> new LinkedHashSet<>())
        .add(node);
  }

  private Set<Node> above(Graph data, Node type) {
    Set<Node> known = classesAbove.get(type);
    if (known == null) {
      known = new LinkedHashSet<>();
      List<Node> open = new ArrayList<>(List.of(type));
      while (!open.isEmpty()) {
        Node next = open.remove(open.size() - 1);
        if (known.add(next)) {
          objects(data, next, RDFS.subClassOf.asNode()).stream()
              .filter(Node::isURI)
              .forEach(open::add);
        }
      }
      classesAbove.put(type, known);
    }
    return known;
  }

  private static List<Node> objects(Graph data, Node subject, Node predicate) {
    return data.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList();
  }

  private static int integer(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** All things that can be found. */
  public Set<Node> things() {
    return entries.keySet();
  }

  /** Whether a thing can be found. */
  public boolean has(Node node) {
    return entries.containsKey(node);
  }

  /** The classes of a thing and those above them; none for what cannot be found. */
  public Set<Node> types(Node node) {
    Entry entry = entries.get(node);
    return entry == null ? Set.of() : entry.types();
  }

  /** Whether a thing belongs to one of the classes; to belong to one of none is to be there. */
  public boolean isOneOf(Node node, Collection<Node> classes) {
    return entries.containsKey(node) && fits(entries.get(node), classes);
  }

  private static boolean fits(Entry entry, Collection<Node> classes) {
    return classes.isEmpty() || classes.stream().anyMatch(entry.types()::contains);
  }

  /** The things of these classes that are called exactly so. */
  public List<Node> called(String typed, Collection<Node> classes) {
    String wanted = Folding.folded(typed);
    return wanted.isEmpty()
        ? List.of()
        : entries.values().stream()
            .filter(entry -> fits(entry, classes) && entry.names().contains(wanted))
            .map(Entry::node)
            .toList();
  }

  /**
   * The things of one of the classes (of any, if none is given) that answer to what was typed so
   * far, best first.
   *
   * @param skip how many of the best are known already
   */
  public List<Node> suggest(String typed, Collection<Node> classes, int skip, int most) {
    return ranked(typed, entry -> fits(entry, classes)).stream()
        .skip(skip)
        .limit(most)
        .map(ranked -> ranked.entry().node())
        .toList();
  }

  /**
   * Something that answers to what was typed.
   *
   * @param rank how well, the less the better; two that answer alike have the same
   */
  public record Suggestion(Node node, int rank) {}

  /** All that answers to what was typed so far and comes into question, best first. */
  public List<Suggestion> suggest(String typed, Predicate<Node> fitting) {
    return ranked(typed, entry -> fitting.test(entry.node())).stream()
        .map(ranked -> new Suggestion(ranked.entry().node(), ranked.rank()))
        .toList();
  }

  private record Ranked(Entry entry, int rank) {}

  private List<Ranked> ranked(String typed, Predicate<Entry> fitting) {
    String wanted = Folding.folded(typed);
    List<Entry> found = fitting(wanted, fitting);
    return found.stream()
        .map(entry -> new Ranked(entry, Typed.rank(entry.names(), wanted)))
        .sorted(
            Comparator.comparingInt(Ranked::rank)
                .thenComparing(ranked -> ranked.entry().number())
                .thenComparing(ranked -> ranked.entry().names().get(0).length())
                .thenComparing(ranked -> ranked.entry().names().get(0)))
        .toList();
  }

  /** The things in whose names the words stand; of very many, those that fit best. */
  private List<Entry> fitting(String wanted, Predicate<Entry> fitting) {
    if (wanted.isEmpty()) {
      return numbered.stream().filter(fitting).toList();
    }
    WordIndex.Found found = words.find(wanted);
    List<Entry> entries = best(found, fitting);
    return entries.isEmpty() ? best(words.findAlike(wanted), fitting) : entries;
  }

  private List<Entry> best(WordIndex.Found found, Predicate<Entry> fitting) {
    return found.numbers().stream()
        .filter(number -> fitting.test(numbered.get(number)))
        .boxed()
        .sorted(Comparator.comparingInt((Integer number) -> -found.points(number)))
        .limit(MOST_RANKED)
        .map(numbered::get)
        .toList();
  }

  /** The things that an identifier stands for: an IRI, written out or in short, a QID, a DOI. */
  public Set<Node> identified(String text) {
    String written = text.strip();
    if (written.startsWith("<") && written.endsWith(">")) {
      written = written.substring(1, written.length() - 1);
    }
    Set<Node> found = identifiers.get(Identifiers.plain(prefixes.expandPrefix(written)));
    if (found == null) {
      found = identifiers.get(Identifiers.plain(written));
    }
    if (found == null) {
      Node below = NodeFactory.createURI(Ibid.ID + written);
      found = entries.containsKey(below) ? Set.of(below) : Set.of();
    }
    return found;
  }

  /**
   * The things that may be meant by a name or an identifier, best first.
   *
   * @param fitting which things come into question
   */
  public List<Match> match(String written, Predicate<Node> fitting, int most) {
    Map<Node, Match> best = new LinkedHashMap<>();
    for (Node node : identified(written)) {
      if (fitting.test(node)) {
        best.put(node, new Match(node, 100, written, true));
      }
    }
    if (best.isEmpty()) {
      for (Match match : spellings.match(written, fitting)) {
        best.merge(match.node(), match, (one, other) -> other.score() > one.score() ? other : one);
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble(Match::score)
                .reversed()
                .thenComparing(match -> match.node().getURI()))
        .limit(most)
        .toList();
  }

  /** How much a name is like one of those that a thing is called by, from 0 to 100. */
  public double likeness(String written, Node node) {
    return identified(written).contains(node) ? 100 : spellings.likeness(written, node);
  }
}
