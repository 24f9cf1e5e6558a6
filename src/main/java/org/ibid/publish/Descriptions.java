package org.ibid.publish;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NiceIterator;
import org.ibid.graph.Ibid;
import org.ibid.graph.Lazy;
import org.ibid.graph.Questions;
import org.ibid.graph.View;

/**
 * Holds what describes a state of the graph, the catalogue of questions and VoID, and shows it to
 * queries as the named graphs {@code graph/queries} and {@code graph/void}.
 *
 * <p>They are made from the state and are no part of it: never validated, never logged, and not in
 * the default graph, so that what is counted there is the data. Each is made when it is first
 * looked into.
 */
public final class Descriptions {

  /** The graph of the catalogue of questions. */
  static final Node QUERIES = NodeFactory.createURI(Ibid.GRAPH + "queries");

  /** The graph of the dataset's description. */
  static final Node VOID = NodeFactory.createURI(Ibid.GRAPH + "void");

  private final View view;
  private final Lazy<Graph> catalogue;
  private final Lazy<Graph> dataset;
  private final Map<Node, Graph> graphs = new LinkedHashMap<>();

  /**
   * The descriptions of a view.
   *
   * @param questions read when they are first asked for
   * @param recorded whether the changes that led to the state can be followed
   */
  public Descriptions(View view, Supplier<Questions> questions, Links links, boolean recorded) {
    this.view = view;
    this.catalogue = new Lazy<>(() -> QueryCatalogue.of(questions.get().all(), view.prefixes()));
    this.dataset = new Lazy<>(() -> DatasetDescription.of(view, links, recorded));
    graphs.put(QUERIES, new Unread(catalogue::get, QueryCatalogue.NAMESPACES));
    graphs.put(VOID, new Unread(dataset::get, DatasetDescription.NAMESPACES));
  }

  /** The catalogue of questions. */
  Graph catalogue() {
    return catalogue.get();
  }

  /** The description of the dataset as a whole. */
  Graph dataset() {
    return dataset.get();
  }

  /** The names of the graphs that describe. */
  Set<Node> names() {
    return graphs.keySet();
  }

  /**
   * What a query is to be run over: the graphs of the view, and with them those that describe it if
   * the query can see them. A query that cannot is run by the engine of the store, which knows only
   * its own graphs.
   *
   * @param named the graphs that the dataset of the query is to be made of, if it says so
   */
  public DatasetGraph seenBy(Query query, Collection<String> named) {
    boolean seen =
        named.stream().map(NodeFactory::createURI).anyMatch(graphs::containsKey) || looks(query);
    return seen ? new Described(view.dataset(), graphs) : view.dataset();
  }

  /** The same for a query that names its graphs itself. */
  public DatasetGraph seenBy(Query query) {
    return seenBy(
        query,
        query.hasDatasetDescription()
            ? List.of(query.getGraphURIs(), query.getNamedGraphURIs()).stream()
                .flatMap(List::stream)
                .toList()
            : List.of());
  }

  /** Whether a query looks into named graphs, and those that describe may be among them. */
  private boolean looks(Query query) {
    if (query.getQueryPattern() == null) {
      return false;
    }
    boolean[] found = new boolean[1];
    Walker.walk(
        Algebra.compile(query),
        new OpVisitorBase() {
          @Override
          public void visit(OpGraph graph) {
            found[0] |= graph.getNode().isVariable() || graphs.containsKey(graph.getNode());
          }
        },
        new ExprVisitorBase());
    return found[0];
  }

  /** The graphs of a dataset, and some more. */
  private static final class Described extends DatasetGraphMapLink {
    private final DatasetGraph data;

    Described(DatasetGraph data, Map<Node, Graph> more) {
      super(data.getDefaultGraph());
      this.data = data;
      data.listGraphNodes().forEachRemaining(name -> addGraph(name, data.getGraph(name)));
      more.forEach(this::addGraph);
    }

    /** Some graphs can be asked for by their names and are never listed. */
    @Override
    public Graph getGraph(Node name) {
      return super.containsGraph(name) ? super.getGraph(name) : data.getGraph(name);
    }

    @Override
    public boolean containsGraph(Node name) {
      return super.containsGraph(name) || data.containsGraph(name);
    }
  }

  /** A graph that is made when somebody asks for what it may hold. */
  private static final class Unread extends GraphBase {
    private final Supplier<Graph> source;
    private final Set<String> namespaces;

    /**
     * A graph that is not made yet.
     *
     * @param namespaces of its predicates and classes
     */
    Unread(Supplier<Graph> source, Set<String> namespaces) {
      this.source = source;
      this.namespaces = namespaces;
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
      boolean type = pattern.getPredicate().equals(Terms.TYPE);
      return mayHold(pattern.getPredicate()) && (!type || mayHold(pattern.getObject()))
          ? source.get().find(pattern)
          : NiceIterator.emptyIterator();
    }

    private boolean mayHold(Node term) {
      return !term.isURI() || namespaces.stream().anyMatch(term.getURI()::startsWith);
    }
  }
}
