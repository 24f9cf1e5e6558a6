package org.ibid.publish;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.DataFile;
import org.ibid.graph.PredicateOrder;

/**
 * Writes documents in every form of RDF, always in the same order: what has no blank nodes is
 * written in the canonical Turtle of data files.
 */
public final class DocumentWriter {

  private final PrefixMapping prefixes;
  private final PredicateOrder order;
  private final Supplier<JsonContext> context;
  private final String contextAddress;

  /**
   * A writer.
   *
   * @param context the JSON-LD context, made when it is first needed
   * @param contextAddress where the context can be had
   */
  DocumentWriter(
      PrefixMapping prefixes,
      PredicateOrder order,
      Supplier<JsonContext> context,
      String contextAddress) {
    this.prefixes = prefixes;
    this.order = order;
    this.context = context;
    this.contextAddress = contextAddress;
  }

  /** The document in a form of RDF, in UTF-8. */
  public byte[] write(RdfDocument document, DocumentForm form) {
    List<Quad> quads = document.ordered();
    return switch (form) {
      case TURTLE -> turtle(document.iri(), quads);
      case NTRIPLES -> lines(quads, false);
      case NQUADS -> lines(quads, true);
      case JSONLD -> bytes(JsonLdWriter.write(triples(quads), context.get(), contextAddress));
      case TRIG -> trig(quads);
      case RDFXML -> riot(graph(quads, true), RDFFormat.RDFXML_PLAIN);
      case HTML -> throw new IllegalArgumentException("a page is not RDF");
    };
  }

  /** What the document is about comes first, and its parts after it. */
  private byte[] turtle(String iri, List<Quad> quads) {
    boolean nameless =
        quads.stream()
            .anyMatch(
                quad ->
                    quad.getSubject().isBlank()
                        || quad.getObject().isBlank()
                        || quad.getObject().isTripleTerm());
    if (nameless) {
      return riot(graph(quads, false), RDFFormat.TURTLE_PRETTY);
    }
    DataFile file = new DataFile();
    prefixes.getNsPrefixMap().forEach(file::prefix);
    triples(quads).stream()
        .sorted(Comparator.comparing(triple -> !triple.getSubject().toString().equals(iri)))
        .forEach(t -> file.add(t.getSubject(), t.getPredicate(), t.getObject()));
    return bytes(file.toTurtle(order));
  }

  private static byte[] lines(List<Quad> quads, boolean graphs) {
    StringBuilder out = new StringBuilder();
    Set<Triple> seen = new HashSet<>();
    for (Quad quad : quads) {
      if (graphs || seen.add(quad.asTriple())) {
        out.append(NodeFmtLib.strNT(quad.getSubject()))
            .append(' ')
            .append(NodeFmtLib.strNT(quad.getPredicate()))
            .append(' ')
            .append(NodeFmtLib.strNT(quad.getObject()));
        if (graphs && quad.getGraph() != null && !quad.isDefaultGraph()) {
          out.append(' ').append(NodeFmtLib.strNT(quad.getGraph()));
        }
        out.append(" .\n");
      }
    }
    return bytes(out.toString());
  }

  private byte[] trig(List<Quad> quads) {
    DatasetGraph dataset = DatasetGraphFactory.createGeneral();
    Map<Node, Graph> graphs = new LinkedHashMap<>();
    for (Quad quad : quads) {
      graphs
          .computeIfAbsent(
              quad.getGraph() == null ? Quad.defaultGraphIRI : quad.getGraph(),
              name -> new OrderedGraph())
          .add(quad.asTriple());
    }
    graphs.forEach(
        (name, graph) -> {
          if (Quad.isDefaultGraph(name)) {
            graph.find().forEachRemaining(dataset.getDefaultGraph()::add);
          } else {
            dataset.addGraph(name, graph);
          }
        });
    needed(triples(quads), false).forEach(dataset.prefixes()::add);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RDFWriter.source(dataset).format(RDFFormat.TRIG_PRETTY).output(out);
    return out.toByteArray();
  }

  private static byte[] riot(Graph graph, RDFFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RDFWriter.source(graph).format(format).output(out);
    return out.toByteArray();
  }

  private Graph graph(List<Quad> quads, boolean qualified) {
    List<Triple> triples = triples(quads);
    OrderedGraph graph = new OrderedGraph();
    triples.forEach(graph::add);
    graph.getPrefixMapping().setNsPrefixes(needed(triples, qualified));
    return graph;
  }

  private static List<Triple> triples(List<Quad> quads) {
    return quads.stream().map(Quad::asTriple).distinct().toList();
  }

  /** The known prefixes that stand for a beginning of one of the IRIs, or of the predicates. */
  private Map<String, String> needed(List<Triple> triples, boolean predicatesOnly) {
    Set<String> namespaces = new HashSet<>();
    for (Triple triple : triples) {
      add(triple.getPredicate(), namespaces);
      if (!predicatesOnly) {
        add(triple.getSubject(), namespaces);
        add(triple.getObject(), namespaces);
      }
    }
    Map<String, String> needed = new TreeMap<>(prefixes.getNsPrefixMap());
    needed.values().removeIf(namespace -> !namespaces.contains(namespace));
    return needed;
  }

  private static void add(Node node, Set<String> namespaces) {
    String iri = "";
    if (node.isURI()) {
      iri = node.getURI();
    } else if (node.isLiteral() && node.getLiteralLanguage().isEmpty()) {
      iri = node.getLiteralDatatypeURI();
    }
    namespaces.add(iri.substring(0, iri.length() - Iris.localName(iri).length()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
