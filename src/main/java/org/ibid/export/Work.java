package org.ibid.export;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;

/**
 * Holds what reference managers ask for of one work.
 *
 * @param key a short name
 * @param types what BibTeX, CSL and RIS call works of its type
 * @param authors in order
 * @param issued a date, which may lack its day or its month; may be null, as all that follows
 * @param container what it appeared in
 * @param accessed when it was read
 * @param version which version of it is meant
 * @param note what else is to be said
 */
record Work(
    Node iri,
    String key,
    Types types,
    List<Author> authors,
    String title,
    PartialDate issued,
    String language,
    String url,
    String doi,
    String publisher,
    String container,
    String issue,
    String firstPage,
    String lastPage,
    PartialDate accessed,
    String version,
    String note) {

  /** What the three formats call the type of a work. */
  record Types(String bibtex, String csl, String ris) {}

  /**
   * An author.
   *
   * @param given may be empty
   */
  record Author(String family, String given) {

    /**
     * Splits a name. The family name is what the work's label calls the author by, or else the last
     * word.
     */
    static Author of(String name, String label) {
      String[] words = name.strip().split("\\s+");
      int start = words.length - 1;
      for (int i = 0; i < words.length; i++) {
        if (label.contains(join(words, i, words.length))) {
          start = i;
          break;
        }
      }
      return new Author(join(words, start, words.length), join(words, 0, start));
    }

    private static String join(String[] words, int from, int to) {
      return String.join(" ", List.of(words).subList(from, to));
    }

    /** The given name first. */
    String inOrder() {
      return given.isEmpty() ? family : given + " " + family;
    }

    /** The family name first. */
    String inverted() {
      return given.isEmpty() ? family : family + ", " + given;
    }
  }

  /** A date of which the day, or the month and the day, may be unknown: 2017, 2017-11. */
  record PartialDate(List<String> parts) {

    /** The date that a literal of xsd:gYear, xsd:gYearMonth or xsd:date has. */
    static PartialDate of(String text) {
      List<String> parts = new ArrayList<>();
      for (String part : text.split("-", -1)) {
        if (!part.matches("\\d+")) {
          return null;
        }
        parts.add(part);
      }
      return new PartialDate(List.copyOf(parts));
    }

    String year() {
      return parts.get(0);
    }

    /** In the form of ISO 8601. */
    String iso() {
      return String.join("-", parts);
    }
  }
}
