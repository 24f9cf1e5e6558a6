package org.ibid.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.Prologue;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathParser;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.ibid.graph.Edit;
import org.ibid.graph.Place;
import org.ibid.graph.Span;
import org.ibid.graph.View;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Suggestion;
import org.ibid.validate.Suggestion.Certainty;

/** Reads what a server found in documents, and puts it at the lines of these. */
final class ReceivedReport {

  private final SentDocuments sent;
  private final View names;

  /**
   * Prepares to read.
   *
   * @param names a state that has the documents, for the names of things
   */
  ReceivedReport(SentDocuments sent, View names) {
    this.sent = sent;
    this.names = names;
  }

  /** The report with these findings, as JSON has them. */
  Report of(JsonArray findings) {
    List<Finding> found = new ArrayList<>();
    findings.forEach(finding -> found.add(finding(finding.getAsObject())));
    return new Report(
        names,
        names.prefixes(),
        List.copyOf(found),
        0,
        0,
        Duration.ZERO,
        GraphFactory.createDefaultGraph());
  }

  private Finding finding(JsonObject json) {
    List<Node> values = new ArrayList<>();
    json.get("values")
        .getAsArray()
        .forEach(value -> values.add(NodeFactoryExtra.parseNode(value.getAsString().value())));
    Optional<Place> place = Optional.empty();
    Optional<Span> span = Optional.empty();
    if (json.hasKey("line")) {
      place = Optional.of(sent.place(number(json, "line"), number(json, "column")));
      if (json.hasKey("endLine")) {
        span = Optional.of(span(json));
      }
    }
    List<Suggestion> suggestions = new ArrayList<>();
    json.get("suggestions")
        .getAsArray()
        .forEach(suggestion -> suggestions.add(suggestion(suggestion.getAsObject())));
    return new Finding(
        Severity.valueOf(json.getString("severity").toUpperCase(Locale.ROOT)),
        NodeFactory.createURI(json.getString("resource")),
        NodeFactory.createURI(json.getString("rule")),
        json.getString("message"),
        json.hasKey("path") ? path(json.getString("path")) : Optional.empty(),
        values,
        place,
        span,
        suggestions);
  }

  /** The path, unless it is written with a prefix that only the server knows. */
  private Optional<Path> path(String written) {
    try {
      return Optional.of(PathParser.parse(written, new Prologue(names.prefixes())));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  private Suggestion suggestion(JsonObject json) {
    List<Edit> edits = new ArrayList<>();
    Set<java.nio.file.Path> files = new LinkedHashSet<>();
    for (JsonValue value : json.get("edits").getAsArray()) {
      JsonObject edit = value.getAsObject();
      edits.add(new Edit(span(edit), edit.getString("text")));
      files.add(sent.place(number(edit, "line"), number(edit, "column")).file());
    }
    // What has to be changed in several files is told in words alone.
    boolean inOne = files.size() == 1;
    return new Suggestion(
        json.getString("message"),
        Certainty.valueOf(json.getString("certainty").toUpperCase(Locale.ROOT).replace('-', '_')),
        inOne ? files.stream().findFirst() : Optional.empty(),
        inOne ? edits : List.of(),
        List.of(),
        List.of());
  }

  private Span span(JsonObject json) {
    return sent.span(
        number(json, "line"),
        number(json, "column"),
        number(json, "endLine"),
        number(json, "endColumn"));
  }

  /** A member that is a number. */
  static int number(JsonObject json, String name) {
    return json.get(name).getAsNumber().value().intValue();
  }
}
