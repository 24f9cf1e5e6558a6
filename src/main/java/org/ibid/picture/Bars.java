package org.ibid.picture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bars, each as long as the number of its row. */
final class Bars implements Drawing {

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public String needs() {
    return "A column of numbers that are not below zero (?number, ?value or ?count, else the first"
        + " such), and words by which a row is known.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    return numbers(table).isPresent() && !words(table).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Bars need a column of numbers that are not below zero, such as ?number, and a column"
                + " of words or things beside it.");
  }

  private static Optional<Column> numbers(Table table) {
    return table
        .column("number", "value", "count")
        .filter(Column::holdsCounts)
        .or(() -> table.columns().stream().filter(Column::holdsCounts).findFirst());
  }

  private static List<Column> words(Table table) {
    return table.words();
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    Column numbers = numbers(table).orElseThrow();
    List<Column> words = words(table);
    double most =
        numbers.cells().stream()
            .filter(cell -> cell != null)
            .mapToDouble(cell -> cell.number().doubleValue())
            .max()
            .orElse(1);
    double y = 0;
    for (int i = 0; i < table.rows(); i++) {
      int row = i;
      Cell cell = numbers.in(row);
      if (cell == null) {
        sheet.leaveOut(row, "without a value for ?" + numbers.name());
        continue;
      }
      String label =
          words.stream()
              .map(column -> column.text(row))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" · "));
      String href =
          words.stream()
              .map(column -> column.in(row))
              .filter(value -> value != null && value.href() != null)
              .map(Cell::href)
              .findFirst()
              .orElse(null);
      double top = y;
      double bottom =
          top + Sheet.LINE * Letters.wrapped(label, Sheet.SIZE, sheet.width() - 90).size();
      sheet.mark(
          List.of(row),
          href,
          label + ": " + cell.text(),
          () -> {
            sheet.target(0, top, sheet.width(), bottom - top + 12);
            sheet.lines(0, top + 13, "label", label, sheet.width() - 90);
            sheet.textBefore(sheet.width(), top + 13, "figure", cell.text());
            sheet.box("track", 0, bottom + 2, sheet.width(), 6);
            sheet.box(
                "bar",
                0,
                bottom + 2,
                most == 0 ? 0 : sheet.width() * cell.number().doubleValue() / most,
                6);
          });
      y = bottom + 18;
    }
    sheet.reach(y);
  }
}
