package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.ibid.publish.Trail.Cited;
import org.ibid.publish.Trail.Place;
import org.ibid.publish.Trail.Publisher;
import org.ibid.publish.Trail.Source;
import org.ibid.publish.Trail.Speaker;

/** Follows claims to what they rest on. */
final class Trails {

  private final Triples triples;
  private final Names names;

  Trails(Triples triples, Names names) {
    this.triples = triples;
    this.names = names;
  }

  Trail of(Node claim) {
    List<Node> evidence = sorted(triples.objects(claim, Terms.EVIDENCE));
    List<Source> sources = new ArrayList<>();
    boolean none = false;
    for (Node item : evidence) {
      none |= triples.isA(item, Terms.NO_SOURCE);
      for (Node pointer : triples.objects(item, Terms.POINTER)) {
        sources.add(source(claim, item, pointer));
      }
    }
    sources.sort(Comparator.comparingInt(Source::number));
    return new Trail(
        speakers(claim),
        triples.object(claim, Terms.MODALITY).map(this::explained).orElse(null),
        triples.object(claim, Terms.CONDITION).map(Node::getLiteralLexicalForm).orElse(null),
        passages(claim).stream().map(this::place).toList(),
        sources,
        none);
  }

  /** The sentences of a claim in the order of the text. */
  List<Node> passages(Node claim) {
    return triples.objects(claim, Terms.PASSAGE).stream()
        .sorted(Comparator.comparingInt(triples::number))
        .toList();
  }

  /** The attributions of a claim, from the outermost speaker's inwards. */
  Set<Node> attributions(Node claim) {
    Set<Node> attributions = new LinkedHashSet<>();
    Node next = triples.object(claim, Terms.ATTRIBUTION).orElse(null);
    while (next != null && attributions.add(next)) {
      next = triples.object(next, Terms.RELAYS).orElse(null);
    }
    return attributions;
  }

  /** The speakers of a claim, from the outermost inwards. */
  List<Speaker> speakers(Node claim) {
    List<Speaker> speakers = new ArrayList<>();
    for (Node next : attributions(claim)) {
      Node agent = triples.object(next, Terms.AGENT).orElse(null);
      if (agent != null) {
        speakers.add(
            new Speaker(
                Iris.role(next.getURI()),
                names.value(agent),
                triples.object(next, Terms.STANCE).map(this::explained).orElse(null),
                triples.object(next, Terms.CAPACITY).map(Node::getLiteralLexicalForm).orElse(null),
                triples.isA(agent, Terms.UNNAMED_AGENT) && !names.of(agent).contains("unnamed")));
      }
    }
    return speakers;
  }

  /** What a claim rests on, in a few words: {@code footnote 23}, {@code no source}. */
  List<Value> evidenceInShort(Node claim) {
    List<Value> all = new ArrayList<>();
    for (Node item : sorted(triples.objects(claim, Terms.EVIDENCE))) {
      if (triples.isA(item, Terms.NO_SOURCE)) {
        all.add(names.value(Terms.NO_SOURCE).withText("no source"));
      }
      for (Node pointer : triples.objects(item, Terms.POINTER)) {
        Node end = triples.object(pointer, Terms.NOTE).orElse(pointer);
        Value value = names.value(end);
        all.add(end.equals(pointer) ? value.withText(stripped(value.text(), "pointer ")) : value);
      }
    }
    return all;
  }

  /** The speaker at the end of the chain: the one whose word a claim is. */
  Value ultimateSpeaker(Node claim) {
    List<Speaker> speakers = speakers(claim);
    return speakers.isEmpty() ? null : speakers.get(speakers.size() - 1).agent();
  }

  /** A property with its name and definition. */
  Value property(Node property) {
    return explained(property).withText(names.ofProperty(property));
  }

  Value explained(Node concept) {
    Value value = names.value(concept);
    return names.definition(concept).map(value::withTitle).orElse(value);
  }

  private Place place(Node passage) {
    List<Value> around = new ArrayList<>();
    Set<Node> seen = new LinkedHashSet<>(List.of(passage));
    Node next = triples.object(passage, Terms.PART_OF).orElse(null);
    while (next != null && seen.add(next)) {
      around.add(names.value(next));
      next = triples.object(next, Terms.PART_OF).orElse(null);
    }
    return new Place(names.value(passage), around, pages(passage));
  }

  /** The printed pages of a passage in words, or nothing. */
  String pages(Node passage) {
    List<Node> pages = triples.objects(passage, Terms.PAGE);
    String list =
        pages.stream()
            .map(Node::getLiteralLexicalForm)
            .sorted(Comparator.comparingInt(String::length).thenComparing(page -> page))
            .collect(Collectors.joining("–"));
    return list.isEmpty() ? "" : (pages.size() == 1 ? "page " : "pages ") + list;
  }

  private Source source(Node claim, Node evidence, Node pointer) {
    List<Node> own = triples.objects(claim, Terms.PASSAGE);
    Value elsewhere =
        triples
            .object(pointer, Terms.HAS_CONTEXT)
            .filter(context -> !own.contains(context))
            .map(names::value)
            .orElse(null);
    Node note = triples.object(pointer, Terms.NOTE).orElse(null);
    List<Node> references = new ArrayList<>(triples.objects(pointer, Terms.DENOTES));
    if (note != null) {
      references.addAll(triples.objects(note, Terms.CONTAINS));
    }
    List<Cited> cited = new ArrayList<>();
    for (Node reference : sorted(references)) {
      for (Node work : triples.objects(reference, Terms.REFERENCES)) {
        cited.add(cited(claim, reference, work));
      }
    }
    return new Source(
        triples.number(note == null ? pointer : note),
        Iris.role(evidence.getURI()),
        names.value(pointer),
        triples.object(evidence, Terms.ANCHORING).map(this::explained).orElse(null),
        elsewhere,
        note == null ? null : names.value(note),
        note != null && triples.has(note, Terms.TEXT_STATUS, Terms.TEXT_MISSING),
        cited);
  }

  private Cited cited(Node claim, Node reference, Node work) {
    return new Cited(
        names.value(reference),
        triples.object(reference, Terms.ACCESSED).map(names::value).orElse(null),
        names.value(work),
        triples.object(work, Terms.TITLE).map(Node::getLiteralLexicalForm).orElse(null),
        triples.exactTypes(work).stream().map(this::explained).toList(),
        names.authors(work),
        triples.object(work, Terms.ISSUED).map(names::value).orElse(null),
        triples.object(work, Terms.HAS_URL).map(names::value).orElse(null),
        triples.isA(work, Terms.UNSEEN_WORK),
        triples.subjects(Terms.SIDE, work).stream()
            .anyMatch(mismatch -> triples.has(mismatch, Terms.SIDE, claim)),
        triples.objects(work, Terms.PUBLISHER).stream().map(this::publisher).toList());
  }

  private Publisher publisher(Node house) {
    return new Publisher(
        names.value(house),
        triples.object(house, Terms.PUBLISHER_KIND).map(this::explained).orElse(null),
        triples.objects(house, Terms.COUNTRY).stream().map(names::value).toList());
  }

  private static String stripped(String text, String start) {
    return text.startsWith(start) ? text.substring(start.length()) : text;
  }

  private static List<Node> sorted(List<Node> nodes) {
    return nodes.stream().sorted(Comparator.comparing(node -> node.toString())).toList();
  }
}
