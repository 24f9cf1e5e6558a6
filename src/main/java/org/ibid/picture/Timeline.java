package org.ibid.picture;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened when, as exactly as it is known: a day is a point, a month or a year is as long as
 * it was, and what has no end is open.
 */
final class Timeline implements Drawing {

  private static final double OPEN = 26;
  private static final double LEAST_ROOM = 200;

  /** What an event shows when its dates are read. */
  private record Event(
      int row,
      String lane,
      String label,
      Moment from,
      Moment until,
      boolean open,
      String dates,
      String href) {

    LocalDate last() {
      return until.last();
    }
  }

  @Override
  public String name() {
    return "timeline";
  }

  @Override
  public String needs() {
    return "A column ?date or ?from of dates, months or years, else the first such. ?until is where"
        + " a span ends, and ?open is true where it goes on; ?lane puts rows that belong together"
        + " under one head; the first other column of words or things names a row.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    Optional<Column> from = from(table);
    if (from.isEmpty()) {
      return Optional.of(
          "A timeline needs a column ?date or ?from with dates, months or years (xsd:date,"
              + " xsd:gYearMonth, xsd:gYear).");
    }
    return from.get().cells().stream().anyMatch(cell -> Moment.of(cell).isPresent())
        ? Optional.empty()
        : Optional.of("A timeline needs dates in ?" + from.get().name() + "; none can be read.");
  }

  private static Optional<Column> from(Table table) {
    return table
        .column("date", "from")
        .filter(column -> column.holds(Cell.Kind.DATE))
        .or(
            () ->
                table.columns(Cell.Kind.DATE).stream()
                    .filter(column -> !column.name().equals("until"))
                    .findFirst());
  }

  private static List<Event> read(Table table, Sheet sheet) {
    Column from = from(table).orElseThrow();
    Optional<Column> until = table.column("until").filter(column -> column.holds(Cell.Kind.DATE));
    Optional<Column> open = table.column("open");
    Optional<Column> lane = table.column("lane");
    List<Column> words = new ArrayList<>(table.words());
    Stream.of(open, lane).forEach(column -> column.ifPresent(words::remove));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      int row = i;
      String label =
          words.stream()
              .map(column -> column.text(row))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      Optional<Moment> begin = Moment.of(from.in(row));
      if (begin.isEmpty()) {
        sheet.leaveOut(row, "without a date", label);
        continue;
      }
      Optional<Moment> end = until.flatMap(column -> Moment.of(column.in(row)));
      boolean goesOn = open.map(column -> column.text(row)).orElse("").equals("true");
      boolean reversed = end.isPresent() && end.get().last().isBefore(begin.get().first());
      if (reversed) {
        sheet.note("A span that ends before it begins is drawn at its beginning.");
      }
      String dates =
          from.text(row)
              + end.map(moment -> " until " + until.orElseThrow().text(row)).orElse("")
              + (goesOn ? ", and on" : "");
      events.add(
          new Event(
              row,
              lane.map(column -> column.text(row)).orElse(""),
              label,
              begin.get(),
              reversed ? begin.get() : end.orElse(begin.get()),
              goesOn,
              dates,
              words.stream()
                  .map(column -> column.in(row))
                  .filter(cell -> cell != null && cell.href() != null)
                  .map(Cell::href)
                  .findFirst()
                  .orElse(null)));
    }
    return events;
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    List<Event> events = read(table, sheet);
    Axis axis = Axis.of(events, sheet);
    Map<String, List<Event>> lanes = new LinkedHashMap<>();
    events.forEach(
        event -> lanes.computeIfAbsent(event.lane(), key -> new ArrayList<>()).add(event));
    List<Runnable> marks = new ArrayList<>();
    double y = 30;
    for (Map.Entry<String, List<Event>> lane : lanes.entrySet()) {
      if (!lane.getKey().isEmpty()) {
        double base = y + 16;
        marks.add(() -> sheet.text(0, base, "heading", lane.getKey()));
        y += 26;
      }
      List<Event> ordered = new ArrayList<>(lane.getValue());
      ordered.sort(Comparator.comparing((Event e) -> e.from().first()).thenComparing(Event::last));
      for (Event event : ordered) {
        double top = y;
        List<String> lines = label(event, axis, sheet);
        double height =
            isAbove(event, axis, sheet)
                ? lines.size() * Sheet.LINE + 20
                : Math.max(22, lines.size() * Sheet.LINE + 6);
        marks.add(() -> event(event, lines, axis, sheet, top, height));
        y += height;
      }
      y += 12;
    }
    axis.draw(sheet, 14, y);
    marks.forEach(Runnable::run);
    sheet.reach(key(events, sheet, y));
  }

  /** Whether there is too little room beside a mark for its words, so that they go above it. */
  private static boolean isAbove(Event event, Axis axis, Sheet sheet) {
    return sheet.isNarrow() || room(event, axis, sheet) < LEAST_ROOM;
  }

  private static double room(Event event, Axis axis, Sheet sheet) {
    double before = axis.at(event.from().first()) - 14;
    double after = sheet.width() - end(event, axis) - 14;
    return Math.max(before, after);
  }

  private static List<String> label(Event event, Axis axis, Sheet sheet) {
    return isAbove(event, axis, sheet)
        ? Letters.wrapped(event.dates() + ": " + event.label(), Sheet.SIZE, sheet.width())
        : Letters.wrapped(event.label(), Sheet.SIZE, room(event, axis, sheet));
  }

  private static double end(Event event, Axis axis) {
    double end = Math.max(axis.at(event.last().plusDays(1)), axis.at(event.from().first()) + 6);
    return event.open() ? end + OPEN : end;
  }

  private static void event(
      Event event, List<String> lines, Axis axis, Sheet sheet, double top, double height) {
    double begin = axis.at(event.from().first());
    double end = end(event, axis);
    boolean above = isAbove(event, axis, sheet);
    double y = above ? top + height - 10 : top + height / 2;
    sheet.mark(
        List.of(event.row()),
        event.href(),
        event.dates() + ": " + event.label(),
        () -> {
          sheet.target(0, top, sheet.width(), height);
          moment(sheet, event.from(), false, axis, y);
          if (!event.until().equals(event.from())) {
            sheet.line(
                "stroke",
                axis.at(event.from().last().plusDays(1)),
                y,
                axis.at(event.until().first()) - 4,
                y);
            moment(sheet, event.until(), true, axis, y);
          }
          if (event.open()) {
            sheet.arrow("", end - OPEN, y, end);
          }
          double first = above ? top + 13 : y + 4.5 - (lines.size() - 1) / 2.0 * Sheet.LINE;
          boolean right = sheet.width() - end >= begin;
          for (int i = 0; i < lines.size(); i++) {
            double line = first + i * Sheet.LINE;
            if (above) {
              sheet.text(0, line, "label", lines.get(i));
            } else if (right) {
              sheet.text(end + 9, line, "label", lines.get(i));
            } else {
              sheet.textBefore(begin - 9, line, "label", lines.get(i));
            }
          }
        });
  }

  /** A day as a point, a month or a year as long as it was. */
  private static void moment(Sheet sheet, Moment moment, boolean isEnd, Axis axis, double y) {
    double begin = axis.at(moment.first());
    if (moment.isDay()) {
      sheet.circle(isEnd ? "point hollow" : "point", begin, y, 4.5);
    } else {
      double wide = Math.max(6, axis.at(moment.last().plusDays(1)) - begin);
      sheet.box(isEnd ? "span vague hollow" : "span vague", begin, y - 5, wide, 10);
    }
  }

  private static double key(List<Event> events, Sheet sheet, double top) {
    List<Sheet.Meaning> meanings = new ArrayList<>();
    if (events.stream().anyMatch(event -> event.from().isDay())) {
      meanings.add(
          new Sheet.Meaning("known to the day", (x, y) -> sheet.circle("point", x + 12, y, 4.5)));
    }
    if (events.stream().anyMatch(event -> !event.from().isDay())) {
      meanings.add(
          new Sheet.Meaning(
              "some time in that month or year, or all of it",
              (x, y) -> sheet.box("span vague", x, y - 5, 24, 10)));
    }
    if (events.stream().anyMatch(event -> !event.until().equals(event.from()))) {
      meanings.add(
          new Sheet.Meaning(
              "until then",
              (x, y) -> {
                sheet.line("stroke", x, y, x + 16, y);
                sheet.circle("point hollow", x + 20, y, 4.5);
              }));
    }
    if (events.stream().anyMatch(Event::open)) {
      meanings.add(new Sheet.Meaning("and on", (x, y) -> sheet.arrow("", x, y, x + 24)));
    }
    return sheet.key(top, 32, meanings);
  }

  /** Where days stand. */
  private record Axis(LocalDate from, LocalDate to, double left, double width) {

    static Axis of(List<Event> events, Sheet sheet) {
      LocalDate from =
          events.stream()
              .map(event -> event.from().first())
              .min(Comparator.naturalOrder())
              .orElse(LocalDate.EPOCH);
      LocalDate to = events.stream().map(Event::last).max(Comparator.naturalOrder()).orElse(from);
      boolean open = events.stream().anyMatch(Event::open);
      return new Axis(
          from.withDayOfYear(1),
          to.withDayOfYear(to.lengthOfYear()).plusDays(1),
          6,
          sheet.width() - 12 - (open ? OPEN : 0));
    }

    double at(LocalDate day) {
      double days = ChronoUnit.DAYS.between(from, to);
      return left + width * ChronoUnit.DAYS.between(from, day) / days;
    }

    void draw(Sheet sheet, double top, double bottom) {
      int years = to.getYear() - from.getYear();
      double room = width / Math.max(1, years);
      int step = 1;
      for (int next : new int[] {2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
        step = room * step < 42 ? next : step;
      }
      for (int year = from.getYear(); year <= to.getYear(); year++) {
        if (Math.floorMod(year, step) != 0 && year != from.getYear()) {
          continue;
        }
        double x = at(LocalDate.of(year, 1, 1));
        sheet.line("axis", x, top + 6, x, bottom);
        double next = at(LocalDate.of(Math.min(year + step, to.getYear()), 1, 1));
        String words = String.valueOf(year);
        if (year < to.getYear() && next - x > Letters.width(words, 12) + 4) {
          sheet.text(x + 3, top, "tick", words);
        }
      }
    }
  }
}
