package org.ibid.edit.form;

import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.graph.Ibid;

/** Chooses the prefixes for one claim: those of the graph, turned to the claim's own article. */
final class Prefixes {

  private Prefixes() {}

  static Map<String, String> forClaim(PrefixMapping prefixes, Node claim) {
    String article = article(claim.getURI());
    Map<String, String> chosen = new TreeMap<>();
    prefixes
        .getNsPrefixMap()
        .forEach((prefix, namespace) -> chosen.put(prefix, turned(namespace, article)));
    chosen.putIfAbsent("claim", Ibid.ID + article + "/claim/");
    return chosen;
  }

  /** The name of the article under which a resource stands, or nothing. */
  static String article(String iri) {
    String rest = iri.startsWith(Ibid.ID) ? iri.substring(Ibid.ID.length()) : "";
    int slash = rest.indexOf('/');
    return slash > 0 && rest.indexOf('/', slash + 1) > 0 ? rest.substring(0, slash) : "";
  }

  /** A namespace of things of one article, as the article of the claim has it. */
  private static String turned(String namespace, String article) {
    String other = article(namespace);
    boolean ofAnArticle = namespace.matches(".*/id/[^/]+/[^/]+/") && !other.isEmpty();
    return ofAnArticle && !article.isEmpty()
        ? Ibid.ID + article + namespace.substring(Ibid.ID.length() + other.length())
        : namespace;
  }
}
