package org.ibid.graph;

import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.Prefixes;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.graph.GraphReadOnly;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/**
 * Shows one state of a store's index as readers are to see it: the union of the named graphs as
 * default graph, retracted quads under a name that is never listed, nothing to write. Queries go
 * past it to TDB2's own engine.
 */
final class StoreDataset extends DatasetGraphWrapper {

  private static final Context QUERIES = queries();

  private final Supplier<DatasetGraph> index;
  private final PrefixMapping prefixes;

  /**
   * A view of an index.
   *
   * @param index gives TDB2's dataset to a thread that is within a transaction of the right state,
   *     and throws for any other
   */
  StoreDataset(Supplier<DatasetGraph> index, PrefixMapping prefixes) {
    super(null, QUERIES);
    this.index = index;
    this.prefixes = prefixes;
  }

  private static Context queries() {
    Context context = new Context();
    context.set(TDB2.symUnionDefaultGraph, true);
    QC.setFactory(context, StoreQueries::new);
    return context;
  }

  @Override
  protected DatasetGraph get() {
    return index.get();
  }

  @Override
  protected DatasetGraph getW() {
    throw new UnsupportedOperationException("the graph is read-only");
  }

  /** All that is asserted: without what is derived, and without what is retracted. */
  Graph asserted() {
    return new GraphReadOnly(new Asserted());
  }

  @Override
  public Graph getDefaultGraph() {
    return named(Quad.unionGraph);
  }

  @Override
  public Graph getUnionGraph() {
    return named(Quad.unionGraph);
  }

  @Override
  public Graph getGraph(Node name) {
    return named(name == null || Quad.isDefaultGraph(name) ? Quad.unionGraph : stored(name));
  }

  private Graph named(Node name) {
    return new GraphReadOnly(new Named(name));
  }

  @Override
  public boolean containsGraph(Node name) {
    Node stored = stored(name);
    return stored.equals(Quad.defaultGraphIRI)
        ? get().contains(stored, Node.ANY, Node.ANY, Node.ANY)
        : get().containsGraph(name);
  }

  @Override
  public Iterator<Quad> find() {
    return find(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public Iterator<Quad> find(Quad quad) {
    return find(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public Iterator<Quad> find(Node graph, Node subject, Node predicate, Node object) {
    if (graph == null || graph.equals(Node.ANY)) {
      return Iter.concat(
          find(Quad.defaultGraphIRI, subject, predicate, object),
          findNG(Node.ANY, subject, predicate, object));
    }
    Node label = Quad.isDefaultGraph(graph) ? Quad.defaultGraphIRI : graph;
    return Iter.map(
        getGraph(graph).find(subject, predicate, object), triple -> Quad.create(label, triple));
  }

  @Override
  public Iterator<Quad> findNG(Node graph, Node subject, Node predicate, Node object) {
    if (graph != null && graph.equals(Ibid.RETRACTED_GRAPH)) {
      return find(graph, subject, predicate, object);
    }
    return get().findNG(graph, subject, predicate, object);
  }

  @Override
  public boolean contains(Quad quad) {
    return contains(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public boolean contains(Node graph, Node subject, Node predicate, Node object) {
    boolean any = graph == null || graph.equals(Node.ANY);
    Node name = any ? Quad.defaultGraphIRI : graph;
    return getGraph(name).contains(subject, predicate, object);
  }

  @Override
  public PrefixMap prefixes() {
    return Prefixes.adapt(prefixes);
  }

  @Override
  public boolean isEmpty() {
    return getDefaultGraph().isEmpty();
  }

  @Override
  public void begin() {
    begin(TxnType.READ);
  }

  @Override
  public void begin(ReadWrite mode) {
    begin(TxnType.convert(mode));
  }

  /** The reading scope is the transaction; another cannot be begun within it. */
  @Override
  public void begin(TxnType type) {
    throw new UnsupportedOperationException(
        type == TxnType.WRITE
            ? "the graph is read-only"
            : "a reading scope is begun with ClaimGraph.read");
  }

  @Override
  public boolean promote() {
    return false;
  }

  @Override
  public boolean promote(Promote type) {
    return false;
  }

  @Override
  public void commit() {
    throw new UnsupportedOperationException("the graph is read-only");
  }

  @Override
  public void abort() {
    throw new UnsupportedOperationException("the graph is read-only");
  }

  @Override
  public void end() {
    // The scope ends by itself.
  }

  @Override
  public void close() {
    // It is the store that is closed.
  }

  private static Node stored(Node name) {
    return name.equals(Ibid.RETRACTED_GRAPH) ? Quad.defaultGraphIRI : name;
  }

  /** One graph of the index. */
  private final class Named extends GraphBase {
    private final Node name;

    Named(Node name) {
      this.name = name;
    }

    private Graph now() {
      return Quad.isUnionGraph(name) ? get().getUnionGraph() : get().getGraph(name);
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
      return now().find(pattern);
    }

    @Override
    protected boolean graphBaseContains(Triple triple) {
      return now().contains(triple);
    }

    @Override
    protected int graphBaseSize() {
      return now().size();
    }

    @Override
    protected PrefixMapping createPrefixMapping() {
      return prefixes;
    }
  }

  /** The union of the named graphs without that of the derived triples. */
  private final class Asserted extends GraphBase {

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
      Node subject = pattern.getSubject();
      Node predicate = pattern.getPredicate();
      Node object = pattern.getObject();
      DatasetGraph dataset = get();
      Iterator<Quad> found =
          Iter.filter(
              dataset.findNG(Node.ANY, subject, predicate, object),
              quad -> !quad.getGraph().equals(Ibid.DERIVED_GRAPH));
      Iterator<Triple> triples;
      if (subject.isConcrete() || predicate.isConcrete() || object.isConcrete()) {
        // TDB2 has an index for each of these that keeps quads of the same triple together.
        triples = Iter.distinctAdjacent(Iter.map(found, Quad::asTriple));
      } else {
        triples = Iter.map(Iter.filter(found, quad -> isFirst(quad, dataset)), Quad::asTriple);
      }
      return WrappedIterator.createNoRemove(triples);
    }

    /** Of several graphs that say the same one is the first. */
    private boolean isFirst(Quad quad, DatasetGraph dataset) {
      Iterator<Quad> same =
          dataset.findNG(Node.ANY, quad.getSubject(), quad.getPredicate(), quad.getObject());
      try {
        while (same.hasNext()) {
          Node graph = same.next().getGraph();
          if (!graph.equals(Ibid.DERIVED_GRAPH)) {
            return graph.equals(quad.getGraph());
          }
        }
        return true;
      } finally {
        Iter.close(same);
      }
    }

    @Override
    protected PrefixMapping createPrefixMapping() {
      return prefixes;
    }
  }
}
