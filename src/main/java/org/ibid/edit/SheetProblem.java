package org.ibid.edit;

import java.util.List;

/**
 * Tells what is wrong with one cell of a spreadsheet, or with a row or the sheet as a whole.
 *
 * @param row the row as spreadsheets count it, from 1, or 0 for the whole sheet
 * @param column the column, from 0, or -1 for the whole row
 * @param label what the column is called
 * @param message what is wrong, in words
 * @param suggestions what may have been meant, best first
 * @param violation whether the claims cannot be taken over so; else it is a warning
 */
public record SheetProblem(
    int row,
    int column,
    String label,
    String message,
    List<String> suggestions,
    boolean violation) {

  /** Where it is: {@code row 7, column "amount: value" (D)}. */
  public String place() {
    if (row <= 0) {
      return "the sheet";
    }
    return column < 0
        ? "row " + row
        : "row " + row + ", column \"" + label + "\" (" + SheetColumn.letter(column) + ")";
  }

  @Override
  public String toString() {
    String meant =
        suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?";
    return place() + ": " + message + meant;
  }
}
