package org.ibid.graph;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes words comparable: without case and accents, and Cyrillic with its Latin spelling. */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}+]+");
  private static final String CYRILLIC = "абвгдезийклмнопрстуфыэ";
  private static final String LATIN = "abvgdeziyklmnoprstufye";
  private static final Map<Character, String> LONGER =
      Map.of(
          'ж', "zh", 'х', "kh", 'ц', "ts", 'ч', "ch", 'ш', "sh", 'щ', "shch", 'ю', "yu", 'я', "ya",
          'ь', "", 'ъ', "");

  private Folding() {}

  /** Lower case, without accents, words with one space between them. */
  public static String folded(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return BETWEEN_WORDS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  /** What is written in Cyrillic in a folded text, in Latin letters; all else as it is. */
  public static String latin(String folded) {
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char letter = folded.charAt(i);
      int place = CYRILLIC.indexOf(letter);
      if (place >= 0) {
        out.append(LATIN.charAt(place));
      } else {
        out.append(LONGER.getOrDefault(letter, String.valueOf(letter)));
      }
    }
    return out.toString();
  }

  /**
   * How many letters must be changed, added, left out or swapped to make one word from the other;
   * {@link Integer#MAX_VALUE} where the lengths alone differ by more than is allowed.
   */
  public static int distance(String a, String b, int allowed) {
    if (Math.abs(a.length() - b.length()) > allowed) {
      return Integer.MAX_VALUE;
    }
    return distances(a, b)[a.length()][b.length()];
  }

  /**
   * How many letters must be changed, added, left out or swapped to make the beginning of a longer
   * word from another one; {@link Integer#MAX_VALUE} where the word is not longer.
   */
  public static int distanceToBeginning(String word, String beginning, int allowed) {
    if (word.length() <= beginning.length()) {
      return Integer.MAX_VALUE;
    }
    int longest = Math.min(word.length(), beginning.length() + allowed);
    int[][] rows = distances(word.substring(0, longest), beginning);
    int least = Integer.MAX_VALUE;
    for (int i = Math.max(1, beginning.length() - allowed); i <= longest; i++) {
      least = Math.min(least, rows[i][beginning.length()]);
    }
    return least;
  }

  /** How far each beginning of one word is from each beginning of another. */
  private static int[][] distances(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        rows[i][j] = swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
      }
    }
    return rows;
  }
}
