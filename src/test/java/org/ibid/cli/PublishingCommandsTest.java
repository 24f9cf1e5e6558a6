package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.edit.Tokens;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for those who run a store: tokens and history. */
class PublishingCommandsTest {

  @TempDir static Path folder;
  private static ProjectFolder project;
  private static Store store;

  @BeforeAll
  static void makeStore() {
    project = new ProjectFolder(folder.resolve("project"));
    project.write("ontology/core.ttl", "ex:C ex:sub ex:B .");
    project.write("data/entities/e.ttl", "ex:a a ex:C ; ex:p ex:a.part . ex:a.part ex:p 1 .");
    store = Store.create(project.home(), folder.resolve("store"), Progress.none());
    for (int i = 1; i <= 3; i++) {
      Quad quad =
          Quad.create(
              Ibid.ENTITIES_GRAPH,
              NodeFactory.createURI(Ibid.ID + "thing/" + (i == 2 ? "b" : "a.part")),
              NodeFactory.createURI(Ibid.ID + "thing/p"),
              NodeFactory.createLiteralString("value " + i));
      Author author = Author.of("anna", "Reason " + i);
      store.write(writing -> writing.commit(Change.of(List.of(), List.of(quad)), author));
    }
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  private static Outcome run(String... args) {
    return Outcome.of(project.home(), 0, "", args);
  }

  private static String where() {
    return folder.resolve("store").toString();
  }

  @Test
  void tokenIsMadeListedAndRevoked() {
    Outcome added = run("token", "add", "boris", "--store", where(), "--expires", "2999-12-31");
    assertThat(added.code()).isEqualTo(ExitCode.OK);
    assertThat(added.out().strip()).matches("ibid_\\S{43}");
    Tokens tokens = Tokens.of(folder.resolve("store"));
    assertThat(tokens.holder(added.out().strip())).isPresent();
    assertThat(run("token", "list", "--store", where()).out())
        .contains("boris")
        .contains("until 2999-12-31")
        .doesNotContain(added.out().strip());
    assertThat(run("token", "add", "boris", "--store", where()).code())
        .isEqualTo(ExitCode.UNUSABLE);
    assertThat(run("token", "revoke", "boris", "--store", where()).code()).isEqualTo(ExitCode.OK);
    assertThat(tokens.holder(added.out().strip())).isEmpty();
    assertThat(run("token", "revoke", "boris", "--store", where()).code())
        .isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void tokenNeedsAStore() {
    Outcome outcome = run("token", "add", "boris", "--store", folder.resolve("none").toString());
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err()).contains("./ibid serve --store");
  }

  @Test
  void historyIsReadWhileAnotherHasTheStoreOpen() {
    Outcome all = run("history", "--store", where());
    assertThat(all.code()).isEqualTo(ExitCode.OK);
    assertThat(all.out().lines()).hasSize(4).first().asString().contains("anna", "Reason 3");
    assertThat(run("history", "--store", where(), "--limit", "2").out().lines()).hasSize(2);
  }

  @Test
  void historyOfOneThingIsThatOfItsPartsToo() {
    assertThat(run("history", "id/thing/a", "--store", where()).out().lines())
        .hasSize(3)
        .noneMatch(line -> line.contains("Reason 2"));
    Outcome nothing = run("history", "id/thing/nothing", "--store", where());
    assertThat(nothing.code()).isEqualTo(ExitCode.NEGATIVE);
  }

  @Test
  void entryIsShownAsAPatch() {
    assertThat(run("history", "2", "--store", where()).out())
        .contains("H number")
        .contains("A <https://w3id.org/ibid/id/thing/a.part>")
        .contains("value 1");
    assertThat(run("history", "99", "--store", where()).code()).isEqualTo(ExitCode.UNUSABLE);
  }
}
