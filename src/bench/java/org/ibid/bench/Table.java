package org.ibid.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings figures together: a row for what was measured, a column for each size. */
final class Table {

  private static final int WORDS = 62;
  private static final int FIGURES = 20;

  private final List<String> columns = new ArrayList<>();
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
  private final PrintStream progress;

  /**
   * A table without figures.
   *
   * @param progress is told each figure at once
   */
  Table(PrintStream progress) {
    this.progress = progress;
  }

  /** Figures go into this column from now on. */
  void column(String name) {
    columns.add(name);
  }

  /** Adds a median and a 95th percentile, in milliseconds. */
  void add(String row, double[] milliseconds) {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    put(row, String.format(Locale.ROOT, "%.1f / %.1f", at(sorted, 0.5), at(sorted, 0.95)));
  }

  /** The smallest value that so large a share of them does not exceed. */
  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Adds what was measured once. */
  void addSeconds(String row, double milliseconds) {
    put(row, String.format(Locale.ROOT, "%.1f s", milliseconds / 1000));
  }

  private void put(String row, String figure) {
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>())
        .put(columns.get(columns.size() - 1), figure);
    progress.println("  " + row + ": " + figure);
  }

  void print(PrintStream out) {
    StringBuilder head = new StringBuilder(" ".repeat(WORDS));
    columns.forEach(column -> head.append(String.format("%" + FIGURES + "s", column)));
    out.println(head);
    rows.forEach(
        (row, figures) -> {
          StringBuilder line = new StringBuilder(String.format("%-" + WORDS + "s", row));
          for (String column : columns) {
            line.append(String.format("%" + FIGURES + "s", figures.getOrDefault(column, "-")));
          }
          out.println(line);
        });
  }
}
