package org.ibid.publish;

import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;

/** Writes an RDF term as a person reads it: {@code ibid:Claim}, {@code 3.5}, plain words. */
public final class NodeText {

  private final Map<String, String> prefixByNamespace = new TreeMap<>();

  public NodeText(PrefixMapping prefixes) {
    prefixes
        .getNsPrefixMap()
        .forEach((prefix, namespace) -> prefixByNamespace.putIfAbsent(namespace, prefix));
  }

  /** The term, or nothing for an unbound variable. */
  public String of(Node node) {
    if (node == null) {
      return "";
    }
    if (node.isURI()) {
      return iri(node.getURI());
    }
    if (node.isLiteral()) {
      return node.getLiteralLexicalForm();
    }
    if (node.isBlank()) {
      return "_:" + node.getBlankNodeLabel();
    }
    return node.toString();
  }

  /** Whether the term is a number, to be aligned to the right. */
  public static boolean isNumber(Node node) {
    return node != null
        && node.isLiteral()
        && node.getLiteralDatatype() instanceof XSDDatatype
        && node.getLiteral().isWellFormed()
        && node.getLiteralValue() instanceof Number;
  }

  private String iri(String iri) {
    for (int end = iri.length(); end > 0; end--) {
      String prefix = prefixByNamespace.get(iri.substring(0, end));
      if (prefix != null) {
        String local = iri.substring(end);
        boolean readable = !local.isEmpty() && local.indexOf('/') < 0 && local.indexOf('#') < 0;
        return readable ? prefix + ":" + local : "<" + iri + ">";
      }
    }
    return "<" + iri + ">";
  }
}
