package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Closures;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Writes claims in RDF 1.2: each is the reifier of the everyday triples that it licenses, and those
 * stand beside it. A claim that licenses none is written as it is.
 */
public final class ReifiedClaims {

  private static final Node REIFIES =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");

  private static final Map<String, String> RDF =
      Map.of("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private final View view;
  private final List<Quad> quads = new ArrayList<>();
  private int reifiers;

  /** Takes up the given claims. */
  public ReifiedClaims(Home home, View view, Collection<Node> claims) {
    this.view = view;
    ExportQueries queries = new ExportQueries(home, view);
    for (Node claim : claims) {
      Node graph = graph(claim);
      Claims.closure(claim, view).forEach(triple -> quads.add(Quad.create(graph, triple)));
      List<Triple> licensed = queries.construct("nanopub-assertion", Map.of("claim", claim));
      for (Triple triple : licensed) {
        quads.add(Quad.create(graph, triple));
        quads.add(Quad.create(graph, claim, REIFIES, NodeFactory.createTripleTerm(triple)));
      }
      reifiers += licensed.isEmpty() ? 0 : 1;
    }
  }

  private static Node graph(Node claim) {
    String rest =
        claim.getURI().startsWith(Ibid.ID) ? claim.getURI().substring(Ibid.ID.length()) : "";
    int slash = rest.indexOf('/');
    return slash < 0 ? Quad.defaultGraphIRI : Ibid.articleGraph(rest.substring(0, slash));
  }

  /** How many claims reify a triple. */
  public int reifiers() {
    return reifiers;
  }

  /** Writes them in Turtle, TriG, N-Triples or N-Quads of RDF 1.2. */
  public String write(Lang lang) {
    if (lang.equals(Lang.TURTLE) || lang.equals(Lang.TRIG)) {
      Map<String, String> prefixes = new LinkedHashMap<>(view.prefixes().getNsPrefixMap());
      prefixes.putAll(RDF);
      List<Quad> all =
          lang.equals(Lang.TRIG)
              ? quads
              : quads.stream()
                  .map(quad -> Quad.create(Quad.defaultGraphIRI, quad.asTriple()))
                  .toList();
      return new TurtleText(prefixes).add(all, Map.of()).toString();
    }
    boolean named = lang.equals(Lang.NQUADS);
    return quads.stream()
        .map(quad -> line(quad, named))
        .distinct()
        .sorted()
        .collect(Collectors.joining());
  }

  private static String line(Quad quad, boolean named) {
    String triple =
        NodeFmtLib.strNT(quad.getSubject())
            + " "
            + NodeFmtLib.strNT(quad.getPredicate())
            + " "
            + NodeFmtLib.strNT(quad.getObject());
    return triple
        + (named && !quad.isDefaultGraph() ? " " + NodeFmtLib.strNT(quad.getGraph()) : "")
        + " .\n";
  }

  /**
   * The claims of such a document in RDF 1.1: what is said of each and of its parts, without what
   * it reifies.
   *
   * @param name what to call the document in a message
   * @throws BadInputException if it cannot be read, or reifies a triple that it does not state
   */
  public static Map<Node, List<Triple>> read(String text, String name, Lang lang) {
    List<Triple> all =
        QuadReader.read(text, name, lang).stream().map(Quad::asTriple).distinct().toList();
    Set<Triple> stated = Set.copyOf(all);
    TreeSet<Node> claims = new TreeSet<>(ExportQueries.BY_NAME);
    for (Triple triple : all) {
      if (triple.getPredicate().getURI().equals(Ibid.NS + "statement")) {
        claims.add(triple.getSubject());
      }
      if (triple.getPredicate().equals(REIFIES)
          && (!triple.getObject().isTripleTerm()
              || !stated.contains(triple.getObject().getTriple()))) {
        throw new BadInputException(
            name, triple.getSubject() + " reifies what the document does not state");
      }
    }
    Map<Node, List<Triple>> closures = new LinkedHashMap<>();
    claims.forEach(claim -> closures.put(claim, new ArrayList<>()));
    for (Triple triple : all) {
      List<Triple> closure = closures.get(Closures.owner(triple.getSubject()));
      if (closure != null && !triple.getPredicate().equals(REIFIES)) {
        closure.add(triple);
      }
    }
    closures.values().forEach(list -> list.sort(Comparator.comparing(Triple::toString)));
    return closures;
  }
}
