package org.ibid.publish;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;
import org.ibid.search.Labels;

/**
 * Lists what an editor for queries can complete: prefixes, the terms of the vocabularies, and what
 * a slice of an outside service knows; each with its names, its meaning and how much it is used.
 */
public final class Completions {

  private static final Set<Node> PROPERTIES =
      Set.of(
          OWL2.ObjectProperty.asNode(),
          OWL2.DatatypeProperty.asNode(),
          OWL2.AnnotationProperty.asNode(),
          RDF.Property.asNode());

  private static final String WIKIBASE = "http://wikiba.se/ontology#";
  private static final Node DIRECT = NodeFactory.createURI(WIKIBASE + "directClaim");
  private static final Node ABOUT = NodeFactory.createURI("http://schema.org/description");

  /** Beyond so many uses, terms are equally common. */
  private static final int MOST_USES = 10_000;

  private final Triples all;
  private final NodeText names;

  private Completions(View view) {
    this.all = new Triples(view);
    this.names = new NodeText(view.prefixes());
  }

  /**
   * The prefixes and the terms of the vocabularies, as JSON.
   *
   * @param services the services of which a slice is here
   */
  public static String of(View view, Collection<String> services) {
    Completions completions = new Completions(view);
    JsonObject prefixes = new JsonObject();
    new TreeMap<>(view.prefixes().getNsPrefixMap()).forEach(prefixes::put);
    Graph ontology = view.dataset().getGraph(Ibid.ONTOLOGY_GRAPH);
    JsonArray terms = new JsonArray();
    for (Node term : labelled(ontology)) {
      String name = completions.shortForm(term);
      if (!name.isEmpty()) {
        String kind = kind(ontology, term);
        String about = new Labels(ontology).definition(term);
        terms.add(one(ontology, term, name, kind, about, completions.uses(term, kind)));
      }
    }
    JsonArray named = new JsonArray();
    services.forEach(named::add);
    JsonObject answer = new JsonObject();
    answer.put("prefixes", prefixes);
    answer.put("services", named);
    answer.put("terms", terms);
    return answer.toString();
  }

  /**
   * The properties and items in the slice of a service, as JSON. What is the same here lends an
   * item its names.
   */
  public static String of(View view, Node slice) {
    Completions completions = new Completions(view);
    Graph graph = Triples.graph(view, slice);
    JsonArray terms = new JsonArray();
    for (Node item : labelled(graph)) {
      String about = text(graph, item, ABOUT);
      Node direct = first(graph, item, DIRECT);
      Node term = direct == null ? item : direct;
      String name = completions.shortForm(term);
      if (!name.isEmpty()) {
        String kind = direct == null ? "item" : "property";
        JsonObject one = one(graph, item, name, kind, about, uses(graph, term, kind));
        JsonArray also = one.get("also").getAsArray();
        completions.all.subjects(Terms.SAME_AS, item).stream()
            .flatMap(same -> completions.all.objects(same, Terms.LABEL).stream())
            .map(Node::getLiteralLexicalForm)
            .filter(
                label ->
                    also.stream().noneMatch(known -> known.getAsString().value().equals(label)))
            .forEach(also::add);
        terms.add(one);
      }
    }
    JsonObject answer = new JsonObject();
    answer.put("terms", terms);
    return answer.toString();
  }

  /**
   * Things as an editor offers them, as JSON.
   *
   * @param names gives their names
   */
  static String of(View view, Names names, List<Node> things) {
    Completions completions = new Completions(view);
    JsonArray all = new JsonArray();
    for (Node thing : things) {
      String name = completions.shortForm(thing);
      JsonObject one = new JsonObject();
      one.put("name", name.isEmpty() ? "<" + thing.getURI() + ">" : name);
      one.put("label", names.of(thing));
      one.put("kind", names.kind(thing));
      all.add(one);
    }
    return all.toString();
  }

  private static JsonObject one(
      Graph graph, Node term, String name, String kind, String about, int uses) {
    String label = new Labels(graph).of(term);
    Set<String> others = new LinkedHashSet<>();
    for (Node property :
        List.of(RDFS.label.asNode(), SKOS.prefLabel.asNode(), SKOS.altLabel.asNode())) {
      graph
          .find(term, property, Node.ANY)
          .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
          .filterDrop(label::equals)
          .forEachRemaining(others::add);
    }
    JsonArray also = new JsonArray();
    new TreeSet<>(others).forEach(also::add);
    JsonObject one = new JsonObject();
    one.put("name", name);
    one.put("label", label);
    one.put("also", also);
    one.put("about", about);
    one.put("kind", kind);
    one.put("uses", uses);
    return one;
  }

  private static List<Node> labelled(Graph graph) {
    return graph
        .find(Node.ANY, RDFS.label.asNode(), Node.ANY)
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .toSet()
        .stream()
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** The name with a prefix, or nothing where there is none that a query could use. */
  private String shortForm(Node term) {
    String name = names.of(term);
    return name.matches("[\\w-]*:[\\w-]+") ? name : "";
  }

  /** How many triples need the term: as predicate, as class, or as value. */
  private int uses(Node term, String kind) {
    return switch (kind) {
      case "property" -> all.count(Node.ANY, term, Node.ANY, MOST_USES);
      case "class" -> all.count(Node.ANY, Terms.TYPE, term, MOST_USES);
      default -> all.pointingTo(term, MOST_USES);
    };
  }

  private static int uses(Graph graph, Node term, String kind) {
    return kind.equals("property")
        ? Triples.count(graph.find(Node.ANY, term, Node.ANY), MOST_USES)
        : Triples.count(graph.find(term, Node.ANY, Node.ANY), MOST_USES);
  }

  private static String text(Graph graph, Node subject, Node property) {
    String text = new Labels(graph).text(subject, property);
    return text == null ? "" : text;
  }

  private static Node first(Graph graph, Node subject, Node property) {
    return graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .nextOptional()
        .orElse(null);
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
