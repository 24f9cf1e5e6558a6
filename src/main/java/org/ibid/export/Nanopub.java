package org.ibid.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.XSD;

/**
 * Holds one nanopublication: an assertion with its provenance and the information about its
 * publication, each a graph of its own, and a head that says which is which.
 *
 * @param iri its name
 * @param head the name of the head graph; likewise for the three others
 * @param quads all that it says, in order
 */
public record Nanopub(
    String iri, Node head, Node assertion, Node provenance, Node pubinfo, List<Quad> quads) {

  /** Says how far a nanopublication can be relied on to be what it was. */
  public enum Standing {
    /** It breaks a rule of the guidelines. */
    MALFORMED,
    /** It is well-formed; nothing tells whether it was changed. */
    PLAIN,
    /** Its IRI has the form of a trusty one but fits another content. */
    CHANGED,
    /** Its IRI fits its content. */
    TRUSTY,
    /** Its IRI fits its content, which the holder of a key has signed. */
    SIGNED,
    /** Its IRI fits its content, but its signature is not one of this content and key. */
    WRONGLY_SIGNED
  }

  /**
   * Says what a check found.
   *
   * @param iri the nanopublication, or empty where none could be made out
   * @param reason why it does not stand better, or empty
   */
  public record Verdict(String iri, Standing standing, String reason) {}

  /**
   * The nanopublications that make up a document.
   *
   * @throws MalformedNanopubException if there is none, or one that breaks a rule of the guidelines
   */
  public static List<Nanopub> read(List<Quad> document) {
    Map<Node, List<Quad>> graphs = new LinkedHashMap<>();
    Set<Quad> heads = new LinkedHashSet<>();
    for (Quad quad : document) {
      if (quad.isDefaultGraph()) {
        throw new MalformedNanopubException("a statement stands outside every named graph");
      }
      graphs.computeIfAbsent(quad.getGraph(), name -> new ArrayList<>()).add(quad);
      if (quad.getPredicate().equals(RDF.type.asNode())
          && quad.getObject().equals(NanopubTerms.NANOPUBLICATION)) {
        heads.add(quad);
      }
    }
    if (heads.isEmpty()) {
      throw new MalformedNanopubException("there is no np:Nanopublication");
    }
    List<Nanopub> all = new ArrayList<>();
    Set<Node> used = new HashSet<>();
    for (Quad head : heads) {
      Nanopub nanopub = read(head.getSubject(), head.getGraph(), graphs);
      nanopub.quads().forEach(quad -> used.add(quad.getGraph()));
      all.add(nanopub);
    }
    for (Node graph : graphs.keySet()) {
      if (!used.contains(graph)) {
        throw new MalformedNanopubException(graph + " is a graph of no nanopublication");
      }
    }
    if (all.size() > 1 && used.size() != 4 * all.size()) {
      throw new MalformedNanopubException("two nanopublications share a graph");
    }
    return List.copyOf(all);
  }

  private static Nanopub read(Node subject, Node head, Map<Node, List<Quad>> graphs) {
    if (!subject.isURI() || !head.isURI()) {
      throw new MalformedNanopubException("a nanopublication has no IRI");
    }
    Node assertion = part(subject, NanopubTerms.HAS_ASSERTION, graphs.get(head));
    Node provenance = part(subject, NanopubTerms.HAS_PROVENANCE, graphs.get(head));
    Node pubinfo = part(subject, NanopubTerms.HAS_PUBLICATION_INFO, graphs.get(head));
    Set<Node> names = new HashSet<>();
    List<Quad> quads = new ArrayList<>();
    for (Node graph : List.of(head, assertion, provenance, pubinfo)) {
      if (!names.add(graph)) {
        throw new MalformedNanopubException(graph + " is the name of two of the four graphs");
      }
      if (!graph.isURI() || !graph.getURI().startsWith(subject.getURI())) {
        throw new MalformedNanopubException(
            "the graph " + graph + " does not begin with the nanopublication's IRI");
      }
      if (!graphs.containsKey(graph)) {
        throw new MalformedNanopubException("the graph " + graph + " is empty");
      }
      quads.addAll(graphs.get(graph));
    }
    if (names.contains(subject)) {
      throw new MalformedNanopubException(subject + " names both a graph and the whole");
    }
    Nanopub nanopub =
        new Nanopub(subject.getURI(), head, assertion, provenance, pubinfo, List.copyOf(quads));
    nanopub.checkIris();
    nanopub.checkMentions(provenance, assertion, "the provenance does not speak of the assertion");
    nanopub.checkMentions(
        pubinfo, subject, "the publication information does not speak of the nanopublication");
    return nanopub;
  }

  private static Node part(Node subject, Node property, List<Quad> head) {
    List<Node> found =
        head.stream()
            .filter(quad -> quad.getSubject().equals(subject))
            .filter(quad -> quad.getPredicate().equals(property))
            .map(Quad::getObject)
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw new MalformedNanopubException(
          "the head of " + subject + " has " + found.size() + " values of " + property);
    }
    return found.get(0);
  }

  private void checkIris() {
    for (Quad quad : quads) {
      for (Node node :
          List.of(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject())) {
        if (node.isURI()) {
          try {
            new URI(node.getURI());
          } catch (URISyntaxException e) {
            throw new MalformedNanopubException(node.getURI() + " is not an IRI");
          }
        }
      }
    }
  }

  private void checkMentions(Node graph, Node thing, String otherwise) {
    if (graph(graph).stream()
        .noneMatch(quad -> quad.getSubject().equals(thing) || quad.getObject().equals(thing))) {
      throw new MalformedNanopubException(otherwise);
    }
  }

  /** What one of the four graphs says. */
  public List<Quad> graph(Node name) {
    return quads.stream().filter(quad -> quad.getGraph().equals(name)).toList();
  }

  /** Checks a document: one verdict for each nanopublication, or one for a malformed document. */
  public static List<Verdict> check(List<Quad> document) {
    try {
      return read(document).stream().map(Nanopub::check).toList();
    } catch (MalformedNanopubException e) {
      return List.of(new Verdict("", Standing.MALFORMED, e.getMessage()));
    }
  }

  /**
   * Checks that it is what its IRI and its signature say, and that its values are of their types.
   */
  public Verdict check() {
    if (isTrusty()) {
      return NanopubSignature.check(this);
    }
    if (TrustyIris.looksTrusty(iri)) {
      return new Verdict(iri, Standing.CHANGED, "the code in its IRI is of another content");
    }
    Optional<Quad> wrong = quads.stream().filter(Nanopub::isIllTyped).findFirst();
    return wrong.isPresent()
        ? new Verdict(
            iri, Standing.MALFORMED, wrong.get().getObject() + " is not a value of its type")
        : new Verdict(iri, Standing.PLAIN, "its IRI is not trusty");
  }

  /** Whether the code in its IRI is that of its content. */
  public boolean isTrusty() {
    Optional<String> code = TrustyIris.code(iri);
    if (code.isEmpty()) {
      return false;
    }
    try {
      return TrustyIris.codeOf(TrustyIris.withoutCode(quads, code.get())).equals(code.get());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isIllTyped(Quad quad) {
    Node object = quad.getObject();
    if (!object.isLiteral() || !object.getLiteralDatatypeURI().startsWith(XSD.getURI())) {
      return false;
    }
    RDFDatatype datatype = object.getLiteralDatatype();
    return !datatype.isValid(object.getLiteralLexicalForm());
  }

  /**
   * The nanopublication under a trusty IRI: the base followed by a code of its content.
   *
   * @param base what its IRI and those of its graphs begin with now
   */
  static Nanopub trusty(List<Quad> quads, String base) {
    List<Quad> prepared = TrustyIris.prepared(quads, base);
    return read(TrustyIris.withCode(prepared, TrustyIris.codeOf(prepared))).get(0);
  }
}
