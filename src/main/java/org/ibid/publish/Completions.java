package org.ibid.publish;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Lists what an editor for queries can complete: prefixes, and the terms of the vocabularies. */
public final class Completions {

  private static final Set<Node> PROPERTIES =
      Set.of(
          OWL2.ObjectProperty.asNode(),
          OWL2.DatatypeProperty.asNode(),
          OWL2.AnnotationProperty.asNode(),
          RDF.Property.asNode());

  private Completions() {}

  /** The list, as JSON. */
  public static String of(View view) {
    JsonObject prefixes = new JsonObject();
    new TreeMap<>(view.prefixes().getNsPrefixMap()).forEach(prefixes::put);
    Graph ontology = view.dataset().getGraph(Ibid.ONTOLOGY_GRAPH);
    Map<Node, String> labels = texts(ontology, RDFS.label.asNode());
    Map<Node, String> definitions = texts(ontology, SKOS.definition.asNode());
    JsonArray terms = new JsonArray();
    labels.keySet().stream()
        .sorted(Comparator.comparing(Node::getURI))
        .forEach(
            term -> {
              String name = view.prefixes().shortForm(term.getURI());
              if (!name.equals(term.getURI()) && name.matches("[\\w-]*:[\\w-]+")) {
                JsonObject one = new JsonObject();
                one.put("name", name);
                one.put("label", labels.get(term));
                one.put("about", definitions.getOrDefault(term, ""));
                one.put("kind", kind(ontology, term));
                terms.add(one);
              }
            });
    JsonObject all = new JsonObject();
    all.put("prefixes", prefixes);
    all.put("terms", terms);
    return all.toString();
  }

  /** The English texts of a property. */
  private static Map<Node, String> texts(Graph graph, Node property) {
    return graph
        .find(Node.ANY, property, Node.ANY)
        .filterKeep(
            triple ->
                triple.getSubject().isURI()
                    && triple.getObject().isLiteral()
                    && !triple.getObject().getLiteralLanguage().equals("ru"))
        .toList()
        .stream()
        .collect(
            Collectors.toMap(
                Triple::getSubject,
                triple -> triple.getObject().getLiteralLexicalForm(),
                (a, b) -> a.compareTo(b) <= 0 ? a : b));
  }

  private static String kind(Graph ontology, Node term) {
    List<Node> types =
        ontology.find(term, RDF.type.asNode(), Node.ANY).mapWith(Triple::getObject).toList();
    if (types.contains(OWL2.Class.asNode())) {
      return "class";
    }
    return types.stream().anyMatch(PROPERTIES::contains) ? "property" : "value";
  }
}
