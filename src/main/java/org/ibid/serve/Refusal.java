package org.ibid.serve;

/** Says why a request is not answered, with the HTTP status that fits. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long line;
  private final long column;

  Refusal(int status, String message) {
    this(status, message, 0, 0);
  }

  /** A refusal because of a place in the query; line and column count from 1. */
  Refusal(int status, String message, long line, long column) {
    super(message);
    this.status = status;
    this.line = line;
    this.column = column;
  }

  int status() {
    return status;
  }

  long line() {
    return line;
  }

  long column() {
    return column;
  }
}
