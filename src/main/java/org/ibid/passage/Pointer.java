package org.ibid.passage;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Points at an in-text reference pointer.
 *
 * @param name its local name: {@code n4} for note 4, {@code smith-1996} for an author and a year
 * @param number its place among the pointers of the text, from 1
 * @param sentence the number of the sentence in which it stands
 * @param span where its label stands
 */
public record Pointer(String name, int number, int sentence, Span span) {

  /** The local name that belongs to a label; all labels without letters or digits share one. */
  static String name(String label) {
    if (isNumber(label)) {
      return "n" + Integer.parseInt(label);
    }
    String name =
        Normalizer.normalize(label, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    return name.isEmpty() ? "sign" : name;
  }

  static boolean isNumber(String label) {
    return label.matches("[0-9]{1,6}");
  }
}
