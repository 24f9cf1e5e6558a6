package org.ibid.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.ibid.BundledProject;
import org.ibid.Excerpt;
import org.ibid.FolderCopy;
import org.ibid.RandomEdits;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.search.NameIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found after changes is the same as if everything had been read anew. {@code
 * -Dibid.edits=1000} tries that many changes instead of a few.
 */
class IndexesTest {

  private static final int CHANGES = Integer.getInteger("ibid.edits", 40);
  private static final int CLAIMS = 15;
  private static final Node SITUATION = NodeFactory.createURI(Ibid.NS + "Situation");

  private static final List<String> TYPED =
      List.of(
          "pakistan",
          "Pakistn",
          "пакист",
          "trade claim",
          "authors",
          "stan",
          "CPEC",
          "ussia",
          "x1",
          "footnote 1",
          "Etwas",
          "somethig else",
          "b",
          "");

  @TempDir Path folder;
  private Store store;
  private List<Question> facets;

  @BeforeEach
  void start() throws IOException {
    Path root = folder.resolve("project");
    FolderCopy.of(BundledProject.home().ontology(), root.resolve("ontology"));
    Graph data = GraphFactory.createDefaultGraph();
    Excerpt.data(Excerpt.of(CLAIMS, new Random(7))).forEach(data::add);
    Path file = Files.createDirectories(root.resolve("data/entities")).resolve("all.ttl");
    try (var out = Files.newOutputStream(file)) {
      RDFDataMgr.write(out, data, Lang.TURTLE);
    }
    Home home = new Home(root);
    facets = Questions.in(home, home.facets()).all();
    store = Store.create(home, folder.resolve("store"), Progress.none());
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void whatIsFoundFollowsEveryChange() {
    Indexes indexes = new Indexes(store, () -> facets, List::of);
    RandomEdits edits = new RandomEdits(new Random(11), false);
    Map<String, Object> before = Map.of();
    int others = 0;
    for (int i = 0; i < CHANGES; i++) {
      Change change = edits.next(store.read(() -> copy(store.view().asserted())));
      store.write(writing -> writing.commit(change, Author.of("an editor", "at random")));
      boolean asked = i % 3 != 0;
      if (!asked) {
        continue;
      }
      Map<String, Object> expected = store.read(() -> found(anew(), NameIndex.ofEverything(now())));
      Map<String, Object> followed =
          store.read(() -> found(indexes.claims(now(), names()), indexes.things(now())));
      for (Map.Entry<String, Object> each : expected.entrySet()) {
        assertThat(followed.get(each.getKey()))
            .as("%s after change %d: %s", each.getKey(), i, change.toPatch())
            .isEqualTo(each.getValue());
      }
      others += expected.equals(before) ? 0 : 1;
      before = expected;
    }
    assertThat(others).as("changes that changed what is found").isGreaterThan(CHANGES / 4);
  }

  private View now() {
    return store.view();
  }

  private Names names() {
    return new Names(now(), Links.local(80));
  }

  private ClaimIndex anew() {
    return ClaimIndex.of(now(), names(), facets);
  }

  private static Graph copy(Graph graph) {
    Graph copy = GraphFactory.createDefaultGraph();
    graph.find().forEach(copy::add);
    return copy;
  }

  private static Map<String, Object> found(ClaimIndex claims, NameIndex things) {
    Map<String, Object> found = new HashMap<>();
    Query all = MatchAllDocsQuery.INSTANCE;
    found.put("claims", claims.lines(all, 0, 1000).stream().map(line -> line.claim()).toList());
    for (Facet facet : claims.facets()) {
      Object choices = claims.choices(facet, all);
      found.put(facet.id(), facet.isOrdered() ? choices : Map.of("in any order", choices));
    }
    found.put("things", new TreeSet<>(things.things().stream().map(Node::getURI).toList()));
    for (String typed : TYPED) {
      var asked = claims.asked(typed);
      found.put(typed + " taken for", asked.misspelt());
      found.put(
          typed + " in claims",
          claims.lines(asked.query(), 0, 1000).stream().map(line -> line.claim()).toList());
      found.put(typed + " suggests", things.suggest(typed, List.of(), 0, 1000));
      found.put(typed + " means", things.suggest(typed, List.of(SITUATION), 0, 1000));
      found.put(typed + " is like", things.match(typed, node -> true, 20));
    }
    return found;
  }
}
