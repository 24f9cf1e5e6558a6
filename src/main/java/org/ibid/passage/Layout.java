package org.ibid.passage;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says how a copy of an article is laid out, as {@code ibid:TextLayout} in the article's
 * description does.
 *
 * @param firstPage the number of the page with which the copy begins
 * @param pageStarts match where a page other than the first starts
 * @param furniture match what is not running text
 * @param pointers match in-text reference pointers; each has a group {@code label}
 * @param abbreviations words with a full stop after which a sentence may go on
 * @param sections the sections in their order
 */
public record Layout(
    int firstPage,
    List<Pattern> pageStarts,
    List<Pattern> furniture,
    List<Pattern> pointers,
    Set<String> abbreviations,
    List<Section> sections) {

  /**
   * One section of the article.
   *
   * @param iri its IRI
   * @param label its English label
   * @param start matches what it begins with, which belongs to no sentence
   */
  public record Section(String iri, String label, Pattern start) {}
}
