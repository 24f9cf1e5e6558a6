package org.ibid.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.BundledProject;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.Test;

/** Writes the bundled claims for Wikidata. */
class QuickStatementsTest {

  private static final View VIEW = ClaimGraph.load(BundledProject.home(), Progress.none()).view();
  private static final List<Node> CLAIMS = Claims.all(VIEW);
  private static final QuickStatements ALL =
      new QuickStatements(BundledProject.home(), VIEW, CLAIMS);

  private static final String ITEM = "Q[1-9]\\d*";
  private static final String VALUE =
      "(?:"
          + ITEM
          + "|\"[^\"\\t]+\"|[+-]\\d+(?:\\.\\d+)?|[+]\\d{4}-\\d\\d-\\d\\dT00:00:00Z/(?:9|10|11))";
  private static final Pattern LINE =
      Pattern.compile(
          ITEM
              + "\\tP\\d+\\t"
              + VALUE
              + "(?:\\tP\\d+\\t"
              + VALUE
              + ")*(?:\\t!?S\\d+\\t"
              + VALUE
              + ")+ /\\* \\S+(?: \\S+)* \\*/");

  @Test
  void everyClaimIsEitherHeldOrRefusedForAReason() {
    Set<Node> both = new HashSet<>(ALL.held());
    both.retainAll(ALL.refusals().keySet());
    assertThat(both).isEmpty();
    assertThat(ALL.held().size() + ALL.refusals().size()).isEqualTo(CLAIMS.size());
    assertThat(ALL.refusals().values()).noneMatch(reason -> reason.startsWith("no query"));
    assertThat(ALL.reasons().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(ALL.refusals().size());
  }

  @Test
  void everyLineKeepsToTheSyntaxAndHasAReference() {
    List<String> lines = ALL.commands().lines().toList();
    assertThat(lines)
        .hasSize(ALL.count())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(line -> LINE.matcher(line).matches());
  }

  @Test
  void onlyWhatTheAuthorsAssertIsHeld() {
    Node modality = NodeFactory.createURI(Ibid.NS + "modality");
    Node asserted = NodeFactory.createURI(Ibid.NS + "Asserted");
    assertThat(ALL.held()).allMatch(claim -> VIEW.asserted().contains(claim, modality, asserted));
  }

  @Test
  void onlyItemsThatEntitiesAreLinkedToAreNamed() {
    Set<String> linked = new HashSet<>();
    VIEW.asserted()
        .find(Node.ANY, NodeFactory.createURI("https://schema.org/sameAs"), Node.ANY)
        .forEachRemaining(triple -> linked.add(QuickStatements.text(triple.getObject())));
    for (String line : ALL.commands().lines().toList()) {
      for (String cell : line.replaceFirst(" /\\*.*", "").split("\t", -1)) {
        if (cell.matches(ITEM)) {
          assertThat(linked).contains(cell);
        }
      }
    }
  }

  @Test
  void datesKeepTheirPrecision() {
    assertThat(QuickStatements.text(date("2016", XSDDatatype.XSDgYear)))
        .isEqualTo("+2016-00-00T00:00:00Z/9");
    assertThat(QuickStatements.text(date("2017-11", XSDDatatype.XSDgYearMonth)))
        .isEqualTo("+2017-11-00T00:00:00Z/10");
    assertThat(QuickStatements.text(date("2019-04-26", XSDDatatype.XSDdate)))
        .isEqualTo("+2019-04-26T00:00:00Z/11");
    assertThat(QuickStatements.text(date("220000000", XSDDatatype.XSDinteger)))
        .isEqualTo("+220000000");
    assertThat(QuickStatements.text(date("-3.5", XSDDatatype.XSDdecimal))).isEqualTo("-3.5");
    assertThat(QuickStatements.text(NodeFactory.createLiteralString("a \"b\"\tc")))
        .isEqualTo("\"a 'b' c\"");
  }

  private static Node date(String text, XSDDatatype datatype) {
    return NodeFactory.createLiteralDT(text, datatype);
  }
}
