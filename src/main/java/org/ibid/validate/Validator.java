package org.ibid.validate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.ShaclParseException;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;

/** Checks a state of the graph against the shapes of {@code ontology/shapes}. */
public final class Validator {

  static {
    JenaSystem.init();
  }

  private static final Node CLAIM = NodeFactory.createURI(Ibid.NS + "Claim");

  /** With so many findings nobody reads suggestions, and they take time. */
  private static final int MOST_WITH_SUGGESTIONS = 200;

  private static final Comparator<Node> BY_TEXT = Comparator.comparing(Node::toString);

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(
              (Finding finding) -> finding.place().orElse(null),
              Comparator.nullsLast(
                  Comparator.comparing(Place::file)
                      .thenComparing(Place::line)
                      .thenComparing(Place::column)))
          .thenComparing(Finding::rule, BY_TEXT);

  private final Shapes shapes;
  private final List<Node> rules;
  private final Map<Node, SparqlRule> sparqlRules = new HashMap<>();
  private final Map<Node, RowQuery> targetQueries = new HashMap<>();
  private final AffectedNodes affected;

  private Validator(Shapes shapes) {
    this.shapes = shapes;
    for (Shape shape : shapes.getTargetShapes()) {
      SparqlRule.of(shape).ifPresent(rule -> sparqlRules.put(shape.getShapeNode(), rule));
      for (Target target : shape.getTargets()) {
        if (target.getTargetType() == TargetType.targetExtension) {
          Reads.targetQuery(target)
              .flatMap(RowQuery::of)
              .ifPresent(query -> targetQueries.put(target.getObject(), query));
        }
      }
    }
    this.affected = new AffectedNodes(shapes.getTargetShapes());
    List<Node> named = new ArrayList<>();
    for (Map.Entry<Node, Shape> shape : shapes.getShapeMap().entrySet()) {
      if (shape.getKey().isURI() && !shape.getValue().getConstraints().isEmpty()) {
        named.add(shape.getKey());
      }
    }
    named.sort(Comparator.comparing(Node::getURI));
    this.rules = List.copyOf(named);
  }

  /**
   * Reads the shapes.
   *
   * @throws BadInputException if they are not SHACL
   */
  public static Validator read(Home home) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (SourceFile file : ClaimGraph.readShapes(home)) {
      file.triples().forEach(graph::add);
      file.prefixes().forEach(graph.getPrefixMapping()::setNsPrefix);
    }
    try {
      return of(graph);
    } catch (RuntimeException e) {
      // The parser answers mistakes with exceptions of many kinds.
      throw new BadInputException(home.show(home.shapes()), e.getMessage());
    }
  }

  /**
   * The validator for shapes; their queries are changed to hold the prefixes that they name.
   *
   * @throws ShaclParseException if they are not SHACL
   */
  static Validator of(Graph graph) {
    writeOutPrefixes(graph);
    Shapes shapes = Shapes.parse(graph);
    shapes.getShapeMap().values().forEach(SparqlLimits::check);
    return new Validator(shapes);
  }

  /**
   * Puts the prefixes that a query takes from {@code sh:prefixes} in front of it. The parser would
   * look them up again for each of the queries, which is most of its work.
   */
  private static void writeOutPrefixes(Graph shapes) {
    for (Triple prefixes : G.find(shapes, null, SHACL.prefixes, null).toList()) {
      Node query = prefixes.getSubject();
      StringBuilder header = new StringBuilder();
      for (Node declaration : declarations(shapes, prefixes.getObject())) {
        header
            .append("PREFIX ")
            .append(G.getOneSP(shapes, declaration, SHACL.prefix).getLiteralLexicalForm())
            .append(": <")
            .append(G.getOneSP(shapes, declaration, SHACL.namespace).getLiteralLexicalForm())
            .append("> ");
      }
      for (Triple select : G.find(shapes, query, SHACL.select, null).toList()) {
        shapes.delete(select);
        String text = header + select.getObject().getLiteralLexicalForm();
        shapes.add(query, SHACL.select, NodeFactory.createLiteralString(text));
      }
      for (Triple update : G.find(shapes, query, Generators.UPDATE, null).toList()) {
        shapes.delete(update);
        String text = header + update.getObject().getLiteralLexicalForm();
        shapes.add(query, Generators.UPDATE, NodeFactory.createLiteralString(text));
      }
      shapes.delete(prefixes);
    }
  }

  /** What an ontology declares, and what those do that it imports (SHACL, section 5.2.1). */
  private static Set<Node> declarations(Graph shapes, Node ontology) {
    Set<Node> declarations = new LinkedHashSet<>();
    Set<Node> ontologies = new LinkedHashSet<>(List.of(ontology));
    for (List<Node> next = List.of(ontology); !next.isEmpty(); ) {
      List<Node> imported = new ArrayList<>();
      for (Node each : next) {
        declarations.addAll(G.listSP(shapes, each, SHACL.declare));
        for (Node other : G.listSP(shapes, each, OWL.imports.asNode())) {
          if (ontologies.add(other)) {
            imported.add(other);
          }
        }
      }
      next = imported;
    }
    return declarations;
  }

  /** The shapes of which any change may affect any node. */
  List<Shape> shapesOfEverything() {
    return affected.ofEverything();
  }

  /** The shapes that have targets of their own. */
  Collection<Shape> targetShapes() {
    return shapes.getTargetShapes();
  }

  /** The names of the rules: the shapes that state constraints. */
  public List<Node> rules() {
    return rules;
  }

  /** Checks everything that a state asserts; what the rules of the ontology derive is not seen. */
  public Report check(View view) {
    long start = System.nanoTime();
    Graph data = view.asserted();
    ValidationReport report = validate(data);
    return report(view, report, G.allNodesOfTypeRDFS(data, CLAIM).size(), start);
  }

  /**
   * Checks what a change can affect: each resource against each rule that may find it other than
   * before. What this does not find, {@link #check(View)} of the state before found too, or it does
   * not find it in the state after.
   *
   * @param before the state before the change
   * @param after the state after the change
   * @param change what was removed from the one and added to get the other
   */
  public Report check(View before, View after, Change change) {
    long start = System.nanoTime();
    Optional<Map<Shape, Set<Node>>> nodes = affected(before.asserted(), change);
    if (nodes.isEmpty()) {
      return check(after);
    }
    Graph data = after.asserted();
    Targets targets = new Targets(data);
    Map<Shape, Set<Node>> focusNodes = focusNodes(nodes.get(), targets);
    ValidationReport report = validate(data, focusNodes);
    Set<Node> checked = new HashSet<>();
    focusNodes.values().forEach(checked::addAll);
    return report(after, report, targets.count(CLAIM, checked), start);
  }

  /**
   * For each shape the nodes that may keep or break it other than before the change, among them
   * such as the shape is not about; nothing when that may be all nodes for every shape.
   */
  Optional<Map<Shape, Set<Node>>> affected(Graph before, Change change) {
    return affected.of(before, change);
  }

  private Map<Shape, Set<Node>> focusNodes(Map<Shape, Set<Node>> candidates, Targets targets) {
    Map<Shape, Set<Node>> focusNodes = new LinkedHashMap<>();
    candidates.forEach(
        (shape, nodes) -> focusNodes.put(shape, targets.among(shape, nodes, targetQueries)));
    affected.ofEverything().forEach(shape -> focusNodes.put(shape, targets.all(shape)));
    return focusNodes;
  }

  private Report report(View view, ValidationReport report, int claims, long start) {
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    return new Report(
        view,
        prefixes(view),
        findings(view, report),
        rules.size(),
        claims,
        duration,
        report.getGraph());
  }

  /** Those of the graph, and those of the shapes where the graph has no other use for them. */
  private PrefixMapping prefixes(View view) {
    PrefixMapping prefixes = PrefixMapping.Factory.create();
    prefixes.setNsPrefixes(shapes.getGraph().getPrefixMapping());
    prefixes.setNsPrefixes(view.prefixes());
    return prefixes.lock();
  }

  /** The same as Jena's own validation of the whole graph, quicker. */
  ValidationReport validate(Graph data) {
    Targets targets = new Targets(data);
    Map<Shape, Set<Node>> focusNodes = new LinkedHashMap<>();
    shapes.getTargetShapes().forEach(shape -> focusNodes.put(shape, targets.all(shape)));
    return validate(data, focusNodes);
  }

  /** Checks only the given nodes, as far as the shapes are about them. */
  ValidationReport validateAmong(Graph data, Map<Shape, Set<Node>> candidates) {
    return validate(data, focusNodes(candidates, new Targets(data)));
  }

  private ValidationReport validate(Graph data, Map<Shape, Set<Node>> focusNodes) {
    ValidationContext context = ValidationContext.create(shapes, data);
    focusNodes.forEach((shape, nodes) -> validate(context, data, shape, nodes));
    return context.generateReport();
  }

  private void validate(ValidationContext context, Graph data, Shape shape, Set<Node> focusNodes) {
    if (focusNodes.isEmpty() || shape.deactivated()) {
      return;
    }
    SparqlRule rule = sparqlRules.get(shape.getShapeNode());
    if (rule != null) {
      rule.check(context, data, focusNodes);
    } else {
      focusNodes.forEach(node -> VLib.validateShape(context, data, shape, node));
    }
  }

  private List<Finding> findings(View view, ValidationReport report) {
    Map<List<Object>, Finding> findings = new LinkedHashMap<>();
    if (report.getEntries().isEmpty()) {
      return List.of();
    }
    Trial trial = new Trial(this, view.asserted());
    Suggester suggester = new Suggester(view, shapes.getGraph(), trial, prefixes(view));
    for (ReportEntry entry : report.getEntries()) {
      Finding finding = finding(view, entry);
      List<Object> key =
          List.of(finding.resource(), finding.rule(), finding.path(), finding.values());
      if (!findings.containsKey(key)) {
        boolean many = findings.size() >= MOST_WITH_SUGGESTIONS;
        findings.put(key, many ? finding : finding.with(suggester.of(entry, finding)));
      }
    }
    return findings.values().stream().sorted(BY_PLACE).toList();
  }

  private static Finding finding(View view, ReportEntry entry) {
    Node resource = entry.focusNode();
    Path path = entry.resultPath();
    List<Node> values = List.of();
    if (path != null
        && entry.sourceConstraintComponent().equals(SHACL.UniqueLangConstraintComponent)) {
      values = inOneLanguage(view, resource, path, entry.value());
    } else if (entry.value() != null && !entry.value().equals(resource)) {
      values = List.of(entry.value());
      path = path == null ? null : taken(path, view, resource, entry.value());
    } else if (path != null) {
      values =
          ShaclPaths.valueNodes(view.asserted(), resource, path).stream().sorted(BY_TEXT).toList();
    }
    Location location = Location.of(view, resource, path, values);
    return new Finding(
        Severity.of(entry.severity().level()),
        resource,
        entry.source(),
        entry.message(),
        Optional.ofNullable(path),
        values,
        location.place(),
        location.span(),
        List.of());
  }

  /** Of texts of which several are in one language: those of the language that is told of. */
  private static List<Node> inOneLanguage(View view, Node resource, Path path, Node named) {
    List<Node> texts =
        ShaclPaths.valueNodes(view.asserted(), resource, path).stream()
            .filter(value -> value.isLiteral() && !value.getLiteralLanguage().isEmpty())
            .sorted(BY_TEXT)
            .toList();
    Map<String, List<Node>> byLanguage =
        texts.stream()
            .collect(
                Collectors.groupingBy(
                    text -> text.getLiteralLanguage().toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.toList()));
    return byLanguage.values().stream()
        .filter(same -> same.size() > 1 && (named == null || same.contains(named)))
        .findFirst()
        .orElse(texts);
  }

  /** Where a path offers several predicates: the one that leads to the value. */
  private static Path taken(Path path, View view, Node resource, Node value) {
    if (path instanceof P_Alt either) {
      Path left = taken(either.getLeft(), view, resource, value);
      return leadsTo(left, view, resource, value)
          ? left
          : taken(either.getRight(), view, resource, value);
    }
    return path;
  }

  private static boolean leadsTo(Path path, View view, Node resource, Node value) {
    return !(path instanceof P_Link link)
        || view.asserted().contains(resource, link.getNode(), value);
  }
}
