package org.ibid.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonBoolean;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.atlas.json.JsonValue;
import org.ibid.graph.BadInputException;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Value;

/**
 * Says why a request is not answered, with the HTTP status and the kind of problem that fit. Any
 * handler may throw one; {@link Problem} gives it the form that the client likes.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final ProblemType type;
  private final long line;
  private final long column;
  private final transient Map<String, JsonValue> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private transient List<Value> suggestions = List.of();

  /** A refusal of the kind that usually goes with the status. */
  Refusal(int status, String message) {
    this(status, ProblemType.of(status), message, 0, 0);
  }

  /** A refusal of that kind, with the kind's own status. */
  Refusal(ProblemType type, String message) {
    this(type.status(), type, message, 0, 0);
  }

  /** A refusal because of a place in the query or content; line and column count from 1. */
  Refusal(ProblemType type, String message, long line, long column) {
    this(type.status(), type, message, line, column);
  }

  private Refusal(int status, ProblemType type, String message, long line, long column) {
    super(message);
    this.status = status;
    this.type = type;
    this.line = line;
    this.column = column;
    if (line > 0) {
      with("line", line);
    }
    if (column > 0) {
      with("column", column);
    }
  }

  /** A refusal because of a mistake in a text that the client sent, with the line that has it. */
  static Refusal mistake(ProblemType type, String text, BadInputException e) {
    Refusal refusal = new Refusal(type, e.problem(), e.line(), e.column());
    if (e.line() > 0) {
      text.lines().skip(e.line() - 1).findFirst().ifPresent(line -> refusal.with("text", line));
    }
    if (!e.expected().isEmpty()) {
      refusal.with("expected", e.expected());
    }
    refusal.initCause(e);
    return refusal;
  }

  /** Adds a member to the problem document. */
  Refusal with(String name, String value) {
    return with(name, new JsonString(value));
  }

  /** Adds a member to the problem document. */
  Refusal with(String name, long value) {
    return with(name, JsonNumber.value(value));
  }

  /** Adds a member to the problem document. */
  Refusal with(String name, boolean value) {
    return with(name, new JsonBoolean(value));
  }

  /** Adds a member to the problem document. */
  Refusal with(String name, List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return with(name, array);
  }

  /** Adds a member that is itself a JSON object to the problem document. */
  Refusal withJson(String name, String object) {
    return with(name, JSON.parse(object));
  }

  private Refusal with(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  /** Adds a header to the response. */
  Refusal withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Says after how many seconds to try again. */
  Refusal retryAfter(long seconds) {
    return withHeader("Retry-After", Long.toString(seconds));
  }

  /** Says what the client may have meant. */
  Refusal suggesting(List<Value> others) {
    suggestions = List.copyOf(others);
    return this;
  }

  int status() {
    return status;
  }

  ProblemType type() {
    return type;
  }

  long line() {
    return line;
  }

  long column() {
    return column;
  }

  Map<String, JsonValue> members() {
    return members;
  }

  Map<String, String> headers() {
    return headers;
  }

  List<Value> suggestions() {
    return suggestions;
  }
}
