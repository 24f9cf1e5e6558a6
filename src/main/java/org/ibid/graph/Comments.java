package org.ibid.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the comments of a Turtle file, which RDF parsers drop. */
final class Comments {

  private static final Pattern RULER = Pattern.compile("####[ \\t]+(\\S.*)");

  /** What can hide a hash or be one: an escape, an IRI, strings of four kinds, a comment. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\."
              + "|<[^<>\"{}|^`\\s]*>"
              + "|\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+\"\"\""
              + "|'''(?:[^'\\\\]|\\\\.|'(?!''))*+'''"
              + "|\"(?:[^\"\\\\\\n\\r]|\\\\.)*+\""
              + "|'(?:[^'\\\\\\n\\r]|\\\\.)*+'"
              + "|(?<comment>#[^\\n\\r]*)",
          Pattern.DOTALL);

  private Comments() {}

  /**
   * The same file, line for line, in which each section ruler is a triple with the given subject
   * and predicate and the title as object.
   *
   * @throws BadInputException if there is another comment, which would be lost
   */
  static String rulersAsTriples(String text, String name, String iri) {
    Matcher token = TOKEN.matcher(text);
    StringBuilder result = new StringBuilder(text.length());
    while (token.find()) {
      String comment = token.group("comment");
      if (comment == null) {
        token.appendReplacement(result, Matcher.quoteReplacement(token.group()));
        continue;
      }
      Matcher ruler = RULER.matcher(comment);
      int lineStart = text.lastIndexOf('\n', token.start()) + 1;
      if (token.start() != lineStart || !ruler.matches()) {
        throw new BadInputException(
            name,
            1 + text.substring(0, token.start()).chars().filter(c -> c == '\n').count(),
            token.start() - lineStart + 1L,
            "a remark is a skos:editorialNote, not a comment; only rulers (#### Title) are kept");
      }
      String title = ruler.group(1).replace("\\", "\\\\").replace("\"", "\\\"");
      token.appendReplacement(
          result, Matcher.quoteReplacement("<" + iri + "> <" + iri + "> \"" + title + "\" ."));
    }
    return token.appendTail(result).toString();
  }
}
