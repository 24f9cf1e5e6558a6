package org.ibid.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where a data file holds what Turtle allows and data files do not: comments other than
 * section rulers, nodes without a name, and triples of which something is said.
 */
final class DataSyntax {

  private static final Pattern RULER = Pattern.compile("####[ \\t]+(\\S.*)");

  /** What is not allowed, and what can hide it: escapes, IRIs, strings of four kinds. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\."
              + "|<[^<>\"{}|^`\\s]*>"
              + "|\"\"\"[^\"\\\\]*+(?:(?:\\\\.|\"(?!\"\"))[^\"\\\\]*+)*+\"\"\""
              + "|'''[^'\\\\]*+(?:(?:\\\\.|'(?!''))[^'\\\\]*+)*+'''"
              + "|\"[^\"\\\\\\n\\r]*+(?:\\\\.[^\"\\\\\\n\\r]*+)*+\""
              + "|'[^'\\\\\\n\\r]*+(?:\\\\.[^'\\\\\\n\\r]*+)*+'"
              + "|(?<comment>#[^\\n\\r]*)"
              + "|(?<reified><<|~)"
              + "|(?<nameless>[\\[({]|(?<![\\w:.-])_:)",
          Pattern.DOTALL);

  private DataSyntax() {}

  /**
   * The same file, line for line, in which each section ruler is a triple with the given subject
   * and predicate and the title as object.
   *
   * @throws BadInputException where the file holds what it must not
   */
  static String rulersAsTriples(String text, String name, String iri) {
    Matcher token = TOKEN.matcher(text);
    StringBuilder result = new StringBuilder(text.length());
    while (token.find()) {
      String replacement = token.group();
      if (token.group("reified") != null) {
        throw problem(
            text,
            token.start(),
            name,
            "a data file says nothing of triples: what is to be said of a claim is said of the"
                + " resource that it is");
      }
      if (token.group("nameless") != null) {
        throw problem(
            text,
            token.start(),
            name,
            "a data file names every node: call a part after its owner, <owner>.<role>");
      }
      if (token.group("comment") != null) {
        Matcher ruler = RULER.matcher(token.group().stripTrailing());
        if (column(text, token.start()) > 1 || !ruler.matches()) {
          throw problem(
              text,
              token.start(),
              name,
              "a remark is a skos:editorialNote, not a comment; only rulers (#### Title) are kept");
        }
        String title = ruler.group(1).replace("\\", "\\\\").replace("\"", "\\\"");
        replacement = "<" + iri + "> <" + iri + "> \"" + title + "\" .";
      }
      token.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    return token.appendTail(result).toString();
  }

  private static BadInputException problem(String text, int index, String name, String problem) {
    long line = 1 + text.substring(0, index).chars().filter(c -> c == '\n').count();
    return new BadInputException(name, line, column(text, index), problem);
  }

  private static int column(String text, int index) {
    return index - text.lastIndexOf('\n', index - 1);
  }
}
