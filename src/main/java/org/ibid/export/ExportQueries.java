package org.ibid.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Home;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;

/** Asks the queries of {@code ontology/exports}, which say what goes into an export. */
final class ExportQueries {

  /** IRIs in the order of their characters. */
  static final Comparator<Node> BY_NAME = Comparator.comparing(Node::toString);

  private final Home home;
  private final View view;
  private final Map<String, Query> read = new HashMap<>();

  ExportQueries(Home home, View view) {
    this.home = home;
    this.view = view;
  }

  /** The triples that a CONSTRUCT query makes. */
  List<Triple> construct(String name, Map<String, Node> values) {
    List<Triple> triples = new ArrayList<>();
    try (QueryExec execution = execution(name, values)) {
      for (Iterator<Triple> all = execution.constructTriples(); all.hasNext(); ) {
        triples.add(all.next());
      }
    }
    return triples;
  }

  /** The rows that a SELECT query finds. */
  List<Binding> select(String name) {
    List<Binding> rows = new ArrayList<>();
    try (QueryExec execution = execution(name, Map.of())) {
      execution.select().forEachRemaining(rows::add);
    }
    return rows;
  }

  private QueryExec execution(String name, Map<String, Node> values) {
    Map<String, List<Node>> lists = new HashMap<>();
    values.forEach((variable, value) -> lists.put(variable, List.of(value)));
    return QueryExec.dataset(view.dataset()).query(Sparql.with(query(name), lists)).build();
  }

  private synchronized Query query(String name) {
    return read.computeIfAbsent(name, this::parsed);
  }

  private Query parsed(String name) {
    Path file = home.exports().resolve(name + ".rq");
    try {
      return Sparql.parse(Files.readString(file), home.show(file), view.prefixes());
    } catch (IOException e) {
      throw new BadInputException(home.show(file), "the file cannot be read as UTF-8 text");
    }
  }
}
