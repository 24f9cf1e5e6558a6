package org.ibid.picture;

import java.math.BigDecimal;

/**
 * One value of a table.
 *
 * @param kind what sort of value it is
 * @param text what is read
 * @param form the value as its data type writes it: the digits of a number, {@code 2019-04}
 * @param href where it leads, or null
 */
public record Cell(Kind kind, String text, String form, String href) {

  /** The sorts of values that pictures tell apart. */
  public enum Kind {
    THING,
    NUMBER,
    DATE,
    SHAPE,
    TEXT
  }

  Cell linkedByIri() {
    return kind == Kind.THING && href != null ? new Cell(kind, text, form, form) : this;
  }

  /** The value of a number. */
  public BigDecimal number() {
    return new BigDecimal(form);
  }
}
