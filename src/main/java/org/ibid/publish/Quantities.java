package org.ibid.publish;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.jena.graph.Node;

/** Writes a figure in words: {@code more than 3,500,000 US dollars (slightly)}. */
final class Quantities {

  private static final String[] LARGE = {"", "thousand", "million", "billion", "trillion"};

  private final Triples triples;
  private final Names names;

  Quantities(Triples triples, Names names) {
    this.triples = triples;
    this.names = names;
  }

  String inWords(Node quantity) {
    Optional<Node> form = triples.object(quantity, Terms.FORM);
    StringBuilder words = new StringBuilder();
    if (form.isPresent() && !form.get().equals(Terms.EXACTLY)) {
      words.append(names.of(form.get())).append(' ');
    }
    Node value = triples.object(quantity, Terms.VALUE).orElse(null);
    Node lower = triples.object(quantity, Terms.LOWER_VALUE).orElse(null);
    Node upper = triples.object(quantity, Terms.UPPER_VALUE).orElse(null);
    if (value != null) {
      words.append(
          form.isPresent() && form.get().equals(Terms.SEVERAL) ? oneOf(value) : number(value));
    } else if (lower != null && upper != null) {
      words.append(number(lower)).append(" and ").append(number(upper));
    }
    triples
        .object(quantity, Terms.UNIT)
        .filter(unit -> !unit.equals(Terms.THING))
        .ifPresent(
            unit -> {
              boolean one = value != null && isOne(value);
              words.append(unit.equals(Terms.FACTOR) ? " times" : " " + unit(unit, one));
            });
    triples
        .object(quantity, Terms.PER)
        .ifPresent(span -> words.append(" per ").append(names.of(span)));
    triples
        .object(quantity, Terms.QUALIFIER)
        .ifPresent(word -> words.append(" (").append(word.getLiteralLexicalForm()).append(')'));
    return words.toString().strip();
  }

  private String unit(Node unit, boolean one) {
    String name = names.of(unit);
    boolean plural = name.equals("people") || name.startsWith("per ");
    return one || plural ? name : name.equals("person") ? "people" : name + "s";
  }

  private static String number(Node value) {
    return Names.grouped(value.getLiteralLexicalForm());
  }

  private static boolean isOne(Node value) {
    return number(value).equals("1");
  }

  /** What there are several of: {@code billion} rather than {@code 1,000,000,000}. */
  private static String oneOf(Node value) {
    try {
      BigDecimal rest = new BigDecimal(value.getLiteralLexicalForm());
      for (int power = LARGE.length - 1; power > 0; power--) {
        if (rest.compareTo(BigDecimal.TEN.pow(3 * power)) == 0) {
          return LARGE[power];
        }
      }
    } catch (NumberFormatException e) {
      return number(value);
    }
    return isOne(value) ? "" : number(value);
  }
}
