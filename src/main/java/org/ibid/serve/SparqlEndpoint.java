package org.ibid.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.fuseki.servlets.ActionService;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.publish.Answer;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.Documents;
import org.ibid.publish.Pages;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.QueryError;
import org.ibid.serve.Negotiation.Offer;

/**
 * Answers SPARQL queries over HTTP, in every form for programs and as pages for browsers; Fuseki
 * calls it for each request to {@code /sparql}.
 */
final class SparqlEndpoint extends ActionService {

  private static final int LONGEST_QUERY = 1 << 20;

  /**
   * So many rows are computed before the first is sent: until then a failure has its own status.
   */
  private static final int ROWS_AHEAD = 10_000;

  private static final List<Offer<AnswerFormat>> ROWS =
      offers(
          AnswerFormat::mediaTypesForRows,
          AnswerFormat.JSON,
          AnswerFormat.XML,
          AnswerFormat.CSV,
          AnswerFormat.TSV,
          AnswerFormat.TABLE);

  private static final List<Offer<AnswerFormat>> TRIPLES =
      offers(
          AnswerFormat::mediaTypesForTriples,
          AnswerFormat.TURTLE,
          AnswerFormat.NTRIPLES,
          AnswerFormat.JSON,
          AnswerFormat.XML,
          AnswerFormat.TABLE);

  private final Supplier<Publication> publication;
  private final GuardedQueries queries;

  SparqlEndpoint(Supplier<Publication> publication, GuardedQueries queries) {
    this.publication = publication;
    this.queries = queries;
  }

  private static List<Offer<AnswerFormat>> offers(
      java.util.function.Function<AnswerFormat, List<String>> mediaTypes, AnswerFormat... formats) {
    return Arrays.stream(formats)
        .flatMap(format -> mediaTypes.apply(format).stream().map(type -> new Offer<>(type, format)))
        .toList();
  }

  @Override
  public void execGet(HttpAction action) {
    executeLifecycle(action);
  }

  @Override
  public void execHead(HttpAction action) {
    executeLifecycle(action);
  }

  @Override
  public void execPost(HttpAction action) {
    executeLifecycle(action);
  }

  @Override
  public void execOptions(HttpAction action) {
    action.setResponseHeader("Allow", "GET, HEAD, POST, OPTIONS");
    action.setResponseStatus(204);
  }

  @Override
  public void execAny(String method, HttpAction action) {
    action.setResponseHeader("Allow", "GET, HEAD, POST, OPTIONS");
    refuse(
        action,
        "",
        new Refusal(405, "This endpoint is read-only: it takes GET and POST, not " + method + "."));
  }

  @Override
  public void validate(HttpAction action) {
    // All is seen to in execute, where refusals find their form.
  }

  @Override
  public void execute(HttpAction action) {
    String text = "";
    try {
      text = queryText(action);
      if (text == null) {
        describeService(action);
      } else {
        answer(action, text);
      }
    } catch (Refusal e) {
      refuse(action, text, e);
    } catch (QueryDeniedException e) {
      refuse(action, text, new Refusal(ProblemType.NOT_PROCESSABLE, e.getMessage()));
    } catch (QueryCancelledException e) {
      refuse(
          action, text, new Refusal(ProblemType.QUERY_TIMEOUT, outOfTime(action)).retryAfter(60));
    } catch (QueryExceptionHTTP e) {
      refuse(action, text, new Refusal(502, "A SERVICE did not answer: " + e.getMessage()));
    } catch (OutOfMemoryError e) {
      refuse(
          action,
          text,
          new Refusal(ProblemType.UNAVAILABLE, "The query needs more memory than there is here.")
              .retryAfter(60));
    } catch (IOException e) {
      // The client has gone.
      Headers.cutOff(action.getRequest());
    }
  }

  /** The query, or null for a plain GET of the endpoint. */
  private static String queryText(HttpAction action) throws IOException {
    String method = action.getRequestMethod();
    String contentType = action.getRequestContentType();
    String kind =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (method.equals("POST") && kind.equals("application/sparql-query")) {
      return body(action);
    }
    boolean form = kind.isEmpty() || kind.equals("application/x-www-form-urlencoded");
    if (kind.equals("application/sparql-update")
        || (form && action.getRequestParameter("update") != null)) {
      throw new Refusal(
          403, "This endpoint is read-only: it answers queries and takes no updates.");
    }
    if (method.equals("POST") && !form) {
      throw new Refusal(
          415,
          "Send a query as application/x-www-form-urlencoded (query=…) or as"
              + " application/sparql-query, not as "
              + kind
              + ".");
    }
    String[] given = action.getRequestParameterValues("query");
    if (given == null) {
      if (method.equals("POST")) {
        throw new Refusal(400, "There is no query: the parameter \"query\" is missing.");
      }
      return null;
    }
    if (given.length > 1) {
      throw new Refusal(400, "There are several queries; one at a time can be answered.");
    }
    return given[0];
  }

  private static String body(HttpAction action) throws IOException {
    try (InputStream in = action.getRequestInputStream()) {
      byte[] bytes = in.readNBytes(LONGEST_QUERY + 1);
      if (bytes.length > LONGEST_QUERY) {
        throw new Refusal(413, "The query is longer than a mebibyte.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(400, "The query is not text in UTF-8.");
    }
  }

  private void describeService(HttpAction action) {
    Publication now = publication.get();
    Exchange exchange = new Exchange(action.getRequest(), action.getResponse(), now, null);
    exchange.document(
        exchange.named(),
        exchange.path(),
        now.document(
            now.links().absolute("sparql"),
            () -> now.serviceDescription(queries.services(), queries.functions())),
        () -> now.pages().query(null, Pages.FIRST_QUERY, null, null));
  }

  private void answer(HttpAction action, String text) throws IOException {
    Publication now = publication.get();
    long start = System.nanoTime();
    Query query = GuardedQueries.parse(text, now.view());
    boolean rows = query.isSelectType() || query.isAskType();
    Offer<AnswerFormat> chosen = chosen(action, rows ? ROWS : TRIPLES);
    QueryLimits.Turn turn = queries.limits().enter(action.getRequest().getRemoteAddr());
    try (QueryExec execution =
        queries.prepare(
            query,
            now,
            parameters(action, "default-graph-uri"),
            parameters(action, "named-graph-uri"),
            wish(action))) {
      send(action, text, query, execution, chosen, start);
    } finally {
      turn.close();
    }
  }

  private void send(
      HttpAction action,
      String text,
      Query query,
      QueryExec execution,
      Offer<AnswerFormat> chosen,
      long start)
      throws IOException {
    Publication now = publication.get();
    if (chosen.what() == AnswerFormat.TABLE) {
      Answer answer = now.answers().of(query, execution, start);
      sendPage(action, 200, now.pages().query(null, text, answer, null));
    } else if (query.isAskType()) {
      boolean truth = execution.ask();
      start(action, 200, chosen.mediaType());
      ResultSetMgr.write(action.getResponseOutputStream(), truth, chosen.what().rows());
    } else if (query.isSelectType()) {
      sendRows(action, execution.select(), chosen);
    } else {
      Graph graph = GraphFactory.createDefaultGraph();
      if (query.isConstructType()) {
        execution.construct(graph);
      } else {
        execution.describe(graph);
      }
      start(action, 200, chosen.mediaType());
      try (OutputStream out = Compression.stream(action.getRequest(), action.getResponse())) {
        Documents.write(graph, query.getPrefixMapping(), chosen.what(), out);
      }
    }
  }

  /**
   * Sends rows as they are found, once enough of them are there. A failure after that cuts the
   * connection, so that nobody takes a part for the whole.
   */
  private static void sendRows(HttpAction action, RowSet rows, Offer<AnswerFormat> chosen)
      throws IOException {
    List<Binding> ahead = new ArrayList<>();
    while (ahead.size() < ROWS_AHEAD && rows.hasNext()) {
      ahead.add(rows.next());
    }
    start(action, 200, chosen.mediaType());
    RowSet all = RowSetStream.create(rows.getResultVars(), Iter.concat(ahead.iterator(), rows));
    OutputStream out = Compression.stream(action.getRequest(), action.getResponse());
    try {
      chosen.what().write(all, out);
      out.close();
    } catch (QueryCancelledException | OutOfMemoryError e) {
      Headers.cutOff(action.getRequest());
    }
  }

  private static Offer<AnswerFormat> chosen(HttpAction action, List<Offer<AnswerFormat>> offers) {
    String name =
        Stream.of("format", "output", "accept")
            .map(action::getRequestParameter)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .orElse(null);
    if (name != null) {
      return AnswerFormat.named(name)
          .flatMap(format -> offers.stream().filter(offer -> offer.what() == format).findFirst())
          .orElseThrow(
              () ->
                  new Refusal(
                      400,
                      "The answer cannot be written as \""
                          + name
                          + "\"; use one of "
                          + names(offers)));
    }
    return Negotiation.choose(accept(action), offers)
        .orElseThrow(
            () ->
                Exchange.notAcceptable(offers.stream().map(Offer::mediaType).distinct().toList()));
  }

  private static String names(List<Offer<AnswerFormat>> offers) {
    return String.join(
        ", ", offers.stream().map(offer -> offer.what().toString()).distinct().toList());
  }

  private static String accept(HttpAction action) {
    return Exchange.accept(action.getRequest());
  }

  private static List<String> parameters(HttpAction action, String name) {
    String[] values = action.getRequestParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /** How long the client wants to wait, in seconds. */
  private Duration wish(HttpAction action) {
    String wish = action.getRequestParameter("timeout");
    if (wish == null || wish.isBlank()) {
      return queries.timeout();
    }
    try {
      double seconds = Double.parseDouble(wish);
      if (seconds > 0 && seconds < 1e6) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
      }
    } catch (NumberFormatException e) {
      throw new Refusal(400, "\"timeout\" is a number of seconds, not \"" + wish + "\".");
    }
    throw new Refusal(400, "\"timeout\" is a number of seconds above 0, not \"" + wish + "\".");
  }

  private String outOfTime(HttpAction action) {
    String here = " it may run " + queries.timeout().toSeconds() + " seconds here.";
    Duration wish = wish(action);
    return "The query took too long and was stopped:"
        + (wish.compareTo(queries.timeout()) < 0
            ? " the request gives it "
                + BigDecimal.valueOf(wish.toMillis(), 3).stripTrailingZeros().toPlainString()
                + " seconds;"
            : "")
        + here;
  }

  private void refuse(HttpAction action, String text, Refusal refusal) {
    boolean named =
        Stream.of("format", "output", "accept")
            .anyMatch(name -> action.getRequestParameter(name) != null);
    if (named) {
      Problem.sendToProgram(action.getRequest(), action.getResponse(), refusal);
    } else if (Problem.isForPeople(accept(action))) {
      String query = text == null ? "" : text;
      QueryError error =
          QueryError.in(query, refusal.getMessage(), refusal.line(), refusal.column());
      Problem.sendPage(
          action.getRequest(),
          action.getResponse(),
          refusal,
          publication.get().pages().query(null, query, null, error));
    } else {
      Problem.send(
          action.getRequest(), action.getResponse(), refusal, () -> publication.get().pages());
    }
  }

  private static void start(HttpAction action, int status, String mediaType) {
    action.setResponseStatus(status);
    action.setResponseHeader("Vary", "Accept");
    boolean binary = mediaType.endsWith("json") || mediaType.endsWith("xml");
    action.setResponseContentType(binary ? mediaType : mediaType + "; charset=utf-8");
  }

  private static void sendPage(HttpAction action, int status, String page) {
    start(action, status, "text/html");
    send(action, page);
  }

  private static void send(HttpAction action, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      action.getResponse().setContentLength(bytes.length);
      action.getResponseOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
