package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.graph.Home;
import org.ibid.graph.View;

/**
 * Writes the claims that Wikidata could hold as QuickStatements (version 1, columns separated by
 * tabs), and says of each other claim why Wikidata could not.
 *
 * <p>Claims that make one and the same statement make it once, with the references of all.
 */
public final class QuickStatements {

  private static final String ENTITY = "http://www.wikidata.org/entity/";

  /** What is said beyond what the queries find, in case they find nothing. */
  private static final String NO_REASON = "no query of ontology/exports gives a reason";

  private final List<Statement> statements;
  private final Map<Node, String> refusals;

  /**
   * One statement.
   *
   * @param item what it is about; likewise the property and the value
   * @param qualifiers pairs of property and value
   * @param references for each source its properties and their values
   * @param claims the claims that make it
   */
  private record Statement(
      String item,
      String property,
      String value,
      List<String> qualifiers,
      Map<Node, Map<String, Set<String>>> references,
      Set<Node> claims) {}

  /** The statements and refusals for the given claims. */
  public QuickStatements(Home home, View view, Collection<Node> claims) {
    ExportQueries queries = new ExportQueries(home, view);
    Set<Node> wanted = Set.copyOf(claims);
    Map<Node, List<String>> qualifiers = new TreeMap<>(ExportQueries.BY_NAME);
    for (Binding row : queries.select("wikidata-qualifiers")) {
      List<String> of = qualifiers.computeIfAbsent(node(row, "claim"), c -> new ArrayList<>());
      of.add(text(node(row, "property")));
      of.add(text(node(row, "value")));
    }
    Map<Node, List<Binding>> references = new LinkedHashMap<>();
    for (Binding row : queries.select("wikidata-references")) {
      references.computeIfAbsent(node(row, "claim"), c -> new ArrayList<>()).add(row);
    }
    Map<List<Object>, Statement> made = new LinkedHashMap<>();
    Set<Node> held = new TreeSet<>(ExportQueries.BY_NAME);
    for (Binding row : queries.select("wikidata-statements")) {
      Node claim = node(row, "claim");
      if (wanted.contains(claim)) {
        held.add(claim);
        List<String> when = qualifiers.getOrDefault(claim, List.of());
        String item = text(node(row, "item"));
        String property = text(node(row, "property"));
        String value = text(node(row, "value"));
        Statement statement =
            made.computeIfAbsent(
                List.of(item, property, value, when),
                key ->
                    new Statement(
                        item, property, value, when, new LinkedHashMap<>(), new LinkedHashSet<>()));
        for (Binding reference : references.getOrDefault(claim, List.of())) {
          statement
              .references()
              .computeIfAbsent(
                  node(reference, "source"), s -> new TreeMap<>(QuickStatements::order))
              .computeIfAbsent(
                  text(node(reference, "property")), p -> new TreeSet<>(QuickStatements::order))
              .add(text(node(reference, "value")));
        }
        statement.claims().add(claim);
      }
    }
    this.statements = List.copyOf(made.values());
    this.refusals = new TreeMap<>(ExportQueries.BY_NAME);
    for (Node claim : claims) {
      if (!held.contains(claim)) {
        refusals.put(claim, NO_REASON);
      }
    }
    for (Binding row : queries.select("wikidata-refusals")) {
      String reason = node(row, "reason").getLiteralLexicalForm();
      refusals.computeIfPresent(
          node(row, "claim"), (claim, before) -> before.equals(NO_REASON) ? reason : before);
    }
  }

  /** Properties and pages in the order of their numbers. */
  private static int order(String one, String other) {
    return one.length() == other.length()
        ? one.compareTo(other)
        : Integer.compare(one.length(), other.length());
  }

  private static Node node(Binding row, String variable) {
    return row.get(Var.alloc(variable));
  }

  /** A value in the syntax of QuickStatements. */
  static String text(Node value) {
    if (value.isURI()) {
      return value.getURI().startsWith(ENTITY)
          ? value.getURI().substring(ENTITY.length())
          : quoted(value.getURI());
    }
    String lexical = value.getLiteralLexicalForm();
    if (value.getLiteralDatatype() instanceof XSDDatatype datatype) {
      if (datatype.equals(XSDDatatype.XSDgYear)) {
        return "+" + lexical + "-00-00T00:00:00Z/9";
      }
      if (datatype.equals(XSDDatatype.XSDgYearMonth)) {
        return "+" + lexical + "-00T00:00:00Z/10";
      }
      if (datatype.equals(XSDDatatype.XSDdate)) {
        return "+" + lexical + "T00:00:00Z/11";
      }
      if (value.getLiteralValue() instanceof Number) {
        return lexical.startsWith("-") || lexical.startsWith("+") ? lexical : "+" + lexical;
      }
    }
    return value.getLiteralLanguage().isEmpty()
        ? quoted(lexical)
        : value.getLiteralLanguage() + ":" + quoted(lexical);
  }

  /** The syntax knows no way to write a quotation mark, a tab or a line end within a text. */
  private static String quoted(String text) {
    return "\"" + text.replace('"', '\'').replaceAll("\\s+", " ") + "\"";
  }

  /** The statements, one a line. */
  public String commands() {
    StringBuilder out = new StringBuilder();
    for (Statement statement : statements) {
      List<String> cells =
          new ArrayList<>(List.of(statement.item(), statement.property(), statement.value()));
      cells.addAll(statement.qualifiers());
      String first = "S";
      for (Map<String, Set<String>> reference : statement.references().values()) {
        for (Map.Entry<String, Set<String>> property : reference.entrySet()) {
          for (String value : property.getValue()) {
            cells.add(first + property.getKey().substring(1));
            cells.add(value);
            first = "S";
          }
        }
        // With the mark a reference of its own begins.
        first = "!S";
      }
      out.append(String.join("\t", cells));
      out.append(
          statement.claims().stream()
              .map(Node::getURI)
              .collect(Collectors.joining(" ", " /* ", " */\n")));
    }
    return out.toString();
  }

  /** How many statements there are. */
  public int count() {
    return statements.size();
  }

  /** The claims of which there are statements. */
  public Set<Node> held() {
    Set<Node> held = new TreeSet<>(ExportQueries.BY_NAME);
    statements.forEach(statement -> held.addAll(statement.claims()));
    return held;
  }

  /** For each claim of which there is no statement the reason. */
  public Map<Node, String> refusals() {
    return Map.copyOf(refusals);
  }

  /** How many claims are refused for each reason, most first. */
  public Map<String, Integer> reasons() {
    Map<String, Integer> counts = new TreeMap<>();
    refusals.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Every refused claim with its reason, as CSV. */
  public String refusalsAsCsv() {
    UnaryOperator<String> cell = text -> "\"" + text.replace("\"", "\"\"") + "\"";
    StringBuilder out = new StringBuilder("claim,reason\r\n");
    refusals.forEach(
        (claim, reason) ->
            out.append(claim.getURI()).append(',').append(cell.apply(reason)).append("\r\n"));
    return out.toString();
  }
}
