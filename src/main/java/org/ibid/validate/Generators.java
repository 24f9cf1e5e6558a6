package org.ibid.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.modify.request.UpdateModify;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.system.G;
import org.apache.jena.update.Update;
import org.apache.jena.update.UpdateFactory;

/**
 * Runs the suggestion generators that the shapes state by the DASH suggestions vocabulary: SPARQL
 * updates that would mend what a result tells of.
 */
final class Generators {

  static final String DASH = "http://datashapes.org/dash#";
  private static final Node OF_CONSTRAINT = NodeFactory.createURI(DASH + "suggestionGenerator");
  private static final Node OF_COMPONENT =
      NodeFactory.createURI(DASH + "propertySuggestionGenerator");
  static final Node UPDATE = NodeFactory.createURI(SHACL.getURI() + "update");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[?$](\\w+)}");

  /** A change of the graph, in words and as triples. */
  record Change(String words, List<Triple> deleted, List<Triple> added) {}

  private final Graph shapes;
  private final Graph data;

  Generators(Graph shapes, Graph data) {
    this.shapes = shapes;
    this.data = data;
  }

  /** What the generators of the rule suggest, the best first. */
  List<Change> of(ReportEntry entry, Finding finding) {
    Set<Node> generators = new LinkedHashSet<>();
    for (Node constraint : G.listSP(shapes, entry.source(), SHACL.sparql)) {
      generators.addAll(G.listSP(shapes, constraint, OF_CONSTRAINT));
    }
    generators.addAll(G.listSP(shapes, entry.sourceConstraintComponent(), OF_COMPONENT));
    Map<String, Node> bound = new LinkedHashMap<>();
    bound.put("this", finding.resource());
    bound.put("focusNode", finding.resource());
    if (entry.value() != null) {
      bound.put("value", entry.value());
    }
    if (finding.path().isPresent() && finding.path().get() instanceof P_Link link) {
      bound.put("predicate", link.getNode());
      bound.put("path", link.getNode());
    }
    List<Change> changes = new ArrayList<>();
    generators.stream()
        .sorted(Comparator.comparing(generator -> -order(generator)))
        .forEach(generator -> run(generator, bound, changes));
    return changes;
  }

  /** The higher, the more likely. */
  private int order(Node generator) {
    Node order = G.getZeroOrOneSP(shapes, generator, SHACL.order);
    return order == null ? 0 : Integer.parseInt(order.getLiteralLexicalForm());
  }

  private void run(Node generator, Map<String, Node> bound, List<Change> changes) {
    Node update = G.getZeroOrOneSP(shapes, generator, UPDATE);
    Node message = G.getZeroOrOneSP(shapes, generator, SHACL.message);
    if (update == null) {
      return;
    }
    for (Update operation : UpdateFactory.create(update.getLiteralLexicalForm())) {
      if (operation instanceof UpdateModify modify) {
        Set<Triple> deleted = new LinkedHashSet<>();
        Set<Triple> added = new LinkedHashSet<>();
        Map<String, Node> first = new LinkedHashMap<>();
        for (Map<String, Node> row : rows(modify, bound)) {
          row.forEach(first::putIfAbsent);
          modify.getDeleteQuads().forEach(quad -> fill(quad, row, deleted));
          modify.getInsertQuads().forEach(quad -> fill(quad, row, added));
        }
        deleted.removeIf(triple -> !data.contains(triple));
        if (!deleted.isEmpty() || !added.isEmpty()) {
          String words = message == null ? "change it" : message.getLiteralLexicalForm();
          changes.add(new Change(words(words, first), List.copyOf(deleted), List.copyOf(added)));
        }
      }
    }
  }

  private List<Map<String, Node>> rows(UpdateModify modify, Map<String, Node> bound) {
    Query query = QueryFactory.create();
    query.setQuerySelectType();
    query.setQueryResultStar(true);
    query.setQueryPattern(modify.getWherePattern());
    QueryExecBuilder execution = QueryExec.graph(data).query(query);
    bound.forEach((name, node) -> execution.substitution(name, node));
    List<Map<String, Node>> rows = new ArrayList<>();
    try (QueryExec running = execution.build()) {
      RowSet results = running.select();
      while (results.hasNext()) {
        Binding binding = results.next();
        Map<String, Node> row = new LinkedHashMap<>(bound);
        binding.forEach((variable, node) -> row.put(variable.getVarName(), node));
        rows.add(row);
      }
    }
    return rows;
  }

  private static void fill(Quad quad, Map<String, Node> row, Set<Triple> triples) {
    Node subject = value(quad.getSubject(), row);
    Node predicate = value(quad.getPredicate(), row);
    Node object = value(quad.getObject(), row);
    if (subject != null && predicate != null && object != null) {
      triples.add(Triple.create(subject, predicate, object));
    }
  }

  private static Node value(Node node, Map<String, Node> row) {
    return Var.isVar(node) ? row.get(Var.alloc(node).getVarName()) : node;
  }

  private String words(String template, Map<String, Node> row) {
    Matcher names = PLACEHOLDER.matcher(template);
    StringBuilder words = new StringBuilder();
    TurtleTerms terms =
        new TurtleTerms(shapes.getPrefixMapping().getNsPrefixMap(), shapes.getPrefixMapping());
    while (names.find()) {
      Node node = row.get(names.group(1));
      names.appendReplacement(words, Matcher.quoteReplacement(node == null ? "…" : terms.of(node)));
    }
    return names.appendTail(words).toString();
  }
}
