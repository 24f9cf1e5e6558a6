package org.ibid.publish.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonParseException;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;
import org.ibid.publish.Links;
import org.ibid.publish.Names;
import org.ibid.publish.reconcile.Query.Strictness;
import org.ibid.publish.reconcile.Query.Wanted;
import org.ibid.publish.reconcile.Schema.Term;
import org.ibid.search.Labels;
import org.ibid.search.Match;
import org.ibid.search.NameIndex;

/**
 * Answers reconciliation requests from one state of the graph. What is matched are the instances of
 * {@code ibid:Entity}, works among them; identifiers are their IRIs, types and properties are the
 * classes and properties of the ontology.
 */
public final class Reconciler {

  /** Everything that claims can be about, and every work. */
  private static final Node ENTITY = NodeFactory.createURI(Ibid.NS + "Entity");

  private static final int SUGGESTIONS = 15;
  private static final int CONSIDERED = 200;
  private static final double LEAST_SCORE = 20;

  /** How much one property counts beside the name, which counts 1. */
  private static final double PROPERTY_WEIGHT = 0.4;

  /** What a property counts of which nothing is said. */
  private static final double UNKNOWN = 50;

  private static final double OTHER_TYPE = 0.85;

  /** A candidate is certain only when the next one is so much less like what was written. */
  private static final double CLEAR = 10;

  private static final int PREVIEW_FACTS = 7;
  private static final int PREVIEW_VALUES = 4;

  /** What a preview shows in another way, or not at all. */
  private static final Set<Node> NO_FACTS =
      Set.of(
          RDF.type.asNode(),
          RDFS.label.asNode(),
          DCTerms.description.asNode(),
          SKOS.editorialNote.asNode());

  private final View view;
  private final Graph graph;
  private final Links links;
  private final Names names;
  private final NameIndex index;
  private final Schema schema;
  private final Evidence evidence;

  /** Reads all names; the result is good for as long as the state of the graph is the same. */
  public Reconciler(View view, Links links) {
    this.view = view;
    this.graph = view.dataset().getDefaultGraph();
    this.links = links;
    this.names = new Names(view, links);
    this.index = NameIndex.of(view, ENTITY);
    this.schema = new Schema(view, index, names);
    this.evidence = new Evidence(graph, index, names);
  }

  /** The state of the graph that it answers from. */
  public String version() {
    return view.version();
  }

  /** How many things can be matched. */
  public int size() {
    return index.things().size();
  }

  /** What the service is and where its parts are. */
  public JsonObject manifest() {
    return Manifest.of(links, schema.type(ENTITY).map(this::type).orElse(null));
  }

  /**
   * Answers a batch of queries.
   *
   * @throws BadQueryException if it cannot be understood, or is too large
   */
  public JsonObject answer(String queries) {
    JsonObject answers = new JsonObject();
    Query.batch(parse(queries))
        .forEach(
            (key, query) -> {
              JsonObject answer = new JsonObject();
              answer.put("result", result(query));
              answers.put(key, answer);
            });
    return answers;
  }

  static JsonValue parse(String json) {
    try {
      return JSON.parseAny(json);
    } catch (JsonParseException e) {
      throw BadQueryException.noJson(e.getLine(), e.getColumn());
    }
  }

  /** One candidate and what speaks for it. */
  private record Candidate(
      Match match,
      double score,
      boolean ofType,
      boolean contradicted,
      Map<String, Double> evidence) {}

  private JsonArray result(Query query) {
    List<Optional<Term>> types = query.types().stream().map(schema::type).toList();
    Predicate<Node> ofType = node -> isOf(node, types, query.strictness());
    boolean strict = query.strictness() != Strictness.SHOULD;
    Predicate<Node> fitting = strict ? ofType : node -> true;
    List<Candidate> candidates = new ArrayList<>();
    if (query.text().isEmpty()) {
      for (Node node : index.things()) {
        if (fitting.test(node)) {
          byProperties(query, node, ofType.test(node)).ifPresent(candidates::add);
        }
      }
    } else {
      for (Match match : index.match(query.text(), fitting, CONSIDERED)) {
        candidates.add(candidate(query, match, ofType.test(match.node())));
      }
    }
    List<Candidate> best =
        candidates.stream()
            .filter(candidate -> candidate.score() >= LEAST_SCORE)
            .sorted(
                Comparator.comparingDouble(Candidate::score)
                    .reversed()
                    .thenComparing(candidate -> candidate.match().node().getURI()))
            .toList();
    boolean certain = isCertain(best);
    JsonArray result = new JsonArray();
    for (int i = 0; i < Math.min(query.limit(), best.size()); i++) {
      result.add(written(best.get(i), certain && i == 0, !query.types().isEmpty()));
    }
    return result;
  }

  /** Whether nothing but the best candidate can be meant. */
  private static boolean isCertain(List<Candidate> best) {
    if (best.isEmpty()) {
      return false;
    }
    Candidate first = best.get(0);
    return first.match().same()
        && first.ofType()
        && !first.contradicted()
        && (best.size() == 1 || first.score() - best.get(1).score() >= CLEAR);
  }

  private boolean isOf(Node node, List<Optional<Term>> types, Strictness strictness) {
    if (types.isEmpty()) {
      return true;
    }
    Predicate<Optional<Term>> has =
        type -> type.isPresent() && index.types(node).contains(type.get().node());
    return strictness == Strictness.ALL
        ? types.stream().allMatch(has)
        : types.stream().anyMatch(has);
  }

  private Candidate candidate(Query query, Match match, boolean ofType) {
    Map<String, Double> found = new TreeMap<>();
    boolean contradicted = false;
    double sum = match.score();
    double weights = 1;
    for (Wanted wanted : query.properties()) {
      Optional<Term> property = schema.property(wanted.id());
      if (property.isPresent() && !wanted.values().isEmpty()) {
        OptionalDouble fit = evidence.of(match.node(), property.get().node(), wanted.values());
        fit.ifPresent(value -> found.put(wanted.id(), value));
        contradicted |= fit.isPresent() && fit.getAsDouble() < UNKNOWN;
        sum += PROPERTY_WEIGHT * fit.orElse(UNKNOWN);
        weights += PROPERTY_WEIGHT;
      }
    }
    double score = sum / weights * (ofType ? 1 : OTHER_TYPE);
    return new Candidate(match, score, ofType, contradicted, found);
  }

  /** A candidate for a query that has no name: all depends on the properties. */
  private Optional<Candidate> byProperties(Query query, Node node, boolean ofType) {
    Map<String, Double> found = new TreeMap<>();
    double sum = 0;
    int asked = 0;
    for (Wanted wanted : query.properties()) {
      Optional<Term> property = schema.property(wanted.id());
      if (!wanted.values().isEmpty()) {
        asked++;
        if (property.isPresent()) {
          OptionalDouble fit = evidence.of(node, property.get().node(), wanted.values());
          fit.ifPresent(value -> found.put(wanted.id(), value));
          sum += fit.orElse(0);
        }
      }
    }
    if (sum == 0) {
      return Optional.empty();
    }
    double score = sum / asked * (ofType ? 1 : OTHER_TYPE);
    // Without a name nothing is certain: others may fit that nothing is said of.
    return Optional.of(
        new Candidate(new Match(node, score, "", false), score, ofType, false, found));
  }

  private JsonObject written(Candidate candidate, boolean certain, boolean typed) {
    Node node = candidate.match().node();
    JsonObject written = entity(node);
    written.put("score", rounded(candidate.score()));
    written.put("match", certain);
    written.put("type", types(node));
    JsonArray features = new JsonArray();
    if (!candidate.match().name().isEmpty()) {
      features.add(feature("name", rounded(candidate.match().score())));
    }
    if (typed) {
      JsonObject type = new JsonObject();
      type.put("id", "type");
      type.put("value", candidate.ofType());
      features.add(type);
    }
    candidate.evidence().forEach((id, value) -> features.add(feature(id, rounded(value))));
    written.put("features", features);
    return written;
  }

  private static JsonObject feature(String id, JsonNumber value) {
    JsonObject feature = new JsonObject();
    feature.put("id", id);
    feature.put("value", value);
    return feature;
  }

  private static JsonNumber rounded(double value) {
    return JsonNumber.value(Math.round(value * 10) / 10.0);
  }

  private JsonObject entity(Node node) {
    JsonObject entity = new JsonObject();
    entity.put("id", node.getURI());
    entity.put("name", names.of(node));
    String description = description(node);
    if (!description.isEmpty()) {
      entity.put("description", description);
    }
    return entity;
  }

  private JsonArray types(Node node) {
    JsonArray types = new JsonArray();
    exactTypes(node).forEach(type -> types.add(type(type)));
    return types;
  }

  private List<Term> exactTypes(Node node) {
    return view
        .asserted()
        .find(node, RDF.type.asNode(), Node.ANY)
        .mapWith(Triple::getObject)
        .toList()
        .stream()
        .flatMap(type -> schema.type(type).stream())
        .toList();
  }

  /** What tells a thing from others of that name: what it is, and what is said of it in short. */
  private String description(Node node) {
    String kind =
        String.join(", ", exactTypes(node).stream().map(Term::name).distinct().sorted().toList());
    String more =
        names
            .definition(node)
            .or(() -> Optional.ofNullable(title(node)))
            .filter(text -> !text.equals(names.of(node)))
            .orElse("");
    return kind.isEmpty() || more.isEmpty() ? kind + more : kind + ": " + more;
  }

  private String title(Node node) {
    return new Labels(view.asserted()).text(node, DCTerms.title.asNode());
  }

  private JsonObject type(Term type) {
    JsonObject written = new JsonObject();
    written.put("id", type.id());
    written.put("name", type.name());
    return written;
  }

  /** The entities that answer to what was typed so far. */
  public JsonObject suggestEntities(String prefix, int skip) {
    Set<Node> identified = index.identified(prefix);
    List<Node> found =
        identified.isEmpty()
            ? index.suggest(prefix, List.of(), skip, SUGGESTIONS)
            : identified.stream().skip(skip).limit(SUGGESTIONS).toList();
    JsonArray result = new JsonArray();
    for (Node node : found) {
      JsonObject entity = entity(node);
      entity.put("notable", types(node));
      result.add(entity);
    }
    return only("result", result);
  }

  /** The types that answer to what was typed so far, each with those directly above it. */
  public JsonObject suggestTypes(String prefix, int skip) {
    JsonArray result = new JsonArray();
    for (Term type : schema.suggestTypes(prefix, skip, SUGGESTIONS)) {
      JsonObject written = described(type);
      JsonArray broader = new JsonArray();
      schema.broader(type).forEach(each -> broader.add(type(each)));
      written.put("broader", broader);
      result.add(written);
    }
    return only("result", result);
  }

  /** The properties that answer to what was typed so far. */
  public JsonObject suggestProperties(String prefix, int skip) {
    JsonArray result = new JsonArray();
    schema
        .suggestProperties(prefix, skip, SUGGESTIONS)
        .forEach(property -> result.add(described(property)));
    return only("result", result);
  }

  private static JsonObject described(Term term) {
    JsonObject written = new JsonObject();
    written.put("id", term.id());
    written.put("name", term.name());
    if (!term.description().isEmpty()) {
      written.put("description", term.description());
    }
    return written;
  }

  /**
   * The properties of which entities of a type have values.
   *
   * @param type an identifier; empty for all entities
   * @param limit how many at most, or 0 for all
   */
  public JsonObject proposeProperties(String type, int limit) {
    JsonArray properties = new JsonArray();
    Optional<Node> node = type.isEmpty() ? Optional.of(ENTITY) : schema.type(type).map(Term::node);
    node.ifPresent(
        known ->
            schema
                .propertiesOf(known, limit == 0 ? Integer.MAX_VALUE : limit)
                .forEach(property -> properties.add(described(property))));
    JsonObject proposal = only("properties", properties);
    if (!type.isEmpty()) {
      proposal.put("type", type);
    }
    if (limit > 0) {
      proposal.put("limit", limit);
    }
    return proposal;
  }

  /**
   * The values of properties of entities.
   *
   * @throws BadQueryException if the query cannot be understood, or asks for too much
   */
  public JsonObject extend(String query) {
    return new Extension(graph, index, names, schema).answer(parse(query));
  }

  /** The resource that an identifier stands for, an entity or a term of ours, or nothing. */
  public Optional<Node> named(String id) {
    Set<Node> entities = index.identified(id);
    if (entities.size() == 1) {
      return Optional.of(entities.iterator().next());
    }
    Node node = NodeFactory.createURI(view.prefixes().expandPrefix(id.strip()));
    boolean ours = node.getURI().startsWith(Ibid.BASE) && graph.contains(node, Node.ANY, Node.ANY);
    return ours ? Optional.of(node) : Optional.empty();
  }

  /** What a preview of an entity shows. */
  public Preview preview(Node node) {
    Map<String, List<String>> facts = new TreeMap<>();
    graph
        .find(node, Node.ANY, Node.ANY)
        .filterDrop(triple -> NO_FACTS.contains(triple.getPredicate()))
        .forEachRemaining(
            triple ->
                facts
                    .computeIfAbsent(
                        names.ofProperty(triple.getPredicate()), key -> new ArrayList<>())
                    .add(names.value(triple.getObject()).text()));
    return new Preview(
        names.of(node),
        links.of(node).orElse(""),
        String.join(", ", exactTypes(node).stream().map(Term::name).distinct().sorted().toList()),
        names.definition(node).orElse(""),
        facts.entrySet().stream()
            .limit(PREVIEW_FACTS)
            .map(
                fact ->
                    new Preview.Fact(
                        fact.getKey(),
                        String.join(
                            " · ",
                            fact.getValue().stream()
                                .distinct()
                                .sorted()
                                .limit(PREVIEW_VALUES)
                                .toList())))
            .toList());
  }

  private static JsonObject only(String name, JsonValue value) {
    JsonObject object = new JsonObject();
    object.put(name, value);
    return object;
  }
}
