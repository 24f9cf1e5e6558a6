package org.ibid.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnvBase;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.FocusQuery;
import org.ibid.graph.Question;
import org.ibid.graph.Sparql;
import org.ibid.graph.States;
import org.ibid.search.Documents;
import org.ibid.search.Words;

/** Reads from a graph by what claims are found: their words, their facets, their order. */
final class ClaimDocuments {

  private static final Var CLAIM = Var.alloc("claim");
  private static final Var VALUE = Var.alloc("value");
  private static final Var WORDS = Var.alloc("words");
  private static final Var NUMBER = Var.alloc("number");

  /**
   * A claim is found by its statement, and by the names of its kind, of what it is about and of who
   * says it.
   */
  private static final String ITS_WORDS =
      """
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX ibid:    <https://w3id.org/ibid/ns#>
      PREFIX rdfs:    <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX skos:    <http://www.w3.org/2004/02/skos/core#>

      SELECT ?claim ?words
      WHERE {
        ?claim a ibid:Claim .
        { ?claim ibid:statement|rdfs:label|skos:altLabel ?words }
        UNION
        {
          ?claim a ?kind .
          ?kind rdfs:label|skos:prefLabel|skos:altLabel ?words .
          FILTER NOT EXISTS {
            ?claim a ?closer .
            ?closer rdfs:subClassOf+ ?kind .
            FILTER ( ?closer != ?kind )
          }
        }
        UNION
        {
          ?claim ibid:about/(ibid:statement|rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title) ?words
        }
        UNION
        {
          ?claim ibid:attribution/ibid:relays*/ibid:agent/(rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title) ?words
        }
      }
      """;

  /** The numbers of the sentences that make a claim. */
  private static final String ITS_SENTENCES =
      """
      PREFIX ibid: <https://w3id.org/ibid/ns#>

      SELECT ?claim ?number
      WHERE {
        ?claim a ibid:Claim ; ibid:passage/ibid:number ?number .
      }
      """;

  /** Where a claim stands in the order of the text: its document, its sentence, its IRI. */
  static final String ORDER = "order";

  /** Stands between what sorts a value and the value, and sorts before all else. */
  private static final char AFTER_KEY = '\u0001';

  private final FocusQuery words;
  private final FocusQuery sentences;
  private final List<Facet> facets;

  /**
   * Prepares the questions.
   *
   * @param facets those that give the facets
   * @throws BadInputException if one of them cannot be asked about some claims only
   */
  ClaimDocuments(List<Question> facets) {
    this.words = new FocusQuery(parsed(ITS_WORDS), CLAIM, "the words of claims");
    this.sentences = new FocusQuery(parsed(ITS_SENTENCES), CLAIM, "the sentences of claims");
    this.facets = facets.stream().map(ClaimDocuments::facet).toList();
  }

  private static Query parsed(String text) {
    return Sparql.parse(text, "a query of the project", PrefixMapping.Factory.create());
  }

  private static Facet facet(Question question) {
    String source = question.path().toString();
    Query query = Sparql.parse(question.text(), source, PrefixMapping.Factory.create());
    FocusQuery focused = new FocusQuery(query, CLAIM, source);
    if (focused.order().stream()
        .anyMatch(order -> order.getDirection() == Query.ORDER_DESCENDING)) {
      throw new BadInputException(source, "the values of a facet can stand in rising order only");
    }
    return new Facet(
        question.name().replaceFirst("^[0-9]+-", ""),
        question.title(),
        question.description(),
        focused);
  }

  List<Facet> facets() {
    return facets;
  }

  private Stream<FocusQuery> questions() {
    return Stream.concat(Stream.of(words, sentences), facets.stream().map(Facet::question));
  }

  /** The predicates of the triples that are read. */
  Set<Node> predicates() {
    return questions()
        .flatMap(question -> question.predicates().stream())
        .collect(Collectors.toSet());
  }

  /** The claims of which something else may be known after a change. */
  Set<Node> touched(States states, Change change) {
    Set<Triple> changed = change.triples();
    return questions()
        .flatMap(question -> question.touched(states, changed).stream())
        .filter(Node::isURI)
        .collect(Collectors.toSet());
  }

  /** What is known of some claims, read from a graph. */
  Collection<Document> of(Graph graph, List<Node> claims) {
    Map<Node, Document> all = new LinkedHashMap<>();
    Map<Node, Integer> first = new HashMap<>();
    claims.forEach(claim -> all.put(claim, Documents.named(claim.getURI())));
    words.rows(
        graph,
        claims,
        row -> {
          Node words = row.get(WORDS);
          if (words.isLiteral()) {
            Words.add(all.get(row.get(CLAIM)), words.getLiteralLexicalForm());
          }
        });
    sentences.rows(
        graph,
        claims,
        row -> first.merge(row.get(CLAIM), Triples.integer(row.get(NUMBER)), Math::min));
    all.forEach(
        (claim, document) ->
            document.add(
                new SortedDocValuesField(
                    ORDER, new BytesRef(order(claim, first.getOrDefault(claim, 0))))));
    for (Facet facet : facets) {
      Map<Node, Map<String, String>> keys = new HashMap<>();
      facet
          .question()
          .rows(
              graph,
              claims,
              row -> {
                if (row.contains(VALUE)) {
                  keys.computeIfAbsent(row.get(CLAIM), claim -> new HashMap<>())
                      .merge(
                          NodeFmtLib.strNT(row.get(VALUE)),
                          key(facet, row),
                          (one, other) -> one.compareTo(other) < 0 ? one : other);
                }
              });
      keys.forEach(
          (claim, values) ->
              values.forEach(
                  (value, key) -> {
                    Document document = all.get(claim);
                    document.add(new StringField(facet.field(), value, Store.NO));
                    document.add(
                        new SortedSetDocValuesField(
                            facet.field(), new BytesRef(key + AFTER_KEY + value)));
                  }));
    }
    return all.values();
  }

  /** Article by article, in the order of the sentences. */
  private static String order(Node claim, int sentence) {
    String iri = claim.getURI();
    return String.format(
        "%s%c%010d%c%s",
        iri.substring(0, iri.lastIndexOf('/') + 1), AFTER_KEY, sentence, AFTER_KEY, iri);
  }

  /** What sorts a value as its question does. */
  private static String key(Facet facet, Binding row) {
    StringBuilder key = new StringBuilder();
    for (SortCondition condition : facet.question().order()) {
      NodeValue value = ExprLib.evalOrNull(condition.getExpression(), row, new FunctionEnvBase());
      // What has no value to be sorted by comes first.
      if (value != null) {
        key.append(
            value.isNumber()
                ? "%016x"
                    .formatted(
                        NumericUtils.doubleToSortableLong(value.getDouble()) ^ Long.MIN_VALUE)
                : value.asString());
      }
      key.append(' ');
    }
    return key.toString();
  }

  /** The value that stands in a document, as N-Triples write it. */
  static String value(String field) {
    return field.substring(field.indexOf(AFTER_KEY) + 1);
  }

  /** The claim of which a document says where it stands. */
  static Node claim(String order) {
    return NodeFactory.createURI(order.substring(order.lastIndexOf(AFTER_KEY) + 1));
  }
}
