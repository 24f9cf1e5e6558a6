package org.ibid.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.graph.Digests;
import org.ibid.graph.Ibid;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.publish.Answer;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.QueryError;
import org.ibid.publish.RdfDocument;
import org.ibid.publish.Showing;
import org.ibid.publish.Value;
import org.ibid.serve.Exchange.Named;
import org.ibid.serve.Negotiation.Offer;

/**
 * Answers for the catalogue of questions, and for each question in it: with its description to who
 * wants RDF, with its answer to who wants rows, and with both to people.
 */
final class Catalogue {

  /** Parameters that are no question's own. */
  private static final Set<String> GENERAL = Set.of("format", "timeout", "view", "preview");

  /** A form in which a question can be had: a description or page, or rows, or else a picture. */
  private record Form(DocumentForm document, AnswerFormat rows) {
    String extension() {
      return document != null
          ? document.extension()
          : rows != null ? rows.toString() : PictureAnswers.EXTENSION;
    }

    String mediaType() {
      return document != null
          ? document.mediaType()
          : rows != null ? rows.mediaTypesForRows().get(0) : PictureAnswers.MEDIA_TYPE;
    }
  }

  private static final Form PICTURE = new Form(null, null);

  private static final List<AnswerFormat> ROWS =
      List.of(AnswerFormat.JSON, AnswerFormat.XML, AnswerFormat.CSV, AnswerFormat.TSV);

  private static final List<Form> FORMS =
      Stream.of(
              Arrays.stream(DocumentForm.values()).map(form -> new Form(form, null)),
              ROWS.stream().map(rows -> new Form(null, rows)),
              Stream.of(PICTURE))
          .flatMap(forms -> forms)
          .toList();

  /** The general names of JSON and XML mean the rows here. */
  private static final List<Offer<Form>> OFFERS =
      FORMS.stream()
          .flatMap(
              form ->
                  form.document() != null
                      ? form.document().mediaTypes().stream()
                          .filter(type -> !type.matches("application/(json|xml)"))
                          .map(type -> new Offer<>(type, form))
                      : form.rows() != null
                          ? form.rows().mediaTypesForRows().stream()
                              .map(type -> new Offer<>(type, form))
                          : Stream.of(new Offer<>(form.mediaType(), form)))
          .toList();

  private final GuardedQueries queries;

  Catalogue(GuardedQueries queries) {
    this.queries = queries;
  }

  /** The catalogue as a whole. */
  void all(Exchange exchange) {
    Publication now = exchange.now();
    String iri = Ibid.BASE + "queries";
    exchange.document(
        exchange.named(),
        "queries",
        now.document(iri, now::catalogue),
        () -> now.pages().questions(now.questions().all()));
  }

  /** The questions whose answers are drawn. */
  void pictures(Exchange exchange) {
    Publication now = exchange.now();
    exchange.page(200, now.pages().pictures(now.questions().all()));
  }

  void question(Exchange exchange) {
    if (exchange.rest().isEmpty()) {
      all(exchange);
      return;
    }
    Form ending =
        FORMS.stream()
            .filter(form -> exchange.path().endsWith("." + form.extension()))
            .findFirst()
            .orElse(null);
    String id = exchange.rest();
    if (ending != null) {
      id = id.substring(0, id.length() - ending.extension().length() - 1);
    }
    Question question = find(exchange, id);
    Form form = ending != null ? ending : form(exchange);
    Map<String, List<String>> chosen = chosen(exchange, question);
    links(exchange, question, form);
    if (form.document() != null && form.document() != DocumentForm.HTML) {
      Named named = new Named("queries/" + id, form.document());
      RdfDocument document = exchange.now().document(question);
      exchange.send(
          form.mediaType(),
          EntityTags.of(document.tag(), named.form().extension()),
          () -> exchange.now().writer().write(document, form.document()));
    } else {
      answer(exchange, question, chosen, form);
    }
  }

  private static Question find(Exchange exchange, String id) {
    Publication now = exchange.now();
    List<Question> found = now.questions().find(id);
    if (found.size() == 1 && found.get(0).id().equals(id)) {
      return found.get(0);
    }
    List<Value> nearest =
        now.questions().nearest(id, 5).stream()
            .flatMap(other -> now.questions().find(other).stream())
            .map(other -> Value.link(other.title(), now.links().page("queries/" + other.id())))
            .toList();
    throw new Refusal(404, "No question is called " + id + ".").suggesting(nearest);
  }

  private static Form form(Exchange exchange) {
    String name = exchange.parameter("format");
    if (name == null) {
      exchange.varies();
      return Negotiation.choose(Exchange.accept(exchange.request()), OFFERS)
          .map(Offer::what)
          .orElseThrow(
              () -> Exchange.notAcceptable(OFFERS.stream().map(Offer::mediaType).toList()));
    }
    return ROWS.stream()
        .filter(rows -> AnswerFormat.named(name).filter(rows::equals).isPresent())
        .filter(rows -> !name.equals("jsonld") && !name.equals("rdf"))
        .map(rows -> new Form(null, rows))
        .findFirst()
        .or(() -> DocumentForm.named(name).map(document -> new Form(document, null)))
        .or(() -> Optional.of(PICTURE).filter(picture -> name.equals(picture.extension())))
        .orElseThrow(
            () -> {
              List<String> all = FORMS.stream().map(Form::extension).toList();
              return new Refusal(
                      400,
                      "There is no form called \""
                          + name
                          + "\"; there are "
                          + String.join(", ", all))
                  .with("available", all);
            });
  }

  private static void links(Exchange exchange, Question question, Form form) {
    Publication now = exchange.now();
    String path = "queries/" + question.id();
    Exchange.append(exchange.response(), "Link", "<" + Ibid.BASE + path + ">; rel=\"canonical\"");
    for (Form other : FORMS) {
      if (!other.equals(form) && (!other.equals(PICTURE) || !question.picture().isEmpty())) {
        Exchange.append(
            exchange.response(),
            "Link",
            "<"
                + now.links().redirect(path + "." + other.extension())
                + ">; rel=\""
                + (other.rows() == null ? "alternate" : "http://www.w3.org/ns/sparql#results")
                + "\"; type=\""
                + other.mediaType()
                + "\"");
      }
    }
  }

  /** The values that the request gives to the question's parameters, as they were written. */
  private static Map<String, List<String>> chosen(Exchange exchange, Question question) {
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    List<String> names = question.parameters().stream().map(Parameter::name).toList();
    exchange
        .request()
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (GENERAL.contains(name)) {
                return;
              }
              if (!names.contains(name)) {
                throw new Refusal(
                        400,
                        "The question has no parameter \""
                            + name
                            + "\"; "
                            + (names.isEmpty()
                                ? "it has none"
                                : "it has " + String.join(", ", names)))
                    .with("parameter", name)
                    .with("available", names);
              }
              List<String> given =
                  Arrays.stream(values).map(String::strip).filter(v -> !v.isEmpty()).toList();
              if (!given.isEmpty()) {
                chosen.put(name, given);
              }
            });
    return chosen;
  }

  private static Query prepared(
      Exchange exchange, Question question, Map<String, List<String>> chosen) {
    Publication now = exchange.now();
    Query query = GuardedQueries.parse(question.query(), now.view());
    Map<String, List<Node>> values = new LinkedHashMap<>();
    for (Parameter parameter : question.parameters()) {
      List<Node> nodes = new ArrayList<>();
      for (String text : chosen.getOrDefault(parameter.name(), List.of())) {
        try {
          nodes.add(parameter.value(text, now.view().prefixes()));
        } catch (IllegalArgumentException e) {
          throw new Refusal(400, parameter.name() + ": " + e.getMessage() + ".")
              .with("parameter", parameter.name());
        }
      }
      if (!nodes.isEmpty()) {
        values.put(parameter.name(), nodes);
      }
    }
    try {
      return Sparql.with(query, values);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemType.FAILURE, e.getMessage());
    }
  }

  private void answer(
      Exchange exchange, Question question, Map<String, List<String>> chosen, Form form) {
    Publication now = exchange.now();
    String text = question.query();
    long start = System.nanoTime();
    try {
      Query query = prepared(exchange, question, chosen);
      Supplier<QueryExec> execution = () -> queries.prepare(query, now);
      if (form.rows() != null) {
        String tag = Digests.sha256(now.view().version() + text + chosen).substring(0, 32);
        exchange.send(
            form.mediaType(),
            EntityTags.of(tag, form.extension()),
            () -> rows(exchange, execution, form.rows()));
        return;
      }
      String view = PictureAnswers.view(exchange, question);
      if (form.equals(PICTURE)) {
        PictureAnswers.send(
            exchange,
            view,
            question,
            "queries/" + question.id() + values(chosen, "?"),
            Digests.sha256(now.view().version() + text + chosen),
            () -> whole(exchange, query, execution, start));
        return;
      }
      String address = "queries/" + question.id();
      Answer answer = whole(exchange, query, execution, start);
      Showing showing =
          Showing.of(
              answer.table(),
              view,
              question.title(),
              question.description(),
              way -> now.links().page(address + values(chosen, "?view=" + way + "&")),
              way ->
                  now.links()
                      .page(
                          address
                              + "."
                              + PictureAnswers.EXTENSION
                              + values(chosen, "?view=" + way + "&")));
      String shown = chosen.isEmpty() ? text : query.serialize();
      byte[] page =
          now.pages()
              .question(
                  question,
                  shown,
                  chosen,
                  inForce(exchange, question, query),
                  answer.shown(showing),
                  null)
              .getBytes(StandardCharsets.UTF_8);
      exchange.send(200, "text/html", page);
    } catch (Refusal e) {
      refuse(exchange, question, chosen, e);
    } catch (QueryCancelledException e) {
      refuse(
          exchange,
          question,
          chosen,
          new Refusal(ProblemType.QUERY_TIMEOUT, "The query took too long and was stopped.")
              .retryAfter(60));
    } catch (QueryException e) {
      refuse(exchange, question, chosen, new Refusal(ProblemType.NOT_PROCESSABLE, e.getMessage()));
    }
  }

  private Answer whole(Exchange exchange, Query query, Supplier<QueryExec> execution, long start) {
    QueryLimits.Turn turn = queries.limits().enter(exchange.request().getRemoteAddr());
    try (QueryExec running = execution.get()) {
      return exchange.now().answers().of(query, running, start);
    } finally {
      turn.close();
    }
  }

  /** The chosen values as they follow an address: after what begins the parameters. */
  private static String values(Map<String, List<String>> chosen, String begin) {
    StringBuilder values = new StringBuilder(begin);
    chosen.forEach(
        (name, all) ->
            all.forEach(
                value -> values.append(name).append('=').append(Links.encoded(value)).append('&')));
    return values.substring(0, values.length() - 1);
  }

  /** All rows, before the first is sent: a failure still has its own status then. */
  private byte[] rows(Exchange exchange, Supplier<QueryExec> execution, AnswerFormat format) {
    QueryLimits.Turn turn = queries.limits().enter(exchange.request().getRemoteAddr());
    try (QueryExec running = execution.get()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      format.write(running.select(), out);
      return out.toByteArray();
    } finally {
      turn.close();
    }
  }

  private static void refuse(
      Exchange exchange, Question question, Map<String, List<String>> chosen, Refusal refusal) {
    if (!Problem.isForPeople(Exchange.accept(exchange.request()))
        || exchange.parameter("format") != null) {
      throw refusal;
    }
    String text = question.query();
    QueryError error = QueryError.in(text, refusal.getMessage(), refusal.line(), refusal.column());
    Problem.sendPage(
        exchange.request(),
        exchange.response(),
        refusal,
        exchange.now().pages().question(question, text, chosen, Map.of(), null, error));
  }

  /** What the parameters of a question stand for in a query. */
  private static Map<String, List<Value>> inForce(
      Exchange exchange, Question question, Query query) {
    Map<String, List<Value>> values = new LinkedHashMap<>();
    for (Parameter parameter : question.parameters()) {
      values.put(
          parameter.name(),
          Sparql.values(query, parameter.name()).stream().map(exchange.now()::value).toList());
    }
    return values;
  }
}
