package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.BundledProject;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes themselves are in order: named, worded, spelt as the ontology spells. */
class ShapesTest {

  private static final String NS = Ibid.BASE + "shapes#";
  private static final Node READS = NodeFactory.createURI(NS + "reads");
  private static final Node ANY_PREDICATE = NodeFactory.createURI(NS + "anyPredicate");

  /** What is said of terms alone, and so in the ontology, which is always read. */
  private static final Set<Node> OF_TERMS =
      Set.of(
          RDFS.domain.asNode(),
          RDFS.range.asNode(),
          NodeFactory.createURI(Ibid.NS + "addressTemplate"));

  private static final Pattern NAME_IN_TEXT = Pattern.compile("\\b(\\w+):([A-Za-z]\\w*)");

  private static Graph shapes;
  private static Graph ontology;

  @BeforeAll
  static void load() {
    shapes = GraphFactory.createDefaultGraph();
    for (SourceFile file : ClaimGraph.readShapes(BundledProject.home())) {
      file.triples().forEach(shapes::add);
      file.prefixes().forEach(shapes.getPrefixMapping()::setNsPrefix);
    }
    ontology = GraphFactory.createDefaultGraph();
    for (SourceFile file : ClaimGraph.read(BundledProject.home(), Progress.none()).view().files()) {
      if (file.graph().equals(Ibid.ONTOLOGY_GRAPH)) {
        file.triples().forEach(ontology::add);
      }
    }
  }

  static Stream<Named<Node>> rules() {
    return Validator.read(BundledProject.home()).rules().stream()
        .map(rule -> Named.of(rule.getLocalName(), rule));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ruleHasNameSeverityAndOneMessageInPlainWords(Node rule) {
    assertThat(rule.getURI()).matches(Pattern.quote(NS) + "[a-z0-9]+(-[a-z0-9]+)+");
    assertThat(G.listSP(shapes, rule, SHACL.severity))
        .singleElement()
        .isIn(SHACL.Violation, SHACL.Warning);
    assertThat(G.listSP(shapes, rule, SHACL.message))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.getLiteralLanguage()).isEqualTo("en");
              assertThat(message.getLiteralLexicalForm())
                  .endsWith(".")
                  .doesNotContain("{?", "{$")
                  .hasSizeLessThan(260);
            });
  }

  @Test
  void everyConstraintIsInANamedShape() {
    List<Node> unnamed = new ArrayList<>();
    for (Node parameter :
        List.of(SHACL.sparql, SHACL.xone, SHACL.pattern, SHACL.lessThan, SHACL.disjoint)) {
      unnamed.addAll(G.allPO(shapes, parameter, null).stream().filter(Node::isBlank).toList());
    }
    assertThat(unnamed).isEmpty();
  }

  @Test
  void everyTermOfTheOntologyIsSpeltAsThere() {
    Set<String> unknown = new TreeSet<>();
    for (Triple triple : shapes.find().toList()) {
      for (Node node : List.of(triple.getPredicate(), triple.getObject())) {
        if (node.isURI()) {
          addUnlessKnown(unknown, node);
        } else if (node.isLiteral()) {
          Matcher names = NAME_IN_TEXT.matcher(node.getLiteralLexicalForm());
          while (names.find()) {
            String namespace = shapes.getPrefixMapping().getNsPrefixURI(names.group(1));
            if (namespace != null) {
              addUnlessKnown(unknown, NodeFactory.createURI(namespace + names.group(2)));
            }
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static void addUnlessKnown(Set<String> unknown, Node term) {
    boolean standard =
        Stream.of(Generators.DASH, SHACL.getURI(), RDF.getURI(), RDFS.getURI(), OWL2.getURI(), NS)
            .anyMatch(term.getURI()::startsWith);
    boolean example =
        Stream.of("http://www.wikidata.org/", Ibid.ID, "http://www.w3.org/2001/XMLSchema#")
            .anyMatch(term.getURI()::startsWith);
    boolean document = term.getURI().startsWith(Ibid.BASE + "shapes");
    if (!standard
        && !example
        && !document
        && !term.getURI().startsWith("https://creativecommons.org/")
        && !ontology.contains(term, RDF.Nodes.type, Node.ANY)) {
      unknown.add(term.getURI());
    }
  }

  @Test
  void everyPredicateWithARangeHasARuleForItsValues() {
    Set<Node> checked = new HashSet<>();
    for (Node rule : rules().map(Named::getPayload).toList()) {
      for (Node parameter :
          List.of(
              SHACL.class_,
              SHACL.datatype,
              SHACL.languageIn,
              SHACL.or,
              SHACL.in,
              SHACL.pattern,
              SHACL.maxCount)) {
        // A maximum says something about values only where it is none at all.
        Node value = parameter.equals(SHACL.maxCount) ? NodeConst.nodeZero : Node.ANY;
        if (shapes.contains(rule, parameter, value)) {
          checked.addAll(mentioned(G.listSP(shapes, rule, SHACL.path)));
        }
      }
    }
    List<Node> unchecked =
        ontology
            .find(Node.ANY, RDFS.range.asNode(), Node.ANY)
            .mapWith(Triple::getSubject)
            .filterKeep(property -> property.getURI().startsWith(Ibid.BASE))
            .filterDrop(checked::contains)
            .toList();
    assertThat(unchecked).isEmpty();
  }

  static Stream<Named<Node>> sparqlRules() {
    return rules().filter(rule -> shapes.contains(rule.getPayload(), SHACL.sparql, Node.ANY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sparqlRules")
  void ruleInSparqlSaysWhatItReadsBeyondItsOwnTriples(Node rule) {
    Set<Node> declared = mentioned(G.listSP(shapes, rule, READS));
    if (!declared.contains(ANY_PREDICATE)) {
      Node constraint = G.getOneSP(shapes, rule, SHACL.sparql);
      Query query = ShLib.extractSPARQLQuery(shapes, constraint);
      assertThat(declared).containsAll(readElsewhere(query.getQueryPattern()));
    }
  }

  /** The predicates of the data that a query follows from other resources than the focus node. */
  private static Set<Node> readElsewhere(Element pattern) {
    Set<Node> predicates = new HashSet<>();
    ElementWalker.walk(
        pattern,
        new ElementVisitorBase() {
          @Override
          public void visit(ElementPathBlock block) {
            block.patternElts().forEachRemaining(triple -> predicates.addAll(elsewhere(triple)));
          }

          @Override
          public void visit(ElementFilter filter) {
            Walker.walk(
                filter.getExpr(),
                new ExprVisitorBase() {
                  @Override
                  public void visit(ExprFunctionOp exists) {
                    predicates.addAll(readElsewhere(exists.getElement()));
                  }
                });
          }
        });
    return predicates;
  }

  private static Set<Node> elsewhere(TriplePath triple) {
    boolean own = triple.getSubject().equals(Var.alloc("this"));
    Set<Node> predicates =
        triple.isTriple()
            ? (own ? Set.of() : Set.of(triple.getPredicate()))
            : elsewhere(triple.getPath(), own);
    Node object = triple.getObject();
    boolean ofOntology =
        object.isURI()
            && (object.getURI().startsWith(OWL2.getURI())
                || G.contains(ontology, object, RDFS.subClassOf.asNode(), SKOS.Concept.asNode()));
    return predicates.stream()
        .filter(predicate -> !ofOntology && !predicate.isVariable())
        .filter(predicate -> !predicate.getURI().startsWith(RDFS.getURI() + "sub"))
        .filter(predicate -> !OF_TERMS.contains(predicate))
        .collect(Collectors.toSet());
  }

  private static Set<Node> elsewhere(Path path, boolean own) {
    if (path instanceof P_Link link) {
      return own ? Set.of() : Set.of(link.getNode());
    }
    if (path instanceof P_Seq sequence) {
      return union(elsewhere(sequence.getLeft(), own), elsewhere(sequence.getRight(), false));
    }
    if (path instanceof P_Alt either) {
      return union(elsewhere(either.getLeft(), own), elsewhere(either.getRight(), own));
    }
    return elsewhere(((P_Path1) path).getSubPath(), false);
  }

  private static Set<Node> union(Set<Node> one, Set<Node> another) {
    Set<Node> all = new HashSet<>(one);
    all.addAll(another);
    return all;
  }

  /** All IRIs that the nodes are or lead to through blank nodes: the steps of paths. */
  private static Set<Node> mentioned(List<Node> paths) {
    Set<Node> found = new HashSet<>();
    for (Node path : paths) {
      if (path.isURI()) {
        found.add(path);
      } else {
        shapes
            .find(path, Node.ANY, Node.ANY)
            .forEachRemaining(triple -> found.addAll(mentioned(List.of(triple.getObject()))));
      }
    }
    return found;
  }
}
