package org.ibid.publish;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.publish.Facet.Choice;
import org.ibid.search.WordIndex;

/** Has all claims of one state of the graph at hand, by their facets and by their words. */
final class ClaimIndex {

  private static final Var CLAIM = Var.alloc("claim");
  private static final Var VALUE = Var.alloc("value");

  /** What names things, in whatever language. */
  private static final List<Node> NAMING =
      List.of(Terms.STATEMENT, Terms.LABEL, Terms.PREF_LABEL, Terms.ALT_LABEL, Terms.TITLE);

  private final Triples triples;
  private final Names names;
  private final Trails trails;
  private final ClaimLines lines;
  private final List<Node> claims;
  private final List<Facet> facets;
  private final WordIndex words = new WordIndex();

  ClaimIndex(View view, Names names, List<Question> questions) {
    this.triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
    this.lines = new ClaimLines(triples, names, trails, new Quantities(triples, names));
    this.claims = claims();
    Map<Node, Integer> numbers = new HashMap<>();
    claims.forEach(claim -> numbers.put(claim, numbers.size()));
    this.facets = questions.stream().map(question -> facet(view, question, numbers)).toList();
    addWords(numbers);
  }

  /** All claims, article by article, in the order of their sentences. */
  private List<Node> claims() {
    record Placed(Node claim, String document, int sentence) {}
    return triples.subjects(Terms.TYPE, Terms.CLAIM).stream()
        .filter(Node::isURI)
        .map(
            claim ->
                new Placed(
                    claim,
                    claim.getURI().substring(0, claim.getURI().lastIndexOf('/') + 1),
                    trails.passages(claim).stream().mapToInt(triples::number).min().orElse(0)))
        .sorted(
            Comparator.comparing(Placed::document)
                .thenComparingInt(Placed::sentence)
                .thenComparing(placed -> placed.claim().getURI()))
        .map(Placed::claim)
        .toList();
  }

  private Facet facet(View view, Question question, Map<Node, Integer> numbers) {
    Query query =
        Sparql.parse(question.text(), question.path().toString(), PrefixMapping.Factory.create());
    Map<Node, BitSet> values = new LinkedHashMap<>();
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      execution
          .select()
          .forEachRemaining(
              (Binding row) -> {
                Integer number = numbers.get(row.get(CLAIM));
                if (number != null && row.contains(VALUE)) {
                  values.computeIfAbsent(row.get(VALUE), key -> new BitSet()).set(number);
                }
              });
    }
    List<Choice> choices = new ArrayList<>();
    values.forEach(
        (node, of) -> {
          Value value = node.isURI() ? trails.explained(node) : names.value(node);
          String name = node.isURI() ? names.shortForm(node) : value.text();
          choices.add(new Choice(node, name, value, of));
        });
    if (!query.hasOrderBy()) {
      choices.sort(
          Comparator.comparingInt((Choice choice) -> -choice.claims().cardinality())
              .thenComparing(choice -> choice.value().text()));
    }
    return new Facet(
        question.name().replaceFirst("^[0-9]+-", ""),
        question.title(),
        question.description(),
        query,
        choices);
  }

  /**
   * A claim is found by its statement, and by the names of its kind, of what it is about and of who
   * says it.
   */
  private void addWords(Map<Node, Integer> numbers) {
    Map<Node, BitSet> claimsAround = new LinkedHashMap<>();
    numbers.forEach(
        (claim, number) -> {
          Set<Node> around = new LinkedHashSet<>(List.of(claim));
          around.addAll(triples.exactTypes(claim));
          around.addAll(triples.objects(claim, Terms.ABOUT));
          for (Node attribution : trails.attributions(claim)) {
            around.addAll(triples.objects(attribution, Terms.AGENT));
          }
          around.forEach(
              thing -> claimsAround.computeIfAbsent(thing, key -> new BitSet()).set(number));
        });
    claimsAround.forEach(
        (thing, claimNumbers) ->
            NAMING.stream()
                .flatMap(property -> triples.objects(thing, property).stream())
                .filter(Node::isLiteral)
                .forEach(text -> words.add(claimNumbers, text.getLiteralLexicalForm())));
  }

  List<Facet> facets() {
    return facets;
  }

  int size() {
    return claims.size();
  }

  /** The claims in whose statements or around which the words stand. */
  WordIndex.Found find(String typed) {
    return words.find(typed);
  }

  /** The claims that were found, those that fit best first, else in the order of the text. */
  Stream<Integer> best(WordIndex.Found found) {
    return found.numbers().stream()
        .boxed()
        .sorted(Comparator.comparingInt((Integer number) -> -found.points(number)));
  }

  Description.ClaimLine line(int number) {
    return lines.line(claims.get(number), null);
  }
}
