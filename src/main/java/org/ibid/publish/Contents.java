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
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.ibid.graph.Question;
import org.ibid.graph.View;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Facet.Choice;

/** Says how much is in the graph, what it concludes, and where one might begin to read. */
public final class Contents {

  /** So many conclusions of a document are shown where there is no other document. */
  private static final int CONCLUSIONS = 6;

  private static final int CONCLUSIONS_OF_SEVERAL = 3;

  /** Of more documents no conclusions are shown: each has a page of its own. */
  private static final int MOST_WITH_CONCLUSIONS = 12;

  /** So many claims are looked at to find an example. */
  private static final int EXAMPLES = 1000;

  private static final String NO_SOURCE = NodeFmtLib.strNT(Terms.NO_SOURCE);

  private static final Var CLAIM = Var.alloc("claim");
  private static final Var REASON = Var.alloc("reason");
  private static final Var GROUND = Var.alloc("ground");

  private final Links links;
  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final ClaimLines claimLines;
  private final Supplier<PageQueries> asked;
  private final Supplier<ClaimIndex> index;

  /**
   * The contents of a view.
   *
   * @param asked gives the questions that say what stands on pages
   * @param index finds and counts claims
   */
  Contents(
      View view,
      Names names,
      Links links,
      Supplier<PageQueries> asked,
      Supplier<ClaimIndex> index) {
    this.links = links;
    this.triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
    this.asked = asked;
    this.index = index;
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
    Node example = example();
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
        entities(mostEntities),
        sources());
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
    List<Upheld> conclusions = all.size() > MOST_WITH_CONCLUSIONS ? List.of() : conclusions();
    int most = all.size() == 1 ? CONCLUSIONS : CONCLUSIONS_OF_SEVERAL;
    return all.stream()
        .sorted(Comparator.comparing(names::of))
        .map(document -> document(document, conclusions, most))
        .toList();
  }

  private Document document(Node document, List<Upheld> conclusions, int most) {
    List<Node> parts =
        triples.subjects(Terms.PART_OF, document).stream()
            .filter(part -> triples.isA(part, Terms.SECTION))
            .sorted(Comparator.comparingInt(triples::number))
            .toList();
    List<Tally> sections =
        parts.stream()
            .map(
                part ->
                    new Tally(
                        Value.link(names.of(part), links.page(Readings.address(part))),
                        index.get().count(having("section", List.of(part)))))
            .toList();
    Query here = having("section", parts);
    Query sourced =
        new BooleanQuery.Builder().add(here, Occur.FILTER).add(sourced(), Occur.FILTER).build();
    Collection<Node> claims = conclusions.isEmpty() ? List.of() : claimLines.madeIn(document);
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
        index.get().count(here),
        index.get().count(sourced),
        own.stream().limit(most).map(this::conclusion).toList(),
        own.size());
  }

  private String appeared(Node document) {
    return Stream.concat(
            triples.objects(document, Terms.PART_OF_WORK).stream().map(names::of),
            triples.object(document, Terms.ISSUED).stream().map(Node::getLiteralLexicalForm))
        .collect(Collectors.joining(", "));
  }

  /** Finds the claims that have one of some values of a facet. */
  private Query having(String facet, List<Node> values) {
    return index
        .get()
        .facet(facet)
        .map(one -> ClaimIndex.having(one, values.stream().map(NodeFmtLib::strNT).toList()))
        .orElse(MatchNoDocsQuery.INSTANCE);
  }

  /** Finds the claims that rest on something. */
  private Query sourced() {
    return index
        .get()
        .facet("grounds")
        .map(
            grounds ->
                ClaimIndex.having(
                    grounds,
                    all("grounds").stream()
                        .map(Choice::written)
                        .filter(ground -> !ground.equals(NO_SOURCE))
                        .toList()))
        .orElse(MatchNoDocsQuery.INSTANCE);
  }

  /** The values of a facet, those of most claims first. */
  private List<Choice> all(String facet) {
    return index
        .get()
        .facet(facet)
        .map(one -> index.get().choices(one, MatchAllDocsQuery.INSTANCE))
        .orElse(List.of());
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

  /**
   * The claim with a figure and the longest chain of speakers, among the first whose source is
   * known.
   */
  private Node example() {
    List<Node> sourced = index.get().claims(sourced(), 0, EXAMPLES);
    List<Node> all =
        sourced.isEmpty() ? index.get().claims(MatchAllDocsQuery.INSTANCE, 0, EXAMPLES) : sourced;
    return all.stream()
        .max(
            Comparator.comparingInt(this::richness)
                .thenComparing(Comparator.comparing((Node node) -> node.toString()).reversed()))
        .orElse(null);
  }

  private int richness(Node claim) {
    boolean published =
        triples.objects(claim, Terms.EVIDENCE).stream()
            .flatMap(evidence -> triples.objects(evidence, Terms.POINTER).stream())
            .flatMap(pointer -> works(pointer).stream())
            .flatMap(work -> triples.objects(work, Terms.PUBLISHER).stream())
            .anyMatch(house -> triples.object(house, Terms.PUBLISHER_KIND).isPresent());
    boolean figures = !triples.objects(claim, Terms.QUANTITY).isEmpty();
    return (published ? 100 : 0) + (figures ? 10 : 0) + trails.speakers(claim).size();
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

  private List<Tally> entities(int most) {
    List<Choice> all = all("about");
    // Of those that are equally well known, names tell which come first.
    int least = all.isEmpty() ? 0 : all.get(Math.min(most, all.size()) - 1).claims();
    return tallies(all.stream().filter(one -> one.claims() >= least).toList(), trails::explained)
        .stream()
        .limit(most)
        .toList();
  }

  private List<Tally> sources() {
    return tallies(
        all("grounds"),
        kind ->
            Value.link(
                names.value(kind).text(),
                links.page("browse?grounds=" + Links.encoded(index.get().name(kind)))));
  }

  private List<Tally> tallies(List<Choice> choices, Function<Node, Value> shown) {
    return tallies(
        choices.stream().collect(Collectors.toMap(Choice::node, Choice::claims, Integer::sum)),
        shown);
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
