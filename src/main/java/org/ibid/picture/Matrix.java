package org.ibid.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A grid of who belongs to what, with a sign for how; on a phone a list for each column. */
final class Matrix implements Drawing {

  private static final int MOST_COLUMNS = 30;
  private static final int MOST_ROWS = 120;

  private static final double ROW = 26;
  private static final double SIGN = 5.5;
  private static final double SLANT = 0.7071;

  /** The columns that say where a mark stands and what it is. */
  private record Parts(Column down, Column across, Optional<Column> mark) {}

  /** Where a row of the grid meets a column of it. */
  private record Place(String down, String across) {}

  @Override
  public String name() {
    return "matrix";
  }

  @Override
  public String needs() {
    return "Two columns of words or things, ?row and ?column, else the first two: what is on the"
        + " left and what is at the top. ?mark, else the third, says what one is to the"
        + " other; ?firm is false for what does not hold by itself and is drawn hollow;"
        + " ?claim or ?statement is where a mark leads.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    Optional<Parts> parts = parts(table);
    if (parts.isEmpty()) {
      return Optional.of(
          "A matrix needs two columns of words or things, such as ?row and ?column; ?mark says what"
              + " one is to the other.");
    }
    Set<String> across = parts.get().across().texts();
    Set<String> down = parts.get().down().texts();
    if (across.size() > MOST_COLUMNS || down.size() > MOST_ROWS) {
      return Optional.of(
          "A matrix has room for %d rows and %d columns; these would be %d and %d. Narrow the query down."
              .formatted(MOST_ROWS, MOST_COLUMNS, down.size(), across.size()));
    }
    boolean meets = across.size() > 1 && down.size() > 1 && across.size() < table.rows();
    return meets
        ? Optional.empty()
        : Optional.of("A matrix needs several values in ?row and in ?column that meet each other.");
  }

  private static Optional<Parts> parts(Table table) {
    Optional<Column> down = table.column("row");
    Optional<Column> across = table.column("column");
    List<Column> words =
        table.words().stream()
            .filter(column -> !Set.of("claim", "statement", "firm").contains(column.name()))
            .toList();
    if (down.isPresent() && across.isPresent()) {
      return Optional.of(new Parts(down.get(), across.get(), table.column("mark")));
    }
    return words.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Parts(
                words.get(0),
                words.get(1),
                table.column("mark").or(() -> words.stream().skip(2).findFirst())));
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    Parts parts = parts(table).orElseThrow();
    Optional<Column> firm = table.column("firm");
    Optional<Column> claim = table.column("claim", "statement");
    Map<Place, Map<String, List<Integer>>> places = new LinkedHashMap<>();
    Map<String, Boolean> marks = new LinkedHashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      if (parts.down().in(row) == null || parts.across().in(row) == null) {
        sheet.leaveOut(row, "without a value in both columns");
        continue;
      }
      int place = row;
      String mark = parts.mark().map(column -> column.text(place)).orElse("");
      marks.merge(
          mark,
          !firm.map(column -> column.text(place)).orElse("").equals("false"),
          Boolean::logicalAnd);
      places
          .computeIfAbsent(
              new Place(parts.down().text(row), parts.across().text(row)),
              key -> new LinkedHashMap<>())
          .computeIfAbsent(mark, key -> new ArrayList<>())
          .add(row);
    }
    List<String> kinds = ordered(places.values().stream().flatMap(all -> all.keySet().stream()));
    kinds.sort(Comparator.comparing(kind -> !marks.get(kind)));
    Signs signs = new Signs(table, sheet, kinds, marks, claim);
    double y = sheet.isNarrow() ? lists(places, signs, sheet) : grid(places, signs, sheet);
    sheet.reach(signs.key(y));
  }

  /** Those with most marks first. */
  private static List<String> ordered(Stream<String> all) {
    Map<String, Long> counts =
        all.collect(Collectors.groupingBy(text -> text, LinkedHashMap::new, Collectors.counting()));
    List<String> ordered = new ArrayList<>(counts.keySet());
    ordered.sort(Comparator.comparing((String text) -> -counts.get(text)));
    return ordered;
  }

  private static double grid(
      Map<Place, Map<String, List<Integer>>> places, Signs signs, Sheet sheet) {
    List<String> down = ordered(places.keySet().stream().map(Place::down));
    List<String> across = ordered(places.keySet().stream().map(Place::across));
    double left =
        Math.min(
            230,
            12
                + down.stream()
                    .mapToDouble(text -> Letters.width(text, Sheet.SIZE))
                    .max()
                    .orElse(0));
    double rise =
        14
            + SLANT
                * across.stream()
                    .mapToDouble(text -> Letters.width(text, Sheet.SIZE))
                    .max()
                    .orElse(0);
    double step = 70;
    for (int i = 0; i < across.size(); i++) {
      double room = sheet.width() - left - SLANT * Letters.width(across.get(i), Sheet.SIZE);
      step = Math.min(step, room / (i + 1));
    }
    double right = left + step * across.size();
    for (int i = 0; i < across.size(); i++) {
      double x = left + (i + 0.5) * step;
      String place = "translate(" + Svg.number(x + 4) + " " + Svg.number(rise) + ")";
      sheet
          .svg()
          .element("text", across.get(i), "class", "label", "transform", place + " rotate(-45)");
      sheet.line("grid", x, rise + 8, x, rise + 14);
    }
    double y = rise + 14;
    for (String row : down) {
      List<String> lines = Letters.wrapped(row, Sheet.SIZE, left - 10);
      double height = Math.max(ROW, lines.size() * Sheet.LINE + 6);
      sheet.line("grid", 0, y, right, y);
      double middle = y + height / 2;
      for (int i = 0; i < lines.size(); i++) {
        sheet.text(
            0, middle + 4.5 + (i - (lines.size() - 1) / 2.0) * Sheet.LINE, "label", lines.get(i));
      }
      for (int i = 0; i < across.size(); i++) {
        Map<String, List<Integer>> here = places.get(new Place(row, across.get(i)));
        if (here != null) {
          double apart = Math.min(16, (step - 4) / here.size());
          double x = left + (i + 0.5) * step - apart * (here.size() - 1) / 2;
          for (Map.Entry<String, List<Integer>> mark : here.entrySet()) {
            double at = x;
            signs.mark(
                row + ", " + across.get(i),
                mark.getKey(),
                mark.getValue(),
                () -> {
                  sheet.target(at - (here.size() > 1 ? apart / 2 : 12), middle - 12, 0, 0);
                  signs.sign(mark.getKey(), at, middle);
                });
            x += apart;
          }
        }
      }
      y += height;
    }
    sheet.line("grid", 0, y, right, y);
    sheet.note("Those with most marks come first.");
    return y;
  }

  /** For each head what stands below it. */
  private static double lists(
      Map<Place, Map<String, List<Integer>>> places, Signs signs, Sheet sheet) {
    double y = 0;
    for (String head : ordered(places.keySet().stream().map(Place::across))) {
      for (String line : Letters.wrapped(head, Sheet.SIZE * 1.08, sheet.width())) {
        sheet.text(0, y + 13, "heading", line);
        y += Sheet.LINE;
      }
      double x = 0;
      y += 4;
      Set<String> down = new LinkedHashSet<>();
      places.keySet().stream()
          .filter(p -> p.across().equals(head))
          .forEach(p -> down.add(p.down()));
      for (String row : down) {
        for (Map.Entry<String, List<Integer>> mark : places.get(new Place(row, head)).entrySet()) {
          List<String> lines = Letters.wrapped(row, Sheet.SIZE, sheet.width() - 22);
          double width =
              24
                  + lines.stream()
                      .mapToDouble(line -> Letters.width(line, Sheet.SIZE))
                      .max()
                      .orElse(0);
          if (x > 0 && x + width > sheet.width()) {
            x = 0;
            y += 26;
          }
          double left = x;
          double top = y;
          signs.mark(
              row + ", " + head,
              mark.getKey(),
              mark.getValue(),
              () -> {
                sheet.target(left, top, width, lines.size() * Sheet.LINE);
                signs.sign(mark.getKey(), left + 7, top + 11);
                for (int i = 0; i < lines.size(); i++) {
                  sheet.text(left + 19, top + 15.5 + i * Sheet.LINE, "label", lines.get(i));
                }
              });
          x += width;
          y += (lines.size() - 1) * Sheet.LINE;
        }
      }
      y += 40;
    }
    return y - 14;
  }

  /** The signs of a matrix: one for each kind of mark. */
  private record Signs(
      Table table,
      Sheet sheet,
      List<String> kinds,
      Map<String, Boolean> firm,
      Optional<Column> claim) {

    void mark(String where, String kind, List<Integer> rows, Runnable content) {
      String words = kind.isEmpty() ? where : where + ": " + kind;
      String claims =
          rows.stream()
              .map(row -> claim.map(column -> column.text(row)).orElse(""))
              .filter(text -> !text.isEmpty())
              .distinct()
              .collect(Collectors.joining(" – "));
      String href =
          rows.stream()
              .flatMap(
                  row ->
                      Stream.concat(claim.stream(), table.columns().stream())
                          .map(column -> column.in(row)))
              .filter(cell -> cell != null && cell.href() != null)
              .map(Cell::href)
              .findFirst()
              .orElse(null);
      sheet.mark(rows, href, claims.isEmpty() ? words : words + ". " + claims, content);
    }

    /** The sign of a kind, around a point. */
    void sign(String kind, double x, double y) {
      // Signs that are filled and signs that are hollow have the same shapes.
      List<String> alike = kinds.stream().filter(k -> firm.get(k).equals(firm.get(kind))).toList();
      int number = alike.indexOf(kind);
      String look = firm.get(kind) ? "sign" : "sign open";
      switch (number % 6) {
        case 0 -> sheet.circle(look, x, y, SIGN);
        case 1 -> shape(look, x, y, 0, -7, 7, 0, 0, 7, -7, 0);
        case 2 -> shape(look, x, y, 0, -6.5, 6.5, 5, -6.5, 5);
        case 3 -> sheet.box(look, x - 5, y - 5, 10, 10);
        case 4 -> shape(look, x, y, 0, 6.5, 6.5, -5, -6.5, -5);
        default ->
            shape(
                look, x, y, -2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2, -6,
                -2, -2, -2);
      }
      if (number >= 6) {
        sheet.text(x + 5, y - 3, "tick", String.valueOf(number / 6 + 1));
      }
    }

    private void shape(String look, double x, double y, double... corners) {
      StringBuilder way = new StringBuilder();
      for (int i = 0; i < corners.length; i += 2) {
        way.append(i == 0 ? 'M' : 'L')
            .append(Svg.number(x + corners[i]))
            .append(' ')
            .append(Svg.number(y + corners[i + 1]));
      }
      sheet.path(look, way.append('Z').toString());
    }

    /** What each sign means. */
    double key(double top) {
      return sheet.key(
          top,
          19,
          kinds.stream()
              .filter(kind -> !kind.isEmpty())
              .map(kind -> new Sheet.Meaning(kind, (x, y) -> sign(kind, x + 7, y)))
              .toList());
    }
  }
}
