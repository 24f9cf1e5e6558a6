package org.ibid.search;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes identifiers comparable that are written in several ways: QIDs, DOIs, addresses. */
final class Identifiers {

  private static final Pattern SCHEME = Pattern.compile("^https?://(www\\.)?");
  private static final Pattern DOI = Pattern.compile("^(?:(?:dx\\.)?doi\\.org/|doi:\\s*)");
  private static final Pattern WIKIDATA = Pattern.compile("^wikidata\\.org/(?:entity|wiki)/");

  private Identifiers() {}

  /** The identifier without what tells only in which form it is written. */
  static String plain(String identifier) {
    String plain = identifier.strip().toLowerCase(Locale.ROOT);
    plain = SCHEME.matcher(plain).replaceFirst("");
    plain = DOI.matcher(plain).replaceFirst("");
    plain = WIKIDATA.matcher(plain).replaceFirst("");
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
