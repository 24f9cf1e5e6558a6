package org.ibid.serve;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.ibid.edit.Condition;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposal;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.edit.Token;
import org.ibid.edit.Tokens;
import org.ibid.edit.form.Draft;
import org.ibid.edit.form.Finder;
import org.ibid.edit.form.Flaw;
import org.ibid.edit.form.Flaws;
import org.ibid.edit.form.FormModel;
import org.ibid.edit.form.Forms;
import org.ibid.edit.form.Kind;
import org.ibid.graph.Author;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.ibid.publish.Publication;
import org.ibid.search.NameIndex;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;

/** Holds what the editing form needs of the project: its fields, its rules, what can be picked. */
final class EditDesk {

  static final Node CLAIM = NodeFactory.createURI(Ibid.NS + "Claim");

  private final Site site;
  private final Editing editing;
  private List<SourceFile> shapes;
  private PredicateOrder order;
  private Tools tools;
  private Finder finder;
  private String found;
  private FormModel model;
  private long modelled;

  EditDesk(Site site, Editing editing) {
    this.site = site;
    this.editing = editing;
  }

  /** What works on one state of the graph. */
  record Tools(String version, FormModel model, Finder finder, Forms forms) {}

  ClaimGraph graph() {
    return site.graph();
  }

  Editor editor() {
    return editing.editor();
  }

  /** Whether claims can be published here. */
  boolean canPublish() {
    return editor().store().isPresent();
  }

  /** Who holds a token, if it opens the store. */
  Optional<Token> holder(String token) {
    return editor().store().flatMap(store -> Tokens.of(store.folder()).holder(token));
  }

  synchronized Tools tools(View view) {
    if (tools == null || !tools.version().equals(view.version())) {
      FormModel model = model(view);
      Finder finder = finder(view);
      tools = new Tools(view.version(), model, finder, new Forms(model, finder));
    }
    return tools;
  }

  /** Finds what can be picked. */
  synchronized Finder finder(View view) {
    if (finder == null || !found.equals(view.version())) {
      Publication now = site.publication().get();
      boolean same = now.view().version().equals(view.version());
      finder = new Finder(view, same ? now.things() : NameIndex.ofEverything(view));
      found = view.version();
    }
    return finder;
  }

  /** The forms, made anew only when the ontology has changed: that takes long. */
  private FormModel model(View view) {
    long sum = 0;
    Iterator<Quad> ontology =
        view.dataset().find(Ibid.ONTOLOGY_GRAPH, Node.ANY, Node.ANY, Node.ANY);
    while (ontology.hasNext()) {
      sum += ontology.next().asTriple().hashCode() * 0x9E3779B97F4A7C15L;
    }
    if (model == null || sum != modelled) {
      model = FormModel.of(view, shapes(), order());
      modelled = sum;
    }
    return model;
  }

  /** How many things there are of a kind. */
  static long count(View view, Kind kind) {
    return Iter.count(view.asserted().find(Node.ANY, RDF.type.asNode(), kind.type()));
  }

  private synchronized List<SourceFile> shapes() {
    if (shapes == null) {
      shapes = ClaimGraph.readShapes(site.home());
    }
    return shapes;
  }

  synchronized PredicateOrder order() {
    if (order == null) {
      order = PredicateOrder.read(site.home());
    }
    return order;
  }

  /** The claim and its parts, or nothing where there is no such claim. */
  static List<Triple> closure(View view, Node claim) {
    return view.closure(claim).stream().map(Quad::asTriple).toList();
  }

  /** Names what a claim says now. */
  static String tag(View view, Node claim) {
    return Closures.tag(closure(view, claim));
  }

  /** The title of the vocabulary that declares a kind of claim. */
  static String vocabulary(View view, Kind kind) {
    String iri = kind.type().getURI().replaceFirst("#.*$", "");
    return view.asserted()
        .find(NodeFactory.createURI(iri), DCTerms.title.asNode(), Node.ANY)
        .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
        .nextOptional()
        .orElse(iri);
  }

  /** The draft as a document. */
  SourceFile document(Draft draft) {
    return SourceFile.parse(
        draft.turtle(order()), "the form", Lang.TURTLE, Ibid.graphFor(draft.claim()));
  }

  /** What is wrong with a draft, put at the fields. */
  List<Flaw> flaws(Tools tools, Draft draft) {
    Proposal proposal = Proposals.replaceAll(document(draft), Condition.none());
    return editor().check(proposal, result -> flaws(tools, draft, result));
  }

  /** What a check of a draft found, put at the fields. */
  static List<Flaw> flaws(Tools tools, Draft draft, Result result) {
    List<Finding> findings = result.report().map(Report::findings).orElse(List.of());
    return Flaws.of(tools.model(), tools.finder(), draft, findings);
  }

  /**
   * Publishes a draft: as a new claim, or in place of the one that had that tag, with the new
   * things that it describes.
   */
  <T> T publish(Draft draft, String tag, Token holder, String reason, Function<Result, T> answer) {
    SourceFile document = document(draft);
    Condition condition = tag == null ? Condition.none() : Condition.isOneOf(Set.of(tag));
    Proposal proposal = Proposals.withNewThings(draft.claim(), document, condition);
    return editor().publish(proposal, author(holder, reason, "Written in the form."), answer);
  }

  /** The other resources that speak of a claim or of its parts. */
  List<Node> pointing(View view, Node claim) {
    Set<Node> own = new LinkedHashSet<>(List.of(claim));
    closure(view, claim).forEach(triple -> own.add(triple.getSubject()));
    Set<Node> others = new LinkedHashSet<>();
    for (Node node : own) {
      view.asserted()
          .find(Node.ANY, Node.ANY, node)
          .mapWith(Triple::getSubject)
          .mapWith(Closures::owner)
          .filterDrop(claim::equals)
          .forEachRemaining(others::add);
    }
    return List.copyOf(others);
  }

  static Author author(Token holder, String reason, String otherwise) {
    return Author.of(holder.name(), reason.isEmpty() ? otherwise : reason);
  }
}
