package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Ibid;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.publish.Description.Fact;
import org.ibid.publish.Description.Item;
import org.ibid.publish.Vocabulary.Group;
import org.ibid.publish.Vocabulary.Term;

/** Shows the ontology's modules as documents: one for each IRI that is declared an ontology. */
public final class Vocabularies {

  private static final Node OBJECT_PROPERTY =
      NodeFactory.createURI("http://www.w3.org/2002/07/owl#ObjectProperty");
  private static final Node DATATYPE_PROPERTY =
      NodeFactory.createURI("http://www.w3.org/2002/07/owl#DatatypeProperty");
  private static final Node ANNOTATION_PROPERTY =
      NodeFactory.createURI("http://www.w3.org/2002/07/owl#AnnotationProperty");
  private static final Node NODE_SHAPE =
      NodeFactory.createURI("http://www.w3.org/ns/shacl#NodeShape");
  private static final Node PROPERTY_SHAPE =
      NodeFactory.createURI("http://www.w3.org/ns/shacl#PropertyShape");

  /** What the page shows in another way than as a fact, or what goes without saying there. */
  private static final Set<Node> SHOWN_APART =
      Set.of(
          Terms.TYPE,
          Terms.LABEL,
          Terms.PREF_LABEL,
          Terms.DEFINITION,
          Terms.DEFINED_BY,
          Terms.TITLE,
          Terms.DESCRIPTION,
          Terms.IN_SCHEME,
          Terms.TOP_CONCEPT_OF);

  private final View view;
  private final Questions joins;
  private final Names names;
  private final Trails trails;
  private final Graph ontology;
  private final Map<String, List<SourceFile>> filesByDocument = new LinkedHashMap<>();
  private final Map<String, String> documentByVersion = new LinkedHashMap<>();

  /**
   * The vocabularies of a view.
   *
   * @param further files that are no part of the view but belong to the ontology: the shapes
   * @param joins the queries of {@code ontology/diagrams}: for a document what joins its classes
   */
  public Vocabularies(View view, Names names, List<SourceFile> further, Questions joins) {
    this.view = view;
    this.joins = joins;
    this.names = names;
    this.trails = new Trails(new Triples(view), names);
    this.ontology = Triples.graph(view, Ibid.ONTOLOGY_GRAPH);
    List<SourceFile> all = new ArrayList<>(view.files());
    all.addAll(further);
    for (SourceFile file : all) {
      for (Triple triple : file.triples()) {
        if (triple.getPredicate().equals(Terms.TYPE) && triple.getObject().equals(Terms.ONTOLOGY)) {
          filesByDocument
              .computeIfAbsent(triple.getSubject().getURI(), key -> new ArrayList<>())
              .addAll(siblings(file, further));
        } else if (triple.getPredicate().equals(Terms.VERSION_IRI)) {
          documentByVersion.put(triple.getObject().getURI(), triple.getSubject().getURI());
        }
      }
    }
    for (Triple triple : ontology.find(Node.ANY, Terms.TYPE, Terms.ONTOLOGY).toList()) {
      filesByDocument.computeIfAbsent(triple.getSubject().getURI(), key -> new ArrayList<>());
    }
    ontology
        .find(Node.ANY, Terms.VERSION_IRI, Node.ANY)
        .forEachRemaining(
            triple ->
                documentByVersion.put(triple.getObject().getURI(), triple.getSubject().getURI()));
  }

  /** Shapes are one document in many files. */
  private static List<SourceFile> siblings(SourceFile file, List<SourceFile> further) {
    return further.contains(file) ? further : List.of(file);
  }

  /** The documents' IRIs. */
  public Set<String> documents() {
    return filesByDocument.keySet();
  }

  /** The document with that IRI or of that version, or nothing. */
  public Optional<String> document(String iri) {
    return filesByDocument.containsKey(iri)
        ? Optional.of(iri)
        : Optional.ofNullable(documentByVersion.get(iri));
  }

  /**
   * The triples of a document: those of its file, or where there are no files of what says that it
   * is defined there; and what the other modules say of the terms in its namespace.
   */
  public Graph graph(String document) {
    Graph graph = GraphFactory.createDefaultGraph();
    List<SourceFile> files = filesByDocument.getOrDefault(document, List.of());
    files.forEach(file -> file.triples().forEach(graph::add));
    if (files.isEmpty()) {
      Node self = NodeFactory.createURI(document);
      for (Triple triple : ontology.find(Node.ANY, Terms.DEFINED_BY, self).toList()) {
        addAll(triple.getSubject(), graph);
      }
      addAll(self, graph);
    }
    ontology.find().forEachRemaining(triple -> addTerm(document, triple, graph));
    return graph;
  }

  private void addTerm(String document, Triple triple, Graph graph) {
    if (triple.getSubject().isURI() && triple.getSubject().getURI().startsWith(document + "#")) {
      graph.add(triple);
      addBlank(triple.getObject(), graph);
    }
  }

  private void addBlank(Node node, Graph graph) {
    if (node.isBlank() && !graph.contains(node, Node.ANY, Node.ANY)) {
      addAll(node, graph);
    }
  }

  private void addAll(Node subject, Graph graph) {
    for (Triple triple : ontology.find(subject, Node.ANY, Node.ANY).toList()) {
      graph.add(triple);
      addBlank(triple.getObject(), graph);
    }
  }

  /** The page of a document. */
  public Vocabulary page(String document) {
    Graph graph = graph(document);
    Node self = NodeFactory.createURI(document);
    Map<Node, Set<Node>> types = new LinkedHashMap<>();
    graph
        .find(Node.ANY, Terms.TYPE, Node.ANY)
        .filterKeep(triple -> triple.getSubject().isURI() && !triple.getSubject().equals(self))
        .forEachRemaining(
            triple ->
                types
                    .computeIfAbsent(triple.getSubject(), key -> new LinkedHashSet<>())
                    .add(triple.getObject()));
    List<Group> groups = new ArrayList<>();
    take(groups, graph, document, types, "Classes", Set.of(Terms.CLASS));
    take(
        groups,
        graph,
        document,
        types,
        "Properties",
        Set.of(OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY));
    takeSchemes(groups, graph, document, types);
    take(groups, graph, document, types, "Shapes", Set.of(NODE_SHAPE, PROPERTY_SHAPE));
    take(groups, graph, document, types, "Other terms", Set.of());
    return new Vocabulary(
        document,
        literal(graph, self, Terms.TITLE),
        literal(graph, self, Terms.DESCRIPTION),
        facts(graph, self),
        diagrams(document),
        groups);
  }

  /** What the queries of {@code ontology/diagrams} find for a document, and its kinds of things. */
  private List<Diagram> diagrams(String document) {
    Diagrams drawn = new Diagrams(document, names);
    List<Diagram> diagrams = new ArrayList<>();
    for (Question question : joins.all()) {
      if (question.module().equals(document.substring(Ibid.BASE.length()))) {
        List<Diagrams.Edge> edges = new ArrayList<>();
        Query query = Sparql.parse(question.query(), question.path().toString(), view.prefixes());
        try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
          execution
              .select()
              .forEachRemaining(
                  row ->
                      edges.add(
                          new Diagrams.Edge(row.get("from"), row.get("property"), row.get("to"))));
        }
        if (!edges.isEmpty()) {
          diagrams.add(
              drawn.joined(question.name(), question.title(), question.description(), edges));
        }
      }
    }
    diagrams.addAll(drawn.kinds(ontology));
    return List.copyOf(diagrams);
  }

  /** Moves the terms of the given types (of any type, if none is given) into a group. */
  private void take(
      List<Group> groups,
      Graph graph,
      String document,
      Map<Node, Set<Node>> types,
      String title,
      Set<Node> wanted) {
    List<Node> taken =
        types.entrySet().stream()
            .filter(e -> wanted.isEmpty() || e.getValue().stream().anyMatch(wanted::contains))
            .map(Map.Entry::getKey)
            .toList();
    addGroup(groups, graph, document, title, null, null, taken);
    taken.forEach(types::remove);
  }

  private void takeSchemes(
      List<Group> groups, Graph graph, String document, Map<Node, Set<Node>> types) {
    List<Node> schemes =
        types.entrySet().stream()
            .filter(e -> e.getValue().contains(Terms.CONCEPT_SCHEME))
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(names::of))
            .toList();
    for (Node scheme : schemes) {
      List<Node> members =
          graph.find(Node.ANY, Terms.IN_SCHEME, scheme).mapWith(Triple::getSubject).toList();
      addGroup(
          groups,
          graph,
          document,
          Names.capitalised(names.of(scheme)),
          id(document, scheme),
          names.definition(scheme).orElse(null),
          members);
      types.remove(scheme);
      members.forEach(types::remove);
    }
  }

  private void addGroup(
      List<Group> groups,
      Graph graph,
      String document,
      String title,
      String id,
      String definition,
      List<Node> terms) {
    if (!terms.isEmpty()) {
      groups.add(
          new Group(
              title,
              id,
              definition,
              terms.stream()
                  .sorted(Comparator.comparing(names::of, String.CASE_INSENSITIVE_ORDER))
                  .map(term -> term(graph, document, term))
                  .toList()));
    }
  }

  private Term term(Graph graph, String document, Node term) {
    String definition =
        names.definition(term).orElseGet(() -> literal(graph, term, Terms.DEFINITION));
    return new Term(
        id(document, term),
        names.value(term),
        names.shortForm(term),
        definition,
        facts(graph, term));
  }

  private static String id(String document, Node term) {
    String start = document + "#";
    return term.getURI().startsWith(start) ? term.getURI().substring(start.length()) : null;
  }

  private List<Fact> facts(Graph graph, Node term) {
    Map<Node, List<Item>> facts = new LinkedHashMap<>();
    graph
        .find(term, Node.ANY, Node.ANY)
        .filterKeep(triple -> !SHOWN_APART.contains(triple.getPredicate()))
        .filterKeep(triple -> !triple.getObject().isBlank())
        .forEachRemaining(
            triple ->
                facts
                    .computeIfAbsent(triple.getPredicate(), key -> new ArrayList<>())
                    .add(Item.of(names.value(triple.getObject()))));
    return facts.entrySet().stream()
        .sorted(Comparator.comparing(entry -> names.of(entry.getKey())))
        .map(
            entry ->
                new Fact(
                    trails.property(entry.getKey()),
                    entry.getValue().stream()
                        .sorted(Comparator.comparing(item -> item.value().text()))
                        .toList()))
        .toList();
  }

  private static String literal(Graph graph, Node subject, Node property) {
    return graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isLiteral)
        .mapWith(Node::getLiteralLexicalForm)
        .nextOptional()
        .orElse("");
  }
}
