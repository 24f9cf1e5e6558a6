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
