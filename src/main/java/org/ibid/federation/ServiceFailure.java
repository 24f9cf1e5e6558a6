package org.ibid.federation;

import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;

/** Says which endpoint failed to answer, and how. */
public final class ServiceFailure extends QueryExceptionHTTP {

  private static final long serialVersionUID = 1L;

  ServiceFailure(Service service, String problem, Throwable cause) {
    super(502, service.label() + " <" + service.iri().getURI() + "> " + problem, cause);
  }
}
