package org.ibid.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.ibid.graph.Ibid;
import org.ibid.graph.Question;
import org.ibid.publish.Answer;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.Assets;
import org.ibid.publish.Iris;
import org.ibid.publish.Links;
import org.ibid.publish.Publication;
import org.ibid.publish.QueryError;
import org.ibid.publish.Value;
import org.ibid.serve.Negotiation.Offer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the pages, and a page and RDF for every IRI of the project. */
final class SiteServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SiteServlet.class);

  /** RDF comes first: a client that likes both alike gets RDF. */
  private static final List<AnswerFormat> FORMS =
      List.of(
          AnswerFormat.TURTLE,
          AnswerFormat.NTRIPLES,
          AnswerFormat.JSON,
          AnswerFormat.XML,
          AnswerFormat.TABLE);

  private static final List<Offer<AnswerFormat>> OFFERS =
      FORMS.stream()
          .flatMap(
              form -> form.mediaTypesForTriples().stream().map(type -> new Offer<>(type, form)))
          .toList();

  private final transient Supplier<Publication> publication;
  private final transient GuardedQueries queries;

  SiteServlet(Supplier<Publication> publication, GuardedQueries queries) {
    this.publication = publication;
    this.queries = queries;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Publication now = publication.get();
    Exchange exchange = new Exchange(request, response, now);
    try {
      Txn.executeRead(now.view().dataset(), () -> exchange.route());
    } catch (Refusal e) {
      exchange.text(e.status(), e.getMessage());
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.error("{} failed", request.getRequestURI(), e);
      exchange.text(500, "This should not happen: the server has failed at this page.");
    }
  }

  /** One request and its response. */
  private final class Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Publication now;
    private final String path;

    Exchange(HttpServletRequest request, HttpServletResponse response, Publication now) {
      this.request = request;
      this.response = response;
      this.now = now;
      this.path = decoded(request.getRequestURI()).substring(1);
    }

    void route() {
      if (path.isEmpty()) {
        page(200, now.home());
      } else if (path.startsWith("id/")) {
        seeOther();
      } else if (path.startsWith("doc/")) {
        document();
      } else if (path.equals("queries") || path.equals("queries/")) {
        page(200, now.pages().questions(now.questions().all()));
      } else if (path.startsWith("queries/")) {
        question(path.substring("queries/".length()));
      } else if (path.startsWith("assets/")) {
        asset(path.substring("assets/".length()));
      } else if (path.startsWith("graph/")) {
        graph();
      } else {
        vocabulary();
      }
    }

    /** A thing is not its description: the way from one to the other is a 303. */
    private void seeOther() {
      Named named = named(path);
      String iri = Ibid.BASE + named.name();
      if (!now.describes(iri)) {
        notFound(iri);
        return;
      }
      AnswerFormat form = named.form() != null ? named.form() : negotiated();
      String document = Links.document(iri);
      int hash = document.indexOf('#');
      String file = hash < 0 ? document : document.substring(0, hash);
      String target = form == AnswerFormat.TABLE ? document : file + "." + form.extension();
      varies();
      response.setHeader("Location", now.links().redirect(target));
      response.setStatus(303);
    }

    private void document() {
      Named named = named(path);
      String iri = Ibid.ID + named.name().substring("doc/".length());
      if (!now.describes(iri)) {
        notFound(iri);
        return;
      }
      if (!Iris.role(iri).isEmpty()) {
        varies();
        response.setHeader("Location", now.links().redirect(Links.document(iri)));
        response.setStatus(303);
        return;
      }
      AnswerFormat form = form(named);
      if (form == AnswerFormat.TABLE) {
        page(200, now.page(iri).orElseThrow());
      } else {
        rdf(now.documents().closure(iri), form, iri);
      }
    }

    private void graph() {
      Named named = named(path);
      String iri = Ibid.BASE + named.name();
      Graph graph = now.documents().named(iri).orElse(null);
      if (graph == null) {
        notFound(iri);
        return;
      }
      AnswerFormat form = form(named);
      if (form == AnswerFormat.TABLE) {
        page(200, now.pages().graph(iri, named.name(), graph.size()));
      } else {
        rdf(graph, form, iri);
      }
    }

    private void vocabulary() {
      Named named = named(path);
      String iri = Ibid.BASE + named.name();
      Optional<String> document = now.vocabularies().document(iri);
      if (document.isEmpty()) {
        notFound(iri);
        return;
      }
      AnswerFormat form = form(named);
      if (form == AnswerFormat.TABLE) {
        page(200, now.pages().vocabulary(now.vocabularies().page(document.get())));
      } else {
        rdf(now.vocabularies().graph(document.get()), form, document.get());
      }
    }

    private void question(String id) {
      List<Question> found = now.questions().find(id);
      if (found.size() != 1 || !found.get(0).id().equals(id)) {
        List<Value> nearest =
            now.questions().nearest(id, 5).stream()
                .flatMap(other -> now.questions().find(other).stream())
                .map(other -> Value.link(other.title(), now.links().page("queries/" + other.id())))
                .toList();
        page(
            404,
            now.pages()
                .message(
                    "There is no such question", "No question is called " + id + ".", nearest));
        return;
      }
      Question question = found.get(0);
      String text = question.query();
      long start = System.nanoTime();
      try {
        Query query = GuardedQueries.parse(text, now.view());
        try (QueryExec execution = queries.prepare(query, now.view())) {
          Answer answer = now.answers().of(query, execution, start);
          page(200, now.pages().query(question, text, answer, null));
        }
      } catch (Refusal e) {
        QueryError error = QueryError.in(text, e.getMessage(), e.line(), e.column());
        page(e.status(), now.pages().query(question, text, null, error));
      } catch (QueryCancelledException e) {
        QueryError error = QueryError.in(text, "The query took too long and was stopped.", 0, 0);
        page(503, now.pages().query(question, text, null, error));
      } catch (QueryException e) {
        page(
            422,
            now.pages().query(question, text, null, QueryError.in(text, e.getMessage(), 0, 0)));
      }
    }

    private void asset(String name) {
      Assets.named(name)
          .ifPresentOrElse(
              asset -> {
                response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
                send(200, asset.mediaType(), asset.bytes());
              },
              () -> text(404, "There is no such file."));
    }

    private void notFound(String iri) {
      if (negotiatedOr(AnswerFormat.TABLE) == AnswerFormat.TABLE) {
        page(
            404,
            now.pages()
                .message(
                    "Nothing is known of this", iri + " names nothing here.", now.nearest(iri)));
      } else {
        varies();
        text(404, iri + " names nothing here.");
      }
    }

    private AnswerFormat form(Named named) {
      return named.form() != null ? named.form() : negotiated();
    }

    /** The form that the request asks for by name or else prefers. */
    private AnswerFormat negotiated() {
      String name = request.getParameter("format");
      if (name != null) {
        return AnswerFormat.named(name)
            .filter(FORMS::contains)
            .orElseThrow(
                () ->
                    new Refusal(
                        400,
                        "There is no form called \""
                            + name
                            + "\"; there are "
                            + String.join(", ", FORMS.stream().map(String::valueOf).toList())));
      }
      return Negotiation.choose(accept(), OFFERS)
          .map(Offer::what)
          .orElseThrow(
              () ->
                  new Refusal(
                      406,
                      "This can be sent as: "
                          + String.join(", ", OFFERS.stream().map(Offer::mediaType).toList())));
    }

    private AnswerFormat negotiatedOr(AnswerFormat otherwise) {
      return Negotiation.choose(accept(), OFFERS).map(Offer::what).orElse(otherwise);
    }

    private String accept() {
      List<String> all = new ArrayList<>();
      request.getHeaders("Accept").asIterator().forEachRemaining(all::add);
      return String.join(",", all);
    }

    private void rdf(Graph graph, AnswerFormat form, String iri) {
      varies();
      response.addHeader("Link", "<" + iri + ">; rel=\"canonical\"");
      String mediaType = form.mediaTypesForTriples().get(0);
      response.setContentType(
          mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType);
      try {
        now.documents().write(graph, form, response.getOutputStream());
      } catch (IOException e) {
        Headers.cutOff(request);
      }
    }

    private void page(int status, String html) {
      varies();
      send(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    void text(int status, String text) {
      send(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void varies() {
      response.setHeader("Vary", "Accept");
    }

    private void send(int status, String mediaType, byte[] bytes) {
      response.setStatus(status);
      response.setContentType(mediaType);
      response.setContentLength(bytes.length);
      try {
        response.getOutputStream().write(bytes);
      } catch (IOException e) {
        Headers.cutOff(request);
      }
    }
  }

  /** What a path names, and the form that its ending asks for, or null. */
  private record Named(String name, AnswerFormat form) {}

  private static Named named(String path) {
    for (AnswerFormat form : FORMS) {
      String ending = "." + form.extension();
      if (path.endsWith(ending)) {
        return new Named(path.substring(0, path.length() - ending.length()), form);
      }
    }
    return new Named(path, null);
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }
}
