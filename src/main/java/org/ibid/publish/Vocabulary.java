package org.ibid.publish;

import java.util.List;

/**
 * A vocabulary as a page shows it: its terms in groups, each with its definition.
 *
 * @param iri the document's IRI
 * @param facts what is said of the vocabulary as a whole
 * @param diagrams what joins its classes, and which is a kind of which
 */
public record Vocabulary(
    String iri,
    String title,
    String description,
    List<Description.Fact> facts,
    List<Diagram> diagrams,
    List<Group> groups) {

  /** Terms of one kind. */
  public record Group(String title, String id, String definition, List<Term> terms) {}

  /**
   * One term.
   *
   * @param id what follows the hash in its IRI, or null for a term of somebody else's
   * @param name its label and address
   * @param facts what it is a kind of, what it joins
   */
  public record Term(
      String id, Value name, String shortForm, String definition, List<Description.Fact> facts) {}
}
