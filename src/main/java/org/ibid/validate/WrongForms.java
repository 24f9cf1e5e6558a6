package org.ibid.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.validate.Suggestion.Certainty;

/** Finds the right form of a value, or of an address, that is written in a wrong one. */
final class WrongForms {

  private final Hints hints;
  private final Wording wording;
  private final Rewriter rewriter;
  private final Graph data;
  private final Graph shapes;
  private final Nearby nearby;
  private final PrefixMapping prefixes;

  WrongForms(Hints hints, Wording wording, Rewriter rewriter) {
    this.hints = hints;
    this.wording = wording;
    this.rewriter = rewriter;
    this.data = hints.data();
    this.shapes = hints.shapes();
    this.nearby = hints.nearby();
    this.prefixes = hints.prefixes();
  }

  void wrongForm(BrokenRule broken, List<Node> datatypes, Suggestions found) {
    if (broken.value() == null || datatypes.isEmpty()) {
      return;
    }
    for (Triple triple : hints.triples(broken)) {
      Literals.as(broken.value(), datatypes)
          .ifPresent(
              node -> found.replace("write " + wording.text(node), Certainty.SURE, triple, node));
      List<Node> all = new ArrayList<>(datatypes);
      if (found.isEmpty() && all.contains(RDF.langString.asNode()) && broken.value().isURI()) {
        nearby
            .usual(RDFS.Nodes.label, List.of(broken.value()))
            .ifPresent(
                label ->
                    found.replace(
                        "write " + wording.text(label) + ", its label",
                        Certainty.LIKELY,
                        triple,
                        label));
      }
    }
  }

  void wrongLanguage(BrokenRule broken, Suggestions found) {
    Node value = broken.value();
    if (value == null || !value.isLiteral()) {
      return;
    }
    List<String> allowed =
        G.listSP(shapes, broken.shape(), SHACL.languageIn).stream()
            .flatMap(list -> G.rdfList(shapes, list).stream())
            .map(Node::getLiteralLexicalForm)
            .toList();
    Node right = Literals.inItsLanguage(value.getLiteralLexicalForm());
    for (Triple triple : hints.triples(broken)) {
      if (allowed.contains(right.getLiteralLanguage())) {
        boolean none = value.getLiteralLanguage().isEmpty();
        found.replace(
            "write " + wording.text(right),
            none ? Certainty.SURE : Certainty.LIKELY,
            triple,
            right);
      }
      if (broken.predicate() != null && broken.predicate().equals(RDFS.Nodes.label)) {
        found.add(
            "make it an alternative label",
            Certainty.LIKELY,
            List.of(triple),
            List.of(Triple.create(triple.getSubject(), SKOS.altLabel.asNode(), value)));
      }
    }
  }

  void notInList(BrokenRule broken, Suggestions found) {
    List<Node> allowed = hints.list(broken.shape(), SHACL.in);
    for (Triple triple : hints.triples(broken)) {
      Node value = triple.getObject();
      List<Node> near =
          value.isURI()
              ? nearby.spelt(value, allowed, 2)
              : nearby.named(
                  value.getLiteralLexicalForm(),
                  allowed.stream().filter(Node::isURI).toList(),
                  prefixes::expandPrefix);
      near.forEach(
          node -> found.replace("write " + wording.text(node), Certainty.LIKELY, triple, node));
      nearby
          .usual(triple.getPredicate(), hints.subjectsOf(triple.getPredicate()))
          .filter(allowed::contains)
          .ifPresent(
              node ->
                  found.replace(
                      "write " + wording.text(node),
                      allowed.size() == 1 ? Certainty.SURE : Certainty.LIKELY,
                      triple,
                      node));
      allowed.forEach(
          node ->
              found.replace(
                  "write " + wording.text(node),
                  allowed.size() == 1 ? Certainty.SURE : Certainty.LIKELY,
                  triple,
                  node));
    }
  }

  void wrongPattern(BrokenRule broken, Suggestions found) {
    Node pattern = G.getZeroOrOneSP(shapes, broken.shape(), SHACL.pattern);
    if (pattern == null) {
      return;
    }
    Pattern form;
    try {
      form = Pattern.compile(pattern.getLiteralLexicalForm());
    } catch (PatternSyntaxException e) {
      return;
    }
    if (broken.path().isEmpty()) {
      wrongAddress(broken.resource(), form, found);
      return;
    }
    Node value = broken.value();
    for (Triple triple : hints.triples(broken)) {
      if (value.isURI()) {
        String end = Nearby.lastWord(value.getURI());
        nearby
            .usual(triple.getPredicate(), hints.subjectsOf(triple.getPredicate()))
            .filter(Node::isURI)
            .map(
                usual ->
                    usual
                            .getURI()
                            .substring(
                                0,
                                usual.getURI().length() - Nearby.lastWord(usual.getURI()).length())
                        + end)
            .filter(iri -> form.matcher(iri).find())
            .ifPresent(
                iri ->
                    found.replace(
                        "write " + wording.text(NodeFactory.createURI(iri)),
                        Certainty.SURE,
                        triple,
                        NodeFactory.createURI(iri)));
      } else if (value.isLiteral()) {
        for (String variant : Literals.variants(value.getLiteralLexicalForm())) {
          if (form.matcher(variant).find()) {
            Node right = withForm(value, variant);
            found.replace("write " + wording.text(right), Certainty.LIKELY, triple, right);
            break;
          }
        }
      }
    }
  }

  private static Node withForm(Node literal, String form) {
    return literal.getLiteralLanguage().isEmpty()
        ? NodeFactory.createLiteralDT(form, literal.getLiteralDatatype())
        : NodeFactory.createLiteralLang(form, literal.getLiteralLanguage());
  }

  /** Another address for a resource, wherever it is written. */
  private void wrongAddress(Node resource, Pattern form, Suggestions found) {
    if (!resource.isURI()) {
      return;
    }
    String iri = resource.getURI();
    String start = iri.startsWith(Ibid.ID) ? Ibid.ID : "";
    String end =
        iri.substring(start.length())
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9/.]+", "-")
            .replaceAll("-*([/.])-*", "$1")
            .replaceAll("^-|-$", "");
    Node right = NodeFactory.createURI(start + end);
    if (form.matcher(right.getURI()).find() && !nearby.isDescribed(right)) {
      rename(resource, right, found);
    }
  }

  private void rename(Node resource, Node right, Suggestions found) {
    List<Triple> deleted = new ArrayList<>();
    deleted.addAll(data.find(resource, Node.ANY, Node.ANY).toList());
    deleted.addAll(data.find(Node.ANY, Node.ANY, resource).toList());
    List<Triple> added =
        deleted.stream()
            .map(
                t ->
                    Triple.create(
                        t.getSubject().equals(resource) ? right : t.getSubject(),
                        t.getPredicate(),
                        t.getObject().equals(resource) ? right : t.getObject()))
            .toList();
    found.add(
        "call it " + wording.text(right) + ", wherever it is written",
        Certainty.SURE,
        deleted,
        added,
        () -> rewriter.renaming(resource, right, deleted));
  }

  void swap(BrokenRule broken, Suggestions found) {
    Node other = G.getZeroOrOneSP(shapes, broken.shape(), SHACL.lessThan);
    Node one = broken.predicate();
    List<Node> lower = one == null ? List.of() : G.listSP(data, broken.resource(), one);
    List<Node> upper = other == null ? List.of() : G.listSP(data, broken.resource(), other);
    if (lower.size() == 1 && upper.size() == 1 && !lower.equals(upper)) {
      found.add(
          "exchange the two values",
          Certainty.LIKELY,
          List.of(
              Triple.create(broken.resource(), one, lower.get(0)),
              Triple.create(broken.resource(), other, upper.get(0))),
          List.of(
              Triple.create(broken.resource(), one, upper.get(0)),
              Triple.create(broken.resource(), other, lower.get(0))));
    }
  }

  void wrongKind(BrokenRule broken, Suggestions found) {
    if (broken.value() != null
        && broken.value().isLiteral()
        && broken.value().getLiteralLexicalForm().matches("https?://\\S+")) {
      for (Triple triple : hints.triples(broken)) {
        Node iri = NodeFactory.createURI(broken.value().getLiteralLexicalForm());
        found.replace(
            "write " + wording.text(iri) + ", without quotation marks",
            Certainty.SURE,
            triple,
            iri);
      }
    } else {
      named(broken, found);
    }
  }

  /** A resource without an address gets one. */
  private void named(BrokenRule broken, Suggestions found) {
    if (broken.resource().isBlank()) {
      Optional<Rewriter.Rewriting> address = rewriter.address(broken.resource());
      if (address.isPresent()) {
        found.add(
            "give it an address, and put the right word into it",
            Certainty.TO_FILL_IN,
            List.of(),
            List.of(),
            () -> address);
      }
    }
  }
}
