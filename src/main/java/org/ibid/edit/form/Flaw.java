package org.ibid.edit.form;

import java.util.List;

/**
 * Something that is wrong with what is filled in.
 *
 * @param field the name of the value where it is wrong; of a field without the place, when it is
 *     the field as a whole; nothing when it is the claim
 * @param severe whether the claim cannot be published so
 * @param missing whether something is not there yet, rather than wrong
 * @param message what is wrong, in words
 * @param suggestions what may have been meant
 * @param unknown whether what was meant may not be there yet, and can be described
 */
public record Flaw(
    String field,
    boolean severe,
    boolean missing,
    String message,
    List<Suggestion> suggestions,
    boolean unknown) {

  /** Something that is wrong and that no new thing would mend. */
  public Flaw(
      String field, boolean severe, boolean missing, String message, List<Suggestion> suggestions) {
    this(field, severe, missing, message, suggestions, false);
  }

  /** The value that a suggestion replaces. */
  public String replaced(Suggestion suggestion) {
    return suggestion.place() == null ? field : suggestion.place();
  }

  /**
   * What may have been meant.
   *
   * @param label how it reads
   * @param text what to fill in
   * @param iri what to pick, or null
   * @param place the name of the value that it replaces, where it is not the one that is wrong; or
   *     null
   */
  public record Suggestion(String label, String text, String iri, String place) {
    Suggestion(String label, String text, String iri) {
      this(label, text, iri, null);
    }
  }
}
