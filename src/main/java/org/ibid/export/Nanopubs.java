package org.ibid.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Makes a nanopublication of a claim and a claim of a nanopublication.
 *
 * <p>The assertion holds what the claim says and the everyday triples that it licenses, the
 * provenance who says so, where and on what grounds, the publication information what the editors
 * say about it. Which properties of a claim go into the provenance and which into the publication
 * information is told by the alignment module, which relates them to np:hasProvenance and
 * np:hasPublicationInfo.
 */
public final class Nanopubs {

  /** Where the IRIs of our nanopublications begin. */
  public static final String BASE = Ibid.BASE + "np/";

  private static final String CODE = "ARTIFACTCODE-PLACEHOLDER/";

  private static final Map<String, String> PREFIXES =
      Map.of(
          "foaf", "http://xmlns.com/foaf/0.1/",
          "np", "http://www.nanopub.org/nschema#",
          "npx", "http://purl.org/nanopub/x/");

  private static final Node RELATED =
      NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#relatedMatch");

  private final View view;
  private final ExportQueries queries;
  private final Set<Node> ofProvenance;
  private final Set<Node> ofPubinfo;

  public Nanopubs(Home home, View view) {
    this.view = view;
    this.queries = new ExportQueries(home, view);
    this.ofProvenance = related(view, NanopubTerms.HAS_PROVENANCE);
    this.ofPubinfo = related(view, NanopubTerms.HAS_PUBLICATION_INFO);
  }

  private static Set<Node> related(View view, Node to) {
    Set<Node> found = new HashSet<>();
    view.asserted()
        .find(Node.ANY, RELATED, to)
        .forEachRemaining(triple -> found.add(triple.getSubject()));
    return Set.copyOf(found);
  }

  /** The nanopublication of a claim. */
  public Nanopub of(Node claim) {
    String draft = base(claim) + CODE;
    Node whole = NodeFactory.createURI(draft);
    Node head = NodeFactory.createURI(draft + "Head");
    Node assertion = NodeFactory.createURI(draft + "assertion");
    Node provenance = NodeFactory.createURI(draft + "provenance");
    Node pubinfo = NodeFactory.createURI(draft + "pubinfo");
    Set<Quad> quads = new LinkedHashSet<>();
    quads.add(Quad.create(head, whole, RDF.type.asNode(), NanopubTerms.NANOPUBLICATION));
    quads.add(Quad.create(head, whole, NanopubTerms.HAS_ASSERTION, assertion));
    quads.add(Quad.create(head, whole, NanopubTerms.HAS_PROVENANCE, provenance));
    quads.add(Quad.create(head, whole, NanopubTerms.HAS_PUBLICATION_INFO, pubinfo));

    List<Triple> closure = Claims.closure(claim, view);
    Map<Node, Node> graphs = graphs(claim, closure, assertion, provenance, pubinfo);
    for (Triple triple : closure) {
      Node graph =
          triple.getSubject().equals(claim)
              ? graphOf(triple.getPredicate(), assertion, provenance, pubinfo)
              : graphs.get(triple.getSubject());
      quads.add(Quad.create(graph, triple));
    }
    add(quads, assertion, "nanopub-assertion", Map.of("claim", claim));
    add(quads, provenance, "nanopub-provenance", Map.of("claim", claim, "assertion", assertion));
    add(quads, pubinfo, "nanopub-publication", Map.of("claim", claim, "nanopublication", whole));
    return Nanopub.trusty(List.copyOf(quads), draft);
  }

  /**
   * Where the IRIs of a claim's nanopublications begin: {@code np/<article>/<claim>/}. What follows
   * is the code of the content, so that each state of a claim has a nanopublication of its own.
   */
  public static String base(Node claim) {
    String iri = claim.getURI();
    String rest =
        iri.startsWith(Ibid.ID)
            ? iri.substring(Ibid.ID.length()).replaceFirst("/claim/", "/")
            : iri.substring(iri.lastIndexOf('/') + 1);
    return BASE + rest + "/";
  }

  private void add(Set<Quad> quads, Node graph, String query, Map<String, Node> values) {
    queries.construct(query, values).forEach(triple -> quads.add(Quad.create(graph, triple)));
  }

  private Node graphOf(Node property, Node assertion, Node provenance, Node pubinfo) {
    return ofProvenance.contains(property)
        ? provenance
        : ofPubinfo.contains(property) ? pubinfo : assertion;
  }

  /** A part goes where the property goes that leads to it from the claim. */
  private Map<Node, Node> graphs(
      Node claim, List<Triple> closure, Node assertion, Node provenance, Node pubinfo) {
    Map<Node, Node> graphs = new HashMap<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Triple triple : closure) {
        Node part = triple.getObject();
        if (Claims.isPart(part, claim) && !graphs.containsKey(part)) {
          Node graph =
              triple.getSubject().equals(claim)
                  ? graphOf(triple.getPredicate(), assertion, provenance, pubinfo)
                  : graphs.get(triple.getSubject());
          if (graph != null) {
            graphs.put(part, graph);
            more = true;
          }
        }
      }
    }
    return graphs;
  }

  /** Writes nanopublications one after the other: TriG, N-Quads or JSON-LD. */
  public String write(Collection<Nanopub> nanopubs, Lang lang) {
    if (lang.equals(Lang.NQUADS)) {
      return nanopubs.stream()
          .flatMap(nanopub -> nanopub.quads().stream())
          .map(Nanopubs::line)
          .collect(Collectors.joining());
    }
    if (lang.equals(Lang.JSONLD)) {
      DatasetGraph all = DatasetGraphFactory.create();
      nanopubs.forEach(nanopub -> nanopub.quads().forEach(all::add));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RDFWriter.source(all).format(RDFFormat.JSONLD11_PLAIN).output(out);
      return out.toString(StandardCharsets.UTF_8);
    }
    Map<String, String> known = new TreeMap<>(view.prefixes().getNsPrefixMap());
    known.putAll(PREFIXES);
    TurtleText text = new TurtleText(known);
    for (Nanopub nanopub : nanopubs) {
      text.add(nanopub.quads(), Map.of("this", nanopub.iri(), "sub", nanopub.iri() + "/"));
    }
    return text.toString();
  }

  private static String line(Quad quad) {
    return String.join(
            " ",
            NodeFmtLib.strNT(quad.getSubject()),
            NodeFmtLib.strNT(quad.getPredicate()),
            NodeFmtLib.strNT(quad.getObject()),
            NodeFmtLib.strNT(quad.getGraph()),
            ".")
        + "\n";
  }

  /**
   * The nanopublications of a document.
   *
   * @param name what to call it in a message
   * @throws BadInputException if it cannot be read
   * @throws MalformedNanopubException if it breaks a rule of the guidelines
   */
  public static List<Nanopub> read(String text, String name, Lang lang) {
    return Nanopub.read(QuadReader.read(text, name, lang));
  }

  /**
   * The claims that nanopublications introduce, each with what is said of it and its parts; what a
   * nanopublication says of other things is left out.
   *
   * @throws BadInputException if one does not stand as its IRI says, or introduces no claim
   */
  public static Map<Node, List<Triple>> claims(Collection<Nanopub> nanopubs) {
    Map<Node, List<Triple>> claims = new LinkedHashMap<>();
    for (Nanopub nanopub : nanopubs) {
      Nanopub.Verdict verdict = nanopub.check();
      switch (verdict.standing()) {
        case CHANGED, MALFORMED, WRONGLY_SIGNED ->
            throw new BadInputException(nanopub.iri(), verdict.reason());
        default -> claims.put(introduced(nanopub), closure(nanopub));
      }
    }
    return claims;
  }

  private static Node introduced(Nanopub nanopub) {
    List<Node> introduced =
        nanopub.graph(nanopub.pubinfo()).stream()
            .filter(quad -> quad.getPredicate().equals(NanopubTerms.INTRODUCES))
            .filter(quad -> quad.getSubject().hasURI(nanopub.iri()))
            .map(Quad::getObject)
            .filter(Node::isURI)
            .toList();
    if (introduced.size() != 1) {
      throw new BadInputException(
          nanopub.iri(), "it should introduce one claim and introduces " + introduced.size());
    }
    return introduced.get(0);
  }

  private static List<Triple> closure(Nanopub nanopub) {
    Node claim = introduced(nanopub);
    List<Triple> closure = new ArrayList<>();
    for (Quad quad : nanopub.quads()) {
      if (quad.getSubject().equals(claim) || Claims.isPart(quad.getSubject(), claim)) {
        closure.add(quad.asTriple());
      }
    }
    closure.sort(Comparator.comparing(Triple::toString));
    return List.copyOf(closure);
  }
}
