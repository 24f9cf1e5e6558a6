package org.ibid.graph;

import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;

/** Shows what is asserted and what is derived as one, without some triples and with others. */
final class LayeredGraph extends GraphBase {

  private final Graph asserted;
  private final Set<Triple> notAsserted;
  private final Graph derived;
  private final Set<Triple> notDerived;
  private final Graph more;

  /**
   * One state of the graph; it changes with its parts, of which no two may hold the same triple.
   *
   * @param notAsserted what of the asserted triples is left out
   * @param notDerived what of the derived triples is left out
   * @param more what there is besides
   */
  LayeredGraph(
      Graph asserted, Set<Triple> notAsserted, Graph derived, Set<Triple> notDerived, Graph more) {
    this.asserted = asserted;
    this.notAsserted = notAsserted;
    this.derived = derived;
    this.notDerived = notDerived;
    this.more = more;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    ExtendedIterator<Triple> found = asserted.find(pattern);
    if (!notAsserted.isEmpty()) {
      found = found.filterDrop(notAsserted::contains);
    }
    ExtendedIterator<Triple> results = derived.find(pattern);
    if (!notDerived.isEmpty()) {
      results = results.filterDrop(notDerived::contains);
    }
    found = found.andThen(results);
    return more.isEmpty() ? found : found.andThen(more.find(pattern));
  }

  @Override
  protected boolean graphBaseContains(Triple triple) {
    if (!triple.isConcrete()) {
      return super.graphBaseContains(triple);
    }
    return more.contains(triple)
        || (asserted.contains(triple) && !notAsserted.contains(triple))
        || (derived.contains(triple) && !notDerived.contains(triple));
  }
}
