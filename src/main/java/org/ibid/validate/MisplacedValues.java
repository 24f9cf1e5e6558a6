package org.ibid.validate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.validate.Suggestion.Certainty;

/**
 * Finds, where a rule in SPARQL is broken, what can be seen without knowing the rule: a predicate
 * or a value that does not belong there.
 */
final class MisplacedValues {

  private final Hints hints;
  private final Wording wording;
  private final Rewriter rewriter;
  private final Graph data;
  private final Nearby nearby;
  private final PrefixMapping prefixes;

  MisplacedValues(Hints hints, Wording wording, Rewriter rewriter) {
    this.hints = hints;
    this.wording = wording;
    this.rewriter = rewriter;
    this.data = hints.data();
    this.nearby = hints.nearby();
    this.prefixes = hints.prefixes();
  }

  void generally(BrokenRule broken, Suggestions found) {
    Node predicate = broken.predicate();
    if (predicate == null) {
      return;
    }
    for (Triple triple : hints.triples(broken)) {
      Node value = triple.getObject();
      if (!nearby.predicates().contains(predicate)) {
        for (Node near : nearby.spelt(predicate, nearby.predicates(), 3)) {
          found.add(
              "write " + wording.text(near) + " instead of " + wording.text(predicate),
              Certainty.LIKELY,
              data.find(broken.resource(), predicate, Node.ANY).toList(),
              data.find(broken.resource(), predicate, Node.ANY)
                  .mapWith(t -> Triple.create(t.getSubject(), near, t.getObject()))
                  .toList());
        }
        return;
      }
      if (!belongs(broken.resource(), predicate)) {
        elsewhere(broken, predicate, found);
        return;
      }
      if (value.isLiteral()
          && data.contains(predicate, RDF.Nodes.type, OWL.ObjectProperty.asNode())) {
        Set<Node> all = new LinkedHashSet<>(hints.instancesOfRange(predicate));
        nearby.named(value.getLiteralLexicalForm(), all, prefixes::expandPrefix).stream()
            .limit(2)
            .forEach(
                node ->
                    found.replace(
                        "write " + wording.text(node) + ", which is a resource",
                        Certainty.SURE,
                        triple,
                        node));
      } else if (value.isURI() && !nearby.isDescribed(value)) {
        nearby
            .spelt(value, hints.instancesOfRange(predicate), 3)
            .forEach(
                node ->
                    found.replace("write " + wording.text(node), Certainty.LIKELY, triple, node));
      } else if (value.isBlank()) {
        nameless(triple, found);
      }
    }
  }

  private boolean belongs(Node resource, Node predicate) {
    List<Node> domains =
        G.listSP(data, predicate, RDFS.Nodes.domain).stream().filter(Node::isURI).toList();
    return domains.stream().allMatch(domain -> nearby.isA(resource, domain));
  }

  /** The predicate belongs to another resource: to a part of this one, or nowhere. */
  private void elsewhere(BrokenRule broken, Node predicate, Suggestions found) {
    List<Triple> triples = data.find(broken.resource(), predicate, Node.ANY).toList();
    for (Node domain : G.listSP(data, predicate, RDFS.Nodes.domain)) {
      String iri = broken.resource().isURI() ? broken.resource().getURI() : "";
      String owner =
          iri.lastIndexOf('.') > iri.lastIndexOf('/')
              ? iri.substring(0, iri.lastIndexOf('.'))
              : iri;
      Stream<Node> related =
          Stream.concat(
              data
                  .find(broken.resource(), Node.ANY, Node.ANY)
                  .mapWith(Triple::getObject)
                  .toList()
                  .stream(),
              Stream.of(NodeFactory.createURI(owner)));
      related
          .filter(
              node -> node.isURI() && node.getURI().startsWith(owner) && nearby.isA(node, domain))
          .filter(node -> !data.contains(node, predicate, Node.ANY))
          .distinct()
          .forEach(
              node ->
                  found.add(
                      "move it to " + wording.text(node),
                      Certainty.LIKELY,
                      triples,
                      triples.stream()
                          .map(t -> Triple.create(node, predicate, t.getObject()))
                          .toList()));
    }
    for (Triple triple : triples) {
      found.add(
          "remove " + wording.said(predicate, triple.getObject()),
          Certainty.LIKELY,
          List.of(triple),
          List.of());
    }
  }

  /** A part in square brackets gets an address, and what is in the brackets is said of that. */
  private void nameless(Triple triple, Suggestions found) {
    if (!triple.getSubject().isURI()) {
      return;
    }
    String role =
        Nearby.lastWord(triple.getPredicate().getURI())
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    Node part = NodeFactory.createURI(triple.getSubject().getURI() + "." + role);
    for (int i = 2; nearby.isDescribed(part); i++) {
      part = NodeFactory.createURI(triple.getSubject().getURI() + "." + role + "-" + i);
    }
    Node name = part;
    List<Triple> own = data.find(triple.getObject(), Node.ANY, Node.ANY).toList();
    if (own.stream().anyMatch(t -> t.getObject().isBlank())) {
      return;
    }
    List<Triple> deleted = new ArrayList<>(List.of(triple));
    List<Triple> added =
        new ArrayList<>(List.of(Triple.create(triple.getSubject(), triple.getPredicate(), name)));
    for (Triple each : own) {
      added.add(Triple.create(name, each.getPredicate(), each.getObject()));
    }
    deleted.addAll(own);
    found.add(
        "call it " + wording.text(name) + " and describe it below",
        Certainty.SURE,
        deleted,
        added,
        () -> rewriter.naming(triple, own, added));
  }
}
