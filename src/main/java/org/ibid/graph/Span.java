package org.ibid.graph;

/**
 * Tells of a stretch of a text: where it begins and, not included, where it ends. Both are given as
 * offsets from 0 and as lines and columns from 1; columns count UTF-16 units, as editors do.
 */
public record Span(int start, int end, int line, int column, int endLine, int endColumn) {

  /** The empty stretch at the end of this one: where something can be put in. */
  public Span after() {
    return new Span(end, end, endLine, endColumn, endLine, endColumn);
  }

  /** The empty stretch at the beginning of this one. */
  public Span before() {
    return new Span(start, start, line, column, line, column);
  }

  /** From the beginning of this to the end of another. */
  public Span to(Span last) {
    return new Span(start, last.end, line, column, last.endLine, last.endColumn);
  }
}
