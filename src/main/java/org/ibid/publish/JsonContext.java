package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Makes of the ontology the JSON-LD context in which documents are readable JSON: each term has its
 * plain name, values that are things are named as such, and texts stand by their language.
 */
public final class JsonContext {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final Set<String> KEYWORDS = Set.of("id", "type");

  /** How the values of a property are written. */
  enum Values {
    PLAIN,
    THINGS,
    TEXTS,
    TYPED
  }

  /**
   * A term of the context.
   *
   * @param name its key in JSON
   * @param datatype for typed values the datatype
   */
  record Term(String name, String iri, Values values, String datatype) {}

  private final Map<String, Term> byIri = new HashMap<>();
  private final Map<String, Term> byName = new LinkedHashMap<>();
  private final Map<String, String> prefixes = new TreeMap<>();

  private JsonContext() {}

  /** The context that a view's ontology gives. */
  public static JsonContext of(View view) {
    JsonContext context = new JsonContext();
    Graph ontology = Triples.graph(view, Ibid.ONTOLOGY_GRAPH);
    List<Term> candidates = new ArrayList<>();
    ontology
        .find(Node.ANY, Terms.TYPE, Node.ANY)
        .filterKeep(triple -> triple.getSubject().isURI())
        .mapWith(triple -> candidate(ontology, triple))
        .filterKeep(term -> term != null)
        .forEachRemaining(candidates::add);
    candidates.sort(Comparator.comparingInt(JsonContext::rank).thenComparing(Term::iri));
    PrefixMapping known = view.prefixes();
    for (Term term : candidates) {
      if (!context.byIri.containsKey(term.iri())) {
        context.add(term, known);
      }
    }
    known
        .getNsPrefixMap()
        .forEach(
            (prefix, namespace) -> {
              boolean ends = namespace.matches(".*[:/?#\\[\\]@]$");
              if (ends
                  && !prefix.isEmpty()
                  && !namespace.startsWith(Ibid.ID)
                  && !context.byName.containsKey(prefix)
                  && !KEYWORDS.contains(prefix)) {
                context.prefixes.put(prefix, namespace);
              }
            });
    // A term that is no plain name needs its prefix.
    context
        .byName
        .values()
        .removeIf(
            term -> {
              int colon = term.name().indexOf(':');
              boolean lost =
                  colon > 0 && !context.prefixes.containsKey(term.name().substring(0, colon));
              if (lost) {
                context.byIri.remove(term.iri());
              }
              return lost;
            });
    return context;
  }

  private void add(Term term, PrefixMapping known) {
    String name = term.name();
    if (byName.containsKey(name) || KEYWORDS.contains(name)) {
      String shortForm = known.qnameFor(term.iri());
      if (shortForm == null || shortForm.startsWith(":")) {
        return;
      }
      name = shortForm;
    }
    Term named = new Term(name, term.iri(), term.values(), term.datatype());
    byIri.put(named.iri(), named);
    byName.put(name, named);
  }

  /** The vocabularies of the project come first, in the order of how general they are. */
  private static int rank(Term term) {
    if (term.iri().startsWith(Ibid.NS)) {
      return 0;
    }
    return term.iri().startsWith(Ibid.BASE) ? 1 : 2;
  }

  private static Term candidate(Graph ontology, Triple typed) {
    String iri = typed.getSubject().getURI();
    String name = Iris.localName(iri);
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      return null;
    }
    String type = Iris.localName(typed.getObject().getURI());
    Node range =
        ontology
            .find(typed.getSubject(), Terms.RANGE, Node.ANY)
            .mapWith(Triple::getObject)
            .filterKeep(Node::isURI)
            .nextOptional()
            .orElse(null);
    return switch (type) {
      case "ObjectProperty" -> new Term(name, iri, Values.THINGS, null);
      case "AnnotationProperty" ->
          new Term(name, iri, range == null ? Values.TEXTS : Values.PLAIN, null);
      case "DatatypeProperty" -> {
        String datatype = range == null ? "" : range.getURI();
        boolean plain =
            !datatype.startsWith(XSD)
                || Set.of("string", "integer", "decimal", "boolean")
                    .contains(Iris.localName(datatype));
        yield datatype.endsWith("#langString")
            ? new Term(name, iri, Values.TEXTS, null)
            : new Term(name, iri, plain ? Values.PLAIN : Values.TYPED, plain ? null : datatype);
      }
      case "Ontology", "ConceptScheme", "Restriction" -> null;
      default -> {
        if (type.endsWith("Property")) {
          // It says how the property behaves; another type says what it is.
          yield null;
        }
        boolean ours = iri.startsWith(Ibid.BASE) || type.equals("Class");
        yield ours ? new Term(name, iri, Values.PLAIN, null) : null;
      }
    };
  }

  /** The term of that IRI, or null. */
  Term term(String iri) {
    return byIri.get(iri);
  }

  /** An IRI in the shortest form that the context knows. */
  String shortForm(String iri) {
    Term term = byIri.get(iri);
    return term != null ? term.name() : compact(iri);
  }

  /** An IRI with a prefix of the context, or whole. */
  String compact(String iri) {
    String best = iri;
    for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
      String namespace = prefix.getValue();
      if (iri.startsWith(namespace) && iri.length() > namespace.length()) {
        String compact = prefix.getKey() + ":" + iri.substring(namespace.length());
        boolean safe = !iri.startsWith("//", namespace.length()) && !byName.containsKey(compact);
        if (safe && compact.length() < best.length()) {
          best = compact;
        }
      }
    }
    return best;
  }

  /** The context as a JSON-LD document. */
  public String document() {
    JsonObject context = new JsonObject();
    context.put("@version", JsonNumber.value(new java.math.BigDecimal("1.1")));
    context.put("id", "@id");
    context.put("type", "@type");
    prefixes.forEach(context::put);
    byName.forEach((name, term) -> put(context, name, term));
    JsonObject document = new JsonObject();
    document.put("@context", context);
    return document + "\n";
  }

  private void put(JsonObject context, String name, Term term) {
    String iri = compact(term.iri()).equals(name) ? term.iri() : compact(term.iri());
    if (term.values() == Values.PLAIN) {
      context.put(name, iri);
      return;
    }
    JsonObject definition = new JsonObject();
    definition.put("@id", iri);
    switch (term.values()) {
      case THINGS -> definition.put("@type", "@vocab");
      case TEXTS -> definition.put("@container", "@language");
      default -> definition.put("@type", compact(term.datatype()));
    }
    context.put(name, definition);
  }
}
