package org.ibid.validate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.Numbers;

/** Puts a value into the form that a rule asks for, if it can be read in one way only. */
final class Literals {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([./-])([0-9]{1,2})\\2([0-9]{4})");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:([0-9]{1,2})(?:st|nd|rd|th)?\\.? )?([a-z]{3,9})\\.? (?:([0-9]{1,2}),? )?([0-9]{4})");
  private static final Pattern LOOSE =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:T.*|Z)?");

  private Literals() {}

  /** The value with the first of the datatypes in whose form it can be put. */
  static Optional<Node> as(Node value, List<Node> datatypes) {
    String text =
        value.isLiteral()
            ? value.getLiteralLexicalForm().strip()
            : value.isURI() ? value.getURI() : null;
    if (text == null) {
      return Optional.empty();
    }
    for (Node datatype : datatypes) {
      Optional<Node> found = as(text, value, datatype).filter(node -> !node.equals(value));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Node> as(String text, Node value, Node datatype) {
    String type = datatype.getURI();
    if (type.equals(RDF.langString.getURI())) {
      return value.isLiteral() ? Optional.of(inItsLanguage(text)) : Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDstring.getURI())) {
      return value.isLiteral()
          ? Optional.of(NodeFactory.createLiteralString(text))
          : Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDanyURI.getURI())) {
      return text.matches("\\S+:\\S+") ? typed(text, XSDDatatype.XSDanyURI) : Optional.empty();
    }
    if (!value.isLiteral()) {
      return Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDinteger.getURI())) {
      return Numbers.plain(text)
          .filter(n -> n.matches("[+-]?[0-9]+"))
          .flatMap(n -> typed(n, XSDDatatype.XSDinteger));
    }
    if (type.equals(XSDDatatype.XSDdecimal.getURI())) {
      return Numbers.plain(plainForm(text))
          .flatMap(n -> typed(n.contains(".") ? n : n + ".0", XSDDatatype.XSDdecimal));
    }
    if (type.equals(XSDDatatype.XSDboolean.getURI())) {
      String word = text.toLowerCase(Locale.ROOT);
      if (word.matches("true|yes|1")) {
        return typed("true", XSDDatatype.XSDboolean);
      }
      return word.matches("false|no|0") ? typed("false", XSDDatatype.XSDboolean) : Optional.empty();
    }
    String date = date(text);
    if (date == null) {
      return Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDgYear.getURI())) {
      return date.length() == 4 ? typed(date, XSDDatatype.XSDgYear) : Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDgYearMonth.getURI())) {
      return date.length() == 7 ? typed(date, XSDDatatype.XSDgYearMonth) : Optional.empty();
    }
    if (type.equals(XSDDatatype.XSDdate.getURI())) {
      return date.length() == 10 ? typed(date, XSDDatatype.XSDdate) : Optional.empty();
    }
    return Optional.empty();
  }

  private static String plainForm(String text) {
    try {
      return text.matches("[+-]?[0-9.]+[eE][+-]?[0-9]+")
          ? new BigDecimal(text).toPlainString()
          : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A text with the language that its letters show: Russian in Cyrillic, else English. */
  static Node inItsLanguage(String text) {
    return NodeFactory.createLiteralLang(text, isCyrillic(text) ? "ru" : "en");
  }

  static boolean isCyrillic(String text) {
    return text.codePoints().filter(Character::isLetter).anyMatch(c -> c >= 0x400 && c < 0x530);
  }

  private static Optional<Node> typed(String form, XSDDatatype type) {
    Node node = NodeFactory.createLiteralDT(form, type);
    return node.getLiteral().isWellFormed() ? Optional.of(node) : Optional.empty();
  }

  /** A year, a month or a day as the standards write it, or null if it cannot be told which. */
  static String date(String text) {
    if (text.matches("[0-9]{4}")) {
      return text;
    }
    Matcher loose = LOOSE.matcher(text);
    if (loose.matches()) {
      return loose.group(3) == null
          ? month(loose.group(1), loose.group(2))
          : day(loose.group(1), loose.group(2), loose.group(3));
    }
    Matcher numbers = DAY_FIRST.matcher(text);
    if (numbers.matches()) {
      int one = Integer.parseInt(numbers.group(1));
      int two = Integer.parseInt(numbers.group(3));
      // With points the day comes first everywhere; otherwise only the numbers can tell.
      if (numbers.group(2).equals(".") || one > 12 || one == two) {
        return day(numbers.group(4), numbers.group(3), numbers.group(1));
      }
      return two > 12 ? day(numbers.group(4), numbers.group(1), numbers.group(3)) : null;
    }
    Matcher words = WORDS.matcher(text.toLowerCase(Locale.ROOT));
    if (words.matches()) {
      int month = MONTHS.indexOf(words.group(2).substring(0, 3)) + 1;
      String day = words.group(1) == null ? words.group(3) : words.group(1);
      if (month > 0) {
        String number = String.valueOf(month);
        return day == null ? month(words.group(4), number) : day(words.group(4), number, day);
      }
    }
    return null;
  }

  private static String month(String year, String month) {
    int number = Integer.parseInt(month);
    return number >= 1 && number <= 12 ? String.format(Locale.ROOT, "%s-%02d", year, number) : null;
  }

  private static String day(String year, String month, String day) {
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
          .toString();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Forms of a text that people often mean, to be tried against a pattern. */
  static List<String> variants(String text) {
    List<String> variants = new ArrayList<>();
    String trimmed = text.strip();
    String capital =
        trimmed.isEmpty()
            ? trimmed
            : trimmed.substring(0, 1).toUpperCase(Locale.ROOT) + trimmed.substring(1);
    variants.add(trimmed);
    variants.add(capital);
    variants.add(trimmed + ".");
    variants.add(capital + ".");
    variants.add(capital.replaceAll("[,;:!?]$", "") + ".");
    variants.add(trimmed.toLowerCase(Locale.ROOT));
    variants.add(trimmed.replaceAll("\\s+", ""));
    variants.add(trimmed.replace(" ", "%20"));
    variants.add("https://" + trimmed);
    for (int i = 1; i < Math.min(trimmed.length(), 80); i++) {
      variants.add(trimmed.substring(i));
    }
    for (int i = trimmed.length() - 1; i > Math.max(0, trimmed.length() - 80); i--) {
      variants.add(trimmed.substring(0, i));
    }
    return variants;
  }
}
