package org.ibid.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes SVG: elements with their attributes and texts, all of it escaped. */
public final class Svg {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; one without a value (null) is left out
   */
  public Svg open(String name, Object... attributes) {
    out.append('<').append(name);
    attributes(attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** Ends the element that was begun last. */
  public Svg close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content. */
  public Svg empty(String name, Object... attributes) {
    out.append('<').append(name);
    attributes(attributes);
    out.append("/>");
    return this;
  }

  /** Characters within the element that is open. */
  public Svg characters(String text) {
    escape(text);
    return this;
  }

  /** An element that holds only characters. */
  public Svg element(String name, String text, Object... attributes) {
    return open(name, attributes).characters(text).close();
  }

  /** What another has written, as it is. */
  Svg raw(Svg other) {
    out.append(other.out);
    return this;
  }

  private void attributes(Object... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(value instanceof Number number ? number(number.doubleValue()) : value.toString());
        out.append('"');
      }
    }
  }

  /** A number with at most two decimals. */
  public static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                  // What XML cannot hold is shown as unknown.
                  boolean allowed =
                      point == '\t' || point == '\n' || (point >= ' ' && !isForbidden(point));
                  out.appendCodePoint(allowed ? point : 0xFFFD);
                }
              }
            });
  }

  private static boolean isForbidden(int point) {
    return (point >= 0xD800 && point < 0xE000) || point == 0xFFFE || point == 0xFFFF;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
