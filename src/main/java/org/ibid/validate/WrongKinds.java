package org.ibid.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Ibid;
import org.ibid.validate.Suggestion.Certainty;

/** Finds what may stand in the place of a value that is of another kind than the rule asks for. */
final class WrongKinds {

  private static final Node AGENT = NodeFactory.createURI("http://www.w3.org/ns/prov#Agent");

  private final Hints hints;
  private final Wording wording;
  private final PartsOfOthers others;
  private final Graph data;
  private final Nearby nearby;
  private final PrefixMapping prefixes;

  WrongKinds(Hints hints, Wording wording, PartsOfOthers others) {
    this.hints = hints;
    this.wording = wording;
    this.others = others;
    this.data = hints.data();
    this.nearby = hints.nearby();
    this.prefixes = hints.prefixes();
  }

  void wrongClass(BrokenRule broken, List<Node> types, Suggestions found) {
    if (types.isEmpty() || broken.value() == null) {
      return;
    }
    Node value = broken.value();
    Set<Node> right = new LinkedHashSet<>();
    types.forEach(
        type ->
            right.addAll(
                type.equals(OWL.Class.asNode()) ? nearby.classes() : nearby.instances(type)));
    for (Triple triple : hints.triples(broken)) {
      String parts = broken.resource() + ".";
      right.stream()
          .filter(node -> node.toString().startsWith(parts))
          .filter(node -> !data.contains(Node.ANY, Node.ANY, node))
          .forEach(
              node ->
                  found.replace(
                      "write " + wording.text(node) + ", to which nothing leads yet",
                      Certainty.SURE,
                      triple,
                      node));
      if (value.isLiteral()) {
        nearby.named(value.getLiteralLexicalForm(), right, prefixes::expandPrefix).stream()
            .limit(2)
            .forEach(
                node ->
                    found.replace(
                        "write " + wording.text(node) + ", which is a resource",
                        Certainty.SURE,
                        triple,
                        node));
        if (found.isEmpty()) {
          nearby
              .spelt(
                  NodeFactory.createURI(
                      Ibid.ID
                          + "x/"
                          + value
                              .getLiteralLexicalForm()
                              .toLowerCase(Locale.ROOT)
                              .replaceAll("[^\\p{L}0-9]+", "-")),
                  right,
                  1)
              .forEach(
                  node ->
                      found.replace(
                          "write " + wording.text(node) + ", which is a resource",
                          Certainty.LIKELY,
                          triple,
                          node));
        }
      } else if (value.isURI()) {
        boolean described =
            !triple.getPredicate().equals(RDF.Nodes.type) && nearby.isDescribed(value);
        if (described) {
          related(value, right, broken.resource())
              .forEach(
                  node ->
                      found.replace(
                          "write "
                              + wording.text(node)
                              + ", to which "
                              + wording.text(value)
                              + " belongs",
                          Certainty.LIKELY,
                          triple,
                          node));
          // The value has the right name and the wrong kind of address.
          sameName(value, right)
              .forEach(
                  node ->
                      found.replace("write " + wording.text(node), Certainty.LIKELY, triple, node));
        }
        Certainty certainty = described ? Certainty.LIKELY : Certainty.SURE;
        if (!described || found.isEmpty()) {
          List<Node> spelt = nearby.spelt(value, right, 3);
          for (Node node : spelt) {
            found.replace(
                "write " + wording.text(node),
                spelt.size() == 1 ? certainty : Certainty.LIKELY,
                triple,
                node);
          }
        }
        if (described) {
          asPart(broken, triple, found);
          retyped(triple, found);
        }
      }
      if (found.isEmpty() && !value.isBlank()) {
        List<Node> choices = List.copyOf(right);
        asPart(broken, triple, found);
        if (choices.size() <= 40 && found.isEmpty()) {
          hints
              .usualAmong(broken.resource(), triple.getPredicate(), right)
              .ifPresent(
                  node ->
                      found.replace(
                          "write " + wording.text(node) + ", the most usual here",
                          Certainty.LIKELY,
                          triple,
                          node));
          choices.stream()
              .limit(4)
              .forEach(
                  node ->
                      found.replace("write " + wording.text(node), Certainty.LIKELY, triple, node));
        }
      }
      if (found.isEmpty() && triple.getPredicate().equals(RDF.Nodes.type)) {
        nearby
            .classLike(broken.resource(), hints.usedClasses())
            .ifPresent(
                type ->
                    found.replace("write " + wording.text(type), Certainty.LIKELY, triple, type));
      }
    }
  }

  private Stream<Node> sameName(Node value, Set<Node> right) {
    String word = Nearby.lastWord(value.getURI());
    return right.stream().filter(node -> Nearby.lastWord(node.getURI()).equals(word)).limit(2);
  }

  /** Resources of the right kind that have the wrong value, or that it has. */
  private List<Node> related(Node value, Set<Node> right, Node resource) {
    Set<Node> found = new LinkedHashSet<>();
    for (Triple triple : data.find(Node.ANY, Node.ANY, value).toList()) {
      if (right.contains(triple.getSubject()) && !triple.getSubject().equals(resource)) {
        found.add(triple.getSubject());
      }
    }
    for (Triple triple : data.find(value, Node.ANY, Node.ANY).toList()) {
      if (right.contains(triple.getObject()) && !triple.getObject().equals(resource)) {
        found.add(triple.getObject());
      }
    }
    return found.stream().sorted(Comparator.comparing(Node::toString)).limit(2).toList();
  }

  /** The value is right and stands at a predicate that is for something else. */
  private void retyped(Triple triple, Suggestions found) {
    Node best = nearby.usual(RDF.Nodes.type, List.of(triple.getObject())).orElse(null);
    if (best == null) {
      return;
    }
    Node about = NodeFactory.createURI(Ibid.NS + "about");
    if (nearby.predicates().contains(about)
        && data.contains(triple.getPredicate(), RDFS.Nodes.subPropertyOf, Node.ANY)) {
      found.add(
          "write " + wording.text(about) + " instead of " + wording.text(triple.getPredicate()),
          Certainty.LIKELY,
          List.of(triple),
          List.of(Triple.create(triple.getSubject(), about, triple.getObject())));
    }
  }

  /** Where others have a part and this resource has the bare value. */
  private void asPart(BrokenRule broken, Triple triple, Suggestions found) {
    Suggestions parts = found.another();
    if (!others.partLike(
        triple.getPredicate(), hints.peers(broken.resource()), broken.resource(), parts)) {
      others.partLike(
          triple.getPredicate(), hints.subjectsOf(triple.getPredicate()), broken.resource(), parts);
    }
    for (Suggestion part : parts.all()) {
      List<Triple> added = new ArrayList<>();
      for (Triple each : part.added()) {
        boolean holdsValue =
            triple.getObject().isLiteral()
                ? each.getObject().isLiteral()
                    && !each.getPredicate().equals(Hints.NOTE)
                    && each.getObject().getLiteralLanguage().isEmpty()
                : each.getObject().isURI() && sameKind(each.getObject(), triple.getObject());
        Node object = each.getObject();
        if (holdsValue) {
          object =
              triple.getObject().isLiteral()
                  ? Literals.as(
                          triple.getObject(),
                          List.of(XSDDatatype.XSDinteger, XSDDatatype.XSDdecimal).stream()
                              .map(d -> NodeFactory.createURI(d.getURI()))
                              .toList())
                      .orElse(triple.getObject())
                  : triple.getObject();
        }
        added.add(Triple.create(each.getSubject(), each.getPredicate(), object));
      }
      found.add(part.words().replace("add ", "write "), part.certainty(), List.of(triple), added);
    }
  }

  private boolean sameKind(Node one, Node another) {
    List<Node> types = G.listSP(data, one, RDF.Nodes.type);
    return G.listSP(data, another, RDF.Nodes.type).stream().anyMatch(types::contains)
        || (nearby.isA(one, AGENT) && nearby.isA(another, AGENT));
  }

  void forbidden(BrokenRule broken, Suggestions found) {
    for (Triple triple : hints.triples(broken)) {
      if (triple.getPredicate().equals(RDF.Nodes.type)) {
        List<Node> narrower = new ArrayList<>(nearby.subclasses(triple.getObject()));
        narrower.remove(triple.getObject());
        narrower.removeIf(type -> !hints.usedClasses().contains(type));
        for (int i = 0; i < 2 && !narrower.isEmpty(); i++) {
          Optional<Node> best = nearby.classLike(broken.resource(), narrower);
          best.ifPresent(
              type -> {
                found.replace("write " + wording.text(type), Certainty.LIKELY, triple, type);
                narrower.remove(type);
              });
        }
        if (narrower.isEmpty() && found.isEmpty()) {
          nearby
              .classLike(broken.resource(), hints.usedClasses())
              .ifPresent(
                  type ->
                      found.replace("write " + wording.text(type), Certainty.LIKELY, triple, type));
        }
      } else {
        remove(broken, Certainty.LIKELY, found);
      }
    }
  }

  void remove(BrokenRule broken, Certainty certainty, Suggestions found) {
    for (Triple triple : hints.triples(broken)) {
      found.add(
          "remove " + wording.said(triple.getPredicate(), triple.getObject()),
          certainty,
          List.of(triple),
          List.of());
    }
  }
}
