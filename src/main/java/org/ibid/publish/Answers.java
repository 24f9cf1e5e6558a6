package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.picture.Cell;
import org.ibid.picture.Table;

/** Makes pages' tables of what queries answer. */
public final class Answers {

  private static final Set<String> DATES =
      Stream.of("gYear", "gYearMonth", "date", "dateTime")
          .map(name -> "http://www.w3.org/2001/XMLSchema#" + name)
          .collect(Collectors.toUnmodifiableSet());

  private static final String SHAPE = "http://www.opengis.net/ont/geosparql#wktLiteral";

  private static final Set<String> TRUE = Set.of("true", "1");

  private final Names names;

  public Answers(Names names) {
    this.names = names;
  }

  /** The answer to a query that is ready to be run; {@code start} is when work on it began. */
  public Answer of(Query query, QueryExec execution, long start) {
    if (query.isAskType()) {
      boolean truth = execution.ask();
      return new Answer(
          List.of(), List.of(), List.of(), List.of(), 1, truth, millis(start), Table.EMPTY, null);
    }
    if (query.isSelectType()) {
      return rows(execution.select(), start);
    }
    Graph graph = GraphFactory.createDefaultGraph();
    if (query.isConstructType()) {
      execution.construct(graph);
    } else {
      execution.describe(graph);
    }
    return triples(graph, start);
  }

  /** The rows of a SELECT, read to their end, of which the page keeps the first. */
  private Answer rows(RowSet rows, long start) {
    List<Var> vars = rows.getResultVars();
    List<List<Node>> kept = new ArrayList<>();
    long total = 0;
    for (Iterator<Binding> all = rows; all.hasNext(); total++) {
      Binding binding = all.next();
      if (kept.size() < Answer.MOST_ROWS) {
        List<Node> row = new ArrayList<>();
        vars.forEach(var -> row.add(binding.get(var)));
        kept.add(row);
      }
    }
    return table(vars.stream().map(Var::getVarName).toList(), kept, total, start);
  }

  /** The triples of a CONSTRUCT or DESCRIBE. */
  private Answer triples(Graph graph, long start) {
    List<List<Node>> kept =
        graph.find().toList().stream()
            .sorted(
                Comparator.comparing((Triple triple) -> triple.getSubject().toString())
                    .thenComparing(triple -> triple.getPredicate().toString())
                    .thenComparing(triple -> triple.getObject().toString()))
            .limit(Answer.MOST_ROWS)
            .map(triple -> List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()))
            .toList();
    return table(List.of("subject", "predicate", "object"), kept, graph.size(), start);
  }

  private Answer table(List<String> columns, List<List<Node>> kept, long total, long start) {
    long millis = millis(start);
    Map<Node, Value> known = new HashMap<>();
    Function<Node, Value> named = node -> known.computeIfAbsent(node, names::value);
    List<Boolean> numbers = new ArrayList<>();
    List<String> languages = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      List<Node> bound =
          kept.stream().map(row -> row.get(column)).filter(Objects::nonNull).toList();
      numbers.add(!bound.isEmpty() && bound.stream().allMatch(NodeText::isNumber));
      Set<String> found = bound.stream().map(Answers::language).collect(Collectors.toSet());
      String only = found.size() == 1 ? found.iterator().next() : "";
      languages.add(only.isEmpty() ? null : only);
    }
    List<List<Value>> rows = new ArrayList<>();
    for (List<Node> nodes : kept) {
      List<Value> row = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        row.add(nodes.get(i) == null ? null : value(nodes.get(i), named, languages.get(i) != null));
      }
      rows.add(row);
    }
    return new Answer(
        columns,
        numbers,
        languages,
        rows,
        total,
        null,
        millis,
        drawable(columns, kept, named, total),
        null);
  }

  /** The rows as pictures are drawn from them. */
  private static Table drawable(
      List<String> columns, List<List<Node>> kept, Function<Node, Value> named, long total) {
    return Table.of(
        columns,
        kept.stream()
            .map(
                row ->
                    row.stream()
                        .map(node -> cell(node, named))
                        .collect(Collectors.toCollection(ArrayList::new)))
            .<List<Cell>>map(row -> row)
            .toList(),
        total);
  }

  private static Cell cell(Node node, Function<Node, Value> named) {
    if (node == null) {
      return null;
    }
    Value value = named.apply(node);
    if (!node.isLiteral()) {
      return new Cell(Cell.Kind.THING, value.text(), node.toString(), value.href());
    }
    String form = node.getLiteralLexicalForm();
    String type = node.getLiteralDatatypeURI();
    Cell.Kind kind =
        NodeText.isNumber(node) && !form.matches("[-+]?(INF|NaN)")
            ? Cell.Kind.NUMBER
            : DATES.contains(type)
                ? Cell.Kind.DATE
                : type.equals(SHAPE) ? Cell.Kind.SHAPE : Cell.Kind.TEXT;
    return new Cell(kind, value.text(), form, value.href());
  }

  private static String language(Node node) {
    return node.isLiteral() ? node.getLiteralLanguage() : "";
  }

  /** As on other pages, but every language is marked, unless the column's head says it. */
  private static Value value(Node node, Function<Node, Value> named, boolean marked) {
    if (node.isLiteral() && node.getLiteralDatatype().equals(XSDDatatype.XSDboolean)) {
      return Value.text(TRUE.contains(node.getLiteralLexicalForm()) ? "yes" : "no");
    }
    Value value = named.apply(node);
    return language(node).isEmpty()
        ? value
        : Value.text(value.text()).in(marked ? null : language(node));
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
