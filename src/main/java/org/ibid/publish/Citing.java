package org.ibid.publish;

import java.util.List;
import org.ibid.publish.Frame.Alternate;

/**
 * What the page shows on which one finds how to cite something.
 *
 * @param what the thing, in words
 * @param text the citation as one reads it in a list of references
 * @param address the permanent address
 * @param files the citation for reference managers
 * @param answer of a query, what was answered; else null
 */
public record Citing(
    Value what, String text, String address, List<Alternate> files, Answered answer) {

  /**
   * The answer to a query.
   *
   * @param query its text
   * @param rows how many rows the answer has
   * @param digest SHA-256 by which it is recognised
   * @param then how the answer was when it was cited, or null where that is not asked
   */
  public record Answered(String query, long rows, String digest, Then then) {}

  /**
   * An answer that was cited.
   *
   * @param state the state of the graph, or null
   * @param rows how many rows it had, or null
   * @param same whether it is the same now
   */
  public record Then(String state, String rows, boolean same) {}
}
