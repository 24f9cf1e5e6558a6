package org.ibid.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathWriter;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.Lines;
import org.ibid.graph.Place;
import org.ibid.graph.Span;
import org.ibid.publish.NodeText;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Suggestion;

/** Writes what a validation found for a person at a terminal, grouped by resource. */
final class ReportText {

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");

  /** What a resource goes by, the best first. */
  private static final List<Node> NAMES =
      List.of(STATEMENT, RDFS.label.asNode(), SKOS.prefLabel.asNode());

  private static final String INDENT = " ".repeat("  violation  ".length());
  private static final int WIDE_ENOUGH = 100;
  private static final int NARROWEST = 40;
  private static final int LONGEST_NAME = 60;

  private final Terminal terminal;
  private final Report report;
  private final NodeText text;
  private final int width;

  ReportText(Terminal terminal, Report report) {
    this.terminal = terminal;
    this.report = report;
    this.text = new NodeText(report.prefixes());
    int columns = terminal.columns() > 0 ? terminal.columns() : WIDE_ENOUGH;
    this.width = Math.max(NARROWEST, Math.min(columns, WIDE_ENOUGH));
  }

  void print(PrintStream out) {
    printFindings(out);
    out.println(closing());
  }

  /** Writes what was found, without what it was found in. */
  void printFindings(PrintStream out) {
    Map<Node, List<Finding>> byOwner = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      byOwner.computeIfAbsent(owner(finding.resource()), o -> new ArrayList<>()).add(finding);
    }
    byOwner.forEach((owner, findings) -> printResource(out, owner, findings));
  }

  private void printResource(PrintStream out, Node owner, List<Finding> findings) {
    String iri = text.of(owner);
    StringBuilder head = new StringBuilder(style(BOLD, iri));
    name(owner, width - iri.length() - 2).ifPresent(name -> head.append("  ").append(name));
    out.println(head);
    for (Finding finding : findings) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      String margin =
          "  "
              + style(color(finding.severity()), severity)
              + " ".repeat(INDENT.length() - 2 - severity.length());
      for (String line : TextTable.wrap(finding.message(), width - INDENT.length())) {
        out.println(margin + line);
        margin = INDENT;
      }
      what(owner, finding).ifPresent(what -> out.println(INDENT + what));
      String place = finding.place().map(this::place).map(p -> p + "  ").orElse("");
      out.println(INDENT + style(FAINT, place + text.of(finding.rule())));
      excerpt(out, INDENT, finding);
      help(out, INDENT, finding);
    }
    out.println();
  }

  /** Writes what is wrong with documents that cannot be read, one after the other. */
  void printErrors(PrintStream out) {
    for (Finding finding : report.findings()) {
      String place = finding.place().map(this::place).map(p -> p + ": ").orElse("");
      String message = finding.message();
      out.println(style(BOLD, "ibid: " + place) + style(RED, message));
      excerpt(out, "  ", finding);
      help(out, "  ", finding);
    }
  }

  /** The line where it is written, and marks under the words that are wrong. */
  private void excerpt(PrintStream out, String margin, Finding finding) {
    if (finding.place().isEmpty() || finding.span().isEmpty()) {
      return;
    }
    Span span = finding.span().get();
    Excerpt excerpt =
        Excerpt.of(report.lines(finding.place().get().file()).line(span.line()), span, width);
    String number = String.valueOf(span.line());
    out.println(margin + style(FAINT, number + " | ") + excerpt.line());
    String marks = style(color(finding.severity()), excerpt.marks());
    out.println(margin + style(FAINT, " ".repeat(number.length()) + " | ") + marks);
  }

  /** What may have been meant, and how the line would look with it. */
  private void help(PrintStream out, String margin, Finding finding) {
    boolean first = true;
    for (Suggestion suggestion : finding.suggestions()) {
      String label = first ? "help: " : "  or: ";
      String space = margin;
      for (String line : TextTable.wrap(label + suggestion.words(), width - margin.length())) {
        out.println(space + style(GREEN, line));
        space = margin + " ".repeat(label.length());
      }
      if (first && suggestion.isMechanical() && suggestion.file().isPresent()) {
        Lines lines = report.lines(suggestion.file().get());
        for (String line : Excerpt.changed(lines, suggestion.edits())) {
          out.println(margin + style(line.startsWith("+") ? GREEN : FAINT, line));
        }
      }
      first = false;
    }
  }

  /** The part, the predicate and the values at which the rule is broken. */
  private Optional<String> what(Node owner, Finding finding) {
    List<String> words = new ArrayList<>();
    if (!finding.resource().equals(owner)) {
      words.add(text.of(finding.resource()));
    }
    finding.path().map(this::path).ifPresent(words::add);
    if (!finding.values().isEmpty()) {
      words.add(String.join(", ", finding.values().stream().map(this::value).toList()));
    } else if (finding.path().isPresent()) {
      words.add("missing");
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("  ", words));
  }

  private String value(Node value) {
    if (value.isLiteral()) {
      return shortened(literal(value), LONGEST_NAME);
    }
    String remark =
        name(value, LONGEST_NAME)
            .orElse(value.isURI() && !isDescribed(value) ? "nothing says what this is" : "");
    return text.of(value) + (remark.isEmpty() ? "" : " (" + remark + ")");
  }

  private boolean isDescribed(Node value) {
    return !value.getURI().startsWith(Ibid.BASE)
        || report.view().asserted().contains(value, Node.ANY, Node.ANY);
  }

  private String literal(Node node) {
    String quoted = "\"" + node.getLiteralLexicalForm() + "\"";
    if (!node.getLiteralLanguage().isEmpty()) {
      return quoted + "@" + node.getLiteralLanguage();
    }
    return quoted + "^^" + text.of(NodeFactory.createURI(node.getLiteralDatatypeURI()));
  }

  /** A path as one reads it. */
  private String path(Path path) {
    if (path instanceof P_Link link) {
      return text.of(link.getNode());
    }
    if (path instanceof P_Inverse inverse && inverse.getSubPath() instanceof P_Link link) {
      return "leading here by " + text.of(link.getNode());
    }
    if (path instanceof P_Seq sequence) {
      return path(sequence.getLeft()) + " / " + path(sequence.getRight());
    }
    if (path instanceof P_Alt) {
      return alternatives(ways(path).map(this::path).toList());
    }
    return PathWriter.asString(path);
  }

  private static Stream<Path> ways(Path path) {
    return path instanceof P_Alt either
        ? Stream.concat(ways(either.getLeft()), ways(either.getRight()))
        : Stream.of(path);
  }

  private static String alternatives(List<String> ways) {
    int shown = ways.size() <= 3 ? ways.size() - 1 : 2;
    String first = String.join(", ", ways.subList(0, shown));
    return first
        + " or "
        + (shown == ways.size() - 1 ? ways.get(shown) : (ways.size() - shown) + " others");
  }

  private String place(Place place) {
    String file =
        place.file().isAbsolute() ? terminal.home().show(place.file()) : place.file().toString();
    return file + ":" + place.line() + ":" + place.column();
  }

  private Optional<String> name(Node node, int longest) {
    Graph graph = report.view().asserted();
    for (Node naming : NAMES) {
      String found = null;
      for (Triple triple : graph.find(node, naming, Node.ANY).toList()) {
        Node name = triple.getObject();
        if (name.isLiteral() && (found == null || name.getLiteralLanguage().equals("en"))) {
          found = name.getLiteralLexicalForm();
        }
      }
      if (found != null) {
        return Optional.of(shortened(found, longest));
      }
    }
    return Optional.empty();
  }

  private static String shortened(String name, int longest) {
    int most = Math.max(longest, NARROWEST / 2);
    return name.codePointCount(0, name.length()) <= most
        ? name
        : name.substring(0, name.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }

  /** The resource whose part this one is, or itself. */
  private static Node owner(Node resource) {
    if (!resource.isURI() || !resource.getURI().startsWith(Ibid.ID)) {
      return resource;
    }
    String iri = resource.getURI();
    int dot = iri.indexOf('.', iri.lastIndexOf('/'));
    return dot < 0 ? resource : NodeFactory.createURI(iri.substring(0, dot));
  }

  private String closing() {
    List<String> counts = new ArrayList<>();
    count(counts, Severity.VIOLATION, "violation", "violations");
    count(counts, Severity.WARNING, "warning", "warnings");
    count(counts, Severity.INFO, "remark", "remarks");
    String size =
        String.format(
            Locale.ROOT,
            "%,d triples, %,d claims, %d rules, %.1f s",
            report.view().asserted().size(),
            report.claims(),
            report.rules(),
            report.duration().toMillis() / 1000.0);
    if (report.count(Severity.VIOLATION) > 0) {
      return style(RED, String.join(", ", counts)) + " (" + size + ")";
    }
    String conforms = style(GREEN, "conforms");
    if (!counts.isEmpty()) {
      conforms += ", with " + style(YELLOW, String.join(", ", counts));
    }
    return conforms + " (" + size + ")";
  }

  private void count(List<String> counts, Severity severity, String one, String many) {
    int count = report.count(severity);
    if (count > 0) {
      counts.add(String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many));
    }
  }

  private static final String BOLD = "1";
  private static final String FAINT = "2";
  private static final String RED = "1;31";
  private static final String GREEN = "1;32";
  private static final String YELLOW = "1;33";

  private static String color(Severity severity) {
    return severity == Severity.VIOLATION ? RED : YELLOW;
  }

  private String style(String code, String words) {
    return terminal.colours() ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
  }
}
