package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.ClassPath;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.graph.StoreException;
import org.ibid.serve.InventedProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that need a store while a server in a process of its own has it open. */
class CommandsBesideProcessTest {

  private static final Pattern ADDRESS = Pattern.compile("Ibid at (http://\\S+/) .*");

  @TempDir Path folder;
  private Home home;
  private Path store;
  private Process process;
  private String address;

  @BeforeEach
  void serve() throws IOException {
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    home = project.home();
    store = folder.resolve("store");
    assertThat(run("format").code()).isZero();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dibid.home=" + home.root(),
                "-cp",
                ClassPath.ofTests(),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--offline",
                "--store",
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).as("the server should say where it is").isNotNull();
    Matcher said = ADDRESS.matcher(line);
    assertThat(said.matches()).as(line).isTrue();
    address = said.group(1);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Outcome run(String... args) {
    return Outcome.of(home, 0, "", args);
  }

  private Outcome inStore(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--store", store.toString()));
    return run(all.toArray(String[]::new));
  }

  private static void edit(Path file, String old, String fresh) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(old);
    Files.writeString(file, before.replace(old, fresh));
  }

  private Path sugar(String statement) throws IOException {
    return Files.writeString(
        folder.resolve("sugar.ttl"),
        """
        @prefix ibid: <https://w3id.org/ibid/ns#> .
        @prefix claim: <https://w3id.org/ibid/id/tea-2001/claim/> .
        claim:sugar a ibid:EvaluationClaim ;
          ibid:statement "%s"@en ; ibid:about <id/actor/arcadia> ;
          ibid:modality ibid:Asserted ; ibid:attribution claim:sugar.attribution ;
          ibid:passage <id/tea-2001/passage/s2> ; ibid:evidence claim:sugar.evidence .
        claim:sugar.attribution a ibid:Attribution ;
          ibid:agent <id/tea-2001/agent/authors> ; ibid:stance ibid:Asserts .
        claim:sugar.evidence a ibid:NoSourceGiven .
        """
            .formatted(statement));
  }

  private String statement(String claim) {
    String question =
        "SELECT ?s { <https://w3id.org/ibid/id/tea-2001/claim/" + claim + "> ibid:statement ?s }";
    return Outcome.of(
            home, 0, question, "query", "-", "--format", "csv", "--endpoint", address + "sparql")
        .out();
  }

  @Test
  void eachCommandHasTheProcessThatHoldsTheStoreMakeItsChange() throws IOException {
    assertThatThrownBy(() -> Store.open(home, store, Progress.none()))
        .isInstanceOf(StoreException.class);

    // The files' change goes into the store, and the store's into the files.
    Path claims = home.data().resolve("tea-2001/claims/one.ttl");
    edit(claims, "Tea matters to", "Tea is dear to");
    assertThat(inStore("load").out()).endsWith("loaded: 1 resource changed; change 2\n");
    assertThat(inStore("publish", sugar("Sugar matters.").toString()).out())
        .endsWith("published: change 3\n");
    assertThat(inStore("export", "data").out()).contains("wrote data/tea-2001/claims/");

    // A spreadsheet replaces claims.
    Path sheet = folder.resolve("sheet.csv");
    Files.writeString(
        sheet,
        run("export", "csv", "evaluation").out().replace("Tea is dear to", "Tea is loved in"));
    assertThat(inStore("import", sheet.toString(), "--replace").out())
        .endsWith("published: change 4\n");

    assertThat(inStore("rebuild").out()).isEqualTo("The index holds the store up to change 4.\n");
    assertThat(inStore("retract", "id/tea-2001/claim/sugar", "--reason", "It was misread.").out())
        .endsWith("retracted: change 5\n");

    // Whoever has but the address and a token gets the same.
    String token = inStore("token", "add", "anna").out().strip();
    Path matters =
        Files.writeString(
            folder.resolve("matters.ttl"),
            Files.readString(sugar("Honey matters.")).replace("claim:sugar", "claim:honey"));
    Outcome elsewhere =
        Outcome.of(
            home,
            0,
            "",
            Map.of("IBID_TOKEN", token),
            "publish",
            matters.toString(),
            "--server",
            address);
    assertThat(elsewhere.out()).endsWith("published: change 6\n");

    // The process that holds the store knows all of it, and so does the store when it is dead.
    assertThat(statement("tea-matters")).contains("Tea is loved in Arcadia.");
    assertThat(statement("honey")).contains("Honey matters.");
    assertThat(statement("sugar")).doesNotContain("Sugar");
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
    process.onExit().join();
    try (Store opened = Store.open(home, store, Progress.none())) {
      assertThat(opened.log().size()).isEqualTo(6);
    }
  }
}
