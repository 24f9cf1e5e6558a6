package org.ibid.passage;

import java.util.List;

/**
 * Points at a sentence or a paragraph: where it stands in a copy, and its digest.
 *
 * @param kind what it is
 * @param number its place among those of its kind, from 1
 * @param partOf the IRI of the paragraph or section that it belongs to
 * @param firstPage the page on which it begins
 * @param lastPage the page on which it ends
 * @param segments where it stands: one piece, or several that something else interrupts
 * @param digest by which it is recognised in any copy
 */
public record Passage(
    Kind kind,
    int number,
    String partOf,
    int firstPage,
    int lastPage,
    List<Span> segments,
    String digest) {

  /** Names the kinds of passage that have positions. */
  public enum Kind {
    PARAGRAPH("p", "Paragraph"),
    SENTENCE("s", "Sentence");

    private final String letter;
    private final String type;

    Kind(String letter, String type) {
      this.letter = letter;
      this.type = type;
    }

    /** The local name of the passage of this kind with that number. */
    public String name(int number) {
      return letter + number;
    }

    /** The local name of its class in the DoCO vocabulary. */
    String type() {
      return type;
    }
  }

  /** Its local name: {@code s12}, {@code p3}. */
  public String name() {
    return kind.name(number);
  }
}
