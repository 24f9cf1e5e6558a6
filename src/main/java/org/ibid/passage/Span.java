package org.ibid.passage;

/**
 * Holds the two ends of an unbroken piece of text.
 *
 * @param start how many code points of the copy stand before it
 * @param end how many code points of the copy stand before what follows it
 */
public record Span(int start, int end) {

  @Override
  public String toString() {
    return start + "–" + end;
  }
}
