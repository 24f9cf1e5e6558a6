package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void widthIsThatOnTheScreen() {
    assertThat(TextTable.width("abc")).isEqualTo(3);
    assertThat(TextTable.width("中文")).isEqualTo(4);
    assertThat(TextTable.width("e\u0301")).isEqualTo(1);
    assertThat(TextTable.width("Россия")).isEqualTo(6);
    assertThat(TextTable.width("so\u00adft")).isEqualTo(4);
  }

  @Test
  void longTextIsBrokenAtSpacesAndLongWordsAnywhere() {
    assertThat(TextTable.wrap("one two three", 7)).isEqualTo(List.of("one two", "three"));
    assertThat(TextTable.wrap("abcdefghij kl", 4)).isEqualTo(List.of("abcd", "efgh", "ij", "kl"));
  }

  @Test
  void tableFitsTheScreen() {
    TextTable table = new TextTable(List.of("id", "text"));
    table.add("first", "a rather long text that does not fit the narrow screen\nat all");
    table.add("second", "short");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), 40);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    assertThat(text).contains("screen", "at all", "second", "short");
  }
}
