package org.ibid.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ibid.picture.Labels.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws maps from tables. */
class PlaceMapTest {

  private static final Drawing MAP = Drawings.named("map").orElseThrow();

  private static final Pattern TEXT =
      Pattern.compile(
          "<text class=\"[^\"]*\" x=\"([-\\d.]+)\" y=\"([-\\d.]+)\"(?:"
              + " text-anchor=\"(\\w+)\")?>([^<]*)<");

  private static Cell thing(String name) {
    return name == null
        ? null
        : new Cell(Cell.Kind.THING, name, "https://example.org/" + name, "/doc/" + name);
  }

  private static Cell point(String wkt) {
    return wkt == null ? null : new Cell(Cell.Kind.SHAPE, wkt, wkt, null);
  }

  private static Cell number(String digits) {
    return new Cell(Cell.Kind.NUMBER, digits, digits, null);
  }

  private static Cell text(String text) {
    return new Cell(Cell.Kind.TEXT, text, text, null);
  }

  private static Sheet drawn(Table table, int width) {
    Sheet sheet = new Sheet(width);
    assertThat(MAP.unfit(table)).isEmpty();
    MAP.draw(table, sheet);
    return sheet;
  }

  private static Table places(String... namesAndPoints) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < namesAndPoints.length; i += 2) {
      rows.add(Arrays.asList(thing(namesAndPoints[i]), point(namesAndPoints[i + 1])));
    }
    return Table.of(List.of("place", "point"), rows, rows.size());
  }

  /** Forty places, most of them within a few hundred kilometres. */
  private static Table crowd() {
    String[] all =
        IntStream.range(0, 40)
            .boxed()
            .flatMap(
                i ->
                    java.util.stream.Stream.of(
                        "Town number " + i,
                        "POINT(" + (60 + i % 7 * 1.3) + " " + (30 + i % 11 * 0.7) + ")"))
            .toArray(String[]::new);
    return places(all);
  }

  private static List<Box> labels(Sheet sheet) {
    List<Box> boxes = new ArrayList<>();
    Matcher matcher = TEXT.matcher(sheet.svg().toString());
    while (matcher.find()) {
      double width = Letters.width(matcher.group(4), 11);
      double x = Double.parseDouble(matcher.group(1));
      String anchor = matcher.group(3);
      double left = anchor == null ? x : anchor.equals("end") ? x - width : x - width / 2;
      boxes.add(new Box(left, Double.parseDouble(matcher.group(2)) - 11, width, 13));
    }
    return boxes;
  }

  @ParameterizedTest
  @ValueSource(ints = {Sheet.NARROW, Sheet.WIDE})
  void noLabelCoversAnother(int width) {
    List<Box> boxes = labels(drawn(crowd(), width));
    assertThat(boxes).hasSizeGreaterThanOrEqualTo(40);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(boxes.get(i).meets(boxes.get(j)))
            .as("%s and %s", boxes.get(i), boxes.get(j))
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Sheet.NARROW, Sheet.WIDE})
  void everyPlaceIsNamedOnTheMapOrBelowIt(int width) {
    String svg = drawn(crowd(), width).svg().toString();
    for (int i = 0; i < 40; i++) {
      assertThat(svg).containsPattern(">Town number " + i + "</text>|>Town number</text>");
    }
  }

  @Test
  void everyRowIsAMarkOrNamedAsNotDrawn() {
    Sheet sheet =
        drawn(
            places(
                "Gwadar",
                "POINT(62.3 25.1)",
                "Nowhere",
                null,
                "Beyond",
                "POINT(462.3 25.1)",
                "Area",
                "POLYGON((0 0, 1 0, 1 1, 0 0))",
                null,
                "Point(60 25)"),
            Sheet.WIDE);
    assertThat(sheet.shown()).containsExactly(0);
    assertThat(sheet.leftOut().values().stream().flatMap(java.util.Set::stream))
        .containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(sheet.notes(places())).anyMatch(note -> note.contains("Nowhere"));
  }

  @Test
  void sameTableGivesTheSameMap() {
    assertThat(drawn(crowd(), Sheet.WIDE).svg()).hasToString(drawn(crowd(), Sheet.WIDE).svg() + "");
  }

  @Test
  void widthOfALineIsThatOfItsNumber() {
    Table table =
        Table.of(
            List.of("from", "fromPoint", "to", "toPoint", "value", "form"),
            List.of(
                List.of(
                    thing("A"),
                    point("POINT(70 30)"),
                    thing("B"),
                    point("POINT(80 30)"),
                    number("3000000"),
                    text("more than")),
                List.of(
                    thing("A"),
                    point("POINT(70 30)"),
                    thing("C"),
                    point("POINT(70 40)"),
                    number("1500000"),
                    text("exactly"))),
            2);
    String svg = drawn(table, Sheet.WIDE).svg().toString();
    assertThat(svg)
        .contains("stroke-width=\"9\"")
        .contains("stroke-width=\"4.5\"")
        .contains(">more than 3 million</text>")
        .contains(">1.5 million</text>");
  }

  @Test
  void placesOfARouteAreJoinedByTheShortestWay() {
    List<List<Cell>> rows =
        List.of(
            List.of(thing("pipeline"), thing("Middle"), point("POINT(70 35)")),
            List.of(thing("pipeline"), thing("End"), point("POINT(80 35)")),
            List.of(thing("pipeline"), thing("Start"), point("POINT(60 35)")));
    String svg =
        drawn(Table.of(List.of("route", "place", "point"), rows, 3), Sheet.WIDE).svg().toString();
    Matcher way = Pattern.compile("class=\"route series-1\" d=\"([^\"]*)\"").matcher(svg);
    assertThat(way.find()).isTrue();
    List<Double> across =
        Arrays.stream(way.group(1).substring(1).split("L"))
            .map(at -> Double.valueOf(at.substring(0, at.indexOf(' '))))
            .toList();
    List<Double> sorted = across.stream().sorted().toList();
    assertThat(across).isIn(sorted, sorted.reversed());
  }

  @Test
  void aTableWithoutPointsIsToldWhatItLacks() {
    Table table = Table.of(List.of("place"), List.of(List.of(thing("Gwadar"))), 1);
    assertThat(MAP.unfit(table)).hasValueSatisfying(why -> assertThat(why).contains("?point"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POINT(179.9 -17)", "POINT(0 90)", "POINT(-70 -55)", "POINT(100 -89)"})
  void anyPlaceOfTheGlobeCanBeShown(String where) {
    Sheet sheet = drawn(places("Here", where, "There", "POINT(-179 10)"), Sheet.WIDE);
    assertThat(sheet.shown()).containsExactly(0, 1);
    assertThat(sheet.svg().toString()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void projectionKeepsAreas() {
    Lambert lambert = new Lambert(70, 35);
    double near = area(lambert, 70, 35);
    double far = area(lambert, 120, 60) / Math.cos(Math.toRadians(60.5));
    assertThat(far).isCloseTo(near / Math.cos(Math.toRadians(35.5)), within(near * 0.01));
    assertThat(lambert.project(new double[] {70, 35})).containsExactly(0, -0.0);
  }

  /** The area on the map of one degree by one degree. */
  private static double area(Lambert lambert, double west, double south) {
    double[] a = lambert.project(new double[] {west, south});
    double[] b = lambert.project(new double[] {west + 1, south});
    double[] c = lambert.project(new double[] {west + 1, south + 1});
    double[] d = lambert.project(new double[] {west, south + 1});
    return Math.abs((a[0] - c[0]) * (b[1] - d[1]) - (b[0] - d[0]) * (a[1] - c[1])) / 2;
  }

  @Test
  void landIsWhereLandIs() {
    View inland = View.of(List.of(new double[] {75, 50}), 960, false);
    View ocean = View.of(List.of(new double[] {-140, -30}), 960, false);
    View coast = View.of(List.of(new double[] {62, 25}, new double[] {73, 34}), 960, false);
    // All of it twice, which by the even-odd rule is nothing: Arabia is just opposite.
    assertThat(Land.path(ocean).split("M")).hasSize(3);
    assertThat(Land.path(inland)).startsWith("M").endsWith("Z");
    // A coast has many corners.
    assertThat(Land.path(coast).split("l")).hasSizeGreaterThan(25);
  }
}
