package org.ibid.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.ibid.graph.Change;
import org.ibid.graph.Folding;
import org.ibid.graph.Ibid;
import org.ibid.graph.InMemory;
import org.ibid.graph.Lazy;
import org.ibid.graph.View;

/**
 * Knows what the things of one state of the graph are called, and finds them: by words while
 * somebody types ({@link #suggest}), by a whole name that may be misspelt ({@link #match}), by an
 * identifier ({@link #identified}). Case, accents and the alphabet do not matter.
 *
 * <p>The first and the second are two questions and have an index each. Who types sees the list and
 * types on, so that few letters and the beginnings of words must do ({@link Words}). Who brings a
 * column of names sees no list: there the whole of a name counts, and a score says how much it is
 * like another ({@link SpellingIndex}).
 */
public final class NameIndex {

  /** So many of those that have the words are compared closely. */
  private static final int MOST_RANKED = 2000;

  private static final SortField IN_ORDER =
      new SortField(NameDocuments.ORDER, SortField.Type.STRING);

  /** The misspelt names, and the identifiers. */
  private record Known(SpellingIndex spellings, Map<String, Set<Node>> identifiers) {
    boolean has(Node thing) {
      return identifiers.containsKey(Identifiers.plain(thing.getURI()));
    }
  }

  private final NameScope scope;
  private final PrefixMapping prefixes;
  private final NameDocuments reading;
  private final Documents documents;
  private final IndexSearcher searcher;
  private final Lazy<Known> known;

  /** All things of a state, read anew. */
  private NameIndex(View view, NameScope scope) {
    this.scope = scope;
    this.prefixes = view.prefixes();
    Graph data = scope.data().apply(view);
    this.reading = new NameDocuments(data, prefixes, scope);
    this.documents = new Documents();
    NameDocuments all =
        new NameDocuments(InMemory.of(data, NameDocuments.PREDICATES), prefixes, scope);
    documents.replace(List.of(), all.of(all.things()));
    this.searcher = documents.now();
    this.known = new Lazy<>(this::readKnown);
  }

  /** All things of another state, of which one knows how it differs. */
  private NameIndex(View view, NameIndex before, Change change) {
    this.scope = before.scope;
    this.prefixes = view.prefixes();
    this.reading = new NameDocuments(scope.data().apply(view), prefixes, scope);
    this.documents = before.documents;
    Set<Node> touched =
        change.triples().stream()
            .map(Triple::getSubject)
            .filter(scope.named())
            .collect(Collectors.toSet());
    documents.replace(touched.stream().map(Node::getURI).toList(), reading.of(touched));
    this.searcher = documents.now();
    this.known =
        before.known.isKnown()
                && touched.stream()
                    .noneMatch(
                        thing ->
                            before.known.get().has(thing)
                                || reading.isOneOf(thing, scope.misspelt()))
            ? before.known
            : new Lazy<>(this::readKnown);
  }

  /**
   * All things of the data, parts too, to find while somebody types; entities and situations by
   * misspelt names as well.
   */
  public static NameIndex ofEverything(View view) {
    return new NameIndex(
        view, new NameScope(View::asserted, NameScope::isThing, Set.of(), Terms.MISSPELT));
  }

  /** The terms of the vocabularies of the project; to find while somebody types. */
  public static NameIndex ofTerms(View view) {
    return new NameIndex(
        view,
        new NameScope(
            state -> state.dataset().getGraph(Ibid.ONTOLOGY_GRAPH),
            NameScope::isTerm,
            Set.of(),
            Set.of()));
  }

  /** The things that belong to a class, or to one below it. */
  public static NameIndex of(View view, Node root) {
    return new NameIndex(
        view, new NameScope(View::asserted, NameScope::isThing, Set.of(root), Set.of(root)));
  }

  /**
   * The same of another state.
   *
   * @param change how that state differs from this one; it touches no terms of the ontology
   */
  public NameIndex after(Change change, View view) {
    return new NameIndex(view, this, change);
  }

  private Known readKnown() {
    SpellingIndex.Builder spellings = new SpellingIndex.Builder();
    Map<String, Set<Node>> identifiers = new HashMap<>();
    if (!scope.misspelt().isEmpty()) {
      for (Node node : all(classes(scope.misspelt()))) {
        reading.said(node).forEach(name -> spellings.add(node, name));
        reading.identify(node, identifiers);
      }
    }
    return new Known(spellings.build(), identifiers);
  }

  // ---- Things and their classes

  /** All things that can be found. */
  public Set<Node> things() {
    return new LinkedHashSet<>(all(MatchAllDocsQuery.INSTANCE));
  }

  private List<Node> all(Query query) {
    List<Node> all = new ArrayList<>();
    try {
      for (Integer document : searcher.search(query, Collecting.all())) {
        all.add(candidate(document).node());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all.sort(Comparator.comparing(Node::getURI));
    return all;
  }

  /** Whether a thing can be found. */
  public boolean has(Node node) {
    return reading.has(node);
  }

  /** The classes of a thing and those above them. */
  public Set<Node> types(Node node) {
    return reading.types(node);
  }

  /** Whether a thing belongs to one of the classes; to belong to one of none is to be there. */
  public boolean isOneOf(Node node, Collection<Node> classes) {
    return has(node) && (classes.isEmpty() || reading.isOneOf(node, classes));
  }

  // ---- Finding while somebody types

  /**
   * What is looked for.
   *
   * @param classes to one of which it belongs; empty for any
   * @param parts whether it may be a part of something else
   * @param namespace what stands before the last piece of its IRI; empty for any
   */
  public record Wanted(Collection<Node> classes, boolean parts, String namespace) {}

  /**
   * Something that answers to what was typed.
   *
   * @param types its classes and those above them
   * @param rank how well, the less the better; two that answer alike have the same
   */
  public record Suggestion(Node node, Set<Node> types, int rank) {}

  private record Candidate(Node node, String order, String types, List<String> names, int rank) {

    Suggestion suggestion() {
      return new Suggestion(
          node,
          Stream.of(types.split(" ", -1)).map(NodeFactory::createURI).collect(Collectors.toSet()),
          rank);
    }
  }

  /** The things of these classes that are called exactly so. */
  public List<Node> called(String typed, Collection<Node> classes) {
    String wanted = Folding.folded(typed);
    Query named = new TermQuery(new Term(NameDocuments.NAME, wanted));
    return wanted.isEmpty()
        ? List.of()
        : found(both(named, classes(classes)), MOST_RANKED, IN_ORDER).stream()
            .map(Candidate::node)
            .toList();
  }

  /**
   * The things of one of the classes (of any, if none is given) that answer to what was typed so
   * far, best first.
   *
   * @param skip how many of the best are known already
   */
  public List<Node> suggest(String typed, Collection<Node> classes, int skip, int most) {
    return ranked(typed, classes(classes)).stream()
        .skip(skip)
        .limit(most)
        .map(Candidate::node)
        .toList();
  }

  /** The things that answer to what was typed so far, best first; of very many the best. */
  public List<Suggestion> suggest(String typed, Wanted wanted) {
    return ranked(typed, query(wanted)).stream().map(Candidate::suggestion).toList();
  }

  private static Query query(Wanted wanted) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(classes(wanted.classes()), Occur.FILTER);
    if (!wanted.parts()) {
      query.add(new TermQuery(new Term(NameDocuments.PART, NameDocuments.PART)), Occur.MUST_NOT);
    }
    if (!wanted.namespace().isEmpty()) {
      query.add(new TermQuery(new Term(NameDocuments.NAMESPACE, wanted.namespace())), Occur.FILTER);
    }
    return query.build();
  }

  private static Query classes(Collection<Node> classes) {
    return classes.isEmpty()
        ? MatchAllDocsQuery.INSTANCE
        : new ConstantScoreQuery(
            new TermInSetQuery(
                NameDocuments.TYPE,
                classes.stream().map(type -> new BytesRef(type.toString())).toList()));
  }

  private static Query both(Query scoring, Query filter) {
    return new BooleanQuery.Builder().add(scoring, Occur.MUST).add(filter, Occur.FILTER).build();
  }

  /** The things in whose names the words stand, best first; of very many, those that fit best. */
  private List<Candidate> ranked(String typed, Query filter) {
    String wanted = Folding.folded(typed);
    if (wanted.isEmpty()) {
      return found(both(MatchAllDocsQuery.INSTANCE, filter), MOST_RANKED, IN_ORDER);
    }
    List<Candidate> found = withWords(Words.asked(searcher, wanted), filter);
    if (found.isEmpty()) {
      found = withWords(Words.askedAlike(searcher, wanted), filter);
    }
    return found.stream()
        .map(
            candidate ->
                new Candidate(
                    candidate.node(),
                    candidate.order(),
                    candidate.types(),
                    candidate.names(),
                    Typed.rank(candidate.names(), wanted)))
        .sorted(Comparator.comparingInt(Candidate::rank).thenComparing(Candidate::order))
        .toList();
  }

  private List<Candidate> withWords(Words.Asked asked, Query filter) {
    return found(both(asked.query(), filter), MOST_RANKED, SortField.FIELD_SCORE, IN_ORDER);
  }

  private List<Candidate> found(Query query, int most, SortField... order) {
    try {
      List<Candidate> found = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(query, most, new Sort(order)).scoreDocs) {
        found.add(candidate(hit.doc));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Candidate candidate(int document) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    BinaryDocValues values = leaf.reader().getBinaryDocValues(NameDocuments.NAMES);
    values.advanceExact(document - leaf.docBase);
    List<String> lines = List.of(values.binaryValue().utf8ToString().split("\n", -1));
    return new Candidate(
        NodeFactory.createURI(lines.get(1)),
        lines.get(0) + "\n" + lines.get(1),
        lines.get(2),
        lines.subList(3, lines.size()),
        0);
  }

  // ---- Finding by whole names

  /** The things that an identifier stands for: an IRI, written out or in short, a QID, a DOI. */
  public Set<Node> identified(String text) {
    String written = text.strip();
    if (written.startsWith("<") && written.endsWith(">")) {
      written = written.substring(1, written.length() - 1);
    }
    Map<String, Set<Node>> identifiers = known.get().identifiers();
    Set<Node> found = identifiers.get(Identifiers.plain(prefixes.expandPrefix(written)));
    if (found == null) {
      found = identifiers.get(Identifiers.plain(written));
    }
    if (found == null) {
      Node below = NodeFactory.createURI(Ibid.ID + written);
      found = has(below) ? Set.of(below) : Set.of();
    }
    return found;
  }

  /**
   * The things that may be meant by a name or an identifier, best first.
   *
   * @param fitting which things come into question
   */
  public List<Match> match(String written, Predicate<Node> fitting, int most) {
    Map<Node, Match> best = new LinkedHashMap<>();
    for (Node node : identified(written)) {
      if (fitting.test(node)) {
        best.put(node, new Match(node, 100, written, true));
      }
    }
    if (best.isEmpty()) {
      for (Match match : known.get().spellings().match(written, fitting)) {
        best.merge(match.node(), match, (one, other) -> other.score() > one.score() ? other : one);
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble(Match::score)
                .reversed()
                .thenComparing(match -> match.node().getURI()))
        .limit(most)
        .toList();
  }

  /** How much a name is like one of those that a thing is called by, from 0 to 100. */
  public double likeness(String written, Node node) {
    return identified(written).contains(node)
        ? 100
        : known.get().spellings().likeness(written, node);
  }
}
