package org.ibid.federation;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;

/** Asks the slice of a service that is one of the graphs here. */
final class LocalSlices implements Endpoints {

  @Override
  public List<Binding> rows(Service service, Query query, ExecutionContext execution) {
    if (service.slice() == null || !execution.getDataset().containsGraph(service.slice())) {
      throw new ServiceFailure(
          service, "is not asked: there is no network, and no slice of it", null);
    }
    List<Binding> rows = new ArrayList<>();
    try (QueryExec slice =
        QueryExec.graph(execution.getDataset().getGraph(service.slice())).query(query).build()) {
      slice.select().forEachRemaining(rows::add);
    }
    return rows;
  }
}
