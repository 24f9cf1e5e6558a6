package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
  void nanopublicationIsImportedAgain() throws IOException {
    Path file = folder.resolve("one.trig");
    Path data = folder.resolve("one.ttl");
    String reasons = ibid("export", "quickstatements", "--format", "csv").out();
    String claim = reasons.lines().skip(1).findFirst().orElseThrow().split(",", 2)[0];
    ibid("export", "nanopub", "--claim", claim, "--out", file.toString());
    Outcome known = ibid("import", file.toString());
    assertThat(known.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(known.err()).contains("is there already");
    Outcome taken = ibid("import", file.toString(), "--replace", "--out", data.toString());
    assertThat(taken.err()).contains("1 claim, all good");
    assertThat(ibid("format", "--check", data.toString()).code()).isEqualTo(ExitCode.OK);
    Files.writeString(file, Files.readString(file).replace("2026", "2027"));
    Outcome changed = ibid("import", file.toString(), "--replace");
    assertThat(changed.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(changed.err()).contains("is of another content");
  }

  @Test
  void sheetOfEachKindIsWritten() throws IOException {
    Outcome several = ibid("export", "csv");
    assertThat(several.err()).contains("name one, or with --out a folder");
    Path sheets = folder.resolve("sheets");
    assertThat(ibid("export", "csv", "--out", sheets.toString()).code()).isEqualTo(ExitCode.OK);
    try (Stream<Path> files = Files.list(sheets)) {
      assertThat(files).hasSizeGreaterThan(5).allMatch(file -> file.toString().endsWith(".csv"));
    }
  }

  @Test
  void reasonsAreCounted() {
    Outcome outcome = ibid("export", "quickstatements", "--reasons");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("Wikidata has no property", " refused");
  }
}
