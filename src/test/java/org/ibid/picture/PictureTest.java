package org.ibid.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Draws made-up tables, and looks at what is in the drawings. */
class PictureTest {

  private static final String LONG =
      "The Association of all the States between the two Seas and the high Mountains & <others>";

  private static Cell words(String text) {
    return new Cell(Cell.Kind.TEXT, text, text, null);
  }

  private static Cell number(String digits) {
    return new Cell(Cell.Kind.NUMBER, digits, digits, null);
  }

  private static Cell date(String form) {
    return new Cell(Cell.Kind.DATE, form, form, null);
  }

  private static Table table(String names, List<List<Cell>> rows) {
    return Table.of(List.of(names.split(" ")), rows, rows.size());
  }

  private static List<Cell> row(Cell... cells) {
    return Arrays.asList(cells);
  }

  private static Sheet drawn(Drawing drawing, Table table, int width) {
    assertThat(drawing.unfit(table)).isEmpty();
    return Picture.of(drawing, table, "A title", "About it.", width).sheet();
  }

  private static Document read(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  private static Document document(Drawing drawing, Table table, int width) {
    return read(Picture.of(drawing, table, "A title", "About it.", width).inline("picture"));
  }

  private static List<Element> all(Document document, String name, String kind) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (List.of(element.getAttribute("class").split(" ")).contains(kind)) {
        found.add(element);
      }
    }
    return found;
  }

  /** Tables of all sorts of rows, with gaps, for each kind that takes any of them. */
  static Stream<Table> tables() {
    Random random = new Random(7);
    String[] forms = {"exactly", "roughly", "more than", "less than", "at least", "several", ""};
    String[] dates = {"2019", "2019-04", "2019-04-26", "1947-08-14", "2020-02-30", "soon", "-0043"};
    return IntStream.range(0, 40)
        .mapToObj(
            round -> {
              List<List<Cell>> rows = new ArrayList<>();
              for (int i = 0; i < 1 + random.nextInt(25); i++) {
                String value =
                    String.valueOf(random.nextInt(1_000_000) * (1L + random.nextInt(900)));
                rows.add(
                    row(
                        gap(random, words("row " + random.nextInt(6) + " " + LONG)),
                        gap(random, words("head " + random.nextInt(5))),
                        gap(random, words("sort " + random.nextInt(9))),
                        gap(random, number(value)),
                        gap(random, words(forms[random.nextInt(forms.length)])),
                        gap(random, date(dates[random.nextInt(dates.length)])),
                        gap(random, date(dates[random.nextInt(dates.length)])),
                        gap(random, words(random.nextBoolean() ? "true" : "false"))));
              }
              return table("row column part value form from until firm", rows);
            });
  }

  private static Cell gap(Random random, Cell cell) {
    return random.nextInt(8) == 0 ? null : cell;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowIsAMarkOrIsNamedAsNotDrawn(Table table) {
    for (Drawing drawing : List.of(new Bars(), new Amounts(), new Timeline(), new Matrix())) {
      if (drawing.unfit(table).isPresent()) {
        continue;
      }
      for (int width : new int[] {Sheet.NARROW, Sheet.WIDE}) {
        Picture picture = Picture.of(drawing, table, "A title", "About it.", width);
        Document document = read(picture.inline("picture"));
        Set<Integer> told = new TreeSet<>();
        all(document, "g", "mark")
            .forEach(
                mark ->
                    Stream.of(mark.getAttribute("data-rows").split(" "))
                        .forEach(number -> told.add(Integer.valueOf(number))));
        assertThat(told).isEqualTo(picture.sheet().shown());
        picture
            .sheet()
            .leftOut()
            .forEach(
                (why, rows) -> {
                  rows.forEach(one -> assertThat(told.add(one)).isTrue());
                  assertThat(picture.notes()).anyMatch(note -> note.contains(why));
                });
        assertThat(told).hasSize(table.rows());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void nothingIsDrawnBesideTheSheet(Table table) {
    for (Drawing drawing : List.of(new Bars(), new Amounts(), new Timeline())) {
      if (drawing.unfit(table).isPresent()) {
        continue;
      }
      for (int width : new int[] {Sheet.NARROW, Sheet.WIDE}) {
        Sheet sheet = drawn(drawing, table, width);
        Document document = document(drawing, table, width);
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
          Element text = (Element) texts.item(i);
          double x = Double.parseDouble(text.getAttribute("x"));
          boolean small = text.getAttribute("class").matches("(tick|inside).*");
          double wide = Letters.width(text.getTextContent(), small ? 12 : Sheet.SIZE);
          String anchor = text.getAttribute("text-anchor");
          double left =
              anchor.equals("end") ? x - wide : anchor.equals("middle") ? x - wide / 2 : x;
          assertThat(left).as(text.getTextContent()).isGreaterThan(-1);
          assertThat(left + wide).as(text.getTextContent()).isLessThan(width + 1);
          assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, sheet.height());
        }
      }
    }
  }

  @Test
  void figureKeepsItsForm() {
    Table table =
        table(
            "who form value lower upper firm",
            List.of(
                row(words("a"), words("exactly"), number("5000000"), null, null, null),
                row(words("b"), words("more than"), number("3500000"), null, null, null),
                row(words("c"), words("less than"), number("25000000"), null, null, null),
                row(words("d"), words("roughly"), number("1000000000"), null, null, null),
                row(
                    words("e"),
                    words("between"),
                    null,
                    number("250000000"),
                    number("500000000"),
                    words("false")),
                row(words("f"), null, null, null, null, null)));
    Document document = document(new Amounts(), table, Sheet.WIDE);
    List<Element> marks = all(document, "g", "mark");
    assertThat(marks)
        .extracting(mark -> mark.getElementsByTagName("title").item(0).getTextContent())
        .containsExactly(
            "a, 5 million",
            "b, more than 3.5 million",
            "c, less than 25 million",
            "d, roughly 1 billion",
            "e, between 250 million and 500 million");
    double[] more = ends(marks.get(1));
    assertThat(more[1]).as("more than points to the right").isGreaterThan(more[0]);
    double[] less = ends(marks.get(2));
    assertThat(less[1]).as("less than points to the left").isLessThan(less[0]);
    assertThat(all(document, "rect", "soft")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(all(document, "rect", "hollow")).hasSize(1);
    Sheet sheet = drawn(new Amounts(), table, Sheet.WIDE);
    assertThat(sheet.leftOut()).containsKey("without an amount");
    assertThat(sheet.notes(table))
        .anyMatch(note -> note.contains("logarithmic"))
        .anyMatch(note -> note.contains("row 6"));
  }

  /** Where the arrow of a mark begins and where its point is. */
  private static double[] ends(Element mark) {
    Element line = (Element) mark.getElementsByTagName("line").item(0);
    return new double[] {
      Double.parseDouble(line.getAttribute("x1")), Double.parseDouble(line.getAttribute("x2"))
    };
  }

  @Test
  void differentUnitsStandOnDifferentScales() {
    Table table =
        table(
            "what value unit",
            List.of(
                row(words("a"), number("5"), words("US dollar")),
                row(words("b"), number("50"), words("person"))));
    Sheet sheet = drawn(new Amounts(), table, Sheet.WIDE);
    assertThat(sheet.svg().toString()).contains("Unit: US dollar").contains("Unit: person");
    assertThat(sheet.notes(table))
        .contains("What is counted differently stands on a scale of its own.");
  }

  @Test
  void dateIsAsLongAsItIsUncertain() {
    Table table =
        table(
            "date what",
            List.of(
                row(date("2018"), words("a year")),
                row(date("2019-04"), words("a month")),
                row(date("2019-04-26"), words("a day"))));
    Document document = document(new Timeline(), table, Sheet.WIDE);
    List<Element> marks = all(document, "g", "mark");
    double year = width(marks.get(0));
    double month = width(marks.get(1));
    assertThat(year / month).isBetween(11.0, 13.0);
    assertThat(marks.get(2).getElementsByTagName("circle").getLength()).isEqualTo(1);
  }

  @Test
  void whatIsNotDrawnIsCalledByItsName() {
    Table table =
        table(
            "date what",
            List.of(
                row(date("2018"), words("The Gazette 2018")),
                row(null, words("an unseen work")),
                row(null, words("another one"))));
    assertThat(drawn(new Timeline(), table, Sheet.WIDE).notes(table))
        .containsExactly("Not drawn, without a date: an unseen work, another one.");
  }

  private static double width(Element mark) {
    NodeList boxes = mark.getElementsByTagName("rect");
    return Double.parseDouble(((Element) boxes.item(1)).getAttribute("width"));
  }

  @Test
  void placeOfAMatrixHasASignForEachMarkAndAllItsRows() {
    Table table =
        table(
            "row column mark firm",
            List.of(
                row(words("India"), words("SCO"), words("member"), words("true")),
                row(words("India"), words("SCO"), words("member"), words("true")),
                row(words("India"), words("SCO"), words("invited"), words("false")),
                row(words("Iran"), words("EAEU"), words("invited"), words("false"))));
    List<Element> marks = all(document(new Matrix(), table, Sheet.WIDE), "g", "mark");
    assertThat(marks)
        .extracting(mark -> mark.getAttribute("data-rows"))
        .containsExactly("0 1", "2", "3");
    assertThat(marks.get(0).getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("India, SCO: member");
  }

  @Test
  void barIsAsLongAsItsPartsTogether() {
    Table table =
        table(
            "section part count firm",
            List.of(
                row(words("One"), words("press"), number("30"), words("true")),
                row(words("One"), words("none"), number("70"), words("false")),
                row(words("Two"), words("press"), number("50"), words("true"))));
    Document document = document(new Bars(), table, Sheet.WIDE);
    List<Element> parts = all(document, "rect", "part");
    double first = Double.parseDouble(parts.get(0).getAttribute("width"));
    double second = Double.parseDouble(parts.get(1).getAttribute("width"));
    assertThat(first + second).isCloseTo(Sheet.WIDE, org.assertj.core.data.Offset.offset(4.0));
    assertThat(all(document, "rect", "hollow-part")).hasSize(2);
  }

  @Test
  void tableThatDoesNotFitIsToldHowToMendIt() {
    Table table = table("a b", List.of(row(words("x"), words("y"))));
    for (Drawing drawing : Drawings.all()) {
      assertThat(drawing.unfit(table))
          .as(drawing.name())
          .hasValueSatisfying(why -> assertThat(why).contains("?"));
      assertThat(drawing.needs()).contains("?");
    }
  }

  @Test
  void fileHoldsTitleNotesSourceAndStyle() {
    Table table = Table.of(List.of("what", "number"), List.of(row(words(LONG), number("3"))), 9);
    String svg =
        Picture.of(new Bars(), table, "A & B", "About it.", Sheet.WIDE)
            .standalone(".bar { fill: red }", "The source", "https://ibid.example/q?a=1&b=2");
    Document document = read(svg);
    assertThat(document.getElementsByTagName("dc:title").item(0).getTextContent())
        .isEqualTo("A & B");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("The first 1 of 9 rows.", "The source", LONG.substring(0, 40), "fill: red");
  }
}
