package org.ibid.publish;

import java.util.Map;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Ibid;

/** Describes the SPARQL endpoint in the terms of W3C's SPARQL 1.1 Service Description. */
final class ServiceDescription {

  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final String VOID = "http://rdfs.org/ns/void#";
  private static final String FORMATS = "http://www.w3.org/ns/formats/";
  private static final String ENTAILMENT = "http://www.w3.org/ns/entailment/";

  private static final Node LICENCE = iri("http://purl.org/dc/terms/license");

  private static final Set<String> RESULT_FORMATS =
      Set.of(
          "SPARQL_Results_JSON",
          "SPARQL_Results_XML",
          "SPARQL_Results_CSV",
          "SPARQL_Results_TSV",
          "Turtle",
          "N-Triples",
          "RDF_XML",
          "JSON-LD");

  private ServiceDescription() {}

  /**
   * The description of the endpoint.
   *
   * @param all what its default graph holds
   * @param named what each named graph holds
   * @param services the addresses to which SERVICE may go
   * @param functions the functions that it knows besides those of SPARQL
   */
  static Graph of(
      Links links,
      Statistics all,
      Map<Node, Statistics> named,
      Set<String> services,
      Set<String> functions) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node service = iri(links.absolute("sparql"));
    graph.add(service, Terms.TYPE, sd("Service"));
    graph.add(service, sd("endpoint"), service);
    graph.add(service, LICENCE, DatasetDescription.LICENCE);
    graph.add(service, sd("supportedLanguage"), sd("SPARQL11Query"));
    graph.add(service, sd("feature"), sd("UnionDefaultGraph"));
    if (!services.isEmpty()) {
      graph.add(service, sd("feature"), sd("BasicFederatedQuery"));
    }
    graph.add(service, sd("defaultEntailmentRegime"), iri(ENTAILMENT + "Simple"));
    RESULT_FORMATS.forEach(format -> graph.add(service, sd("resultFormat"), iri(FORMATS + format)));
    for (String function : functions) {
      graph.add(service, sd("extensionFunction"), iri(function));
      graph.add(iri(function), Terms.TYPE, sd("Function"));
    }
    Node dataset = iri(Ibid.BASE);
    graph.add(service, sd("defaultDataset"), dataset);
    graph.add(service, sd("availableGraphs"), dataset);
    graph.add(dataset, LICENCE, DatasetDescription.LICENCE);
    graph.add(dataset, Terms.TYPE, sd("Dataset"));
    graph.add(dataset, Terms.TYPE, sd("GraphCollection"));
    Node union = NodeFactory.createBlankNode();
    graph.add(dataset, sd("defaultGraph"), union);
    describe(graph, union, all);
    named.forEach(
        (name, statistics) -> {
          Node entry = NodeFactory.createBlankNode();
          graph.add(dataset, sd("namedGraph"), entry);
          graph.add(entry, Terms.TYPE, sd("NamedGraph"));
          graph.add(entry, sd("name"), name);
          Node content = NodeFactory.createBlankNode();
          graph.add(entry, sd("graph"), content);
          describe(graph, content, statistics);
        });
    return graph;
  }

  private static void describe(Graph graph, Node content, Statistics statistics) {
    graph.add(content, Terms.TYPE, sd("Graph"));
    graph.add(content, Terms.TYPE, iri(VOID + "Dataset"));
    graph.add(content, iri(VOID + "triples"), number(statistics.triples()));
    graph.add(content, iri(VOID + "distinctSubjects"), number(statistics.subjects()));
    graph.add(content, iri(VOID + "distinctObjects"), number(statistics.objects()));
    graph.add(content, iri(VOID + "properties"), number(statistics.properties()));
    graph.add(content, iri(VOID + "classes"), number(statistics.classes()));
  }

  private static Node sd(String name) {
    return iri(SD + name);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }
}
