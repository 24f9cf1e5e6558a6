package org.ibid.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNull;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.ibid.edit.Result;
import org.ibid.graph.Entry;
import org.ibid.publish.ProblemType;
import org.ibid.serve.Negotiation.Offer;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;

/**
 * Holds the answer to a request that checks or changes the graph: it is made where the graph can be
 * read, and sent when others may write again.
 */
final class EditAnswer {

  /** Names the forms that such an answer has. */
  enum Form {
    JSON,
    TEXT,
    TURTLE
  }

  private static final List<Offer<Form>> OFFERS =
      List.of(
          new Offer<>(RequestBody.JSON, Form.JSON),
          new Offer<>(Problem.JSON, Form.JSON),
          new Offer<>("text/turtle", Form.TURTLE),
          new Offer<>("text/plain", Form.TEXT));

  private final int status;
  private final String mediaType;
  private final String text;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Refusal refusal;

  private EditAnswer(int status, String mediaType, String text, Refusal refusal) {
    this.status = status;
    this.mediaType = mediaType;
    this.text = text;
    this.refusal = refusal;
  }

  /**
   * The form that a request wants its answer in.
   *
   * @throws Refusal if it wants one that there is not
   */
  static Form form(Exchange exchange) {
    return Negotiation.choose(Exchange.accept(exchange.request()), OFFERS)
        .map(Offer::what)
        .orElseThrow(() -> Exchange.notAcceptable(OFFERS.stream().map(Offer::mediaType).toList()));
  }

  /** The answer that something was checked. */
  static EditAnswer checked(Report report, Form form) {
    return form == Form.JSON
        ? json(200, json(report))
        : new EditAnswer(200, mediaType(form), written(report, form), null);
  }

  /** The answer that something was published. */
  static EditAnswer published(int status, Exchange exchange, Result result, Form form) {
    if (form != Form.JSON && result.report().isPresent()) {
      return new EditAnswer(
          status, mediaType(form), written(result.report().orElseThrow(), form), null);
    }
    JsonObject json = new JsonObject();
    if (result.entry().isPresent()) {
      Entry entry = result.entry().get();
      json.put("entry", entry.number());
      json.put("version", entry.version());
      json.put("time", entry.time().toString());
      json.put("agent", entry.author().agent());
      json.put("reason", entry.author().reason());
      json.put("added", entry.added());
      json.put("removed", entry.removed());
      json.put("history", exchange.now().links().absolute("history/" + entry.number()));
    } else {
      json.put("entry", JsonNull.instance);
      json.put("version", result.version());
      json.put("added", 0);
      json.put("removed", 0);
    }
    result.tag().ifPresent(tag -> json.put("tag", tag));
    json.put("findings", result.report().map(EditAnswer::findings).orElseGet(JsonArray::new));
    return json(status, json);
  }

  /** The refusal of what breaks a rule. */
  static EditAnswer invalid(Report report, Form form) {
    if (form != Form.JSON) {
      return new EditAnswer(422, mediaType(form), written(report, form), null);
    }
    int violations = report.count(Severity.VIOLATION);
    Refusal refusal =
        new Refusal(
                ProblemType.DOES_NOT_CONFORM,
                (violations == 1 ? "One rule is broken" : violations + " rules are broken")
                    + "; nothing has changed. "
                    + report.findings().stream()
                        .filter(finding -> finding.severity() == Severity.VIOLATION)
                        .findFirst()
                        .map(Finding::message)
                        .orElse(""))
            .withJson("report", json(report).toString());
    return new EditAnswer(422, Problem.JSON, "", refusal);
  }

  /** Adds what still points to what was retracted. */
  static EditAnswer retracted(Exchange exchange, Result result, Form form) {
    EditAnswer answer = published(200, exchange, result, form);
    if (form != Form.JSON) {
      return answer;
    }
    JsonObject json = JSON.parse(answer.text);
    JsonArray pointing = new JsonArray();
    for (Triple triple : result.pointing()) {
      JsonObject one = new JsonObject();
      one.put("resource", name(triple.getSubject()));
      one.put("predicate", name(triple.getPredicate()));
      one.put("object", name(triple.getObject()));
      one.put(
          "message", "This still points to what was retracted. Look whether it holds without it.");
      pointing.add(one);
    }
    json.put("pointing", pointing);
    return json(200, json);
  }

  private static EditAnswer json(int status, JsonObject json) {
    return new EditAnswer(status, RequestBody.JSON, json + "\n", null);
  }

  EditAnswer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Sends it. */
  void send(Exchange exchange) {
    if (refusal != null) {
      throw refusal;
    }
    headers.forEach(exchange.response()::setHeader);
    exchange.varies();
    exchange.send(status, mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  // ---- Reports

  private static String mediaType(Form form) {
    return form == Form.TURTLE ? "text/turtle; charset=utf-8" : "text/plain; charset=utf-8";
  }

  private static String written(Report report, Form form) {
    if (form == Form.TURTLE) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RDFWriter.source(report.shacl()).format(RDFFormat.TURTLE_PRETTY).output(out);
      return out.toString(StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      finding.place().ifPresent(place -> text.append(place.line() + ":" + place.column() + ": "));
      text.append(finding.severity())
          .append(' ')
          .append(name(finding.resource()))
          .append(": ")
          .append(finding.message())
          .append('\n');
    }
    return text.isEmpty() ? "Everything conforms.\n" : text.toString();
  }

  private static JsonObject json(Report report) {
    JsonObject json = new JsonObject();
    json.put("conforms", report.count(Severity.VIOLATION) == 0);
    json.put("findings", findings(report));
    return json;
  }

  private static JsonArray findings(Report report) {
    JsonArray findings = new JsonArray();
    for (Finding finding : report.findings()) {
      JsonObject one = new JsonObject();
      one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      one.put("resource", name(finding.resource()));
      one.put("rule", name(finding.rule()));
      one.put("message", finding.message());
      JsonArray values = new JsonArray();
      finding.values().forEach(value -> values.add(name(value)));
      one.put("values", values);
      finding
          .place()
          .ifPresent(
              place -> {
                one.put("line", place.line());
                one.put("column", place.column());
              });
      JsonArray suggestions = new JsonArray();
      finding.suggestions().forEach(suggestion -> suggestions.add(suggestion.words()));
      one.put("suggestions", suggestions);
      findings.add(one);
    }
    return findings;
  }

  private static String name(Node node) {
    return node.isURI() ? node.getURI() : node.toString();
  }
}
