package org.ibid.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Amounts on a scale, each in the form in which it is given: a point is exact, an arrow has no end,
 * a soft edge is rough, a bar is a range; what is only aimed at or promised is hollow.
 */
final class Amounts implements Drawing {

  /** The forms of figures, by what people call them. */
  private enum Form {
    EXACTLY("exactly"),
    ABOUT("roughly"),
    MORE("more than"),
    AT_LEAST("at least"),
    LESS("less than"),
    AT_MOST("at most"),
    BETWEEN("between"),
    SEVERAL("several");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    /** The form of that name; one without a name has bounds or is exact. */
    static Form of(String name, boolean range) {
      String wanted = name.toLowerCase(Locale.ROOT);
      return Stream.of(values())
          .filter(form -> form.words.equals(wanted))
          .findFirst()
          .orElse(
              wanted.equals("about") || wanted.equals("around")
                  ? ABOUT
                  : range ? BETWEEN : EXACTLY);
    }
  }

  /** One amount. */
  private record Amount(
      int row,
      String group,
      String label,
      Form form,
      BigDecimal low,
      BigDecimal high,
      String unit,
      boolean firm,
      String href,
      String statement) {

    String words() {
      String number =
          form == Form.BETWEEN
              ? Figures.words(low) + " and " + Figures.words(high)
              : Figures.words(low);
      return form == Form.EXACTLY
          ? number
          : form == Form.SEVERAL && number.startsWith("1 ")
              ? "several " + number.substring(2)
              : form.words + " " + number;
    }
  }

  private static final double ROW = 26;
  private static final double ARROW = 34;
  private static final double RADIUS = 5;

  @Override
  public String name() {
    return "amounts";
  }

  @Override
  public String needs() {
    return "A column ?value of numbers, or ?lower and ?upper for ranges. ?form says whether a"
        + " figure is exact (exactly, roughly, more than, at least, less than, at most,"
        + " between, several), ?unit what is counted; ?firm is false for what is only aimed"
        + " at or promised. The first column of words groups the rows, the others name them;"
        + " ?claim or ?statement is where a mark leads.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    boolean fits =
        value(table).isPresent()
            || (bound(table, "lower").isPresent() && bound(table, "upper").isPresent());
    return fits
        ? Optional.empty()
        : Optional.of(
            "Amounts need a column ?value that holds numbers, or ?lower and ?upper; ?form then says"
                + " whether a figure is exact.");
  }

  private static Optional<Column> value(Table table) {
    return table.column("value", "amount").filter(column -> column.holds(Cell.Kind.NUMBER));
  }

  private static Optional<Column> bound(Table table, String name) {
    return table.column(name).filter(column -> column.holds(Cell.Kind.NUMBER));
  }

  private static BigDecimal number(Optional<Column> column, int row) {
    return column.map(found -> found.in(row)).map(Cell::number).orElse(null);
  }

  private static String text(Optional<Column> column, int row) {
    return column.map(found -> found.text(row)).orElse("");
  }

  private static List<Amount> read(Table table, Sheet sheet) {
    Optional<Column> value = value(table);
    Optional<Column> lower = bound(table, "lower");
    Optional<Column> upper = bound(table, "upper");
    Optional<Column> form = table.column("form");
    Optional<Column> unit = table.column("unit");
    Optional<Column> firm = table.column("firm");
    Optional<Column> claim = table.column("claim", "statement");
    List<Column> words = new ArrayList<>(table.words());
    Stream.of(form, unit, firm, claim).forEach(column -> column.ifPresent(words::remove));
    if (words.isEmpty()) {
      claim.ifPresent(words::add);
    }
    List<Amount> amounts = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      int row = i;
      BigDecimal low = number(value, row) != null ? number(value, row) : number(lower, row);
      BigDecimal high = number(value, row) != null ? number(value, row) : number(upper, row);
      if (low == null && high == null) {
        sheet.leaveOut(row, "without an amount");
        continue;
      }
      boolean range = low != null && high != null && low.compareTo(high) != 0;
      Form kind =
          low == null
              ? Form.AT_MOST
              : high == null ? Form.AT_LEAST : Form.of(text(form, row), range);
      String label =
          words.stream()
              .skip(1)
              .map(column -> column.text(row))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" · "));
      amounts.add(
          new Amount(
              row,
              words.isEmpty() ? "" : words.get(0).text(row),
              label,
              kind,
              low == null ? high : low,
              high == null ? low : high,
              text(unit, row),
              !text(firm, row).equals("false"),
              Stream.concat(claim.stream(), table.columns().stream())
                  .map(column -> column.in(row))
                  .filter(cell -> cell != null && cell.href() != null)
                  .map(Cell::href)
                  .findFirst()
                  .orElse(null),
              text(claim, row)));
    }
    return amounts;
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    List<Amount> amounts = read(table, sheet);
    Map<String, List<Amount>> units = new LinkedHashMap<>();
    amounts.forEach(
        amount -> units.computeIfAbsent(amount.unit(), key -> new ArrayList<>()).add(amount));
    if (table.column("unit").isEmpty()) {
      sheet.note("The rows do not say what the amounts are counted in.");
    } else if (units.size() > 1) {
      sheet.note("What is counted differently stands on a scale of its own.");
    }
    double y = 0;
    for (Map.Entry<String, List<Amount>> unit : units.entrySet()) {
      y = panel(unit.getKey(), unit.getValue(), sheet, y) + 18;
    }
    sheet.reach(key(amounts, sheet, y));
  }

  /** The amounts in one unit, on one scale. */
  private static double panel(String unit, List<Amount> amounts, Sheet sheet, double top) {
    double left = sheet.isNarrow() ? ARROW : 290;
    double figures =
        amounts.stream()
            .mapToDouble(amount -> Letters.width(amount.words(), Sheet.SIZE))
            .max()
            .orElse(0);
    double right = sheet.isNarrow() ? ARROW : figures + ARROW + 14;
    Scale scale =
        Scale.of(
            amounts.stream()
                .flatMap(amount -> Stream.of(amount.low(), amount.high()))
                .map(BigDecimal::doubleValue)
                .toList(),
            left,
            sheet.width() - left - right);
    if (scale.isLogarithmic()) {
      sheet.note(
          "The scale is logarithmic: each line stands for ten times as much as the one before it.");
    }
    double y = top + 12;
    if (!unit.isEmpty()) {
      sheet.text(sheet.isNarrow() ? 0 : left, y, "heading", "Unit: " + unit);
      y += 20;
    }
    double axis = y;
    double first = axis + 8;
    // The rows come on top of the lines of the axis, whose length they give.
    Map<String, List<Amount>> groups = new LinkedHashMap<>();
    amounts.forEach(
        amount -> groups.computeIfAbsent(amount.group(), key -> new ArrayList<>()).add(amount));
    List<Runnable> marks = new ArrayList<>();
    y = first;
    for (Map.Entry<String, List<Amount>> group : groups.entrySet()) {
      y += 10;
      for (String line :
          Letters.wrapped(
              group.getKey(), Sheet.SIZE * 1.08, sheet.isNarrow() ? sheet.width() : left - 20)) {
        double base = y + 13;
        marks.add(() -> sheet.text(0, base, "heading", line));
        y += Sheet.LINE;
      }
      y += 3;
      if (!sheet.isNarrow() && group.getValue().stream().allMatch(a -> a.label().isEmpty())) {
        // Nothing stands below the name: the marks stand beside it.
        y -= Sheet.LINE + 3;
      }
      for (Amount amount : group.getValue()) {
        double start = y;
        List<String> label =
            Letters.wrapped(
                sheet.isNarrow()
                    ? (amount.label().isEmpty() ? "" : amount.label() + ": ") + amount.words()
                    : amount.label(),
                Sheet.SIZE,
                sheet.isNarrow() ? sheet.width() : left - ARROW - 14);
        double height =
            sheet.isNarrow()
                ? label.size() * Sheet.LINE + ROW
                : Math.max(ROW, label.size() * Sheet.LINE + 4);
        double figure = sheet.width() - figures;
        marks.add(() -> row(amount, label, scale, sheet, start, height, figure));
        y += height;
      }
    }
    double bottom = y + 8;
    axis(scale, sheet, axis, bottom);
    marks.forEach(Runnable::run);
    return bottom;
  }

  private static void axis(Scale scale, Sheet sheet, double top, double bottom) {
    List<Double> ticks = scale.ticks();
    double before = -1000;
    for (Double tick : ticks) {
      double x = scale.at(tick);
      sheet.line("axis", x, top + 6, x, bottom);
      String words = Figures.tick(tick);
      double half = Letters.width(words, 12) / 2;
      double middle = Math.min(Math.max(x, half), sheet.width() - half);
      if (middle - half > before + 8) {
        sheet.textAround(middle, top, "tick", words);
        before = middle + half;
      }
    }
  }

  private static void row(
      Amount amount,
      List<String> label,
      Scale scale,
      Sheet sheet,
      double top,
      double height,
      double figure) {
    String words =
        Stream.of(amount.group(), amount.label(), amount.words() + " " + amount.unit())
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    sheet.mark(
        List.of(amount.row()),
        amount.href(),
        amount.statement().isEmpty() || amount.statement().equals(amount.group())
            ? words
            : words + ". " + amount.statement(),
        () -> {
          sheet.target(0, top, sheet.width(), height);
          for (int i = 0; i < label.size(); i++) {
            sheet.text(sheet.isNarrow() ? 0 : 12, top + 14 + i * Sheet.LINE, "label", label.get(i));
          }
          double y = sheet.isNarrow() ? top + height - 14 : top + 10;
          double low = scale.at(amount.low().doubleValue());
          double high = scale.at(amount.high().doubleValue());
          symbol(sheet, amount.form(), amount.firm(), low, high, y);
          if (!sheet.isNarrow()) {
            sheet.text(figure, top + 14, "figure", amount.words());
          }
        });
  }

  /** The sign of an amount. */
  private static void symbol(
      Sheet sheet, Form form, boolean firm, double low, double high, double y) {
    String kind = firm ? "" : " hollow";
    switch (form) {
      case EXACTLY -> sheet.circle("point" + kind, low, y, RADIUS);
      case ABOUT -> {
        sheet.box("soft faintest" + kind, low - 17, y - 7, 34, 14);
        sheet.box("soft fainter" + kind, low - 10, y - 7, 20, 14);
        sheet.box("soft" + kind, low - 4, y - 7, 8, 14);
      }
      case MORE, AT_LEAST, SEVERAL -> {
        sheet.arrow(kind + (form == Form.SEVERAL ? " dotted" : ""), low, y, low + ARROW);
        bound(sheet, form == Form.AT_LEAST, kind, low, y);
      }
      case LESS, AT_MOST -> {
        sheet.arrow(kind, low, y, low - ARROW);
        bound(sheet, form == Form.AT_MOST, kind, low, y);
      }
      case BETWEEN -> {
        sheet.box(
            "range" + (firm ? "" : " hollow dashed"), low, y - 5, Math.max(1, high - low), 10);
        sheet.line("stroke" + kind, low, y - 8, low, y + 8);
        sheet.line("stroke" + kind, high, y - 8, high, y + 8);
      }
    }
  }

  /** The bound itself: a line that is crossed, or one that belongs to the amount. */
  private static void bound(Sheet sheet, boolean included, String kind, double x, double y) {
    sheet.line("stroke" + kind, x, y - 8, x, y + 8);
    if (included) {
      sheet.circle("point" + kind, x, y, RADIUS);
    }
  }

  /** What the signs mean, those that are there. */
  private static double key(List<Amount> amounts, Sheet sheet, double top) {
    Set<Form> forms = new TreeSet<>();
    amounts.forEach(amount -> forms.add(amount.form()));
    List<Sheet.Meaning> meanings = new ArrayList<>();
    for (Form form : forms) {
      double before =
          switch (form) {
            case EXACTLY -> 32;
            case ABOUT -> 20;
            case LESS, AT_MOST -> 36;
            case BETWEEN -> 8;
            default -> 2;
          };
      meanings.add(
          new Sheet.Meaning(
              form.words, (x, y) -> symbol(sheet, form, true, x + before, x + 36, y)));
    }
    if (amounts.stream().anyMatch(amount -> !amount.firm())) {
      meanings.add(
          new Sheet.Meaning(
              "aimed at, planned or promised",
              (x, y) -> symbol(sheet, Form.EXACTLY, false, x + 32, 0, y)));
    }
    return sheet.key(top, 46, meanings);
  }
}
