package org.ibid.graph;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * Names the few IRIs that the program itself must know; all other terms stand in the ontology.
 *
 * <p>Nothing here belongs to a particular article.
 */
public final class Ibid {

  /** The address under which everything of the project is named. */
  public static final String BASE = "https://w3id.org/ibid/";

  /** Namespace of the core vocabulary: claims, attribution, evidence, passages, discrepancies. */
  public static final String NS = BASE + "ns#";

  /** Data IRIs begin with this: {@code id/<kind>/<slug>} or {@code id/<article>/<kind>/<slug>}. */
  public static final String ID = BASE + "id/";

  /** Names of graphs begin with this. */
  public static final String GRAPH = BASE + "graph/";

  /** The graph of the ontology's modules. */
  public static final Node ONTOLOGY_GRAPH = NodeFactory.createURI(GRAPH + "ontology");

  /** The graph of the entities that all articles share. */
  public static final Node ENTITIES_GRAPH = NodeFactory.createURI(GRAPH + "entities");

  /** The graph of what was taken over from Wikidata. */
  public static final Node WIKIDATA_GRAPH = NodeFactory.createURI(GRAPH + "wikidata");

  /** The graph of what the rules derive; never an input of validation. */
  public static final Node DERIVED_GRAPH = NodeFactory.createURI(GRAPH + "derived");

  /** The graph of the shapes, which stands outside the query default graph. */
  public static final Node SHAPES_GRAPH = NodeFactory.createURI(GRAPH + "shapes");

  /** The graph of files that are looked at together with the bundled ones but not part of them. */
  public static final Node CANDIDATE_GRAPH = NodeFactory.createURI(GRAPH + "candidate");

  /**
   * The graph of what has been retracted: outside the query default graph and validation. It can be
   * asked for by its name and is never among the graphs that are listed.
   */
  public static final Node RETRACTED_GRAPH = NodeFactory.createURI(GRAPH + "retracted");

  /** An IRI of a thing of ours that may be given by its path, {@code id/…}; all others stay. */
  public static String full(String iri) {
    return iri.startsWith("id/") ? BASE + iri : iri;
  }

  private Ibid() {}

  /** The name of the graph that holds the article whose folder under {@code data/} is given. */
  public static Node articleGraph(String article) {
    return NodeFactory.createURI(GRAPH + article);
  }

  /**
   * The graph that a new resource belongs to: that of its article, for {@code
   * id/<article>/<kind>/<slug>} and its parts, else that of the entities.
   */
  public static Node graphFor(Node subject) {
    if (subject.isURI() && subject.getURI().startsWith(ID)) {
      String[] steps = subject.getURI().substring(ID.length()).split("/", -1);
      if (steps.length == 3) {
        return articleGraph(steps[0]);
      }
    }
    return ENTITIES_GRAPH;
  }
}
