package org.ibid.publish.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Folding;
import org.ibid.graph.View;
import org.ibid.publish.Names;
import org.ibid.search.Labels;
import org.ibid.search.NameIndex;
import org.ibid.search.Typed;

/** The types and the properties that the entities of one state of the graph have. */
final class Schema {

  /**
   * A type or a property.
   *
   * @param name its label
   * @param description what it means, or nothing
   * @param count how many entities have it
   * @param called by what it can be found
   */
  record Term(Node node, String name, String description, int count, List<String> called) {
    String id() {
      return node.getURI();
    }
  }

  private final View view;
  private final Map<Node, Term> types = new LinkedHashMap<>();
  private final Map<Node, Term> properties = new LinkedHashMap<>();
  private final Map<Node, Map<Node, Integer>> propertiesByType = new HashMap<>();
  private final Map<Node, List<Node>> broader = new HashMap<>();

  Schema(View view, NameIndex index, Names names) {
    this.view = view;
    Graph all = view.dataset().getDefaultGraph();
    Map<Node, Integer> typeCounts = new HashMap<>();
    Map<Node, Integer> propertyCounts = new HashMap<>();
    for (Node thing : index.things()) {
      Set<Node> used = new HashSet<>();
      all.find(thing, Node.ANY, Node.ANY).mapWith(Triple::getPredicate).forEachRemaining(used::add);
      used.remove(RDF.type.asNode());
      used.forEach(property -> propertyCounts.merge(property, 1, Integer::sum));
      for (Node type : index.types(thing)) {
        typeCounts.merge(type, 1, Integer::sum);
        Map<Node, Integer> counts = propertiesByType.computeIfAbsent(type, t -> new HashMap<>());
        used.forEach(property -> counts.merge(property, 1, Integer::sum));
      }
    }
    Labels labels = new Labels(view.asserted());
    typeCounts.forEach(
        (type, count) -> {
          // A class that nobody here has described is no type to choose.
          if (labels.text(type, RDFS.label.asNode()) != null) {
            types.put(type, term(type, names.of(type), count, names));
          }
        });
    propertyCounts.forEach(
        (property, count) ->
            properties.put(property, term(property, names.ofProperty(property), count, names)));
    types
        .keySet()
        .forEach(
            type ->
                broader.put(
                    type,
                    view.asserted()
                        .find(type, RDFS.subClassOf.asNode(), Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterKeep(types::containsKey)
                        .toList()));
  }

  private static Term term(Node node, String name, int count, Names names) {
    String local = Labels.localName(node);
    return new Term(
        node,
        name,
        names.definition(node).orElse(""),
        count,
        List.of(
            Folding.folded(name),
            Folding.folded(local.replaceAll("(?<=[a-z])(?=[A-Z])", " ")),
            Folding.folded(local),
            Folding.folded(names.shortForm(node))));
  }

  /** The type of that identifier, short name or label. */
  Optional<Term> type(String id) {
    return find(types, id);
  }

  Optional<Term> type(Node node) {
    return Optional.ofNullable(types.get(node));
  }

  /** The property of that identifier, short name or label. */
  Optional<Term> property(String id) {
    return find(properties, id);
  }

  private Optional<Term> find(Map<Node, Term> terms, String id) {
    String iri = view.prefixes().expandPrefix(id);
    String folded = Folding.folded(id);
    return terms.values().stream()
        .filter(term -> term.id().equals(iri))
        .findFirst()
        .or(
            () ->
                terms.values().stream()
                    .filter(term -> term.called().contains(folded))
                    .max(Comparator.comparingInt(Term::count)));
  }

  /** The types directly above a type. */
  List<Term> broader(Term type) {
    return broader.getOrDefault(type.node(), List.of()).stream().map(types::get).toList();
  }

  List<Term> suggestTypes(String prefix, int skip, int most) {
    return suggest(types.values(), prefix, skip, most);
  }

  List<Term> suggestProperties(String prefix, int skip, int most) {
    return suggest(properties.values(), prefix, skip, most);
  }

  private List<Term> suggest(Collection<Term> terms, String prefix, int skip, int most) {
    String iri = view.prefixes().expandPrefix(prefix.strip());
    String wanted = Folding.folded(prefix);
    record Ranked(Term term, int rank) {}
    List<Ranked> found = new ArrayList<>();
    for (Term term : terms) {
      int rank = term.id().equals(iri) ? -1 : Typed.rank(term.called(), wanted);
      if (rank < Integer.MAX_VALUE) {
        found.add(new Ranked(term, rank));
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparingInt(Ranked::rank)
                .thenComparing(ranked -> -ranked.term().count())
                .thenComparing(ranked -> ranked.term().id()))
        .skip(skip)
        .limit(most)
        .map(Ranked::term)
        .toList();
  }

  /** The properties that the entities of a type have, those that most have first. */
  List<Term> propertiesOf(Node type, int most) {
    Map<Node, Integer> counts = propertiesByType.getOrDefault(type, Map.of());
    return counts.keySet().stream()
        .sorted(Comparator.comparing((Node node) -> -counts.get(node)).thenComparing(Node::getURI))
        .limit(most)
        .map(properties::get)
        .toList();
  }
}
