package org.ibid.graph;

import java.util.List;

/**
 * Says that something a person wrote cannot be used, and where: file, line and column.
 *
 * <p>The message is one line, {@code file:line:column: what is wrong}, ready to be shown.
 */
public class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;
  private final long column;
  private final String problem;
  private final transient List<String> expected;
  private transient List<Mistake> mistakes = List.of();
  private transient String text = "";

  /** A problem at a place; line and column count from 1 and are 0 or less where unknown. */
  public BadInputException(String file, long line, long column, String problem) {
    this(file, line, column, problem, List.of());
  }

  /** The same, with what could have stood at the place instead. */
  public BadInputException(
      String file, long line, long column, String problem, List<String> expected) {
    super(place(file, line, column) + ": " + oneLine(problem));
    this.expected = List.copyOf(expected);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = oneLine(problem);
  }

  /** All places where a document does not keep to its syntax; at least one. */
  public BadInputException(String file, String text, List<Mistake> mistakes) {
    this(
        file,
        mistakes.get(0).span().line(),
        mistakes.get(0).span().column(),
        mistakes.get(0).message(),
        List.of());
    this.text = text;
    this.mistakes = List.copyOf(mistakes);
  }

  /** A problem with a file as a whole. */
  public BadInputException(String file, String problem) {
    this(file, 0, 0, problem);
  }

  public String file() {
    return file;
  }

  /** All that is wrong with the document, the first mistake of it among them, when it is known. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  /** The document that has the mistakes. */
  public String text() {
    return text;
  }

  /** The line, from 1, or 0 or less when the problem has no single place. */
  public long line() {
    return line;
  }

  /** The column, from 1, or 0 or less when unknown. */
  public long column() {
    return column;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** What could have stood at the place instead, or nothing where that is not known. */
  public List<String> expected() {
    return expected == null ? List.of() : expected;
  }

  private static String place(String file, long line, long column) {
    if (line <= 0) {
      return file;
    }
    return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  private static String oneLine(String text) {
    return text == null ? "unusable" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
