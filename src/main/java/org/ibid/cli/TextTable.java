package org.ibid.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays out rows of text as a table for the eye: aligned by the width that the characters have on a
 * screen, numbers to the right, long cells wrapped when the screen is too narrow.
 */
public final class TextTable {

  private static final int NARROWEST = 12;
  private static final String GAP = "  ";

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /** An empty table with the given column heads. */
  public TextTable(List<String> head) {
    this.head = List.copyOf(head);
    this.right = new boolean[head.size()];
    Arrays.fill(right, true);
  }

  /**
   * Adds a row.
   *
   * @param cells one text for each column; line breaks and tabs become spaces
   * @param numbers for each column whether the text is a number; a column of numbers only is
   *     aligned to the right
   */
  public void add(List<String> cells, List<Boolean> numbers) {
    rows.add(cells.stream().map(cell -> cell.replaceAll("\\s+", " ").strip()).toList());
    for (int i = 0; i < right.length; i++) {
      right[i] &= numbers.get(i) || cells.get(i).isEmpty();
    }
  }

  /** Adds a row of words. */
  public void add(String... cells) {
    add(List.of(cells), Arrays.stream(cells).map(cell -> false).toList());
  }

  /**
   * Prints the table.
   *
   * @param columns the width of the screen, or 0 for as wide as it takes
   */
  public void print(PrintStream out, int columns) {
    if (head.isEmpty()) {
      return;
    }
    int[] widths = widths(columns);
    printRow(out, head, widths);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("─".repeat(width));
    }
    printRow(out, rules, widths);
    for (List<String> row : rows) {
      printRow(out, row, widths);
    }
  }

  private int[] widths(int columns) {
    int[] widths = new int[head.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(1, width(head.get(i)));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    if (columns > 0) {
      int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
      for (; excess > 0; excess--) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
          if (widths[i] > widths[widest]) {
            widest = i;
          }
        }
        if (widths[widest] <= NARROWEST) {
          break;
        }
        widths[widest]--;
      }
    }
    return widths;
  }

  private void printRow(PrintStream out, List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = wrap(cells.get(i), widths[i]);
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String text = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        String padding = " ".repeat(Math.max(0, widths[i] - width(text)));
        line.append(i == 0 ? "" : GAP);
        line.append(right[i] && !rows.isEmpty() ? padding + text : text + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Breaks a text at spaces, and words that are too long anywhere. */
  static List<String> wrap(String text, int most) {
    if (width(text) <= most) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      int needed = width(word);
      if (used > 0 && used + 1 + needed <= most) {
        line.append(' ').append(word);
        used += 1 + needed;
        continue;
      }
      if (used > 0) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      for (int codePoint : word.codePoints().toArray()) {
        int one = width(codePoint);
        if (used + one > most && used > 0) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.appendCodePoint(codePoint);
        used += one;
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** How many screen columns a text takes. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /** The blocks that Unicode calls wide or full width, and the emoji. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0x303E)
        || (c >= 0x3041 && c <= 0xA4CF)
        || (c >= 0xA960 && c <= 0xA97F)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F680 && c <= 0x1F6FF)
        || (c >= 0x1F900 && c <= 0x1F9FF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
