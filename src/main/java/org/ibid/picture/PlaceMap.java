package org.ibid.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ibid.picture.Labels.Box;

/**
 * A map: places as dots, what is between two places as lines as wide as their numbers, and routes
 * as lines along their places.
 */
final class PlaceMap implements Drawing {

  private static final Pattern POINT =
      Pattern.compile(
          "(?i)\\s*(?:<[^>]*CRS84>\\s*)?POINT\\s*\\(\\s*(-?[\\d.]+)\\s+(-?[\\d.]+)\\s*\\)\\s*");

  /** The end of the name of a column that says where the things of another are. */
  private static final String WHERE = "Point";

  private static final double DOT = 4.5;
  private static final double WIDEST = 9;
  private static final double LARGEST = 20;
  private static final int MOST_LINES = 4;

  /** A label of more lines is never written over those of the map. */
  private static final int MOST_OVER_LINES = 3;

  @Override
  public String name() {
    return "map";
  }

  @Override
  public String needs() {
    return "Points as well-known text: ?point beside ?place (or the first column of things). Two"
        + " such pairs, as ?from with ?fromPoint and ?to with ?toPoint, make lines between places;"
        + " a column ?route joins the places of each route. A number (?value) makes lines or dots"
        + " larger, ?form and ?period stand with it, and ?kind tells dots apart.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    return points(table).stream().anyMatch(column -> owner(table, column) != null)
        ? Optional.empty()
        : Optional.of(
            "A map needs a column of points, such as ?point with values like"
                + " \"POINT(62.3 25.1)\"^^geo:wktLiteral, and a column of the places that lie"
                + " there.");
  }

  private static List<Column> points(Table table) {
    return table.columns(Cell.Kind.SHAPE);
  }

  /** The column of what lies at the points of another, or null. */
  private static Column owner(Table table, Column points) {
    String name = points.name();
    if (name.endsWith(WHERE) && name.length() > WHERE.length()) {
      return table.column(name.substring(0, name.length() - WHERE.length())).orElse(null);
    }
    return table
        .column("place", "city", "state", "thing")
        .or(
            () ->
                table.words(table.column("route").stream().toArray(Column[]::new)).stream()
                    .findFirst())
        .orElse(null);
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    new Drawn(table, sheet).draw();
  }

  // ---- What is drawn

  /** A thing at a point, and the rows that speak of it. There is one for each such thing. */
  private static final class Spot {

    private final Cell thing;
    private final double[] at;
    private final Set<Integer> rows = new LinkedHashSet<>();

    Spot(Cell thing, double[] at) {
      this.thing = thing;
      this.at = at;
    }

    String name() {
      return thing.text();
    }
  }

  /** What is between two places, and the rows that say so. */
  private record Link(Spot from, Spot to, List<Integer> rows) {}

  /** One map. */
  private static final class Drawn {

    private final Table table;
    private final Sheet sheet;
    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, List<Spot>> routes = new LinkedHashMap<>();
    private final Map<String, Cell> routeNames = new LinkedHashMap<>();
    private final Map<String, List<Integer>> routeRows = new LinkedHashMap<>();
    private final Column numbers;
    private final Column forms;
    private final Column periods;
    private final Column directions;
    private final Column target;
    private final Column kinds;
    private final List<String> kindNames;
    private final double greatest;

    private final Map<String, List<double[]>> ways = new LinkedHashMap<>();
    private final Map<Spot, Integer> ends = new LinkedHashMap<>();

    private View view;
    private Labels labels;
    private final List<List<Line>> keys = new ArrayList<>();

    Drawn(Table table, Sheet sheet) {
      this.table = table;
      this.sheet = sheet;
      numbers =
          table
              .column("value", "number", "amount", "count")
              .filter(Column::holdsCounts)
              .orElse(null);
      forms = table.column("form").orElse(null);
      periods = table.column("period", "year").orElse(null);
      directions = table.column("direction").orElse(null);
      target = table.column("to").orElse(null);
      kinds = table.column("kind").orElse(null);
      kindNames = kinds == null ? List.of() : List.copyOf(kinds.texts());
      greatest =
          numbers == null
              ? 0
              : numbers.cells().stream()
                  .filter(Objects::nonNull)
                  .mapToDouble(cell -> cell.number().doubleValue())
                  .max()
                  .orElse(0);
    }

    void draw() {
      read();
      if (spots.isEmpty()) {
        notes();
        sheet.reach(Sheet.LINE);
        sheet.text(0, 13, "faint", "No row has a point.");
        return;
      }
      double top = legend();
      view =
          View.of(
              spots.values().stream().map(spot -> spot.at).toList(),
              sheet.width(),
              sheet.isNarrow());
      labels = new Labels(view.width(), view.height());
      Svg svg = sheet.svg();
      svg.open("g", "transform", "translate(0 " + Svg.number(top) + ")");
      svg.open(
          "svg",
          "class",
          "window",
          "width",
          view.width(),
          "height",
          view.height(),
          "aria-hidden",
          "true");
      sheet.box("sea", 0, 0, view.width(), view.height());
      sheet.path("land", Land.path(view));
      sheet.path("graticule", view.graticule());
      svg.close();
      spots.values().forEach(spot -> labels.keepFree(dot(spot)));
      spread();
      // The names of places come first where room is scarce, and lie above the lines.
      Map<Spot, Label> names = new LinkedHashMap<>();
      spots.values().forEach(spot -> names.put(spot, labelled(dot(spot), lines(spot))));
      lines();
      names.forEach(this::place);
      svg.close();
      sheet.reach(keys(top + view.height()));
      notes();
    }

    // ---- Rows

    private void read() {
      List<Column> points = points(table).stream().filter(c -> owner(table, c) != null).toList();
      boolean between = points.size() > 1;
      Column routeColumn = table.column("route").orElse(null);
      for (int row = 0; row < table.rows(); row++) {
        if (between) {
          Spot from = spot(points.get(0), row);
          Spot to = from == null ? null : spot(points.get(1), row);
          if (to != null) {
            add(from, row);
            add(to, row);
            links
                .computeIfAbsent(
                    Stream.of(key(from), key(to)).sorted().collect(Collectors.joining(" ")),
                    key -> new Link(spots.get(key(from)), spots.get(key(to)), new ArrayList<>()))
                .rows()
                .add(row);
          }
        } else {
          Spot spot = spot(points.get(0), row);
          if (spot != null) {
            add(spot, row);
            Cell route = routeColumn == null ? null : routeColumn.in(row);
            if (route != null) {
              routeNames.putIfAbsent(route.form(), route);
              routeRows.computeIfAbsent(route.form(), key -> new ArrayList<>()).add(row);
              List<Spot> along = routes.computeIfAbsent(route.form(), key -> new ArrayList<>());
              if (!along.contains(spots.get(key(spot)))) {
                along.add(spots.get(key(spot)));
              }
            }
          }
        }
      }
    }

    private void add(Spot spot, int row) {
      spots.computeIfAbsent(key(spot), key -> spot).rows.add(row);
    }

    private static String key(Spot spot) {
      return spot.thing.form() + " " + spot.at[0] + " " + spot.at[1];
    }

    /** The place of a row; if it has none, the row is left out. */
    private Spot spot(Column points, int row) {
      Column things = owner(table, points);
      Cell thing = things.in(row);
      Cell point = points.in(row);
      if (thing == null) {
        sheet.leaveOut(row, "without a value for ?" + things.name());
        return null;
      }
      if (point == null) {
        sheet.leaveOut(row, "without a point", thing.text());
        return null;
      }
      double[] at = coordinates(point.form());
      if (at == null) {
        sheet.leaveOut(row, "because ?" + points.name() + " is not a point of the globe");
        return null;
      }
      return new Spot(thing, at);
    }

    // ---- Lines

    /** Finds out where routes run, and tells the labels where lines are. */
    private void spread() {
      for (Link link : links.values()) {
        ends.merge(link.from(), 1, Integer::sum);
        ends.merge(link.to(), 1, Integer::sum);
        double[] from = view.place(link.from().at);
        double[] to = view.place(link.to().at);
        labels.line(from[0], from[1], to[0], to[1]);
      }
      Map<String, Integer> shared = new LinkedHashMap<>();
      routes.forEach(
          (route, along) -> {
            List<double[]> way = new ArrayList<>();
            List<Spot> order = shortest(along);
            for (int i = 1; i < order.size(); i++) {
              double[] from = view.place(order.get(i - 1).at);
              double[] to = view.place(order.get(i).at);
              String both =
                  Stream.of(key(order.get(i - 1)), key(order.get(i)))
                      .sorted()
                      .collect(Collectors.joining(" "));
              double[] aside = aside(from, to, shared.merge(both, 1, Integer::sum) - 1);
              way.add(new double[] {from[0] + aside[0], from[1] + aside[1]});
              way.add(new double[] {to[0] + aside[0], to[1] + aside[1]});
              labels.line(from[0], from[1], to[0], to[1]);
            }
            if (!way.isEmpty()) {
              ways.put(route, way);
            }
          });
    }

    private void lines() {
      links.values().forEach(this::link);
      int number = 0;
      for (Map.Entry<String, List<double[]>> way : ways.entrySet()) {
        route(way.getKey(), way.getValue(), number++ % 6 + 1);
      }
    }

    /** Lines that join the same places run beside each other. */
    private static double[] aside(double[] from, double[] to, int number) {
      double length = Math.max(Math.hypot(to[0] - from[0], to[1] - from[1]), 1);
      int steps = (number + 1) / 2;
      double by = 4.5 * steps * (number % 2 == 0 ? 1 : -1);
      boolean turned = from[0] > to[0];
      double side = turned ? -by : by;
      return new double[] {-(to[1] - from[1]) / length * side, (to[0] - from[0]) / length * side};
    }

    private void link(Link link) {
      double[] from = view.place(link.from().at);
      double[] to = view.place(link.to().at);
      double value =
          numbers == null
              ? 0
              : link.rows().stream()
                  .map(numbers::in)
                  .filter(Objects::nonNull)
                  .mapToDouble(cell -> cell.number().doubleValue())
                  .max()
                  .orElse(0);
      double wide = greatest > 0 ? Math.max(1.2, WIDEST * value / greatest) : 2;
      List<String> figures =
          link.rows().stream().map(this::figure).filter(text -> !text.isEmpty()).toList();
      sheet.mark(
          link.rows(),
          href(link.rows(), null),
          link.rows().stream().map(this::words).collect(Collectors.joining("; ")),
          () -> {
            sheet
                .svg()
                .empty(
                    "line",
                    "class",
                    "link",
                    "x1",
                    from[0],
                    "y1",
                    from[1],
                    "x2",
                    to[0],
                    "y2",
                    to[1],
                    "stroke-width",
                    wide);
            if (!figures.isEmpty()) {
              // Nearer to the end at which fewer lines meet.
              double part = ends.get(link.from()) < ends.get(link.to()) ? 0.4 : 0.6;
              double x = from[0] + (to[0] - from[0]) * part;
              double y = from[1] + (to[1] - from[1]) * part;
              write(labelled(new Box(x - 2, y - 2, 4, 4), styled(few(figures), "figure")));
            }
          });
    }

    private void route(String route, List<double[]> way, int series) {
      Cell thing = routeNames.get(route);
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < way.size(); i++) {
        path.append(i == 0 ? 'M' : 'L')
            .append(Svg.number(way.get(i)[0]))
            .append(' ')
            .append(Svg.number(way.get(i)[1]));
      }
      double[] longestFrom = way.get(0);
      double[] longestTo = way.get(1);
      for (int i = 3; i < way.size(); i += 2) {
        if (distance(way.get(i - 1), way.get(i)) > distance(longestFrom, longestTo)) {
          longestFrom = way.get(i - 1);
          longestTo = way.get(i);
        }
      }
      Box middle =
          new Box(
              (longestFrom[0] + longestTo[0]) / 2 - 3,
              (longestFrom[1] + longestTo[1]) / 2 - 3,
              6,
              6);
      sheet.mark(
          routeRows.get(route),
          thing.href(),
          thing.text()
              + ": "
              + routes.get(route).stream().map(Spot::name).collect(Collectors.joining(", ")),
          () -> {
            sheet.path("route series-" + series, path.toString());
            write(labelled(middle, styled(named(thing.text()), "route-name")));
          });
    }

    private static double distance(double[] a, double[] b) {
      return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** Places in the order of the shortest way through all of them. */
    private static List<Spot> shortest(List<Spot> places) {
      List<Spot> best = null;
      double least = Double.MAX_VALUE;
      for (Spot first : places) {
        List<Spot> rest = new ArrayList<>(places);
        List<Spot> order = new ArrayList<>();
        Spot last = first;
        double length = 0;
        rest.remove(first);
        order.add(first);
        while (!rest.isEmpty()) {
          Spot from = last;
          Spot next =
              Collections.min(
                  rest, java.util.Comparator.comparingDouble(spot -> onGlobe(from.at, spot.at)));
          length += onGlobe(from.at, next.at);
          order.add(next);
          rest.remove(next);
          last = next;
        }
        if (length < least - 1e-9) {
          least = length;
          best = order;
        }
      }
      return best;
    }

    private static double onGlobe(double[] a, double[] b) {
      return Math.acos(Math.min(1, new Lambert(a[0], a[1]).nearness(b)));
    }

    // ---- Places

    private Box dot(Spot spot) {
      double[] at = view.place(spot.at);
      double radius = radius(spot) + 1;
      return new Box(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius);
    }

    /**
     * The area of a dot is as large as its number; where lines have the numbers, all are alike, but
     * for one on which a dot of another kind lies.
     */
    private double radius(Spot spot) {
      if (numbers == null || !links.isEmpty() || greatest == 0) {
        boolean below =
            spots.values().stream()
                .anyMatch(other -> Arrays.equals(other.at, spot.at) && kind(other) > kind(spot));
        return below ? DOT * 1.7 : DOT;
      }
      double value =
          spot.rows.stream()
              .map(numbers::in)
              .filter(Objects::nonNull)
              .mapToDouble(cell -> cell.number().doubleValue())
              .max()
              .orElse(0);
      return Math.max(DOT, LARGEST * Math.sqrt(value / greatest));
    }

    /** What stands beside a place: its name, its number, and what lies there and nowhere else. */
    private List<Line> lines(Spot spot) {
      List<Line> lines =
          new ArrayList<>(styled(named(spot.name()), kind(spot) == 0 ? "place" : "minor place"));
      if (links.isEmpty() && numbers != null) {
        lines.addAll(
            styled(
                few(
                    spot.rows.stream()
                        .map(this::figure)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList()),
                "figure"));
      }
      List<String> here = new ArrayList<>();
      routes.forEach(
          (route, along) -> {
            if (along.size() == 1 && along.contains(spot)) {
              here.add(routeNames.get(route).text());
            }
          });
      for (String name : here) {
        lines.addAll(styled(named(here.size() > 1 ? "– " + name : name), "route-name"));
      }
      return lines;
    }

    private void place(Spot spot, Label label) {
      double[] at = view.place(spot.at);
      String words =
          links.isEmpty()
              ? spot.rows.stream().map(this::words).distinct().collect(Collectors.joining("; "))
              : spot.name();
      sheet.mark(
          spot.rows,
          spot.thing.href(),
          words,
          () -> {
            symbol(kind(spot), at[0], at[1], radius(spot));
            sheet.target(at[0] - 12, at[1] - 12, 24, 24);
            write(label);
          });
    }

    private List<String> named(String name) {
      return Letters.wrapped(name, Sheet.SIZE, sheet.isNarrow() ? 110 : 190);
    }

    private int kind(Spot spot) {
      return kinds == null || !links.isEmpty()
          ? 0
          : Math.max(0, kindNames.indexOf(kinds.text(spot.rows.iterator().next())));
    }

    /** Kinds differ in form, not in colour alone: disc, square, diamond, triangle. */
    private void symbol(int kind, double x, double y, double radius) {
      String series = "dot series-" + (kind % 6 + 1);
      switch (kind % 4) {
        case 0 -> sheet.circle(series, x, y, radius);
        case 1 -> sheet.box(series, x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
        case 2 ->
            polygon(
                series,
                x,
                y - radius * 1.25,
                x + radius * 1.25,
                y,
                x,
                y + radius * 1.25,
                x - radius * 1.25,
                y);
        default ->
            polygon(
                series,
                x,
                y - radius * 1.2,
                x + radius * 1.1,
                y + radius * 0.8,
                x - radius * 1.1,
                y + radius * 0.8);
      }
    }

    private void polygon(String kind, double... points) {
      String way =
          IntStream.range(0, points.length / 2)
              .mapToObj(i -> Svg.number(points[2 * i]) + " " + Svg.number(points[2 * i + 1]))
              .collect(Collectors.joining("L", "M", "Z"));
      sheet.path(kind, way);
    }

    /** A line of a label, and how it is written. */
    private record Line(String text, String kind) {}

    private static List<Line> styled(List<String> lines, String kind) {
      return lines.stream().map(line -> new Line(line, kind)).toList();
    }

    /**
     * A label and where it stands.
     *
     * @param box its place, or null where it is written over its mark
     */
    private record Label(Box mark, Box box, List<Line> lines) {}

    /**
     * Finds room for a label near a mark. Where there is none, a number stands there, and the label
     * below the map.
     */
    private Label labelled(Box mark, List<Line> lines) {
      return room(mark, lines, sheet.isNarrow() ? 18 : 72)
          .map(box -> new Label(mark, box, lines))
          .orElseGet(
              () -> {
                keys.add(lines);
                List<Line> number = List.of(new Line(String.valueOf(keys.size()), "key"));
                return new Label(mark, room(mark, number, Double.MAX_VALUE).orElse(null), number);
              });
    }

    private Optional<Box> room(Box mark, List<Line> lines, double furthest) {
      double width =
          lines.stream().mapToDouble(line -> Letters.width(line.text(), Sheet.SIZE)).max().orElse(0)
              + 4;
      boolean few = lines.size() <= MOST_OVER_LINES;
      return labels.around(mark, width, lines.size() * (Sheet.LINE - 1) + 2, furthest, few);
    }

    /** Writes a label, with a thin line to its mark if that is not near. */
    private void write(Label label) {
      Box mark = label.mark();
      Box box = label.box() == null ? mark : label.box();
      double x = Math.max(box.x(), Math.min(mark.middleX(), box.x() + box.width()));
      double y = Math.max(box.y(), Math.min(mark.middleY(), box.y() + box.height()));
      if (Math.hypot(x - mark.middleX(), y - mark.middleY()) > mark.width() / 2 + 14) {
        sheet.line("leader", mark.middleX(), mark.middleY(), x, y);
      }
      boolean left = box.x() + box.width() <= mark.middleX();
      boolean right = box.x() >= mark.middleX();
      for (int i = 0; i < label.lines().size(); i++) {
        double base = box.y() + 13 + i * (Sheet.LINE - 1);
        String kind = label.lines().get(i).kind();
        String text = label.lines().get(i).text();
        if (right) {
          sheet.text(box.x(), base, kind, text);
        } else if (left) {
          sheet.textBefore(box.x() + box.width(), base, kind, text);
        } else {
          sheet.textAround(box.middleX(), base, kind, text);
        }
      }
    }

    /** Writes below the map the labels that have numbers; gives where they end. */
    private double keys(double top) {
      int columns = sheet.isNarrow() ? 2 : 4;
      double column = (double) sheet.width() / columns;
      double y = top + 6;
      for (int row = 0; row < keys.size(); row += columns) {
        int most = 0;
        for (int i = row; i < Math.min(row + columns, keys.size()); i++) {
          double x = (i - row) * column;
          double base = y + Sheet.LINE;
          sheet.text(x, base, "key", String.valueOf(i + 1));
          int lines = 0;
          for (Line line : keys.get(i)) {
            for (String part : Letters.wrapped(line.text(), Sheet.SIZE, column - 26)) {
              sheet.text(x + 20, base + lines++ * Sheet.LINE, line.kind(), part);
            }
          }
          most = Math.max(most, lines);
        }
        y += most * Sheet.LINE;
      }
      return keys.isEmpty() ? top : y + 6;
    }

    // ---- Words

    private static List<String> few(List<String> lines) {
      if (lines.size() <= MOST_LINES) {
        return lines;
      }
      List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
      few.add("and " + (lines.size() - MOST_LINES + 1) + " more");
      return few;
    }

    /** The number of a row as it stands on the map, with its form and its time. */
    private String figure(int row) {
      Cell number = numbers == null ? null : numbers.in(row);
      if (number == null) {
        return "";
      }
      String form = forms == null ? "" : forms.text(row);
      String period = periods == null ? "" : periods.text(row);
      return (form.isEmpty() || form.startsWith("exactly") ? "" : form + " ")
          + round(number.number())
          + (isOneWay(row) ? " to " + target.text(row) : "")
          + (period.isEmpty() ? "" : " (" + period + ")");
    }

    private boolean isOneWay(int row) {
      return directions != null && target != null && directions.text(row).startsWith("one");
    }

    private static String round(BigDecimal number) {
      String[] names = {" billion", " million"};
      for (int i = 0; i < names.length; i++) {
        BigDecimal unit = BigDecimal.TEN.pow(9 - 3 * i);
        if (number.compareTo(unit) >= 0) {
          return number.divide(unit).stripTrailingZeros().toPlainString() + names[i];
        }
      }
      return number.stripTrailingZeros().toPlainString();
    }

    /** All that a row says. */
    private String words(int row) {
      return table.columns().stream()
          .filter(column -> !column.holds(Cell.Kind.SHAPE))
          .map(column -> column.text(row))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(", "));
    }

    /** Where rows lead: to the claim that they are of, else to the first thing that they name. */
    private String href(List<Integer> rows, String otherwise) {
      return table
          .column("claim")
          .map(column -> column.in(rows.get(0)))
          .or(
              () ->
                  table.columns().stream()
                      .map(column -> column.in(rows.get(0)))
                      .filter(cell -> cell != null && cell.href() != null)
                      .findFirst())
          .map(Cell::href)
          .orElse(otherwise);
    }

    /** Explains the dots, above the map. */
    private double legend() {
      if (kindNames.size() < 2 || !links.isEmpty()) {
        return 0;
      }
      double x = 6;
      double y = 10;
      for (int i = 0; i < kindNames.size(); i++) {
        double width = Letters.width(kindNames.get(i), Sheet.SIZE) + 34;
        if (x + width > sheet.width()) {
          x = 6;
          y += Sheet.LINE + 3;
        }
        symbol(i, x, y, DOT);
        sheet.text(x + 11, y + 4.5, "label", kindNames.get(i));
        x += width;
      }
      return y + 16;
    }

    private void notes() {
      if (links.values().stream().anyMatch(link -> numbers != null)) {
        sheet.note("The wider a line, the greater its number.");
      }
      if (!routes.isEmpty()) {
        sheet.note(
            "Broken lines join the places of a route by the shortest way; they do not show its"
                + " course.");
      }
      sheet.note(
          "Land after Natural Earth; no borders are drawn, since some are disputed. Lambert's"
              + " azimuthal equal-area projection.");
    }
  }

  private static double[] coordinates(String text) {
    Matcher matcher = POINT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    double longitude = Double.parseDouble(matcher.group(1));
    double latitude = Double.parseDouble(matcher.group(2));
    return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
        ? new double[] {longitude, latitude}
        : null;
  }
}
