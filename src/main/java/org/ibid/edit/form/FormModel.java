package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.edit.form.Field.Choice;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Field.Group;
import org.ibid.edit.form.Field.Need;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.ibid.search.Labels;

/**
 * Knows the kinds of claim and of things that claims speak of, and for each the fields that it has:
 * what the ontology lets stand there and what the shapes ask.
 */
public final class FormModel {

  /** A field that so many in a hundred claims of a kind have is shown at once. */
  private static final int USUAL_PERCENT = 10;

  private final PredicateOrder order;
  private final Graph ontology;
  private final PrefixMapping prefixes;
  private final ShapeReader shapes;
  private final Labels labels;
  private final Set<Node> partClasses;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Kind> things = new ArrayList<>();
  private final Map<Node, Kind> known = new HashMap<>();
  private final Map<Node, Map<Node, Integer>> usage = new HashMap<>();
  private final Map<Node, Integer> counts = new HashMap<>();

  private FormModel(View view, Collection<SourceFile> shapeFiles, PredicateOrder order) {
    this.order = order;
    this.prefixes = view.prefixes();
    this.ontology = GraphFactory.createDefaultGraph();
    if (view.dataset().containsGraph(Ibid.ONTOLOGY_GRAPH)) {
      view.dataset().getGraph(Ibid.ONTOLOGY_GRAPH).find().forEachRemaining(ontology::add);
    }
    Graph all = GraphFactory.createDefaultGraph();
    shapeFiles.forEach(file -> file.triples().forEach(all::add));
    this.shapes = new ShapeReader(all);
    this.labels = new Labels(ontology);
    this.partClasses = shapes.targets(Terms.PARTS);
    countUse(view.asserted());
    for (Node type : writable(Terms.CLAIM)) {
      kinds.add(make(type));
    }
    shapes.targets(Terms.THING_FORM).stream()
        .flatMap(root -> writable(root).stream())
        .distinct()
        .filter(type -> template(type).isPresent())
        .sorted(Comparator.comparing(labels::of))
        .forEach(type -> things.add(make(type)));
  }

  /**
   * The forms that a state of the graph and the shapes call for. They stay right while the ontology
   * does: of the claims they only know which fields were usual.
   *
   * @param order in which the fields of the content stand
   */
  public static FormModel of(View view, Collection<SourceFile> shapes, PredicateOrder order) {
    return new FormModel(view, shapes, order);
  }

  private void countUse(Graph data) {
    Set<Node> counted = new HashSet<>(below(Terms.CLAIM));
    partClasses.forEach(part -> counted.addAll(below(part)));
    shapes.targets(Terms.THING_FORM).forEach(root -> counted.addAll(below(root)));
    for (Node type : counted) {
      Map<Node, Integer> having = new HashMap<>();
      List<Node> all =
          data.find(Node.ANY, RDF.type.asNode(), type).mapWith(Triple::getSubject).toList();
      for (Node thing : all) {
        Set<Node> seen = new HashSet<>();
        data.find(thing, Node.ANY, Node.ANY)
            .forEachRemaining(triple -> seen.add(triple.getPredicate()));
        seen.forEach(property -> having.merge(property, 1, Integer::sum));
      }
      usage.put(type, having);
      counts.put(type, all.size());
    }
  }

  /** The kinds of claim, in the order of their names. */
  public List<Kind> kinds() {
    return List.copyOf(kinds);
  }

  /** The kind of claim of that class. */
  public Optional<Kind> kind(Node type) {
    return kinds.stream().filter(kind -> kind.type().equals(type)).findFirst();
  }

  /** The kinds of thing of which a new one can stand in a field, in the order of their names. */
  List<Kind> describable(Field field) {
    if (field.entry() != Entry.RESOURCE) {
      return List.of();
    }
    return things.stream()
        .filter(
            thing ->
                field.classes().isEmpty()
                    || field.classes().stream()
                        .anyMatch(above(thing.type(), RDFS.subClassOf.asNode())::contains))
        .toList();
  }

  /** What can be said of a thing whatever of these kinds it is. */
  static List<Field> common(List<Kind> kinds) {
    return kinds.isEmpty()
        ? List.of()
        : kinds.get(0).fields().stream()
            .filter(f -> kinds.stream().allMatch(kind -> kind.field(f.property()).isPresent()))
            .toList();
  }

  /** The address of a thing of a class, of that article if things of the class belong to one. */
  Optional<Node> address(Node type, String article, String slug) {
    return template(type)
        .map(template -> template.replace("{article}", article).replace("{name}", slug))
        .map(NodeFactory::createURI);
  }

  /** How the addresses of things of a class are made: as its nearest class says that says one. */
  private Optional<String> template(Node type) {
    for (Node next : above(type, RDFS.subClassOf.asNode())) {
      List<String> templates =
          ontology
              .find(next, Terms.ADDRESS_TEMPLATE, Node.ANY)
              .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
              .toList();
      if (!templates.isEmpty()) {
        // Of several, nobody can tell which is meant.
        return templates.size() == 1 ? Optional.of(templates.get(0)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The kind of claim, of a part or of a thing of that class. */
  Optional<Kind> anyKind(Node type) {
    return Optional.ofNullable(known.get(type));
  }

  PrefixMapping prefixes() {
    return prefixes;
  }

  Labels labels() {
    return labels;
  }

  ShapeReader shapes() {
    return shapes;
  }

  /** The IRI in short, or whole where it has no prefix. */
  public String name(Node term) {
    return prefixes.shortForm(term.getURI());
  }

  /** The classes that can be written below a class, or itself. */
  private List<Node> writable(Node type) {
    Set<Node> unwritable = shapes.listed(Terms.TOO_WIDE);
    unwritable.addAll(shapes.listed(Terms.DERIVED));
    return below(type).stream()
        .filter(sub -> !unwritable.contains(sub))
        .sorted(Comparator.comparing(labels::of))
        .toList();
  }

  /** The class and all below it. */
  Set<Node> below(Node type) {
    return closure(
        type,
        next ->
            ontology
                .find(Node.ANY, RDFS.subClassOf.asNode(), next)
                .mapWith(Triple::getSubject)
                .toList());
  }

  private Set<Node> above(Node term, Node relation) {
    return closure(
        term,
        next ->
            ontology
                .find(next, relation, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .toList());
  }

  private static Set<Node> closure(
      Node start, java.util.function.Function<Node, Collection<Node>> next) {
    Set<Node> all = new LinkedHashSet<>();
    List<Node> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (all.add(node)) {
        open.addAll(next.apply(node));
      }
    }
    return all;
  }

  private Kind make(Node type) {
    List<Field> fields = new ArrayList<>();
    Kind kind = new Kind(type, name(type), labels.of(type), labels.definition(type), fields);
    // A part may lead to another part of its own class: it must be known before its fields are.
    known.put(type, kind);
    Set<Node> classes = above(type, RDFS.subClassOf.asNode());
    for (Node property : properties(classes)) {
      field(type, classes, property).ifPresent(fields::add);
    }
    boolean part = partClasses.stream().anyMatch(classes::contains);
    if (!part && !classes.contains(Terms.CLAIM)) {
      // A thing is described without parts of its own.
      fields.removeIf(field -> field.entry() == Entry.PART);
    }
    fields.sort(
        Comparator.comparingDouble((Field field) -> part ? 0 : field.group().order())
            .thenComparingDouble(Field::order)
            .thenComparing(Field::property, order.comparator()));
    return kind;
  }

  /**
   * What can be said of things of these classes: by its domain, or because a shape speaks of it.
   */
  private Set<Node> properties(Set<Node> classes) {
    Set<Node> found = new TreeSet<>(Comparator.comparing(Node::toString));
    for (Node type : classes) {
      ontology
          .find(Node.ANY, RDFS.domain.asNode(), type)
          .mapWith(Triple::getSubject)
          .forEachRemaining(found::add);
    }
    for (Node property : shapes.properties(classes)) {
      if (!ontology.contains(property, RDFS.domain.asNode(), Node.ANY)
          && isProperty(property)
          && !property.equals(RDF.type.asNode())) {
        found.add(property);
      }
    }
    if (classes.contains(Terms.CLAIM)) {
      shapes.placed(Terms.FORM).stream().filter(this::isNote).forEach(found::add);
    }
    return found;
  }

  private boolean isNote(Node property) {
    return ontology.contains(property, RDF.type.asNode(), OWL2.AnnotationProperty.asNode());
  }

  private boolean isProperty(Node node) {
    return isObject(node)
        || isNote(node)
        || isA(node, OWL2.DatatypeProperty.asNode())
        || node.equals(RDFS.label.asNode());
  }

  private boolean isObject(Node property) {
    return isA(property, OWL2.ObjectProperty.asNode());
  }

  private boolean isA(Node node, Node type) {
    return ontology.contains(node, RDF.type.asNode(), type);
  }

  private Optional<Field> field(Node type, Set<Node> classes, Node property) {
    ShapeReader.Constraints asked = shapes.constraints(classes, property);
    if (asked.forbidden()) {
      return Optional.empty();
    }
    int most = asked.most();
    if (isA(property, OWL2.FunctionalProperty.asNode())) {
      most = 1;
    }
    List<Node> values = asked.classes().isEmpty() ? range(property) : List.copyOf(asked.classes());
    List<Choice> choices = choices(asked, values);
    List<Kind> partKinds = partKinds(property, values, choices);
    ShapeReader.Placement placement = shapes.placement(property);
    return Optional.of(
        new Field(
            property,
            name(property),
            placement.name().orElseGet(() -> capitalised(labels.of(property))),
            Words.withoutDatatypes(labels.definition(property)),
            List.copyOf(asked.messages()),
            entry(property, asked, choices, partKinds),
            asked.least(),
            asked.room(),
            most,
            need(type, property, asked, placement),
            values,
            choices,
            languages(asked, property),
            partKinds,
            placement.group(),
            placement.order()));
  }

  private Entry entry(
      Node property, ShapeReader.Constraints asked, List<Choice> choices, List<Kind> partKinds) {
    if (!partKinds.isEmpty()) {
      return Entry.PART;
    }
    if (!choices.isEmpty()) {
      return Entry.CHOICE;
    }
    if (isObject(property)) {
      return Entry.RESOURCE;
    }
    Set<String> datatypes = new HashSet<>();
    asked.datatypes().forEach(datatype -> datatypes.add(Labels.localName(datatype)));
    if (datatypes.isEmpty()) {
      range(property).forEach(datatype -> datatypes.add(Labels.localName(datatype)));
    }
    if (datatypes.contains("anyURI")) {
      return Entry.ADDRESS;
    }
    if (datatypes.stream().anyMatch(Set.of("gYear", "gYearMonth", "date")::contains)) {
      return Entry.DATE;
    }
    if (datatypes.stream()
        .anyMatch(Set.of("integer", "decimal", "positiveInteger", "double")::contains)) {
      return Entry.NUMBER;
    }
    return datatypes.contains("boolean") ? Entry.FLAG : Entry.TEXT;
  }

  /** The languages that a text may be in; English and Russian unless the shapes say otherwise. */
  private List<String> languages(ShapeReader.Constraints asked, Node property) {
    boolean plain =
        asked.datatypes().stream().anyMatch(type -> Labels.localName(type).equals("string"))
            || range(property).stream().anyMatch(t -> Labels.localName(t).equals("string"));
    if (plain && asked.languages().isEmpty()) {
      return List.of();
    }
    return asked.languages().isEmpty() ? List.of("en", "ru") : List.copyOf(asked.languages());
  }

  private Need need(
      Node type, Node property, ShapeReader.Constraints asked, ShapeReader.Placement placement) {
    if (asked.least() > 0) {
      return Need.REQUIRED;
    }
    if (asked.oneOf()) {
      return Need.ONE_OF;
    }
    int all = counts.getOrDefault(type, 0);
    int having = usage.getOrDefault(type, Map.of()).getOrDefault(property, 0);
    boolean often = all > 0 && having * 100 >= all * USUAL_PERCENT;
    // What only claims of this kind can say is why there is the kind.
    boolean own =
        ontology.contains(property, RDFS.domain.asNode(), type)
            && below(Terms.CLAIM).contains(type);
    return often || own || placement.explicit() ? Need.USUAL : Need.RARE;
  }

  /** The classes of the values, the members of a union each for itself. */
  private List<Node> range(Node property) {
    List<Node> found = new ArrayList<>();
    for (Node range :
        ontology
            .find(property, RDFS.range.asNode(), Node.ANY)
            .mapWith(Triple::getObject)
            .toList()) {
      if (range.isURI()) {
        found.add(range);
      } else {
        ontology
            .find(range, OWL2.unionOf.asNode(), Node.ANY)
            .forEachRemaining(union -> found.addAll(ShapeReader.list(ontology, union.getObject())));
      }
    }
    return found;
  }

  /** The concepts to choose from, where all that there are stand in the ontology. */
  private List<Choice> choices(ShapeReader.Constraints asked, List<Node> classes) {
    List<Node> found = new ArrayList<>(asked.in());
    if (found.isEmpty()) {
      Predicate<Node> scheme =
          c ->
              above(c, RDFS.subClassOf.asNode()).contains(SKOS.Concept.asNode())
                  && ontology.contains(Node.ANY, RDF.type.asNode(), c);
      if (!classes.isEmpty() && classes.stream().allMatch(scheme)) {
        // The order of the file is the order in which the concepts were thought of.
        classes.forEach(c -> found.addAll(instances(c)));
      }
    }
    return found.stream()
        .map(value -> new Choice(value, name(value), labels.of(value), labels.definition(value)))
        .toList();
  }

  private List<Node> instances(Node type) {
    return ontology
        .find(Node.ANY, RDF.type.asNode(), type)
        .mapWith(Triple::getSubject)
        .toList()
        .stream()
        .sorted(Comparator.comparing(labels::of))
        .toList();
  }

  private List<Kind> partKinds(Node property, List<Node> values, List<Choice> choices) {
    boolean whole =
        choices.isEmpty()
            && isObject(property)
            && values.size() == 1
            && above(values.get(0), RDFS.subClassOf.asNode()).stream()
                .anyMatch(partClasses::contains)
            && !pointsElsewhere(property);
    if (!whole) {
      return List.of();
    }
    return writable(values.get(0)).stream()
        .map(part -> known.containsKey(part) ? known.get(part) : make(part))
        .toList();
  }

  /** Whether the property leads to parts of other resources, as the shape of parts says. */
  private boolean pointsElsewhere(Node property) {
    return shapes.mentions(Terms.PARTS, name(property));
  }

  static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The group of a property's field. */
  Group group(Node property) {
    return shapes.placement(property).group();
  }

  /** A field for a property that does not belong to a kind, so that its values can be seen. */
  Field stray(Node property) {
    Set<Node> domains =
        new HashSet<>(
            ontology
                .find(property, RDFS.domain.asNode(), Node.ANY)
                .mapWith(Triple::getObject)
                .toList());
    return field(Terms.CLAIM, domains, property)
        .filter(field -> field.entry() != Entry.PART)
        .orElseGet(
            () ->
                new Field(
                    property,
                    name(property),
                    name(property),
                    "",
                    List.of(),
                    isObject(property) || !isProperty(property) ? Entry.RESOURCE : Entry.TEXT,
                    0,
                    0,
                    0,
                    Need.RARE,
                    List.of(),
                    List.of(),
                    List.of("en", "ru"),
                    List.of(),
                    group(property),
                    1000));
  }
}
