package org.ibid.publish;

import java.util.List;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Trail.Speaker;

/**
 * What the page shows on which a section is read as its claims.
 *
 * @param document the document
 * @param title its title
 * @param section the section
 * @param sections all sections of the document, each leading to its page
 * @param previous the section before, or null
 * @param next the section after, or null
 * @param pictures what is drawn of the section
 * @param paragraphs in the order of the text
 * @param copy the name of the copy in which positions are counted, or null
 */
public record Reading(
    Value document,
    String title,
    Value section,
    List<Value> sections,
    Value previous,
    Value next,
    List<Drawn> pictures,
    List<Paragraph> paragraphs,
    String copy) {

  /** How many sentences there are. */
  public long sentences() {
    return paragraphs.stream().mapToLong(paragraph -> paragraph.sentences().size()).sum();
  }

  /** How many of them are shown in their own words. */
  public long inWords() {
    return paragraphs.stream()
        .flatMap(paragraph -> paragraph.sentences().stream())
        .filter(sentence -> sentence.words() != null)
        .count();
  }

  /** A paragraph with its sentences. */
  public record Paragraph(Value name, List<Sentence> sentences) {}

  /**
   * A sentence.
   *
   * @param id its place in the page
   * @param pages the printed pages, or nothing
   * @param words its words, or null where they are not shown
   * @param spans where its words stand in the copy: {@code 11-295 300-310}, in code points
   * @param digest by which the words are recognised
   * @param claims what is claimed in it
   * @param reasons why it carries no claim
   */
  public record Sentence(
      Value name,
      String id,
      String pages,
      String words,
      String spans,
      String digest,
      List<ReadClaim> claims,
      List<String> reasons) {}

  /**
   * A claim beside its sentence.
   *
   * @param line the claim in short
   * @param speakers from the outermost to the ultimate one
   * @param grounds the kinds of publishers on whose works it rests
   * @param mismatches what does not fit
   */
  public record ReadClaim(
      ClaimLine line, List<Speaker> speakers, List<Value> grounds, List<Value> mismatches) {}
}
