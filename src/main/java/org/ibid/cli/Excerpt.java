package org.ibid.cli;

import java.util.ArrayList;
import java.util.List;
import org.ibid.graph.Edit;
import org.ibid.graph.Lines;
import org.ibid.graph.Span;

/**
 * Shows a line of a file and what is wrong in it.
 *
 * @param line the line, or the part of it around the place
 * @param marks spaces and marks, to stand under it
 */
record Excerpt(String line, String marks) {

  private static final int MOST_LINES = 8;

  /** The part of a line around a place that fits into a width. */
  static Excerpt of(String line, Span span, int width) {
    int room = Math.max(40, width - 24);
    int from = Math.min(span.column() - 1, line.length());
    int to =
        span.endLine() > span.line()
            ? line.length()
            : Math.min(span.endColumn() - 1, line.length());
    String shown = line.replace('\t', ' ');
    int cut = 0;
    if (shown.length() > room) {
      cut = Math.max(0, Math.min(from - 10, shown.length() - room));
      String part = shown.substring(cut, Math.min(shown.length(), cut + room));
      shown = (cut > 0 ? "…" : "") + part + (cut + room < line.length() ? "…" : "");
      from = from - cut + (cut > 0 ? 1 : 0);
      to = to - cut + (cut > 0 ? 1 : 0);
    }
    int length = Math.max(1, Math.min(to, shown.length()) - from);
    return new Excerpt(shown, " ".repeat(from) + "^".repeat(length));
  }

  /** The lines that edits take out, after a minus, and put in, after a plus. */
  static List<String> changed(Lines lines, List<Edit> edits) {
    List<String> before = lines.text().lines().toList();
    List<String> after = Edit.apply(lines.text(), edits).lines().toList();
    int start = 0;
    while (start < before.size()
        && start < after.size()
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < before.size() - start
        && end < after.size() - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<String> shown = new ArrayList<>();
    if (before.size() - end - start > MOST_LINES || after.size() - end - start > MOST_LINES) {
      return shown;
    }
    before.subList(start, before.size() - end).forEach(line -> shown.add("- " + line));
    after.subList(start, after.size() - end).forEach(line -> shown.add("+ " + line));
    return shown;
  }
}
