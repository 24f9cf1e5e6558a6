package org.ibid.picture;

import java.util.Optional;

/**
 * A kind of picture. It knows which columns of a table play which part: by their names, else by
 * what they hold.
 */
public interface Drawing {

  /** Its name in addresses and in the heads of questions: {@code amounts}. */
  String name();

  /** Which columns it wants, in sentences for who writes a query. */
  String needs();

  /** Why the table cannot be drawn so, in words that tell how to mend it; nothing if it can. */
  Optional<String> unfit(Table table);

  /**
   * Draws a table that fits. Each row becomes part of a {@linkplain Sheet#mark mark}, or is {@link
   * Sheet#leaveOut left out} with the reason.
   */
  void draw(Table table, Sheet sheet);
}
