package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.lucene.search.Query;
import org.ibid.graph.Question;
import org.ibid.graph.View;
import org.ibid.search.NameIndex;
import org.ibid.search.NameIndex.Suggestion;
import org.ibid.search.NameIndex.Wanted;
import org.ibid.search.Words;

/** Finds whatever is called so, or has these words in it, while somebody types. */
final class SearchIndex {

  /** Beyond so many, things are equally well known. */
  private static final int MOST_POINTING = 1000;

  /** So many of those that answer best are put in order by how well they are known. */
  private static final int MOST_ORDERED = 200;

  /** What can be found beside claims, questions and terms; a thing is of the first that fits. */
  private enum Sort {
    WORK("Works", Terms.WORK),
    FOOTNOTE("Footnotes", Terms.FOOTNOTE),
    PASSAGE("Places in the text", Terms.PASSAGE_CLASS),
    SITUATION("Questions at issue", Terms.SITUATION),
    DISCREPANCY("Mismatches", Terms.DISCREPANCY),
    ENTITY("Entities", Terms.ENTITY, Terms.AGENT_CLASS);

    private final String title;
    private final List<Node> classes;

    Sort(String title, Node... classes) {
      this.title = title;
      this.classes = List.of(classes);
    }

    private static final List<Node> CLASSES =
        Stream.of(values()).flatMap(sort -> sort.classes.stream()).toList();

    /** The sort of a thing that belongs to these classes, one of a sort among them. */
    private static Sort of(Set<Node> types) {
      return Stream.of(values())
          .filter(sort -> sort.classes.stream().anyMatch(types::contains))
          .findFirst()
          .orElseThrow();
    }
  }

  private static final List<Sort> BEFORE_CLAIMS = List.of(Sort.ENTITY, Sort.WORK);
  private static final List<Sort> AFTER_CLAIMS =
      List.of(Sort.FOOTNOTE, Sort.PASSAGE, Sort.SITUATION, Sort.DISCREPANCY);

  private final Triples triples;
  private final Names names;
  private final Links links;
  private final ClaimIndex claims;
  private final PrefixMapping prefixes;
  private final NameIndex things;
  private final NameIndex terms;
  private final QuestionIndex questions;

  /**
   * An index of one state of the graph.
   *
   * @param things what can be found by its name
   * @param terms the same for the terms of the vocabularies
   */
  SearchIndex(
      View view,
      Names names,
      Links links,
      ClaimIndex claims,
      NameIndex things,
      NameIndex terms,
      QuestionIndex questions) {
    this.triples = new Triples(view);
    this.prefixes = view.prefixes();
    this.names = names;
    this.links = links;
    this.claims = claims;
    this.things = things;
    this.terms = terms;
    this.questions = questions;
  }

  /** What answers to words that were typed, of each sort the best. */
  Search find(String typed, int most) {
    Map<Sort, List<Node>> found = things(typed);
    Words.Asked inClaims = claims.asked(typed);
    List<Search.Group> groups = new ArrayList<>();
    BEFORE_CLAIMS.forEach(sort -> group(sort, found, most).ifPresent(groups::add));
    claims(typed, inClaims.query(), most).ifPresent(groups::add);
    AFTER_CLAIMS.forEach(sort -> group(sort, found, most).ifPresent(groups::add));
    questions(typed, most).ifPresent(groups::add);
    terms(typed, most).ifPresent(groups::add);
    return new Search(typed, inClaims.misspelt(), groups);
  }

  /** The entities and works that are called so, each with its kind. */
  List<Value> called(String typed, int most) {
    Map<Sort, List<Node>> found = things(typed);
    return BEFORE_CLAIMS.stream()
        .flatMap(sort -> found.getOrDefault(sort, List.of()).stream())
        .limit(most)
        .map(thing -> names.value(thing).withTitle(names.kind(thing)))
        .toList();
  }

  /**
   * The things that a query may want to name, parts aside: claims last, and of the others those
   * that answer best first.
   *
   * @param prefix what their short forms begin with, to the colon; empty for any
   */
  List<Node> completing(String typed, String prefix, int most) {
    String namespace =
        prefix.isEmpty() ? "" : prefixes.getNsPrefixURI(prefix.replaceFirst(":$", ""));
    if (namespace == null) {
      return List.of();
    }
    return inOrder(things.suggest(typed, new Wanted(List.of(), false, namespace)))
        .sorted(Comparator.comparing((Suggestion one) -> one.types().contains(Terms.CLAIM)))
        .limit(most)
        .map(Suggestion::node)
        .toList();
  }

  /** The things that are called so: best first, and of those the ones that are known best. */
  private Map<Sort, List<Node>> things(String typed) {
    Map<Sort, List<Node>> found = new LinkedHashMap<>();
    if (!typed.isBlank()) {
      inOrder(things.suggest(typed, new Wanted(Sort.CLASSES, false, "")))
          .forEach(
              one ->
                  found
                      .computeIfAbsent(Sort.of(one.types()), sort -> new ArrayList<>())
                      .add(one.node()));
    }
    return found;
  }

  private Stream<Suggestion> inOrder(List<Suggestion> all) {
    record Known(Suggestion suggestion, int pointing) {}
    Stream<Suggestion> first =
        all.stream()
            .limit(MOST_ORDERED)
            .map(one -> new Known(one, triples.pointingTo(one.node(), MOST_POINTING)))
            .sorted(
                Comparator.comparingInt((Known known) -> known.suggestion().rank())
                    .thenComparingInt(known -> -known.pointing()))
            .map(Known::suggestion);
    return Stream.concat(first, all.stream().skip(MOST_ORDERED));
  }

  private Optional<Search.Group> group(Sort sort, Map<Sort, List<Node>> found, int most) {
    List<Node> all = found.getOrDefault(sort, List.of());
    return group(
        sort.title,
        all.size(),
        all.stream().limit(most).map(node -> new Search.Hit(value(sort, node), detail(sort, node))),
        null);
  }

  private static Optional<Search.Group> group(
      String title, int total, Stream<Search.Hit> hits, String more) {
    return total == 0
        ? Optional.empty()
        : Optional.of(new Search.Group(title, total, hits.toList(), more));
  }

  private Optional<Search.Group> claims(String typed, Query asked, int most) {
    return group(
        "Claims",
        claims.count(asked),
        claims.lines(asked, 0, most).stream().map(SearchIndex::hit),
        links.page("browse?q=" + Links.encoded(typed)));
  }

  private static Search.Hit hit(Description.ClaimLine line) {
    List<String> pieces = new ArrayList<>();
    if (line.speaker() != null) {
      pieces.add(line.speaker().text());
    }
    line.passages().stream().limit(1).forEach(passage -> pieces.add(passage.text()));
    return new Search.Hit(line.claim(), String.join(" · ", pieces));
  }

  private Optional<Search.Group> questions(String typed, int most) {
    List<Question> found = questions.find(typed);
    return group(
        "Questions of the catalogue",
        found.size(),
        found.stream()
            .limit(most)
            .map(
                question ->
                    new Search.Hit(
                        Value.link(question.title(), links.page("queries/" + question.id())),
                        question.description())),
        null);
  }

  private Optional<Search.Group> terms(String typed, int most) {
    List<Suggestion> all =
        typed.isBlank() ? List.of() : terms.suggest(typed, new Wanted(List.of(), true, ""));
    return group(
        "Terms of the vocabularies",
        all.size(),
        all.stream()
            .limit(most)
            .map(Suggestion::node)
            .map(
                term ->
                    new Search.Hit(
                        names.value(term),
                        Stream.of(names.shortForm(term), names.definition(term).orElse(""))
                            .filter(text -> !text.isEmpty())
                            .reduce((one, other) -> one + " · " + other)
                            .orElse(""))),
        null);
  }

  private Value value(Sort sort, Node node) {
    Value value = names.value(node);
    return sort == Sort.PASSAGE && triples.isA(node, Terms.SECTION)
        ? Value.link(value.text(), links.page(Readings.address(node)))
        : value;
  }

  private String detail(Sort sort, Node node) {
    Set<String> pieces = new LinkedHashSet<>();
    switch (sort) {
      case WORK -> {
        texts(node, Terms.TITLE, pieces);
        triples.objects(node, Terms.PUBLISHER).forEach(house -> pieces.add(names.of(house)));
      }
      case FOOTNOTE ->
          triples.objects(node, Terms.CONTAINS).stream()
              .flatMap(reference -> triples.objects(reference, Terms.REFERENCES).stream())
              .forEach(
                  work -> {
                    pieces.add(names.of(work));
                    texts(work, Terms.TITLE, pieces);
                  });
      case PASSAGE -> triples.objects(node, Terms.PART_OF).forEach(of -> pieces.add(names.of(of)));
      default -> {
        pieces.add(names.kind(node));
        texts(node, Terms.LABEL, pieces);
        texts(node, Terms.ALT_LABEL, pieces);
      }
    }
    pieces.remove(names.of(node));
    return String.join(" · ", pieces);
  }

  private void texts(Node node, Node property, Set<String> pieces) {
    triples.objects(node, property).stream()
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .sorted()
        .forEach(pieces::add);
  }
}
