package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads files into a store and writes the store back to files. */
class LoadCommandTest {

  private static final Node TEA = NodeFactory.createURI(Ibid.ID + "tea-2001/claim/tea-trade");
  private static final Node MATTERS = NodeFactory.createURI(Ibid.ID + "tea-2001/claim/tea-matters");
  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");

  @TempDir Path folder;
  private Home home;
  private Path store;
  private Path claims;

  /** A project with two claims about tea and one rule. */
  static Home project(Path root) {
    ProjectFolder project = new ProjectFolder(root);
    project.write(
        "ontology/core.ttl",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . ibid:Claim rdfs:label \"claim\"@en"
            + " ; rdfs:seeAlso [ rdfs:label \"something\"@en ] .");
    project.write(
        "ontology/shapes/all.ttl",
        """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <shapes#claim> a sh:NodeShape ; sh:targetClass ibid:Claim ; sh:property <shapes#modality> .
        <shapes#modality> a sh:PropertyShape ; sh:path ibid:modality ; sh:in ( ibid:Asserted ) ;
          sh:message "A claim is asserted."@en .
        """);
    project.write(
        "data/entities/all.ttl",
        """
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <id/person/quill> a ibid:Person ; rdfs:label "Q. Quill"@en .
        """);
    project.write(
        "data/tea-2001/claims/one.ttl",
        """
        <id/tea-2001/claim/tea-trade> a ibid:Claim ; ibid:statement "Tea is traded."@en ;
          ibid:modality ibid:Asserted ; ibid:evidence <id/tea-2001/claim/tea-trade.evidence> .
        <id/tea-2001/claim/tea-trade.evidence> a ibid:NoSourceGiven .
        <id/tea-2001/claim/tea-matters> a ibid:Claim ; ibid:statement "Tea matters to Arcadia."@en ;
          ibid:modality ibid:Asserted .
        """);
    return project.home();
  }

  @BeforeEach
  void makeStore() {
    home = project(folder.resolve("project"));
    store = folder.resolve("store");
    claims = home.data().resolve("tea-2001/claims/one.ttl");
    run("format");
    Store.create(home, store, Progress.none()).close();
  }

  private Outcome run(String... args) {
    return Outcome.of(home, 0, "", args);
  }

  private Outcome load(String... options) {
    return run(with(List.of("load", "--store", store.toString()), options));
  }

  private Outcome export(String... options) {
    return run(with(List.of("export", "data", "--store", store.toString()), options));
  }

  private static String[] with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void edit(Path file, UnaryOperator<String> change) {
    try {
      String before = Files.readString(file);
      String after = change.apply(before);
      assertThat(after).isNotEqualTo(before);
      Files.writeString(file, after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inStore(Consumer<Store> work) {
    try (Store opened = Store.open(home, store, Progress.none())) {
      work.accept(opened);
    }
  }

  private void say(Node claim, String statement) {
    inStore(
        opened ->
            opened.write(
                writing -> {
                  List<Quad> old =
                      writing.before().closure(claim).stream()
                          .filter(quad -> quad.getPredicate().equals(STATEMENT))
                          .toList();
                  Quad fresh =
                      Quad.create(
                          Ibid.articleGraph("tea-2001"),
                          claim,
                          STATEMENT,
                          NodeFactory.createLiteralLang(statement, "en"));
                  return writing.commit(
                      Change.of(old, List.of(fresh)), Author.of("anna", "Better words."));
                }));
  }

  private String statement(Node claim) {
    String[] found = {""};
    inStore(
        opened ->
            found[0] =
                opened.read(
                    () ->
                        opened.view().closure(claim).stream()
                            .filter(quad -> quad.getPredicate().equals(STATEMENT))
                            .map(quad -> quad.getObject().getLiteralLexicalForm())
                            .findFirst()
                            .orElse("")));
    return found[0];
  }

  private long entries() {
    long[] size = {0};
    inStore(opened -> size[0] = opened.log().last().number());
    return size[0];
  }

  @Test
  void aChangeInTheFilesBecomesOneEntryOfTheLog() {
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));
    edit(
        home.data().resolve("entities/all.ttl"),
        text -> text.replace("\"Q. Quill\"@en", "\"Quentin Quill\"@en"));

    Outcome outcome = load("--reason", "Dearer.");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).endsWith("loaded: 2 resources changed; change 2\n");
    assertThat(statement(MATTERS)).isEqualTo("Tea is dear to Arcadia.");
    assertThat(entries()).isEqualTo(2);
    assertThat(load().out()).isEqualTo("nothing to load: what the files say is in the store\n");
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  void whatTheStoreAloneChangedStays() {
    say(TEA, "Tea was traded.");
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));

    assertThat(load().out()).endsWith("loaded: 1 resource changed; change 3\n");
    assertThat(statement(TEA)).isEqualTo("Tea was traded.");
    assertThat(load().out()).startsWith("nothing to load");
    assertThat(statement(TEA)).isEqualTo("Tea was traded.");
  }

  @Test
  void aResourceThatBothChangedIsShownFromBothSidesAndNothingIsDone() {
    say(MATTERS, "Tea is loved in Arcadia.");
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));
    edit(
        home.data().resolve("entities/all.ttl"),
        text -> text.replace("\"Q. Quill\"@en", "\"Quentin Quill\"@en"));

    Outcome refused = load();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out())
        .contains(
            "  store: <https://w3id.org/ibid/id/tea-2001/claim/tea-matters> ibid:statement \"Tea is"
                + " loved")
        .contains(
            "  files: <https://w3id.org/ibid/id/tea-2001/claim/tea-matters> ibid:statement \"Tea is"
                + " dear")
        .contains("1 resource changed in the store and in the files: nothing was loaded");
    assertThat(entries()).isEqualTo(2);
    assertThat(load("--overwrite").out()).endsWith("loaded: 2 resources changed; change 3\n");
    assertThat(statement(MATTERS)).isEqualTo("Tea is dear to Arcadia.");
  }

  @Test
  void whatBothChangedAlikeIsNoConflict() {
    say(MATTERS, "Tea is dear to Arcadia.");
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));

    assertThat(load().out()).startsWith("nothing to load");
  }

  @Test
  void whatBreaksTheShapesIsNotLoaded() {
    edit(claims, text -> text.replace("ibid:modality ibid:Asserted", "ibid:modality ibid:Sung"));

    Outcome outcome = load();

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("one.ttl:").endsWith("nothing was loaded\n");
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void aDryRunOnlySaysWhatWouldBeDone() {
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));

    assertThat(load("--dry-run").out()).endsWith("would load: 1 resource changed\n");
    assertThat(entries()).isEqualTo(1);
    assertThat(load().out()).endsWith("change 2\n");
  }

  @Test
  void anotherOntologyReplacesTheOneOfTheStore() {
    edit(
        home.ontology().resolve("core.ttl"),
        text -> text.replace("rdfs:label \"claim\"@en", "rdfs:label \"allegation\"@en"));

    assertThat(load().out()).endsWith("loaded: the ontology replaced; change 2\n");
    assertThat(load().out()).startsWith("nothing to load");
    assertThat(export().err()).isEmpty();
  }

  @Test
  void namedFilesAreLoadedAndOthersAreNot() {
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));
    edit(
        home.data().resolve("entities/all.ttl"),
        text -> text.replace("\"Q. Quill\"@en", "\"Quentin Quill\"@en"));

    assertThat(load(claims.toString()).out()).endsWith("loaded: 1 resource changed; change 2\n");
    assertThat(load().out()).endsWith("loaded: 1 resource changed; change 3\n");
  }

  @Test
  void aFileFromElsewhereIsLoadedAndThenExportedToItsPlace() throws IOException {
    String fresh =
        Files.readString(claims)
            .replace("tea-matters", "tea-soothes")
            .replace("matters to", "soothes");
    Path elsewhere = folder.resolve("new.ttl");
    int start = fresh.indexOf("\n<https://w3id.org/ibid/id/tea-2001/claim/tea-soothes> a");
    Files.writeString(
        elsewhere, fresh.substring(0, fresh.indexOf("\n\n") + 2) + fresh.substring(start));

    assertThat(load(elsewhere.toString()).out()).endsWith("loaded: 1 resource added; change 2\n");
    assertThat(export().out()).isEqualTo("wrote data/tea-2001/claims/one.ttl\n1 file changed\n");
    assertThat(Files.readString(claims))
        .contains("Tea soothes Arcadia.")
        .contains("Tea matters to");
  }

  @Test
  void loadAfterExportAndExportAfterLoadDoNothing() throws IOException {
    assertThat(export().out()).isEqualTo("nothing to write: the files say what the store says\n");
    say(MATTERS, "Tea is loved in Arcadia.");
    String before = Files.readString(claims);

    assertThat(export().out()).isEqualTo("wrote data/tea-2001/claims/one.ttl\n1 file changed\n");
    assertThat(Files.readString(claims))
        .isEqualTo(before.replace("Tea matters to Arcadia.", "Tea is loved in Arcadia."));
    assertThat(load().out()).startsWith("nothing to load");
    assertThat(export().out()).startsWith("nothing to write");
  }

  @Test
  void exportDoesNotUndoWhatWasChangedInTheFilesAndNotLoaded() throws IOException {
    say(TEA, "Tea was traded.");
    edit(claims, text -> text.replace("Tea matters to", "Tea is dear to"));
    String before = Files.readString(claims);

    Outcome refused = export();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("tea-matters").contains("not loaded: nothing was written");
    assertThat(Files.readString(claims)).isEqualTo(before);
    assertThat(load().code()).isZero();
    assertThat(export().out()).contains("wrote data/tea-2001/claims/one.ttl");
    assertThat(Files.readString(claims)).contains("Tea was traded.").contains("Tea is dear to");
  }

  @Test
  void aRetractedClaimIsWrittenAsideAndComesBackAsRetracted() throws IOException {
    inStore(
        opened ->
            opened.write(
                writing -> {
                  List<Quad> closure = List.copyOf(writing.before().closure(MATTERS));
                  List<Quad> retracted =
                      closure.stream()
                          .map(quad -> Quad.create(Ibid.RETRACTED_GRAPH, quad.asTriple()))
                          .toList();
                  return writing.commit(
                      Change.of(closure, retracted), Author.of("anna", "It does not."));
                }));

    assertThat(export().out())
        .isEqualTo(
            """
            wrote data/tea-2001/claims/one.ttl
            wrote data/tea-2001/retracted.ttl
            2 files changed
            """);
    assertThat(load().out()).startsWith("nothing to load");
    assertThat(Files.readString(claims)).doesNotContain("Tea matters to");
    assertThat(ClaimGraph.read(home, Progress.none()).view().closure(MATTERS)).isEmpty();
    Path another = folder.resolve("another");
    try (Store again = Store.create(home, another, Progress.none())) {
      assertThat(
              again.log().change(1).added().stream()
                  .filter(quad -> Closures.owner(quad.getSubject()).equals(MATTERS)))
          .isNotEmpty()
          .allMatch(quad -> quad.getGraph().equals(Ibid.RETRACTED_GRAPH));
    }
  }

  @Test
  void aFolderWithoutFilesGetsAllOfThem() {
    say(MATTERS, "Tea is loved in Arcadia.");
    Path out = folder.resolve("all");

    assertThat(export("--out", out.toString()).out()).contains("one.ttl").contains("2 files");
    assertThat(load().out()).startsWith("nothing to load");
    assertThat(statement(MATTERS)).isEqualTo("Tea is loved in Arcadia.");
    assertThat(export("--out", out.toString()).out()).startsWith("nothing to write");
  }

  @Test
  void withoutAStoreOrWithOneThatAnotherCommandUsesTheReasonIsSaid() {
    assertThat(run("load", "--store", folder.resolve("none").toString()).err())
        .contains("holds no store; ./ibid serve --store");
    inStore(
        opened -> {
          assertThat(load().code()).isEqualTo(2);
          assertThat(load().err()).contains("is at work in the store");
        });
  }
}
