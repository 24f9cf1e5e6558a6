package org.ibid.edit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * Writes values as the text of cells and reads them back; whatever it writes, it reads as the same
 * value.
 *
 * <p>Several values stand in one cell with {@code |} between them; a backslash before it makes it
 * part of a value. What has no simpler form stands as in Turtle: {@code "2016"^^xsd:integer}.
 */
final class SheetText {

  /** A text that is no value of the kind that its column holds. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> suggestions;

    BadValue(String message, List<String> suggestions) {
      super(message);
      this.suggestions = suggestions;
    }

    List<String> suggestions() {
      return suggestions;
    }
  }

  private static final Pattern TURTLE =
      Pattern.compile(
          "\"((?:[^\"\\\\]|\\\\.)*)\"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\\^\\^(\\S+))",
          Pattern.DOTALL);
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d*\\.\\d+");
  private static final Pattern YEAR = Pattern.compile("-?\\d{4,}");
  private static final Pattern MONTH = Pattern.compile("-?\\d{4,}-(?:0[1-9]|1[0-2])");
  private static final Pattern DAY = Pattern.compile("-?\\d{4,}-\\d\\d-\\d\\d");

  /** What spreadsheets would take for a formula. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+@\\t\\r-].*", Pattern.DOTALL);

  private static final List<String> THOUSANDS =
      List.of("thousand", "million", "billion", "trillion");
  private static final Pattern IN_WORDS =
      Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*(thousand|million|billion|trillion)");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final Pattern SHORT_MONTH =
      Pattern.compile("(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ](\\d{2}|\\d{4})");

  private static final String DATES =
      "a year, a month or a day: 2016, 2019-05 or 2019-05-22. (Format the column as text, so that the"
          + " spreadsheet leaves dates as they are.)";

  private final ClaimVocabulary vocabulary;
  private final SheetNames names;

  SheetText(ClaimVocabulary vocabulary, SheetNames names) {
    this.vocabulary = vocabulary;
    this.names = names;
  }

  /** The text of a cell with these values. */
  String write(List<Node> values, SheetColumn column, Set<Node> classes) {
    return String.join(
        " | ", values.stream().map(value -> write(value, column, classes)).sorted().toList());
  }

  private String write(Node value, SheetColumn column, Set<Node> classes) {
    if (value.isURI() && vocabulary.isResource(column.property())) {
      return escape(names.nameOf(value, classes));
    }
    if (value.isLiteral() && !vocabulary.isResource(column.property())) {
      String simple = value.getLiteralLexicalForm();
      simple = escape(FORMULA.matcher(simple).matches() && isText(column) ? "'" + simple : simple);
      try {
        if (read(simple, column, classes).equals(List.of(value))) {
          return simple;
        }
      } catch (BadValue e) {
        // Then as Turtle.
      }
    }
    return escape(turtle(value));
  }

  private String turtle(Node value) {
    if (!value.isLiteral()) {
      return names.shortForm(value);
    }
    String quoted =
        '"'
            + value
                .getLiteralLexicalForm()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
            + '"';
    return value.getLiteralLanguage().isEmpty()
        ? quoted + "^^" + names.shortForm(NodeFactory.createURI(value.getLiteralDatatypeURI()))
        : quoted + "@" + value.getLiteralLanguage();
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|");
  }

  /** The values that a cell holds; none when it is empty. */
  List<Node> read(String cell, SheetColumn column, Set<Node> classes) throws BadValue {
    Set<Node> values = new LinkedHashSet<>();
    for (String text : split(cell)) {
      values.add(value(text, column, classes));
    }
    return List.copyOf(values);
  }

  /** The texts between the bars, without what only protects them. */
  static List<String> split(String cell) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= cell.length(); i++) {
      char c = i < cell.length() ? cell.charAt(i) : '|';
      boolean escaped =
          c == '\\'
              && i + 1 < cell.length()
              && (cell.charAt(i + 1) == '|' || cell.charAt(i + 1) == '\\');
      if (escaped) {
        text.append(cell.charAt(++i));
      } else if (c == '|') {
        if (!text.toString().isBlank()) {
          texts.add(text.toString().strip());
        }
        text.setLength(0);
      } else {
        text.append(c);
      }
    }
    return texts;
  }

  private Node value(String text, SheetColumn column, Set<Node> classes) throws BadValue {
    Matcher turtle = TURTLE.matcher(text);
    if (turtle.matches()) {
      Node literal = literal(turtle);
      if (literal != null) {
        return literal;
      }
    }
    Node property = column.property();
    if (vocabulary.isResource(property)) {
      try {
        return names.resolve(text, classes);
      } catch (SheetNames.UnknownName e) {
        throw new BadValue(e.getMessage(), e.suggestions());
      }
    }
    Set<Node> types = vocabulary.valueTypes(property);
    if (isText(column)) {
      String plain =
          text.startsWith("'") && FORMULA.matcher(text).matches() ? text.substring(1) : text;
      return types.contains(RDF.langString.asNode()) || types.isEmpty()
          ? NodeFactory.createLiteralLang(plain, column.language())
          : NodeFactory.createLiteralString(plain);
    }
    return typed(text, types);
  }

  private boolean isText(SheetColumn column) {
    Set<Node> types = vocabulary.valueTypes(column.property());
    return types.isEmpty()
        || types.contains(RDF.langString.asNode())
        || types.contains(node(XSDDatatype.XSDstring));
  }

  private Node literal(Matcher turtle) {
    String form =
        turtle
            .group(1)
            .replace("\\\\", "\u0000")
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\t", "\t")
            .replace("\\\"", "\"")
            .replace("\u0000", "\\");
    if (turtle.group(2) != null) {
      return NodeFactory.createLiteralLang(form, turtle.group(2));
    }
    Node type = names.term(turtle.group(3));
    return type == null
        ? null
        : NodeFactory.createLiteralDT(
            form, TypeMapper.getInstance().getSafeTypeByName(type.getURI()));
  }

  private static Node typed(String text, Set<Node> types) throws BadValue {
    boolean decimal = types.contains(node(XSDDatatype.XSDdecimal));
    if (types.contains(node(XSDDatatype.XSDinteger)) || decimal) {
      return number(text, decimal);
    }
    if (types.contains(node(XSDDatatype.XSDboolean))) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes" -> NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);
        case "false", "no" -> NodeFactory.createLiteralDT("false", XSDDatatype.XSDboolean);
        default -> throw new BadValue("\"" + text + "\" is neither true nor false.", List.of());
      };
    }
    if (types.contains(node(XSDDatatype.XSDgYear)) && YEAR.matcher(text).matches()) {
      return NodeFactory.createLiteralDT(text, XSDDatatype.XSDgYear);
    }
    if (types.contains(node(XSDDatatype.XSDgYearMonth)) && MONTH.matcher(text).matches()) {
      return NodeFactory.createLiteralDT(text, XSDDatatype.XSDgYearMonth);
    }
    if (types.contains(node(XSDDatatype.XSDdate))
        && DAY.matcher(text).matches()
        && XSDDatatype.XSDdate.isValid(text)) {
      return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdate);
    }
    if (types.contains(node(XSDDatatype.XSDdate))) {
      throw new BadValue("\"" + text + "\" is no date. Write " + DATES, dates(text));
    }
    Node type = types.iterator().next();
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(type.getURI()));
  }

  /** What a spreadsheet may have made of a month: {@code May-19} of {@code 2019-05}. */
  private static List<String> dates(String text) {
    Matcher month = SHORT_MONTH.matcher(text.toLowerCase(Locale.ROOT));
    if (!month.matches()) {
      return List.of();
    }
    int number = 1 + MONTHS.indexOf(month.group(1)) / 3;
    String century = month.group(2).length() == 2 ? "20" : "";
    return List.of(century + month.group(2) + (number < 10 ? "-0" : "-") + number);
  }

  private static Node number(String text, boolean decimal) throws BadValue {
    if (INTEGER.matcher(text).matches()) {
      return NodeFactory.createLiteralDT(text, XSDDatatype.XSDinteger);
    }
    if (decimal && DECIMAL.matcher(text).matches()) {
      return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdecimal);
    }
    List<String> suggestions = new ArrayList<>();
    String bare = text.replaceAll("(?<=\\d)[,\\s\u00a0\u202f'](?=\\d{3}(?!\\d))", "");
    if (INTEGER.matcher(bare).matches()) {
      suggestions.add(bare);
    } else if (text.matches("[+-]?\\d+(\\.\\d+)?[eE]\\+?\\d{1,3}")) {
      suggestions.add(new BigDecimal(text).toPlainString());
    } else if (decimal && text.matches("[+-]?\\d+,\\d+")) {
      suggestions.add(text.replace(',', '.'));
    } else {
      Matcher words = IN_WORDS.matcher(text.toLowerCase(Locale.ROOT));
      if (words.matches()) {
        int power = 3 * (1 + THOUSANDS.indexOf(words.group(2)));
        BigDecimal number = new BigDecimal(words.group(1)).scaleByPowerOfTen(power);
        suggestions.add(number.stripTrailingZeros().toPlainString());
      }
    }
    throw new BadValue(
        "\""
            + text
            + "\" is no plain number. Write it out in full, in figures alone"
            + (decimal ? ", with a point before decimals." : "."),
        suggestions);
  }

  private static Node node(XSDDatatype type) {
    return NodeFactory.createURI(type.getURI());
  }
}
