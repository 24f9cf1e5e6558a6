package org.ibid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;

/** Takes a few claims out of the bundled graph, with the ontology and all that they lead to. */
public final class Excerpt {

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");

  private Excerpt() {}

  /** The given number of claims, chosen at random; links to claims that are left out are cut. */
  public static Graph of(int claims, Random random) {
    Graph bundled = Bundled.GRAPH;
    List<Node> all =
        new ArrayList<>(
            bundled.find(Node.ANY, STATEMENT, Node.ANY).mapWith(Triple::getSubject).toSet());
    all.sort(Comparator.comparing(Node::getURI));
    Collections.shuffle(all, random);
    Set<Node> chosen = Set.copyOf(all.subList(0, claims));
    Set<Node> leftOut = new HashSet<>(all);
    leftOut.removeAll(chosen);
    Graph excerpt = GraphFactory.createDefaultGraph();
    bundled.find().filterDrop(triple -> isData(triple.getSubject())).forEach(excerpt::add);
    Deque<Node> next = new ArrayDeque<>(chosen);
    Set<Node> seen = new HashSet<>();
    while (!next.isEmpty()) {
      Node node = next.poll();
      if (!seen.add(node)) {
        continue;
      }
      for (Triple triple : bundled.find(node, Node.ANY, Node.ANY).toList()) {
        if (!leftOut.contains(ownerOf(triple.getObject()))) {
          excerpt.add(triple);
          if (isData(triple.getObject())) {
            next.add(triple.getObject());
          }
        }
      }
    }
    return excerpt;
  }

  /** Read once. */
  private static final class Bundled {
    static final Graph GRAPH =
        ClaimGraph.read(BundledProject.home(), Progress.none()).view().asserted();
  }

  private static Node ownerOf(Node node) {
    return isData(node) ? NodeFactory.createURI(node.getURI().replaceFirst("[.][^/]*$", "")) : node;
  }

  /** Whether a node is a resource of the data. */
  public static boolean isData(Node node) {
    return node.isURI() && node.getURI().startsWith(Ibid.ID);
  }

  /** The triples of the data, in an order of their own. */
  public static List<Triple> data(Graph graph) {
    List<Triple> data = new ArrayList<>();
    graph.find().filterKeep(triple -> isData(triple.getSubject())).forEach(data::add);
    data.sort(Comparator.comparing(Triple::toString));
    return data;
  }
}
