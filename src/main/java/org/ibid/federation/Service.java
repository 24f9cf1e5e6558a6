package org.ibid.federation;

import java.net.URI;
import org.apache.jena.graph.Node;

/**
 * Describes a SPARQL endpoint to which queries may go.
 *
 * @param iri what queries call it: {@code SERVICE <iri>}
 * @param label what people call it
 * @param address where requests to it are sent
 * @param slice the graph here that holds a part of what it knows, or null
 */
public record Service(Node iri, String label, URI address, Node slice) {

  /** The same, with requests sent elsewhere. */
  public Service at(URI other) {
    return new Service(iri, label, other, slice);
  }
}
