package org.ibid.picture;

import java.util.List;
import java.util.Optional;

/** Knows all kinds of pictures. */
public final class Drawings {

  private static final List<Drawing> ALL =
      List.of(
          new Bars(), new Amounts(), new Timeline(), new Matrix(), new PlaceMap(), new Network());

  private Drawings() {}

  /** All kinds, in the order in which they are offered. */
  public static List<Drawing> all() {
    return ALL;
  }

  /** The kind of that name, if there is one. */
  public static Optional<Drawing> named(String name) {
    return ALL.stream().filter(drawing -> drawing.name().equals(name)).findFirst();
  }

  /** The kinds in which a table can be drawn. */
  public static List<Drawing> fitting(Table table) {
    return ALL.stream().filter(drawing -> drawing.unfit(table).isEmpty()).toList();
  }
}
