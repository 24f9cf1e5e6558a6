package org.ibid.publish;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.ibid.picture.Figures;

/** Writes a figure in words: {@code more than 3.5 million US dollars (slightly)}. */
final class Quantities {

  private final Triples triples;
  private final Names names;

  Quantities(Triples triples, Names names) {
    this.triples = triples;
    this.names = names;
  }

  String inWords(Node quantity) {
    Optional<Node> form = triples.object(quantity, Terms.FORM);
    boolean several = form.isPresent() && form.get().equals(Terms.SEVERAL);
    StringBuilder words = new StringBuilder();
    if (form.isPresent() && !form.get().equals(Terms.EXACTLY)) {
      words.append(names.of(form.get())).append(' ');
    }
    Node value = triples.object(quantity, Terms.VALUE).orElse(null);
    Node lower = triples.object(quantity, Terms.LOWER_VALUE).orElse(null);
    Node upper = triples.object(quantity, Terms.UPPER_VALUE).orElse(null);
    if (value != null) {
      words.append(several ? oneOf(value) : number(value));
    } else if (lower != null && upper != null) {
      words.append(number(lower)).append(" and ").append(number(upper));
    }
    triples
        .object(quantity, Terms.UNIT)
        .filter(unit -> !unit.equals(Terms.THING))
        .ifPresent(
            unit -> {
              boolean one = !several && value != null && number(value).equals("1");
              words.append(unit.equals(Terms.FACTOR) ? " times" : " " + unit(unit, one));
            });
    triples
        .object(quantity, Terms.PER)
        .ifPresent(span -> words.append(" per ").append(names.of(span)));
    triples
        .object(quantity, Terms.QUALIFIER)
        .ifPresent(word -> words.append(" (").append(word.getLiteralLexicalForm()).append(')'));
    return words.toString().replaceAll(" +", " ").strip();
  }

  private String unit(Node unit, boolean one) {
    String name = names.of(unit);
    boolean plural = name.equals("people") || name.startsWith("per ");
    return one || plural ? name : name.equals("person") ? "people" : name + "s";
  }

  private static String number(Node value) {
    String digits = value.getLiteralLexicalForm();
    return digits.matches("[-+]?[0-9]+([.][0-9]+)?")
        ? Figures.words(new BigDecimal(digits))
        : digits;
  }

  /** What there are several of: {@code billion} rather than {@code 1 billion}. */
  private static String oneOf(Node value) {
    String number = number(value);
    return switch (number) {
      case "1" -> "";
      case "10" -> "tens of";
      case "100" -> "hundreds of";
      case "1000" -> "thousands of";
      default -> number.replaceFirst("^1 ", "");
    };
  }
}
