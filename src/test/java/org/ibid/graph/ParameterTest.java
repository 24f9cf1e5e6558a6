package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

  private static final PrefixMapping PREFIXES =
      PrefixMapping.Factory.create().setNsPrefix("work", "https://w3id.org/ibid/id/work/");

  private static Query parse(String text) {
    return Sparql.parse(text, "test", PREFIXES);
  }

  private static List<String> answers(Query query) {
    List<String> answers = new ArrayList<>();
    RowSet rows = QueryExec.dataset(DatasetGraphFactory.empty()).query(query).select();
    rows.forEachRemaining(row -> answers.add(String.valueOf(row.get("x"))));
    return answers;
  }

  private static Map<String, List<Node>> set(String name, String... iris) {
    return Map.of(name, List.of(iris).stream().map(NodeFactory::createURI).toList());
  }

  @Test
  void declarationHasVariableTypeAndDescription() {
    assertThat(Parameter.declared("?work iri \"The work, or its publisher\""))
        .isEqualTo(new Parameter("work", "iri", "The work, or its publisher"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"work iri \"x\"", "?work \"x\"", "?work iri", "?work thing \"x\""})
  void declarationThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Parameter.declared(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "work:rt-2019a",
        "https://w3id.org/ibid/id/work/rt-2019a",
        "<https://w3id.org/ibid/id/work/rt-2019a>"
      })
  void iriIsGivenInFullOrByPrefix(String text) {
    assertThat(new Parameter("work", "iri", "").value(text, PREFIXES).getURI())
        .isEqualTo("https://w3id.org/ibid/id/work/rt-2019a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iri     | nix:a        | there is no prefix nix:
          iri     | rt-2019a     | neither an IRI nor a prefixed name
          iri     | work:a b     | is not an IRI
          iri     | http://a/>b  | is not an IRI
          integer | many         | many is not of the type xsd:integer
          gYear   | 20           | 20 is not of the type xsd:gYear
          date    | 2019-02-30   | is not of the type xsd:date
          """)
  void valueOfAnotherTypeIsRefused(String type, String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Parameter("x", type, "").value(text, PREFIXES))
        .withMessageContaining(message);
  }

  @Test
  void literalHasTheTypeDeclared() {
    assertThat(new Parameter("year", "gYear", "").value("2018", PREFIXES).toString())
        .contains("2018", "gYear");
    assertThat(new Parameter("text", "string", "").value("a \"b", PREFIXES).getLiteralLexicalForm())
        .isEqualTo("a \"b");
  }

  @Test
  void valuesAreReplacedWhereverTheyStand() {
    Query query =
        parse(
            """
            SELECT ?x {
              { SELECT ?x { VALUES ?x { <http://e/1> <http://e/2> } } }
              VALUES ?x { <http://e/1> }
              FILTER NOT EXISTS { VALUES ?x { <http://e/1> } FILTER ( STR(?x) = "http://e/1" ) }
            }
            """);
    assertThat(answers(query)).isEmpty();
    assertThat(answers(Sparql.with(query, set("x", "http://e/3")))).containsExactly("http://e/3");
    assertThat(answers(query)).isEmpty();
  }

  @Test
  void severalValuesAreAnyOfThem() {
    Query query = parse("SELECT ?x { VALUES ?x { UNDEF } }");
    assertThat(answers(Sparql.with(query, set("x", "http://e/1", "http://e/2"))))
        .containsExactly("http://e/1", "http://e/2");
  }

  @Test
  void changedQueryCanBeSentElsewhere() {
    Query query = parse("SELECT ?x { VALUES ?x { UNDEF } OPTIONAL { ?x ?p ?o } } ORDER BY ?x");
    String sent = Sparql.with(query, set("x", RDFS.label.getURI())).toString();
    assertThat(answers(parse(sent))).containsExactly(RDFS.label.getURI());
  }

  @Test
  void valueThatTheTextDoesNotListIsRefused() {
    Query query = parse("SELECT ?x { VALUES (?x ?y) { (1 2) } ?x ?y ?z }");
    for (String name : List.of("x", "z", "nothing")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sparql.with(query, set(name, "http://e/1")))
          .withMessageContaining("VALUES ?" + name);
    }
  }
}
