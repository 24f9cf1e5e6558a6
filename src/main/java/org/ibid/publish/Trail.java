package org.ibid.publish;

import java.util.List;

/**
 * The way from a claim to what it rests on, as a page shows it: who says it, where, on what source.
 *
 * @param speakers from the outermost (the authors) to the ultimate one
 * @param modality how the document holds the claim
 * @param condition what must hold first, or null
 * @param places the sentences in which it stands
 * @param sources what is cited for it; empty when the authors give none
 * @param none whether it is stated that the authors give none
 */
public record Trail(
    List<Speaker> speakers,
    Value modality,
    String condition,
    List<Place> places,
    List<Source> sources,
    boolean none) {

  /**
   * One speaker of a claim.
   *
   * @param id the role of its node in the claim
   * @param agent who speaks
   * @param stance how the speaker stands to the claim, or null where that is not told
   * @param capacity the office in which the speaker speaks, or null
   * @param unnamed whether it has to be said that the document leaves the speaker without a name,
   *     since what the speaker is called does not say so
   */
  public record Speaker(String id, Value agent, Value stance, String capacity, boolean unnamed) {

    Speaker withoutStance() {
      return new Speaker(id, agent, null, capacity, unnamed);
    }
  }

  /**
   * Where a claim stands.
   *
   * @param around the paragraph, section and document that hold the sentence, innermost first
   * @param pages the printed pages, or nothing
   */
  public record Place(Value sentence, List<Value> around, String pages) {}

  /**
   * One thing that is cited for a claim.
   *
   * @param number its place among the notes
   * @param id the role of its node in the claim
   * @param pointer the mark in the text
   * @param anchoring whether it stands in a sentence of the claim
   * @param elsewhere the sentence in which the mark stands when it is not one of the claim's
   * @param note the footnote, or null where the mark leads straight to a reference
   * @param noteMissing whether the note's text is missing from the copy
   */
  public record Source(
      int number,
      String id,
      Value pointer,
      Value anchoring,
      Value elsewhere,
      Value note,
      boolean noteMissing,
      List<Cited> cited) {}

  /**
   * One cited work.
   *
   * @param reference the entry in the note
   * @param accessed when the authors visited its address, or null
   * @param title its title, or null where it is unknown
   * @param address its own address on the web, or null
   * @param unseen whether nothing is known of it but that it is cited
   * @param unfit whether a mismatch lies between it and the claim
   */
  public record Cited(
      Value reference,
      Value accessed,
      Value work,
      String title,
      List<Value> kinds,
      List<Value> creators,
      Value issued,
      Value address,
      boolean unseen,
      boolean unfit,
      List<Publisher> publishers) {}

  /** Who published a cited work. */
  public record Publisher(Value name, Value kind, List<Value> countries) {}
}
