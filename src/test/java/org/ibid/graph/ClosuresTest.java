package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;

class ClosuresTest {

  private static Node id(String name) {
    return NodeFactory.createURI(Ibid.ID + name);
  }

  private static Triple triple(String subject, String object) {
    return Triple.create(id(subject), id("p"), NodeFactory.createLiteralString(object));
  }

  @Test
  void partOfAPartBelongsToTheResource() {
    assertThat(Closures.owner(id("a/claim/tea.amount.lower"))).isEqualTo(id("a/claim/tea"));
    assertThat(Closures.owner(id("a/claim/tea"))).isEqualTo(id("a/claim/tea"));
  }

  @Test
  void nodesThatAreNotOfTheDataBelongToThemselves() {
    Node outside = NodeFactory.createURI("https://example.org/a.b");
    Node blank = NodeFactory.createBlankNode();
    assertThat(Closures.owner(outside)).isEqualTo(outside);
    assertThat(Closures.owner(blank)).isEqualTo(blank);
  }

  @Test
  void tagDependsOnWhatIsSaidAndNotOnItsOrder() {
    List<Triple> closure = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      closure.add(triple("a/claim/tea", "value " + i));
    }
    String tag = Closures.tag(closure);
    Collections.reverse(closure);
    assertThat(Closures.tag(closure)).isEqualTo(tag).matches("[0-9a-f]{32}");
    closure.remove(3);
    assertThat(Closures.tag(closure)).isNotEqualTo(tag);
  }
}
