package org.ibid.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
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

  /** Texts up to this length stand in one line, and texts beyond that one are read as such. */
  private static final int SHORT = 18;

  private static final int LONG = 60;

  /** Where the next word of {@code restsOn} begins. */
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])[A-Z](?=[a-z])");

  /** The most rows that a page shows. */
  public static final int MOST_ROWS = 1000;

  /** The same answer, shown in a way. */
  public Answer shown(Showing as) {
    return new Answer(columns, numbers, languages, rows, total, truth, millis, table, as);
  }

  /** The head of a column: the name of its variable, in words. */
  public String head(int column) {
    return WORD.matcher(columns.get(column).replace('_', ' '))
        .replaceAll(word -> " " + word.group().toLowerCase(Locale.ROOT));
  }

  /** What each column needs room for: {@code number}, {@code short} or {@code long}, or null. */
  public List<String> shapes() {
    List<String> shapes = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      shapes.add(shape(i));
    }
    return shapes;
  }

  private String shape(int column) {
    if (numbers.get(column)) {
      return "number";
    }
    int most =
        rows.stream()
            .map(row -> row.get(column))
            .filter(Objects::nonNull)
            .mapToInt(value -> value.text().length())
            .max()
            .orElse(0);
    return most > LONG ? "long" : most > 0 && most <= SHORT ? "short" : null;
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
