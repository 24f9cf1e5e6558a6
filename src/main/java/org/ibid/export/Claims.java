package org.ibid.export;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Finds the claims of a view and what is said of each: it and its parts. */
final class Claims {

  private static final Node CLAIM = NodeFactory.createURI(Ibid.NS + "Claim");

  private Claims() {}

  /** All claims, ordered by IRI. */
  static List<Node> all(View view) {
    Set<Node> all = new HashSet<>();
    view.dataset()
        .getDefaultGraph()
        .find(Node.ANY, RDF.type.asNode(), CLAIM)
        .forEachRemaining(triple -> all.add(triple.getSubject()));
    return all.stream().filter(Node::isURI).sorted(Comparator.comparing(Node::getURI)).toList();
  }

  /** Whether something is a claim. */
  static boolean isOne(View view, Node node) {
    return view.dataset().getDefaultGraph().contains(node, RDF.type.asNode(), CLAIM);
  }

  /** The claims of an article, ordered by IRI. */
  static List<Node> ofArticle(View view, String article) {
    String start = Ibid.ID + article + "/";
    return all(view).stream().filter(claim -> claim.getURI().startsWith(start)).toList();
  }

  /** What is written of a claim and of its parts; nothing derived. */
  static List<Triple> closure(Node claim, View view) {
    return view.closure(claim).stream().map(Quad::asTriple).distinct().toList();
  }

  /** Whether a node is a part of a claim. */
  static boolean isPart(Node node, Node claim) {
    return node.isURI() && !node.equals(claim) && Closures.owner(node).equals(claim);
  }
}
