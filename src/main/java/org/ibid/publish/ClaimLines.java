package org.ibid.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Description.ClaimList;

/** Finds the claims that have to do with a resource, and lists them in the order of the text. */
final class ClaimLines {

  private static final int SHOWN = 50;

  /** From what a claim rests on back to the claim's evidence. */
  private static final List<Node> TOWARDS_EVIDENCE =
      List.of(
          Terms.POINTER,
          Terms.NOTE,
          Terms.DENOTES,
          Terms.CONTAINS,
          Terms.REFERENCES,
          Terms.PUBLISHER,
          Terms.CREATOR);

  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final Quantities quantities;

  ClaimLines(Triples triples, Names names, Trails trails, Quantities quantities) {
    this.triples = triples;
    this.names = names;
    this.trails = trails;
    this.quantities = quantities;
  }

  /** Lists of claims, and all claims that stand in one of them. */
  record Found(List<ClaimList> lists, Set<Node> claims) {}

  /** Every list of claims for the page of something that is not a claim; none of them is empty. */
  Found around(Node resource) {
    List<ClaimList> lists = new ArrayList<>();
    Set<Node> listed = new HashSet<>();
    String iri = "<" + resource.getURI() + ">";
    String it = triples.isA(resource, Terms.PERSON) ? "this person" : "it";
    listed.addAll(
        add(
            lists,
            "Claims made here",
            madeIn(resource),
            null,
            "ibid:passage/<" + Terms.PART_OF.getURI() + ">* " + iri));
    listed.addAll(add(lists, "Claims about " + it, about(resource), resource, "ibid:about " + iri));
    listed.addAll(
        add(
            lists,
            "Claims that " + it + " makes or passes on",
            saidBy(resource),
            null,
            "ibid:attribution/ibid:relays*/ibid:agent " + iri));
    listed.addAll(
        add(
            lists,
            "Claims that rest on it",
            restingOn(resource),
            null,
            "ibid:evidence/(" + path(TOWARDS_EVIDENCE) + ")+ " + iri));
    List<Node> answers = claims(triples.subjects(Terms.CONCERNS, resource));
    listed.addAll(add(lists, "Claims that answer it", answers, null, "ibid:concerns " + iri));
    return new Found(lists, listed);
  }

  /** How claims hang together with a claim: rivals, reasons, consequences, mismatches. */
  List<ClaimList> relatedTo(Node claim) {
    List<ClaimList> lists = new ArrayList<>();
    for (Node situation : triples.objects(claim, Terms.CONCERNS)) {
      List<Node> rivals = new ArrayList<>(triples.subjects(Terms.CONCERNS, situation));
      rivals.remove(claim);
      add(lists, "On the same question: " + names.of(situation), rivals, null, null);
    }
    add(lists, "Given as a reason for", triples.objects(claim, Terms.SUPPORTS), null, null);
    add(lists, "Reasons given for it", triples.subjects(Terms.SUPPORTS, claim), null, null);
    add(lists, "Speaks against", triples.objects(claim, Terms.OPPOSES), null, null);
    add(lists, "What speaks against it", triples.subjects(Terms.OPPOSES, claim), null, null);
    add(lists, "Says again", triples.objects(claim, Terms.REPEATS), null, null);
    add(lists, "Said again in", triples.subjects(Terms.REPEATS, claim), null, null);
    List<Node> causal = new ArrayList<>(triples.subjects(Terms.CAUSE, claim));
    causal.addAll(triples.subjects(Terms.EFFECT, claim));
    add(lists, "As a cause or an effect in", causal, null, null);
    return lists;
  }

  /** The claims that stand in a document, section, paragraph or sentence. */
  Collection<Node> madeIn(Node place) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node inner : triples.reaching(place, List.of(Terms.PART_OF))) {
      found.addAll(triples.subjects(Terms.PASSAGE, inner));
    }
    return found;
  }

  Collection<Node> about(Node resource) {
    return claims(triples.subjects(Terms.ABOUT, resource));
  }

  Collection<Node> restingOn(Node source) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node step : triples.reaching(source, TOWARDS_EVIDENCE)) {
      found.addAll(triples.subjects(Terms.EVIDENCE, step));
    }
    return found;
  }

  private Collection<Node> saidBy(Node agent) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node step : triples.reaching(agent, List.of(Terms.AGENT, Terms.RELAYS))) {
      found.addAll(triples.subjects(Terms.ATTRIBUTION, step));
    }
    return found;
  }

  private List<Node> claims(List<Node> resources) {
    return resources.stream().filter(resource -> triples.isA(resource, Terms.CLAIM)).toList();
  }

  private Collection<Node> add(
      List<ClaimList> lists, String title, Collection<Node> claims, Node inRole, String pattern) {
    if (!claims.isEmpty()) {
      Map<Node, List<Node>> passages = new LinkedHashMap<>();
      claims.forEach(claim -> passages.put(claim, trails.passages(claim)));
      Comparator<Node> byPlace =
          Comparator.comparingInt(
              claim -> passages.get(claim).stream().mapToInt(triples::number).min().orElse(0));
      lists.add(
          new ClaimList(
              title,
              passages.size(),
              passages.keySet().stream()
                  .sorted(byPlace.thenComparing(Comparator.comparing(node -> node.toString())))
                  .limit(SHOWN)
                  .map(claim -> line(claim, inRole))
                  .toList(),
              pattern == null ? null : query(pattern)));
    }
    return claims;
  }

  /** A query for the claims that a pattern fits. */
  static String query(String pattern) {
    return """
    SELECT DISTINCT ?claim ?modality
    WHERE {
      ?claim a ibid:Claim ;
             ibid:modality ?modality ;
             %s .
    }\
    """
        .formatted(pattern);
  }

  private static String path(List<Node> properties) {
    return properties.stream()
        .map(property -> "<" + property.getURI() + ">")
        .collect(Collectors.joining("|"));
  }

  /**
   * One claim in a list.
   *
   * @param inRole the resource whose roles in the claim are told, or null
   */
  ClaimLine line(Node claim, Node inRole) {
    return new ClaimLine(
        names.value(claim),
        inRole == null ? List.of() : roles(claim, inRole),
        trails.ultimateSpeaker(claim),
        triples.object(claim, Terms.MODALITY).map(trails::explained).orElse(null),
        figures(claim),
        trails.passages(claim).stream().map(names::value).toList(),
        trails.evidenceInShort(claim));
  }

  private List<String> figures(Node claim) {
    return triples.objects(claim, Terms.QUANTITY).stream()
        .filter(quantity -> Iris.isPartOf(quantity, claim))
        .map(quantities::inWords)
        .sorted()
        .toList();
  }

  /** The roles in which a resource stands in a claim. */
  private List<String> roles(Node claim, Node resource) {
    Set<String> roles = new TreeSet<>();
    for (Triple triple : triples.of(claim)) {
      if (triple.getObject().equals(resource) && !triple.getPredicate().equals(Terms.ABOUT)) {
        roles.add(names.of(triple.getPredicate()));
      }
    }
    return List.copyOf(roles);
  }
}
