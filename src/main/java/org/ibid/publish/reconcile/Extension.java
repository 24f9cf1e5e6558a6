package org.ibid.publish.reconcile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Ibid;
import org.ibid.publish.Names;
import org.ibid.publish.reconcile.Schema.Term;
import org.ibid.search.NameIndex;

/** Gives values of properties for entities that have been matched, to fill new columns with. */
final class Extension {

  static final String ENTITIES = "entities";
  static final String TEXT = "text";
  static final String IRIS = "iris";

  private static final int MOST_CELLS = 10_000;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?");

  private static final Set<RDFDatatype> INTEGERS =
      Set.of(
          XSDDatatype.XSDinteger,
          XSDDatatype.XSDint,
          XSDDatatype.XSDlong,
          XSDDatatype.XSDnonNegativeInteger,
          XSDDatatype.XSDpositiveInteger);

  private static final Set<RDFDatatype> NUMBERS =
      Set.of(XSDDatatype.XSDdecimal, XSDDatatype.XSDdouble, XSDDatatype.XSDfloat);

  private final Graph graph;
  private final NameIndex index;
  private final Names names;
  private final Schema schema;

  Extension(Graph graph, NameIndex index, Names names, Schema schema) {
    this.graph = graph;
    this.index = index;
    this.names = names;
    this.schema = schema;
  }

  /** A column that is asked for. */
  private record Column(
      String id, Optional<Term> property, int limit, String language, String content) {}

  JsonObject answer(JsonValue json) {
    JsonObject query = object(json, "A data extension query");
    List<String> ids = new ArrayList<>();
    for (JsonValue id : array(query, "ids")) {
      if (!id.isString()) {
        throw BadQueryException.meaningless("Each of \"ids\" is a string.");
      }
      ids.add(id.getAsString().value());
    }
    List<Column> columns = new ArrayList<>();
    for (JsonValue property : array(query, "properties")) {
      columns.add(column(object(property, "Each of \"properties\"")));
    }
    if ((long) ids.size() * columns.size() > MOST_CELLS) {
      throw BadQueryException.tooMuch(
          "These are more than "
              + MOST_CELLS
              + " cells; ask for fewer entities or properties at once.");
    }
    JsonObject answer = new JsonObject();
    JsonArray meta = new JsonArray();
    columns.forEach(column -> meta.add(meta(column)));
    answer.put("meta", meta);
    JsonObject rows = new JsonObject();
    for (String id : ids) {
      JsonObject row = new JsonObject();
      Set<Node> entities = index.identified(id);
      Node entity = entities.size() == 1 ? entities.iterator().next() : null;
      columns.forEach(column -> row.put(column.id(), cell(entity, column)));
      rows.put(id, row);
    }
    answer.put("rows", rows);
    return answer;
  }

  private static JsonObject object(JsonValue json, String what) {
    if (!json.isObject()) {
      throw BadQueryException.meaningless(what + " is a JSON object.");
    }
    return json.getAsObject();
  }

  private static JsonArray array(JsonObject query, String member) {
    JsonValue value = query.get(member);
    if (value == null || !value.isArray()) {
      throw BadQueryException.meaningless(
          "A data extension query has an array \"" + member + "\".");
    }
    return value.getAsArray();
  }

  private Column column(JsonObject property) {
    JsonValue id = property.get("id");
    if (id == null || !id.isString()) {
      throw BadQueryException.meaningless("Each of \"properties\" has an \"id\", a string.");
    }
    JsonValue settings = property.get("settings");
    JsonObject chosen =
        settings == null || settings.isNull()
            ? new JsonObject()
            : object(settings, "The member \"settings\"");
    String limit = text(chosen, "limit");
    if (!limit.matches("\\d{0,9}")) {
      throw BadQueryException.meaningless("The setting \"limit\" is a number, not " + limit + ".");
    }
    return new Column(
        id.getAsString().value(),
        schema.property(id.getAsString().value()),
        limit.isEmpty() ? 0 : Integer.parseInt(limit),
        text(chosen, "language"),
        text(chosen, "content"));
  }

  /** A setting; clients send numbers as texts and the other way round. */
  private static String text(JsonObject settings, String name) {
    JsonValue value = settings.get(name);
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isString() ? value.getAsString().value().strip() : value.toString();
  }

  private JsonObject meta(Column column) {
    JsonObject meta = new JsonObject();
    meta.put("id", column.id());
    meta.put("name", column.property().map(Term::name).orElse(column.id()));
    column
        .property()
        .flatMap(this::range)
        .ifPresent(
            type -> {
              JsonObject written = new JsonObject();
              written.put("id", type.id());
              written.put("name", type.name());
              meta.put("type", written);
            });
    return meta;
  }

  /** The type of a property's values, if they are entities. */
  private Optional<Term> range(Term property) {
    return graph
        .find(property.node(), RDFS.range.asNode(), Node.ANY)
        .mapWith(Triple::getObject)
        .toList()
        .stream()
        .flatMap(type -> schema.type(type).stream())
        .findFirst();
  }

  private JsonArray cell(Node entity, Column column) {
    JsonArray cell = new JsonArray();
    if (entity == null || column.property().isEmpty()) {
      return cell;
    }
    graph
        .find(entity, column.property().get().node(), Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(value -> value.isURI() || value.isLiteral())
        .filterKeep(value -> isIn(value, column.language()))
        .toList()
        .stream()
        .sorted(Comparator.comparing(names::of).thenComparing(node -> node.toString()))
        .limit(column.limit() == 0 ? Long.MAX_VALUE : column.limit())
        .forEach(value -> cell.add(value.isURI() ? thing(value, column) : literal(value)));
    return cell;
  }

  private static boolean isIn(Node value, String language) {
    return language.isEmpty()
        || !value.isLiteral()
        || value.getLiteralLanguage().isEmpty()
        || value.getLiteralLanguage().equalsIgnoreCase(language);
  }

  private JsonObject thing(Node value, Column column) {
    if (column.content().equals(IRIS)) {
      return only("str", value.getURI());
    }
    if (column.content().equals(TEXT) || !index.has(value)) {
      // What others name is given by its address: they know what it is called.
      boolean ours = value.getURI().startsWith(Ibid.BASE);
      return only("str", ours ? names.of(value) : value.getURI());
    }
    JsonObject entity = only("id", value.getURI());
    entity.put("name", names.of(value));
    return entity;
  }

  private static JsonObject literal(Node value) {
    String text = value.getLiteralLexicalForm();
    RDFDatatype type = value.getLiteralDatatype();
    if (!value.getLiteral().isWellFormed()) {
      return only("str", text);
    }
    if (type.equals(XSDDatatype.XSDdate) && DAY.matcher(text).matches()) {
      return only("date", text + "T00:00:00Z");
    }
    if (type.equals(XSDDatatype.XSDdateTime) && MOMENT.matcher(text).matches()) {
      return only("date", text);
    }
    if (INTEGERS.contains(type)) {
      return number("int", JsonNumber.value(new BigDecimal(new BigInteger(plain(text)))));
    }
    if (NUMBERS.contains(type) && Double.isFinite(Double.parseDouble(text))) {
      return number("float", JsonNumber.value(new BigDecimal(plain(text))));
    }
    return only("str", text);
  }

  private static String plain(String number) {
    String stripped = number.strip();
    return stripped.startsWith("+") ? stripped.substring(1) : stripped;
  }

  private static JsonObject number(String name, JsonNumber value) {
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
