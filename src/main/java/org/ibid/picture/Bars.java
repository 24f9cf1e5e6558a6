package org.ibid.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bars, each as long as the number of its row, or as those of its parts together. */
final class Bars implements Drawing {

  private static final int COLOURS = 8;
  private static final double FIGURE = 70;
  private static final double ROW = 24;

  /** One row: a bar, or a part of one. */
  private record Part(int row, String label, String part, Cell number, boolean firm, String href) {

    double size() {
      return number.number().doubleValue();
    }

    String words() {
      return Stream.of(label, part)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(", "))
          + ": "
          + number.text();
    }
  }

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public String needs() {
    return "A column of numbers that are not below zero (?number, ?value or ?count, else the first"
        + " such), and words by which a row is known. ?part says which part of a bar a row"
        + " is; rows whose other words are alike are parts of one bar then. What has a ?firm"
        + " that is false is hollow; ?claims is where a bar leads.";
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
    return table.words().stream()
        .filter(column -> !Set.of("part", "firm", "claims").contains(column.name()))
        .toList();
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    Column numbers = numbers(table).orElseThrow();
    Optional<Column> part = table.column("part");
    Optional<Column> firm = table.column("firm");
    List<Column> words = words(table);
    List<Column> leading = Stream.concat(table.column("claims").stream(), words.stream()).toList();
    // Without parts each row is a bar of its own, even where its words are those of another.
    Map<String, List<Part>> bars = new LinkedHashMap<>();
    for (int i = 0; i < table.rows(); i++) {
      int row = i;
      Cell number = numbers.in(row);
      if (number == null) {
        sheet.leaveOut(row, "without a number");
        continue;
      }
      String label =
          words.stream()
              .map(column -> column.text(row))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" · "));
      bars.computeIfAbsent(part.isPresent() ? label : row + label, key -> new ArrayList<>())
          .add(
              new Part(
                  row,
                  label,
                  part.map(column -> column.text(row)).orElse(""),
                  number,
                  !firm.map(column -> column.text(row)).orElse("").equals("false"),
                  leading.stream()
                      .map(column -> column.in(row))
                      .filter(value -> value != null && value.href() != null)
                      .map(Cell::href)
                      .findFirst()
                      .orElse(null)));
    }
    List<Part> all = bars.values().stream().flatMap(List::stream).toList();
    List<String> parts = parts(all);
    double most =
        bars.values().stream()
            .mapToDouble(bar -> bar.stream().mapToDouble(Part::size).sum())
            .max()
            .orElse(0);
    double y = 0;
    double beside =
        all.stream().mapToDouble(one -> Letters.width(one.label(), Sheet.SIZE)).max().orElse(0);
    if (!all.isEmpty() && !isDivided(parts) && beside <= sheet.width() * 0.45) {
      for (Part only : all) {
        y = line(only, beside + 12, most == 0 ? 1 : most, sheet, y);
      }
      sheet.reach(y);
      return;
    }
    for (List<Part> bar : bars.values()) {
      y = bar(bar, parts, most == 0 ? 1 : most, sheet, y);
    }
    sheet.reach(part.isPresent() ? key(parts, all, sheet, y - 12) : y);
  }

  /** The parts, the largest first; those that are hollow come last. */
  private static List<String> parts(List<Part> all) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    all.forEach(part -> sizes.merge(part.part(), part.size(), Double::sum));
    List<String> parts = new ArrayList<>(sizes.keySet());
    parts.sort(
        Comparator.comparing((String part) -> isHollow(part, all))
            .thenComparing(part -> -sizes.get(part)));
    return parts;
  }

  private static boolean isHollow(String part, List<Part> all) {
    return all.stream().anyMatch(one -> one.part().equals(part) && !one.firm());
  }

  private static String look(String part, List<String> parts, boolean firm) {
    return !firm
        ? "part hollow-part"
        : part.isEmpty() ? "bar" : "part part-" + (parts.indexOf(part) % COLOURS + 1);
  }

  private static boolean isDivided(List<String> parts) {
    return parts.size() > 1 || !parts.get(0).isEmpty();
  }

  /** A bar beside its label, where all labels are short. */
  private static double line(Part only, double left, double most, Sheet sheet, double top) {
    double wide = (sheet.width() - left - FIGURE) * only.size() / most;
    sheet.mark(
        List.of(only.row()),
        only.href(),
        only.words(),
        () -> {
          sheet.target(0, top, sheet.width(), ROW);
          sheet.text(0, top + 16, "label", only.label());
          sheet.box(only.firm() ? "bar" : "hollow-part", left, top + 7.5, wide, 9);
          sheet.text(left + wide + 7, top + 16, "figure", only.number().text());
        });
    return top + ROW;
  }

  private static double bar(
      List<Part> bar, List<String> parts, double most, Sheet sheet, double top) {
    boolean divided = isDivided(parts);
    List<String> label =
        Letters.wrapped(bar.get(0).label(), Sheet.SIZE, sheet.width() - FIGURE - 10);
    double track = top + label.size() * Sheet.LINE + 4;
    double high = divided ? 20 : 6;
    Runnable words =
        () -> {
          for (int i = 0; i < label.size(); i++) {
            sheet.text(0, top + 13 + i * Sheet.LINE, "label", label.get(i));
          }
        };
    if (!divided) {
      Part only = bar.get(0);
      sheet.mark(
          List.of(only.row()),
          only.href(),
          only.words(),
          () -> {
            sheet.target(0, top, sheet.width(), track + high - top + 4);
            words.run();
            sheet.textBefore(sheet.width(), top + 13, "figure", only.number().text());
            sheet.box("track", 0, track, sheet.width(), high);
            sheet.box(
                only.firm() ? "bar" : "hollow-part",
                0,
                track,
                sheet.width() * only.size() / most,
                high);
          });
      return track + high + 12;
    }
    words.run();
    BigDecimal sum =
        bar.stream().map(one -> one.number().number()).reduce(BigDecimal.ZERO, BigDecimal::add);
    sheet.textBefore(sheet.width(), top + 13, "figure", Figures.words(sum));
    double x = 0;
    List<Part> ordered = new ArrayList<>(bar);
    ordered.sort(Comparator.comparing(one -> parts.indexOf(one.part())));
    for (Part one : ordered) {
      double wide = sheet.width() * one.size() / most;
      double left = x;
      sheet.mark(
          List.of(one.row()),
          one.href(),
          one.words(),
          () -> {
            sheet.box(
                look(one.part(), parts, one.firm()), left, track, Math.max(0, wide - 1.5), high);
            String number = one.number().text();
            String whole = one.part() + " " + number;
            String said =
                Letters.width(whole, 12) < wide - 10
                    ? whole
                    : Letters.width(number, 12) < wide - 4 ? number : "";
            if (!said.isEmpty()) {
              sheet.text(left + 5, track + 14.5, one.firm() ? "inside" : "inside outside", said);
            }
          });
      x += wide;
    }
    return track + high + 14;
  }

  private static double key(List<String> parts, List<Part> all, Sheet sheet, double top) {
    return sheet.key(
        top,
        22,
        parts.stream()
            .map(
                part ->
                    new Sheet.Meaning(
                        part,
                        (x, y) ->
                            sheet.box(
                                look(part, parts, !isHollow(part, all)), x + 1, y - 7, 14, 14)))
            .toList());
  }
}
