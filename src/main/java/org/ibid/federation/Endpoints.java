package org.ibid.federation;

import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;

/** Asks a service. */
interface Endpoints {

  /**
   * All rows of the answer to a SELECT query.
   *
   * @throws ServiceFailure if there is no whole answer
   */
  List<Binding> rows(Service service, Query query, ExecutionContext execution);
}
