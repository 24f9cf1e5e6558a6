package org.ibid.publish;

import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.View;

/** Describes the SPARQL endpoint in the terms of W3C's SPARQL 1.1 Service Description. */
final class ServiceDescription {

  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final String FORMATS = "http://www.w3.org/ns/formats/";

  private ServiceDescription() {}

  static Graph of(View view, Links links, Set<String> services) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node service = NodeFactory.createURI(links.absolute("sparql"));
    graph.add(service, Terms.TYPE, sd("Service"));
    graph.add(service, sd("endpoint"), service);
    graph.add(service, sd("supportedLanguage"), sd("SPARQL11Query"));
    graph.add(service, sd("feature"), sd("UnionDefaultGraph"));
    if (!services.isEmpty()) {
      graph.add(service, sd("feature"), sd("BasicFederatedQuery"));
    }
    for (String format :
        new String[] {
          "SPARQL_Results_JSON",
          "SPARQL_Results_XML",
          "SPARQL_Results_CSV",
          "SPARQL_Results_TSV",
          "Turtle",
          "N-Triples",
          "RDF_XML",
          "JSON-LD"
        }) {
      graph.add(service, sd("resultFormat"), NodeFactory.createURI(FORMATS + format));
    }
    Node dataset = NodeFactory.createBlankNode();
    graph.add(service, sd("defaultDataset"), dataset);
    graph.add(dataset, Terms.TYPE, sd("Dataset"));
    Node all = NodeFactory.createBlankNode();
    graph.add(dataset, sd("defaultGraph"), all);
    graph.add(all, Terms.TYPE, sd("Graph"));
    view.dataset()
        .listGraphNodes()
        .forEachRemaining(
            name -> {
              Node named = NodeFactory.createBlankNode();
              graph.add(dataset, sd("namedGraph"), named);
              graph.add(named, Terms.TYPE, sd("NamedGraph"));
              graph.add(named, sd("name"), name);
            });
    return graph;
  }

  private static Node sd(String name) {
    return NodeFactory.createURI(SD + name);
  }
}
