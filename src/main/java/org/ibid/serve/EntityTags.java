package org.ibid.serve;

import org.ibid.graph.Digests;

/**
 * Makes entity tags and compares them with those that clients send. A tag names what a document
 * says, a dash, the form, and a mark when the bytes are compressed: {@code "5f3a…-ttl--gzip"}.
 */
final class EntityTags {

  static final String COMPRESSED = "--gzip";

  private EntityTags() {}

  /** The tag of a representation, in quotation marks. */
  static String of(String content, String form) {
    return '"' + content + "-" + form + '"';
  }

  /** The tag of a representation that is at hand. */
  static String ofBytes(byte[] bytes, String form) {
    return of(Digests.sha256(bytes).substring(0, 32), form);
  }

  /** The tag of the same representation in compressed bytes. */
  static String compressed(String tag) {
    return tag.substring(0, tag.length() - 1) + COMPRESSED + '"';
  }

  /**
   * Whether a header lists the tag, compressed or not.
   *
   * @param header the value of If-Match or If-None-Match, or null
   */
  static boolean lists(String header, String tag) {
    if (header == null) {
      return false;
    }
    for (String listed : header.split(",", -1)) {
      String one = listed.strip();
      if (one.equals("*") || plain(one).equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    String end = COMPRESSED + '"';
    return strong.endsWith(end)
        ? strong.substring(0, strong.length() - end.length()) + '"'
        : strong;
  }
}
