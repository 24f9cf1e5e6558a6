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
import org.apache.jena.graph.Node;
import org.ibid.graph.View;

/** Says how much is in the graph, and where one might begin to read. */
public final class Contents {

  private final Links links;
  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final ClaimLines claimLines;

  public Contents(View view, Names names, Links links) {
    this.links = links;
    this.triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
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

  /** A document with its sections and the number of claims in each. */
  public record Document(Value name, String title, List<Value> authors, List<Tally> sections) {}

  /**
   * Where one might begin to read.
   *
   * @param documents the documents whose claims the graph holds
   * @param example a claim that shows what a claim can have, or null when there is none
   * @param trail the way from the example to its source, or null
   * @param entities those of which most is said
   * @param sources how many claims rest on each kind of publisher, and how many on no source
   */
  public record WaysIn(
      List<Document> documents,
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

  public WaysIn waysIn(int mostEntities) {
    List<Node> claims = of(Terms.CLAIM);
    Node example = example(claims);
    return new WaysIn(
        documents(),
        example == null ? null : names.value(example),
        example == null ? null : trails.of(example),
        entities(claims, mostEntities),
        sources(claims));
  }

  private List<Node> of(Node type) {
    return triples.subjects(Terms.TYPE, type);
  }

  private List<Document> documents() {
    Set<Node> all = new LinkedHashSet<>();
    of(Terms.SECTION).forEach(section -> all.addAll(triples.objects(section, Terms.PART_OF)));
    List<Document> documents = new ArrayList<>();
    for (Node document : all.stream().sorted(Comparator.comparing(names::of)).toList()) {
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
      documents.add(
          new Document(
              names.value(document),
              triples
                  .object(document, Terms.TITLE)
                  .map(Node::getLiteralLexicalForm)
                  .orElse(names.of(document)),
              triples.objects(document, Terms.CREATOR).stream().map(names::value).toList(),
              sections));
    }
    return documents;
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
            .anyMatch(pointer -> !publisherKinds(pointer).isEmpty());
    boolean figures = !triples.objects(claim, Terms.QUANTITY).isEmpty();
    return (sourced ? 100 : 0) + (figures ? 10 : 0) + trails.speakers(claim).size();
  }

  private List<Tally> entities(List<Node> claims, int most) {
    Map<Node, Integer> counts = new HashMap<>();
    for (Node claim : claims) {
      new HashSet<>(triples.objects(claim, Terms.ABOUT))
          .forEach(entity -> counts.merge(entity, 1, Integer::sum));
    }
    return tallies(counts).stream().limit(most).toList();
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
          kinds.addAll(publisherKinds(pointer));
        }
      }
      kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    }
    return tallies(counts);
  }

  private Set<Node> publisherKinds(Node pointer) {
    List<Node> references = new ArrayList<>(triples.objects(pointer, Terms.DENOTES));
    triples
        .object(pointer, Terms.NOTE)
        .ifPresent(note -> references.addAll(triples.objects(note, Terms.CONTAINS)));
    Set<Node> kinds = new HashSet<>();
    for (Node reference : references) {
      for (Node work : triples.objects(reference, Terms.REFERENCES)) {
        for (Node house : triples.objects(work, Terms.PUBLISHER)) {
          kinds.addAll(triples.objects(house, Terms.PUBLISHER_KIND));
        }
      }
    }
    return kinds;
  }

  private List<Tally> tallies(Map<Node, Integer> counts) {
    Collection<Map.Entry<Node, Integer>> all = counts.entrySet();
    return all.stream()
        .sorted(
            Map.Entry.<Node, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> names.of(entry.getKey())))
        .map(entry -> new Tally(trails.explained(entry.getKey()), entry.getValue()))
        .toList();
  }
}
