package org.ibid.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a query, with its lines, so that a page can mark the place.
 *
 * @param message what is wrong
 * @param line the line, from 1, or 0 when the mistake has no single place
 * @param column the column, from 1, or 0 when unknown
 * @param lines the query
 */
public record QueryError(String message, long line, long column, List<Line> lines) {

  /**
   * One line of the query.
   *
   * @param before what stands before the mistake, or the whole line
   * @param at where the mistake begins, to the end of the line, or nothing
   * @param wrong whether the mistake is in this line
   */
  public record Line(int number, String before, String at, boolean wrong) {}

  /** A mistake in a query. */
  public static QueryError in(String query, String message, long line, long column) {
    List<Line> lines = new ArrayList<>();
    if (line > 0) {
      int number = 0;
      for (String text : query.split("\\R", -1)) {
        number++;
        boolean wrong = number == line;
        int cut = wrong && column > 0 ? (int) Math.min(column - 1, text.length()) : text.length();
        lines.add(new Line(number, text.substring(0, cut), text.substring(cut), wrong));
      }
    }
    return new QueryError(message, line, column, lines);
  }

  /** Where it is, in words, or nothing. */
  public String place() {
    if (line <= 0) {
      return "";
    }
    return column <= 0 ? "Line " + line : "Line " + line + ", column " + column;
  }
}
