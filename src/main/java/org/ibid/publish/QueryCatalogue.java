package org.ibid.publish;

import java.util.Collection;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Ibid;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;

/**
 * Describes the questions as SHACL's SPARQL executables, in the way that the SIB's catalogues of
 * examples do, so that tools which read those find ours.
 */
final class QueryCatalogue {

  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final String SCHEMA = "https://schema.org/";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  /** The namespaces of its predicates and classes. */
  static final Set<String> NAMESPACES =
      Set.of(
          SH,
          SCHEMA,
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "http://www.w3.org/2000/01/rdf-schema#",
          "http://www.w3.org/2002/07/owl#",
          "http://purl.org/dc/terms/");

  private static final Node CATALOGUE = iri(Ibid.BASE + "queries");

  private final Graph graph = GraphFactory.createDefaultGraph();

  private QueryCatalogue() {}

  /** The IRI of a question. */
  static String iri(Question question) {
    return Ibid.BASE + "queries/" + question.id();
  }

  /** Some questions, with the prefixes that they may use without declaring them. */
  static Graph of(Collection<Question> questions, PrefixMapping prefixes) {
    QueryCatalogue catalogue = new QueryCatalogue();
    catalogue.prefixes(prefixes);
    questions.forEach(catalogue::question);
    return catalogue.graph;
  }

  private void prefixes(PrefixMapping prefixes) {
    graph.add(CATALOGUE, Terms.TYPE, iri("http://www.w3.org/2002/07/owl#Ontology"));
    graph.add(CATALOGUE, Terms.LABEL, text("Questions to the graph"));
    prefixes
        .getNsPrefixMap()
        .forEach(
            (prefix, namespace) -> {
              Node declaration = NodeFactory.createBlankNode();
              graph.add(CATALOGUE, sh("declare"), declaration);
              graph.add(declaration, sh("prefix"), NodeFactory.createLiteralString(prefix));
              graph.add(
                  declaration,
                  sh("namespace"),
                  NodeFactory.createLiteralDT(namespace, XSDDatatype.XSDanyURI));
            });
  }

  private void question(Question question) {
    Node node = iri(iri(question));
    graph.add(node, Terms.TYPE, sh("SPARQLExecutable"));
    graph.add(node, Terms.TYPE, sh("SPARQLSelectExecutable"));
    graph.add(node, Terms.LABEL, text(question.title()));
    graph.add(node, iri("http://www.w3.org/2000/01/rdf-schema#comment"), text(question.title()));
    if (!question.description().isEmpty()) {
      graph.add(node, Terms.DESCRIPTION, text(question.description()));
    }
    graph.add(node, Terms.PART_OF, CATALOGUE);
    graph.add(node, sh("prefixes"), CATALOGUE);
    graph.add(node, sh("select"), NodeFactory.createLiteralString(question.query()));
    for (String keyword : question.keywords()) {
      graph.add(node, iri(SCHEMA + "keywords"), NodeFactory.createLiteralString(keyword));
    }
    graph.add(node, iri(SCHEMA + "target"), iri(Ibid.BASE + "sparql"));
    question.parameters().forEach(parameter -> parameter(node, parameter));
  }

  private void parameter(Node question, Parameter parameter) {
    Node node = NodeFactory.createBlankNode();
    graph.add(question, sh("parameter"), node);
    graph.add(node, sh("name"), NodeFactory.createLiteralString(parameter.name()));
    graph.add(node, sh("description"), text(parameter.description()));
    if (parameter.type().equals("iri")) {
      graph.add(node, sh("nodeKind"), sh("IRI"));
    } else {
      graph.add(node, sh("datatype"), iri(XSD + parameter.type()));
    }
  }

  private static Node sh(String name) {
    return iri(SH + name);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private static Node text(String text) {
    return NodeFactory.createLiteralLang(text, "en");
  }
}
