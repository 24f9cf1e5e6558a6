package org.ibid.federation;

import java.time.Duration;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.service.ServiceExecutorRegistry;
import org.apache.jena.sparql.util.Context;

/**
 * Answers {@code SERVICE}: it goes to listed endpoints only, takes many rows along in one request,
 * remembers answers for a while, and names the endpoint that fails.
 */
public final class Federation {

  private final Services services;
  private final Endpoints endpoints;

  private Federation(Services services, Endpoints endpoints) {
    this.services = services;
    this.endpoints = endpoints;
  }

  /**
   * Goes to the services over the network.
   *
   * @param timeout how long one request may take
   */
  public static Federation over(Services services, Duration timeout) {
    return new Federation(services, new RemoteEndpoints(timeout));
  }

  /** Goes nowhere: takes the slice of a service that is here for the whole. */
  public static Federation offline(Services services) {
    return new Federation(services, new LocalSlices());
  }

  public Services services() {
    return services;
  }

  /** The context for queries over a dataset: its own, with this for SERVICE. */
  public Context contextFor(DatasetGraph dataset) {
    Context context = ARQ.getContext().copy();
    context.putAll(dataset.getContext());
    installIn(context);
    return context;
  }

  /** Makes the queries that run with a context use this. */
  public void installIn(Context context) {
    ServiceExecutorRegistry registry = new ServiceExecutorRegistry();
    registry.addBulkLink(
        (operation, input, execution, next) -> answer(operation, input, execution));
    ServiceExecutorRegistry.set(context, registry);
  }

  private QueryIterator answer(
      OpService operation, QueryIterator input, ExecutionContext execution) {
    if (operation.getService().isURI()) {
      service(operation.getService());
    }
    return new ServiceJoin(operation, input, execution, this::service, endpoints);
  }

  /**
   * The service of that name.
   *
   * @throws QueryDeniedException if it is not listed; SILENT does not hide that
   */
  private Service service(Node iri) {
    return services
        .find(iri)
        .orElseThrow(
            () ->
                new QueryDeniedException(
                    "SERVICE may not go to "
                        + (iri.isURI() ? "<" + iri.getURI() + ">" : iri)
                        + (services.all().isEmpty()
                            ? "; this server goes to no other endpoint"
                            : "; it may go to: " + String.join(", ", names()))));
  }

  private List<String> names() {
    return services.iris().stream().map(iri -> "<" + iri.getURI() + ">").toList();
  }
}
