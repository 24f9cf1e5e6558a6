package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.reconcile.BadQueryException;
import org.ibid.publish.reconcile.Reconciler;
import org.ibid.serve.Negotiation.Offer;

/** Serves the W3C's Reconciliation Service API, with which OpenRefine matches spreadsheets. */
final class Reconciliation {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  private static final List<Offer<String>> OFFERS =
      List.of(new Offer<>(JSON, JSON), new Offer<>(HTML, HTML));

  /** A preview is made to be shown in a frame of somebody else's page, and runs nothing. */
  private static final String PREVIEW_POLICY =
      "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors *";

  /** The longest form that the servlet engine reads. */
  private static final int LONGEST_FORM = 200_000;

  /** While the state changes, some requests still see the one before. */
  private static final int KEPT = 2;

  private final QueryLimits limits;
  private final Map<String, Reconciler> reconcilers =
      new LinkedHashMap<>(KEPT + 1, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reconciler> eldest) {
          return size() > KEPT;
        }
      };

  Reconciliation(Site site) {
    this.limits = site.queries().limits();
  }

  /** Names are read once for each state of the graph, when somebody first asks. */
  private synchronized Reconciler reconciler(Publication now) {
    return reconcilers.computeIfAbsent(
        now.view().version(), version -> new Reconciler(now.view(), now.links()));
  }

  /** The service itself: its manifest, or the answer to queries or to a data extension query. */
  void service(Exchange exchange) {
    if (exchange.request().getContentLengthLong() > LONGEST_FORM) {
      RequestBody.leave(exchange.request(), exchange.response());
      throw new Refusal(
          ProblemType.TOO_LARGE,
          "At most " + LONGEST_FORM + " bytes are taken at once; send smaller batches.");
    }
    String queries = exchange.parameter("queries");
    String extend = exchange.parameter("extend");
    if (queries != null) {
      work(exchange, queries, Reconciler::answer);
    } else if (extend != null) {
      work(exchange, extend, Reconciler::extend);
    } else if (exchange.request().getMethod().equals("POST")) {
      throw new Refusal(
          400,
          "There is nothing to answer: send queries=… or extend=… as"
              + " application/x-www-form-urlencoded.");
    } else {
      describe(exchange);
    }
  }

  private void describe(Exchange exchange) {
    Publication now = exchange.now();
    if (form(exchange).equals(HTML)) {
      exchange.page(
          200,
          now.pages()
              .page(
                  "reconcile/service.jte",
                  "Match a spreadsheet",
                  Map.of(
                      "address",
                      now.links().absolute("reconcile"),
                      "count",
                      Integer.toString(reconciler(now).size()))));
    } else {
      json(exchange, reconciler(now).manifest());
    }
  }

  private static String form(Exchange exchange) {
    String format = exchange.parameter("format");
    if (format != null) {
      return format.equals("html") ? HTML : JSON;
    }
    exchange.varies();
    return Negotiation.choose(Exchange.accept(exchange.request()), OFFERS)
        .map(Offer::what)
        .orElseThrow(() -> Exchange.notAcceptable(List.of(JSON, HTML)));
  }

  /** Answers what takes some work, as one of the queries that the server works at at once. */
  private void work(
      Exchange exchange, String query, BiFunction<Reconciler, String, JsonObject> work) {
    QueryLimits.Turn turn = limits.enter(exchange.request().getRemoteAddr());
    try {
      json(exchange, work.apply(reconciler(exchange.now()), query));
    } catch (BadQueryException e) {
      throw refusal(e);
    } finally {
      turn.close();
    }
  }

  private static Refusal refusal(BadQueryException e) {
    ProblemType type =
        switch (e.why()) {
          case NO_JSON -> ProblemType.CONTENT_SYNTAX;
          case MEANINGLESS -> ProblemType.BAD_REQUEST;
          case TOO_MUCH -> ProblemType.TOO_LARGE;
        };
    return new Refusal(type, e.getMessage(), e.line(), e.column());
  }

  /** What may be meant by what was typed so far, among entities, types or properties. */
  void suggest(Exchange exchange) {
    String prefix = orEmpty(exchange.parameter("prefix"));
    int skip = Math.toIntExact(number(exchange, "cursor"));
    Reconciler reconciler = reconciler(exchange.now());
    JsonObject suggestions =
        switch (exchange.rest()) {
          case "entity" -> reconciler.suggestEntities(prefix, skip);
          case "type" -> reconciler.suggestTypes(prefix, skip);
          case "property" -> reconciler.suggestProperties(prefix, skip);
          default ->
              throw new Refusal(404, "What can be suggested is an entity, a type or a property.");
        };
    json(exchange, suggestions);
  }

  /** The properties of which entities of a type have values. */
  void properties(Exchange exchange) {
    json(
        exchange,
        reconciler(exchange.now())
            .proposeProperties(
                orEmpty(exchange.parameter("type")), Math.toIntExact(number(exchange, "limit"))));
  }

  /** The page of what an identifier stands for. */
  void view(Exchange exchange) {
    Links links = exchange.now().links();
    exchange.redirect(303, links.redirect(Links.document(named(exchange).getURI())));
  }

  /** An entity in short, for a frame. */
  void preview(Exchange exchange) {
    Node node = named(exchange);
    exchange.response().setHeader("Content-Security-Policy", PREVIEW_POLICY);
    Publication now = exchange.now();
    exchange.page(
        200,
        now.pages()
            .page("reconcile/preview.jte", "Preview", Map.of("it", reconciler(now).preview(node))));
  }

  private Node named(Exchange exchange) {
    String id = orEmpty(exchange.parameter("id"));
    if (id.isEmpty()) {
      throw new Refusal(400, "The parameter \"id\" is missing: it names an entity.");
    }
    return reconciler(exchange.now()).named(id).orElseThrow(() -> exchange.notFound(id));
  }

  private static long number(Exchange exchange, String name) {
    String text = orEmpty(exchange.parameter(name));
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new Refusal(
          ProblemType.BAD_REQUEST, "The parameter \"" + name + "\" is a number, not " + text + ".");
    }
    return Long.parseLong(text);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text.strip();
  }

  private static void json(Exchange exchange, JsonObject answer) {
    byte[] bytes = (answer + "\n").getBytes(StandardCharsets.UTF_8);
    if (exchange.request().getMethod().equals("POST")) {
      exchange.send(200, JSON, bytes);
    } else {
      exchange.send(JSON, EntityTags.ofBytes(bytes, "reconcile"), () -> bytes);
    }
  }
}
