package org.ibid.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.validate.Suggestion.Certainty;

/**
 * Makes for a resource the part that others of its kind have: what is said of theirs, said of its
 * own.
 */
final class PartsOfOthers {

  private final Graph data;
  private final Nearby nearby;
  private final Wording wording;

  PartsOfOthers(Hints hints, Wording wording) {
    this.data = hints.data();
    this.nearby = hints.nearby();
    this.wording = wording;
  }

  /** Where others of the kind have a part of their own: the part that is most usual among them. */
  boolean partLike(Node predicate, List<Node> peers, Node resource, Suggestions found) {
    if (!resource.isURI()) {
      return false;
    }
    Map<List<Triple>, Integer> forms = new HashMap<>();
    int parts = 0;
    int values = 0;
    for (Node peer : peers) {
      for (Node value : G.listSP(data, peer, predicate)) {
        values++;
        if (value.isURI() && value.getURI().startsWith(peer.getURI() + ".")) {
          parts++;
          forms.merge(copied(value, peer, resource), 1, Integer::sum);
        }
      }
    }
    if (parts == 0 || parts * 2 < values) {
      return false;
    }
    Node part = moved(resource, forms);
    if (nearby.isDescribed(part)) {
      return false;
    }
    int all = parts;
    forms.entrySet().stream()
        .sorted(
            Map.Entry.<List<Triple>, Integer>comparingByValue()
                .reversed()
                .thenComparing(form -> form.getKey().size())
                .thenComparing(form -> form.getKey().toString()))
        .limit(3)
        .forEach(
            form ->
                found.add(
                    wordsFor(predicate, form, all),
                    sureness(form, all),
                    List.of(),
                    with(resource, predicate, form.getKey())));
    return true;
  }

  private static Node moved(Node resource, Map<List<Triple>, Integer> forms) {
    return forms.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(form -> form.getKey().get(0).getSubject())
        .orElse(resource);
  }

  private static boolean isUsual(Map.Entry<List<Triple>, Integer> form, int all) {
    return form.getValue() > 1 && form.getValue() * 10 >= all;
  }

  private static Certainty sureness(Map.Entry<List<Triple>, Integer> form, int all) {
    return isUsual(form, all) ? Certainty.LIKELY : Certainty.TO_FILL_IN;
  }

  private String wordsFor(Node predicate, Map.Entry<List<Triple>, Integer> form, int all) {
    return "add "
        + wording.said(predicate, form.getKey().get(0).getSubject())
        + (isUsual(form, all)
            ? " and describe this part, as is usual here"
            : " and put the right values into this part");
  }

  private static List<Triple> with(Node resource, Node predicate, List<Triple> form) {
    List<Triple> added = new ArrayList<>();
    added.add(Triple.create(resource, predicate, form.get(0).getSubject()));
    added.addAll(form);
    return added;
  }

  /** What is said of a part, said of the same part of another owner. */
  private List<Triple> copied(Node part, Node owner, Node resource) {
    List<Triple> triples = new ArrayList<>();
    List<Node> next = new ArrayList<>(List.of(part));
    Set<Node> seen = new LinkedHashSet<>(next);
    while (!next.isEmpty()) {
      Node each = next.remove(0);
      List<Triple> own = new ArrayList<>(data.find(each, Node.ANY, Node.ANY).toList());
      own.sort(Comparator.comparing(Triple::toString));
      for (Triple triple : own) {
        if (triple.getPredicate().equals(Hints.NOTE)) {
          continue;
        }
        Node object = triple.getObject();
        if (object.isURI()
            && object.getURI().startsWith(owner.getURI() + ".")
            && seen.add(object)) {
          next.add(object);
        }
        triples.add(
            Triple.create(
                moved(each, owner, resource),
                triple.getPredicate(),
                moved(object, owner, resource)));
      }
    }
    if (triples.isEmpty()) {
      triples.add(
          Triple.create(moved(part, owner, resource), RDF.Nodes.type, RDFS.Resource.asNode()));
    }
    return triples;
  }

  private static Node moved(Node node, Node owner, Node resource) {
    return node.isURI() && node.getURI().startsWith(owner.getURI() + ".")
        ? NodeFactory.createURI(
            resource.getURI() + node.getURI().substring(owner.getURI().length()))
        : node;
  }
}
