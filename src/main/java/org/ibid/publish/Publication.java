package org.ibid.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.graph.Digests;
import org.ibid.graph.Ibid;
import org.ibid.graph.Lazy;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Spelling;
import org.ibid.graph.View;
import org.ibid.search.NameIndex;

/** Brings together all that can be shown of one state of the graph. */
public final class Publication {

  private static final int SUGGESTIONS = 5;
  private static final int ENTITIES = 9;

  /** The most that the sitemap protocol allows in one file. */
  private static final int MOST_IN_SITEMAP = 50_000;

  private final View view;
  private final Links links;
  private final Questions questions;
  private final Pages pages;
  private final Names names;
  private final PagePictures pictures;
  private final Describer describer;
  private final Documents documents;
  private final Answers answers;
  private final Contents contents;
  private final DocumentWriter writer;
  private final Lazy<JsonContext> context;
  private final Lazy<Vocabularies> vocabularies;
  private final Descriptions descriptions;
  private final Lazy<Map<Node, Statistics>> statistics;
  private final Lazy<ClaimIndex> claims;
  private final Lazy<NameIndex> things;
  private final Lazy<SearchIndex> search;
  private final Lazy<String> home;

  /**
   * The publication of a view.
   *
   * @param order in which order documents say what they say of a resource
   * @param canEdit whether claims can be changed here, and changes are recorded
   * @param shapes the files of the shapes, read when they are first asked for
   * @param indexes finds claims and things, in this state and others
   * @param diagrams the queries for the diagrams of vocabularies, read likewise
   * @param onPages the questions that say what stands on pages, read likewise
   */
  public Publication(
      View view,
      Questions questions,
      Links links,
      PredicateOrder order,
      boolean canEdit,
      Supplier<List<SourceFile>> shapes,
      Indexes indexes,
      Supplier<Questions> diagrams,
      Supplier<Questions> onPages) {
    this.view = view;
    this.links = links;
    this.questions = questions;
    this.pages = new Pages(links, view.version(), canEdit);
    this.names = new Names(view, links);
    Lazy<PageQueries> asked = new Lazy<>(() -> new PageQueries(view, onPages.get().all()));
    this.documents = new Documents(view);
    this.answers = new Answers(names);
    this.pictures = new PagePictures(answers, links, asked::get, questions);
    this.describer = new Describer(view, names, links, asked::get, pictures, questions);
    this.claims = new Lazy<>(() -> indexes.claims(view, names));
    this.contents = new Contents(view, names, links, asked::get, claims::get);
    this.context = new Lazy<>(() -> JsonContext.of(view));
    this.writer =
        new DocumentWriter(view.prefixes(), order, context::get, links.absolute("context.jsonld"));
    this.vocabularies =
        new Lazy<>(() -> new Vocabularies(view, names, shapes.get(), diagrams.get()));
    this.descriptions = new Descriptions(view, () -> questions, links, canEdit);
    this.statistics = new Lazy<>(this::count);
    this.things = new Lazy<>(() -> indexes.things(view));
    this.search =
        new Lazy<>(
            () ->
                new SearchIndex(
                    view,
                    names,
                    links,
                    claims.get(),
                    things.get(),
                    indexes.terms(view),
                    indexes.questions()));
    this.home = new Lazy<>(() -> pages.home(contents.waysIn(ENTITIES, counts()), questions.all()));
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

  /** Writes documents in the forms of RDF. */
  public DocumentWriter writer() {
    return writer;
  }

  /** The JSON-LD context of the documents. */
  public JsonContext context() {
    return context.get();
  }

  /** A document that says what a graph holds, and changes with the state of the graph. */
  public RdfDocument document(String iri, Supplier<Graph> graph) {
    return RdfDocument.of(
        iri, Digests.sha256(view.version()).substring(0, 32), NodeFactory.createURI(iri), graph);
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
  public Graph serviceDescription(Set<String> services, Set<String> functions) {
    Map<Node, Statistics> named = new LinkedHashMap<>(statistics.get());
    Statistics all = named.remove(Quad.defaultGraphIRI);
    return ServiceDescription.of(links, all, named, services, functions);
  }

  /** Counts what the default graph holds, and each graph that has a name. */
  private Map<Node, Statistics> count() {
    Map<Node, Statistics> counts = new LinkedHashMap<>();
    counts.put(Quad.defaultGraphIRI, Statistics.of(view.dataset().getDefaultGraph().find()));
    view.dataset()
        .listGraphNodes()
        .forEachRemaining(
            name -> counts.put(name, Statistics.of(view.dataset().getGraph(name).find())));
    counts.put(Descriptions.QUERIES, Statistics.of(catalogue().find()));
    counts.put(Descriptions.VOID, Statistics.of(datasetDescription().find()));
    return counts;
  }

  /** What describes the state of the graph, as queries see it. */
  public Descriptions descriptions() {
    return descriptions;
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

  /** The description of the dataset as a whole. */
  public Graph datasetDescription() {
    return descriptions.dataset();
  }

  /** The catalogue of questions as RDF. */
  public Graph catalogue() {
    return descriptions.catalogue();
  }

  /** The document about one question. */
  public RdfDocument document(Question question) {
    return document(
        QueryCatalogue.iri(question), () -> QueryCatalogue.of(List.of(question), view.prefixes()));
  }

  /** The graph of that name, if there is one. */
  public Optional<Graph> graph(String iri) {
    if (iri.equals(Descriptions.VOID.getURI())) {
      return Optional.of(datasetDescription());
    }
    return iri.equals(Descriptions.QUERIES.getURI())
        ? Optional.of(catalogue())
        : documents.named(iri);
  }

  /** All that the graph holds in a state: this one or an earlier one. */
  public static RdfDocument whole(View view) {
    return new RdfDocument(
        Ibid.BASE,
        Digests.sha256(view.version()).substring(0, 32),
        () -> {
          List<Quad> all = new ArrayList<>();
          view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(all::add);
          return all;
        });
  }

  /** What can be asked, for programs: OpenAPI. */
  public String openApi() {
    return OpenApi.of(questions.all(), view.version(), links, pages.canEdit());
  }

  /** The addresses of all pages, for search engines. */
  public String sitemap() {
    Set<String> pages = new TreeSet<>(List.of("", "browse", "pictures", "queries", "search"));
    pages.addAll(vocabularies().documents().stream().map(Links::document).toList());
    questions.all().forEach(question -> pages.add("queries/" + question.id()));
    view.dataset()
        .getDefaultGraph()
        .find(Node.ANY, Terms.TYPE, Node.ANY)
        .mapWith(triple -> triple.getSubject())
        .filterKeep(node -> node.isURI() && node.getURI().startsWith(Ibid.ID))
        .mapWith(Node::getURI)
        .filterKeep(iri -> Iris.role(iri).isEmpty())
        .forEachRemaining(iri -> pages.add(Links.document(iri)));
    StringBuilder map =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            """);
    pages.stream()
        .limit(MOST_IN_SITEMAP)
        .forEach(
            page ->
                map.append("<url><loc>")
                    .append(links.absolute(page).replace("&", "&amp;"))
                    .append("</loc></url>\n"));
    return map.append("</urlset>\n").toString();
  }

  /** The front page. */
  public String home() {
    return home.get();
  }

  /**
   * The page on which a section of an article is read, or nothing where there is none.
   *
   * @param words the words of sentences that are shown, by their IRIs
   */
  public Optional<String> read(String article, String section, Map<String, String> words) {
    return new Readings(view, names, links, pictures, words).of(article, section).map(pages::read);
  }

  /** Reads now by what claims and things are found, and makes the front page of it. */
  public void prepareToFind() {
    search.get();
    home.get();
  }

  /** The names of the facets of claims. */
  public List<String> facets() {
    return claims.get().facets().stream().map(Facet::id).toList();
  }

  /**
   * The page of the claims that fit.
   *
   * @param choice the chosen values of each facet; an IRI is whole or in its short form
   * @param typed words to be found, or empty
   * @param whole the facet of which all values are shown, or null
   * @param page which page, from 1
   */
  public String browse(Map<String, List<String>> choice, String typed, String whole, int page) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    choice.forEach(
        (facet, values) ->
            named.put(
                facet,
                values.stream()
                    .map(
                        value ->
                            Links.isWeb(value)
                                ? names.shortForm(NodeFactory.createURI(value))
                                : value)
                    .toList()));
    return pages.browse(
        Browse.of(
            claims.get(),
            named,
            typed,
            whole,
            page,
            links,
            (name, most) -> search.get().called(name, most)));
  }

  /**
   * What an editor for queries offers of the things here, as JSON.
   *
   * @param prefix what their short forms begin with
   */
  public String completions(String typed, String prefix, int most) {
    return Completions.of(view, names, search.get().completing(typed, prefix, most));
  }

  /** All things by their names. */
  public NameIndex things() {
    return things.get();
  }

  /**
   * What answers to words that were typed, in everything that there is.
   *
   * @param most how much of each sort is wanted
   */
  public Search search(String typed, int most) {
    return search.get().find(typed, most);
  }

  /**
   * The page of a resource, or nothing when nothing is said of it.
   *
   * @param history the latest changes of it, the last one first
   */
  public Optional<String> page(String iri, List<HistoryLine> history) {
    return describer.of(iri).map(description -> pages.resource(description, history));
  }

  /** Whether anything is said of a resource. */
  public boolean describes(String iri) {
    return view.dataset()
        .getDefaultGraph()
        .contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY);
  }

  /** A term as pages show it. */
  public Value value(Node node) {
    return names.value(node);
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
}
