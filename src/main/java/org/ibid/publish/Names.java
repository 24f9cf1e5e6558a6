package org.ibid.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/** Gives everything in the graph a name that people can read, and makes values of it. */
public final class Names {

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  /** The addresses of lists of claims. */
  private static final Pattern CLAIMS =
      Pattern.compile(Pattern.quote(Ibid.BASE) + "(browse|queries/[a-z/-]+)\\?.*");

  /** A point as WKT writes it: longitude first. */
  private static final Pattern POINT =
      Pattern.compile("POINT *\\( *(-?[0-9]+(?:[.][0-9]+)?) +(-?[0-9]+(?:[.][0-9]+)?) *\\)");

  private final Triples triples;
  private final Links links;
  private final NodeText shortForms;

  public Names(View view, Links links) {
    this.triples = new Triples(view);
    this.links = links;
    this.shortForms = new NodeText(view.prefixes());
  }

  /**
   * The name of a resource: its statement, its English label, its title, else made from its IRI.
   */
  public String of(Node resource) {
    if (!resource.isURI()) {
      return shortForms.of(resource);
    }
    return best(resource, Terms.STATEMENT)
        .or(() -> best(resource, Terms.LABEL))
        .or(() -> best(resource, Terms.PREF_LABEL))
        .or(() -> best(resource, Terms.TITLE))
        .map(Node::getLiteralLexicalForm)
        .orElseGet(() -> made(resource));
  }

  /** The authors of a work in the order in which its label names them; the others come last. */
  public List<Value> authors(Node work) {
    String label = of(work);
    return triples.objects(work, Terms.CREATOR).stream()
        .sorted(
            Comparator.comparingInt((Node author) -> place(of(author), label))
                .thenComparing(this::of))
        .map(this::value)
        .toList();
  }

  /** Where a text has a name, or as much of its end as the text says: the family name. */
  private static int place(String name, String text) {
    for (int start = 0; start >= 0; start = name.indexOf(' ', start + 1)) {
      int place = text.indexOf(name.substring(start).strip());
      if (place >= 0) {
        return place;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The name of a property: its label, else what its IRI says. */
  public String ofProperty(Node property) {
    String name = of(property);
    if (!name.equals(shortForm(property))) {
      return name;
    }
    return Iris.localName(property.getURI())
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** The IRI in its short form, {@code ibid:Claim}, or whole where it has none. */
  public String shortForm(Node resource) {
    String shortForm = shortForms.of(resource);
    return shortForm.startsWith("<") ? resource.getURI() : shortForm;
  }

  /** What a resource is: the name of its class, or nothing. */
  String kind(Node resource) {
    return triples.exactTypes(resource).stream().findFirst().map(this::of).orElse("");
  }

  /** The definition or description of a resource, if it has one. */
  public Optional<String> definition(Node resource) {
    return best(resource, Terms.DEFINITION)
        .or(() -> best(resource, Terms.DESCRIPTION))
        .map(Node::getLiteralLexicalForm);
  }

  /** A term as a page shows it: resources with their names and links, literals neatly. */
  public Value value(Node node) {
    if (node.isURI()) {
      String iri = node.getURI();
      return new Value(
          of(node),
          links.of(node).orElse(null),
          !Iris.isOurs(iri),
          null,
          shortForm(node),
          null,
          false);
    }
    if (!node.isLiteral()) {
      return Value.text(shortForms.of(node));
    }
    String text = node.getLiteralLexicalForm();
    String lang = node.getLiteralLanguage();
    if (!lang.isEmpty()) {
      return new Value(text, null, false, lang.equals("en") ? null : lang, null, null, false);
    }
    if (NodeText.isNumber(node)) {
      return new Value(grouped(text), null, false, null, null, null, true);
    }
    Matcher point = POINT.matcher(text);
    if (point.matches()) {
      return Value.text(
              degrees(point.group(2), "N", "S") + ", " + degrees(point.group(1), "E", "W"))
          .withTitle(text);
    }
    if (node.getLiteralDatatype().equals(XSDDatatype.XSDanyURI) && Links.isWeb(text)) {
      return new Value(text, text, true, null, null, null, false);
    }
    String date = date(node);
    return date == null ? Value.text(text) : new Value(date, null, false, null, null, text, false);
  }

  /** A coordinate as maps write it: {@code 33.72° N}. */
  private static String degrees(String number, String above, String below) {
    BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
    return value.abs().toPlainString() + "° " + (value.signum() < 0 ? below : above);
  }

  /** The best literal of a property: English, else without language, else any. */
  private Optional<Node> best(Node resource, Node property) {
    List<Node> all = triples.objects(resource, property);
    Node best = null;
    int rank = -1;
    for (Node node : all) {
      if (node.isLiteral()) {
        String lang = node.getLiteralLanguage();
        int own = lang.equals("en") ? 3 : lang.startsWith("en") ? 2 : lang.isEmpty() ? 1 : 0;
        if (own > rank
            || (own == rank
                && node.getLiteralLexicalForm().compareTo(best.getLiteralLexicalForm()) < 0)) {
          best = node;
          rank = own;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * A name for what has none: what a list of ours lists, its kind and number, its role in its
   * owner, or its short form.
   */
  private String made(Node resource) {
    String iri = resource.getURI();
    if (CLAIMS.matcher(iri).matches()) {
      return "claims";
    }
    String role = Iris.role(iri);
    if (!role.isEmpty()) {
      Node owner = Iris.owner(resource);
      return role.replace('.', ' ').replace('-', ' ') + " of “" + of(owner) + "”";
    }
    Optional<Node> number = triples.object(resource, Terms.NUMBER).filter(Node::isLiteral);
    if (number.isPresent()) {
      for (Node type : triples.exactTypes(resource)) {
        return capitalised(of(type)) + " " + number.get().getLiteralLexicalForm();
      }
    }
    Optional<Node> subject = triples.object(resource, Terms.SUBJECT);
    Optional<Node> predicate = triples.object(resource, Terms.PREDICATE);
    Optional<Node> object = triples.object(resource, Terms.OBJECT);
    if (subject.isPresent() && predicate.isPresent() && object.isPresent()) {
      return of(subject.get()) + " – " + of(predicate.get()) + " – " + of(object.get());
    }
    return shortForm(resource);
  }

  static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** A number with its digits in groups of three from five digits on: years stay as they are. */
  static String grouped(String number) {
    int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    int end = start;
    while (end < number.length() && Character.isDigit(number.charAt(end))) {
      end++;
    }
    if (end - start < 5 || (end < number.length() && number.charAt(end) != '.')) {
      return number;
    }
    StringBuilder grouped = new StringBuilder(number.substring(0, start));
    for (int i = start; i < end; i++) {
      if (i > start && (end - i) % 3 == 0) {
        grouped.append(',');
      }
      grouped.append(number.charAt(i));
    }
    return grouped.append(number.substring(end)).toString();
  }

  /** A date in words, or null for what is none. */
  private static String date(Node literal) {
    String text = literal.getLiteralLexicalForm();
    if (!literal.getLiteral().isWellFormed()) {
      return null;
    }
    if (literal.getLiteralDatatype().equals(XSDDatatype.XSDdate) && text.length() == 10) {
      return Integer.parseInt(text.substring(8))
          + " "
          + MONTHS[Integer.parseInt(text.substring(5, 7)) - 1]
          + " "
          + text.substring(0, 4);
    }
    if (literal.getLiteralDatatype().equals(XSDDatatype.XSDgYearMonth) && text.length() == 7) {
      return MONTHS[Integer.parseInt(text.substring(5)) - 1] + " " + text.substring(0, 4);
    }
    return literal.getLiteralDatatype().equals(XSDDatatype.XSDgYear) ? text : null;
  }
}
