package org.ibid.publish;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Describes the dataset as a whole in the terms of VoID and DCAT; every number is counted in the
 * data. The dataset's IRI is the project's base address.
 */
final class DatasetDescription {

  private static final String VOID = "http://rdfs.org/ns/void#";
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String DCTERMS = "http://purl.org/dc/terms/";
  private static final String FOAF = "http://xmlns.com/foaf/0.1/";
  private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

  /** The licence of the ontology, the data and the questions. */
  static final Node LICENCE = iri("https://creativecommons.org/licenses/by/4.0/");

  /** The namespaces of its predicates and classes. */
  static final Set<String> NAMESPACES =
      Set.of(VOID, DCAT, DCTERMS, FOAF, "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  /** What says that things of two datasets are the same, or that two concepts match. */
  private static final Set<String> LINKING =
      Set.of(
          "https://schema.org/sameAs",
          "http://www.w3.org/2002/07/owl#sameAs",
          "http://www.w3.org/2004/02/skos/core#exactMatch",
          "http://www.w3.org/2004/02/skos/core#closeMatch",
          "http://www.w3.org/2004/02/skos/core#broadMatch",
          "http://www.w3.org/2004/02/skos/core#narrowMatch",
          "http://www.w3.org/2004/02/skos/core#relatedMatch");

  private final View view;
  private final Links links;
  private final boolean recorded;
  private final Graph graph = GraphFactory.createDefaultGraph();
  private final Node dataset = iri(Ibid.BASE);

  private DatasetDescription(View view, Links links, boolean recorded) {
    this.view = view;
    this.recorded = recorded;
    this.links = links;
  }

  /**
   * The description of what a view holds.
   *
   * @param recorded whether the changes that led to it are recorded, and can be followed
   */
  static Graph of(View view, Links links, boolean recorded) {
    DatasetDescription description = new DatasetDescription(view, links, recorded);
    description.describe();
    return description.graph;
  }

  private void describe() {
    add(dataset, Terms.TYPE, iri(VOID + "Dataset"));
    add(dataset, Terms.TYPE, iri(DCAT + "Dataset"));
    add(dataset, Terms.TITLE, text("Ibid: claims of scholarly articles, with their sources"));
    add(
        dataset,
        Terms.DESCRIPTION,
        text(
            "The claims of scholarly articles as a graph. Each claim has who says it and how"
                + " firmly, the sentence where it stands, and the footnote, the cited work and the"
                + " publisher that it rests on."));
    add(dataset, iri(DCTERMS + "license"), LICENCE);
    add(dataset, iri(DCAT + "version"), NodeFactory.createLiteralString(view.version()));
    add(dataset, iri(DCAT + "landingPage"), iri(links.absolute("")));
    add(dataset, v("uriSpace"), NodeFactory.createLiteralString(Ibid.ID));
    add(dataset, v("sparqlEndpoint"), iri(links.absolute("sparql")));
    add(dataset, v("uriLookupEndpoint"), iri(links.absolute("id/")));
    Node document = iri(Ibid.BASE + ".well-known/void");
    add(document, Terms.TYPE, v("DatasetDescription"));
    add(document, iri(FOAF + "topic"), dataset);
    service();
    dumps();
    if (recorded) {
      feed();
    }
    count();
  }

  private void service() {
    Node service = iri(links.absolute("sparql"));
    add(service, Terms.TYPE, iri(DCAT + "DataService"));
    add(service, Terms.TITLE, text("SPARQL endpoint"));
    add(service, iri(DCAT + "endpointURL"), service);
    add(service, iri(DCAT + "endpointDescription"), iri(links.absolute("openapi.json")));
    add(service, iri(DCAT + "servesDataset"), dataset);
  }

  /** The stream of all changes. */
  private void feed() {
    Node feed = iri(links.absolute("feed"));
    add(dataset, iri(DCAT + "distribution"), feed);
    add(feed, Terms.TYPE, iri(DCAT + "Distribution"));
    add(feed, Terms.TITLE, text("All changes, as a Linked Data Event Stream"));
    add(feed, iri(DCAT + "accessURL"), feed);
    add(feed, iri(DCAT + "mediaType"), iri(MEDIA_TYPES + DocumentForm.TRIG.mediaType()));
    add(feed, iri(DCTERMS + "conformsTo"), iri("https://w3id.org/ldes/specification"));
    add(feed, iri(DCTERMS + "license"), LICENCE);
  }

  private void dumps() {
    for (Dump dump : Dump.values()) {
      for (boolean compressed : new boolean[] {false, true}) {
        Node file = iri(links.absolute(dump.path(view.version(), compressed)));
        add(dataset, v("dataDump"), file);
        add(dataset, iri(DCAT + "distribution"), file);
        add(file, Terms.TYPE, iri(DCAT + "Distribution"));
        add(
            file,
            Terms.TITLE,
            text("The whole graph in " + dump.form().title() + (compressed ? ", gzip" : "")));
        add(file, iri(DCAT + "downloadURL"), file);
        add(file, iri(DCAT + "mediaType"), iri(MEDIA_TYPES + dump.form().mediaType()));
        if (compressed) {
          add(file, iri(DCAT + "compressFormat"), iri(MEDIA_TYPES + "application/gzip"));
        }
        add(file, iri(DCTERMS + "license"), LICENCE);
      }
    }
  }

  private void count() {
    Map<Node, long[]> properties = new HashMap<>();
    Map<Node, Set<Node>> subjectsOf = new HashMap<>();
    Map<Node, Set<Node>> objectsOf = new HashMap<>();
    Map<Node, Long> classes = new HashMap<>();
    Map<String, long[]> linksets = new TreeMap<>();
    Set<Node> subjects = new HashSet<>();
    Set<Node> objects = new HashSet<>();
    Set<String> vocabularies = new TreeSet<>();
    long triples = 0;
    Iterator<Triple> all = view.dataset().getDefaultGraph().find();
    while (all.hasNext()) {
      Triple triple = all.next();
      triples++;
      Node predicate = triple.getPredicate();
      properties.computeIfAbsent(predicate, key -> new long[1])[0]++;
      subjectsOf.computeIfAbsent(predicate, key -> new HashSet<>()).add(triple.getSubject());
      objectsOf.computeIfAbsent(predicate, key -> new HashSet<>()).add(triple.getObject());
      subjects.add(triple.getSubject());
      objects.add(triple.getObject());
      vocabularies.add(namespace(predicate.getURI()));
      if (predicate.equals(Terms.TYPE) && triple.getObject().isURI()) {
        classes.merge(triple.getObject(), 1L, Long::sum);
        vocabularies.add(namespace(triple.getObject().getURI()));
      }
      if (LINKING.contains(predicate.getURI())
          && triple.getObject().isURI()
          && !Iris.isOurs(triple.getObject().getURI())) {
        linksets
            .computeIfAbsent(
                predicate.getURI() + " " + host(triple.getObject().getURI()), key -> new long[1])[
            0]++;
      }
    }
    long entities =
        subjects.stream()
            .filter(Node::isURI)
            .map(Node::getURI)
            .filter(iri -> iri.startsWith(Ibid.ID) && Iris.role(iri).isEmpty())
            .count();
    add(dataset, v("triples"), number(triples));
    add(dataset, v("entities"), number(entities));
    add(dataset, v("classes"), number(classes.size()));
    add(dataset, v("properties"), number(properties.size()));
    add(dataset, v("distinctSubjects"), number(subjects.size()));
    add(dataset, v("distinctObjects"), number(objects.size()));
    vocabularies.forEach(namespace -> add(dataset, v("vocabulary"), iri(namespace)));
    examples();
    classes.forEach(
        (type, count) -> {
          Node partition = NodeFactory.createBlankNode();
          add(dataset, v("classPartition"), partition);
          add(partition, v("class"), type);
          add(partition, v("entities"), number(count));
        });
    properties.forEach(
        (property, count) -> {
          Node partition = NodeFactory.createBlankNode();
          add(dataset, v("propertyPartition"), partition);
          add(partition, v("property"), property);
          add(partition, v("triples"), number(count[0]));
          add(partition, v("distinctSubjects"), number(subjectsOf.get(property).size()));
          add(partition, v("distinctObjects"), number(objectsOf.get(property).size()));
        });
    linksets.forEach(this::linkset);
  }

  private void linkset(String key, long[] count) {
    String[] pieces = key.split(" ", 2);
    Node linkset = NodeFactory.createBlankNode();
    add(dataset, v("subset"), linkset);
    add(linkset, Terms.TYPE, v("Linkset"));
    add(linkset, v("linkPredicate"), iri(pieces[0]));
    add(linkset, v("subjectsTarget"), dataset);
    add(linkset, v("objectsTarget"), iri(pieces[1]));
    add(linkset, v("triples"), number(count[0]));
  }

  /** The first claim and the first entity, in the order of their IRIs. */
  private void examples() {
    for (Node type : new Node[] {Terms.CLAIM, Terms.ENTITY}) {
      view
          .dataset()
          .getDefaultGraph()
          .find(Node.ANY, Terms.TYPE, type)
          .mapWith(Triple::getSubject)
          .filterKeep(node -> node.isURI() && node.getURI().startsWith(Ibid.ID))
          .mapWith(Node::getURI)
          .toList()
          .stream()
          .min(String::compareTo)
          .ifPresent(example -> add(dataset, v("exampleResource"), iri(example)));
    }
  }

  private static String namespace(String iri) {
    return iri.substring(0, iri.length() - Iris.localName(iri).length());
  }

  /** The dataset to which an IRI belongs is known by its host alone. */
  private static String host(String iri) {
    int end = iri.indexOf('/', iri.indexOf("//") + 2);
    return end < 0 ? iri : iri.substring(0, end + 1);
  }

  private void add(Node subject, Node predicate, Node object) {
    graph.add(subject, predicate, object);
  }

  private static Node v(String name) {
    return iri(VOID + name);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private static Node text(String text) {
    return NodeFactory.createLiteralLang(text, "en");
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }
}
