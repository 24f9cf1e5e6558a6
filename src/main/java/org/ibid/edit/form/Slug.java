package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ibid.graph.Folding;

/** Makes the last word of an address from what a thing is called or a claim says. */
final class Slug {

  private static final int WORDS = 6;

  /** Words that tell nothing in an address. */
  private static final Set<String> SMALL =
      Set.of(
          "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "is", "are", "was",
          "were", "be", "by", "with", "that", "this", "its", "it", "has", "have", "had", "as",
          "from", "than", "their", "which", "would", "will");

  private Slug() {}

  /**
   * The first words that tell something, with a number where that is taken.
   *
   * @param otherwise where the text has no such words
   */
  static String of(String text, String otherwise, Predicate<String> isTaken) {
    List<String> words = new ArrayList<>();
    String latin = Folding.latin(Folding.folded(text)).replace("+", " plus ");
    for (String word : latin.replaceAll("[^a-z0-9 ]", "").split(" ", -1)) {
      if (!word.isEmpty() && !SMALL.contains(word) && words.size() < WORDS) {
        words.add(word);
      }
    }
    String wanted = words.isEmpty() ? otherwise : String.join("-", words);
    String slug = wanted;
    for (int number = 2; isTaken.test(slug); number++) {
      slug = wanted + "-" + number;
    }
    return slug;
  }
}
