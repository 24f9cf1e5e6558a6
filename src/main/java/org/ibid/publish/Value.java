package org.ibid.publish;

/**
 * One value as a page shows it.
 *
 * @param text what is read
 * @param href where it leads, or null
 * @param external whether it leads away from here
 * @param lang the language of the text where it is to be marked, or null
 * @param title a longer explanation, or null
 * @param date the machine's form of a date, or null
 * @param number whether the text is a number
 */
public record Value(
    String text,
    String href,
    boolean external,
    String lang,
    String title,
    String date,
    boolean number) {

  /** Plain words. */
  public static Value text(String text) {
    return new Value(text, null, false, null, null, null, false);
  }

  /** Words that lead to a page of ours. */
  public static Value link(String text, String href) {
    return new Value(text, href, false, null, null, null, false);
  }

  /** The same, marked as being in that language; null for no mark. */
  public Value in(String language) {
    return new Value(text, href, external, language, title, date, number);
  }

  /** The same with other words. */
  public Value withText(String other) {
    return new Value(other, href, external, lang, title, date, number);
  }

  /** The same with an explanation. */
  public Value withTitle(String explanation) {
    return new Value(text, href, external, lang, explanation, date, number);
  }
}
