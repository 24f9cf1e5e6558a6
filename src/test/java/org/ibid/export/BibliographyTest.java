package org.ibid.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.BundledProject;
import org.ibid.export.Work.Author;
import org.ibid.export.Work.PartialDate;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.junit.jupiter.api.Test;

/** Writes the works that the bundled article cites, and reads them as reference managers do. */
class BibliographyTest {

  private static final Home HOME = BundledProject.home();
  private static final View VIEW = ClaimGraph.load(HOME, Progress.none()).view();
  private static final Bibliography ALL = Bibliography.all(HOME, VIEW);

  private static final Set<String> CSL_TYPES =
      Set.of(
          "article-journal",
          "article-newspaper",
          "book",
          "document",
          "report",
          "speech",
          "webpage");

  /** The works that are referenced, and the articles, as far as anything is known of them. */
  private static Set<Node> expected() {
    Set<Node> works = new HashSet<>();
    for (String property :
        List.of("http://purl.org/spar/biro/references", "https://w3id.org/ibid/ns#copyOf")) {
      VIEW.asserted()
          .find(Node.ANY, NodeFactory.createURI(property), Node.ANY)
          .forEachRemaining(triple -> works.add(triple.getObject()));
    }
    works.removeIf(
        work ->
            VIEW.asserted()
                .contains(
                    work, Node.ANY, NodeFactory.createURI("https://w3id.org/ibid/ns#UnseenWork")));
    return works;
  }

  @Test
  void everySeenWorkIsListedOnceInEachForm() {
    int count = expected().size();
    assertThat(ALL.count()).isEqualTo(count);
    assertThat(items()).hasSize(count);
    assertThat(items().stream().map(item -> item.getString("id"))).doesNotHaveDuplicates();
    assertThat(ALL.bibtex().lines().filter(line -> line.startsWith("@"))).hasSize(count);
    assertThat(ALL.ris().lines().filter(line -> line.startsWith("TY  - "))).hasSize(count);
    assertThat(ALL.ris().lines().filter(line -> line.equals("ER  - "))).hasSize(count);
  }

  @Test
  void cslHasOnlyWhatItsSchemaKnows() {
    for (JsonObject item : items()) {
      assertThat(CSL_TYPES).contains(item.getString("type"));
      assertThat(item.keys())
          .isSubsetOf(
              "id",
              "type",
              "title",
              "author",
              "issued",
              "accessed",
              "container-title",
              "issue",
              "page",
              "publisher",
              "language",
              "DOI",
              "URL");
      for (String name : List.of("issued", "accessed")) {
        if (item.hasKey(name)) {
          JsonValue parts = item.getObj(name).get("date-parts").getAsArray().get(0);
          assertThat(parts.getAsArray().size()).isBetween(1, 3);
          parts.getAsArray().forEach(part -> assertThat(part.isNumber()).isTrue());
        }
      }
    }
  }

  @Test
  void bracesOfBibtexAreBalancedAndItsKeysAreUnique() {
    Map<String, Integer> keys = new TreeMap<>();
    for (String entry : ALL.bibtex().strip().split("\n\n", -1)) {
      String bare = entry.replace("\\{", "").replace("\\}", "");
      assertThat(bare.chars().filter(c -> c == '{').count())
          .isEqualTo(bare.chars().filter(c -> c == '}').count());
      keys.merge(entry.substring(entry.indexOf('{') + 1, entry.indexOf(',')), 1, Integer::sum);
    }
    assertThat(keys.values()).containsOnly(1);
  }

  @Test
  void everyLineOfRisHasATag() {
    assertThat(ALL.ris().split("\r\n", -1))
        .allMatch(line -> line.isEmpty() || line.matches("[A-Z][A-Z0-9]  - .*"));
  }

  @Test
  void partialDatesStayPartial() {
    assertThat(PartialDate.of("1996").parts()).containsExactly("1996");
    assertThat(PartialDate.of("2017-11").iso()).isEqualTo("2017-11");
    assertThat(ALL.ris()).contains("DA  - 2017/11//\r\n", "DA  - 1996///\r\n");
    assertThat(ALL.bibtex()).contains("date = {2017-11}", "date = {1996}");
  }

  @Test
  void namesAreSplitWhereTheLabelSplitsThem() {
    assertThat(Author.of("Kh. A. Saif", "Saif 2019")).isEqualTo(new Author("Saif", "Kh. A."));
    assertThat(Author.of("Ursula von der Leyen", "von der Leyen 2020"))
        .isEqualTo(new Author("von der Leyen", "Ursula"));
    assertThat(Author.of("Ann Lee", "Gazette 2000")).isEqualTo(new Author("Lee", "Ann"));
    assertThat(Author.of("Plato", "Plato n.d.")).isEqualTo(new Author("Plato", ""));
  }

  @Test
  void claimHasTheWorksThatItRestsOnAndItsArticle() {
    Node supports = NodeFactory.createURI("https://w3id.org/ibid/ns#evidence");
    List<Node> cited = new ArrayList<>();
    for (Node claim : Claims.all(VIEW)) {
      if (VIEW.asserted().find(claim, supports, Node.ANY).toList().size() > 1) {
        cited.add(claim);
      }
    }
    Bibliography some = Bibliography.ofClaims(HOME, VIEW, cited);
    assertThat(some.count()).isGreaterThan(1).isLessThan(ALL.count());
  }

  private static List<JsonObject> items() {
    return JSON.parseAny(ALL.csl()).getAsArray().stream().map(JsonValue::getAsObject).toList();
  }
}
