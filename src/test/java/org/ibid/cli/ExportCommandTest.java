package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.riot.Lang;
import org.ibid.BundledProject;
import org.ibid.Outcome;
import org.ibid.export.Nanopub;
import org.ibid.export.Nanopubs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  @TempDir Path folder;

  private static Outcome ibid(String... args) {
    return Outcome.of(BundledProject.home(), 0, "", args);
  }

  @Test
  void withoutAKindTheKindsAreListed() {
    Outcome outcome = ibid("export");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .contains("nanopub", "quickstatements", "bibtex", "csl", "ris", "rdf12");
  }

  @Test
  void unknownKindFormAndClaimAreSaidToBeSo() {
    assertThat(ibid("export", "paper").err()).contains("nothing is called \"paper\"");
    assertThat(ibid("export", "ris", "--format", "ttl").err())
        .contains("ris can be had as ris, and not as ttl");
    assertThat(ibid("export", "ris", "--article", "nowhere").err()).contains("no article");
    Outcome outcome = ibid("export", "ris", "--claim", "https://w3id.org/ibid/id/a/claim/none");
    assertThat(outcome.err()).contains("is no claim");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void nanopublicationOfOneClaimIsWrittenToAFile() throws IOException {
    Path file = folder.resolve("one.trig");
    String reasons = ibid("export", "quickstatements", "--format", "csv").out();
    String claim = reasons.lines().skip(1).findFirst().orElseThrow().split(",", 2)[0];
    Outcome outcome = ibid("export", "nanopub", "--claim", claim, "--out", file.toString());
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Nanopubs.read(Files.readString(file), "one", Lang.TRIG))
        .singleElement()
        .satisfies(
            nanopub -> assertThat(nanopub.check().standing()).isEqualTo(Nanopub.Standing.TRUSTY));
  }

  @Test
  void reasonsAreCounted() {
    Outcome outcome = ibid("export", "quickstatements", "--reasons");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("Wikidata has no property", " refused");
  }
}
