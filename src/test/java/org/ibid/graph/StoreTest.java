package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.vocabulary.RDF;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is changed, asked, opened again, and shows what it was. */
class StoreTest {

  private static final Author EDITOR = Author.of("an editor", "to see what happens");

  @TempDir Path folder;
  private ProjectFolder project;
  private Store store;

  @BeforeEach
  void makeStore() {
    project = new ProjectFolder(folder.resolve("project"));
    project.write("ontology/core.ttl", "ex:C ex:sub ex:B .");
    project.write(
        "ontology/rules/types.rq",
        "CONSTRUCT { ?x a ?above } WHERE { ?x a ?class . ?class ex:sub ?above }");
    project.write("data/entities/e.ttl", "ex:a a ex:C ; ex:p ex:b ; ex:q ex:a.part .");
    project.write("data/entities/f.ttl", "ex:a.part ex:p 1 .");
    project.write("data/first-2020/article.ttl", "ex:a ex:p ex:b . ex:x ex:p ex:a .");
    store = Store.create(project.home(), folder.resolve("store"), Progress.none());
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = Store.open(project.home(), folder.resolve("store"), Progress.none());
  }

  private boolean ask(String pattern) {
    return store.read(() -> ask(store.view(), pattern));
  }

  private static boolean ask(View view, String pattern) {
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.parse("ASK { " + pattern + " }", "test", view.prefixes()))
            .build()) {
      return execution.ask();
    }
  }

  private static Node node(String name) {
    return NodeFactory.createURI("https://w3id.org/ibid/id/thing/" + name);
  }

  private static Quad quad(String subject, String predicate, String object) {
    return Quad.create(Ibid.ENTITIES_GRAPH, node(subject), node(predicate), node(object));
  }

  private Entry commit(List<Quad> removed, List<Quad> added) {
    return store.write(writing -> writing.commit(Change.of(removed, added), EDITOR));
  }

  @Test
  void bundledFilesAreTheFirstEntry() {
    assertThat(store.log().size()).isEqualTo(1);
    assertThat(store.log().entry(1).added()).isEqualTo(7);
    assertThat(ask("ex:a ex:p ex:b ; ex:q/ex:p 1")).isTrue();
    assertThat(ask("GRAPH <https://w3id.org/ibid/graph/first-2020> { ex:x ex:p ex:a }")).isTrue();
  }

  @Test
  void rulesAreRunAgainForEachChange() {
    assertThat(ask("ex:a a ex:B")).isTrue();
    assertThat(ask("GRAPH <https://w3id.org/ibid/graph/derived> { ex:a a ex:B }")).isTrue();
    commit(List.of(quad("C", "sub", "B")), List.of());
    assertThat(ask("ex:a a ex:B")).as("what stands in another graph stays").isTrue();
    Quad sub = Quad.create(Ibid.ONTOLOGY_GRAPH, node("C"), node("sub"), node("B"));
    commit(List.of(sub), List.of());
    assertThat(ask("ex:a a ex:B")).isFalse();
    commit(List.of(), List.of(sub));
    assertThat(ask("ex:a a ex:B")).isTrue();
  }

  @Test
  void differenceOfStatesHoldsWhatTheRulesMadeOfItBothWays() {
    String first = version();
    Quad typed = Quad.create(Ibid.ENTITIES_GRAPH, node("n"), RDF.type.asNode(), node("C"));
    commit(List.of(), List.of(typed, quad("n", "p", "o")));
    String second = version();
    commit(List.of(quad("n", "p", "o")), List.of());
    String third = version();
    Quad derived = Quad.create(Ibid.DERIVED_GRAPH, node("n"), RDF.type.asNode(), node("B"));
    assertThat(store.difference(first, third))
        .hasValueSatisfying(
            change -> {
              assertThat(change.added()).containsExactlyInAnyOrder(typed, derived);
              assertThat(change.removed()).isEmpty();
            });
    assertThat(store.difference(third, second))
        .contains(Change.of(List.of(), List.of(quad("n", "p", "o"))));
    assertThat(store.difference(third, third)).contains(Change.none());
  }

  @Test
  void differenceFromAStateThatIsNotRememberedIsNotMadeUp() {
    String first = version();
    commit(List.of(), List.of(quad("n", "p", "o")));
    reopen();
    assertThat(store.difference(first, version())).as("what followed is not known").isEmpty();
    assertThat(store.difference("7-0123456789ab", version())).as("no such state").isEmpty();
    assertThat(store.difference("2-0123456789ab", version())).as("another history").isEmpty();
  }

  private String version() {
    return store.read(() -> store.view().version());
  }

  @Test
  void changeIsThereAfterReopening() {
    Entry entry = commit(List.of(quad("a", "p", "b")), List.of(quad("a", "p", "new")));
    assertThat(entry.number()).isEqualTo(2);
    String version = store.read(() -> store.view().version());
    assertThat(version).isEqualTo(entry.version()).startsWith("2-");
    reopen();
    assertThat(ask("ex:a ex:p ex:new")).isTrue();
    assertThat(ask("GRAPH <https://w3id.org/ibid/graph/entities> { ex:a ex:p ex:b }")).isFalse();
    assertThat(store.log().entries(1, 9)).hasSize(2);
    assertThat(store.log().entry(2)).isEqualTo(entry);
    assertThat(store.read(() -> store.view().version())).isEqualTo(version);
  }

  @Test
  void onlyTheExactDifferenceIsLogged() {
    Entry entry =
        commit(
            List.of(quad("a", "p", "never"), quad("a", "p", "b")),
            List.of(quad("a", "p", "b"), quad("a", "p", "new")));
    assertThat(entry.added()).isEqualTo(1);
    assertThat(entry.removed()).isZero();
    assertThat(store.log().change(2).added()).containsExactly(quad("a", "p", "new"));
    assertThat(commit(List.of(), List.of(quad("a", "p", "new"))).number()).isEqualTo(2);
    assertThat(store.log().size()).isEqualTo(2);
  }

  @Test
  void retractedQuadsAreNamedButNeverListed() {
    Quad quad = quad("a", "p", "b");
    Quad retracted = Quad.create(Ibid.RETRACTED_GRAPH, node("c"), node("p"), node("d"));
    commit(List.of(quad), List.of(retracted));
    String graph = "GRAPH <https://w3id.org/ibid/graph/retracted> ";
    assertThat(ask("ex:c ?p ?o")).isFalse();
    assertThat(ask("GRAPH ?g { ex:c ?p ?o }")).isFalse();
    assertThat(ask(graph + "{ ex:c ex:p ex:d }")).isTrue();
    assertThat(ask(graph + "{ ex:c ex:p ?d . FILTER(?d = ex:d) }")).isTrue();
    assertThat(ask(graph + "{ ex:c ex:p+ ?d }")).isTrue();
    assertThat(ask(graph + "{ ?s a ex:C }")).isFalse();
    store.read(
        () -> {
          View view = store.view();
          assertThat(view.dataset().containsGraph(Ibid.RETRACTED_GRAPH)).isTrue();
          assertThat(view.dataset().getGraph(Ibid.RETRACTED_GRAPH).size()).isEqualTo(1);
          assertThat(view.dataset().listGraphNodes())
              .toIterable()
              .doesNotContain(Ibid.RETRACTED_GRAPH);
          assertThat(view.asserted().contains(node("c"), Node.ANY, Node.ANY)).isFalse();
          assertThat(view.closure(node("c"))).isEmpty();
          return null;
        });
    assertThat(ask(store.at(2), graph + "{ ex:c ex:p ex:d }")).isTrue();
    assertThat(ask(store.at(2), "GRAPH ?g { ex:c ?p ?o }")).isFalse();
  }

  private static Quad value(String text, String type) {
    return Quad.create(
        Ibid.ENTITIES_GRAPH,
        node("n"),
        node("p"),
        NodeFactory.createLiteralDT(
            text,
            TypeMapper.getInstance()
                .getSafeTypeByName("http://www.w3.org/2001/XMLSchema#" + type)));
  }

  @Test
  void literalsStayAsTheyAreWrittenButForIntegersAndDoubles() {
    List<Quad> kept =
        List.of(
            value("3.50", "decimal"),
            value("true", "boolean"),
            value("1", "boolean"),
            value("2031-02-03Z", "date"),
            value("2031-02-03T04:05:06.700+00:00", "dateTime"),
            value("02031", "gYear"),
            value("not a number", "integer"));
    commit(List.of(), kept);
    commit(List.of(), List.of(value("007", "integer"), value("1e3", "double")));
    List<Quad> values = List.of(value("7", "integer"), value("1000.0", "double"));
    assertThat(store.log().change(3).added()).containsExactlyElementsOf(values);
    reopen();
    assertThat(store.read(() -> store.view().closure(node("n"))))
        .containsAll(kept)
        .containsAll(values)
        .hasSize(9);
    assertThat(store.log().change(2).added()).containsExactlyElementsOf(kept);
    commit(List.of(value("0007", "integer")), List.of());
    assertThat(store.read(() -> store.view().closure(node("n")))).hasSize(8);
  }

  @Test
  void closureIsTheResourceAndItsParts() {
    store.read(
        () -> {
          assertThat(store.view().closure(node("a")))
              .hasSize(5)
              .allMatch(quad -> Closures.owner(quad.getSubject()).equals(node("a")))
              .noneMatch(quad -> quad.getGraph().equals(Ibid.DERIVED_GRAPH));
          return null;
        });
    assertThat(store.at(1).closure(node("a")))
        .isEqualTo(store.read(() -> store.view().closure(node("a"))));
  }

  @Test
  void assertedIsTheUnionWithoutWhatIsDerived() {
    store.read(
        () -> {
          assertThat(store.view().asserted().size()).isEqualTo(6);
          assertThat(store.view().asserted().find(node("a"), node("p"), Node.ANY).toList())
              .hasSize(1);
          assertThat(store.view().asserted().isIsomorphicWith(store.at(1).asserted())).isTrue();
          return null;
        });
  }

  @Test
  void stateAfterAChangeIsSeenBeforeAnythingIsWritten() {
    store.write(
        writing -> {
          Change change =
              Change.of(
                  List.of(
                      quad("a", "p", "b"),
                      Quad.create(
                          Ibid.articleGraph("first-2020"), node("x"), node("p"), node("a"))),
                  List.of(quad("y", "p", "z")));
          View after = writing.after(change, List.of());
          assertThat(after.asserted().contains(node("y"), node("p"), node("z"))).isTrue();
          assertThat(after.asserted().contains(node("x"), node("p"), node("a"))).isFalse();
          assertThat(after.asserted().contains(node("a"), node("p"), node("b")))
              .as("another graph still says so")
              .isTrue();
          assertThat(after.asserted().size()).isEqualTo(6);
          assertThat(ask(after, "ex:a a ex:B . ex:y ex:p ex:z")).isTrue();
          assertThat(writing.before().asserted().contains(node("y"), node("p"), node("z")))
              .isFalse();
          return null;
        });
    assertThat(ask("ex:y ?p ?o")).isFalse();
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void earlierStateCanBeReadAndRestored() {
    commit(List.of(quad("a", "p", "b")), List.of(quad("a", "p", "new"), quad("z", "p", "z")));
    commit(List.of(quad("a", "p", "new")), List.of(quad("a", "p", "newer")));
    assertThat(ask(store.at(2), "ex:a ex:p ex:new . ex:a a ex:B")).isTrue();
    assertThat(ask(store.at(2), "ex:a ex:p ex:newer")).isFalse();
    assertThat(store.at(0).asserted().isEmpty()).isTrue();
    assertThatThrownBy(() -> store.at(9)).isInstanceOf(java.util.NoSuchElementException.class);
    Change back = store.differenceTo(1, node("a"));
    assertThat(back.removed()).containsExactly(quad("a", "p", "newer"));
    assertThat(back.added()).containsExactly(quad("a", "p", "b"));
    store.write(writing -> writing.commit(store.differenceTo(1), EDITOR));
    assertThat(store.log().size()).isEqualTo(4);
    assertThat(store.read(() -> store.view().asserted().isIsomorphicWith(store.at(1).asserted())))
        .isTrue();
  }

  @Test
  void logKnowsWhatTouchedAResource() {
    commit(List.of(), List.of(quad("a.part", "p", "c")));
    commit(List.of(), List.of(quad("m", "p", "n")));
    assertThat(store.log().of(node("a"))).extracting(Entry::number).containsExactly(1L, 2L);
    assertThat(store.log().of(node("a.part"))).hasSize(2);
    assertThat(store.log().of(node("m"))).extracting(Entry::number).containsExactly(3L);
    assertThat(store.log().of(node("nobody"))).isEmpty();
    reopen();
    assertThat(store.log().of(node("a"))).extracting(Entry::number).containsExactly(1L, 2L);
  }

  @Test
  void keyOfARequestIsRememberedEvenWhenItChangedNothing() {
    Author author = new Author("somebody \"else\"", "a reason\nof two lines", "key-1", "digest");
    Entry entry = store.write(writing -> writing.commit(Change.none(), author));
    assertThat(entry.number()).isEqualTo(2);
    assertThat(store.log().withKey("key-1")).contains(entry);
    reopen();
    assertThat(store.log().withKey("key-1")).contains(entry);
    assertThat(store.log().withKey("key-2")).isEmpty();
    assertThat(store.log().entry(2).author()).isEqualTo(author);
  }

  @Test
  void readerGoesOnWithItsStateWhileAnotherWrites() throws InterruptedException {
    store.read(
        () -> {
          Thread other = new Thread(() -> commit(List.of(), List.of(quad("y", "p", "z"))));
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          assertThat(store.view().version()).startsWith("1-");
          assertThat(ask("ex:y ?p ?o")).isFalse();
          return null;
        });
    assertThat(ask("ex:y ?p ?o")).isTrue();
  }

  @Test
  void writerSeesItsChangeAfterwardsAndAReadingScopeAroundItGoesOnWithIt() {
    store.read(
        () -> {
          Entry entry =
              store.write(
                  writing -> {
                    Entry made =
                        writing.commit(Change.of(List.of(), List.of(quad("y", "p", "z"))), EDITOR);
                    assertThat(store.view().version()).isEqualTo(made.version());
                    assertThat(ask("ex:y ?p ?o")).isTrue();
                    return made;
                  });
          assertThat(store.view().version()).isEqualTo(entry.version());
          assertThat(ask("ex:y ?p ?o")).isTrue();
          return null;
        });
  }

  @Test
  void derivedOrNamelessQuadsAreRefusedAndChangeNothing() {
    Quad derived = Quad.create(Ibid.DERIVED_GRAPH, node("a"), node("p"), node("n"));
    assertThatThrownBy(() -> commit(List.of(), List.of(derived)))
        .isInstanceOf(IllegalArgumentException.class);
    Quad nameless = Quad.create(Quad.defaultGraphIRI, node("a"), node("p"), node("n"));
    assertThatThrownBy(() -> commit(List.of(nameless), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void secondOpenerIsToldWhoHasTheStore() {
    store.servedAt("http://localhost:3330/");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> Store.open(project.home(), folder.resolve("store"), Progress.none()))
        .withMessageContaining("process " + ProcessHandle.current().pid())
        .withMessageContaining("http://localhost:3330/");
    assertThat(Store.holder(folder.resolve("store")))
        .contains(
            new Store.Holder(ProcessHandle.current().pid(), Optional.of("http://localhost:3330/")));
    reopen();
    assertThat(Store.holder(folder.resolve("store")).orElseThrow().address()).isEmpty();
    store.close();
    assertThat(Store.holder(folder.resolve("store"))).isEmpty();
  }

  @Test
  void viewIsReadOnlyAndBoundToItsScope() {
    View view = store.view();
    assertThatThrownBy(() -> view.dataset().getDefaultGraph().isEmpty())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ClaimGraph.read");
    store.read(
        () -> {
          assertThatThrownBy(() -> view.dataset().add(quad("a", "p", "n")))
              .isInstanceOf(RuntimeException.class);
          assertThatThrownBy(() -> view.asserted().add(quad("a", "p", "n").asTriple()))
              .isInstanceOf(RuntimeException.class);
          return null;
        });
  }
}
