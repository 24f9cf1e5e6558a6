package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;
import org.ibid.publish.Reading.Paragraph;
import org.ibid.publish.Reading.ReadClaim;
import org.ibid.publish.Reading.Sentence;
import org.ibid.publish.Trail.Cited;
import org.ibid.publish.Trail.Publisher;
import org.ibid.publish.Trail.Source;

/** Lays a section out to be read, sentence by sentence, as the claims that are made in it. */
final class Readings {

  private final Triples triples;
  private final Names names;
  private final Links links;
  private final Trails trails;
  private final ClaimLines lines;
  private final PagePictures pictures;
  private final Map<String, String> words;

  /**
   * Readings of a view.
   *
   * @param pictures draws what is drawn of a section
   * @param words the words of sentences that are shown, by their IRIs
   */
  Readings(View view, Names names, Links links, PagePictures pictures, Map<String, String> words) {
    this.pictures = pictures;
    this.words = words;
    this.triples = new Triples(view);
    this.names = names;
    this.links = links;
    this.trails = new Trails(triples, names);
    this.lines = new ClaimLines(triples, names, trails, new Quantities(triples, names));
  }

  /** The address of the page of a section, relative to the base. */
  static String address(Node section) {
    return "read/" + section.getURI().substring(Ibid.ID.length()).replace("/section/", "/");
  }

  /** The section of that article and name, laid out; nothing where there is none. */
  Optional<Reading> of(String article, String name) {
    Node section = NodeFactory.createURI(Ibid.ID + article + "/section/" + name);
    Optional<Node> document =
        triples.isA(section, Terms.SECTION)
            ? triples.object(section, Terms.PART_OF)
            : Optional.empty();
    return document.map(whole -> of(section, whole));
  }

  private Reading of(Node section, Node document) {
    List<Node> all = parts(document, Terms.SECTION);
    int place = all.indexOf(section);
    List<Paragraph> paragraphs = new ArrayList<>();
    String copy = null;
    for (Node paragraph : parts(section, Terms.PARAGRAPH)) {
      List<Sentence> sentences = new ArrayList<>();
      for (Node sentence : parts(paragraph, Terms.SENTENCE)) {
        sentences.add(sentence(sentence));
        copy = triples.object(sentence, Terms.SOURCE).map(names::of).orElse(copy);
      }
      paragraphs.add(new Paragraph(names.value(paragraph), sentences));
    }
    return new Reading(
        names.value(document),
        triples
            .object(document, Terms.TITLE)
            .map(Node::getLiteralLexicalForm)
            .orElse(names.of(document)),
        names.value(section),
        all.stream().map(this::link).toList(),
        place > 0 ? link(all.get(place - 1)) : null,
        place + 1 < all.size() ? link(all.get(place + 1)) : null,
        pictures.of(section),
        paragraphs,
        copy);
  }

  private List<Node> parts(Node whole, Node type) {
    return triples.subjects(Terms.PART_OF, whole).stream()
        .filter(part -> triples.isA(part, type))
        .sorted(Comparator.comparingInt(triples::number).thenComparing(Node::getURI))
        .toList();
  }

  private Value link(Node section) {
    return Value.link(names.of(section), links.page(address(section)));
  }

  private Sentence sentence(Node sentence) {
    List<Node> claims =
        triples.subjects(Terms.PASSAGE, sentence).stream()
            .filter(Node::isURI)
            .sorted(Comparator.comparing(Node::getURI))
            .toList();
    List<String> reasons = new ArrayList<>();
    if (claims.isEmpty()) {
      for (Node omission : triples.subjects(Terms.OMITS, sentence)) {
        triples
            .object(omission, Terms.REASON)
            .map(Node::getLiteralLexicalForm)
            .ifPresent(reasons::add);
      }
    }
    return new Sentence(
        names.value(sentence),
        Iris.localName(sentence.getURI()),
        trails.pages(sentence),
        words.get(sentence.getURI()),
        spans(sentence),
        triples.object(sentence, Terms.DIGEST).map(Node::getLiteralLexicalForm).orElse(""),
        claims.stream().map(this::claim).toList(),
        reasons);
  }

  /** Where the words stand: the passage as a whole, or its segments in their order. */
  private String spans(Node sentence) {
    List<Node> segments = triples.objects(sentence, Terms.SEGMENT);
    return (segments.isEmpty() ? List.of(sentence) : segments)
        .stream()
            .sorted(Comparator.comparingInt(triples::number))
            .flatMap(segment -> triples.objects(segment, Terms.SELECTOR).stream())
            .map(selector -> text(selector, Terms.START) + "-" + text(selector, Terms.END))
            .collect(Collectors.joining(" "));
  }

  private String text(Node subject, Node predicate) {
    return triples.object(subject, predicate).map(Node::getLiteralLexicalForm).orElse("");
  }

  private ReadClaim claim(Node claim) {
    Set<Value> grounds = new LinkedHashSet<>();
    Trail trail = trails.of(claim);
    for (Source source : trail.sources()) {
      for (Cited cited : source.cited()) {
        for (Publisher publisher : cited.publishers()) {
          if (publisher.kind() != null) {
            grounds.add(publisher.kind());
          }
        }
      }
    }
    return new ReadClaim(
        lines.line(claim, null),
        speakers(claim, trail),
        List.copyOf(grounds),
        triples.subjects(Terms.SIDE, claim).stream()
            .sorted(Comparator.comparing(Node::toString))
            .map(names::value)
            .toList());
  }

  /** The speakers; that who speaks alone asserts it goes without saying. */
  private List<Trail.Speaker> speakers(Node claim, Trail trail) {
    Set<Node> attributions = trails.attributions(claim);
    boolean alone = attributions.size() == 1;
    return alone && triples.has(attributions.iterator().next(), Terms.STANCE, Terms.ASSERTS)
        ? trail.speakers().stream().map(Trail.Speaker::withoutStance).toList()
        : trail.speakers();
  }
}
