package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ibid.Outcome;
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
}
