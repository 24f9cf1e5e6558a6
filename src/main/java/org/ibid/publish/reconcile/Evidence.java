package org.ibid.publish.reconcile;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.publish.Names;
import org.ibid.search.Labels;
import org.ibid.search.Likeness;
import org.ibid.search.NameIndex;

/** Compares what the other columns of a row say with what the graph says of a candidate. */
final class Evidence {

  /** The first figures of a date: its year, and its month and day if there are. */
  private static final Pattern DATE = Pattern.compile("-?\\d{4}(-\\d{2}(-\\d{2})?)?");

  private static final double LESS_EXACT = 90;

  private final Graph graph;
  private final NameIndex index;
  private final Names names;

  Evidence(Graph graph, NameIndex index, Names names) {
    this.graph = graph;
    this.index = index;
    this.names = names;
  }

  /**
   * How well a candidate's values of a property fit the wanted ones, from 0 to 100; nothing where
   * it has no value of that property.
   */
  OptionalDouble of(Node candidate, Node property, List<String> wanted) {
    List<Node> values =
        graph.find(candidate, property, Node.ANY).mapWith(Triple::getObject).toList();
    return values.stream()
        .flatMapToDouble(value -> wanted.stream().mapToDouble(written -> likeness(written, value)))
        .max();
  }

  private double likeness(String written, Node value) {
    if (value.isURI()) {
      return ofResource(written, value);
    }
    if (!value.isLiteral()) {
      return 0;
    }
    String text = value.getLiteralLexicalForm();
    if (text.equalsIgnoreCase(written.strip())) {
      return 100;
    }
    if (DATE.matcher(text).matches()) {
      return ofDate(written.strip(), text);
    }
    try {
      return Double.parseDouble(text) == Double.parseDouble(written.strip()) ? 100 : 0;
    } catch (NumberFormatException e) {
      return Likeness.of(written, text);
    }
  }

  private static double ofDate(String written, String date) {
    String start = written.substring(0, Math.min(written.length(), date.length()));
    if (start.equals(date)) {
      return 100;
    }
    boolean lessExact = DATE.matcher(written).matches() && date.startsWith(written);
    return lessExact ? LESS_EXACT : 0;
  }

  private double ofResource(String written, Node value) {
    if (index.has(value)) {
      return index.likeness(written, value);
    }
    String iri = value.getURI();
    String inShort = names.shortForm(value);
    if (iri.equals(written) || inShort.equals(written) || Labels.localName(value).equals(written)) {
      return 100;
    }
    return Math.max(
        Likeness.of(written, names.of(value)), Likeness.of(written, Labels.localName(value)));
  }
}
