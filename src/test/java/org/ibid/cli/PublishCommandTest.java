package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ibid.Outcome;
import org.ibid.edit.Tokens;
import org.ibid.graph.Entry;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.serve.IbidServer;
import org.ibid.serve.ServerOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes documents and retracts claims from the command line. */
class PublishCommandTest {

  @TempDir Path folder;
  private Home home;
  private Path store;

  @BeforeEach
  void makeStore() {
    home = LoadCommandTest.project(folder.resolve("project"));
    store = folder.resolve("store");
    Store.create(home, store, Progress.none()).close();
  }

  private Outcome inStore(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--store", store.toString()));
    return Outcome.of(home, 0, "", all.toArray(String[]::new));
  }

  private String document(String name, String text) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            """
            @prefix ibid: <https://w3id.org/ibid/ns#> .
            @prefix claim: <https://w3id.org/ibid/id/tea-2001/claim/> .
            """
                + text)
        .toString();
  }

  private String soothing(String modality) throws IOException {
    return document(
        "soothing.ttl",
        "claim:tea-soothes a ibid:Claim ; ibid:statement \"Tea soothes.\"@en ; ibid:modality "
            + modality
            + " .\n");
  }

  private List<Entry> entries() {
    try (Store opened = Store.open(home, store, Progress.none())) {
      return opened.log().entries(1, 100);
    }
  }

  @Test
  void documentsBecomeOneEntry() throws IOException {
    String trade =
        document(
            "trade.ttl",
            "claim:tea-trade a ibid:Claim ; ibid:statement \"Tea sells.\"@en ;"
                + " ibid:modality ibid:Asserted ; ibid:supports claim:tea-soothes .\n");

    Outcome outcome = inStore("publish", soothing("ibid:Asserted"), trade, "--reason", "More.");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("published: change 2\n");
    assertThat(inStore("publish", trade).out()).startsWith("nothing to publish");
    assertThat(entries()).hasSize(2);
    assertThat(entries().get(1).author().reason()).isEqualTo("More.");
  }

  @Test
  void mistakesAreShownInTheirLinesAndNothingIsDone() throws IOException {
    Outcome broken = inStore("publish", soothing("ibid:Sung"));

    assertThat(broken.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(broken.out())
        .contains("A claim is asserted.")
        .contains("soothing.ttl:3:")
        .endsWith("nothing was published\n");

    Outcome unreadable = inStore("publish", soothing("ibid:Asserted ibid:Sung"));

    assertThat(unreadable.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(unreadable.err()).contains("soothing.ttl:3:");
    assertThat(inStore("publish", folder.resolve("none.ttl").toString()).code())
        .isEqualTo(ExitCode.UNUSABLE);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void claimIsRetractedAndWhatStillPointsToItIsListedAlsoBesideAServer() throws IOException {
    try (Store opened = Store.open(home, store, Progress.none());
        IbidServer server = IbidServer.start(opened, home, ServerOptions.onPort(0))) {
      String trade =
          document(
              "trade.ttl",
              "claim:tea-trade a ibid:Claim ; ibid:statement \"Tea sells.\"@en ;"
                  + " ibid:modality ibid:Asserted ; ibid:supports claim:tea-matters .\n");
      assertThat(inStore("publish", trade).out()).isEqualTo("published: change 2\n");

      Outcome outcome =
          inStore("retract", "id/tea-2001/claim/tea-matters", "--reason", "It does not.");

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out())
          .isEqualTo(
              "still points to it: <https://w3id.org/ibid/id/tea-2001/claim/tea-trade> by"
                  + " ibid:supports\nretracted: change 3\n");
      assertThat(opened.log().size()).isEqualTo(3);
      Outcome again = inStore("retract", "id/tea-2001/claim/tea-matters", "--reason", "No.");
      assertThat(again.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(again.err()).contains("has been retracted");
      assertThat(server.port()).isPositive();
    }
  }

  /** A server elsewhere, of which nothing is known but its address and a token. */
  private final class Elsewhere implements AutoCloseable {
    private final Store opened = Store.open(home, store, Progress.none());
    private final IbidServer server = IbidServer.start(opened, home, ServerOptions.onPort(0));
    private final String token = Tokens.of(store).add("anna", null);

    Outcome run(String... command) {
      return run(Map.of("IBID_TOKEN", token), server.address(), command);
    }

    Outcome run(Map<String, String> environment, String address, String... command) {
      List<String> all = new ArrayList<>(List.of(command));
      all.addAll(List.of("--server", address));
      return Outcome.of(home, 0, "", environment, all.toArray(String[]::new));
    }

    @Override
    public void close() {
      server.close();
      opened.close();
    }
  }

  @Test
  void serverElsewherePublishesAndRetractsAsTheStoreHereDoes() throws IOException {
    try (Elsewhere elsewhere = new Elsewhere()) {
      String trade =
          document(
              "trade.ttl",
              "claim:tea-trade a ibid:Claim ; ibid:statement \"Tea sells.\"@en ;"
                  + " ibid:modality ibid:Asserted ; ibid:supports claim:tea-matters .\n");

      Outcome outcome =
          elsewhere.run("publish", soothing("ibid:Asserted"), trade, "--reason", "Ещё & \"more\"");

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).isEqualTo("published: change 2\n");
      assertThat(elsewhere.opened.log().last().author().agent()).isEqualTo("anna");
      assertThat(elsewhere.opened.log().last().author().reason()).isEqualTo("Ещё & \"more\"");

      Outcome retracted =
          elsewhere.run("retract", "id/tea-2001/claim/tea-matters", "--reason", "It does not.");

      assertThat(retracted.err()).isEmpty();
      assertThat(retracted.out())
          .isEqualTo(
              "still points to it: <https://w3id.org/ibid/id/tea-2001/claim/tea-trade> by"
                  + " ibid:supports\nretracted: change 3\n");
      Outcome again =
          elsewhere.run("retract", "id/tea-2001/claim/tea-matters", "--reason", "Not at all.");
      assertThat(again.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(again.err()).contains("has been retracted");
    }
  }

  @Test
  void mistakesThatTheServerFindsAreShownInTheLinesOfTheFileHere() throws IOException {
    try (Elsewhere elsewhere = new Elsewhere()) {
      String good =
          document(
              "good.ttl",
              "claim:tea-trade a ibid:Claim ; ibid:statement \"Tea sells.\"@en ;"
                  + " ibid:modality ibid:Asserted .\n");

      for (String[] files :
          new String[][] {{soothing("ibid:Sung")}, {good, soothing("ibid:Sung"), good}}) {
        List<String> command = new ArrayList<>(List.of("publish"));
        command.addAll(List.of(files));
        Outcome broken = elsewhere.run(command.toArray(String[]::new));

        assertThat(broken.code()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(broken.out())
            .contains(
                "A claim is asserted.",
                "soothing.ttl:3:",
                "help: write ibid:Asserted",
                "ibid:modality ibid:Asserted .\n\n")
            .endsWith("nothing was published\n");
      }

      Outcome unreadable = elsewhere.run("publish", soothing("ibid:Asserted ibid:Sung"));
      assertThat(unreadable.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(unreadable.err()).contains("soothing.ttl:3:");
      Outcome unsuitable =
          elsewhere.run(
              "publish", good, document("odd.ttl", "<http://example.org/x> a ibid:Claim ."));
      assertThat(unsuitable.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(unsuitable.err()).contains("odd.ttl:3:", "is not a thing of the data");
      assertThat(elsewhere.opened.log().size()).isEqualTo(1);
    }
  }

  @Test
  void requestThatIsRepeatedWithItsKeyIsCarriedOutOnce() throws IOException {
    try (Elsewhere elsewhere = new Elsewhere()) {
      String file = soothing("ibid:Asserted");
      assertThat(elsewhere.run("publish", file, "--key", "k1").out())
          .isEqualTo("published: change 2\n");
      assertThat(elsewhere.run("publish", file, "--key", "k1").out())
          .isEqualTo("published: change 2\n");
      assertThat(elsewhere.opened.log().size()).isEqualTo(2);
      Outcome other = elsewhere.run("publish", file, "--key", "k1", "--reason", "Another.");
      assertThat(other.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(other.err()).contains("Idempotency-Key was used");
    }
  }

  @Test
  void serverThatCannotBeReachedOrDoesNotKnowTheTokenIsSaidToBeSo() throws IOException {
    String file = soothing("ibid:Asserted");
    String address;
    try (Elsewhere elsewhere = new Elsewhere()) {
      address = elsewhere.server.address();
      Outcome none = elsewhere.run(Map.of(), address, "publish", file);
      assertThat(none.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(none.err()).contains("IBID_TOKEN");
      Outcome wrong = elsewhere.run(Map.of("IBID_TOKEN", "ibid_wrong"), address, "publish", file);
      assertThat(wrong.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(wrong.err()).contains("not one that opens this store", "IBID_TOKEN");
      assertThat(wrong.err()).doesNotContain("ibid_wrong");
      for (String odd : new String[] {"localhost:3330", "ftp://localhost/", "http://a b/"}) {
        Outcome nowhere = elsewhere.run(Map.of("IBID_TOKEN", "x"), odd, "publish", file);
        assertThat(nowhere.code()).as(odd).isEqualTo(ExitCode.UNUSABLE);
        assertThat(nowhere.err()).contains("is no address of a server");
      }
      assertThat(elsewhere.run("publish", file, "--store", store.toString()).err())
          .contains("mutually exclusive");
    }
    Outcome gone =
        Outcome.of(home, 0, "", Map.of("IBID_TOKEN", "x"), "publish", file, "--server", address);
    assertThat(gone.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(gone.err()).contains("cannot be reached (nobody answers there)");
  }
}
