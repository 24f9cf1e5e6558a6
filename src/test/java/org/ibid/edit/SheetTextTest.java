package org.ibid.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.BundledProject;
import org.ibid.edit.SheetColumn.Content;
import org.ibid.edit.SheetColumn.Step;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SheetTextTest {

  private static final String HAZARDS = "|\\\\'\"=+-@ ab1é,;\n\t#^<>:";

  private static SheetText text;

  @BeforeAll
  static void readProject() {
    View view = ClaimGraph.read(BundledProject.home(), Progress.none()).view();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(BundledProject.home(), view);
    text = new SheetText(vocabulary, new SheetNames(view, "none"));
  }

  private static SheetColumn column(String property) {
    List<Step> path = List.of(new Step(Facts.iri(Ibid.NS + property), 1));
    return new SheetColumn(Content.VALUES, path, "en", property, property, false, "");
  }

  private static List<Node> back(String cell, String property) throws SheetText.BadValue {
    return text.read(cell, column(property), Set.of());
  }

  @Test
  void anyTextsComeBackFromTheirCellUnchanged() throws SheetText.BadValue {
    Random random = new Random(4);
    for (int round = 0; round < 5000; round++) {
      List<Node> values = new ArrayList<>();
      for (int count = 1 + random.nextInt(3); count > 0; count--) {
        StringBuilder value = new StringBuilder();
        for (int length = 1 + random.nextInt(8); length > 0; length--) {
          value.append(HAZARDS.charAt(random.nextInt(HAZARDS.length())));
        }
        values.add(NodeFactory.createLiteralLang(value.toString(), "en"));
      }

      String cell = text.write(values, column("statement"), Set.of());

      assertThat(back(cell, "statement"))
          .as(cell)
          .containsExactlyInAnyOrderElementsOf(Set.copyOf(values));
      assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("@");
    }
  }

  @Test
  void valuesOfAnyTypeComeBackUnchanged() throws SheetText.BadValue {
    for (String type : List.of("integer", "decimal", "gYear", "gYearMonth", "date", "string")) {
      for (String form : List.of("2016", "-7", "2.50", "2019-05", "2019-05-22", "soon", "1e3")) {
        for (String property : List.of("value", "period", "rank", "statement")) {
          Node value =
              NodeFactory.createLiteralDT(
                  form, NodeFactory.getType("http://www.w3.org/2001/XMLSchema#" + type));

          String cell = text.write(List.of(value), column(property), Set.of());

          assertThat(back(cell, property)).as(cell).containsExactly(value);
        }
      }
    }
  }

  @Test
  void severalValuesStandBetweenBars() throws SheetText.BadValue {
    assertThat(SheetText.split("a | b|c \\| d | ")).containsExactly("a", "b", "c | d");
    assertThat(back(" ", "statement")).isEmpty();
  }
}
