package org.ibid.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of an answer, from which pictures are drawn.
 *
 * @param columns all have as many cells as there are rows
 * @param rows how many rows there are
 * @param total how many rows the whole answer has, of which these are the first
 */
public record Table(List<Column> columns, int rows, long total) {

  /** A table without rows. */
  public static final Table EMPTY = new Table(List.of(), 0, 0);

  /** A table of rows, each with a cell or null for each name. */
  public static Table of(List<String> names, List<List<Cell>> rows, long total) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<Cell> cells = new ArrayList<>();
      rows.forEach(row -> cells.add(row.get(place)));
      columns.add(new Column(names.get(i), cells));
    }
    return new Table(List.copyOf(columns), rows.size(), total);
  }

  /** The same rows, in which each thing leads to its own IRI: for what leaves the site. */
  public Table linkedByIris() {
    return new Table(
        columns.stream()
            .map(
                column ->
                    new Column(
                        column.name(),
                        column.cells().stream()
                            .map(cell -> cell == null ? null : cell.linkedByIri())
                            .collect(Collectors.toList())))
            .toList(),
        rows,
        total);
  }

  /** The column with the first of these names that there is. */
  public Optional<Column> column(String... names) {
    return Arrays.stream(names)
        .flatMap(name -> columns.stream().filter(column -> column.name().equals(name)))
        .findFirst();
  }

  /** The columns that hold values of a kind, in their order. */
  public List<Column> columns(Cell.Kind kind) {
    return columns.stream().filter(column -> column.holds(kind)).toList();
  }

  /** The columns of words and things, by which a row is known, but these. */
  public List<Column> words(Column... but) {
    List<Column> others = List.of(but);
    return columns.stream()
        .filter(column -> !others.contains(column))
        .filter(
            column ->
                column.cells().stream().anyMatch(cell -> cell != null)
                    && column.cells().stream()
                        .allMatch(
                            cell ->
                                cell == null
                                    || cell.kind() == Cell.Kind.TEXT
                                    || cell.kind() == Cell.Kind.THING))
        .toList();
  }
}
