package org.ibid.validate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Ibid;
import org.ibid.graph.Mistake;
import org.ibid.graph.Place;
import org.ibid.graph.Span;
import org.ibid.graph.TurtleText;
import org.ibid.graph.View;
import org.ibid.validate.Suggestion.Certainty;

/** Reports documents that do not keep to their syntax in the same way as broken rules. */
public final class SyntaxReport {

  /** The rule that is broken: a document can be read. */
  public static final Node RULE = NodeFactory.createURI(Ibid.BASE + "shapes#document-is-readable");

  private static final Node FINDINGS = NodeFactory.createURI(SHACL.getURI() + "result");

  private SyntaxReport() {}

  /** What is known of names: the prefixes and the resources of a state. */
  private record Names(PrefixMapping mapping, Graph graph) implements TurtleText.Known {
    @Override
    public Map<String, String> prefixes() {
      return mapping.getNsPrefixMap();
    }

    @Override
    public List<String> named(String word) {
      TurtleTerms terms = new TurtleTerms(mapping.getNsPrefixMap(), mapping);
      Map<String, Integer> found = new TreeMap<>();
      graph
          .find(Node.ANY, RDF.Nodes.type, Node.ANY)
          .mapWith(triple -> triple.getSubject())
          .filterKeep(Node::isURI)
          .filterKeep(node -> Nearby.lastWord(node.getURI()).equalsIgnoreCase(word))
          .forEachRemaining(
              node -> {
                boolean same = node.getURI().endsWith(word);
                found.put(
                    terms.of(node), (same ? 0 : 1) + (node.getURI().startsWith(Ibid.NS) ? 0 : 2));
              });
      return found.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .limit(3)
          .map(Map.Entry::getKey)
          .filter(name -> !name.startsWith("<"))
          .toList();
    }
  }

  /**
   * The report on documents that could not be read.
   *
   * @param unreadable what was wrong with each of the files
   * @param view a state whose names the documents may have meant, if there is one
   */
  public static Report of(Map<Path, BadInputException> unreadable, Optional<View> view) {
    PrefixMapping prefixes =
        view.map(View::prefixes).orElseGet(() -> PrefixMapping.Factory.create().lock());
    Graph graph = view.map(View::asserted).orElseGet(GraphFactory::createDefaultGraph);
    Names names = new Names(prefixes, graph);
    List<Finding> findings = new ArrayList<>();
    Map<Path, String> texts = new HashMap<>();
    for (Map.Entry<Path, BadInputException> entry : unreadable.entrySet()) {
      Path file = entry.getKey();
      BadInputException each = entry.getValue();
      texts.put(file, each.text());
      List<Mistake> mistakes =
          each.mistakes().isEmpty() ? List.of() : TurtleText.of(each.text(), names).mistakes();
      if (mistakes.isEmpty()) {
        Optional<Place> place =
            Optional.of(
                new Place(file, (int) Math.max(1, each.line()), (int) Math.max(1, each.column())));
        findings.add(finding(file, each.problem(), place, Optional.empty(), List.of()));
      }
      for (Mistake mistake : mistakes) {
        Span span = mistake.span();
        List<Suggestion> suggestions =
            mistake.mends().stream()
                .map(
                    mend ->
                        new Suggestion(
                            mend.words(),
                            mistake.mends().size() == 1 ? Certainty.SURE : Certainty.LIKELY,
                            Optional.of(file),
                            mend.edits(),
                            List.of(),
                            List.of()))
                .toList();
        findings.add(
            finding(
                file,
                mistake.message(),
                Optional.of(new Place(file, span.line(), span.column())),
                Optional.of(span),
                suggestions));
      }
    }
    findings.sort(
        Comparator.comparing((Finding f) -> f.place().orElseThrow().file())
            .thenComparing(f -> f.place().orElseThrow().line())
            .thenComparing(f -> f.place().orElseThrow().column()));
    return new Report(
        View.ofNothing(prefixes), prefixes, findings, 0, 0, Duration.ZERO, shacl(findings), texts);
  }

  private static Finding finding(
      Path file,
      String message,
      Optional<Place> place,
      Optional<Span> span,
      List<Suggestion> suggestions) {
    String words =
        message.isEmpty()
            ? message
            : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    return new Finding(
        Severity.VIOLATION,
        NodeFactory.createURI(file.toUri().toString()),
        RULE,
        words,
        Optional.empty(),
        List.of(),
        place,
        span,
        suggestions);
  }

  private static Graph shacl(List<Finding> findings) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node report = NodeFactory.createBlankNode();
    graph.add(report, RDF.Nodes.type, SHACL.ValidationReport);
    graph.add(report, SHACL.conforms, NodeFactory.createLiteralByValue(findings.isEmpty()));
    for (Finding finding : findings) {
      Node result = NodeFactory.createBlankNode();
      graph.add(report, FINDINGS, result);
      graph.add(result, RDF.Nodes.type, SHACL.ValidationResult);
      graph.add(result, SHACL.focusNode, finding.resource());
      graph.add(result, SHACL.resultSeverity, SHACL.Violation);
      graph.add(result, SHACL.sourceShape, RULE);
      graph.add(result, SHACL.resultMessage, NodeFactory.createLiteralString(finding.message()));
    }
    return graph;
  }
}
