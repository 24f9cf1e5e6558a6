package org.ibid.graph;

/**
 * Is one word of a Turtle document.
 *
 * @param kind what it is
 * @param span where it stands
 * @param text its characters
 * @param firstOnLine whether only white space stands before it on its line
 * @param glued whether it follows the token before it without white space
 */
record TurtleToken(Kind kind, Span span, String text, boolean firstOnLine, boolean glued) {

  /** Kinds of tokens. */
  enum Kind {
    IRI,
    NAME,
    BLANK,
    STRING,
    LANGUAGE,
    DATATYPE_SIGN,
    NUMBER,
    WORD,
    KEYWORD,
    SIGN,
    OTHER,
    END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.KEYWORD || kind == Kind.WORD) && text.equals(sign);
  }

  /** Whether it can stand for a predicate. */
  boolean isName() {
    return kind == Kind.NAME || kind == Kind.IRI;
  }

  /** Whether something ends or is separated here. */
  boolean isSeparator() {
    return is(".") || is(";") || is(",") || is("]") || is(")") || is("}");
  }
}
