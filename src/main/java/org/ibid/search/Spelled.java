package org.ibid.search;

import java.util.Arrays;
import java.util.List;
import org.ibid.graph.Folding;

/**
 * A name in the spellings in which names are compared: without case and accents, in Latin letters,
 * and as it sounds.
 *
 * @param folded the words as they are written
 * @param latin the same in Latin letters
 * @param sounds the same once more, with one letter where there are several ways of writing a sound
 */
record Spelled(List<String> folded, List<String> latin, List<String> sounds) {

  /** Longer names are compared by their beginning. */
  private static final int MOST_WORDS = 60;

  private static final int LONGEST_WORD = 60;

  static Spelled of(String text) {
    String folded = Folding.folded(text);
    List<String> words =
        folded.isEmpty()
            ? List.of()
            : Arrays.stream(folded.split(" ", MOST_WORDS + 1))
                .limit(MOST_WORDS)
                .map(word -> word.substring(0, Math.min(word.length(), LONGEST_WORD)))
                .toList();
    List<String> latin = words.stream().map(Folding::latin).toList();
    return new Spelled(words, latin, latin.stream().map(Spelled::sound).toList());
  }

  boolean isEmpty() {
    return folded.isEmpty();
  }

  /**
   * How a word in Latin letters sounds, roughly: Lissovolik and Lisovolik, Sergey and Sergei,
   * Alexei and Aleksey are the same.
   */
  private static String sound(String word) {
    String plain =
        word.replace("x", "ks")
            .replace("kh", "h")
            .replace("ph", "f")
            .replace("ck", "k")
            .replace('w', 'v')
            .replace('y', 'i')
            .replace('j', 'i');
    StringBuilder out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char letter = plain.charAt(i);
      boolean doubled = i > 0 && plain.charAt(i - 1) == letter && Character.isLetter(letter);
      if (!doubled) {
        out.append(letter);
      }
    }
    return out.toString();
  }
}
