package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.ibid.edit.Result;
import org.ibid.graph.Entry;
import org.ibid.publish.ProblemType;
import org.ibid.serve.Negotiation.Offer;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.ReportFormat;
import org.ibid.validate.Severity;

/**
 * Holds the answer to a request that checks or changes the graph: it is made where the graph can be
 * read, and sent when others may write again.
 */
final class EditAnswer {

  /** Names the forms that such an answer has. */
  enum Form {
    JSON(RequestBody.JSON, ReportFormat.JSON),
    TEXT("text/plain", null),
    TURTLE("text/turtle", ReportFormat.TURTLE),
    SARIF("application/sarif+json", ReportFormat.SARIF),
    JUNIT("application/junit+xml", ReportFormat.JUNIT);

    private final String mediaType;
    private final ReportFormat report;

    Form(String mediaType, ReportFormat report) {
      this.mediaType = mediaType;
      this.report = report;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<Offer<Form>> OFFERS =
      List.of(
          new Offer<>(Form.JSON.mediaType, Form.JSON),
          new Offer<>(Problem.JSON, Form.JSON),
          new Offer<>(Form.TURTLE.mediaType, Form.TURTLE),
          new Offer<>(Form.TEXT.mediaType, Form.TEXT),
          new Offer<>(Form.SARIF.mediaType, Form.SARIF),
          new Offer<>(Form.JUNIT.mediaType, Form.JUNIT));

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
    String name = Writers.parameter(exchange.request(), "format");
    if (name != null) {
      List<String> names = Arrays.stream(Form.values()).map(Form::toString).toList();
      if (!names.contains(name)) {
        throw new Refusal(
                ProblemType.BAD_REQUEST,
                "There is no form called \"" + name + "\"; there are " + String.join(", ", names))
            .with("available", names);
      }
      return Form.values()[names.indexOf(name)];
    }
    return Negotiation.choose(Exchange.accept(exchange.request()), OFFERS)
        .map(Offer::what)
        .orElseThrow(() -> Exchange.notAcceptable(OFFERS.stream().map(Offer::mediaType).toList()));
  }

  /** The answer that something was checked. */
  static EditAnswer checked(Report report, Form form) {
    return reporting(200, report, form);
  }

  private static EditAnswer reporting(int status, Report report, Form form) {
    return new EditAnswer(status, form.mediaType, written(report, form), null);
  }

  /** The answer that something was published. */
  static EditAnswer published(int status, Exchange exchange, Result result, Form form) {
    if (form != Form.JSON && result.report().isPresent()) {
      return reporting(status, result.report().orElseThrow(), form);
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
      return reporting(422, report, form);
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
            .withJson("report", written(report, Form.JSON));
    return new EditAnswer(422, Problem.JSON, "", refusal);
  }

  /** The refusal of a document that does not keep to its syntax, with all its mistakes. */
  static EditAnswer unreadable(Refusal refusal, Report report, Form form) {
    return form == Form.JSON
        ? new EditAnswer(
            refusal.status(),
            Problem.JSON,
            "",
            refusal.withJson("report", written(report, Form.JSON)))
        : reporting(refusal.status(), report, form);
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

  private static String written(Report report, Form form) {
    if (form.report != null) {
      return form.report.write(report, Path::toString);
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

  private static JsonArray findings(Report report) {
    return JSON.parse(written(report, Form.JSON)).get("findings").getAsArray();
  }

  private static String name(Node node) {
    return node.isURI() ? node.getURI() : node.toString();
  }
}
