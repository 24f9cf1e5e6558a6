package org.ibid.serve;

import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.Question;
import org.ibid.publish.Answer;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.QueryError;
import org.ibid.publish.Value;

/** Answers for the catalogue of questions, and for each question in it. */
final class Catalogue {

  private final GuardedQueries queries;

  Catalogue(GuardedQueries queries) {
    this.queries = queries;
  }

  void all(Exchange exchange) {
    Publication now = exchange.now();
    exchange.page(200, now.pages().questions(now.questions().all()));
  }

  void question(Exchange exchange) {
    Publication now = exchange.now();
    String id = exchange.rest();
    if (id.isEmpty()) {
      all(exchange);
      return;
    }
    List<Question> found = now.questions().find(id);
    if (found.size() != 1 || !found.get(0).id().equals(id)) {
      List<Value> nearest =
          now.questions().nearest(id, 5).stream()
              .flatMap(other -> now.questions().find(other).stream())
              .map(other -> Value.link(other.title(), now.links().page("queries/" + other.id())))
              .toList();
      throw new Refusal(404, "No question is called " + id + ".").suggesting(nearest);
    }
    answer(exchange, found.get(0));
  }

  private void answer(Exchange exchange, Question question) {
    Publication now = exchange.now();
    String text = question.query();
    long start = System.nanoTime();
    try {
      Query query = GuardedQueries.parse(text, now.view());
      try (QueryExec execution = queries.prepare(query, now.view())) {
        Answer answer = now.answers().of(query, execution, start);
        exchange.page(200, now.pages().query(question, text, answer, null));
      }
    } catch (Refusal e) {
      refuse(exchange, question, e);
    } catch (QueryCancelledException e) {
      refuse(
          exchange,
          question,
          new Refusal(ProblemType.QUERY_TIMEOUT, "The query took too long and was stopped.")
              .retryAfter(60));
    } catch (QueryException e) {
      refuse(exchange, question, new Refusal(ProblemType.NOT_PROCESSABLE, e.getMessage()));
    }
  }

  private static void refuse(Exchange exchange, Question question, Refusal refusal) {
    if (!Problem.isForPeople(Exchange.accept(exchange.request()))) {
      throw refusal;
    }
    String text = question.query();
    QueryError error = QueryError.in(text, refusal.getMessage(), refusal.line(), refusal.column());
    Problem.sendPage(
        exchange.request(),
        exchange.response(),
        refusal,
        exchange.now().pages().query(question, text, null, error));
  }
}
