package org.ibid.picture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One column of a table.
 *
 * @param name the name of its variable
 * @param cells from the first row to the last; null where a row has no value
 */
public record Column(String name, List<Cell> cells) {

  /** The value in a row, or null. */
  public Cell in(int row) {
    return cells.get(row);
  }

  /** What is read in a row; nothing where it has no value. */
  public String text(int row) {
    Cell cell = in(row);
    return cell == null ? "" : cell.text();
  }

  /** Whether it has values, all of that kind. */
  public boolean holds(Cell.Kind kind) {
    return cells.stream().anyMatch(Objects::nonNull)
        && cells.stream().allMatch(cell -> cell == null || cell.kind() == kind);
  }

  /** Whether it holds numbers, none of them below zero. */
  public boolean holdsCounts() {
    return holds(Cell.Kind.NUMBER)
        && cells.stream().allMatch(cell -> cell == null || cell.number().signum() >= 0);
  }

  /** Its different texts, in the order in which they come; without a value is none. */
  public Set<String> texts() {
    return cells.stream()
        .filter(Objects::nonNull)
        .map(Cell::text)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
