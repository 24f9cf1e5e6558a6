package org.ibid.publish.reconcile;

/** Says what is wrong with what a client has asked. */
public final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whether it is no JSON, makes no sense, or is too much at once. */
  public enum Why {
    NO_JSON,
    MEANINGLESS,
    TOO_MUCH
  }

  private final Why why;
  private final long line;
  private final long column;

  private BadQueryException(Why why, String message, long line, long column) {
    super(message);
    this.why = why;
    this.line = line;
    this.column = column;
  }

  static BadQueryException noJson(long line, long column) {
    return new BadQueryException(
        Why.NO_JSON,
        "This is not JSON from line " + line + ", column " + column + " on.",
        line,
        column);
  }

  static BadQueryException meaningless(String message) {
    return new BadQueryException(Why.MEANINGLESS, message, 0, 0);
  }

  static BadQueryException tooMuch(String message) {
    return new BadQueryException(Why.TOO_MUCH, message, 0, 0);
  }

  public Why why() {
    return why;
  }

  /** The line in which it stops being JSON, counted from 1, or 0. */
  public long line() {
    return line;
  }

  /** The column in which it stops being JSON, counted from 1, or 0. */
  public long column() {
    return column;
  }
}
