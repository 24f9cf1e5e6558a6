package org.ibid.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words what Jena's SPARQL parser would have taken where it found something else. */
final class ExpectedTokens {

  private static final Pattern TOKEN =
      Pattern.compile("(?m)^\\s+(?:<(\\w+)>|\"(.*?)\")(?: (?:<\\w+>|\".*?\"))* \\.\\.\\.\\s*$");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("IRIref", "an IRI"),
          Map.entry("PNAME_NS", "a prefixed name"),
          Map.entry("PNAME_LN", "a prefixed name"),
          Map.entry("BLANK_NODE_LABEL", "a blank node"),
          Map.entry("ANON", "a blank node"),
          Map.entry("VAR1", "a variable"),
          Map.entry("VAR2", "a variable"),
          Map.entry("NIL", "()"),
          Map.entry("LANGTAG", "a language tag"),
          Map.entry("LANG_DIR", "a language tag"),
          Map.entry("EOF", "the end of the query"));

  private ExpectedTokens() {}

  /** What the message of a syntax error lists; many functions are one entry. */
  static List<String> in(String message) {
    int start = message.indexOf("Was expecting");
    if (start < 0) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    Set<String> expected = new LinkedHashSet<>();
    Matcher matcher = TOKEN.matcher(message.substring(message.indexOf('\n', start) + 1));
    while (matcher.find()) {
      String kind = matcher.group(1);
      String text = matcher.group(2);
      if (kind != null) {
        expected.add(kind(kind));
      } else if (text.matches("\\w+")) {
        words.add(text.toUpperCase(Locale.ROOT));
      } else {
        expected.add(text);
      }
    }
    if (words.contains("BOUND")) {
      expected.add("a function");
      words.retainAll(List.of("TRUE", "FALSE", "EXISTS", "NOT"));
    }
    expected.addAll(words);
    return List.copyOf(expected);
  }

  private static String kind(String token) {
    if (token.startsWith("STRING_LITERAL")) {
      return "a text in quotation marks";
    }
    boolean number =
        token.startsWith("INTEGER") || token.startsWith("DECIMAL") || token.startsWith("DOUBLE");
    return number ? "a number" : KINDS.getOrDefault(token, token);
  }
}
