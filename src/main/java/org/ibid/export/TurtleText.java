package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.jena.atlas.io.IndentedLineBuffer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.out.NodeFormatterTTL;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/** Writes Turtle and TriG in which everything has one place: the same content, the same bytes. */
final class TurtleText {

  private static final Node TYPE = RDF.type.asNode();

  /** IRIs come before literals, and a resource before its parts. */
  private static final Comparator<Node> ORDER =
      Comparator.comparing(Node::isLiteral).thenComparing(TurtleText::key);

  /** The type comes first, then the predicates in the order of their names. */
  private static final Comparator<Node> PREDICATES =
      Comparator.comparing((Node predicate) -> !predicate.equals(TYPE)).thenComparing(ORDER);

  private static String key(Node node) {
    return node.isURI() ? node.getURI() : NodeFmtLib.strNT(node);
  }

  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> known;
  private Map<String, String> declared = Map.of();

  /**
   * Begins a text.
   *
   * @param known the prefixes that may be used; those are declared that are
   */
  TurtleText(Map<String, String> known) {
    this.known = known;
  }

  /**
   * Writes graphs, each in its block, in their order; what stands in the default graph comes
   * without one.
   *
   * @param more prefixes for these graphs alone
   */
  TurtleText add(Collection<Quad> quads, Map<String, String> more) {
    Map<String, String> needed = new TreeMap<>();
    Map<String, String> all = new LinkedHashMap<>(known);
    all.putAll(more);
    Map<String, String> byNamespace = new LinkedHashMap<>();
    all.forEach((prefix, namespace) -> byNamespace.put(namespace, prefix));
    Consumer<Node> need =
        node -> {
          String iri = iri(node);
          int end = iri.length();
          while (end > 0 && isLocal(iri.charAt(end - 1))) {
            end--;
          }
          String namespace = iri.substring(0, end);
          if (byNamespace.containsKey(namespace)) {
            needed.put(byNamespace.get(namespace), namespace);
          }
          if (byNamespace.containsKey(iri)) {
            needed.put(byNamespace.get(iri), iri);
          }
        };
    Map<Node, List<Triple>> graphs = new LinkedHashMap<>();
    for (Quad quad : quads) {
      graphs.computeIfAbsent(quad.getGraph(), name -> new ArrayList<>()).add(quad.asTriple());
      need.accept(quad.getGraph());
      eachNode(quad.asTriple(), need);
    }
    declare(needed);
    PrefixMap prefixes = PrefixMapFactory.create(needed);
    NodeFormatterTTL format = new NodeFormatterTTL(null, prefixes);
    graphs.forEach((name, triples) -> graph(name, triples, format));
    return this;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }

  private static String iri(Node node) {
    if (node.isURI()) {
      return node.getURI();
    }
    return node.isLiteral() && node.getLiteralLanguage().isEmpty()
        ? node.getLiteralDatatypeURI()
        : "";
  }

  private static void eachNode(Triple triple, Consumer<Node> use) {
    for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
      if (node.isTripleTerm()) {
        eachNode(node.getTriple(), use);
      } else if (!node.equals(TYPE)) {
        use.accept(node);
      }
    }
  }

  private void declare(Map<String, String> needed) {
    boolean any = false;
    for (Map.Entry<String, String> prefix : needed.entrySet()) {
      if (!prefix.getValue().equals(declared.get(prefix.getKey()))) {
        out.append("@prefix ").append(prefix.getKey()).append(": <");
        out.append(prefix.getValue()).append("> .\n");
        any = true;
      }
    }
    if (any) {
      out.append('\n');
    }
    Map<String, String> all = new TreeMap<>(declared);
    all.putAll(needed);
    declared = all;
  }

  private void graph(Node name, List<Triple> triples, NodeFormatterTTL format) {
    boolean named = !Quad.isDefaultGraph(name);
    if (named) {
      out.append(text(name, format)).append(" {\n");
    }
    String indent = named ? "    " : "";
    Map<Node, List<Triple>> subjects = new TreeMap<>(ORDER);
    triples.forEach(
        triple ->
            subjects.computeIfAbsent(triple.getSubject(), s -> new ArrayList<>()).add(triple));
    boolean first = true;
    for (Map.Entry<Node, List<Triple>> subject : subjects.entrySet()) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      subject(subject.getKey(), subject.getValue(), indent, format);
    }
    out.append(named ? "}\n\n" : "\n");
  }

  private void subject(Node subject, List<Triple> triples, String indent, NodeFormatterTTL format) {
    Map<Node, TreeSet<Node>> predicates = new TreeMap<>(PREDICATES);
    triples.forEach(
        triple ->
            predicates
                .computeIfAbsent(triple.getPredicate(), p -> new TreeSet<>(ORDER))
                .add(triple.getObject()));
    out.append(indent).append(text(subject, format));
    String before = " ";
    for (Map.Entry<Node, TreeSet<Node>> predicate : predicates.entrySet()) {
      out.append(before);
      out.append(predicate.getKey().equals(TYPE) ? "a" : text(predicate.getKey(), format));
      String comma = " ";
      for (Node object : predicate.getValue()) {
        out.append(comma).append(text(object, format));
        comma = " , ";
      }
      before = " ;\n" + indent + "    ";
    }
    out.append(" .\n");
  }

  private static String text(Node node, NodeFormatterTTL format) {
    IndentedLineBuffer buffer = new IndentedLineBuffer();
    format.format(buffer, node);
    return buffer.asString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
