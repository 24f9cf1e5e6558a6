package org.ibid.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.graph.TurtleToken.Kind;

/**
 * Takes the text of a Turtle document apart into its words, whatever is wrong with it, and notes
 * what is wrong with a word itself: a string or an IRI that does not end, a language that is none.
 */
final class TurtleTokens {

  private static final String LETTER =
      "A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
          + "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD"
          + "\\x{10000}-\\x{EFFFF}";

  private static final String NAME_CHAR =
      "[" + LETTER + "_0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040-]";
  private static final String LOCAL_CHAR =
      "(?:" + NAME_CHAR + "|:|%[0-9A-Fa-f]{2}|\\\\[_~.!$&'()*+,;=/?#@%-])";

  private static final Pattern SPACE = Pattern.compile("(?:[ \\t\\r\\n\\uFEFF]+|#[^\\n\\r]*)+");
  private static final Pattern IRI = Pattern.compile("<[^\\x00-\\x20<>\"{}|^`]*>");
  private static final Pattern BAD_IRI = Pattern.compile("<[^<>\"\\n\\r]*>");
  private static final Pattern OPEN_IRI = Pattern.compile("<[^\\s<>\";]*");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:["
              + LETTER
              + "](?:(?:"
              + NAME_CHAR
              + "|\\.)*"
              + NAME_CHAR
              + ")?)?:"
              + "(?:"
              + LOCAL_CHAR
              + "(?:(?:"
              + LOCAL_CHAR
              + "|\\.)*"
              + LOCAL_CHAR
              + ")?)?");
  private static final Pattern BLANK =
      Pattern.compile("_:[" + LETTER + "_0-9](?:(?:" + NAME_CHAR + "|\\.)*" + NAME_CHAR + ")?");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+|[0-9]+\\.(?=[eE]))(?:[eE][+-]?[0-9]+)?");
  private static final Pattern WORD =
      Pattern.compile("[" + LETTER + "0-9_%$€£](?:" + NAME_CHAR + "|[%$€£])*");
  private static final Pattern LANGUAGE = Pattern.compile("@[A-Za-z0-9_-]*");
  private static final Pattern GOOD_LANGUAGE =
      Pattern.compile("@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*(?:--(?:ltr|rtl))?");
  private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\(?:\\\\|[tbnrf\"'uU]|(?<bad>.))");

  private final String text;
  private final Lines lines;
  private final List<TurtleToken> tokens = new ArrayList<>();
  private final Consumer<Mistake> mistakes;

  TurtleTokens(String text, Lines lines, Consumer<Mistake> mistakes) {
    this.text = text;
    this.lines = lines;
    this.mistakes = mistakes;
  }

  List<TurtleToken> read() {
    int at = 0;
    while (true) {
      int start = skipSpace(at);
      if (start == text.length()) {
        tokens.add(
            new TurtleToken(Kind.END, lines.span(start, start), "", isFirstOnLine(start), false));
        return tokens;
      }
      at = token(start);
    }
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < text.length()) {
      int end = match(SPACE, at);
      if (end > at) {
        at = end;
      } else if (text.charAt(at) != '\u200C'
          && text.charAt(at) != '\u200D'
          && (Character.isSpaceChar(text.charAt(at)) || text.charAt(at) == '\u200B')) {
        Span span = lines.span(at, at + 1);
        mistake(
            span,
            "this is not an ordinary space but an invisible character like one",
            "write an ordinary space",
            span,
            " ");
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private int token(int start) {
    char first = text.charAt(start);
    if (first == '"' || first == '\'') {
      return string(start, first);
    }
    if (first == '<') {
      return iri(start);
    }
    if (first == '@') {
      return language(start);
    }
    if (text.startsWith("^^", start)) {
      return add(Kind.DATATYPE_SIGN, start, start + 2);
    }
    if (first == '^') {
      Span span = lines.span(start, start + 1);
      mistake(span, "a datatype follows two of these signs", "write ^^", span, "^^");
      return add(Kind.DATATYPE_SIGN, start, start + 1);
    }
    if ("“”„«»".indexOf(first) >= 0) {
      return typographicString(start);
    }
    int end = match(BLANK, start);
    if (end > start) {
      return add(Kind.BLANK, start, end);
    }
    end = match(NAME, start);
    if (end > start) {
      return add(Kind.NAME, start, end);
    }
    end = match(NUMBER, start);
    int word = match(WORD, start);
    if (end > start && (end >= word || word == start)) {
      return add(Kind.NUMBER, start, end);
    }
    if (word > start) {
      return add(Kind.WORD, start, word);
    }
    return add(".;,[](){}".indexOf(first) >= 0 ? Kind.SIGN : Kind.OTHER, start, start + 1);
  }

  private int string(int start, char quote) {
    String three = String.valueOf(quote).repeat(3);
    if (text.startsWith(three, start)) {
      int end = closing(start + 3, three);
      if (end < 0) {
        Span sign = lines.span(start, start + 3);
        mistakes.accept(
            new Mistake(
                sign,
                "this text is never closed: " + three + " is missing after it",
                closings(start, three)));
        return add(Kind.STRING, start, text.length());
      }
      checkEscapes(start + 3, end - 3);
      return add(Kind.STRING, start, end);
    }
    int end = closing(start + 1, String.valueOf(quote));
    int lineEnd = lineEnd(start);
    if (end < 0 || end > lineEnd) {
      return unclosed(start, lineEnd, quote);
    }
    checkEscapes(start + 1, end - 1);
    return add(Kind.STRING, start, end);
  }

  private int closing(int from, String quotes) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(quotes, i)) {
        return i + quotes.length();
      }
    }
    return -1;
  }

  /** A string of one line that does not end there: it ends before what must follow a string. */
  private int unclosed(int start, int lineEnd, char quote) {
    int end = contentEnd(start + 1, lineEnd);
    Span place = lines.span(end, end);
    mistakes.accept(
        new Mistake(
            lines.span(start, end),
            "this text is never closed: the quotation mark at its end is missing",
            List.of(
                new Mistake.Mend(
                    "close it with " + quote, List.of(new Edit(place, String.valueOf(quote)))))));
    return add(Kind.STRING, start, end);
  }

  private List<Mistake.Mend> closings(int start, String quotes) {
    int end = contentEnd(start + 3, lineEnd(start));
    return List.of(
        new Mistake.Mend(
            "close it with " + quotes, List.of(new Edit(lines.span(end, end), quotes))));
  }

  /**
   * Where on this line the content of a string ends, if a language, a datatype or a sign follow.
   */
  private int contentEnd(int from, int lineEnd) {
    Matcher tail =
        Pattern.compile("(?:@[A-Za-z]+(?:[-_][A-Za-z0-9]+)*|\\^\\^\\S+)?\\s*[.;,\\])]?\\s*$")
            .matcher(text.substring(from, lineEnd));
    int end = tail.find() ? from + tail.start() : lineEnd;
    // A full stop directly after a word more likely ends the sentence.
    return end < lineEnd && text.charAt(end) == '.' && end > from && text.charAt(end - 1) != ' '
        ? end + 1
        : end;
  }

  private void checkEscapes(int from, int to) {
    Matcher escapes = BAD_ESCAPE.matcher(text).region(from, to);
    while (escapes.find()) {
      if (escapes.group("bad") != null) {
        Span span = lines.span(escapes.start(), escapes.end());
        mistake(
            span,
            "\\"
                + escapes.group("bad")
                + " means nothing in a text; a backslash itself is written twice",
            "write two backslashes",
            lines.span(escapes.start(), escapes.start() + 1),
            "\\\\");
      }
    }
  }

  private int typographicString(int start) {
    int lineEnd = lineEnd(start);
    int end = contentEnd(start + 1, lineEnd);
    boolean closed = end > start + 1 && "“”„«»\"".indexOf(text.charAt(end - 1)) >= 0;
    Span opening = lines.span(start, start + 1);
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(opening, "\""));
    edits.add(new Edit(closed ? lines.span(end - 1, end) : lines.span(end, end), "\""));
    mistakes.accept(
        new Mistake(
            opening,
            "a text stands in straight quotation marks (\"), not in typographic ones",
            List.of(new Mistake.Mend("write straight quotation marks", List.copyOf(edits)))));
    return add(Kind.STRING, start, end);
  }

  private int iri(int start) {
    int end = match(IRI, start);
    if (end > start) {
      return add(Kind.IRI, start, end);
    }
    end = match(BAD_IRI, start);
    if (end > start) {
      String inner = text.substring(start + 1, end - 1);
      StringBuilder mended = new StringBuilder();
      inner
          .strip()
          .chars()
          .forEach(
              c ->
                  mended.append(
                      " {}|^`\\".indexOf(c) >= 0
                          ? String.format("%%%02X", c)
                          : Character.toString(c)));
      Span span = lines.span(start, end);
      mistake(
          span,
          "an address has no spaces and none of the characters { } | ^ ` \\",
          "write <" + mended + ">",
          span,
          "<" + mended + ">");
      return add(Kind.IRI, start, end);
    }
    end = match(OPEN_IRI, start);
    Span after = lines.span(end, end);
    mistake(
        lines.span(start, end),
        "this address is never closed: > is missing after it",
        "close it with >",
        after,
        ">");
    return add(Kind.IRI, start, end);
  }

  private int language(int start) {
    int end = match(LANGUAGE, start);
    String tag = text.substring(start, end);
    boolean afterString = !tokens.isEmpty() && last().kind() == Kind.STRING;
    if (!afterString) {
      return add(Kind.KEYWORD, start, end);
    }
    Span span = lines.span(start, end);
    if (last().span().end() < start) {
      mistake(
          span,
          "a language stands directly after its text, without a space",
          "take the space out",
          lines.span(last().span().end(), start),
          "");
    } else if (!GOOD_LANGUAGE.matcher(tag).matches()) {
      String mended = tag.replace('_', '-');
      boolean good = GOOD_LANGUAGE.matcher(mended).matches();
      mistakes.accept(
          new Mistake(
              span,
              tag.length() == 1
                  ? "a language is missing after @, such as @en"
                  : tag + " is not a language: one writes @en, @ru or @en-GB",
              List.of(
                  new Mistake.Mend(
                      "write " + (good ? mended : "@en"),
                      List.of(new Edit(span, good ? mended : "@en"))))));
    }
    return add(Kind.LANGUAGE, start, end);
  }

  private TurtleToken last() {
    return tokens.get(tokens.size() - 1);
  }

  private void mistake(Span span, String message, String words, Span edited, String replacement) {
    mistakes.accept(
        new Mistake(
            span,
            message,
            List.of(new Mistake.Mend(words, List.of(new Edit(edited, replacement))))));
  }

  private int add(Kind kind, int start, int end) {
    tokens.add(
        new TurtleToken(
            kind,
            lines.span(start, end),
            text.substring(start, end),
            isFirstOnLine(start),
            !tokens.isEmpty() && last().span().end() == start));
    return end;
  }

  private boolean isFirstOnLine(int offset) {
    for (int i = offset - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '\n') {
        return true;
      }
      if (c != ' ' && c != '\t' && c != '\uFEFF') {
        return false;
      }
    }
    return true;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    end = end < 0 ? text.length() : end;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int match(Pattern pattern, int from) {
    Matcher matcher = pattern.matcher(text).region(from, text.length());
    return matcher.lookingAt() ? matcher.end() : from;
  }
}
