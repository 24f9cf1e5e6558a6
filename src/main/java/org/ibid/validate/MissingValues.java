package org.ibid.validate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.View;
import org.ibid.validate.Suggestion.Certainty;

/** Finds what may be put where something is missing. */
final class MissingValues {

  private final Hints hints;
  private final Wording wording;
  private final PartsOfOthers others;
  private final View view;
  private final Graph data;
  private final Nearby nearby;

  MissingValues(Hints hints, Wording wording, PartsOfOthers others) {
    this.hints = hints;
    this.wording = wording;
    this.others = others;
    this.view = hints.view();
    this.data = hints.data();
    this.nearby = hints.nearby();
  }

  void missing(BrokenRule broken, Suggestions found) {
    for (Node predicate : predicatesOf(broken)) {
      missing(broken, predicate, found);
    }
  }

  /** The predicates with which the rule could be kept, the most usual first. */
  private List<Node> predicatesOf(BrokenRule broken) {
    if (broken.predicate() != null) {
      return List.of(broken.predicate());
    }
    if (broken.path().isPresent() && broken.path().get() instanceof P_Alt) {
      List<Node> all = broken.predicates();
      Collection<Node> peers = hints.peers(broken.resource());
      Map<Node, Long> counts = new HashMap<>();
      for (Node predicate : all) {
        counts.put(
            predicate, peers.stream().filter(p -> data.contains(p, predicate, Node.ANY)).count());
      }
      return all.stream()
          .filter(p -> !p.equals(Hints.NOTE))
          .sorted(Comparator.comparing((Node p) -> -counts.get(p)))
          .limit(2)
          .toList();
    }
    return List.of();
  }

  void missing(BrokenRule broken, Node predicate, Suggestions found) {
    Node resource = broken.resource();
    List<Node> given = hints.stated(broken.shape());
    for (Node value : given) {
      add(found, given.size() == 1 ? Certainty.SURE : Certainty.LIKELY, resource, predicate, value);
    }
    if (predicate.equals(RDF.Nodes.type)) {
      nearby
          .classLike(resource, hints.usedClasses())
          .ifPresent(type -> add(found, Certainty.LIKELY, resource, predicate, type));
      return;
    }
    mistyped(broken, predicate, found);
    unlinkedPart(broken, predicate, found);
    List<Node> types = hints.expected(broken.shape(), predicate);
    List<Node> peers = hints.peers(resource);
    boolean asPeers = others.partLike(predicate, peers, resource, found);
    boolean asAll = others.partLike(predicate, hints.subjectsOf(predicate), resource, found);
    if (asPeers || asAll) {
      return;
    }
    Optional<Node> usual =
        nearby
            .usual(predicate, peers)
            .or(() -> nearby.usual(predicate, hints.subjectsOf(predicate)));
    if (!types.isEmpty()) {
      List<Node> choices = nearby.instances(types.get(0));
      boolean closed = choices.stream().allMatch(c -> !c.getURI().startsWith(Ibid.ID));
      if (closed && !choices.isEmpty() && choices.size() <= 40) {
        hints
            .usualAmong(resource, predicate, new LinkedHashSet<>(choices))
            .ifPresent(choice -> add(found, Certainty.LIKELY, resource, predicate, choice));
        choices.stream()
            .limit(3)
            .forEach(choice -> add(found, Certainty.LIKELY, resource, predicate, choice));
        return;
      }
      neighbours(broken, predicate)
          .filter(choices::contains)
          .findFirst()
          .or(() -> usual.filter(choices::contains))
          .ifPresent(
              value ->
                  found.add(
                      "add "
                          + wording.said(predicate, value)
                          + ", or what belongs here instead; this one is taken from near by",
                      Certainty.TO_FILL_IN,
                      List.of(),
                      List.of(Triple.create(resource, predicate, value))));
      return;
    }
    literal(broken, predicate, usual, found);
  }

  private void literal(BrokenRule broken, Node predicate, Optional<Node> usual, Suggestions found) {
    Node resource = broken.resource();
    String slug = resource.isURI() ? Nearby.lastWord(resource.getURI()) : "";
    String digits = slug.replaceAll("^.*?([0-9]+)$", "$1");
    if (usual.isPresent() && usual.get().isLiteral()) {
      String type = usual.get().getLiteralDatatypeURI();
      if (type.equals(XSDDatatype.XSDinteger.getURI()) && digits.matches("[0-9]+")) {
        add(
            found,
            Certainty.LIKELY,
            resource,
            predicate,
            NodeFactory.createLiteralDT(
                String.valueOf(Long.parseLong(digits)), XSDDatatype.XSDinteger));
        return;
      }
      if (!usual.get().getLiteralLanguage().isEmpty() || predicate.equals(RDFS.Nodes.label)) {
        String words = slug.replace('-', ' ');
        String text =
            words.isEmpty()
                ? "…"
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        boolean sentence = usual.get().getLiteralLexicalForm().endsWith(".");
        found.add(
            "add " + wording.text(predicate) + " and put the right words in",
            Certainty.TO_FILL_IN,
            List.of(),
            List.of(
                Triple.create(
                    resource,
                    predicate,
                    NodeFactory.createLiteralLang(sentence ? text + "." : text, "en"))));
      }
    } else if (usual.isPresent()
        && usual.get().isURI()
        && broken.component().equals(SHACL.MinCountConstraintComponent)) {
      Node value = neighbours(broken, predicate).findFirst().orElse(usual.get());
      found.add(
          "add " + wording.said(predicate, value) + ", or what belongs here instead",
          Certainty.TO_FILL_IN,
          List.of(),
          List.of(Triple.create(resource, predicate, value)));
    }
  }

  /** What resources of the same kind that stand near in the document have there. */
  private Stream<Node> neighbours(BrokenRule broken, Node predicate) {
    if (broken.place().isEmpty()) {
      return Stream.empty();
    }
    Place place = broken.place().get();
    return view.files().stream()
        .filter(file -> file.path().equals(place.file()))
        .flatMap(
            file ->
                IntStream.range(0, file.triples().size())
                    .filter(i -> file.triples().get(i).getPredicate().equals(predicate))
                    .filter(i -> !file.triples().get(i).getSubject().equals(broken.resource()))
                    .boxed()
                    .sorted(
                        Comparator.comparing(
                            i -> Math.abs(file.positions().get(i).line() - place.line())))
                    .map(i -> file.triples().get(i).getObject()));
  }

  /** The predicate is there, only misspelt: an unknown one that looks like it. */
  private void mistyped(BrokenRule broken, Node predicate, Suggestions found) {
    for (Triple triple : data.find(broken.resource(), Node.ANY, Node.ANY).toList()) {
      Node other = triple.getPredicate();
      if (!nearby.predicates().contains(other)
          && nearby.spelt(other, List.of(predicate), 1).contains(predicate)) {
        found.add(
            "write " + wording.text(predicate) + " instead of " + wording.text(other),
            Certainty.SURE,
            List.of(triple),
            List.of(Triple.create(broken.resource(), predicate, triple.getObject())));
      }
    }
  }

  /** A part of the resource that nothing leads to, of the kind that is missing here. */
  private void unlinkedPart(BrokenRule broken, Node predicate, Suggestions found) {
    if (!broken.resource().isURI()) {
      return;
    }
    String start = broken.resource().getURI() + ".";
    for (Node type : hints.expected(broken.shape(), predicate)) {
      for (Node part : nearby.instances(type)) {
        if (part.getURI().startsWith(start) && !data.contains(Node.ANY, Node.ANY, part)) {
          add(found, Certainty.SURE, broken.resource(), predicate, part);
        }
      }
    }
  }

  private void add(
      Suggestions found, Certainty certainty, Node resource, Node predicate, Node value) {
    found.add(
        "add " + wording.said(predicate, value),
        certainty,
        List.of(),
        List.of(Triple.create(resource, predicate, value)));
  }
}
