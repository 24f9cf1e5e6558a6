package org.ibid.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.ibid.federation.Federation;
import org.ibid.federation.Service;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;

/**
 * Prepares queries of strangers so that they can do no harm: they end in time, see the graphs of
 * the store and nothing else, go to listed services only, and load no code.
 */
final class GuardedQueries {

  private final Duration timeout;
  private final Federation federation;
  private final QueryLimits limits;
  private final Context context;

  GuardedQueries(Duration timeout, Federation federation, QueryLimits limits) {
    this.timeout = timeout;
    this.limits = limits;
    this.federation = federation;
    this.context = ARQ.getContext().copy();
    // Predicates keep their meaning: none calls a function by stealth.
    context.set(ARQ.propertyFunctions, false);
    FunctionRegistry.set(context, new KnownFunctions(FunctionRegistry.get()));
    federation.installIn(context);
  }

  /** How long a query may run. */
  Duration timeout() {
    return timeout;
  }

  /** How many queries are worked at at once. */
  QueryLimits limits() {
    return limits;
  }

  /** The addresses to which SERVICE may go. */
  Set<String> services() {
    return federation.services().iris().stream()
        .map(Node::getURI)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The graphs here that hold a part of what a service knows, by what queries call the service. */
  Map<String, Node> slices() {
    Map<String, Node> slices = new TreeMap<>();
    for (Service service : federation.services().all()) {
      if (service.slice() != null) {
        slices.put(service.iri().getURI(), service.slice());
      }
    }
    return slices;
  }

  /** The functions that queries can call besides those of SPARQL itself. */
  Set<String> functions() {
    Set<String> functions = new TreeSet<>();
    FunctionRegistry.get().keys().forEachRemaining(functions::add);
    functions.removeIf(function -> !function.startsWith(ARQConstants.ARQFunctionLibraryURI));
    return functions;
  }

  /** The query, in which the usual prefixes need not be declared. */
  static Query parse(String text, View view) {
    try {
      return Sparql.parse(text, "query", view.prefixes());
    } catch (BadInputException e) {
      throw Refusal.mistake(ProblemType.QUERY_SYNTAX, text, e);
    }
  }

  /** The query, ready to be run over the whole store and the graphs that it names itself. */
  QueryExec prepare(Query query, Publication now) {
    return prepare(query, now, List.of(), List.of(), timeout);
  }

  /**
   * The query, ready to be run.
   *
   * @param defaultGraphs the graphs that the request puts in place of the query's FROM
   * @param namedGraphs the graphs that the request puts in place of the query's FROM NAMED
   * @param wish how long the client wants to wait at most; it cannot have more than is allowed
   */
  QueryExec prepare(
      Query query,
      Publication now,
      List<String> defaultGraphs,
      List<String> namedGraphs,
      Duration wish) {
    DatasetDescription described =
        defaultGraphs.isEmpty() && namedGraphs.isEmpty()
            ? query.getDatasetDescription()
            : DatasetDescription.create(defaultGraphs, namedGraphs);
    DatasetGraph whole = now.descriptions().seenBy(query, graphs(described));
    DatasetGraph dataset = whole;
    Query run = query;
    if (described != null) {
      checkGraphs(described, whole);
      dataset = DynamicDatasets.dynamicDataset(described, whole, false);
      run = query.cloneQuery();
      run.getGraphURIs().clear();
      run.getNamedGraphURIs().clear();
    }
    Duration limit = wish.compareTo(timeout) < 0 ? wish : timeout;
    // How the dataset wants to be queried, and on top of it what guards it.
    Context guarded = whole.getContext().copy();
    guarded.putAll(context);
    return QueryExec.dataset(dataset)
        .query(run)
        .context(guarded)
        .overallTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  /** Nothing is fetched: a graph that is not in the store is refused rather than taken as empty. */
  private static void checkGraphs(DatasetDescription described, DatasetGraph dataset) {
    graphs(described).stream()
        .map(NodeFactory::createURI)
        .filter(graph -> !isGraphOf(graph, dataset))
        .findFirst()
        .ifPresent(
            graph -> {
              throw new Refusal(
                  400,
                  "There is no graph <"
                      + graph.getURI()
                      + "> here, and none is fetched. The graphs are: "
                      + String.join(", ", graphs(dataset)));
            });
  }

  private static List<String> graphs(DatasetDescription described) {
    return described == null
        ? List.of()
        : Stream.of(described.getDefaultGraphURIs(), described.getNamedGraphURIs())
            .flatMap(List::stream)
            .toList();
  }

  private static boolean isGraphOf(Node graph, DatasetGraph dataset) {
    return graph.equals(Quad.unionGraph)
        || graph.equals(Quad.defaultGraphIRI)
        || dataset.containsGraph(graph);
  }

  private static List<String> graphs(DatasetGraph dataset) {
    Set<String> names = new TreeSet<>();
    dataset.listGraphNodes().forEachRemaining(graph -> names.add("<" + graph.getURI() + ">"));
    return new ArrayList<>(names);
  }

  /** Knows the standard functions, and none that is loaded as a class by its name. */
  private static final class KnownFunctions extends FunctionRegistry {
    private final FunctionRegistry standard;

    KnownFunctions(FunctionRegistry standard) {
      this.standard = standard;
    }

    @Override
    public FunctionFactory getFunctionFactory(String iri) {
      return standard.isRegistered(iri) ? standard.getFunctionFactory(iri) : null;
    }

    @Override
    public boolean isRegistered(String iri) {
      return standard.isRegistered(iri);
    }
  }
}
