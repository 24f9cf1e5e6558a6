package org.ibid.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/** Gives its triples back in the order in which they were added, so that writers write them so. */
final class OrderedGraph extends GraphBase {

  private final Map<Node, List<Triple>> bySubject = new LinkedHashMap<>();
  private final Map<Node, List<Triple>> byObject = new LinkedHashMap<>();

  @Override
  public void performAdd(Triple triple) {
    bySubject.computeIfAbsent(triple.getSubject(), key -> new ArrayList<>()).add(triple);
    byObject.computeIfAbsent(triple.getObject(), key -> new ArrayList<>()).add(triple);
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    if (pattern.getSubject().isConcrete()) {
      return fitting(bySubject.get(pattern.getSubject()), pattern);
    }
    if (pattern.getObject().isConcrete()) {
      return fitting(byObject.get(pattern.getObject()), pattern);
    }
    List<Triple> all = new ArrayList<>();
    bySubject.values().forEach(all::addAll);
    return fitting(all, pattern);
  }

  private static ExtendedIterator<Triple> fitting(List<Triple> triples, Triple pattern) {
    return triples == null
        ? WrappedIterator.emptyIterator()
        : WrappedIterator.create(triples.iterator()).filterKeep(pattern::matches);
  }
}
