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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.graph.Question;
import org.ibid.graph.View;
import org.ibid.publish.Description.ClaimLine;

/** Says how much is in the graph, what it concludes, and where one might begin to read. */
public final class Contents {

  /** So many conclusions of a document are shown where there is no other document. */
  private static final int CONCLUSIONS = 6;

  private static final int CONCLUSIONS_OF_SEVERAL = 3;

  private static final Var CLAIM = Var.alloc("claim");
  private static final Var REASON = Var.alloc("reason");
  private static final Var GROUND = Var.alloc("ground");

  /** What a claim rests on whose source names no publisher. */
  private static final Node NO_PUBLISHER = NodeFactory.createLiteralString("publisher not named");

  private final Links links;
  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final ClaimLines claimLines;
  private final Supplier<PageQueries> asked;

  /**
   * The contents of a view.
   *
   * @param asked gives the questions that say what stands on pages
   */
  Contents(View view, Names names, Links links, Supplier<PageQueries> asked) {
    this.links = links;
    this.triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
    this.asked = asked;
    this.claimLines = new ClaimLines(triples, names, trails, new Quantities(triples, names));
  }

  /** How many there are of the things that people ask for first. */
  public record Counts(
      int claims, int sentences, int footnotes, int works, int entities, int questions) {

    /** In words, for a terminal. */
    public String inWords() {
      return String.join(
          ", ",
          counted(claims, "claim"),
          counted(sentences, "sentence"),
          counted(footnotes, "footnote"),
          counted(works, "cited work"),
          entities == 1 ? "1 entity" : Names.grouped(Integer.toString(entities)) + " entities",
          counted(questions, "question"));
    }

    private static String counted(int number, String what) {
      return Names.grouped(Integer.toString(number)) + " " + what + (number == 1 ? "" : "s");
    }
  }

  /** A number of claims, with what they have in common. */
  public record Tally(Value name, int claims) {}

  /**
   * How many there are of something.
   *
   * @param what its name, which leads to all of them, or null where a query does
   * @param query finds them all, or null
   */
  public record Figure(String what, int count, String href, String query) {}

  /**
   * A document whose claims the graph holds.
   *
   * @param appeared when it was published and in what, or empty
   * @param address its own address on the web, or null
   * @param sections its sections and the number of claims in each
   * @param claims how many claims are made in it
   * @param sourced how many of them rest on a cited work
   * @param conclusions those that most claims uphold
   * @param allConclusions how many there are
   */
  public record Document(
      Value name,
      String title,
      List<Value> authors,
      String appeared,
      Value address,
      List<Tally> sections,
      int claims,
      int sourced,
      List<Conclusion> conclusions,
      int allConclusions) {}

  /**
   * A claim that has reasons and is a reason for nothing further.
   *
   * @param reasons how many claims uphold it, directly or through others
   * @param sourced how many of these rest on a cited work
   * @param grounds how many of these rest on each kind of source; one may rest on several
   * @param query finds these claims
   */
  public record Conclusion(
      ClaimLine line, int reasons, int sourced, List<Tally> grounds, String query) {}

  /**
   * Where one might begin to read.
   *
   * @param numbers how many there are of the things that people ask for first
   * @param documents the documents whose claims the graph holds
   * @param mostReasons how many claims uphold that conclusion which most uphold
   * @param conclusionsQuery finds all conclusions and what upholds them, or null
   * @param example a claim that shows what a claim can have, or null when there is none
   * @param trail the way from the example to its source, or null
   * @param entities those of which most is said
   * @param sources how many claims rest on each kind of publisher, and how many on no source
   */
  public record WaysIn(
      List<Figure> numbers,
      List<Document> documents,
      int mostReasons,
      String conclusionsQuery,
      Value example,
      Trail trail,
      List<Tally> entities,
      List<Tally> sources) {}

  public Counts counts(int questions) {
    return new Counts(
        of(Terms.CLAIM).size(),
        of(Terms.SENTENCE).size(),
        of(Terms.FOOTNOTE).size(),
        new HashSet<>(triples.objects(Node.ANY, Terms.REFERENCES)).size(),
        of(Terms.ENTITY).size(),
        questions);
  }

  WaysIn waysIn(int mostEntities, Counts counts) {
    List<Node> claims = of(Terms.CLAIM);
    Node example = example(claims);
    List<Document> documents = documents();
    return new WaysIn(
        numbers(counts),
        documents,
        documents.stream()
            .flatMap(document -> document.conclusions().stream())
            .mapToInt(Conclusion::reasons)
            .max()
            .orElse(0),
        asked.get().in("home").stream().findFirst().map(Question::query).orElse(null),
        example == null ? null : names.value(example),
        example == null ? null : trails.of(example),
        entities(claims, mostEntities),
        sources(claims));
  }

  private List<Figure> numbers(Counts counts) {
    return List.of(
        new Figure("claims", counts.claims(), links.page("browse"), null),
        new Figure("sentences", counts.sentences(), null, all(Terms.SENTENCE)),
        new Figure("footnotes", counts.footnotes(), null, all(Terms.FOOTNOTE)),
        new Figure(
            "cited works",
            counts.works(),
            null,
            """
            SELECT DISTINCT ?work ?footnote
            WHERE {
              ?reference <%s> ?work .
              OPTIONAL { ?footnote <%s> ?reference }
            }
            ORDER BY ?footnote ?work\
            """
                .formatted(Terms.REFERENCES.getURI(), Terms.CONTAINS.getURI())),
        new Figure("entities", counts.entities(), null, all(Terms.ENTITY)),
        new Figure("mismatches", of(Terms.DISCREPANCY).size(), null, all(Terms.DISCREPANCY)),
        new Figure("questions", counts.questions(), links.page("queries"), null));
  }

  private static String all(Node type) {
    return "SELECT ?it WHERE { ?it a <" + type.getURI() + "> } ORDER BY ?it";
  }

  private List<Node> of(Node type) {
    return triples.subjects(Terms.TYPE, type);
  }

  private List<Document> documents() {
    Set<Node> all = new LinkedHashSet<>();
    of(Terms.SECTION).forEach(section -> all.addAll(triples.objects(section, Terms.PART_OF)));
    List<Upheld> conclusions = conclusions();
    int most = all.size() == 1 ? CONCLUSIONS : CONCLUSIONS_OF_SEVERAL;
    return all.stream()
        .sorted(Comparator.comparing(names::of))
        .map(document -> document(document, conclusions, most))
        .toList();
  }

  private Document document(Node document, List<Upheld> conclusions, int most) {
    List<Tally> sections =
        triples.subjects(Terms.PART_OF, document).stream()
            .filter(part -> triples.isA(part, Terms.SECTION))
            .sorted(Comparator.comparingInt(triples::number))
            .map(
                part ->
                    new Tally(
                        Value.link(names.of(part), links.page(Readings.address(part))),
                        claimLines.madeIn(part).size()))
            .toList();
    Collection<Node> claims = claimLines.madeIn(document);
    List<Upheld> own =
        conclusions.stream().filter(conclusion -> claims.contains(conclusion.claim())).toList();
    return new Document(
        names.value(document),
        triples
            .object(document, Terms.TITLE)
            .map(Node::getLiteralLexicalForm)
            .orElse(names.of(document)),
        names.authors(document),
        appeared(document),
        triples.object(document, Terms.HAS_URL).map(names::value).orElse(null),
        sections,
        claims.size(),
        (int) claims.stream().filter(this::isSourced).count(),
        own.stream().limit(most).map(this::conclusion).toList(),
        own.size());
  }

  private String appeared(Node document) {
    return Stream.concat(
            triples.objects(document, Terms.PART_OF_WORK).stream().map(names::of),
            triples.object(document, Terms.ISSUED).stream().map(Node::getLiteralLexicalForm))
        .collect(Collectors.joining(", "));
  }

  private boolean isSourced(Node claim) {
    return triples.objects(claim, Terms.EVIDENCE).stream()
        .anyMatch(evidence -> !triples.objects(evidence, Terms.POINTER).isEmpty());
  }

  /** A conclusion with all that upholds it, and the kinds of source on which each of that rests. */
  private record Upheld(Node claim, Map<Node, Set<Node>> groundsOfReasons) {

    int reasons() {
      return groundsOfReasons.size();
    }
  }

  /** All conclusions, those first that most claims uphold. */
  private List<Upheld> conclusions() {
    Map<Node, Upheld> found = new HashMap<>();
    PageQueries queries = asked.get();
    for (Question question : queries.in("home")) {
      for (Binding row : queries.rows(question, Map.of())) {
        found
            .computeIfAbsent(row.get(CLAIM), claim -> new Upheld(claim, new HashMap<>()))
            .groundsOfReasons()
            .computeIfAbsent(row.get(REASON), reason -> new HashSet<>())
            .add(row.get(GROUND));
      }
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingInt((Upheld one) -> -one.reasons())
                .thenComparing(one -> one.claim().toString()))
        .toList();
  }

  private Conclusion conclusion(Upheld upheld) {
    Map<Node, Integer> counts = new HashMap<>();
    upheld
        .groundsOfReasons()
        .values()
        .forEach(grounds -> grounds.forEach(ground -> counts.merge(ground, 1, Integer::sum)));
    Integer none = counts.remove(Terms.NO_SOURCE);
    return new Conclusion(
        claimLines.line(upheld.claim(), null),
        upheld.reasons(),
        upheld.reasons() - (none == null ? 0 : none),
        tallies(counts, trails::explained),
        ClaimLines.query("<" + Terms.UPHOLDS.getURI() + ">+ <" + upheld.claim().getURI() + ">"));
  }

  /** The claim with the longest chain of speakers among those whose source is wholly known. */
  private Node example(List<Node> claims) {
    return claims.stream()
        .max(
            Comparator.comparingInt(this::richness)
                .thenComparing(Comparator.comparing((Node node) -> node.toString()).reversed()))
        .orElse(null);
  }

  private int richness(Node claim) {
    boolean sourced =
        triples.objects(claim, Terms.EVIDENCE).stream()
            .flatMap(evidence -> triples.objects(evidence, Terms.POINTER).stream())
            .flatMap(pointer -> works(pointer).stream())
            .anyMatch(work -> !publisherKinds(work).isEmpty());
    boolean figures = !triples.objects(claim, Terms.QUANTITY).isEmpty();
    return (sourced ? 100 : 0) + (figures ? 10 : 0) + trails.speakers(claim).size();
  }

  private List<Tally> entities(List<Node> claims, int most) {
    Map<Node, Integer> counts = new HashMap<>();
    for (Node claim : claims) {
      new HashSet<>(triples.objects(claim, Terms.ABOUT))
          .forEach(entity -> counts.merge(entity, 1, Integer::sum));
    }
    return tallies(counts, trails::explained).stream().limit(most).toList();
  }

  private List<Tally> sources(List<Node> claims) {
    Map<Node, Integer> counts = new HashMap<>();
    for (Node claim : claims) {
      Set<Node> kinds = new HashSet<>();
      for (Node evidence : triples.objects(claim, Terms.EVIDENCE)) {
        if (triples.isA(evidence, Terms.NO_SOURCE)) {
          kinds.add(Terms.NO_SOURCE);
        }
        for (Node pointer : triples.objects(evidence, Terms.POINTER)) {
          works(pointer).forEach(work -> kinds.addAll(grounds(work)));
        }
      }
      kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    }
    return tallies(
        counts,
        kind ->
            Value.link(
                names.value(kind).text(),
                links.page(
                    "browse?grounds="
                        + Links.encoded(
                            kind.isURI() ? names.shortForm(kind) : kind.getLiteralLexicalForm()))));
  }

  /** As {@code ontology/facets/06-grounds.rq} has it, to which it leads. */
  private Set<Node> grounds(Node work) {
    Set<Node> kinds = publisherKinds(work);
    if (!kinds.isEmpty()) {
      return kinds;
    }
    return Set.of(triples.isA(work, Terms.UNSEEN_WORK) ? Terms.UNSEEN_WORK : NO_PUBLISHER);
  }

  private Set<Node> publisherKinds(Node work) {
    Set<Node> kinds = new HashSet<>();
    for (Node house : triples.objects(work, Terms.PUBLISHER)) {
      kinds.addAll(triples.objects(house, Terms.PUBLISHER_KIND));
    }
    return kinds;
  }

  private Set<Node> works(Node pointer) {
    List<Node> references = new ArrayList<>(triples.objects(pointer, Terms.DENOTES));
    triples
        .object(pointer, Terms.NOTE)
        .ifPresent(note -> references.addAll(triples.objects(note, Terms.CONTAINS)));
    Set<Node> works = new HashSet<>();
    references.forEach(reference -> works.addAll(triples.objects(reference, Terms.REFERENCES)));
    return works;
  }

  private List<Tally> tallies(Map<Node, Integer> counts, Function<Node, Value> shown) {
    Collection<Map.Entry<Node, Integer>> all = counts.entrySet();
    return all.stream()
        .sorted(
            Map.Entry.<Node, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> names.of(entry.getKey())))
        .map(entry -> new Tally(shown.apply(entry.getKey()), entry.getValue()))
        .toList();
  }
}
