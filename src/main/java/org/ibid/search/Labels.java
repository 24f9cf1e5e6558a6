package org.ibid.search;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** Reads what things are called in English. */
public final class Labels {

  private final Graph graph;

  public Labels(Graph graph) {
    this.graph = graph;
  }

  /** The name of a resource: its statement, its label, its title, else the end of its IRI. */
  public String of(Node resource) {
    for (Node property : List.of(Terms.STATEMENT, RDFS.label.asNode(), Terms.TITLE)) {
      String text = text(resource, property);
      if (text != null) {
        return text;
      }
    }
    return localName(resource);
  }

  /** What a term means, or nothing. */
  public String definition(Node term) {
    String text = text(term, SKOS.definition.asNode());
    return text == null ? "" : text;
  }

  /** The English text of a property, else one without language, else any, else null. */
  public String text(Node resource, Node property) {
    String best = null;
    int rank = -1;
    for (Node value :
        graph.find(resource, property, Node.ANY).mapWith(Triple::getObject).toList()) {
      if (value.isLiteral()) {
        String language = value.getLiteralLanguage();
        int own = language.equals("en") ? 2 : language.isEmpty() ? 1 : 0;
        if (own > rank) {
          best = value.getLiteralLexicalForm();
          rank = own;
        }
      }
    }
    return best;
  }

  /** What follows the last slash or hash of an IRI. */
  public static String localName(Node resource) {
    String iri = resource.isURI() ? resource.getURI() : resource.toString();
    return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
  }
}
