package org.ibid.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonBoolean;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.publish.JsonContext.Term;
import org.ibid.publish.JsonContext.Values;

/**
 * Writes triples as JSON-LD 1.1 with the project's context: parts stand inside their owners, and
 * what the context says of a property need not be said again.
 */
final class JsonLdWriter {

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String FIRST = RDF + "first";
  private static final String REST = RDF + "rest";
  private static final String NIL = RDF + "nil";

  private final JsonContext context;
  private final Map<Node, List<Triple>> bySubject = new LinkedHashMap<>();
  private final Map<Node, Integer> references = new HashMap<>();
  private final Map<Node, Node> referrers = new HashMap<>();
  private final Set<Node> written = new LinkedHashSet<>();
  private final Set<Node> inCircles = new HashSet<>();

  private JsonLdWriter(JsonContext context, List<Triple> triples) {
    this.context = context;
    for (Triple triple : triples) {
      bySubject.computeIfAbsent(triple.getSubject(), key -> new ArrayList<>()).add(triple);
      // A type is written by its name alone, so that what it is stands elsewhere.
      boolean type = triple.getPredicate().equals(Terms.TYPE);
      references.merge(triple.getObject(), type ? 2 : 1, Integer::sum);
      referrers.put(triple.getObject(), triple.getSubject());
    }
  }

  /** The triples as a document that names its context by the given address. */
  static String write(List<Triple> triples, JsonContext context, String address) {
    return new JsonLdWriter(context, triples).document(address) + "\n";
  }

  private JsonObject document(String address) {
    List<JsonObject> roots = new ArrayList<>();
    for (Node subject : bySubject.keySet()) {
      if (!stands(subject)) {
        roots.add(node(subject));
      }
    }
    // What stands inside each other in a circle has not been reached.
    for (Node subject : bySubject.keySet()) {
      if (!written.contains(subject)) {
        inCircles.add(subject);
        roots.add(node(subject));
      }
    }
    JsonObject document = new JsonObject();
    document.put("@context", address);
    if (roots.size() == 1) {
      roots.get(0).forEach(document::put);
    } else {
      JsonArray graph = new JsonArray();
      roots.forEach(graph::add);
      document.put("@graph", graph);
    }
    return document;
  }

  /** Whether a node stands inside the one that refers to it. */
  private boolean stands(Node node) {
    if (references.getOrDefault(node, 0) != 1) {
      return false;
    }
    if (node.isBlank()) {
      return true;
    }
    return node.isURI()
        && !Iris.role(node.getURI()).isEmpty()
        && Iris.owner(node).equals(Iris.owner(referrers.get(node)));
  }

  private JsonObject node(Node subject) {
    written.add(subject);
    JsonObject node = new JsonObject();
    if (subject.isURI()) {
      node.put("id", context.compact(subject.getURI()));
    } else if (references.getOrDefault(subject, 0) != 1 || inCircles.contains(subject)) {
      node.put("id", "_:" + subject.getBlankNodeLabel());
    }
    Map<Node, List<Node>> values = new LinkedHashMap<>();
    for (Triple triple : bySubject.getOrDefault(subject, List.of())) {
      values
          .computeIfAbsent(triple.getPredicate(), key -> new ArrayList<>())
          .add(triple.getObject());
    }
    List<Node> types = values.remove(Terms.TYPE);
    if (types != null) {
      put(node, "type", types.stream().map(this::type).toList());
    }
    values.forEach((predicate, objects) -> property(node, predicate.getURI(), objects));
    return node;
  }

  private JsonValue type(Node type) {
    return new JsonString(
        type.isURI() ? context.shortForm(type.getURI()) : "_:" + type.getBlankNodeLabel());
  }

  private void property(JsonObject node, String iri, List<Node> objects) {
    Term term = context.term(iri);
    if (term != null && term.values() == Values.TEXTS) {
      List<Node> texts = objects.stream().filter(JsonLdWriter::isText).toList();
      if (!texts.isEmpty()) {
        node.put(term.name(), languageMap(texts));
      }
      List<Node> others = objects.stream().filter(object -> !isText(object)).toList();
      if (!others.isEmpty()) {
        // The whole IRI is no term, so the language map does not apply.
        put(node, iri, others.stream().map(object -> value(object, null)).toList());
      }
      return;
    }
    put(
        node,
        term == null ? context.compact(iri) : term.name(),
        objects.stream().map(object -> value(object, term)).toList());
  }

  private static void put(JsonObject node, String name, List<JsonValue> values) {
    if (values.size() == 1) {
      node.put(name, values.get(0));
    } else {
      JsonArray array = new JsonArray();
      values.forEach(array::add);
      node.put(name, array);
    }
  }

  private static boolean isText(Node node) {
    if (!node.isLiteral() || node.getLiteralBaseDirection() != null) {
      return false;
    }
    return !node.getLiteralLanguage().isEmpty()
        || node.getLiteralDatatype().equals(XSDDatatype.XSDstring);
  }

  private static JsonObject languageMap(List<Node> texts) {
    Map<String, List<JsonValue>> byLanguage = new LinkedHashMap<>();
    for (Node text : texts) {
      String language = text.getLiteralLanguage();
      byLanguage
          .computeIfAbsent(language.isEmpty() ? "@none" : language, key -> new ArrayList<>())
          .add(new JsonString(text.getLiteralLexicalForm()));
    }
    JsonObject map = new JsonObject();
    byLanguage.forEach((language, values) -> put(map, language, values));
    return map;
  }

  private JsonValue value(Node object, Term term) {
    if (object.isLiteral()) {
      return literal(object, term);
    }
    JsonArray list = list(object);
    if (list != null) {
      JsonObject value = new JsonObject();
      value.put("@list", list);
      return value;
    }
    if (stands(object) && bySubject.containsKey(object) && !written.contains(object)) {
      return node(object);
    }
    boolean thing = term != null && term.values() == Values.THINGS;
    if (object.isURI() && thing) {
      return new JsonString(context.shortForm(object.getURI()));
    }
    JsonObject value = new JsonObject();
    value.put(
        "id",
        object.isURI() ? context.compact(object.getURI()) : "_:" + object.getBlankNodeLabel());
    return value;
  }

  private JsonValue literal(Node object, Term term) {
    String text = object.getLiteralLexicalForm();
    String type = object.getLiteralDatatypeURI();
    boolean plain = term == null || term.values() == Values.PLAIN;
    if (term != null && term.values() == Values.TYPED && type.equals(term.datatype())) {
      return new JsonString(text);
    }
    if (plain && type.equals(XSDDatatype.XSDstring.getURI())) {
      return new JsonString(text);
    }
    if (plain
        && type.equals(XSDDatatype.XSDinteger.getURI())
        && text.matches("0|-?[1-9][0-9]{0,14}")) {
      return JsonNumber.value(Long.parseLong(text));
    }
    if (plain
        && type.equals(XSDDatatype.XSDboolean.getURI())
        && (text.equals("true") || text.equals("false"))) {
      return new JsonBoolean(text.equals("true"));
    }
    JsonObject value = new JsonObject();
    value.put("@value", text);
    if (!object.getLiteralLanguage().isEmpty()) {
      value.put("@language", object.getLiteralLanguage());
      if (object.getLiteralBaseDirection() != null) {
        value.put("@direction", object.getLiteralBaseDirection().toString());
      }
    } else if (!type.equals(XSDDatatype.XSDstring.getURI())) {
      value.put("@type", context.compact(type));
    }
    return value;
  }

  /** The members of a list, if the node is the head of one that can be written so; else null. */
  private JsonArray list(Node head) {
    JsonArray members = new JsonArray();
    List<Node> cells = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    Node at = head;
    while (!(at.isURI() && at.getURI().equals(NIL))) {
      List<Triple> said = bySubject.getOrDefault(at, List.of());
      Node first = only(said, FIRST);
      Node rest = only(said, REST);
      boolean cell =
          at.isBlank()
              && said.size() == 2
              && first != null
              && rest != null
              && references.getOrDefault(at, 0) == 1
              && !cells.contains(at);
      if (!cell) {
        return null;
      }
      cells.add(at);
      values.add(first);
      at = rest;
    }
    written.addAll(cells);
    values.forEach(value -> members.add(value(value, null)));
    return members;
  }

  private static Node only(List<Triple> triples, String predicate) {
    Node found = null;
    for (Triple triple : triples) {
      if (triple.getPredicate().getURI().equals(predicate)) {
        if (found != null) {
          return null;
        }
        found = triple.getObject();
      }
    }
    return found;
  }
}
