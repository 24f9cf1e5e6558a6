package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FocusQueryTest {

  private static final Var X = Var.alloc("x");

  private static final Graph GRAPH =
      RDFParser.fromString(
              """
              PREFIX : <urn:x-test:>
              :a :p :b , :c . :b :q 1 . :c :q 2 , 3 .
              :d :p :c .
              :e :p :e .
              """,
              Lang.TURTLE)
          .toGraph();

  private static FocusQuery query(String text) {
    return new FocusQuery(
        QueryFactory.create("PREFIX : <urn:x-test:> " + text), X, "some-query.rq");
  }

  private static Node node(String name) {
    return NodeFactory.createURI("urn:x-test:" + name);
  }

  private static List<String> rows(FocusQuery query, String... things) {
    List<String> rows = new ArrayList<>();
    query.rows(
        GRAPH,
        List.of(things).stream().map(FocusQueryTest::node).toList(),
        row -> rows.add(row.get(X).getLocalName() + " " + row.get("v").getLiteralLexicalForm()));
    return rows;
  }

  @Test
  void rowsAreThoseOfTheChosenThings() {
    FocusQuery query = query("SELECT ?x ?v { ?x :p/:q ?v }");
    assertThat(rows(query, "a")).containsExactlyInAnyOrder("a 1", "a 2", "a 3");
    assertThat(rows(query, "d", "e")).containsExactlyInAnyOrder("d 2", "d 3");
    assertThat(rows(query)).isEmpty();
  }

  @Test
  void subqueryCountsForTheChosenThings() {
    FocusQuery query =
        query(
            "SELECT ?x ?v { { SELECT ?x (COUNT(?each) AS ?n) { ?x :p/:q ?each } GROUP BY ?x }"
                + " BIND(STR(?n) AS ?v) }");
    assertThat(rows(query, "a", "e")).containsExactly("a 3");
  }

  @Test
  void changeTouchesWhatReachesItBeforeOrAfter() {
    FocusQuery query = query("SELECT ?x ?v { ?x :p ?y OPTIONAL { ?y :q ?v } }");
    Triple gone = Triple.create(node("c"), node("q"), NodeFactory.createLiteralString("was"));
    Triple other = Triple.create(node("c"), node("r"), node("a"));
    Change change =
        Change.of(List.of(Quad.create(node("g"), gone), Quad.create(node("g"), other)), List.of());
    Set<Node> touched =
        query.touched(States.around(GRAPH, change), new LinkedHashSet<>(List.of(gone, other)));
    assertThat(touched).containsExactlyInAnyOrder(node("a"), node("d"));
    assertThat(query.predicates()).containsExactlyInAnyOrder(node("p"), node("q"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ?x (COUNT(?y) AS ?v) { ?x :p ?y } GROUP BY ?x",
        "SELECT ?x ?v { ?x :p ?v } LIMIT 3",
        "SELECT ?x (STR(?y) AS ?v) { ?x :p ?y }",
        "SELECT ?x ?v { ?x :p ?v } VALUES ?v { :b }",
        "SELECT ?x ?v { { SELECT (COUNT(?y) AS ?v) { ?x :p ?y } } ?x :p ?z }",
        "SELECT ?x ?v { ?y :p ?v . OPTIONAL { ?x :q ?y } }",
        "ASK { ?x :p ?v }"
      })
  void queryWhoseRowsDependOnOneAnotherIsRefused(String text) {
    assertThatThrownBy(() -> query(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("some-query.rq")
        .hasMessageContaining("?x");
  }
}
