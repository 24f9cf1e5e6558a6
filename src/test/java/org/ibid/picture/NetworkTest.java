package org.ibid.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws networks from tables. */
class NetworkTest {

  private static final Drawing NETWORK = Drawings.named("network").orElseThrow();

  private static final Pattern BOX =
      Pattern.compile(
          "class=\"box\" x=\"([\\d.]+)\" y=\"([\\d.]+)\" width=\"([\\d.]+)\" height=\"([\\d.]+)\"");

  private static Table table(String... rows) {
    List<List<Cell>> cells = new ArrayList<>();
    for (String row : rows) {
      String[] parts = row.split(" ", -1);
      cells.add(
          Arrays.asList(
              thing(parts[0]),
              new Cell(Cell.Kind.TEXT, parts[1], parts[1], null),
              parts.length > 2 ? thing(parts[2]) : null));
    }
    return Table.of(List.of("from", "relation", "to"), cells, cells.size());
  }

  private static Cell thing(String name) {
    return new Cell(
        Cell.Kind.THING, "What is said at " + name, "https://example.org/" + name, "/doc/" + name);
  }

  private static Sheet drawn(Table table, int width) {
    Sheet sheet = new Sheet(width);
    NETWORK.draw(table, sheet);
    return sheet;
  }

  private static final Table ARGUMENT =
      table(
          "a upholds c",
          "b upholds c",
          "c upholds e",
          "a upholds e",
          "d opposes e",
          "e opposes d",
          "f upholds d",
          "e upholds a",
          "g upholds");

  @ParameterizedTest
  @ValueSource(ints = {Sheet.NARROW, Sheet.WIDE})
  void everyRowIsDrawnAndNoBoxCoversAnother(int width) {
    Sheet sheet = drawn(ARGUMENT, width);
    assertThat(sheet.shown()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    List<Labels.Box> boxes = new ArrayList<>();
    Matcher matcher = BOX.matcher(sheet.svg().toString());
    while (matcher.find()) {
      boxes.add(
          new Labels.Box(
              Double.parseDouble(matcher.group(1)),
              Double.parseDouble(matcher.group(2)),
              Double.parseDouble(matcher.group(3)),
              Double.parseDouble(matcher.group(4))));
    }
    assertThat(boxes).hasSize(7);
    for (Labels.Box box : boxes) {
      assertThat(boxes.stream().filter(box::meets)).containsExactly(box);
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(width);
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(sheet.height());
    }
  }

  @Test
  void whatOpposesDiffersByMoreThanColour() {
    assertThat(drawn(ARGUMENT, Sheet.WIDE).svg().toString()).contains("edge-2 stop", "tip-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {Sheet.WIDE, Sheet.NARROW})
  void kindsOfLinesDifferByMoreThanColourAndLeadToTheirClaims(int width) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String relation : List.of("works with", "trades with", "owes", "stands against")) {
      rows.add(
          List.of(
              thing("x-" + rows.size()),
              text(relation),
              thing("hub"),
              text(relation.equals("owes") ? "false" : "true"),
              new Cell(Cell.Kind.THING, "claims", "about:claims", "/claims/" + rows.size())));
    }
    Table table = Table.of(List.of("from", "relation", "to", "bothWays", "claims"), rows, 4);
    String svg = Picture.of(NETWORK, table, "Ties", "", width).inline("p");
    assertThat(svg).contains("edge-1", "edge-2", "edge-3", "edge-4").doesNotContain(">true<");
    assertThat(svg.split("href=\"/claims/", -1)).hasSize(5);
    assertThat(svg).contains(" — stands against: ");
    // One tip at the line that has a direction, and one in the key.
    assertThat(svg.split("class=\"tip-1\"", -1)).hasSize(3);
    assertThat(svg).doesNotContain("stop");
  }

  private static Cell text(String text) {
    return new Cell(Cell.Kind.TEXT, text, text, null);
  }

  @Test
  void sameTableGivesTheSameNetwork() {
    assertThat(drawn(ARGUMENT, Sheet.WIDE).svg())
        .hasToString(drawn(ARGUMENT, Sheet.WIDE).svg().toString());
  }
}
