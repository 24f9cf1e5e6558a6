package org.ibid.graph;

import java.util.Arrays;

/** Knows where the lines of a text begin. */
public final class Lines {

  private final String text;
  private final int[] starts;

  public Lines(String text) {
    this.text = text;
    int[] found = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = i + 1;
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /** The text itself. */
  public String text() {
    return text;
  }

  /** The stretch between two offsets. */
  public Span span(int start, int end) {
    int line = index(start);
    int endLine = index(end);
    return new Span(
        start, end, line + 1, start - starts[line] + 1, endLine + 1, end - starts[endLine] + 1);
  }

  /** The stretch between two places, each a line and a column from 1. */
  public Span span(int line, int column, int endLine, int endColumn) {
    return new Span(
        offset(line, column), offset(endLine, endColumn), line, column, endLine, endColumn);
  }

  private int offset(int line, int column) {
    return line < 1 || line > starts.length
        ? text.length()
        : Math.min(text.length(), starts[line - 1] + column - 1);
  }

  /** A line without its end, or nothing when there is no such line. */
  public String line(int number) {
    if (number < 1 || number > starts.length) {
      return "";
    }
    int end = number < starts.length ? starts[number] - 1 : text.length();
    String line = text.substring(starts[number - 1], end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int index(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}
