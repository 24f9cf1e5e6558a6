package org.ibid.search;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;

/** Names the terms by which things are named, numbered and identified. */
final class Terms {

  static final Node STATEMENT = iri(Ibid.NS + "statement");
  static final Node NUMBER = iri(Ibid.NS + "number");
  static final Node TITLE = iri("http://purl.org/dc/terms/title");

  /** What a thing is called, the best known name first. */
  static final List<Node> NAMES =
      List.of(
          RDFS.label.asNode(),
          SKOS.prefLabel.asNode(),
          STATEMENT,
          TITLE,
          SKOS.altLabel.asNode(),
          SKOS.hiddenLabel.asNode());

  /** What others call it in their catalogues: addresses and numbers that stand for it alone. */
  static final List<Node> IDENTIFIERS =
      List.of(
          iri("https://schema.org/sameAs"),
          iri("http://schema.org/sameAs"),
          OWL.sameAs.asNode(),
          SKOS.exactMatch.asNode(),
          iri("http://prismstandard.org/namespaces/basic/2.0/doi"),
          iri("http://prismstandard.org/namespaces/basic/2.0/issn"),
          iri("http://prismstandard.org/namespaces/basic/2.0/isbn"),
          iri("http://purl.org/spar/fabio/hasURL"),
          iri("http://purl.org/dc/terms/identifier"));

  /** Of what belongs to one of these classes, names are found that are not spelt as there. */
  static final Set<Node> MISSPELT = Set.of(iri(Ibid.NS + "Entity"), iri(Ibid.NS + "Situation"));

  private Terms() {}

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
