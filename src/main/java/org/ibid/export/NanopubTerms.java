package org.ibid.export;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Names the terms from which a nanopublication is built. */
final class NanopubTerms {

  static final Node NANOPUBLICATION = np("Nanopublication");
  static final Node HAS_ASSERTION = np("hasAssertion");
  static final Node HAS_PROVENANCE = np("hasProvenance");
  static final Node HAS_PUBLICATION_INFO = np("hasPublicationInfo");

  static final Node INTRODUCES = npx("introduces");
  static final Node HAS_SIGNATURE = npx("hasSignature");
  static final Node HAS_SIGNATURE_TARGET = npx("hasSignatureTarget");
  static final Node HAS_SIGNATURE_ELEMENT = npx("hasSignatureElement");
  static final Node HAS_PUBLIC_KEY = npx("hasPublicKey");
  static final Node HAS_ALGORITHM = npx("hasAlgorithm");
  static final Node SIGNED_BY = npx("signedBy");

  private NanopubTerms() {}

  private static Node np(String name) {
    return NodeFactory.createURI("http://www.nanopub.org/nschema#" + name);
  }

  private static Node npx(String name) {
    return NodeFactory.createURI("http://purl.org/nanopub/x/" + name);
  }
}
