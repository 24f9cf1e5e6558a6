package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphReadOnly;

/** Makes the views of a store: of its index, of what a change would make of it, of the past. */
final class StoreViews {

  private final PrefixMapping prefixes;
  private Function<String, DatasetGraph> index;
  private View latest;

  StoreViews(PrefixMapping prefixes) {
    this.prefixes = prefixes;
  }

  /**
   * Shows an index.
   *
   * @param dataset gives TDB2's dataset to a thread that is in a transaction of that version
   */
  synchronized void show(Function<String, DatasetGraph> dataset) {
    index = dataset;
  }

  /** The state of that version, in the index. */
  synchronized View of(String version) {
    if (latest == null || !latest.version().equals(version)) {
      StoreDataset dataset = new StoreDataset(() -> index.apply(version), prefixes);
      latest =
          new View(
              version,
              prefixes,
              List.of(),
              dataset::asserted,
              () -> dataset,
              owner -> closure(dataset, owner));
    }
    return latest;
  }

  /** The same for one scope, which remembers what was asked. */
  View of(String version, UnaryOperator<Graph> remembering) {
    StoreDataset dataset = new StoreDataset(() -> index.apply(version), prefixes);
    return new View(
        version,
        prefixes,
        List.of(),
        () -> new GraphReadOnly(remembering.apply(dataset.asserted())),
        () -> dataset,
        owner -> closure(dataset, owner));
  }

  /** A resource's own quads and those of its parts, which lead on from it. */
  private static Set<Quad> closure(DatasetGraph dataset, Node owner) {
    Set<Quad> closure = new LinkedHashSet<>();
    Set<Node> seen = new LinkedHashSet<>(List.of(owner));
    List<Node> next = new ArrayList<>(seen);
    while (!next.isEmpty()) {
      Node resource = next.remove(next.size() - 1);
      Iterator<Quad> quads = dataset.findNG(Node.ANY, resource, Node.ANY, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        if (!quad.getGraph().equals(Ibid.DERIVED_GRAPH)) {
          closure.add(quad);
          Node object = quad.getObject();
          if (object.isURI()
              && !object.equals(owner)
              && Closures.owner(object).equals(owner)
              && seen.add(object)) {
            next.add(object);
          }
        }
      }
    }
    return closure;
  }

  /** The state as a change would make it. */
  View after(View before, Change change, List<SourceFile> documents, Derivation derivation) {
    Overlay.Graphs elsewhere =
        triple -> {
          List<Node> graphs = new ArrayList<>();
          before
              .dataset()
              .findNG(Node.ANY, triple.getSubject(), triple.getPredicate(), triple.getObject())
              .forEachRemaining(quad -> graphs.add(quad.getGraph()));
          graphs.remove(Ibid.DERIVED_GRAPH);
          return graphs;
        };
    PrefixMapping known = prefixes(documents);
    return new View(
        before.version() + "+" + Digests.sha256(change.toPatch()).substring(0, 12),
        known,
        List.copyOf(documents),
        () -> new GraphReadOnly(Overlay.of(before.asserted(), change, elsewhere)),
        () -> dataset(changed(before.dataset(), change), known, derivation),
        owner -> changedClosure(before.closure(owner), change, owner));
  }

  private PrefixMapping prefixes(List<SourceFile> documents) {
    PrefixMapping all = PrefixMapping.Factory.create();
    documents.forEach(file -> all.setNsPrefixes(file.prefixes()));
    return all.setNsPrefixes(prefixes).lock();
  }

  private static Set<Quad> changedClosure(Set<Quad> before, Change change, Node owner) {
    Set<Quad> closure = new LinkedHashSet<>(before);
    closure.removeAll(change.removed());
    for (Quad quad : change.added()) {
      if (Closures.owner(quad.getSubject()).equals(owner)
          && !quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
        closure.add(quad);
      }
    }
    return closure;
  }

  private static Set<Quad> changed(DatasetGraph before, Change change) {
    Set<Quad> quads = new LinkedHashSet<>();
    before.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
    before.findNG(Ibid.RETRACTED_GRAPH, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
    quads.removeIf(quad -> quad.getGraph().equals(Ibid.DERIVED_GRAPH));
    quads.removeAll(change.removed());
    quads.addAll(change.added());
    return quads;
  }

  /** A state that is held in memory. */
  View inMemory(String version, Set<Quad> quads, Derivation derivation) {
    return new View(
        version,
        prefixes,
        List.of(),
        () -> new GraphReadOnly(asserted(quads)),
        () -> dataset(quads, prefixes, derivation),
        new OwnersIn(quads)::closure);
  }

  /** Finds the closures in a state; who asks for one often asks for many. */
  private static final class OwnersIn {
    private final Set<Quad> quads;
    private Map<Node, Set<Quad>> closures;

    OwnersIn(Set<Quad> quads) {
      this.quads = quads;
    }

    synchronized Set<Quad> closure(Node owner) {
      if (closures == null) {
        closures = new HashMap<>();
        for (Quad quad : quads) {
          if (!quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
            closures
                .computeIfAbsent(Closures.owner(quad.getSubject()), o -> new LinkedHashSet<>())
                .add(quad);
          }
        }
      }
      return closures.getOrDefault(owner, Set.of());
    }
  }

  private static Graph asserted(Set<Quad> quads) {
    Graph union = new GraphMemFast();
    for (Quad quad : quads) {
      if (!quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
        union.add(quad.asTriple());
      }
    }
    return union;
  }

  private static DatasetGraph dataset(
      Set<Quad> quads, PrefixMapping prefixes, Derivation derivation) {
    Graph union = asserted(quads);
    union.getPrefixMapping().setNsPrefixes(prefixes);
    Graph retracted = new GraphMemFast();
    Map<Node, Graph> named = new HashMap<>();
    for (Quad quad : quads) {
      (quad.getGraph().equals(Ibid.RETRACTED_GRAPH)
              ? retracted
              : named.computeIfAbsent(quad.getGraph(), name -> new GraphMemFast()))
          .add(quad.asTriple());
    }
    Graph derived = new GraphMemFast();
    for (Quad quad : derivation.deriveAnew(union.find(), Graph.emptyGraph).added()) {
      derived.add(quad.asTriple());
    }
    derived.find().forEachRemaining((Triple triple) -> union.add(triple));
    if (!derived.isEmpty()) {
      named.put(Ibid.DERIVED_GRAPH, derived);
    }
    DatasetGraph dataset = new Past(new GraphReadOnly(union), new GraphReadOnly(retracted));
    named.forEach((name, graph) -> dataset.addGraph(name, new GraphReadOnly(graph)));
    return new ReadOnlyDataset(dataset);
  }

  /** Graphs in memory, and that of retracted triples, which is never listed. */
  private static final class Past extends DatasetGraphMapLink {
    private final Graph retracted;

    Past(Graph union, Graph retracted) {
      super(union);
      this.retracted = retracted;
    }

    @Override
    public Graph getGraph(Node name) {
      return Ibid.RETRACTED_GRAPH.equals(name) ? retracted : super.getGraph(name);
    }

    @Override
    public boolean containsGraph(Node name) {
      return Ibid.RETRACTED_GRAPH.equals(name) ? !retracted.isEmpty() : super.containsGraph(name);
    }
  }
}
