package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.exec.QueryExec;

/**
 * Derives triples with the rules of {@code ontology/rules}: CONSTRUCT queries over the union of all
 * graphs, run in the order of their names, until none finds anything new. A rule that asks whether
 * something derived is absent waits for the others.
 */
final class Rules {

  /** One rule as it stands in its file. */
  record Rule(String name, String text, Query query) {

    /** What it derives from a graph. */
    Set<Triple> results(Graph graph) {
      Set<Triple> found = new LinkedHashSet<>();
      try (QueryExec execution = QueryExec.graph(graph).query(query).build()) {
        for (Iterator<Triple> triples = execution.constructTriples(); triples.hasNext(); ) {
          found.add(withoutBlank(triples.next(), name));
        }
      }
      return found;
    }
  }

  /** What must be known of rules to run them; a start that has their results needs none of it. */
  private record Analysis(
      Map<Rule, List<RuleVariant>> variants, Set<Rule> late, RuleWatches watches) {

    static Analysis of(List<Rule> rules) {
      Map<Rule, List<RuleVariant>> variants = new LinkedHashMap<>();
      rules.forEach(rule -> variants.put(rule, RuleVariant.of(rule)));
      List<RuleVariant> all = variants.values().stream().flatMap(List::stream).toList();
      Set<Rule> late = new HashSet<>();
      for (Rule rule : rules) {
        if (variants.get(rule).stream()
            .anyMatch(one -> all.stream().anyMatch(one::dependsOnAbsenceOf))) {
          late.add(rule);
        }
      }
      return new Analysis(variants, late, new RuleWatches(all));
    }
  }

  private final List<Rule> rules;
  private final Lazy<Analysis> analysis;

  private Rules(List<Rule> rules) {
    this.rules = rules;
    this.analysis = new Lazy<>(() -> Analysis.of(rules));
  }

  List<Rule> rules() {
    return rules;
  }

  /** Whether a rule asks if something is absent that rules derive, so that it must wait for it. */
  boolean isLate(Rule rule) {
    return analysis.get().late().contains(rule);
  }

  List<RuleVariant> variants(Rule rule) {
    return analysis.get().variants().get(rule);
  }

  /** Which rules a triple may matter to. */
  RuleWatches watches() {
    return analysis.get().watches();
  }

  /**
   * Reads the rules.
   *
   * @throws BadInputException if one is not a CONSTRUCT query
   */
  static Rules read(Home home, PrefixMapping prefixes) {
    List<Rule> rules = new ArrayList<>();
    for (Path file : Home.files(home.rules(), ".rq", 1)) {
      String name = home.show(file);
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw new BadInputException(name, "the file cannot be read as UTF-8 text");
      }
      Query query = Sparql.parse(text, name, prefixes);
      if (!query.isConstructType() || query.isConstructQuad()) {
        throw new BadInputException(name, "a rule must be a CONSTRUCT query of triples");
      }
      rules.add(new Rule(name, text, query));
    }
    return new Rules(List.copyOf(rules));
  }

  /** What the rules' texts contribute to the version of the graph. */
  String digest() {
    StringBuilder all = new StringBuilder();
    for (Rule rule : rules) {
      all.append(rule.name()).append('\n').append(Digests.sha256(rule.text())).append('\n');
    }
    return Digests.sha256(all.toString());
  }

  /**
   * Adds to the union what the rules derive from it.
   *
   * @return the derived triples that the union did not yet hold
   */
  Graph deriveInto(Graph union) {
    Fixpoint fixpoint = new Fixpoint(this, union);
    List<Rule> first = rules.stream().filter(rule -> !isLate(rule)).toList();
    List<Rule> last = rules.stream().filter(this::isLate).toList();
    do {
      fixpoint.settle(first);
    } while (fixpoint.settle(last));
    return fixpoint.derived();
  }

  /**
   * The triple itself.
   *
   * @throws BadInputException if it has a blank node
   */
  static Triple withoutBlank(Triple triple, String rule) {
    if (triple.getSubject().isBlank() || triple.getObject().isBlank()) {
      throw new BadInputException(
          rule, "a rule must not make blank nodes or speak of them: " + triple);
    }
    return triple;
  }
}
