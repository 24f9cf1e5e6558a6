package org.ibid.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.edit.Condition;
import org.ibid.edit.Proposal;
import org.ibid.edit.Proposals;
import org.ibid.edit.Token;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Closures;
import org.ibid.graph.Entry;
import org.ibid.graph.Ibid;
import org.ibid.graph.Log;
import org.ibid.graph.Store;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.serve.EditAnswer.Form;
import org.ibid.serve.Negotiation.Offer;

/** Answers at {@code /history}: who changed what, when and why; and brings earlier states back. */
final class History {

  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final String PROV = "http://www.w3.org/ns/prov#";

  /** Names the forms in which the history can be had. */
  private enum Shape {
    JSON,
    TURTLE,
    PATCH,
    PAGE
  }

  private static final Offer<Shape> JSON = new Offer<>(RequestBody.JSON, Shape.JSON);
  private static final Offer<Shape> TURTLE = new Offer<>("text/turtle", Shape.TURTLE);
  private static final Offer<Shape> PATCH = new Offer<>(RequestBody.PATCH, Shape.PATCH);
  private static final Offer<Shape> PAGE = new Offer<>("text/html", Shape.PAGE);

  private final Site site;
  private final Editing editing;

  History(Site site, Editing editing) {
    this.site = site;
    this.editing = editing;
  }

  /** The address of the history of one thing. */
  static String of(String iri) {
    return "history?iri=" + Links.encoded(iri);
  }

  /** All entries, or those that touched one thing; the latest come first. */
  void list(Exchange exchange) {
    Log log = store().log();
    String iri = exchange.parameter("iri");
    long before = Editing.number(exchange.parameter("before"), "before").orElse(Long.MAX_VALUE);
    int limit =
        (int)
            Math.min(
                MOST, Editing.number(exchange.parameter("limit"), "limit").orElse((long) USUAL));
    List<Entry> entries = new ArrayList<>();
    if (iri != null) {
      List<Entry> all = log.of(NodeFactory.createURI(Ibid.full(iri)));
      all.stream().filter(entry -> entry.number() < before).forEach(entries::add);
      entries = entries.subList(Math.max(0, entries.size() - limit), entries.size());
    } else {
      long last = Math.min(before - 1, log.size());
      entries.addAll(log.entries(Math.max(1, last - limit + 1), (int) Math.min(limit, last)));
    }
    entries = new ArrayList<>(entries);
    Collections.reverse(entries);
    boolean more = !entries.isEmpty() && entries.get(entries.size() - 1).number() > 1;
    Optional<String> next = Optional.empty();
    if (more && entries.size() == limit) {
      String from = "before=" + entries.get(entries.size() - 1).number() + "&limit=" + limit;
      next = Optional.of(iri == null ? "history?" + from : of(iri) + "&" + from);
    }
    next.ifPresent(
        page ->
            exchange
                .response()
                .addHeader(
                    "Link", "<" + exchange.now().links().absolute(page) + ">; rel=\"next\""));
    Shape shape = shape(exchange, List.of(JSON, TURTLE, PAGE));
    if (shape == Shape.PAGE) {
      exchange.page(200, HistoryPage.list(exchange.now(), iri, entries, next));
    } else if (shape == Shape.TURTLE) {
      Graph graph = GraphFactory.createDefaultGraph();
      entries.forEach(entry -> describe(exchange, entry, graph));
      Things.rdf(exchange, graph, DocumentForm.TURTLE, Ibid.BASE + "history");
    } else {
      JsonObject json = new JsonObject();
      JsonArray array = new JsonArray();
      entries.forEach(entry -> array.add(json(exchange, entry)));
      json.put("entries", array);
      next.ifPresent(page -> json.put("next", exchange.now().links().absolute(page)));
      send(exchange, RequestBody.JSON, json.toString());
    }
  }

  /** One entry: who made it, when and why, and what it changed. */
  void entry(Exchange exchange) {
    Store store = store();
    String rest = exchange.rest();
    boolean patchAsked = rest.endsWith(".rdfp");
    Entry entry = entry(store, patchAsked ? rest.substring(0, rest.length() - 5) : rest);
    Shape shape = patchAsked ? Shape.PATCH : shape(exchange, List.of(JSON, TURTLE, PATCH, PAGE));
    switch (shape) {
      case PATCH -> send(exchange, RequestBody.PATCH, store.log().patch(entry.number()));
      case TURTLE -> {
        Graph graph = GraphFactory.createDefaultGraph();
        describe(exchange, entry, graph);
        Things.rdf(exchange, graph, DocumentForm.TURTLE, Ibid.BASE + "history/" + entry.number());
      }
      case PAGE ->
          exchange.page(
              200, HistoryPage.entry(exchange.now(), entry, store.log().change(entry.number())));
      default -> {
        JsonObject json = json(exchange, entry);
        JsonArray touched = new JsonArray();
        touched(store.log().change(entry.number())).forEach(touched::add);
        json.put("resources", touched);
        send(exchange, RequestBody.JSON, json.toString());
      }
    }
  }

  /** Brings back an earlier state, of everything or of one thing; that is a new entry. */
  void restore(Exchange exchange) throws IOException {
    Token holder = editing.holder(exchange);
    Form form = EditAnswer.form(exchange);
    String rest = exchange.rest();
    if (!rest.endsWith("/restore")) {
      throw new Refusal(ProblemType.NOT_FOUND, "What can be sent is history/<number>/restore.");
    }
    Store store = store();
    long number = entry(store, rest.substring(0, rest.indexOf('/'))).number();
    RequestBody body =
        exchange.request().getContentType() == null
            ? new RequestBody("", "")
            : RequestBody.of(exchange, List.of(RequestBody.JSON));
    JsonObject json = body.text().isBlank() ? new JsonObject() : Claims.json(body);
    String iri = member(json, "iri", Writers.parameter(exchange.request(), "iri"));
    String reason = member(json, "reason", Writers.reason(exchange.request()));
    Condition condition = Preconditions.of(exchange.request());
    Proposal proposal =
        iri == null
            ? Proposals.restore(store, number, condition)
            : Proposals.restore(store, number, NodeFactory.createURI(Ibid.full(iri)), condition);
    Author author =
        Writers.author(
            exchange.request(),
            holder,
            reason.isBlank()
                ? "Back to "
                    + (iri == null ? "the state" : Ibid.full(iri))
                    + " of entry "
                    + number
                    + "."
                : reason,
            body);
    editing.publish(
        exchange,
        author,
        proposal,
        form,
        result -> {
          EditAnswer answer = EditAnswer.published(200, exchange, result, form);
          result.tag().ifPresent(tag -> answer.with("ETag", "\"" + tag + "\""));
          return answer;
        });
  }

  private static String member(JsonObject json, String name, String otherwise) {
    return json.hasKey(name) && json.get(name).isString()
        ? json.get(name).getAsString().value()
        : otherwise;
  }

  private Store store() {
    if (site.graph() instanceof Store store) {
      return store;
    }
    throw new Refusal(
        ProblemType.NOT_FOUND,
        "This server serves the project's files, whose history is that of their repository. A"
            + " store keeps its own: ./ibid serve --store FOLDER.");
  }

  private static Entry entry(Store store, String number) {
    if (number.matches("\\d{1,15}")) {
      try {
        return store.log().entry(Long.parseLong(number));
      } catch (NoSuchElementException e) {
        throw new Refusal(
            ProblemType.NOT_FOUND, "There is no entry " + number + " in the history.");
      }
    }
    throw new Refusal(ProblemType.NOT_FOUND, "An entry of the history has a number.");
  }

  private static Shape shape(Exchange exchange, List<Offer<Shape>> offers) {
    return Negotiation.choose(Exchange.accept(exchange.request()), offers)
        .map(Offer::what)
        .orElseThrow(() -> Exchange.notAcceptable(offers.stream().map(Offer::mediaType).toList()));
  }

  private static void send(Exchange exchange, String mediaType, String text) {
    exchange.varies();
    exchange.send(200, mediaType, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The resources that a change touches, parts under their owners' names. */
  static Set<String> touched(Change change) {
    Set<String> touched = new LinkedHashSet<>();
    for (Set<Quad> quads : List.of(change.removed(), change.added())) {
      for (Quad quad : quads) {
        Node owner = Closures.owner(quad.getSubject());
        if (owner.isURI()) {
          touched.add(owner.getURI());
        }
      }
    }
    return touched;
  }

  private static JsonObject json(Exchange exchange, Entry entry) {
    JsonObject json = new JsonObject();
    String address = exchange.now().links().absolute("history/" + entry.number());
    json.put("entry", entry.number());
    json.put("version", entry.version());
    json.put("time", entry.time().toString());
    json.put("agent", entry.author().agent());
    json.put("reason", entry.author().reason());
    json.put("added", entry.added());
    json.put("removed", entry.removed());
    json.put("href", address);
    json.put("patch", address + ".rdfp");
    return json;
  }

  /** An entry as an activity of PROV. */
  private static void describe(Exchange exchange, Entry entry, Graph graph) {
    Node node = NodeFactory.createURI(exchange.now().links().absolute("history/" + entry.number()));
    Node agent =
        NodeFactory.createURI(
            exchange
                .now()
                .links()
                .absolute("history#agent-" + Links.encoded(entry.author().agent())));
    graph.add(node, RDF.type.asNode(), prov("Activity"));
    graph.add(
        node,
        prov("endedAtTime"),
        NodeFactory.createLiteralDT(entry.time().toString(), XSDDatatype.XSDdateTime));
    graph.add(node, prov("wasAssociatedWith"), agent);
    graph.add(agent, RDF.type.asNode(), prov("Agent"));
    graph.add(agent, RDFS.label.asNode(), NodeFactory.createLiteralString(entry.author().agent()));
    if (!entry.author().reason().isEmpty()) {
      graph.add(
          node, RDFS.comment.asNode(), NodeFactory.createLiteralString(entry.author().reason()));
    }
    if (entry.number() > 1) {
      graph.add(
          node,
          prov("wasInformedBy"),
          NodeFactory.createURI(
              exchange.now().links().absolute("history/" + (entry.number() - 1))));
    }
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
