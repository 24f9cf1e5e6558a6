package org.ibid.publish;

import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Gives the RDF that a document holds, and writes it with the prefixes that it needs. */
public final class Documents {

  private final View view;
  private final DatasetGraph dataset;
  private final Graph derived;

  public Documents(View view) {
    this.view = view;
    this.dataset = view.dataset();
    this.derived = Triples.graph(view, Ibid.DERIVED_GRAPH);
  }

  /**
   * The document about a resource: its closure, which is what is said of it and of its parts,
   * without what is derived; but all of what is itself derived.
   */
  public RdfDocument about(String iri) {
    Node owner = NodeFactory.createURI(iri);
    Set<Quad> closure = view.closure(owner);
    Collection<Quad> quads =
        closure.isEmpty()
            ? derived
                .find(owner, Node.ANY, Node.ANY)
                .mapWith(triple -> Quad.create(Ibid.DERIVED_GRAPH, triple))
                .toList()
            : closure;
    return new RdfDocument(
        iri, Closures.tag(quads.stream().map(Quad::asTriple).toList()), () -> quads);
  }

  /** The graph of that name, if there is one. */
  public Optional<Graph> named(String iri) {
    Node name = NodeFactory.createURI(iri);
    return dataset.containsGraph(name) ? Optional.of(dataset.getGraph(name)) : Optional.empty();
  }

  /** Writes triples with those of the prefixes that they need. */
  public static void write(
      Graph graph, PrefixMapping prefixes, AnswerFormat format, OutputStream out) {
    Graph written = GraphFactory.createDefaultGraph();
    graph.find().forEachRemaining(written::add);
    written.getPrefixMapping().setNsPrefixes(needed(written, prefixes));
    RDFWriter.source(written).format(format.triples()).output(out);
  }

  /** The known prefixes that stand for a beginning of one of the graph's IRIs. */
  private static Map<String, String> needed(Graph graph, PrefixMapping prefixes) {
    Set<String> namespaces = new HashSet<>();
    graph
        .find()
        .forEachRemaining(
            triple -> {
              addNamespace(triple.getSubject(), namespaces);
              if (!triple.getPredicate().equals(Terms.TYPE)) {
                addNamespace(triple.getPredicate(), namespaces);
              }
              addNamespace(triple.getObject(), namespaces);
            });
    Map<String, String> needed = new TreeMap<>(prefixes.getNsPrefixMap());
    needed.values().removeIf(namespace -> !namespaces.contains(namespace));
    return needed;
  }

  private static void addNamespace(Node node, Set<String> namespaces) {
    String iri = "";
    if (node.isURI()) {
      iri = node.getURI();
    } else if (node.isLiteral() && node.getLiteralLanguage().isEmpty()) {
      iri = node.getLiteralDatatypeURI();
    }
    if (!iri.isEmpty()) {
      namespaces.add(iri.substring(0, iri.length() - Iris.localName(iri).length()));
    }
  }
}
