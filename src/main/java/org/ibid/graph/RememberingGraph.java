package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NiceIterator;
import org.apache.jena.util.iterator.NullIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/**
 * Remembers what a graph on disk has answered, as long as it does not change: shapes and rules ask
 * about the same few resources hundreds of times. One thread may use it.
 */
final class RememberingGraph extends GraphBase {

  /** So many triples are remembered; what is asked after that is answered by the graph itself. */
  private static final int MOST = 100_000;

  private final Graph graph;
  private final OntologyMemory ontology;
  private final Map<Node, Star> stars = new HashMap<>();
  private final Map<Node, Map<Node, Sources>> sources = new HashMap<>();
  private int room = MOST;

  RememberingGraph(Graph graph, OntologyMemory ontology) {
    this.graph = graph;
    this.ontology = ontology;
  }

  /** Lets the graph itself answer from now on, because it is about to change. */
  void forget() {
    stars.clear();
    sources.clear();
    room = 0;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    Node subject = pattern.getSubject();
    Node predicate = pattern.getPredicate();
    Node object = pattern.getObject();
    // Whether two spellings of a number are the same is for the graph to say.
    boolean askable = room > 0 && !object.isLiteral();
    if (askable && subject.isConcrete()) {
      List<Triple> said = star(subject).with(predicate);
      if (said.isEmpty()) {
        return NullIterator.instance();
      }
      ExtendedIterator<Triple> found = WrappedIterator.createNoRemove(said.iterator());
      return object.isConcrete()
          ? found.filterKeep(triple -> triple.getObject().equals(object))
          : found;
    }
    if (askable && predicate.isConcrete() && object.isConcrete()) {
      Optional<List<Triple>> below =
          ontology.below(predicate, object, () -> graph.find(pattern).toList());
      return below.isPresent()
          ? WrappedIterator.createNoRemove(below.get().iterator())
          : sources
              .computeIfAbsent(object, o -> new HashMap<>())
              .computeIfAbsent(predicate, p -> new Sources(graph.find(pattern)))
              .all();
    }
    return graph.find(pattern);
  }

  private Star star(Node subject) {
    Star known = stars.get(subject);
    if (known == null) {
      known =
          ontology
              .star(subject, () -> said(subject))
              .orElseGet(
                  () -> {
                    Star star = Star.of(said(subject));
                    room -= star.all().size();
                    return star;
                  });
      stars.put(subject, known);
    }
    return known;
  }

  private List<Triple> said(Node subject) {
    return graph.find(subject, Node.ANY, Node.ANY).toList();
  }

  /** What leads to a resource by one predicate; no more is read than somebody asks for. */
  private final class Sources {
    private final List<Triple> known = new ArrayList<>();
    private final Iterator<Triple> rest;

    Sources(Iterator<Triple> rest) {
      this.rest = rest;
    }

    ExtendedIterator<Triple> all() {
      return new NiceIterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < known.size() || rest.hasNext();
        }

        @Override
        public Triple next() {
          if (next == known.size()) {
            if (!rest.hasNext()) {
              throw new NoSuchElementException();
            }
            known.add(rest.next());
            room--;
          }
          return known.get(next++);
        }
      };
    }
  }

  @Override
  protected PrefixMapping createPrefixMapping() {
    return graph.getPrefixMapping();
  }
}
