package org.ibid.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.vocabulary.RDF;

/** Writes terms as a document does, with its prefixes, and notes which it would have to declare. */
final class TurtleTerms {

  private static final Pattern LOCAL =
      Pattern.compile("[0-9_\\p{L}](?:[0-9_.\\p{L}-]*[0-9_\\p{L}-])?");

  private final Map<String, String> declared;
  private final PrefixMapping usual;
  private final Map<String, String> missing = new LinkedHashMap<>();

  TurtleTerms(Map<String, String> declared, PrefixMapping usual) {
    this.declared = declared;
    this.usual = usual;
  }

  /** The prefixes that were needed and that the document does not declare. */
  Map<String, String> newPrefixes() {
    return missing;
  }

  String predicate(Node node) {
    return node.equals(RDF.Nodes.type) ? "a" : of(node);
  }

  String of(Node node) {
    if (node.isURI()) {
      return iri(node.getURI());
    }
    if (node.isBlank()) {
      return "_:" + node.getBlankNodeLabel();
    }
    String form = node.getLiteralLexicalForm();
    String quoted =
        '"'
            + form.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
            + '"';
    if (!node.getLiteralLanguage().isEmpty()) {
      return quoted + "@" + node.getLiteralLanguage();
    }
    String type = node.getLiteralDatatypeURI();
    if (type.equals(XSDDatatype.XSDstring.getURI())) {
      return quoted;
    }
    boolean bare =
        (type.equals(XSDDatatype.XSDinteger.getURI()) && form.matches("[+-]?[0-9]+"))
            || (type.equals(XSDDatatype.XSDdecimal.getURI())
                && form.matches("[+-]?[0-9]*\\.[0-9]+"))
            || (type.equals(XSDDatatype.XSDboolean.getURI()) && form.matches("true|false"));
    return bare ? form : quoted + "^^" + iri(type);
  }

  private String iri(String iri) {
    String prefix = longest(declared, iri);
    if (prefix == null) {
      prefix = longest(missing, iri);
    }
    if (prefix == null) {
      prefix = longest(usual.getNsPrefixMap(), iri);
      if (prefix == null || declared.containsKey(prefix)) {
        return "<" + iri + ">";
      }
      missing.put(prefix, usual.getNsPrefixURI(prefix));
    }
    String namespace =
        declared.getOrDefault(prefix, missing.getOrDefault(prefix, usual.getNsPrefixURI(prefix)));
    return prefix + ":" + iri.substring(namespace.length());
  }

  private static String longest(Map<String, String> prefixes, String iri) {
    String best = null;
    for (Map.Entry<String, String> entry : prefixes.entrySet()) {
      String namespace = entry.getValue();
      if (iri.startsWith(namespace)
          && LOCAL.matcher(iri.substring(namespace.length())).matches()
          && (best == null || namespace.length() > prefixes.get(best).length())) {
        best = entry.getKey();
      }
    }
    return best;
  }
}
