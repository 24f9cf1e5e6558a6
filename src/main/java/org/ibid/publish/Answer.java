package org.ibid.publish;

import java.util.List;
import org.ibid.picture.Table;

/**
 * The answer to a query as a page shows it.
 *
 * @param columns the heads of the table
 * @param numbers for each column whether it holds numbers only
 * @param languages for each column the language of all its texts, or null where there is no single
 *     one
 * @param rows the first rows
 * @param total how many rows there are
 * @param truth the answer to ASK, or null
 * @param millis how long it took
 * @param table the same rows for pictures
 * @param showing how the rows are shown, or null for as a table with nothing to choose
 */
public record Answer(
    List<String> columns,
    List<Boolean> numbers,
    List<String> languages,
    List<List<Value>> rows,
    long total,
    Boolean truth,
    long millis,
    Table table,
    Showing showing) {

  /** The most rows that a page shows. */
  public static final int MOST_ROWS = 1000;

  /** The same answer, shown in a way. */
  public Answer shown(Showing as) {
    return new Answer(columns, numbers, languages, rows, total, truth, millis, table, as);
  }

  /** How many rows there are and how long it took, in words. */
  public String summary() {
    String time = millis < 1 ? "less than a millisecond" : millis + " ms";
    if (truth != null) {
      return time;
    }
    String count = Names.grouped(Long.toString(total)) + (total == 1 ? " row" : " rows");
    return rows.size() < total
        ? count + " in " + time + ", of which the first " + rows.size() + " are shown"
        : count + " in " + time;
  }
}
