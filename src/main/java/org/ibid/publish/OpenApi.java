package org.ibid.publish;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;

/** Describes for programs, in OpenAPI 3.1, what can be asked over HTTP: each question by name. */
final class OpenApi {

  private static final List<AnswerFormat> ROWS =
      List.of(AnswerFormat.JSON, AnswerFormat.XML, AnswerFormat.CSV, AnswerFormat.TSV);

  private static final Map<String, String> FORMATS = Map.of("iri", "iri", "date", "date");

  private OpenApi() {}

  /**
   * The description as a JSON document.
   *
   * @param recorded whether changes are recorded, and can be followed
   */
  static String of(List<Question> questions, String version, Links links, boolean recorded) {
    JsonObject api = new JsonObject();
    api.put("openapi", "3.1.0");
    JsonObject info = new JsonObject();
    info.put("title", "Ibid");
    info.put("summary", "Claims of scholarly articles, with their sources");
    info.put(
        "description",
        "Each question of the catalogue is a resource with typed parameters; the same graph answers"
            + " SPARQL 1.2 queries, and every IRI of the project can be dereferenced.");
    info.put("version", version);
    JsonObject licence = new JsonObject();
    licence.put("name", "Data: CC BY 4.0");
    licence.put("url", "https://creativecommons.org/licenses/by/4.0/");
    info.put("license", licence);
    api.put("info", info);
    JsonObject server = new JsonObject();
    String base = links.absolute("");
    server.put("url", base.substring(0, base.length() - 1));
    JsonArray servers = new JsonArray();
    servers.add(server);
    api.put("servers", servers);
    JsonObject paths = new JsonObject();
    paths.put("/sparql", sparql());
    paths.put(
        "/.well-known/void",
        document("dataset", "The description of the dataset", "VoID and DCAT", DocumentForm.rdf()));
    if (recorded) {
      paths.put("/feed", document("feed", "All changes", "The stream", DocumentForm.rdf()));
      paths.put("/feed/{page}", page());
    }
    Map.of(
            "/reconcile", reconcile(),
            "/reconcile/properties", json("Properties of the entities of a type", "type", "limit"),
            "/reconcile/suggest/entity", json("Entities, while one types", "prefix", "cursor"),
            "/reconcile/suggest/property", json("Properties, while one types", "prefix", "cursor"),
            "/reconcile/suggest/type", json("Types, while one types", "prefix", "cursor"))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(path -> paths.put(path.getKey(), path.getValue()));
    questions.forEach(question -> paths.put("/queries/" + question.id(), question(question)));
    api.put("paths", paths);
    api.put("components", components());
    return api + "\n";
  }

  private static JsonObject question(Question question) {
    JsonObject get = new JsonObject();
    get.put("operationId", question.id().replaceAll("[^A-Za-z0-9]+", "-"));
    get.put("summary", question.title());
    if (!question.description().isEmpty()) {
      get.put("description", question.description());
    }
    JsonArray tags = new JsonArray();
    tags.add(question.module().isEmpty() ? "questions" : question.module());
    get.put("tags", tags);
    JsonArray parameters = new JsonArray();
    question.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
    parameters.add(format());
    get.put("parameters", parameters);
    get.put("responses", responses("The rows of the answer"));
    return only("get", get);
  }

  private static JsonObject parameter(Parameter parameter) {
    JsonObject item = new JsonObject();
    switch (parameter.type()) {
      case "integer" -> item.put("type", "integer");
      case "decimal" -> item.put("type", "number");
      case "boolean" -> item.put("type", "boolean");
      default -> item.put("type", "string");
    }
    String format = FORMATS.get(parameter.type());
    if (format != null) {
      item.put("format", format);
    }
    if (parameter.type().equals("gYear")) {
      item.put("pattern", "^-?[0-9]{4,}$");
    } else if (parameter.type().equals("gYearMonth")) {
      item.put("pattern", "^-?[0-9]{4,}-[0-9]{2}$");
    }
    JsonObject schema = new JsonObject();
    schema.put("type", "array");
    schema.put("items", item);
    JsonObject described = new JsonObject();
    described.put("name", parameter.name());
    described.put("in", "query");
    described.put(
        "description",
        parameter.description()
            + ". Several values mean any of them; none means those in the query.");
    described.put("required", false);
    described.put("explode", true);
    described.put("schema", schema);
    return described;
  }

  private static JsonObject format() {
    JsonArray names = new JsonArray();
    ROWS.forEach(format -> names.add(format.toString()));
    JsonObject schema = new JsonObject();
    schema.put("type", "string");
    schema.put("enum", names);
    JsonObject described = new JsonObject();
    described.put("name", "format");
    described.put("in", "query");
    described.put("description", "The form of the answer, in place of the header Accept.");
    described.put("required", false);
    described.put("schema", schema);
    return described;
  }

  private static JsonObject sparql() {
    JsonObject query = new JsonObject();
    query.put("name", "query");
    query.put("in", "query");
    query.put("description", "A SPARQL 1.2 query; the usual prefixes need not be declared.");
    query.put("required", true);
    query.put("schema", string());
    JsonArray parameters = new JsonArray();
    parameters.add(query);
    parameters.add(format());
    JsonObject get = new JsonObject();
    get.put("operationId", "sparql");
    get.put("summary", "Ask in SPARQL");
    get.put("parameters", parameters);
    get.put("responses", responses("The rows of the answer"));
    return only("get", get);
  }

  /** A page of the changes. */
  private static JsonObject page() {
    JsonObject type = new JsonObject();
    type.put("type", "integer");
    type.put("minimum", 1);
    JsonObject number = new JsonObject();
    number.put("name", "page");
    number.put("in", "path");
    number.put("required", true);
    number.put("schema", type);
    JsonArray parameters = new JsonArray();
    parameters.add(number);
    JsonObject path =
        document(
            "feed-page",
            "A page of changes, of which a full one never changes",
            "The members",
            List.of(DocumentForm.TRIG, DocumentForm.NQUADS));
    path.put("parameters", parameters);
    return path;
  }

  private static JsonObject document(
      String id, String summary, String description, List<DocumentForm> forms) {
    JsonObject content = new JsonObject();
    forms.forEach(form -> content.put(form.mediaType(), schema(string())));
    JsonObject ok = new JsonObject();
    ok.put("description", description);
    ok.put("content", content);
    JsonObject responses = new JsonObject();
    responses.put("200", ok);
    responses.put("default", problem());
    JsonObject get = new JsonObject();
    get.put("operationId", id);
    get.put("summary", summary);
    get.put("responses", responses);
    return only("get", get);
  }

  /** The reconciliation service: by GET or as a form. */
  private static JsonObject reconcile() {
    JsonObject get =
        json("Match names with entities and works", "queries", "extend").get("get").getAsObject();
    get.put(
        "description",
        "The W3C's Reconciliation Service API 0.2: a batch of queries or a data extension query, in"
            + " JSON; without either, the service manifest.");
    JsonObject properties = new JsonObject();
    properties.put("queries", string());
    properties.put("extend", string());
    JsonObject form = object(properties);
    JsonObject post = new JsonObject();
    post.put("operationId", "reconcile-by-form");
    post.put("summary", get.get("summary"));
    post.put(
        "requestBody", only("content", only("application/x-www-form-urlencoded", schema(form))));
    post.put("responses", get.get("responses"));
    JsonObject path = only("get", get);
    path.put("post", post);
    return path;
  }

  /** An address that answers in JSON, with parameters none of which need be given. */
  private static JsonObject json(String summary, String... names) {
    JsonArray parameters = new JsonArray();
    for (String name : names) {
      JsonObject parameter = new JsonObject();
      parameter.put("name", name);
      parameter.put("in", "query");
      parameter.put("required", false);
      parameter.put("schema", string());
      parameters.add(parameter);
    }
    JsonObject ok = new JsonObject();
    ok.put("description", summary);
    ok.put("content", only("application/json", schema(only("type", "object"))));
    JsonObject responses = new JsonObject();
    responses.put("200", ok);
    responses.put("default", problem());
    JsonObject get = new JsonObject();
    get.put("operationId", summary.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
    get.put("summary", summary);
    get.put("parameters", parameters);
    get.put("responses", responses);
    return only("get", get);
  }

  private static JsonObject responses(String description) {
    JsonObject content = new JsonObject();
    for (AnswerFormat format : ROWS) {
      JsonObject body =
          format == AnswerFormat.JSON ? only("$ref", "#/components/schemas/Rows") : string();
      content.put(format.mediaTypesForRows().get(0), schema(body));
    }
    JsonObject ok = new JsonObject();
    ok.put("description", description);
    ok.put("content", content);
    JsonObject responses = new JsonObject();
    responses.put("200", ok);
    responses.put("default", problem());
    return responses;
  }

  private static JsonObject problem() {
    JsonObject content = new JsonObject();
    content.put("application/problem+json", schema(only("$ref", "#/components/schemas/Problem")));
    JsonObject problem = new JsonObject();
    problem.put("description", "A problem document (RFC 9457)");
    problem.put("content", content);
    return problem;
  }

  private static JsonObject components() {
    JsonObject type = string();
    type.put("format", "uri");
    JsonObject status = new JsonObject();
    status.put("type", "integer");
    JsonObject properties = new JsonObject();
    properties.put("type", type);
    properties.put("title", string());
    properties.put("status", status);
    properties.put("detail", string());
    properties.put("instance", string());
    JsonObject problem = object(properties);
    JsonObject object = new JsonObject();
    object.put("type", "object");
    JsonObject members = new JsonObject();
    members.put("head", object);
    members.put("results", object);
    JsonObject rows = new JsonObject();
    rows.put("type", "object");
    rows.put("description", "SPARQL 1.1 Query Results JSON Format");
    rows.put("properties", members);
    JsonObject schemas = new JsonObject();
    schemas.put("Problem", problem);
    schemas.put("Rows", rows);
    return only("schemas", schemas);
  }

  private static JsonObject schema(JsonObject schema) {
    return only("schema", schema);
  }

  private static JsonObject object(JsonObject properties) {
    JsonObject object = only("type", "object");
    object.put("properties", properties);
    return object;
  }

  private static JsonObject string() {
    return only("type", "string");
  }

  private static JsonObject only(String name, JsonObject value) {
    JsonObject object = new JsonObject();
    object.put(name, value);
    return object;
  }

  private static JsonObject only(String name, String value) {
    JsonObject object = new JsonObject();
    object.put(name, value);
    return object;
  }
}
