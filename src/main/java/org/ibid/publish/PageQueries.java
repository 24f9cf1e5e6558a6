package org.ibid.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;

/**
 * Asks one state of the graph the questions that say what stands on pages, and those of the
 * catalogue that are drawn there.
 */
final class PageQueries {

  private final View view;
  private final List<Question> questions;
  private final Map<Question, Query> queries = new ConcurrentHashMap<>();

  PageQueries(View view, List<Question> questions) {
    this.view = view;
    this.questions = questions;
    questions.forEach(this::query);
  }

  private Query query(Question question) {
    return queries.computeIfAbsent(
        question, each -> Sparql.parse(each.text(), each.path().toString(), view.prefixes()));
  }

  /** The questions of a folder, in the order of their names. */
  List<Question> in(String module) {
    return questions.stream().filter(each -> each.module().equals(module)).toList();
  }

  /** The rows that answer a question, with the given values in place of its own. */
  List<Binding> rows(Question question, Map<String, List<Node>> values) {
    return answered(
        question,
        values,
        (query, execution) -> {
          List<Binding> rows = new ArrayList<>();
          execution.select().forEachRemaining(rows::add);
          return rows;
        });
  }

  /** What is made of the answer to a question, with the given values in place of its own. */
  <T> T answered(
      Question question, Map<String, List<Node>> values, BiFunction<Query, QueryExec, T> made) {
    Query query = Sparql.with(query(question), values);
    try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
      return made.apply(query, execution);
    }
  }
}
