package org.ibid.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Says how much room letters take. Which font a reader has is not known: the widths are those of a
 * wide one, so that nothing runs over in another.
 */
public final class Letters {

  private static final String NARROW = "iljtfrI.,:;'|!()[]‘’·-/ ";
  private static final String WIDE = "mwMWЖШЩЮжшщюмы%@—…";

  private Letters() {}

  /** The width of a text in letters of that size. */
  public static double width(String text, double size) {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (NARROW.indexOf(letter) >= 0) {
        width += 0.36;
      } else if (WIDE.indexOf(letter) >= 0) {
        width += 0.92;
      } else if (letter >= 0x2E80) {
        width += 1;
      } else if (Character.isUpperCase(letter)) {
        width += 0.7;
      } else {
        width += 0.59;
      }
    }
    return width * size;
  }

  /**
   * The text in lines that are no longer than the width. Lines end at spaces and after hyphens; a
   * word that is longer than a line is divided.
   */
  public static List<String> wrapped(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+|(?<=\\p{L}-)(?=\\p{L})", -1)) {
      String space = line.isEmpty() || line.charAt(line.length() - 1) == '-' ? "" : " ";
      String longer = line + space + word;
      if (width(longer, size) <= width) {
        line.replace(0, line.length(), longer);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      String rest = word;
      while (width(rest, size) > width && rest.length() > 1) {
        int fitting = 1;
        while (width(rest.substring(0, fitting + 1), size) <= width) {
          fitting++;
        }
        lines.add(rest.substring(0, fitting));
        rest = rest.substring(fitting);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
