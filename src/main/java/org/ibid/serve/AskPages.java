package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.edit.form.Finder;
import org.ibid.graph.Digests;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.publish.Answer;
import org.ibid.publish.Completions;
import org.ibid.publish.Links;
import org.ibid.publish.Pages;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.QueryError;
import org.ibid.publish.Showing;
import org.ibid.publish.Value;

/**
 * Serves the page on which questions are asked in SPARQL, with or without scripts, and what its
 * editor asks for while somebody types.
 */
final class AskPages {

  /** Goes before the name of a question's parameter in an address. */
  private static final String VALUE = "p.";

  /** Follows the name where what was picked stands. */
  private static final String PICKED = ".iri";

  private static final String STOPPED = "The query was stopped.";

  private static final int MOST_RUNNING = 1000;

  private static final int MOST_SUGGESTED = 20;

  private final GuardedQueries queries;
  private final EditDesk desk;

  /** The queries that are running, by the name that the page gave to each. */
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  AskPages(GuardedQueries queries, EditDesk desk) {
    this.queries = queries;
    this.desk = desk;
  }

  /** A query that can be stopped. */
  private static final class Running {
    private final QueryExec execution;
    private volatile boolean stopped;

    Running(QueryExec execution) {
      this.execution = execution;
    }
  }

  /** The editor, with the query that the request brings, or that of a question, and its answer. */
  void page(Exchange exchange) {
    exchange.response().setHeader("Cache-Control", "no-store");
    Publication now = exchange.now();
    Question question = question(exchange);
    Map<String, Value> chosen = new LinkedHashMap<>();
    String text = exchange.parameter("query");
    long start = System.nanoTime();
    String shown = text;
    try {
      Query query = null;
      if (text != null && !text.isBlank()) {
        query = GuardedQueries.parse(text, now.view());
      } else if (question != null) {
        shown = question.query();
        query = filledIn(exchange, question, chosen);
        shown = chosen.isEmpty() ? shown : query.serialize();
      } else {
        shown = Pages.FIRST_QUERY;
      }
      Answer answer = query == null ? null : answer(exchange, query, start);
      if (answer != null) {
        String view = PictureAnswers.view(exchange, question);
        if (PictureAnswers.EXTENSION.equals(exchange.parameter("format"))) {
          String source = "ask?" + parameters(exchange, null, null);
          Answer drawn = answer;
          PictureAnswers.send(
              exchange,
              view,
              question,
              source,
              Digests.sha256(now.view().version() + source),
              () -> drawn);
          return;
        }
        Showing showing =
            Showing.of(
                answer.table(),
                view,
                question == null ? "Answer" : question.title(),
                question == null ? "" : question.description(),
                way -> now.links().page("ask?" + parameters(exchange, way, null)),
                way ->
                    now.links().page("ask?" + parameters(exchange, way, PictureAnswers.EXTENSION)));
        answer = answer.shown(showing);
      }
      exchange.page(200, page(now, question, chosen, shown, answer, null));
    } catch (Refusal e) {
      if (exchange.parameter("format") != null) {
        throw e;
      }
      refuse(exchange, question, chosen, shown, e);
    } catch (QueryException e) {
      refuse(
          exchange,
          question,
          chosen,
          shown,
          new Refusal(ProblemType.NOT_PROCESSABLE, e.getMessage()));
    }
  }

  /** What was asked, for an address, with another way to show it and another form. */
  private static String parameters(Exchange exchange, String view, String format) {
    StringBuilder all = new StringBuilder();
    exchange
        .request()
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!Set.of("view", "format", "run").contains(name)) {
                all.append(name).append('=').append(Links.encoded(values[0])).append('&');
              }
            });
    if (view != null) {
      all.append("view=").append(view).append('&');
    }
    if (format != null) {
      all.append("format=").append(format).append('&');
    }
    return all.substring(0, all.length() - 1);
  }

  private Answer answer(Exchange exchange, Query query, long start) {
    Publication now = exchange.now();
    String name = exchange.parameter("run");
    QueryLimits.Turn turn = queries.limits().enter(exchange.request().getRemoteAddr());
    try (QueryExec execution = queries.prepare(query, now)) {
      Running run = new Running(execution);
      Running before = name == null ? null : running.put(name, run);
      if (before != null && before.stopped) {
        throw new Refusal(ProblemType.QUERY_TIMEOUT, STOPPED);
      }
      try {
        return now.answers().of(query, execution, start);
      } catch (QueryCancelledException e) {
        throw new Refusal(
            ProblemType.QUERY_TIMEOUT,
            run.stopped
                ? STOPPED
                : "The query took too long and was stopped: it may run "
                    + queries.timeout().toSeconds()
                    + " seconds here.");
      }
    } finally {
      if (name != null) {
        running.remove(name);
      }
      turn.close();
    }
  }

  private static String page(
      Publication now,
      Question question,
      Map<String, Value> chosen,
      String query,
      Answer answer,
      QueryError error) {
    return now.pages().ask(question, chosen, query, answer, error, now.questions().all());
  }

  private static void refuse(
      Exchange exchange,
      Question question,
      Map<String, Value> chosen,
      String text,
      Refusal refusal) {
    QueryError error = QueryError.in(text, refusal.getMessage(), refusal.line(), refusal.column());
    Problem.sendPage(
        exchange.request(),
        exchange.response(),
        refusal,
        page(exchange.now(), question, chosen, text, null, error));
  }

  private static Question question(Exchange exchange) {
    String id = exchange.parameter("question");
    if (id == null || id.isBlank()) {
      return null;
    }
    List<Question> found = exchange.now().questions().find(id);
    if (found.size() != 1) {
      throw new Refusal(404, "No question is called " + id + ".");
    }
    return found.get(0);
  }

  /** The question's query with the values that were filled in for its parameters. */
  private Query filledIn(Exchange exchange, Question question, Map<String, Value> chosen) {
    Publication now = exchange.now();
    Query query = GuardedQueries.parse(question.query(), now.view());
    Map<String, List<Node>> values = new LinkedHashMap<>();
    for (Parameter parameter : question.parameters()) {
      String typed = exchange.parameter(VALUE + parameter.name());
      if (typed != null && !typed.isBlank()) {
        Node node = value(exchange, parameter, typed.strip());
        values.put(parameter.name(), List.of(node));
        chosen.put(
            parameter.name(), Value.link(typed.strip(), node.isURI() ? node.getURI() : null));
      }
    }
    try {
      return Sparql.with(query, values);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemType.FAILURE, e.getMessage());
    }
  }

  /** What was picked, named in short or in full, or called so. */
  private Node value(Exchange exchange, Parameter parameter, String typed) {
    Publication now = exchange.now();
    String picked = exchange.parameter(VALUE + parameter.name() + PICKED);
    if (parameter.type().equals("iri")) {
      Finder finder = desk.finder(now.view());
      if (picked != null && !picked.isBlank()) {
        Node node = NodeFactory.createURI(picked);
        if (finder.knows(node) && finder.label(node).equals(typed)) {
          return node;
        }
      }
      List<Node> called = new ArrayList<>(finder.called(typed, List.of()));
      if (called.size() == 1) {
        return called.get(0);
      }
    }
    try {
      return parameter.value(typed, now.view().prefixes());
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, parameter.description() + ": " + e.getMessage() + ".");
    }
  }

  /** Stops a query that is running. */
  void stop(Exchange exchange) {
    String name = String.valueOf(exchange.parameter("run"));
    Running run = running.get(name);
    if (run == null && running.size() < MOST_RUNNING) {
      // The word to stop may be here before the query is.
      run = new Running(null);
      running.put(name, run);
    }
    if (run != null) {
      run.stopped = true;
      if (run.execution != null) {
        run.execution.abort();
      }
    }
    exchange.response().setStatus(204);
  }

  /** What is wrong with the text of a query, and where; nothing where it can be asked. */
  void check(Exchange exchange) {
    JsonObject answer = new JsonObject();
    String text = exchange.parameter("query");
    try {
      GuardedQueries.parse(text == null ? "" : text, exchange.now().view());
    } catch (Refusal e) {
      answer.put("message", e.getMessage());
      answer.put("line", e.line());
      answer.put("column", e.column());
    }
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.send(200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What can be completed: the prefixes and the terms of the vocabularies, or what the slice of a
   * service knows.
   */
  void terms(Exchange exchange) {
    Publication now = exchange.now();
    String service = exchange.parameter("service");
    Map<String, Node> slices = queries.slices();
    if (service != null && !slices.containsKey(service)) {
      throw new Refusal(404, "There is no slice of a service <" + service + "> here.");
    }
    String state = now.view().version() + " " + service;
    exchange.send(
        "application/json",
        EntityTags.of(Digests.sha256(state).substring(0, 32), "terms"),
        () ->
            (service == null
                    ? Completions.of(now.view(), slices.keySet())
                    : Completions.of(now.view(), slices.get(service)))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The things that answer to what is typed in the editor, for completion. */
  void suggest(Exchange exchange) {
    String typed = exchange.parameter("q");
    String prefix = exchange.parameter("prefix");
    String found =
        exchange
            .now()
            .completions(typed == null ? "" : typed, prefix == null ? "" : prefix, MOST_SUGGESTED);
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.send(200, "application/json", found.getBytes(StandardCharsets.UTF_8));
  }
}
