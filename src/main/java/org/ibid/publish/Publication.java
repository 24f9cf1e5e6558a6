package org.ibid.publish;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Ibid;
import org.ibid.graph.Questions;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Spelling;
import org.ibid.graph.View;

/** Brings together all that can be shown of one state of the graph. */
public final class Publication {

  private static final int SUGGESTIONS = 5;
  private static final int ENTITIES = 9;

  private final View view;
  private final Links links;
  private final Questions questions;
  private final Pages pages;
  private final Names names;
  private final Describer describer;
  private final Documents documents;
  private final Answers answers;
  private final Contents contents;
  private final Lazy<Vocabularies> vocabularies;
  private final Lazy<String> home;

  /**
   * The publication of a view.
   *
   * @param shapes the files of the shapes, read when they are first asked for
   */
  public Publication(
      View view, Questions questions, Links links, Supplier<List<SourceFile>> shapes) {
    this.view = view;
    this.links = links;
    this.questions = questions;
    this.pages = new Pages(links, view.version());
    this.names = new Names(view, links);
    this.describer = new Describer(view, names);
    this.documents = new Documents(view);
    this.answers = new Answers(names);
    this.contents = new Contents(view, names);
    this.vocabularies = new Lazy<>(() -> new Vocabularies(view, names, shapes.get()));
    this.home = new Lazy<>(() -> pages.home(counts(), contents.waysIn(ENTITIES), questions.all()));
  }

  public View view() {
    return view;
  }

  public Links links() {
    return links;
  }

  public Questions questions() {
    return questions;
  }

  public Pages pages() {
    return pages;
  }

  public Documents documents() {
    return documents;
  }

  public Answers answers() {
    return answers;
  }

  public Vocabularies vocabularies() {
    return vocabularies.get();
  }

  public Contents.Counts counts() {
    return contents.counts(questions.all().size());
  }

  /** The endpoint's description of itself. */
  public Graph serviceDescription(Set<String> services) {
    return ServiceDescription.of(view, links, services);
  }

  /** The kinds of problems, as concepts. */
  public Graph problemTypes() {
    Graph graph = GraphFactory.createDefaultGraph();
    Node scheme = NodeFactory.createURI(Ibid.BASE + "problem");
    graph.add(scheme, Terms.TYPE, Terms.CONCEPT_SCHEME);
    graph.add(
        scheme, Terms.TITLE, NodeFactory.createLiteralLang("Problems of requests to Ibid", "en"));
    for (ProblemType type : ProblemType.values()) {
      Node concept = NodeFactory.createURI(type.iri());
      graph.add(concept, Terms.TYPE, Terms.CONCEPT);
      graph.add(concept, Terms.IN_SCHEME, scheme);
      graph.add(concept, Terms.PREF_LABEL, NodeFactory.createLiteralLang(type.title(), "en"));
      graph.add(concept, Terms.DEFINITION, NodeFactory.createLiteralLang(type.explanation(), "en"));
    }
    return graph;
  }

  /** The front page. */
  public String home() {
    return home.get();
  }

  /** The page of a resource, or nothing when nothing is said of it. */
  public Optional<String> page(String iri) {
    return describer.of(iri).map(pages::resource);
  }

  /** Whether anything is said of a resource. */
  public boolean describes(String iri) {
    return view.dataset()
        .getDefaultGraph()
        .contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY);
  }

  /** A resource as pages show it: by its name, which leads to its page. */
  public Value value(String iri) {
    return names.value(NodeFactory.createURI(iri));
  }

  /** The resources whose IRIs are most like one that there is not. */
  public List<Value> nearest(String iri) {
    Set<String> known = new LinkedHashSet<>();
    view.dataset()
        .getDefaultGraph()
        .find()
        .forEachRemaining(
            triple -> {
              Node subject = triple.getSubject();
              if (subject.isURI()
                  && subject.getURI().startsWith(Ibid.ID)
                  && Iris.role(subject.getURI()).isEmpty()) {
                known.add(subject.getURI());
              }
            });
    return Spelling.nearest(iri, known, SUGGESTIONS, Iris::localName).stream()
        .map(NodeFactory::createURI)
        .map(names::value)
        .toList();
  }

  /** Computes a value when it is first asked for, once. */
  private static final class Lazy<T> {
    private Supplier<T> source;
    private T value;

    Lazy(Supplier<T> source) {
      this.source = source;
    }

    synchronized T get() {
      if (source != null) {
        value = source.get();
        source = null;
      }
      return value;
    }
  }
}
