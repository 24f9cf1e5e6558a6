package org.ibid.validate;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/** Adds to the results of a SHACL report how they may be mended, by the DASH vocabulary. */
final class DashReport {

  private static final Node SUGGESTION = dash("suggestion");
  private static final Node GRAPH_UPDATE = dash("GraphUpdate");
  private static final Node ADDED = dash("addedTriple");
  private static final Node DELETED = dash("deletedTriple");

  private DashReport() {}

  private static Node dash(String name) {
    return NodeFactory.createURI(Generators.DASH + name);
  }

  static Graph of(Report report) {
    Graph graph = GraphFactory.createDefaultGraph();
    report.shacl().find().forEachRemaining(graph::add);
    graph.getPrefixMapping().setNsPrefixes(report.prefixes());
    graph.getPrefixMapping().setNsPrefix("sh", SHACL.getURI());
    graph.getPrefixMapping().setNsPrefix("dash", Generators.DASH);
    for (Finding finding : report.findings()) {
      for (Triple result :
          report.shacl().find(Node.ANY, SHACL.focusNode, finding.resource()).toList()) {
        if (isOf(report.shacl(), result.getSubject(), finding)) {
          add(graph, result.getSubject(), finding.suggestions());
        }
      }
    }
    return graph;
  }

  private static boolean isOf(Graph shacl, Node result, Finding finding) {
    boolean sameValue =
        finding.values().size() != 1
            || !shacl.contains(result, SHACL.value, Node.ANY)
            || shacl.contains(result, SHACL.value, finding.values().get(0));
    return sameValue && shacl.contains(result, SHACL.sourceShape, finding.rule());
  }

  private static void add(Graph graph, Node result, List<Suggestion> suggestions) {
    int order = suggestions.size();
    for (Suggestion suggestion : suggestions) {
      order--;
      if (suggestion.added().isEmpty() && suggestion.deleted().isEmpty()) {
        continue;
      }
      Node update = NodeFactory.createBlankNode();
      graph.add(result, SUGGESTION, update);
      graph.add(update, RDF.Nodes.type, GRAPH_UPDATE);
      graph.add(update, SHACL.message, NodeFactory.createLiteralLang(suggestion.words(), "en"));
      // The higher, the more likely.
      graph.add(update, SHACL.order, NodeFactory.createLiteralByValue(order));
      suggestion.added().forEach(triple -> graph.add(update, ADDED, statement(graph, triple)));
      suggestion.deleted().forEach(triple -> graph.add(update, DELETED, statement(graph, triple)));
    }
  }

  private static Node statement(Graph graph, Triple triple) {
    Node statement = NodeFactory.createBlankNode();
    graph.add(statement, RDF.Nodes.type, RDF.Nodes.Statement);
    graph.add(statement, RDF.Nodes.subject, triple.getSubject());
    graph.add(statement, RDF.Nodes.predicate, triple.getPredicate());
    graph.add(statement, RDF.Nodes.object, triple.getObject());
    return statement;
  }
}
