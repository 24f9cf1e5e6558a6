package org.ibid.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;

/** Asks one state of the graph the questions that say what stands on pages. */
final class PageQueries {

  private final View view;
  private final Map<Question, Query> queries = new LinkedHashMap<>();

  PageQueries(View view, List<Question> questions) {
    this.view = view;
    for (Question question : questions) {
      queries.put(
          question, Sparql.parse(question.text(), question.path().toString(), view.prefixes()));
    }
  }

  /** The questions of a folder, in the order of their names. */
  List<Question> in(String module) {
    return queries.keySet().stream().filter(each -> each.module().equals(module)).toList();
  }

  /** The rows that answer a question, with the given values in place of its own. */
  List<Binding> rows(Question question, Map<String, List<Node>> values) {
    Query query = Sparql.with(queries.get(question), values);
    List<Binding> rows = new ArrayList<>();
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      execution.select().forEachRemaining(rows::add);
    }
    return rows;
  }
}
