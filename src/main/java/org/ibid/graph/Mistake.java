package org.ibid.graph;

import java.util.List;

/**
 * Tells of a place where a document does not keep to its syntax.
 *
 * @param span the place
 * @param message what is wrong and what was expected
 * @param mends what may have been meant, the most likely first
 */
public record Mistake(Span span, String message, List<Mend> mends) {

  /**
   * Says how a mistake can be mended.
   *
   * @param words what to do
   * @param edits the same as a change of the text
   */
  public record Mend(String words, List<Edit> edits) {}
}
