package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ibid.ArticleCopies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the project's data files are as {@code ./ibid format} writes them. */
class CanonicalFormTest {

  private static final Home PROJECT = ArticleCopies.project();

  static Stream<String> dataFiles() {
    return PROJECT.dataFiles().stream().map(PROJECT::show);
  }

  @ParameterizedTest
  @MethodSource("dataFiles")
  void dataFileIsInCanonicalForm(String name) throws IOException {
    Path file = PROJECT.root().resolve(name);
    String text = Files.readString(file);
    String canonical = DataFile.parse(text, name).toTurtle(PredicateOrder.read(PROJECT));
    assertThat(text.equals(canonical))
        .withFailMessage(
            "%s is not in canonical form (from line %d); this mends it: ./ibid format %s",
            name, firstDifference(text, canonical), name)
        .isTrue();
  }

  private static int firstDifference(String text, String canonical) {
    String[] lines = text.split("\n", -1);
    String[] others = canonical.split("\n", -1);
    int line = 0;
    while (line < lines.length && line < others.length && lines[line].equals(others[line])) {
      line++;
    }
    return line + 1;
  }
}
