package org.ibid.validate;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.RDF;

/** Puts resources and values in words for suggestions. */
final class Wording {

  private final PrefixMapping prefixes;

  Wording(PrefixMapping prefixes) {
    this.prefixes = prefixes;
  }

  String said(Node predicate, Node value) {
    return (predicate.equals(RDF.Nodes.type) ? "a" : text(predicate)) + " " + text(value);
  }

  String values(List<Triple> triples) {
    return String.join(" and ", triples.stream().map(t -> text(t.getObject())).toList());
  }

  String text(Node node) {
    String text = new TurtleTerms(prefixes.getNsPrefixMap(), prefixes).of(node);
    return text.length() > 90 ? text.substring(0, 89) + "…" : text;
  }
}
