package org.ibid.publish.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;

/**
 * One query of a batch: what is written in a cell, and what else is known of it.
 *
 * @param text the name that is looked for; empty where only the properties are given
 * @param types the types that are wanted, by their identifiers
 * @param strictness what it means to be wanted
 * @param limit how many candidates at most
 * @param properties what the other columns say
 */
record Query(
    String text, List<String> types, Strictness strictness, int limit, List<Wanted> properties) {

  /** So many queries are answered at once. */
  static final int MOST_AT_ONCE = 100;

  /** A longer name is looked for by its beginning. */
  private static final int LONGEST = 500;

  private static final int USUAL_LIMIT = 10;
  private static final int HIGHEST_LIMIT = 100;
  private static final int MOST_PROPERTIES = 50;

  private static final Set<String> MEMBERS =
      Set.of("query", "type", "limit", "properties", "type_strict");

  /** Whether a candidate has to have one of the types, all of them, or had better have one. */
  enum Strictness {
    ANY,
    ALL,
    SHOULD
  }

  /**
   * A property and the values that it should have.
   *
   * @param id the property, as the client calls it
   * @param values any of these
   */
  record Wanted(String id, List<String> values) {}

  /** Reads a batch of queries. */
  static Map<String, Query> batch(JsonValue json) {
    if (!json.isObject()) {
      throw BadQueryException.meaningless(
          "The queries are one JSON object with a member for each query, such as"
              + " {\"q0\": {\"query\": \"name\"}}.");
    }
    JsonObject all = json.getAsObject();
    if (all.size() > MOST_AT_ONCE) {
      throw BadQueryException.tooMuch(
          "There are "
              + all.size()
              + " queries, and at most "
              + MOST_AT_ONCE
              + " are answered at once: send them in several batches.");
    }
    Map<String, Query> batch = new LinkedHashMap<>();
    for (String key : all.keys()) {
      batch.put(key, new Reader(key).query(all.get(key)));
    }
    return batch;
  }

  /** Reads one query and says of what is wrong in which query it is. */
  private record Reader(String key) {

    private BadQueryException wrong(String what) {
      return BadQueryException.meaningless("Query \"" + key + "\": " + what);
    }

    Query query(JsonValue json) {
      if (!json.isObject()) {
        throw wrong("a query is a JSON object.");
      }
      JsonObject object = json.getAsObject();
      for (String member : object.keys()) {
        if (!MEMBERS.contains(member)) {
          throw wrong("there is no member \"" + member + "\"; there are " + members() + ".");
        }
      }
      List<Wanted> properties = properties(object.get("properties"));
      String text = "";
      if (object.hasKey("query")) {
        JsonValue query = object.get("query");
        if (!query.isString()) {
          throw wrong("\"query\" is a string.");
        }
        text = query.getAsString().value().strip();
        text = text.substring(0, Math.min(text.length(), LONGEST));
      } else if (properties.isEmpty()) {
        throw wrong("it has neither \"query\" nor \"properties\": there is nothing to look for.");
      }
      return new Query(
          text,
          types(object.get("type")),
          strictness(object.get("type_strict")),
          limit(object.get("limit")),
          properties);
    }

    private static String members() {
      return String.join(", ", MEMBERS.stream().sorted().toList());
    }

    private int limit(JsonValue json) {
      if (json == null || json.isNull()) {
        return USUAL_LIMIT;
      }
      double limit = json.isNumber() ? json.getAsNumber().value().doubleValue() : 0;
      if (limit < 1) {
        throw wrong("\"limit\" is a number from 1 on.");
      }
      return (int) Math.min(limit, HIGHEST_LIMIT);
    }

    private Strictness strictness(JsonValue json) {
      if (json == null || json.isNull()) {
        return Strictness.ANY;
      }
      for (Strictness strictness : Strictness.values()) {
        if (json.isString() && strictness.name().equalsIgnoreCase(json.getAsString().value())) {
          return strictness;
        }
      }
      throw wrong("\"type_strict\" is \"any\", \"all\" or \"should\".");
    }

    private List<String> types(JsonValue json) {
      if (json == null || json.isNull()) {
        return List.of();
      }
      List<String> types = new ArrayList<>();
      for (JsonValue type : json.isArray() ? json.getAsArray() : List.of(json)) {
        JsonValue id = type.isObject() ? type.getAsObject().get("id") : type;
        if (id == null || !id.isString()) {
          throw wrong("\"type\" is the identifier of a type, or an array of them.");
        }
        if (!id.getAsString().value().isBlank()) {
          types.add(id.getAsString().value().strip());
        }
      }
      return types;
    }

    private List<Wanted> properties(JsonValue json) {
      if (json == null || json.isNull()) {
        return List.of();
      }
      if (!json.isArray()) {
        throw wrong("\"properties\" is an array.");
      }
      if (json.getAsArray().size() > MOST_PROPERTIES) {
        throw BadQueryException.tooMuch(
            "Query \"" + key + "\" has more than " + MOST_PROPERTIES + " properties.");
      }
      List<Wanted> properties = new ArrayList<>();
      for (JsonValue each : json.getAsArray()) {
        JsonValue pid = each.isObject() ? each.getAsObject().get("pid") : null;
        JsonValue value = each.isObject() ? each.getAsObject().get("v") : null;
        if (pid == null || !pid.isString() || value == null) {
          throw wrong("each of \"properties\" has a \"pid\", which is a string, and a \"v\".");
        }
        List<String> values = new ArrayList<>();
        for (JsonValue one : value.isArray() ? value.getAsArray() : List.of(value)) {
          String text = value(one);
          if (!text.isBlank() && values.size() < MOST_PROPERTIES) {
            values.add(text.substring(0, Math.min(text.length(), LONGEST)));
          }
        }
        properties.add(new Wanted(pid.getAsString().value(), values));
      }
      return properties;
    }

    private String value(JsonValue json) {
      if (json.isString()) {
        return json.getAsString().value();
      }
      if (json.isObject()) {
        JsonValue id = json.getAsObject().get("id");
        if (id != null && id.isString()) {
          return id.getAsString().value();
        }
      }
      if (json.isNumber() || json.isBoolean()) {
        return json.toString();
      }
      throw wrong("a value is a string, a number, true, false, or an object with an \"id\".");
    }
  }
}
