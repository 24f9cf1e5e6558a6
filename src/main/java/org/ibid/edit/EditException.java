package org.ibid.edit;

/** Says why a change cannot be made that is not against the shapes; nothing has changed. */
public final class EditException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what stands in the way. */
  public enum Why {
    /** The graph is the project's files, which are changed with an editor of texts. */
    READ_ONLY,

    /** What is to be changed is not there. */
    NOT_THERE,

    /** What is to be created is there. */
    THERE_ALREADY,

    /** It has been retracted. */
    RETRACTED,

    /** It is not as the editor believes. */
    CHANGED_MEANWHILE,

    /** The editor does not say which state the change is for. */
    NO_CONDITION,

    /** The key of the request was used for another request. */
    KEY_USED,

    /** It can be read, but is not what can be published in this way. */
    UNSUITABLE
  }

  private final Why why;
  private final int line;
  private final int column;

  EditException(Why why, String message) {
    this(why, message, 0, 0);
  }

  /** A problem at a place of the document, from 1. */
  EditException(Why why, String message, int line, int column) {
    super(message);
    this.why = why;
    this.line = line;
    this.column = column;
  }

  public Why why() {
    return why;
  }

  /** The line of the document, from 1, or 0 when the problem has no single place. */
  public int line() {
    return line;
  }

  /** The column, from 1, or 0. */
  public int column() {
    return column;
  }
}
