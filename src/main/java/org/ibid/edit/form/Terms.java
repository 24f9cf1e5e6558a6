package org.ibid.edit.form;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Ibid;

/** Names the terms that the form must know; all others are read from the ontology. */
final class Terms {

  static final Node CLAIM = iri(Ibid.NS + "Claim");
  static final Node AUTHORSHIP = iri(Ibid.NS + "Authorship");
  static final Node ADDRESS_TEMPLATE = iri(Ibid.NS + "addressTemplate");
  static final Node STATEMENT = iri(Ibid.NS + "statement");
  static final Node PASSAGE = iri(Ibid.NS + "passage");
  static final Node NUMBER = iri(Ibid.NS + "number");
  static final Node PAGE = iri(Ibid.NS + "page");
  static final Node NOTE = iri(Ibid.NS + "note");
  static final Node UNNAMED_AGENT = iri(Ibid.NS + "UnnamedAgent");
  static final Node PART_OF = iri("http://purl.org/dc/terms/isPartOf");
  static final Node TITLE = iri("http://purl.org/dc/terms/title");
  static final Node CONTEXT = iri("http://purl.org/spar/c4o/hasContext");
  static final Node DENOTES = iri("http://purl.org/spar/c4o/denotes");
  static final Node CONTAINS = iri("http://www.essepuntato.it/2008/12/pattern#contains");
  static final Node REFERENCES = iri("http://purl.org/spar/biro/references");

  /** The shape that says where the fields of a claim stand. */
  static final Node FORM = iri(Ibid.BASE + "shapes#form");

  /** The shape whose targets are the classes of what can be described together with a claim. */
  static final Node THING_FORM = iri(Ibid.BASE + "shapes#thing-form");

  /** The shape whose targets are the classes of what is a part of one resource. */
  static final Node PARTS = iri(Ibid.BASE + "shapes#part-belongs-to-one-owner");

  /** The shapes that name the classes that nobody may write. */
  static final Node TOO_WIDE = iri(Ibid.BASE + "shapes#type-is-specific");

  static final Node DERIVED = iri(Ibid.BASE + "shapes#derived-class-is-not-written");

  private Terms() {}

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
