package org.ibid.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.edit.SheetColumn.Content;
import org.ibid.edit.SheetColumn.Step;
import org.ibid.graph.DataFile;
import org.ibid.graph.PredicateOrder;
import org.ibid.validate.Finding;
import org.ibid.validate.Severity;

/** Holds what a spreadsheet says, and in which cell it says what. */
public final class ReadSheet {

  /** A cell; the column is -1 where the row as a whole says it. */
  private record Cell(int row, int column) {}

  private final Kind kind;
  private final String article;
  private final Map<Node, Integer> rows;
  private final Map<Triple, Cell> cells;
  private final List<SheetColumn> columns;
  private final List<SheetProblem> problems;
  private final Map<String, String> prefixes;

  private ReadSheet(
      Builder builder,
      List<SheetColumn> columns,
      List<SheetProblem> problems,
      Map<String, String> prefixes) {
    this.kind = builder.kind;
    this.article = builder.article;
    this.rows = builder.rows;
    this.cells = builder.cells;
    this.columns = new ArrayList<>(columns);
    this.problems = List.copyOf(problems);
    this.prefixes = Map.copyOf(prefixes);
  }

  /** Collects a sheet row by row. */
  static final class Builder {
    private final Kind kind;
    private final String article;
    private final Map<Node, Integer> rows = new LinkedHashMap<>();
    private final Map<Triple, Cell> cells = new LinkedHashMap<>();

    Builder(Kind kind, String article) {
      this.kind = kind;
      this.article = article;
    }

    void row(int row, Node claim, Map<Triple, Integer> triples) {
      rows.put(claim, row);
      triples.forEach((triple, column) -> cells.put(triple, new Cell(row, column)));
    }

    ReadSheet build(
        List<SheetColumn> columns, List<SheetProblem> problems, Map<String, String> prefixes) {
      return new ReadSheet(this, columns, problems, prefixes);
    }
  }

  /** The kind of its claims. */
  public Kind kind() {
    return kind;
  }

  /** The article whose claims they are. */
  public String article() {
    return article;
  }

  /** The claims that it describes, in the order of its rows. */
  public Collection<Node> claims() {
    return List.copyOf(rows.keySet());
  }

  /** All that it says, in the order of its rows. */
  public List<Triple> triples() {
    return List.copyOf(cells.keySet());
  }

  /** What in it cannot be read; without any, it can be validated. */
  public List<SheetProblem> problems() {
    return problems;
  }

  /** The same as a data file in the canonical form. */
  public String toTurtle(PredicateOrder order) {
    DataFile file = new DataFile();
    prefixes.forEach(file::prefix);
    cells.keySet().forEach(t -> file.add(t.getSubject(), t.getPredicate(), t.getObject()));
    return file.toTurtle(order);
  }

  /** Where in the sheet the fault is that a validation found, if it is in the sheet. */
  public Optional<SheetProblem> locate(Finding finding, String message) {
    Cell cell = cell(finding);
    if (cell == null) {
      return Optional.empty();
    }
    String label =
        cell.column() < 0 || columns.get(cell.column()) == null
            ? ""
            : columns.get(cell.column()).label();
    return Optional.of(
        new SheetProblem(
            cell.row(),
            cell.column(),
            label,
            message,
            List.of(),
            finding.severity() == Severity.VIOLATION));
  }

  private Cell cell(Finding finding) {
    Node resource = finding.resource();
    Node claim = claimOf(resource);
    if (claim == null) {
      // Something else is at fault, by what the sheet says of it.
      return cells.entrySet().stream()
          .filter(entry -> entry.getKey().getObject().equals(resource))
          .filter(entry -> finding.values().contains(entry.getKey().getSubject()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
    Node predicate = finding.path().map(ReadSheet::first).orElse(null);
    for (Node value : finding.values()) {
      Cell inPart = null;
      for (Map.Entry<Triple, Cell> entry : cells.entrySet()) {
        Triple triple = entry.getKey();
        if (triple.getObject().equals(value) && claim.equals(claimOf(triple.getSubject()))) {
          if (!triple.getSubject().equals(resource)) {
            inPart = entry.getValue();
          } else if (predicate == null || triple.getPredicate().equals(predicate)) {
            return entry.getValue();
          }
        }
      }
      if (inPart != null) {
        return inPart;
      }
    }
    int row = rows.get(claim);
    int column = predicate == null ? -1 : columnFor(claim, resource, predicate);
    if (column >= 0) {
      return new Cell(row, column);
    }
    return cells.entrySet().stream()
        .filter(entry -> !resource.equals(claim) && entry.getKey().getObject().equals(resource))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(new Cell(row, -1));
  }

  private static Node first(Path path) {
    return path instanceof P_Link link ? link.getNode() : null;
  }

  private Node claimOf(Node resource) {
    if (rows.containsKey(resource)) {
      return resource;
    }
    if (!resource.isURI()) {
      return null;
    }
    String iri = resource.getURI();
    int dot = iri.indexOf('.', iri.lastIndexOf('/') + 1);
    Node owner = dot < 0 ? resource : Facts.iri(iri.substring(0, dot));
    return rows.containsKey(owner) ? owner : null;
  }

  /** The column in which a value of the predicate would stand, or -1 when the sheet has none. */
  private int columnFor(Node claim, Node resource, Node predicate) {
    List<Step> way = new ArrayList<>();
    Map<Node, Triple> into = new HashMap<>();
    cells.keySet().stream()
        .filter(triple -> claim.equals(claimOf(triple.getSubject())))
        .forEach(triple -> into.putIfAbsent(triple.getObject(), triple));
    Node node = resource;
    while (!node.equals(claim) && into.containsKey(node) && way.size() < 9) {
      way.add(0, new Step(into.get(node).getPredicate(), 1));
      node = into.get(node).getSubject();
    }
    way.add(new Step(predicate, 1));
    List<Node> wanted = way.stream().map(Step::property).toList();
    int best = -1;
    for (int i = 0; i < columns.size(); i++) {
      SheetColumn column = columns.get(i);
      if (column == null || column.content() == Content.CLAIM) {
        continue;
      }
      List<Node> properties = column.path().stream().map(Step::property).toList();
      if (column.content() == Content.VALUES && properties.equals(wanted)) {
        return i;
      }
      if (best < 0
          && properties.size() >= wanted.size()
          && properties.subList(0, wanted.size()).equals(wanted)) {
        best = i;
      }
    }
    return best;
  }
}
