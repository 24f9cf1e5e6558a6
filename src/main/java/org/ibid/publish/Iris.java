package org.ibid.publish;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Ibid;

/** Knows how IRIs, parts, documents and links belong together. */
public final class Iris {

  private Iris() {}

  /** Whether the IRI is one of those that the project names and serves. */
  public static boolean isOurs(String iri) {
    return iri.startsWith(Ibid.BASE);
  }

  /**
   * The resource that the IRI is a part of (its IRI up to the first dot of its slug), or itself.
   */
  public static String owner(String iri) {
    if (!iri.startsWith(Ibid.ID)) {
      return iri;
    }
    int dot = iri.indexOf('.', iri.lastIndexOf('/'));
    return dot < 0 ? iri : iri.substring(0, dot);
  }

  /** The role of a part in its owner, or nothing for what is no part. */
  public static String role(String iri) {
    String owner = owner(iri);
    return owner.length() == iri.length() ? "" : iri.substring(owner.length() + 1);
  }

  static Node owner(Node resource) {
    return resource.isURI() ? NodeFactory.createURI(owner(resource.getURI())) : resource;
  }

  static boolean isPartOf(Node part, Node owner) {
    return part.isURI() && owner.isURI() && part.getURI().startsWith(owner.getURI() + ".");
  }

  /** The last piece of an IRI, after the last slash or hash. */
  static String localName(String iri) {
    int cut = Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'));
    return iri.substring(cut + 1);
  }
}
