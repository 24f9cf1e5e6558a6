package org.ibid.validate;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Prologue;
import org.apache.jena.sparql.path.PathWriter;
import org.ibid.graph.Edit;
import org.ibid.graph.Span;

/** Writes a report as JSON: in a form of our own, and as SARIF 2.1.0. */
final class JsonReport {

  private final Report report;
  private final Function<Path, String> show;

  JsonReport(Report report, Function<Path, String> show) {
    this.report = report;
    this.show = show;
  }

  // ---- Our own form

  String json() {
    JsonObject root = new JsonObject();
    root.put("conforms", report.count(Severity.VIOLATION) == 0);
    JsonObject counts = new JsonObject();
    for (Severity severity : Severity.values()) {
      counts.put(word(severity), report.count(severity));
    }
    root.put("counts", counts);
    root.put("rules", report.rules());
    root.put("claims", report.claims());
    root.put("version", report.view().version());
    JsonArray findings = new JsonArray();
    report.findings().forEach(finding -> findings.add(json(finding)));
    root.put("findings", findings);
    return root + "\n";
  }

  private JsonObject json(Finding finding) {
    JsonObject object = new JsonObject();
    object.put("severity", word(finding.severity()));
    object.put("rule", finding.rule().toString());
    object.put("message", finding.message());
    object.put("resource", finding.resource().toString());
    finding.path().ifPresent(path -> object.put("path", PathWriter.asString(path, prologue())));
    JsonArray values = new JsonArray();
    finding.values().forEach(value -> values.add(NodeFmtLib.strNT(value)));
    object.put("values", values);
    finding
        .place()
        .ifPresent(
            place -> {
              object.put("file", show.apply(place.file()));
              object.put("line", place.line());
              object.put("column", place.column());
            });
    finding
        .span()
        .ifPresent(
            span -> {
              object.put("endLine", span.endLine());
              object.put("endColumn", span.endColumn());
            });
    JsonArray suggestions = new JsonArray();
    finding.suggestions().forEach(suggestion -> suggestions.add(json(suggestion)));
    object.put("suggestions", suggestions);
    return object;
  }

  private Prologue prologue() {
    return new Prologue(report.prefixes());
  }

  private JsonObject json(Suggestion suggestion) {
    JsonObject object = new JsonObject();
    object.put("message", suggestion.words());
    object.put(
        "certainty", suggestion.certainty().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    suggestion.file().ifPresent(file -> object.put("file", show.apply(file)));
    JsonArray edits = new JsonArray();
    for (Edit edit : suggestion.edits()) {
      JsonObject each = new JsonObject();
      each.put("line", edit.span().line());
      each.put("column", edit.span().column());
      each.put("endLine", edit.span().endLine());
      each.put("endColumn", edit.span().endColumn());
      each.put("text", edit.text());
      edits.add(each);
    }
    object.put("edits", edits);
    object.put("remove", triples(suggestion.deleted()));
    object.put("add", triples(suggestion.added()));
    return object;
  }

  private static JsonArray triples(List<Triple> triples) {
    JsonArray array = new JsonArray();
    for (Triple triple : triples) {
      array.add(
          NodeFmtLib.strNT(triple.getSubject())
              + " "
              + NodeFmtLib.strNT(triple.getPredicate())
              + " "
              + NodeFmtLib.strNT(triple.getObject())
              + " .");
    }
    return array;
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  // ---- SARIF

  String sarif() {
    Map<Node, Integer> rules = new LinkedHashMap<>();
    List<Finding> examples = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (rules.putIfAbsent(finding.rule(), rules.size()) == null) {
        examples.add(finding);
      }
    }
    JsonArray descriptors = new JsonArray();
    for (Finding finding : examples) {
      JsonObject rule = new JsonObject();
      rule.put("id", id(finding.rule()));
      rule.put("name", camel(id(finding.rule())));
      boolean syntax = finding.rule().equals(SyntaxReport.RULE);
      rule.put(
          "shortDescription", text(syntax ? "A document keeps to its syntax." : finding.message()));
      rule.put("helpUri", finding.rule().toString());
      JsonObject level = new JsonObject();
      level.put("level", level(finding.severity()));
      rule.put("defaultConfiguration", level);
      descriptors.add(rule);
    }
    JsonObject driver = new JsonObject();
    driver.put("name", "Ibid");
    driver.put("informationUri", "https://w3id.org/ibid/");
    driver.put("rules", descriptors);
    JsonObject tool = new JsonObject();
    tool.put("driver", driver);
    JsonArray results = new JsonArray();
    report.findings().forEach(finding -> results.add(sarif(finding, rules.get(finding.rule()))));
    JsonObject run = new JsonObject();
    run.put("tool", tool);
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results);
    JsonArray runs = new JsonArray();
    runs.add(run);
    JsonObject root = new JsonObject();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    root.put("runs", runs);
    return root + "\n";
  }

  private JsonObject sarif(Finding finding, int rule) {
    JsonObject result = new JsonObject();
    result.put("ruleId", id(finding.rule()));
    result.put("ruleIndex", rule);
    result.put("level", level(finding.severity()));
    result.put("message", text(finding.message()));
    JsonObject location = new JsonObject();
    finding
        .place()
        .ifPresent(
            place -> {
              JsonObject physical = new JsonObject();
              physical.put("artifactLocation", artifact(place.file()));
              JsonObject region = new JsonObject();
              region.put("startLine", place.line());
              region.put("startColumn", place.column());
              finding.span().ifPresent(span -> end(region, span));
              physical.put("region", region);
              location.put("physicalLocation", physical);
            });
    JsonObject logical = new JsonObject();
    logical.put("fullyQualifiedName", finding.resource().toString());
    logical.put("kind", "resource");
    location.put("logicalLocations", array(logical));
    result.put("locations", array(location));
    JsonArray fixes = new JsonArray();
    for (Suggestion suggestion : finding.suggestions()) {
      if (suggestion.isMechanical() && suggestion.file().isPresent()) {
        fixes.add(fix(suggestion));
      }
    }
    if (!fixes.isEmpty()) {
      result.put("fixes", fixes);
    }
    return result;
  }

  private JsonObject fix(Suggestion suggestion) {
    JsonArray replacements = new JsonArray();
    for (Edit edit : suggestion.edits()) {
      JsonObject region = new JsonObject();
      region.put("startLine", edit.span().line());
      region.put("startColumn", edit.span().column());
      end(region, edit.span());
      JsonObject replacement = new JsonObject();
      replacement.put("deletedRegion", region);
      replacement.put("insertedContent", text(edit.text()));
      replacements.add(replacement);
    }
    JsonObject change = new JsonObject();
    change.put("artifactLocation", artifact(suggestion.file().orElseThrow()));
    change.put("replacements", replacements);
    JsonObject fix = new JsonObject();
    fix.put("description", text(suggestion.words()));
    fix.put("artifactChanges", array(change));
    return fix;
  }

  private static void end(JsonObject region, Span span) {
    region.put("endLine", span.endLine());
    region.put("endColumn", span.endColumn());
  }

  private JsonObject artifact(Path file) {
    JsonObject artifact = new JsonObject();
    try {
      artifact.put("uri", new URI(null, null, show.apply(file), null).toASCIIString());
    } catch (URISyntaxException e) {
      artifact.put("uri", file.toUri().toASCIIString());
    }
    return artifact;
  }

  private static JsonArray array(JsonValue only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  private static JsonObject text(String words) {
    JsonObject text = new JsonObject();
    text.put("text", words);
    return text;
  }

  private static String id(Node rule) {
    return rule.isURI() ? Nearby.lastWord(rule.getURI()) : "unnamed";
  }

  private static String camel(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case VIOLATION -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
