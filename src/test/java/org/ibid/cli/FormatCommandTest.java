package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ibid.Outcome;
import org.ibid.graph.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {

  private static final String UNTIDY =
      "@prefix ex: <https://w3id.org/ibid/id/thing/>. ex:a ex:b 1;a ex:K.";
  private static final String TIDY =
      """
      @prefix ex: <https://w3id.org/ibid/id/thing/> .

      ex:a a ex:K ;
          ex:b 1 .
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path untidy;
  private Path tidy;

  @BeforeEach
  void writeTwoFiles() throws IOException {
    Files.createDirectories(folder.resolve("data/entities"));
    Files.createDirectories(folder.resolve("data/gulls/claims"));
    untidy = Files.writeString(folder.resolve("data/entities/untidy.ttl"), UNTIDY);
    tidy = Files.writeString(folder.resolve("data/gulls/claims/tidy.ttl"), TIDY);
  }

  private int format(Object... args) {
    out.reset();
    err.reset();
    return Main.run(
        Outcome.terminal(new Home(folder), out, err),
        Stream.concat(Stream.of("format"), Stream.of(args).map(Object::toString))
            .toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allDataFilesAreBroughtIntoForm() throws IOException {
    assertThat(format()).isEqualTo(ExitCode.OK);
    assertThat(out())
        .isEqualTo("formatted data/entities/untidy.ttl\n2 of 2 files in canonical form\n");
    assertThat(untidy).hasContent(TIDY);
    assertThat(format()).isEqualTo(ExitCode.OK);
    assertThat(out()).isEqualTo("2 of 2 files in canonical form\n");
  }

  @Test
  void checkListsTheFilesAndChangesNone() {
    assertThat(format("--check")).isEqualTo(ExitCode.NEGATIVE);
    assertThat(out())
        .isEqualTo(
            """
            not in canonical form: data/entities/untidy.ttl
            1 of 2 files in canonical form
            ./ibid format brings the others into it
            """);
    assertThat(untidy).hasContent(UNTIDY);
    assertThat(format("--check", tidy)).isEqualTo(ExitCode.OK);
  }

  @Test
  void onlyTheNamedFilesAreFormattedAlsoOutsideTheProject(@TempDir Path elsewhere)
      throws IOException {
    Path draft = Files.writeString(elsewhere.resolve("draft.ttl"), UNTIDY);
    assertThat(format(draft)).isEqualTo(ExitCode.OK);
    assertThat(draft).hasContent(TIDY);
    assertThat(untidy).hasContent(UNTIDY);
  }

  @Test
  void fileThatCannotBeUsedIsLeftAloneAndNamedAndTheOthersAreFormatted() throws IOException {
    String remark = UNTIDY + "\n# a remark that would be lost\n";
    Path bad = Files.writeString(folder.resolve("data/entities/a.ttl"), remark);
    assertThat(format()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).startsWith("ibid: data/entities/a.ttl:2:1: ").contains("editorialNote");
    assertThat(out()).contains("formatted data/entities/untidy.ttl", "2 of 3 files");
    assertThat(bad).hasContent(remark);
    assertThat(format(folder.resolve("none.ttl"), folder)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err()).hasLineCount(2).contains("there is no such file");
  }

  @Test
  void linkStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.ttl"), untidy);
    assertThat(format(link)).isEqualTo(ExitCode.OK);
    assertThat(link).isSymbolicLink();
    assertThat(untidy).hasContent(TIDY);
  }
}
