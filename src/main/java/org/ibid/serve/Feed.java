package org.ibid.serve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.Digests;
import org.ibid.graph.Ibid;
import org.ibid.graph.Store;
import org.ibid.graph.Versions;
import org.ibid.graph.Versions.Version;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.RdfDocument;
import org.ibid.publish.Value;
import org.ibid.serve.Exchange.Named;
import org.ibid.serve.Negotiation.Offer;

/**
 * Answers at {@code /feed} with all that was ever changed, as a Linked Data Event Stream: whoever
 * follows it has a copy that is never far behind.
 *
 * <p>A member is a thing as one change left it: what is said of it and of its parts stands in a
 * graph that has the member's name. What is no longer there is a member that says so.
 */
final class Feed {

  /** So many members are on a page; a page that has them never changes again. */
  static final int ON_A_PAGE = 100;

  private static final String FINISHED = "public, max-age=31536000, immutable";
  private static final String GROWING = "public, max-age=10";

  private static final String LDES = "https://w3id.org/ldes#";

  /** The class of the stream, which is also the relation that leads to it. */
  static final String EVENT_STREAM = LDES + "EventStream";

  private static final String TREE = "https://w3id.org/tree#";
  private static final String AS = "https://www.w3.org/ns/activitystreams#";
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private static final Node STREAM = iri(Ibid.BASE + "feed#stream");
  private static final Node VERSION_OF = iri("http://purl.org/dc/terms/isVersionOf");
  private static final Node TIME = iri(PROV + "generatedAtTime");
  private static final Node NUMBER = iri("https://schema.org/position");

  /** The forms that keep each member's statements apart. */
  private static final List<Offer<DocumentForm>> OFFERS =
      List.of(DocumentForm.TRIG, DocumentForm.NQUADS, DocumentForm.HTML).stream()
          .flatMap(form -> form.mediaTypes().stream().map(type -> new Offer<>(type, form)))
          .toList();

  private final Site site;
  private Versions versions;

  Feed(Site site) {
    this.site = site;
  }

  private synchronized Versions versions() {
    if (versions == null) {
      if (!(site.graph() instanceof Store store)) {
        throw new Refusal(
            ProblemType.NOT_FOUND,
            "This server serves the project's files, which do not change while it runs: there are"
                + " only dumps of them, at /dumps. A store records its changes: ./ibid serve"
                + " --store FOLDER.");
      }
      versions = new Versions(store.log());
    }
    return versions;
  }

  /** The stream, and where its pages are. */
  void stream(Exchange exchange) {
    Versions all = versions();
    long size = all.size();
    exchange.response().setHeader("Cache-Control", GROWING);
    String tag = Digests.sha256("feed " + exchange.now().view().version()).substring(0, 32);
    Named named = exchange.named();
    exchange.document(
        new Named(named.name(), named.form()),
        "feed",
        RdfDocument.of(Ibid.BASE + "feed", tag, null, () -> root(exchange, all, size)),
        () -> page(exchange, size));
  }

  private static Graph root(Exchange exchange, Versions all, long size) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node root = iri(exchange.now().links().absolute("feed"));
    stream(graph, root);
    graph.add(STREAM, iri(LDES + "timestampPath"), TIME);
    graph.add(STREAM, iri(LDES + "versionOfPath"), VERSION_OF);
    graph.add(STREAM, iri(LDES + "sequencePath"), NUMBER);
    graph.add(
        STREAM,
        iri("http://purl.org/dc/terms/title"),
        NodeFactory.createLiteralLang("All changes of the graph", "en"));
    graph.add(root, RDF.type.asNode(), iri(LDES + "EventSource"));
    for (long page = 1; page <= pages(size); page++) {
      long last = Math.min(page * ON_A_PAGE, size);
      Versions.Span span = all.span((page - 1) * ON_A_PAGE + 1, last);
      Node target = iri(exchange.now().links().absolute("feed/" + page));
      relation(graph, root, target, "GreaterThanOrEqualToRelation", span.from().toString());
      if (last == page * ON_A_PAGE) {
        relation(graph, root, target, "LessThanOrEqualToRelation", span.to().toString());
      }
    }
    return graph;
  }

  private static void stream(Graph graph, Node root) {
    graph.add(STREAM, RDF.type.asNode(), iri(EVENT_STREAM));
    graph.add(STREAM, iri(TREE + "view"), root);
    graph.add(root, RDF.type.asNode(), iri(TREE + "Node"));
  }

  private static void relation(Graph graph, Node root, Node target, String type, String time) {
    Node relation = NodeFactory.createBlankNode();
    graph.add(root, iri(TREE + "relation"), relation);
    graph.add(relation, RDF.type.asNode(), iri(TREE + type));
    graph.add(relation, iri(TREE + "node"), target);
    graph.add(relation, iri(TREE + "path"), TIME);
    graph.add(relation, iri(TREE + "value"), time(time));
  }

  private static long pages(long size) {
    return (size + ON_A_PAGE - 1) / ON_A_PAGE;
  }

  private static String page(Exchange exchange, long size) {
    List<Value> links = new ArrayList<>();
    for (long page = pages(size); page >= 1; page--) {
      links.add(Value.link("page " + page, exchange.now().links().page("feed/" + page)));
    }
    links.add(Value.link("who changed what, and why", exchange.now().links().page("history")));
    return exchange
        .now()
        .pages()
        .links(
            "Changes for programs",
            "Everything that was ever said of each thing, as a Linked Data Event Stream (LDES):"
                + " whoever follows it has a copy that is never far behind.",
            links);
  }

  /** One page of members. */
  void page(Exchange exchange) {
    Versions all = versions();
    Named named = exchange.named();
    String number = named.name().substring("feed/".length());
    long pages = pages(all.size());
    if (!number.matches("[1-9]\\d{0,9}") || Long.parseLong(number) > pages) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "The feed has no page \""
              + number
              + "\"; it has "
              + pages
              + " now, and /feed lists them.");
    }
    long page = Long.parseLong(number);
    List<Version> members = all.between((page - 1) * ON_A_PAGE + 1, page * ON_A_PAGE);
    DocumentForm form = form(exchange, named);
    exchange
        .response()
        .setHeader("Cache-Control", members.size() == ON_A_PAGE ? FINISHED : GROWING);
    String address = exchange.now().links().absolute("feed/" + page);
    Exchange.append(
        exchange.response(),
        "Link",
        "<" + exchange.now().links().redirect("feed") + ">; rel=\"collection\"");
    if (form == DocumentForm.HTML) {
      exchange.page(200, page(exchange, page, members));
      return;
    }
    String tag = Digests.sha256(address + " " + members.size()).substring(0, 32);
    RdfDocument document =
        new RdfDocument(address, tag, () -> quads(exchange, iri(address), members));
    exchange.send(
        form.mediaType(),
        EntityTags.of(tag, form.extension()),
        () -> exchange.now().writer().write(document, form));
  }

  private static DocumentForm form(Exchange exchange, Named named) {
    DocumentForm asked = named.form();
    if (asked == null && exchange.parameter("format") != null) {
      asked = exchange.form(named);
    }
    if (asked == null) {
      exchange.varies();
      return Negotiation.choose(Exchange.accept(exchange.request()), OFFERS)
          .map(Offer::what)
          .orElseThrow(Feed::notAcceptable);
    }
    DocumentForm chosen = asked;
    if (OFFERS.stream().noneMatch(offer -> offer.what() == chosen)) {
      throw notAcceptable();
    }
    return chosen;
  }

  private static Refusal notAcceptable() {
    return Exchange.notAcceptable(OFFERS.stream().map(Offer::mediaType).toList());
  }

  private static String page(Exchange exchange, long page, List<Version> members) {
    List<Value> links = new ArrayList<>();
    for (Version member : members) {
      String what = member.says().isEmpty() ? " gone" : member.first() ? " new" : " changed";
      links.add(
          Value.link(
              member.of().getURI().substring(Ibid.BASE.length()) + what,
              exchange.now().links().page("history/" + member.entry())));
    }
    return exchange
        .now()
        .pages()
        .links("Changes, page " + page, "Each leads to the change that it comes from.", links);
  }

  private static Set<Quad> quads(Exchange exchange, Node node, List<Version> members) {
    Set<Quad> quads = new LinkedHashSet<>();
    Graph about = GraphFactory.createDefaultGraph();
    stream(about, iri(exchange.now().links().absolute("feed")));
    about.add(node, RDF.type.asNode(), iri(TREE + "Node"));
    about.add(STREAM, iri(TREE + "view"), node);
    for (Version version : members) {
      Node member = member(version);
      about.add(STREAM, iri(TREE + "member"), member);
      about.add(member, VERSION_OF, version.of());
      about.add(member, TIME, time(version.time().toString()));
      about.add(
          member,
          NUMBER,
          NodeFactory.createLiteralDT(Long.toString(version.number()), XSDDatatype.XSDinteger));
      about.add(
          member,
          iri(PROV + "wasGeneratedBy"),
          iri(exchange.now().links().absolute("history/" + version.entry())));
      about.add(member, iri(AS + "object"), version.of());
      String deed = version.says().isEmpty() ? "Delete" : version.first() ? "Create" : "Update";
      about.add(member, RDF.type.asNode(), iri(AS + deed));
      for (Triple triple : version.says()) {
        quads.add(Quad.create(member, triple));
      }
    }
    about.find().forEachRemaining(triple -> quads.add(Quad.create(Quad.defaultGraphIRI, triple)));
    return quads;
  }

  /** The name of a thing as a change left it: it leads to the change. */
  private static Node member(Version version) {
    return iri(
        Ibid.BASE
            + "history/"
            + version.entry()
            + "#"
            + Links.encoded(version.of().getURI().substring(Ibid.BASE.length()))
                .replace("%2F", "/"));
  }

  private static Node time(String time) {
    return NodeFactory.createLiteralDT(time, XSDDatatype.XSDdateTime);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
