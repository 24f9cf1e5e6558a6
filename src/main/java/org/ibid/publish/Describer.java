package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.ibid.graph.View;
import org.ibid.publish.Description.Fact;
import org.ibid.publish.Description.Incoming;
import org.ibid.publish.Description.Item;
import org.ibid.publish.Description.Mismatch;

/** Gathers what the page of a resource shows. */
public final class Describer {

  private static final int SHOWN = 25;

  /** Parts of parts of parts are shown where they stand, and no deeper. */
  private static final int DEEPEST = 3;

  /** Properties that come first on a page, in this order. */
  private static final List<Node> FIRST =
      List.of(
          Terms.LABEL,
          Terms.ALT_LABEL,
          Terms.TITLE,
          Terms.CREATOR,
          Terms.ISSUED,
          Terms.PUBLISHER,
          Terms.HAS_URL,
          Terms.PART_OF,
          Terms.NUMBER,
          Terms.PAGE);

  /** Properties that come last, in this order. */
  private static final List<Node> LAST =
      List.of(
          Terms.CONCERNS,
          Terms.SAME_AS,
          Terms.EDITORIAL_NOTE,
          Terms.DEFINED_BY,
          Terms.SOURCE,
          Terms.SELECTOR,
          Terms.DIGEST);

  /** What the heading and the trail of a claim show, not its table of facts. */
  private static final Set<Node> SHOWN_APART =
      Set.of(
          Terms.STATEMENT,
          Terms.ATTRIBUTION,
          Terms.MODALITY,
          Terms.CONDITION,
          Terms.PASSAGE,
          Terms.EVIDENCE,
          Terms.SUPPORTS,
          Terms.OPPOSES,
          Terms.REPEATS);

  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final Quantities quantities;
  private final ClaimLines claimLines;

  public Describer(View view, Names names) {
    this.triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
    this.quantities = new Quantities(triples, names);
    this.claimLines = new ClaimLines(triples, names, trails, quantities);
  }

  /** The description of a resource, or nothing when nothing is said of it. */
  public Optional<Description> of(String iri) {
    Node resource = NodeFactory.createURI(iri);
    if (!triples.describes(resource)) {
      return Optional.empty();
    }
    boolean claim = triples.isA(resource, Terms.CLAIM);
    String name = names.of(resource);
    String summary = names.definition(resource).orElse(null);
    ClaimLines.Found found =
        claim ? new ClaimLines.Found(List.of(), Set.of()) : claimLines.around(resource);
    return Optional.of(
        new Description(
            iri,
            names.shortForm(resource),
            name,
            triples.exactTypes(resource).stream().map(trails::explained).toList(),
            summary,
            claim ? trails.of(resource) : null,
            facts(resource, claim ? SHOWN_APART : Set.of(), name, summary, 0),
            claim ? claimLines.relatedTo(resource) : List.of(),
            mismatches(resource),
            found.lists(),
            incoming(resource, claim, found.claims())));
  }

  /** What is said of a resource, apart from its kind, name and summary. */
  private List<Fact> facts(Node resource, Set<Node> left, String name, String summary, int depth) {
    Map<Node, List<Node>> values = new HashMap<>();
    for (Triple triple : triples.of(resource)) {
      Node predicate = triple.getPredicate();
      Node object = triple.getObject();
      boolean said = object.isLiteral() && isHeading(predicate, object, name, summary);
      if (!predicate.equals(Terms.TYPE)
          && !left.contains(predicate)
          && !said
          && !triples.isImplied(triple)) {
        values.computeIfAbsent(predicate, key -> new ArrayList<>()).add(object);
      }
    }
    return values.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Node, List<Node>> e) -> place(e.getKey()))
                .thenComparing(e -> names.ofProperty(e.getKey())))
        .map(
            e ->
                new Fact(
                    trails.property(e.getKey()),
                    e.getValue().stream()
                        .sorted(Comparator.comparing(this::sortKey))
                        .map(value -> item(Triple.create(resource, e.getKey(), value), depth))
                        .toList()))
        .toList();
  }

  private static boolean isHeading(Node predicate, Node object, String name, String summary) {
    String text = object.getLiteralLexicalForm();
    boolean names = predicate.equals(Terms.LABEL) || predicate.equals(Terms.PREF_LABEL);
    boolean defines = predicate.equals(Terms.DEFINITION) || predicate.equals(Terms.DESCRIPTION);
    return (names && text.equals(name)) || (defines && text.equals(summary));
  }

  private String sortKey(Node value) {
    if (value.isLiteral()) {
      String text = value.getLiteralLexicalForm();
      return NodeText.isNumber(value) ? "0".repeat(Math.max(0, 20 - text.length())) + text : text;
    }
    return names.of(value);
  }

  private static int place(Node predicate) {
    int first = FIRST.indexOf(predicate);
    if (first >= 0) {
      return first;
    }
    int last = LAST.indexOf(predicate);
    return last >= 0 ? 1000 + last : 100;
  }

  private Item item(Triple triple, int depth) {
    Node value = triple.getObject();
    if (depth == DEEPEST || !Iris.isPartOf(value, Iris.owner(triple.getSubject()))) {
      Value derivation = triples.derivation(triple).map(names::value).orElse(null);
      return new Item(names.value(value), derivation, null, List.of());
    }
    String id = Iris.role(value.getURI());
    if (triples.isA(value, Terms.QUANTITY_CLASS)) {
      List<Fact> rest = facts(value, FIGURE, "", null, depth + 1);
      return new Item(Value.text(quantities.inWords(value)), null, id, rest);
    }
    List<Fact> facts = facts(value, Set.of(), names.of(value), null, depth + 1);
    return new Item(null, null, id, facts);
  }

  /** What a figure in words says. */
  private static final Set<Node> FIGURE =
      Set.of(
          Terms.FORM,
          Terms.VALUE,
          Terms.LOWER_VALUE,
          Terms.UPPER_VALUE,
          Terms.UNIT,
          Terms.PER,
          Terms.QUALIFIER);

  private List<Mismatch> mismatches(Node resource) {
    return triples.subjects(Terms.SIDE, resource).stream()
        .sorted(Comparator.comparing(node -> node.toString()))
        .map(
            mismatch ->
                new Mismatch(
                    names.value(mismatch),
                    triples
                        .object(mismatch, Terms.EXPLANATION)
                        .map(Node::getLiteralLexicalForm)
                        .orElse("")))
        .toList();
  }

  private List<Incoming> incoming(Node resource, boolean claim, Set<Node> listed) {
    Map<Node, List<Node>> subjects = new HashMap<>();
    for (Triple triple : triples.to(resource)) {
      Node subject = triple.getSubject();
      boolean elsewhere =
          ELSEWHERE.contains(triple.getPredicate())
              || (claim && RELATIONS.contains(triple.getPredicate()))
              || Iris.owner(subject).equals(resource)
              || listed.contains(Iris.owner(subject));
      if (!elsewhere && subject.isURI() && !triples.isImplied(triple)) {
        subjects
            .computeIfAbsent(triple.getPredicate(), key -> new ArrayList<>())
            .add(Iris.owner(subject));
      }
    }
    Map<Node, List<Node>> ordered =
        subjects.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(names::of)))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    List<Incoming> incoming = new ArrayList<>();
    ordered.forEach(
        (predicate, all) -> {
          List<Node> distinct = fewestKindsFirst(all.stream().distinct().toList());
          incoming.add(
              new Incoming(
                  predicate.getURI(),
                  trails.property(predicate),
                  distinct.size(),
                  distinct.stream().limit(SHOWN).map(names::value).toList()));
        });
    return incoming;
  }

  /** In the order of their numbers or names, but the kinds of which there are few come first. */
  private List<Node> fewestKindsFirst(List<Node> resources) {
    Map<List<Node>, Long> frequencies =
        resources.stream()
            .collect(Collectors.groupingBy(triples::exactTypes, Collectors.counting()));
    return resources.stream()
        .sorted(
            Comparator.comparing((Node resource) -> frequencies.get(triples.exactTypes(resource)))
                .thenComparingInt(triples::number)
                .thenComparing(names::of))
        .toList();
  }

  /** What the notes on mismatches and the marks of derived facts show. */
  private static final Set<Node> ELSEWHERE =
      Set.of(Terms.SIDE, Terms.SUBJECT, Terms.PREDICATE, Terms.OBJECT);

  /** What the lists of related claims show. */
  private static final Set<Node> RELATIONS =
      Set.of(Terms.SUPPORTS, Terms.OPPOSES, Terms.REPEATS, Terms.CAUSE, Terms.EFFECT);
}
