package org.ibid.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.Spelling;
import org.ibid.graph.View;
import org.ibid.publish.NodeText;

/**
 * Asks questions of the catalogue on behalf of a command: what a command knows of claims stands in
 * files that people can read and change, and the command only lays out the answers.
 */
final class Catalogue {

  private static final String NAMES = "evidence/what-can-be-asked-about";
  private static final int SUGGESTIONS = 3;
  private static final int LONGEST_NAME = 40;

  private final Questions questions;
  private final View view;
  private final NodeText text;
  private List<Named> named;

  private Catalogue(Questions questions, View view) {
    this.questions = questions;
    this.view = view;
    this.text = new NodeText(view.prefixes());
  }

  /** The questions and the graph of a command's project. */
  static Catalogue open(Terminal terminal) {
    Questions questions = Questions.read(terminal.home());
    return new Catalogue(questions, ClaimGraph.load(terminal.home(), terminal.progress()).view());
  }

  /** One row of an answer. */
  static final class Row {
    private final Binding binding;
    private final NodeText text;

    private Row(Binding binding, NodeText text) {
      this.binding = binding;
      this.text = text;
    }

    /** The value of a variable as a person reads it; empty where it has none. */
    String text(String variable) {
      return text.of(node(variable));
    }

    /** The value of a variable, or null. */
    Node node(String variable) {
      return binding.get(Var.alloc(variable));
    }

    /** The value of a variable that counts something. */
    int number(String variable) {
      Node node = node(variable);
      return node == null ? 0 : ((Number) node.getLiteralValue()).intValue();
    }

    /** Whether the value of a variable is true. */
    boolean is(String variable) {
      Node node = node(variable);
      return node != null && Boolean.TRUE.equals(node.getLiteralValue());
    }
  }

  /**
   * The answer to a question.
   *
   * @param id module and name of the question
   * @param values for its parameters
   */
  List<Row> ask(String id, Map<String, List<Node>> values) {
    List<Question> found = questions.find(id);
    if (found.size() != 1) {
      throw new CommandException("queries/" + id + ".rq, which this command asks, is missing");
    }
    Query query = Sparql.parse(found.get(0).text(), "queries/" + id + ".rq", view.prefixes());
    List<Row> rows = new ArrayList<>();
    try (QueryExec execution =
        QueryExec.dataset(view.dataset()).query(Sparql.with(query, values)).build()) {
      execution.select().forEachRemaining(binding -> rows.add(new Row(binding, text)));
    } catch (IllegalArgumentException e) {
      throw new CommandException("queries/" + id + ".rq: " + e.getMessage(), e);
    }
    return rows;
  }

  /** An IRI as a person reads it. */
  String show(Node iri) {
    return text.of(iri);
  }

  /** A thing as a person reads it: its name and its IRI. */
  String title(Node thing) {
    String name = name(thing);
    return name.isEmpty() ? show(thing) : name + " (" + show(thing) + ")";
  }

  /** The first of the names of a thing, or nothing. */
  private String name(Node thing) {
    return named().stream()
        .filter(named -> named.thing().equals(thing))
        .map(named -> named.names().get(0))
        .findFirst()
        .orElse("");
  }

  /** A number of things in words: 1 claim, 2 claims. */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * The thing that a person means by an IRI or a prefixed name.
   *
   * @throws CommandException if the graph does not speak of it; it names what was perhaps meant
   */
  Node thing(String given) {
    String why;
    try {
      Node iri = Parameter.iri(given, view.prefixes());
      if (view.dataset().getDefaultGraph().contains(iri, Node.ANY, Node.ANY)) {
        return iri;
      }
      why = "nothing is known of " + given;
    } catch (IllegalArgumentException e) {
      why = e.getMessage();
    }
    Map<String, Node> byName = new LinkedHashMap<>();
    for (Named named : named()) {
      names(named)
          .forEach(name -> byName.putIfAbsent(name.toLowerCase(Locale.ROOT), named.thing()));
    }
    String meant =
        Spelling.nearest(given, byName.keySet(), 4 * SUGGESTIONS, Catalogue::essence).stream()
            .map(byName::get)
            .distinct()
            .limit(SUGGESTIONS)
            .map(thing -> show(thing) + " (" + shortened(name(thing)) + ")")
            .collect(Collectors.joining(", "));
    throw new CommandException(why + (meant.isEmpty() ? "" : "; did you mean " + meant + "?"));
  }

  /** The part of a name that tells most: of an IRI or a prefixed name what comes last. */
  private static String essence(String name) {
    String bare = name.replaceAll("^<|>$", "");
    return bare.contains(" ")
        ? bare
        : bare.substring(bare.lastIndexOf(bare.contains("/") ? '/' : ':') + 1);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** A thing and its names. */
  private record Named(Node thing, List<String> names) {}

  private List<Named> named() {
    if (named == null) {
      named = readNamed();
    }
    return named;
  }

  private List<Named> readNamed() {
    Map<Node, List<String>> all = new LinkedHashMap<>();
    for (Row row : ask(NAMES, Map.of())) {
      if (row.node("thing").isURI()) {
        all.computeIfAbsent(row.node("thing"), thing -> new ArrayList<>()).add(row.text("name"));
      }
    }
    return all.entrySet().stream().map(e -> new Named(e.getKey(), e.getValue())).toList();
  }

  /** What somebody may have typed for a thing. */
  private List<String> names(Named named) {
    Set<String> names = new LinkedHashSet<>(named.names());
    String iri = named.thing().getURI();
    names.add(iri);
    names.add(iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1));
    names.add(show(named.thing()));
    return List.copyOf(names);
  }

  /**
   * A table of an answer.
   *
   * @param columns the heads and the variables: head, variable, head, variable …
   */
  static TextTable table(List<Row> rows, String... columns) {
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < columns.length; i += 2) {
      heads.add(columns[i]);
    }
    TextTable table = new TextTable(heads);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      List<Boolean> numbers = new ArrayList<>();
      for (int i = 1; i < columns.length; i += 2) {
        cells.add(row.text(columns[i]));
        numbers.add(NodeText.isNumber(row.node(columns[i])));
      }
      table.add(cells, numbers);
    }
    return table;
  }
}
