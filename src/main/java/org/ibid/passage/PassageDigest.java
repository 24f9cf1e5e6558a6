package org.ibid.passage;

import java.text.Normalizer;
import java.util.List;
import org.ibid.graph.Digests;

/**
 * Computes the digest by which a passage is recognised in any copy.
 *
 * <p>It is the SHA-256 of the UTF-8 of the segments joined by a space, in NFC, without soft
 * hyphens, runs of white space as one space, trimmed.
 */
public final class PassageDigest {

  private static final String SOFT_HYPHEN = "\u00AD";

  private PassageDigest() {}

  /** The digest of a passage that consists of these segments. */
  public static String of(List<String> segments) {
    return Digests.sha256(normalize(String.join(" ", segments)));
  }

  /** The form in which the words of a passage are compared. */
  static String normalize(String text) {
    String composed = Normalizer.normalize(text.replace(SOFT_HYPHEN, ""), Normalizer.Form.NFC);
    StringBuilder result = new StringBuilder(composed.length());
    boolean gap = false;
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (White.is(c)) {
        gap = true;
        continue;
      }
      if (gap && !result.isEmpty()) {
        result.append(' ');
      }
      gap = false;
      result.append(c);
    }
    return result.toString();
  }
}
