package org.ibid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what the question {@code withdrawal/what-falls} answers with its definition, worked out
 * step by step: what stands is found first, and what stood before and does not stand after falls.
 */
class WithdrawalTest {

  private static final int SAMPLE = 60;
  private static final String REFERENCES =
      "((ibid:note/<http://www.essepuntato.it/2008/12/pattern#contains>"
          + "|<http://purl.org/spar/c4o/denotes>)/<http://purl.org/spar/biro/references>)";

  /** The claims with their grounds: for each citation its works, and the claims that uphold it. */
  private static final class Argument {
    private final Set<Node> claims = new HashSet<>();
    private final Map<Node, Map<Node, Set<Node>>> citations = new HashMap<>();
    private final Map<Node, Set<Node>> reasons = new HashMap<>();

    Argument(View view) {
      rows(view, "SELECT ?claim { ?claim a ibid:Claim }").forEach(row -> claims.add(row.get(0)));
      rows(
              view,
              "SELECT ?claim ?evidence ?work { ?claim ibid:evidence ?evidence . ?evidence"
                  + " ibid:pointer/"
                  + REFERENCES
                  + " ?work }")
          .forEach(
              row ->
                  citations
                      .computeIfAbsent(row.get(0), claim -> new HashMap<>())
                      .computeIfAbsent(row.get(1), evidence -> new HashSet<>())
                      .add(row.get(2)));
      rows(view, "SELECT ?claim ?reason { ?reason ibid:upholds ?claim }")
          .forEach(
              row -> reasons.computeIfAbsent(row.get(0), c -> new HashSet<>()).add(row.get(1)));
    }

    /** What falls when these works or this claim are withdrawn. */
    Set<Node> falls(Set<Node> withdrawn) {
      Set<Node> fallen = standing(Set.of());
      fallen.removeAll(standing(withdrawn));
      fallen.removeAll(withdrawn);
      return fallen;
    }

    private Set<Node> standing(Set<Node> withdrawn) {
      Set<Node> standing = new HashSet<>();
      boolean more = true;
      while (more) {
        more = false;
        for (Node claim : claims) {
          Map<Node, Set<Node>> cited = citations.getOrDefault(claim, Map.of());
          Set<Node> upheld = reasons.getOrDefault(claim, Set.of());
          boolean stands =
              (cited.isEmpty() && upheld.isEmpty())
                  || cited.values().stream().anyMatch(works -> !withdrawn.containsAll(works))
                  || !Collections.disjoint(upheld, standing);
          if (stands && !withdrawn.contains(claim)) {
            more |= standing.add(claim);
          }
        }
      }
      return standing;
    }
  }

  private static List<List<Node>> rows(View view, String query) {
    List<List<Node>> rows = new ArrayList<>();
    Query parsed = Sparql.parse(query, "test", view.prefixes());
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(parsed).build()) {
      execution
          .select()
          .forEachRemaining(
              binding -> rows.add(parsed.getProjectVars().stream().map(binding::get).toList()));
    }
    return rows;
  }

  private static Set<String> answered(View view, Node withdrawn) throws Exception {
    Path file = ArticleCopies.project().queries().resolve("withdrawal/what-falls.rq");
    Query query = Sparql.parse(Files.readString(file), file.toString(), view.prefixes());
    Set<String> fallen = new TreeSet<>();
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.with(query, Map.of("withdrawn", List.of(withdrawn))))
            .build()) {
      execution.select().forEachRemaining(row -> fallen.add(row.get("claim").getURI()));
    }
    return fallen;
  }

  private static Set<String> names(Set<Node> nodes) {
    Set<String> names = new TreeSet<>();
    nodes.forEach(node -> names.add(node.getURI()));
    return names;
  }

  @Test
  void answerIsWhatTheDefinitionSaysForEverySourceAndASampleOfClaims() throws Exception {
    View view = ClaimGraph.load(ArticleCopies.project(), Progress.none()).view();
    Argument argument = new Argument(view);
    Map<Node, Set<Node>> withdrawals = new HashMap<>();
    rows(
            view,
            "SELECT DISTINCT ?thing ?work { ?reference <http://purl.org/spar/biro/references> ?work"
                + " . ?work (<http://purl.org/dc/terms/creator>|<http://purl.org/dc/terms/publisher>"
                + "|<http://purl.org/dc/terms/publisher>/ibid:publisherKind)? ?thing }")
        .forEach(
            row ->
                withdrawals.computeIfAbsent(row.get(0), thing -> new HashSet<>()).add(row.get(1)));
    assertThat(withdrawals).isNotEmpty();
    List<Node> claims = new ArrayList<>();
    rows(view, "SELECT DISTINCT ?claim { ?claim ibid:upholds ?other } ORDER BY ?claim")
        .forEach(row -> claims.add(row.get(0)));
    Collections.shuffle(claims, new Random(7));
    claims.stream().limit(SAMPLE).forEach(claim -> withdrawals.put(claim, Set.of(claim)));
    for (Map.Entry<Node, Set<Node>> withdrawal : withdrawals.entrySet()) {
      assertThat(answered(view, withdrawal.getKey()))
          .as("what falls with " + withdrawal.getKey())
          .isEqualTo(names(argument.falls(withdrawal.getValue())));
    }
  }

  @Test
  void circleFallsWithWhatHeldItAndANoteWithItsLastWork(@TempDir Path folder) throws Exception {
    ProjectFolder project = new ProjectFolder(folder);
    project.write(
        "data/article/claims.ttl",
        """
        @prefix biro: <http://purl.org/spar/biro/> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix po: <http://www.essepuntato.it/2008/12/pattern#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:p1 ibid:note ex:n1 . ex:n1 po:contains ex:r1 . ex:r1 biro:references ex:w1 .
        ex:p2 ibid:note ex:n2 . ex:n2 po:contains ex:r1 , ex:r2 . ex:r2 biro:references ex:w2 .
        ex:w1 dcterms:creator ex:author . ex:w2 dcterms:creator ex:author .
        ex:section rdfs:label "Section"@en .
        ex:s ibid:number 1 ; dcterms:isPartOf ex:paragraph . ex:paragraph dcterms:isPartOf ex:section .
        """
            + claim("a", "ibid:upholds ex:b ; ibid:evidence ex:a.1")
            + "ex:a.1 ibid:pointer ex:p1 .\n"
            + claim("b", "ibid:upholds ex:c")
            + claim("c", "ibid:upholds ex:b , ex:d")
            + claim("d", "")
            + claim("e", "ibid:evidence ex:e.2")
            + "ex:e.2 ibid:pointer ex:p2 .\n"
            + claim("f", "ibid:upholds ex:d2")
            + claim("d2", "ibid:upholds ex:f"));
    View view = project.load().view();
    assertThat(falls(view, "w1")).containsExactly("a", "b", "c", "d");
    assertThat(falls(view, "w2")).isEmpty();
    assertThat(falls(view, "author")).containsExactly("a", "b", "c", "d", "e");
    assertThat(falls(view, "a")).containsExactly("b", "c", "d");
  }

  private static String claim(String name, String more) {
    return "ex:%1$s a ibid:Claim ; ibid:statement \"%1$s\"@en ; ibid:passage ex:s%2$s .\n"
        .formatted(name, more.isEmpty() ? "" : " ; " + more);
  }

  private static List<String> falls(View view, String name) throws Exception {
    String base = Ibid.ID + "thing/";
    return answered(view, NodeFactory.createURI(base + name)).stream()
        .map(iri -> iri.substring(base.length()))
        .toList();
  }
}
