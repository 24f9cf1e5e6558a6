package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.graph.Ibid;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.View;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Description.Fact;
import org.ibid.publish.Description.Incoming;
import org.ibid.publish.Description.Item;
import org.ibid.publish.Description.Mismatch;

/** Gathers what the page of a resource shows. */
public final class Describer {

  private static final int SHOWN = 25;

  private static final Var PARAMETER = Var.alloc("parameter");
  private static final Var ROW = Var.alloc("row");
  private static final Var VALUE = Var.alloc("value");
  private static final Var NOTE = Var.alloc("note");
  private static final Var BECAUSE = Var.alloc("because");

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
          Terms.PAGE,
          Terms.DERIVED_FROM,
          Terms.SUBJECT,
          Terms.PREDICATE,
          Terms.OBJECT);

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
          Terms.UPHOLDS,
          Terms.OPPOSES,
          Terms.REPEATS);

  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final Quantities quantities;
  private final ClaimLines claimLines;
  private final Links links;
  private final Supplier<PageQueries> asked;
  private final PagePictures pictures;
  private final Questions catalogue;

  /**
   * A describer of a view.
   *
   * @param asked gives the questions that say what stands on pages
   * @param pictures draws what is drawn there
   * @param catalogue the questions that can be asked about things
   */
  Describer(
      View view,
      Names names,
      Links links,
      Supplier<PageQueries> asked,
      PagePictures pictures,
      Questions catalogue) {
    this.pictures = pictures;
    this.catalogue = catalogue;
    this.links = links;
    this.asked = asked;
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
    String summary =
        names
            .definition(resource)
            .or(() -> triples.object(resource, Terms.TITLE).map(Node::getLiteralLexicalForm))
            .or(() -> triples.object(resource, Terms.EXPLANATION).map(Node::getLiteralLexicalForm))
            .or(() -> claim ? Optional.empty() : ofItsKind(resource))
            .filter(text -> !text.equals(name))
            .orElse(null);
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
            claim ? List.of() : first(resource, summary),
            facts(resource, claim ? SHOWN_APART : Set.of(), name, summary, 0),
            sides(resource),
            reading(resource).orElse(null),
            canBeCited(resource),
            pictures.of(resource),
            questions(resource),
            claim ? claimLines.relatedTo(resource) : List.of(),
            mismatches(resource),
            found.lists(),
            incoming(resource, claim, found.claims())));
  }

  /** What it means to be of a kind of the core vocabulary, which nobody knows from elsewhere. */
  private Optional<String> ofItsKind(Node resource) {
    return triples.exactTypes(resource).stream()
        .filter(type -> type.isURI() && type.getURI().startsWith(Ibid.NS))
        .findFirst()
        .flatMap(names::definition);
  }

  /**
   * What the questions of the pages find: each row a value, rows of one name together. What the
   * page begins with is not said again.
   */
  private List<Fact> first(Node resource, String summary) {
    Map<Value, Map<Node, List<Binding>>> found = new LinkedHashMap<>();
    PageQueries queries = asked.get();
    for (Question question : queries.in("things")) {
      for (Binding row : queries.rows(question, Map.of("it", List.of(resource)))) {
        Node said = row.get(VALUE);
        if (said != null && said.isLiteral() && said.getLiteralLexicalForm().equals(summary)) {
          continue;
        }
        found
            .computeIfAbsent(rowName(question, row), name -> new LinkedHashMap<>())
            .computeIfAbsent(said, value -> new ArrayList<>())
            .add(row);
      }
    }
    List<Fact> first = new ArrayList<>();
    found.forEach(
        (name, values) ->
            first.add(
                new Fact(
                    name,
                    values.entrySet().stream()
                        .map(entry -> item(entry.getKey(), entry.getValue()))
                        .toList())));
    return first;
  }

  private Value rowName(Question question, Binding row) {
    Node name = row.get(ROW);
    return name == null
        ? Value.text(question.title()).withTitle(question.description())
        : name.isURI() ? trails.property(name) : Value.text(name.getLiteralLexicalForm());
  }

  private Item item(Node value, List<Binding> rows) {
    Node note = rows.get(0).get(NOTE);
    return new Item(
        value.isURI() ? trails.explained(value) : names.value(value),
        null,
        note == null ? null : names.value(note).text(),
        rows.stream()
            .map(row -> row.get(BECAUSE))
            .filter(Objects::nonNull)
            .distinct()
            .map(names::value)
            .toList(),
        null,
        List.of());
  }

  /** The questions of the catalogue for whose first parameter the resource can stand. */
  private List<Value> questions(Node resource) {
    Set<String> parameters = new HashSet<>();
    PageQueries queries = asked.get();
    for (Question question : queries.in("asking")) {
      queries
          .rows(question, Map.of("it", List.of(resource)))
          .forEach(row -> parameters.add(row.get(PARAMETER).getLiteralLexicalForm()));
    }
    String value = "=" + Links.encoded(resource.getURI());
    return catalogue.all().stream()
        .filter(question -> !question.parameters().isEmpty())
        .filter(question -> parameters.contains(question.parameters().get(0).name()))
        .map(
            question ->
                Value.link(
                    question.title(),
                    links.page(
                        "queries/"
                            + question.id()
                            + "?"
                            + question.parameters().get(0).name()
                            + value)))
        .toList();
  }

  /** The sides of a mismatch; a part stands for its owner. */
  private List<ClaimLine> sides(Node resource) {
    return triples.objects(resource, Terms.SIDE).stream()
        .map(Iris::owner)
        .distinct()
        .sorted(
            Comparator.comparing((Node side) -> !triples.isA(side, Terms.CLAIM))
                .thenComparing(Comparator.comparing(node -> node.toString())))
        .map(side -> triples.isA(side, Terms.CLAIM) ? claimLines.line(side, null) : plain(side))
        .toList();
  }

  private ClaimLine plain(Node side) {
    String title = triples.object(side, Terms.TITLE).map(Node::getLiteralLexicalForm).orElse(null);
    Value value = names.value(side);
    return new ClaimLine(
        title == null ? value : value.withText(value.text() + ": “" + title + "”"),
        List.of(),
        null,
        triples.exactTypes(side).stream().findFirst().map(trails::explained).orElse(null),
        List.of(),
        List.of(),
        List.of());
  }

  /** Where a section, a paragraph or a sentence is read in its place. */
  private Optional<Value> reading(Node resource) {
    Node section = resource;
    while (section != null && !triples.isA(section, Terms.SECTION)) {
      section = triples.object(section, Terms.PART_OF).orElse(null);
    }
    if (section == null) {
      return triples.subjects(Terms.PART_OF, resource).stream()
          .filter(part -> triples.isA(part, Terms.SECTION))
          .min(Comparator.comparingInt(triples::number))
          .map(first -> Value.link("Read it as its claims", links.page(Readings.address(first))));
    }
    String at =
        triples.isA(resource, Terms.SENTENCE) ? "#" + Iris.localName(resource.getURI()) : "";
    return Optional.of(
        Value.link("Read it in its place", links.page(Readings.address(section) + at)));
  }

  /**
   * As {@code ontology/exports/bibliography.rq} has it: a text that is at hand, or cited by one.
   */
  private boolean canBeCited(Node resource) {
    return triples.isA(resource, Terms.WORK)
        && !triples.isA(resource, Terms.UNSEEN_WORK)
        && !(triples.subjects(Terms.COPY_OF, resource).isEmpty()
            && triples.subjects(Terms.REFERENCES, resource).isEmpty());
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
      return Item.derived(names.value(value), derivation);
    }
    String id = Iris.role(value.getURI());
    if (triples.isA(value, Terms.QUANTITY_CLASS)) {
      List<Fact> rest = facts(value, FIGURE, "", null, depth + 1);
      return Item.part(Value.text(quantities.inWords(value)), id, rest);
    }
    List<Fact> facts = facts(value, Set.of(), names.of(value), null, depth + 1);
    return Item.part(null, id, facts);
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
