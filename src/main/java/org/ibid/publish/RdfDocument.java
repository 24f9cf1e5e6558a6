package org.ibid.publish;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/**
 * What a document about an IRI says, before it is written in one form or another.
 *
 * @param iri what it is about
 * @param tag names exactly what it says
 * @param quads what it says, in no order
 */
public record RdfDocument(String iri, String tag, Supplier<Collection<Quad>> quads) {

  /** A document that says what a graph holds. */
  public static RdfDocument of(String iri, String tag, Node name, Supplier<Graph> graph) {
    return new RdfDocument(
        iri,
        tag,
        () -> graph.get().find().mapWith((Triple triple) -> Quad.create(name, triple)).toList());
  }

  /** What it says, in an order that depends on this alone. */
  List<Quad> ordered() {
    return StableOrder.of(quads.get());
  }
}
