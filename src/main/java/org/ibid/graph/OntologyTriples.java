package org.ibid.graph;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDFS;

/** Knows the triples that say what terms mean: shapes and rules may read such triples anywhere. */
public final class OntologyTriples {

  private OntologyTriples() {}

  /** Whether a change touches such a triple, so that it may have an effect on everything. */
  public static boolean touchedBy(Change change) {
    return change.removed().stream().anyMatch(OntologyTriples::isOne)
        || change.added().stream().anyMatch(OntologyTriples::isOne);
  }

  private static boolean isOne(Quad quad) {
    Node predicate = quad.getPredicate();
    return quad.getGraph().equals(Ibid.ONTOLOGY_GRAPH)
        || predicate.equals(RDFS.subClassOf.asNode())
        || predicate.equals(RDFS.subPropertyOf.asNode())
        || predicate.equals(RDFS.domain.asNode())
        || predicate.equals(RDFS.range.asNode())
        || isOwl(predicate)
        || (predicate.equals(NodeConst.nodeRDFType)
            && (isOwl(quad.getObject()) || isRdfs(quad.getObject())));
  }

  private static boolean isOwl(Node node) {
    return node.isURI() && node.getURI().startsWith(OWL2.getURI());
  }

  private static boolean isRdfs(Node node) {
    return node.isURI() && node.getURI().startsWith(RDFS.getURI());
  }
}
