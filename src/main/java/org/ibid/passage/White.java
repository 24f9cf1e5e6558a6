package org.ibid.passage;

/** Says what counts as white space: what Unicode calls so, no-break spaces among it. */
final class White {

  private static final char NEXT_LINE = '\u0085';

  private White() {}

  static boolean is(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }
}
