package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.eval.PathEval;

/**
 * Holds the triples from before and from after a change taken together, and remembers where paths
 * in them lead: many traces take the same ones. One thread may use it.
 */
public final class States {

  private record Walk(Node start, Path path, boolean forward) {}

  private final Graph graph;
  private final Map<Walk, Set<Node>> walks = new HashMap<>();

  /** The states that a graph shows at once. */
  States(Graph graph) {
    this.graph = graph;
  }

  /**
   * The states before and after a change.
   *
   * @param before the triples from before it
   */
  public static States of(Graph before, Change change) {
    Graph added = new GraphMemFast();
    for (Quad quad : change.added()) {
      if (!before.contains(quad.asTriple())) {
        added.add(quad.asTriple());
      }
    }
    return new States(new LayeredGraph(before, Set.of(), Graph.emptyGraph, Set.of(), added));
  }

  /**
   * The states after and before a change.
   *
   * @param after the triples from after it
   */
  public static States around(Graph after, Change change) {
    return of(after, change.inverse());
  }

  /** To be called when the graph shows more than before. */
  void haveGrown() {
    walks.clear();
  }

  /** The triples of that kind. */
  public Iterator<Triple> find(Node subject, Node predicate, Node object) {
    return graph.find(subject, predicate, object);
  }

  /** Where a path leads from a node. */
  Set<Node> ends(Node start, Path path) {
    return walk(start, path, true);
  }

  /** From where a path leads to a node. */
  Set<Node> starts(Node end, Path path) {
    return walk(end, path, false);
  }

  private Set<Node> walk(Node start, Path path, boolean forward) {
    Walk walk = new Walk(start, path, forward);
    Set<Node> known = walks.get(walk);
    if (known == null) {
      known = new LinkedHashSet<>();
      if (path instanceof P_Seq sequence) {
        Path first = forward ? sequence.getLeft() : sequence.getRight();
        Path second = forward ? sequence.getRight() : sequence.getLeft();
        for (Node middle : walk(start, first, forward)) {
          known.addAll(walk(middle, second, forward));
        }
      } else if (path instanceof P_Alt either) {
        known.addAll(walk(start, either.getLeft(), forward));
        known.addAll(walk(start, either.getRight(), forward));
      } else {
        List<Node> found = new ArrayList<>();
        (forward
                ? PathEval.eval(graph, start, path, ARQ.getContext())
                : PathEval.evalReverse(graph, start, path, ARQ.getContext()))
            .forEachRemaining(found::add);
        known.addAll(found);
      }
      walks.put(walk, known);
    }
    return known;
  }
}
