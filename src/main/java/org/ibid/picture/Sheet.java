package org.ibid.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sheet on which a picture is drawn: as wide as there is room, and as high as what is drawn on
 * it. It knows which rows of the table it shows, and says below the picture which it does not.
 *
 * <p>Colours and letters are those of classes, which the style sheet of pictures explains; sizes
 * are in pixels, {@link #SIZE} for letters.
 */
public final class Sheet {

  /** The widths in which pictures are drawn: for a phone, and for all that is wider. */
  public static final int NARROW = 350;

  public static final int WIDE = 960;

  /** The size of the letters of labels, the height of a line of them, and the size of notes. */
  public static final double SIZE = 13;

  public static final double LINE = 17;

  /** So many things are called by their names in one sentence. */
  private static final int MOST_NAMES = 12;

  private final int width;
  private final Svg svg = new Svg();
  private final Set<Integer> shown = new TreeSet<>();
  private final Map<String, Set<Integer>> left = new LinkedHashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private double height;

  public Sheet(int width) {
    this.width = width;
  }

  public int width() {
    return width;
  }

  /** Whether it is meant for a phone. */
  public boolean isNarrow() {
    return width < 600;
  }

  /** How far down it is drawn on. */
  public double height() {
    return height;
  }

  /** Makes the sheet reach down to there at least. */
  public void reach(double y) {
    height = Math.max(height, y);
  }

  /** Writes what has no method of its own. What is written must lie within what was reached. */
  public Svg svg() {
    return svg;
  }

  /**
   * Draws the mark of one or more rows: something that can be pointed at, and that leads somewhere.
   *
   * @param rows those that it shows
   * @param href where it leads, or null
   * @param words what it says, whole, for who points at it or cannot see it
   * @param content draws it
   */
  public void mark(Collection<Integer> rows, String href, String words, Runnable content) {
    shown.addAll(rows);
    String numbers = rows.stream().map(String::valueOf).collect(Collectors.joining(" "));
    svg.open(href == null ? "g" : "a", "class", "mark", "href", href, "data-rows", numbers);
    svg.element("title", words);
    content.run();
    svg.close();
  }

  /** Says that a row is not drawn, and why: {@code without a date}. */
  public void leaveOut(int row, String why) {
    left.computeIfAbsent(why, key -> new TreeSet<>()).add(row);
  }

  /** The same of a row that has a name, by which it is called below the picture. */
  public void leaveOut(int row, String why, String name) {
    leaveOut(row, why);
    if (!name.isEmpty()) {
      names.put(row, name);
    }
  }

  /** A sentence that stands below the picture. */
  public void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  /** The rows that are drawn, from 0. */
  public Set<Integer> shown() {
    return shown;
  }

  /** The rows that are not drawn, from 0, by the reason. */
  public Map<String, Set<Integer>> leftOut() {
    return left;
  }

  /** All that is said below the picture. */
  List<String> notes(Table table) {
    List<String> all = new ArrayList<>(notes);
    left.forEach((why, rows) -> all.add("Not drawn, " + why + ": " + called(rows) + "."));
    if (table.total() > table.rows()) {
      all.add("The first " + table.rows() + " of " + table.total() + " rows.");
    }
    return all;
  }

  /** The names of rows, each once, where all have one and they are few; else their numbers. */
  private String called(Set<Integer> rows) {
    Set<String> called = new LinkedHashSet<>();
    rows.forEach(row -> called.add(names.get(row)));
    if (!called.contains(null) && called.size() <= MOST_NAMES) {
      return String.join(", ", called);
    }
    return (rows.size() == 1 ? "row " : "rows ")
        + rows.stream().map(row -> "" + (row + 1)).collect(Collectors.joining(", "));
  }

  // ---- The key

  /** Draws a sign whose place begins at a point and goes to the right, with that in its middle. */
  interface Sign {
    void at(double x, double y);
  }

  /** A sign and what it means. */
  record Meaning(String words, Sign sign) {}

  /**
   * What the signs mean.
   *
   * @param room how wide a sign may be
   * @return how far down it goes
   */
  double key(double top, double room, List<Meaning> meanings) {
    double x = 0;
    double y = top + 22;
    for (Meaning meaning : meanings) {
      List<String> lines = Letters.wrapped(meaning.words(), 12, width - room);
      double wide = room + Letters.width(lines.get(0), 12) + 20;
      if (x > 0 && x + wide - 20 > width) {
        x = 0;
        y += 22;
      }
      meaning.sign().at(x, y);
      for (String line : lines) {
        text(x + room, y + 4, "tick", line);
        y += 16;
      }
      y -= 16;
      x += wide;
    }
    return y + 10;
  }

  // ---- Simple shapes

  /** Words that begin at a point (their base line). */
  public void text(double x, double y, String kind, String text) {
    svg.element("text", text, "class", kind, "x", x, "y", y);
  }

  /** Words that end at a point. */
  public void textBefore(double x, double y, String kind, String text) {
    svg.element("text", text, "class", kind, "x", x, "y", y, "text-anchor", "end");
  }

  /** Words that have a point in their middle. */
  public void textAround(double x, double y, String kind, String text) {
    svg.element("text", text, "class", kind, "x", x, "y", y, "text-anchor", "middle");
  }

  /** Words in as many lines as they need; gives the base line of the last. */
  public double lines(double x, double y, String kind, String text, double room) {
    double line = y;
    List<String> lines = Letters.wrapped(text, SIZE, room);
    for (int i = 0; i < lines.size(); i++) {
      line = y + i * LINE;
      text(x, line, kind, lines.get(i));
    }
    return line;
  }

  /** A straight line. */
  public void line(String kind, double x1, double y1, double x2, double y2) {
    svg.empty("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  /** A level line with a point at its end. */
  public void arrow(String kind, double from, double y, double to) {
    double way = Math.signum(to - from);
    line("stroke" + kind, from, y, to - way * 2, y);
    double back = to - way * 7;
    path(
        "head" + kind.replace(" dotted", ""),
        "M%s %sL%s %sL%s %s"
            .formatted(
                Svg.number(back),
                Svg.number(y - 5),
                Svg.number(to),
                Svg.number(y),
                Svg.number(back),
                Svg.number(y + 5)));
  }

  /** A rectangle. */
  public void box(String kind, double x, double y, double wide, double high) {
    svg.empty("rect", "class", kind, "x", x, "y", y, "width", wide, "height", high);
  }

  /** A circle. */
  public void circle(String kind, double x, double y, double radius) {
    svg.empty("circle", "class", kind, "cx", x, "cy", y, "r", radius);
  }

  /** A path, as SVG writes it. */
  public void path(String kind, String way) {
    svg.empty("path", "class", kind, "d", way);
  }

  /** An invisible rectangle that makes a mark easy to hit: at least 24 pixels in each direction. */
  public void target(double x, double y, double wide, double high) {
    box("target", x, y, Math.max(24, wide), Math.max(24, high));
  }
}
