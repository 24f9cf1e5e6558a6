package org.ibid.graph;

import java.util.Collection;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.mem.GraphMemFast;

/** Copies into memory what is needed of a graph: to go through a store bit by bit takes long. */
public final class InMemory {

  private InMemory() {}

  /** The triples with some predicates. */
  public static Graph of(Graph graph, Collection<Node> predicates) {
    Graph copy = new GraphMemFast();
    predicates.forEach(
        predicate -> graph.find(Node.ANY, predicate, Node.ANY).forEachRemaining(copy::add));
    return copy;
  }
}
