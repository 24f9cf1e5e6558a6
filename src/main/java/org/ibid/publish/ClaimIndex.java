package org.ibid.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shared.PrefixMapping;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.ibid.graph.Change;
import org.ibid.graph.InMemory;
import org.ibid.graph.Question;
import org.ibid.graph.States;
import org.ibid.graph.View;
import org.ibid.publish.Facet.Choice;
import org.ibid.search.Documents;
import org.ibid.search.Words;

/** Finds the claims of one state of the graph by their facets and by their words. */
final class ClaimIndex {

  /** So many claims are read at a time. */
  private static final int AT_A_TIME = 500;

  private static final SortField IN_ORDER =
      new SortField(ClaimDocuments.ORDER, SortField.Type.STRING);

  private final Names names;
  private final Trails trails;
  private final ClaimLines lines;
  private final ClaimDocuments reading;
  private final Documents documents;
  private final IndexSearcher searcher;
  private final PrefixMapping prefixes;

  /** The values of facets among all claims: most visitors begin with them. */
  private final Map<Facet, List<Choice>> ofAll = new ConcurrentHashMap<>();

  /** Shows the documents as they are now. */
  private ClaimIndex(View view, Names names, ClaimDocuments reading, Documents documents) {
    Triples triples = new Triples(view);
    this.names = names;
    this.trails = new Trails(triples, names);
    this.lines = new ClaimLines(triples, names, trails, new Quantities(triples, names));
    this.reading = reading;
    this.documents = documents;
    this.searcher = documents.now();
    this.prefixes = view.prefixes();
  }

  /**
   * The claims of a state, read anew.
   *
   * @param facets the questions that give the facets
   * @throws org.ibid.graph.BadInputException if one of them cannot be asked about some claims only
   */
  static ClaimIndex of(View view, Names names, List<Question> facets) {
    ClaimDocuments reading = new ClaimDocuments(facets);
    Graph graph = InMemory.of(view.dataset().getDefaultGraph(), reading.predicates());
    Documents documents = new Documents();
    List<Node> claims =
        graph.find(Node.ANY, Terms.TYPE, Terms.CLAIM).mapWith(Triple::getSubject).toList();
    add(documents, reading, graph, claims);
    return new ClaimIndex(view, names, reading, documents);
  }

  /**
   * The claims of another state: only those are read that the difference can matter to.
   *
   * @param change how that state differs from this one; it touches no terms of the ontology
   */
  ClaimIndex after(Change change, View next, Names nextNames) {
    Graph graph = next.dataset().getDefaultGraph();
    Set<Node> touched = reading.touched(States.around(graph, change), change);
    documents.replace(touched.stream().map(Node::getURI).toList(), List.of());
    add(
        documents,
        reading,
        graph,
        touched.stream().filter(claim -> graph.contains(claim, Terms.TYPE, Terms.CLAIM)).toList());
    return new ClaimIndex(next, nextNames, reading, documents);
  }

  private static void add(
      Documents documents, ClaimDocuments reading, Graph graph, List<Node> claims) {
    List<Node> named = claims.stream().filter(Node::isURI).toList();
    for (int i = 0; i < named.size(); i += AT_A_TIME) {
      List<Node> some = named.subList(i, Math.min(i + AT_A_TIME, named.size()));
      documents.replace(List.of(), reading.of(graph, some));
    }
  }

  List<Facet> facets() {
    return reading.facets();
  }

  /** The facet of that name, if there is one. */
  Optional<Facet> facet(String id) {
    return facets().stream().filter(facet -> facet.id().equals(id)).findFirst();
  }

  int size() {
    return searcher.getIndexReader().numDocs();
  }

  /** What was typed, as a query for the claims in whose statements or around which it stands. */
  Words.Asked asked(String typed) {
    return Words.asked(searcher, typed);
  }

  int count(Query query) {
    try {
      return searcher.count(query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Some of the claims that a query finds, those that fit best first, and in the order of the text.
   *
   * @param from how many come before them
   * @param most how many are wanted
   */
  List<Description.ClaimLine> lines(Query query, int from, int most) {
    return claims(query, from, most).stream().map(claim -> lines.line(claim, null)).toList();
  }

  /** The same, as nodes. */
  List<Node> claims(Query query, int from, int most) {
    List<Node> found = new ArrayList<>();
    try {
      ScoreDoc[] hits =
          searcher.search(query, from + most, new Sort(SortField.FIELD_SCORE, IN_ORDER)).scoreDocs;
      for (int i = from; i < hits.length; i++) {
        String order = ((BytesRef) ((FieldDoc) hits[i]).fields[1]).utf8ToString();
        found.add(ClaimDocuments.claim(order));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds the claims that have one of some values.
   *
   * @param values as N-Triples write them
   */
  static Query having(Facet facet, Collection<String> values) {
    return new TermInSetQuery(facet.field(), values.stream().map(BytesRef::new).toList());
  }

  /**
   * The values of a facet among the claims that a query finds, with how many of these claims have
   * each: in the facet's own order, or those of most claims first.
   */
  List<Choice> choices(Facet facet, Query query) {
    return query.equals(MatchAllDocsQuery.INSTANCE)
        ? ofAll.computeIfAbsent(facet, key -> counted(key, query))
        : counted(facet, query);
  }

  private List<Choice> counted(Facet facet, Query query) {
    try {
      List<Choice> choices = new ArrayList<>();
      searcher
          .search(query, Counting.of(facet.field()))
          .forEach((field, claims) -> choices.add(new Choice(ClaimDocuments.value(field), claims)));
      if (!facet.isOrdered()) {
        choices.sort(Comparator.comparingInt((Choice choice) -> -choice.claims()));
      }
      return choices;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The value of that name, as N-Triples write it, if a claim has it.
   *
   * @param name what addresses call it
   */
  Optional<String> named(Facet facet, String name) {
    List<Choice> all = choices(facet, MatchAllDocsQuery.INSTANCE);
    List<String> likely =
        List.of(
            NodeFmtLib.strNT(NodeFactory.createURI(prefixes.expandPrefix(name))),
            NodeFmtLib.strNT(NodeFactory.createLiteralString(name)));
    return Stream.<Predicate<Choice>>of(
            choice -> likely.contains(choice.written()), choice -> name(choice.node()).equals(name))
        .flatMap(fitting -> all.stream().filter(fitting).limit(1))
        .map(Choice::written)
        .findFirst();
  }

  /** How addresses name a value. */
  String name(Node value) {
    return value.isURI() ? names.shortForm(value) : value(value).text();
  }

  /** How a value reads. */
  Value value(Node value) {
    return value.isURI() ? trails.explained(value) : names.value(value);
  }
}
