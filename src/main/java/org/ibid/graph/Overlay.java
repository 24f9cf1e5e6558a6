package org.ibid.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.util.iterator.ExtendedIterator;

/** Shows a graph as a change would make it, without changing it. */
final class Overlay extends GraphBase {

  private final Graph base;
  private final Graph removed = new GraphMemFast();
  private final Graph added = new GraphMemFast();

  private Overlay(Graph base) {
    this.base = base;
  }

  /**
   * What is asserted after a change.
   *
   * @param before the state before it
   * @param elsewhere the graphs other than the given one that assert a triple
   */
  static Graph of(Graph before, Change change, Graphs elsewhere) {
    Overlay overlay = new Overlay(before);
    Set<Triple> going = new LinkedHashSet<>();
    for (Quad quad : change.removed()) {
      if (isAsserted(quad.getGraph())) {
        going.add(quad.asTriple());
      }
    }
    for (Triple triple : going) {
      boolean stays = false;
      for (Node graph : elsewhere.asserting(triple)) {
        stays |= !change.removed().contains(Quad.create(graph, triple));
      }
      if (!stays) {
        overlay.removed.add(triple);
      }
    }
    for (Quad quad : change.added()) {
      if (isAsserted(quad.getGraph())) {
        overlay.removed.delete(quad.asTriple());
        overlay.added.add(quad.asTriple());
      }
    }
    return overlay;
  }

  /** Knows which graphs assert a triple. */
  @FunctionalInterface
  interface Graphs {
    List<Node> asserting(Triple triple);
  }

  private static boolean isAsserted(Node graph) {
    return !graph.equals(Ibid.RETRACTED_GRAPH) && !graph.equals(Ibid.DERIVED_GRAPH);
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    ExtendedIterator<Triple> kept = base.find(pattern);
    if (!removed.isEmpty()) {
      kept = kept.filterDrop(removed::contains);
    }
    List<Triple> more = added.find(pattern).filterDrop(base::contains).toList();
    return more.isEmpty() ? kept : kept.andThen(more.iterator());
  }

  @Override
  protected boolean graphBaseContains(Triple triple) {
    if (!triple.isConcrete()) {
      return super.graphBaseContains(triple);
    }
    return added.contains(triple) || (!removed.contains(triple) && base.contains(triple));
  }

  @Override
  protected PrefixMapping createPrefixMapping() {
    return base.getPrefixMapping();
  }
}
