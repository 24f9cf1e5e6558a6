package org.ibid.federation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpAsQuery;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.table.TableData;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.Rename;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.iterator.QueryIter1;

/**
 * Joins rows with what a service knows, many rows with one request.
 *
 * <p>The rows' values of the variables that the service's pattern speaks of are sent along as
 * {@code VALUES}. Blank nodes mean nothing elsewhere and are not sent.
 */
final class ServiceJoin extends QueryIter1 {

  private static final int BATCH = 100;

  private final OpService operation;
  private final Function<Node, Service> services;
  private final Endpoints endpoints;

  /** The pattern as its author wrote it, without the renaming that scopes need. */
  private final Op pattern;

  /** What the variables of the pattern are called in the rows. */
  private final Map<Var, Var> names = new LinkedHashMap<>();

  private Iterator<Binding> ready = List.<Binding>of().iterator();

  ServiceJoin(
      OpService operation,
      QueryIterator input,
      ExecutionContext execution,
      Function<Node, Service> services,
      Endpoints endpoints) {
    super(input, execution);
    this.operation = operation;
    this.services = services;
    this.endpoints = endpoints;
    this.pattern = Rename.reverseVarRename(operation.getSubOp(), true);
    Set<Var> plain = OpVars.visibleVars(pattern);
    for (Var var : OpVars.visibleVars(operation.getSubOp())) {
      Var original = Var.alloc(var.getName().substring(var.getName().lastIndexOf('/') + 1));
      if (plain.contains(original)) {
        names.put(original, var);
      }
    }
  }

  @Override
  protected boolean hasNextBinding() {
    while (!ready.hasNext() && getInput().hasNext()) {
      List<Binding> batch = new ArrayList<>();
      while (batch.size() < BATCH && getInput().hasNext()) {
        batch.add(getInput().next());
      }
      ready = join(batch).iterator();
    }
    return ready.hasNext();
  }

  @Override
  protected Binding moveToNextBinding() {
    return ready.next();
  }

  private List<Binding> join(List<Binding> rows) {
    Map<Service, List<Binding>> byService = new LinkedHashMap<>();
    for (Binding row : rows) {
      Node iri = Var.lookup(row, operation.getService());
      byService.computeIfAbsent(services.apply(iri), service -> new ArrayList<>()).add(row);
    }
    List<Binding> joined = new ArrayList<>();
    byService.forEach((service, some) -> joined.addAll(join(service, some)));
    return joined;
  }

  /** Joins rows of one service; those with values for the same variables go along together. */
  private List<Binding> join(Service service, List<Binding> rows) {
    Map<List<Var>, Map<Binding, List<Binding>>> requests = new LinkedHashMap<>();
    for (Binding row : rows) {
      List<Var> sent = sentAlong(row);
      requests
          .computeIfAbsent(sent, variables -> new LinkedHashMap<>())
          .computeIfAbsent(values(row, sent), values -> new ArrayList<>())
          .add(row);
    }
    List<Binding> joined = new ArrayList<>();
    requests.forEach((sent, byValues) -> joined.addAll(join(service, sent, byValues)));
    return joined;
  }

  /**
   * Joins rows by one request.
   *
   * @param byValues the rows, by their values of the variables that are sent along
   */
  private List<Binding> join(
      Service service, List<Var> sent, Map<Binding, List<Binding>> byValues) {
    List<Binding> joined = new ArrayList<>();
    try {
      Query query = query(sent, byValues.keySet());
      for (Binding answer : endpoints.rows(service, query, getExecContext())) {
        for (Binding row : byValues.getOrDefault(values(answer, sent), List.of())) {
          Binding both = Algebra.merge(row, renamed(answer));
          if (both != null) {
            joined.add(both);
          }
        }
      }
      return joined;
    } catch (ServiceFailure e) {
      if (operation.getSilent()) {
        return byValues.values().stream().flatMap(List::stream).toList();
      }
      throw e;
    }
  }

  /** Those of the pattern's variables, under their names there, for which the row has values. */
  private List<Var> sentAlong(Binding row) {
    return names.entrySet().stream()
        .filter(name -> row.contains(name.getValue()) && !row.get(name.getValue()).isBlank())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A row's values of variables that have one name there and perhaps another here. */
  private Binding values(Binding row, List<Var> sent) {
    BindingBuilder values = Binding.builder();
    for (Var there : sent) {
      Node value = row.get(names.get(there));
      values.add(there, value == null ? row.get(there) : value);
    }
    return values.build();
  }

  private Binding renamed(Binding answer) {
    BindingBuilder local = Binding.builder();
    answer.forEach((there, value) -> local.add(names.getOrDefault(there, there), value));
    return local.build();
  }

  private Query query(List<Var> sent, Set<Binding> values) {
    Op asked =
        sent.isEmpty()
            ? pattern
            : OpJoin.create(OpTable.create(new TableData(sent, List.copyOf(values))), pattern);
    return OpAsQuery.asQuery(asked);
  }

  @Override
  protected void requestSubCancel() {
    // A request that is under way ends by its own limit of time.
  }

  @Override
  protected void closeSubIterator() {
    // Nothing is open.
  }
}
