package org.ibid.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network: things in boxes and what leads from one to the other. On a wide sheet it is read from
 * left to right; on a narrow one each thing stands below that to which it leads, further in.
 */
final class Network implements Drawing {

  private static final double GAP = 44;
  private static final double MOST_GAP = 110;
  private static final double LEAST_APART = 9;
  private static final double MOST_APART = 14;
  private static final double PADDING = 8;
  private static final double LEAST = 112;
  private static final double MOST = 230;
  private static final double INDENT = 16;

  @Override
  public String name() {
    return "network";
  }

  @Override
  public String needs() {
    return "Things that lead to others: ?from and ?to (else the first two columns of things), and"
        + " ?relation where there is more than one kind. Where ?bothWays is true a line goes"
        + " both ways; ?claims is where it leads. ?toDetails is said of ?to, further columns of"
        + " words are said of ?from; a row without ?to stands alone.";
  }

  @Override
  public Optional<String> unfit(Table table) {
    return ends(table).size() == 2
        ? Optional.empty()
        : Optional.of(
            "A network needs two columns of things, such as ?from and ?to, one of which leads to"
                + " the other.");
  }

  private static List<Column> ends(Table table) {
    List<Column> named =
        List.of("from", "to").stream().flatMap(name -> table.column(name).stream()).toList();
    return named.size() == 2 ? named : table.columns(Cell.Kind.THING).stream().limit(2).toList();
  }

  @Override
  public void draw(Table table, Sheet sheet) {
    new Drawn(table, sheet).draw();
  }

  /** A thing, and the rows that speak of it. */
  private static final class Box {

    private final int number;
    private final Cell thing;
    private final Set<Integer> rows = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private double x;
    private double y;
    private double width;
    private double height;

    Box(int number, Cell thing) {
      this.number = number;
      this.thing = thing;
    }
  }

  /** That something leads to something, and the rows that say so. */
  private record Line(
      Box from, Box to, String relation, boolean mutual, String href, List<Integer> rows) {}

  /** One network. */
  private static final class Drawn {

    private final Table table;
    private final Sheet sheet;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<String> relations = new ArrayList<>();
    private double gap = GAP;

    Drawn(Table table, Sheet sheet) {
      this.table = table;
      this.sheet = sheet;
    }

    void draw() {
      read();
      double top = legend();
      List<Line> all = List.copyOf(lines.values());
      Layers layers =
          new Layers(
              boxes.size(),
              all.stream().map(line -> new int[] {line.from().number, line.to().number}).toList());
      double room = (sheet.width() - 4 - GAP * (layers.count() - 1)) / layers.count();
      if (boxes.isEmpty()) {
        sheet.reach(top + Sheet.LINE);
        sheet.text(0, top + 13, "faint", "No row says what leads to what.");
      } else if (room >= LEAST && !sheet.isNarrow()) {
        sideways(layers, all, top, Math.min(room, MOST));
      } else {
        downwards(all, top);
      }
    }

    private void read() {
      List<Column> ends = ends(table);
      Column relation = table.column("relation").orElse(null);
      Column mutual = table.column("bothWays").orElse(null);
      Column claims = table.column("claims").orElse(null);
      Column ending = table.column("toDetails").orElse(null);
      List<Column> remarks =
          table.words(ends.get(0), ends.get(1)).stream()
              .filter(column -> !Arrays.asList(relation, mutual, claims, ending).contains(column))
              .toList();
      for (int row = 0; row < table.rows(); row++) {
        Cell from = ends.get(0).in(row);
        Cell to = ends.get(1).in(row);
        if (from == null) {
          sheet.leaveOut(row, "without a value for ?" + ends.get(0).name());
          continue;
        }
        Box start = box(from, row);
        for (Column remark : remarks) {
          if (remark.in(row) != null) {
            start.remarks.add(remark.text(row));
          }
        }
        if (to != null && !to.form().equals(from.form())) {
          String kind = relation == null ? "" : relation.text(row);
          if (!relations.contains(kind)) {
            relations.add(kind);
          }
          Box end = box(to, row);
          if (ending != null && ending.in(row) != null) {
            end.remarks.add(ending.text(row));
          }
          boolean both = mutual != null && mutual.text(row).equals("true");
          String href = claims == null || claims.in(row) == null ? null : claims.in(row).href();
          lines
              .computeIfAbsent(
                  start.number + " " + end.number + " " + both + kind,
                  key -> new Line(start, end, kind, both, href, new ArrayList<>()))
              .rows()
              .add(row);
        } else if (to != null) {
          sheet.note(from.text() + " also leads to itself.");
        }
      }
    }

    private Box box(Cell thing, int row) {
      Box box = boxes.computeIfAbsent(thing.form(), key -> new Box(boxes.size(), thing));
      box.rows.add(row);
      return box;
    }

    // ---- From left to right

    private void sideways(Layers layers, List<Line> all, double top, double width) {
      double[] heights = new double[boxes.size()];
      for (Box box : boxes.values()) {
        long ends =
            Math.max(
                all.stream().filter(line -> line.to() == box).count(),
                all.stream().filter(line -> line.from() == box).count());
        box.height = Math.max(measure(box, width), ends * LEAST_APART + 16);
        heights[box.number] = box.height;
      }
      if (layers.count() > 1) {
        double spare = sheet.width() - 4 - layers.count() * width;
        gap = Math.max(GAP, Math.min(MOST_GAP, spare / (layers.count() - 1)));
      }
      double height = layers.place(heights, 14);
      for (Box box : boxes.values()) {
        box.x = 2 + layers.node(box.number).layer() * (width + gap);
        box.y = top + layers.node(box.number).middle() - box.height / 2;
      }
      for (int i = 0; i < all.size(); i++) {
        Line line = all.get(i);
        line(
            line,
            layers.way(i),
            top,
            width,
            aside(line, all, Line::from, Line::to),
            aside(line, all, Line::to, Line::from));
      }
      boxes.values().forEach(this::write);
      sheet.reach(top + height + 4);
    }

    /**
     * How far from the middle of a thing a line begins or ends: beside the others, in the order in
     * which they come.
     */
    private static double aside(
        Line line, List<Line> all, Function<Line, Box> end, Function<Line, Box> otherEnd) {
      Box box = end.apply(line);
      List<Line> there =
          all.stream()
              .filter(other -> end.apply(other) == box)
              .sorted(Comparator.comparingDouble(other -> otherEnd.apply(other).y))
              .toList();
      double apart = Math.min(MOST_APART, (box.height - 16) / there.size());
      return (there.indexOf(line) - (there.size() - 1) / 2.0) * apart;
    }

    private void line(
        Line line,
        List<Layers.Node> way,
        double top,
        double width,
        double startAside,
        double endAside) {
      boolean forward = way.get(0).layer() <= way.get(way.size() - 1).layer();
      StringBuilder path = new StringBuilder();
      double endX = 0;
      double endY = 0;
      for (int i = 0; i < way.size(); i++) {
        double left = 2 + way.get(i).layer() * (width + gap);
        double right = left + width;
        double aside = i == 0 ? startAside : i == way.size() - 1 ? endAside : 0;
        double y = top + way.get(i).middle() + aside;
        double enter = forward ? left : right;
        double leave = forward ? right : left;
        if (i == way.size() - 1) {
          enter += forward ? -6 : 6;
        }
        if (i > 0) {
          double half = (endX + enter) / 2;
          path.append('C')
              .append(pair(half, endY))
              .append(' ')
              .append(pair(half, y))
              .append(' ')
              .append(pair(enter, y));
        }
        if (i < way.size() - 1) {
          path.append(i == 0 ? 'M' : 'L').append(pair(leave, y));
        }
        endX = i < way.size() - 1 ? leave : enter;
        endY = y;
      }
      String drawn = path.toString();
      double pointX = endX;
      double pointY = endY;
      mark(
          line,
          () -> {
            if (line.href() != null) {
              sheet.path("reach", drawn);
            }
            sheet.path(kind(line), drawn);
            point(line, pointX, pointY, forward ? 6 : -6);
          });
    }

    private static String pair(double x, double y) {
      return Svg.number(x) + " " + Svg.number(y);
    }

    // ---- From the ends downwards

    private void downwards(List<Line> all, double top) {
      double[] y = {top};
      Set<Box> seen = new LinkedHashSet<>();
      List<Box> order = new ArrayList<>();
      Set<Box> leading = all.stream().map(Line::from).collect(Collectors.toSet());
      boxes.values().stream().filter(box -> !leading.contains(box)).forEach(order::add);
      boxes.values().stream().filter(leading::contains).forEach(order::add);
      order.forEach(box -> hang(box, null, 0, all, y, seen));
      sheet.reach(y[0]);
    }

    private void hang(Box box, Line from, int depth, List<Line> all, double[] y, Set<Box> seen) {
      if (from == null && seen.contains(box)) {
        return;
      }
      double x = 2 + Math.min(depth, 7) * INDENT;
      boolean again = !seen.add(box);
      if (again) {
        // A thing that stands further up is named once more, in one line.
        List<String> named =
            Letters.wrapped("See above: " + box.thing.text(), Sheet.SIZE, sheet.width() - x - 20);
        String text = named.get(0) + (named.size() > 1 ? " …" : "");
        double middle = y[0] + 9;
        mark(
            from,
            () -> {
              branch(from, x, middle);
              sheet.text(x + 8, middle + 4, "faint", text);
            });
        y[0] += Sheet.LINE + 8;
        return;
      }
      box.x = x + (from == null ? 0 : 6);
      box.y = y[0];
      measure(box, sheet.width() - box.x - 2);
      if (from != null) {
        mark(from, () -> branch(from, x, box.y + 14));
      }
      write(box);
      y[0] += box.height + 10;
      for (Line line : all) {
        if (line.to() == box) {
          hang(line.from(), line, depth + 1, all, y, seen);
        }
      }
    }

    /** The line from a thing up to that to which it leads. */
    private void branch(Line line, double x, double y) {
      double up = line.to().y + line.to().height;
      double left = Math.min(x - INDENT / 2, line.to().x + 5);
      sheet.path(
          kind(line), "M" + pair(x + 6, y) + "H" + Svg.number(left) + "V" + Svg.number(up + 6));
      double tip = up + 1;
      if (line.mutual()) {
        sheet.path(kind(line), "M" + pair(left, up + 6) + "V" + Svg.number(up));
      } else if (!kind(line).endsWith("2")) {
        sheet.path(
            "tip-1",
            "M"
                + pair(left - 4, tip + 6)
                + "L"
                + pair(left, tip)
                + "L"
                + pair(left + 4, tip + 6)
                + "Z");
      } else {
        sheet.path(
            kind(line) + " stop", "M" + pair(left - 5, tip + 3) + "H" + Svg.number(left + 5));
      }
    }

    // ---- Boxes and lines

    /** Wraps the text of a box; gives its height. */
    private double measure(Box box, double width) {
      box.width = width;
      double lines =
          Letters.wrapped(box.thing.text(), Sheet.SIZE, width - 2 * PADDING).size()
              + remark(box, width).size();
      box.height = lines * Sheet.LINE + 2 * PADDING - 2;
      return box.height;
    }

    private static List<String> remark(Box box, double width) {
      return box.remarks.isEmpty()
          ? List.of()
          : Letters.wrapped(String.join(" · ", box.remarks), Sheet.SIZE, width - 2 * PADDING);
    }

    private void write(Box box) {
      String words = box.thing.text();
      if (!box.remarks.isEmpty()) {
        words += " (" + String.join(", ", box.remarks) + ")";
      }
      sheet.mark(
          box.rows,
          box.thing.href(),
          words,
          () -> {
            sheet.box("box", box.x, box.y, box.width, box.height);
            double y =
                sheet.lines(
                    box.x + PADDING,
                    box.y + PADDING + 10,
                    "label",
                    box.thing.text(),
                    box.width - 2 * PADDING);
            for (String line : remark(box, box.width)) {
              y += Sheet.LINE;
              sheet.text(box.x + PADDING, y, "faint", line);
            }
          });
    }

    private void mark(Line line, Runnable content) {
      String relation = line.relation().isEmpty() ? "leads to" : line.relation();
      sheet.mark(
          line.rows(),
          line.href(),
          line.from().thing.text() + " — " + relation + ": " + line.to().thing.text(),
          content);
    }

    private String kind(Line line) {
      return kind(relations.indexOf(line.relation()));
    }

    /**
     * What speaks against something differs in form from what speaks for it, not in colour alone.
     */
    private String kind(int relation) {
      if (isAgainst(relations.get(relation))) {
        return "edge edge-2";
      }
      List<String> others = relations.stream().filter(each -> !isAgainst(each)).toList();
      return "edge edge-" + new int[] {1, 3, 4}[others.indexOf(relations.get(relation)) % 3];
    }

    private static boolean isAgainst(String relation) {
      return relation.matches("(?i).*(oppos|attack|against|contradict).*");
    }

    private void point(Line line, double x, double y, double to) {
      if (line.mutual()) {
        sheet.path(kind(line), "M" + pair(x, y) + "H" + Svg.number(x + to));
      } else if (!kind(line).endsWith("2")) {
        sheet.path(
            "tip-1", "M" + pair(x, y - 4) + "L" + pair(x + to, y) + "L" + pair(x, y + 4) + "Z");
      } else {
        sheet.path(kind(line) + " stop", "M" + pair(x + to / 2, y - 6) + "V" + Svg.number(y + 6));
      }
    }

    private boolean allMutual(String relation) {
      return lines.values().stream()
          .filter(line -> line.relation().equals(relation))
          .allMatch(Line::mutual);
    }

    private double legend() {
      List<String> named =
          relations.stream().filter(Objects::nonNull).filter(text -> !text.isEmpty()).toList();
      if (named.isEmpty()) {
        return 0;
      }
      double x = 2;
      double y = 9;
      for (String relation : named) {
        int number = relations.indexOf(relation);
        double wide = 40 + Letters.width(relation, Sheet.SIZE);
        if (x > 2 && x + wide > sheet.width()) {
          x = 2;
          y += 22;
        }
        sheet.path(kind(number), "M" + pair(x, y) + "H" + Svg.number(x + 26));
        if (allMutual(relation)) {
          sheet.path(kind(number), "M" + pair(x + 26, y) + "H" + Svg.number(x + 32));
        } else if (kind(number).endsWith("2")) {
          sheet.path(kind(number) + " stop", "M" + pair(x + 29, y - 6) + "V" + Svg.number(y + 6));
        } else {
          sheet.path(
              "tip-1",
              "M" + pair(x + 26, y - 4) + "L" + pair(x + 32, y) + "L" + pair(x + 26, y + 4) + "Z");
        }
        sheet.text(x + 40, y + 4, "label", relation);
        x += wide + 24;
      }
      return y + 21;
    }
  }
}
