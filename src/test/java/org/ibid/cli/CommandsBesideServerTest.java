package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.edit.StoreKey;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.graph.StoreElsewhere;
import org.ibid.serve.IbidServer;
import org.ibid.serve.InventedProject;
import org.ibid.serve.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that need a store while a server has it open. */
class CommandsBesideServerTest {

  private static final Node MATTERS = NodeFactory.createURI(Ibid.ID + "tea-2001/claim/tea-matters");
  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");

  @TempDir Path folder;
  private Home home;
  private Path claims;
  private Store store;
  private IbidServer server;

  @BeforeEach
  void serve() {
    serve(LoadCommandTest.project(folder.resolve("project")));
  }

  private void serve(Home project) {
    home = project;
    claims = home.data().resolve("tea-2001/claims/one.ttl");
    assertThat(run("format").code()).isZero();
    store = Store.create(home, home.root().resolve("store"), Progress.none());
    server = IbidServer.start(store, home, ServerOptions.onPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  private Outcome run(String... args) {
    return Outcome.of(home, 0, "", args);
  }

  private Outcome inStore(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--store", store.folder().toString()));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private void edit(String old, String fresh) throws IOException {
    String before = Files.readString(claims);
    assertThat(before).contains(old);
    Files.writeString(claims, before.replace(old, fresh));
  }

  private static Change saying(Iterable<Quad> closure, String statement) {
    List<Quad> old = new ArrayList<>();
    for (Quad quad : closure) {
      if (quad.getPredicate().equals(STATEMENT)) {
        old.add(quad);
      }
    }
    Node words = NodeFactory.createLiteralLang(statement, "en");
    return Change.of(
        old, List.of(Quad.create(Ibid.articleGraph("tea-2001"), MATTERS, STATEMENT, words)));
  }

  private void say(String statement) {
    store.write(
        writing ->
            writing.commit(
                saying(writing.before().closure(MATTERS), statement),
                Author.of("anna", "Better.")));
  }

  private String statement() {
    return store.read(
        () ->
            store.view().closure(MATTERS).stream()
                .filter(quad -> quad.getPredicate().equals(STATEMENT))
                .map(quad -> quad.getObject().getLiteralLexicalForm())
                .findFirst()
                .orElse(""));
  }

  @Test
  void filesAreLoadedAsOneEntryThatTheServerShowsAtOnce() throws IOException {
    edit("Tea matters to", "Tea is dear to");

    Outcome outcome = inStore("load", "--reason", "Dearer, \"we\" find: ещё & ещё.");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).endsWith("loaded: 1 resource changed; change 2\n");
    assertThat(outcome.code()).isZero();
    assertThat(statement()).isEqualTo("Tea is dear to Arcadia.");
    assertThat(store.log().size()).isEqualTo(2);
    assertThat(store.log().last().author())
        .isEqualTo(Author.of(Stores.user(), "Dearer, \"we\" find: ещё & ещё."));
    assertThat(inStore("load").out()).startsWith("nothing to load");
    assertThat(store.log().size()).isEqualTo(2);
  }

  @Test
  void theOntologyWithItsNamelessNodesIsReplaced() throws IOException {
    Path core = home.ontology().resolve("core.ttl");
    Files.writeString(core, Files.readString(core).replace("\"claim\"@en", "\"allegation\"@en"));

    assertThat(inStore("load").out()).isEqualTo("loaded: the ontology replaced; change 2\n");
    assertThat(inStore("load").out()).startsWith("nothing to load");
    assertThat(store.log().entry(2).removed()).isPositive();
  }

  @Test
  void conflictsAndBrokenRulesAreRefusedAsWithoutTheServer() throws IOException {
    say("Tea is loved in Arcadia.");
    edit("Tea matters to", "Tea is dear to");

    Outcome conflict = inStore("load");

    assertThat(conflict.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(conflict.out())
        .contains("store: ")
        .contains("Tea is loved")
        .contains("files: ")
        .endsWith("or take the store's side with ./ibid export data --overwrite\n");
    assertThat(inStore("export data").code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(inStore("load", "--overwrite").out()).endsWith("change 3\n");

    edit("ibid:modality ibid:Asserted", "ibid:modality ibid:Sung");
    Outcome broken = inStore("load");

    assertThat(broken.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(broken.out()).contains("one.ttl:").endsWith("nothing was loaded\n");
    assertThat(store.log().size()).isEqualTo(3);
  }

  @Test
  void storeIsWrittenBackToTheFiles() throws IOException {
    say("Tea is loved in Arcadia.");
    String before = Files.readString(claims);

    Outcome outcome = inStore("export data");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("wrote data/tea-2001/claims/one.ttl\n1 file changed\n");
    assertThat(Files.readString(claims))
        .isEqualTo(before.replace("Tea matters to Arcadia.", "Tea is loved in Arcadia."));
    assertThat(inStore("load").out()).startsWith("nothing to load");
    assertThat(inStore("export data").out()).startsWith("nothing to write");
  }

  @Test
  void spreadsheetIsPublishedAsOneEntryOrRefused() throws IOException {
    stop();
    ProjectFolder project = InventedProject.in(folder.resolve("real"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    serve(project.home());
    Outcome csv = run("export", "csv", "evaluation");
    assertThat(csv.err()).isEmpty();
    Path sheet = folder.resolve("sheet.csv");
    Files.writeString(sheet, csv.out().replace("Tea matters to Arcadia.", "Arcadia likes tea."));

    assertThat(inStore("import", sheet.toString()).code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(store.log().size()).isEqualTo(1);

    Outcome outcome = inStore("import", sheet.toString(), "--replace");

    assertThat(outcome.err()).endsWith("1 evaluation claim, all good\n");
    assertThat(outcome.out()).isEqualTo("published: change 2\n");
    assertThat(statement()).isEqualTo("Arcadia likes tea.");
  }

  @Test
  void indexIsBuiltAnewByTheServer() {
    say("Tea is loved in Arcadia.");

    assertThat(inStore("rebuild").out()).isEqualTo("The index holds the store up to change 2.\n");
    assertThat(statement()).isEqualTo("Tea is loved in Arcadia.");
  }

  @Test
  void whoIsOvertakenWorksAgainWithTheNewStateAndOverwritesNothing() {
    int[] attempts = {0};
    try (StoreElsewhere beside =
        StoreElsewhere.open(
            home,
            store.folder(),
            RunningServer.of(store.folder(), Store.holder(store.folder()).orElseThrow()))) {
      beside.write(
          writing -> {
            if (attempts[0]++ == 0) {
              say("Tea is loved in Arcadia.");
            }
            String now =
                writing.before().closure(MATTERS).stream()
                    .filter(quad -> quad.getPredicate().equals(STATEMENT))
                    .map(quad -> quad.getObject().getLiteralLexicalForm())
                    .findFirst()
                    .orElseThrow();
            return writing.commit(
                saying(writing.before().closure(MATTERS), now + " Still."),
                Author.of("boris", "More."));
          });
    }

    assertThat(attempts[0]).isEqualTo(2);
    assertThat(statement()).isEqualTo("Tea is loved in Arcadia. Still.");
    assertThat(store.log().size()).isEqualTo(3);
  }

  @Test
  void addressForCommandsIsClosedToThoseWithoutTheKey() throws Exception {
    Path key = store.folder().resolve("key");
    String token = run("token", "add", "anna", "--store", store.folder().toString()).out().strip();
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    for (String presented : new String[] {"", "x", token}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address() + "store/changes?mark=1&agent=x"))
              .header("Content-Type", "application/rdf-patch")
              .header("Authorization", "Bearer " + presented)
              .POST(BodyPublishers.ofString("TX .\nTC .\n"))
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
    }
    assertThat(store.log().size()).isEqualTo(1);
    String first = StoreKey.of(store.folder()).orElseThrow();
    server.close();
    assertThat(key).doesNotExist();
    assertThat(inStore("load").err()).contains("is at work in the store");
    server = IbidServer.start(store, home, ServerOptions.onPort(0));
    assertThat(StoreKey.of(store.folder())).isPresent().get().isNotEqualTo(first);
  }
}
