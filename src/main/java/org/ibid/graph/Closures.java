package org.ibid.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;

/**
 * Knows what belongs together: a resource and its parts, whose IRIs are the resource's with a dot
 * and a role. That is what is meant wherever one speaks of "the claim".
 */
public final class Closures {

  private static final int TAG_LENGTH = 32;

  private Closures() {}

  /**
   * The resource that this one is a part of: its IRI up to the first dot of its slug; or itself.
   */
  public static Node owner(Node resource) {
    if (!resource.isURI() || !resource.getURI().startsWith(Ibid.ID)) {
      return resource;
    }
    String iri = resource.getURI();
    int dot = iri.indexOf('.', iri.lastIndexOf('/'));
    return dot < 0 ? resource : NodeFactory.createURI(iri.substring(0, dot));
  }

  /**
   * A short name for exactly what a closure says now: a digest of its triples, whatever their order
   * and wherever they stand. It is the entity tag that an editor's {@code If-Match} takes.
   */
  public static String tag(Collection<Triple> closure) {
    MessageDigest digest = Digests.sha256();
    closure.stream()
        .map(Closures::line)
        .sorted()
        .distinct()
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
  }

  private static String line(Triple triple) {
    return String.join(
        " ",
        NodeFmtLib.strNT(triple.getSubject()),
        NodeFmtLib.strNT(triple.getPredicate()),
        NodeFmtLib.strNT(triple.getObject()),
        ".\n");
  }
}
