package org.ibid.edit;

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
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;

/**
 * Knows from the ontology and the shapes which kinds of claim there are, and what can and what must
 * be said in a claim of each kind.
 */
public final class ClaimVocabulary {

  private static final Node SUBCLASS = RDFS.subClassOf.asNode();
  private static final Node SUBPROPERTY = RDFS.subPropertyOf.asNode();
  static final Node CLAIM = Facts.iri(Ibid.NS + "Claim");
  static final Node EDITORIAL_NOTE = SKOS.editorialNote.asNode();

  /** The shape whose target classes are those of parts, which have no life without their owner. */
  private static final Node PARTS_SHAPE = Facts.iri(Ibid.BASE + "shapes#part-belongs-to-one-owner");

  /**
   * A kind of claim.
   *
   * @param type its class
   * @param name its prefixed name
   * @param label what people call it
   * @param definition what it is
   */
  public record Kind(Node type, String name, String label, String definition) {}

  private final Facts facts;
  private final Facts shapes;
  private final PrefixMapping prefixes;
  private final PredicateOrder order;
  private final Set<Node> unwritten = new HashSet<>();
  private final Set<Node> partClasses = new LinkedHashSet<>();
  private final Map<Node, Set<Node>> valueClasses = new HashMap<>();
  private final Map<Node, Set<Node>> valueTypes = new HashMap<>();
  private final Map<Node, Set<Node>> required = new HashMap<>();
  private final Map<Node, Set<Node>> mentioned = new HashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  private ClaimVocabulary(View view, Graph shapes, PredicateOrder order) {
    this.facts = new Facts(view.asserted());
    this.shapes = new Facts(shapes);
    this.prefixes = view.prefixes();
    this.order = order;
    readShapes();
    List<Kind> found = new ArrayList<>();
    for (Node type : facts.downwards(CLAIM, SUBCLASS)) {
      if (!unwritten.contains(type)) {
        found.add(
            new Kind(type, name(type), label(type), facts.text(type, definition()).orElse("")));
      }
    }
    found.sort(Comparator.comparing(Kind::label).thenComparing(Kind::name));
    found.forEach(kind -> kinds.put(kind.name(), kind));
  }

  /**
   * Reads the vocabulary.
   *
   * @throws org.ibid.graph.BadInputException if a file of shapes is not Turtle
   */
  public static ClaimVocabulary read(Home home, View view) {
    Graph shapes = GraphFactory.createDefaultGraph();
    for (SourceFile file : ClaimGraph.readShapes(home)) {
      file.triples().forEach(shapes::add);
    }
    return new ClaimVocabulary(view, shapes, PredicateOrder.read(home));
  }

  private static Node definition() {
    return SKOS.definition.asNode();
  }

  private void readShapes() {
    for (Node shape : new LinkedHashSet<>(subjectsOf(SHACL.path))) {
      List<Node> predicates = predicates(shapes.object(shape, SHACL.path).orElseThrow());
      Set<Node> classes = alternatives(shape, SHACL.class_);
      Set<Node> types = alternatives(shape, SHACL.datatype);
      for (Node predicate : predicates) {
        valueClasses.computeIfAbsent(predicate, p -> new LinkedHashSet<>()).addAll(classes);
        valueTypes.computeIfAbsent(predicate, p -> new LinkedHashSet<>()).addAll(types);
        if (count(shape, SHACL.maxCount) == 0) {
          unwritten.add(predicate);
        }
      }
      if (predicates.contains(Facts.TYPE)) {
        for (Node not : shapes.objects(shape, SHACL.not)) {
          shapes.objects(not, SHACL.in).forEach(list -> unwritten.addAll(shapes.list(list)));
        }
      }
    }
    for (Node shape : new LinkedHashSet<>(subjectsOf(SHACL.targetClass))) {
      List<Node> targets = shapes.objects(shape, SHACL.targetClass);
      if (shape.equals(PARTS_SHAPE)) {
        partClasses.addAll(targets);
      }
      readNodeShape(shape, targets, true);
    }
  }

  private void readNodeShape(Node shape, List<Node> targets, boolean always) {
    for (Node property : shapes.objects(shape, SHACL.property)) {
      List<Node> predicates =
          shapes.object(property, SHACL.path).map(this::predicates).orElse(List.of());
      boolean needed =
          count(property, SHACL.minCount) > 0 || count(property, SHACL.qualifiedMinCount) > 0;
      for (Node target : targets) {
        mentioned.computeIfAbsent(target, t -> new LinkedHashSet<>()).addAll(predicates);
        if (always && needed && predicates.size() == 1) {
          required.computeIfAbsent(target, t -> new LinkedHashSet<>()).addAll(predicates);
        }
      }
    }
    for (Node choice : List.of(SHACL.or, SHACL.xone, SHACL.and)) {
      for (Node list : shapes.objects(shape, choice)) {
        shapes.list(list).forEach(member -> readNodeShape(member, targets, false));
      }
    }
  }

  private List<Node> subjectsOf(Node predicate) {
    return shapes.all(predicate).stream().map(triple -> triple.getSubject()).toList();
  }

  /** The predicates of a path that is one predicate or a choice of several; else none. */
  private List<Node> predicates(Node path) {
    if (path.isURI()) {
      return List.of(path);
    }
    return shapes.objects(path, SHACL.alternativePath).stream()
        .flatMap(list -> shapes.list(list).stream())
        .filter(Node::isURI)
        .toList();
  }

  private int count(Node shape, Node property) {
    return shapes
        .object(shape, property)
        .map(node -> Integer.parseInt(node.getLiteralLexicalForm()))
        .orElse(-1);
  }

  /** The values of a constraint, stated at once or as alternatives. */
  private Set<Node> alternatives(Node shape, Node constraint) {
    Set<Node> values = new LinkedHashSet<>(shapes.objects(shape, constraint));
    for (Node list : shapes.objects(shape, SHACL.or)) {
      for (Node member : shapes.list(list)) {
        values.addAll(shapes.objects(member, constraint));
      }
    }
    return values;
  }

  /** The kinds of claim that can be written, in the order of their labels. */
  public Collection<Kind> kinds() {
    return List.copyOf(kinds.values());
  }

  /** The kind that somebody means: by prefixed name, IRI, local name or label. */
  public Optional<Kind> kind(String wanted) {
    String key = squeezed(wanted);
    return kinds.values().stream()
        .filter(
            kind ->
                kind.name().equals(wanted.strip())
                    || kind.type().getURI().equals(wanted.strip())
                    || squeezed(kind.label()).equals(key)
                    || squeezed(localName(kind.type())).equals(key)
                    || (squeezed(kind.label()).endsWith("claim")
                        && squeezed(kind.label()).equals(key + "claim")))
        .findFirst();
  }

  private static String squeezed(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** What can be said in a resource of a class, in the order of the canonical form. */
  List<Node> properties(Node type) {
    Set<Node> classes = facts.upwards(type, SUBCLASS);
    Set<Node> found = new LinkedHashSet<>();
    for (Node above : classes) {
      found.addAll(facts.subjects(RDFS.domain.asNode(), above));
    }
    found.removeIf(
        property ->
            unwritten.contains(property)
                || !property.isURI()
                || !classes.containsAll(facts.objects(property, RDFS.domain.asNode())));
    if (classes.contains(CLAIM)) {
      found.add(EDITORIAL_NOTE);
    }
    return found.stream().sorted(order.comparator()).toList();
  }

  /** What can be said in a part of this class or of a narrower one. */
  List<Node> partProperties(Node partClass) {
    Set<Node> found = new LinkedHashSet<>();
    facts.downwards(partClass, SUBCLASS).forEach(type -> found.addAll(properties(type)));
    return found.stream().sorted(order.comparator()).toList();
  }

  /** Whether the shapes ask for a value of the property in each resource of the class. */
  boolean isRequired(Node type, Node property) {
    return facts.upwards(type, SUBCLASS).stream()
        .anyMatch(above -> required.getOrDefault(above, Set.of()).contains(property));
  }

  /** Whether the property was made for the very class, or the shapes of the class speak of it. */
  boolean isPeculiar(Node type, Node property) {
    return facts.has(property, RDFS.domain.asNode(), type)
        || mentioned.getOrDefault(type, Set.of()).contains(property);
  }

  /** The class of parts to which a property leads, or null when it leads elsewhere. */
  Node partClass(Node property) {
    return facts.objects(property, RDFS.range.asNode()).stream()
        .filter(partClasses::contains)
        .findFirst()
        .orElse(null);
  }

  /** The classes of a part that can be written: itself, or those below it. */
  List<Node> writableClasses(Node partClass) {
    return facts.downwards(partClass, SUBCLASS).stream()
        .filter(type -> !unwritten.contains(type))
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** The one class of parts that has all these properties, or null when no or several have. */
  Node classWith(Node partClass, Collection<Node> properties) {
    List<Node> fitting =
        writableClasses(partClass).stream()
            .filter(type -> properties(type).containsAll(properties))
            .toList();
    return fitting.size() == 1 ? fitting.get(0) : null;
  }

  boolean isResource(Node property) {
    return property.equals(Facts.TYPE)
        || facts.has(property, Facts.TYPE, OWL2.ObjectProperty.asNode());
  }

  /** The classes of resources that a property may lead to; empty when any will do. */
  Set<Node> valueClasses(Node property) {
    Set<Node> classes = valueClasses.getOrDefault(property, Set.of());
    if (!classes.isEmpty()) {
      return classes;
    }
    Set<Node> ranges = new LinkedHashSet<>();
    for (Node range : facts.objects(property, RDFS.range.asNode())) {
      if (range.isURI()) {
        ranges.add(range);
      }
      for (Node union : facts.objects(range, OWL2.unionOf.asNode())) {
        ranges.addAll(facts.list(union));
      }
    }
    return ranges;
  }

  /** The datatypes that a value may have; {@code rdf:langString} for text in a language. */
  Set<Node> valueTypes(Node property) {
    Set<Node> types = new LinkedHashSet<>(valueTypes.getOrDefault(property, Set.of()));
    if (types.isEmpty()) {
      facts.objects(property, RDFS.range.asNode()).stream().filter(Node::isURI).forEach(types::add);
    }
    if (property.equals(EDITORIAL_NOTE)) {
      types.add(RDF.langString.asNode());
    }
    return types;
  }

  /**
   * The role that a part has in its address when nobody gives another: the name of its property, or
   * of the more general one just below the most general.
   */
  String role(Node property) {
    List<Node> chain = new ArrayList<>(List.of(property));
    Node above = property;
    while (above != null) {
      above =
          facts.objects(above, SUBPROPERTY).stream()
              .filter(p -> partClass(p) != null && !chain.contains(p))
              .findFirst()
              .orElse(null);
      if (above != null) {
        chain.add(above);
      }
    }
    return hyphenated(chain.get(Math.max(0, chain.size() - 2)));
  }

  /** The name of a property as it stands in addresses: {@code dateResolution}, date-resolution. */
  static String hyphenated(Node property) {
    return localName(property).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String localName(Node node) {
    String iri = node.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  /** The prefixed name of a term, or its IRI in angle brackets. */
  String name(Node term) {
    String name = prefixes.qnameFor(term.getURI());
    return name == null ? "<" + term.getURI() + ">" : name;
  }

  String label(Node term) {
    return facts
        .text(term, Facts.LABEL)
        .orElseGet(
            () -> localName(term).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
  }

  String definition(Node term) {
    return facts.text(term, definition()).orElse("");
  }

  Comparator<Node> order() {
    return order.comparator();
  }

  /** How many claims of a kind say something by a property; those of the view. */
  Map<Node, Integer> usage(Node type) {
    Map<Node, Integer> usage = new HashMap<>();
    for (Node claim : facts.subjects(Facts.TYPE, type)) {
      Set<Node> used = new HashSet<>();
      facts.of(claim).forEach(triple -> used.add(triple.getPredicate()));
      used.forEach(property -> usage.merge(property, 1, Integer::sum));
    }
    return usage;
  }
}
