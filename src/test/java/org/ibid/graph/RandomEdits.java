package org.ibid.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/** Changes a state as editors might, by a seeded chance. */
final class RandomEdits {

  private final Random random;
  private final Set<Quad> state;
  private final List<Quad> quads;
  private final Set<Node> touched = new LinkedHashSet<>();
  private final List<String> done = new ArrayList<>();
  private int fresh;

  /** Edits of this state, which changes with them. */
  RandomEdits(Random random, Set<Quad> state) {
    this.random = random;
    this.state = state;
    this.quads = new ArrayList<>(state);
  }

  /** The resources that were edited, owners of parts. */
  Set<Node> touched() {
    return touched;
  }

  @Override
  public String toString() {
    return String.join(", ", done);
  }

  /** Makes one more edit. */
  void next() {
    Quad quad = quads.get(random.nextInt(quads.size()));
    Node owner = Closures.owner(quad.getSubject());
    switch (random.nextInt(6)) {
      case 0 -> note("remove " + owner, owner, closure(owner), List.of());
      case 1 -> note("take a value from " + owner, owner, List.of(quad), List.of());
      case 2 ->
          note(
              "change a value of " + owner,
              owner,
              List.of(quad),
              List.of(
                  Quad.create(
                      quad.getGraph(), quad.getSubject(), quad.getPredicate(), text("changed"))));
      case 3 ->
          note(
              "add to " + owner,
              owner,
              List.of(),
              List.of(
                  Quad.create(
                      quad.getGraph(),
                      quad.getSubject(),
                      NodeFactory.createURI(Ibid.NS + "note-" + random.nextInt(3)),
                      text("more"))));
      case 4 -> copy(quad.getGraph(), owner);
      default -> retract(owner);
    }
  }

  private Node text(String word) {
    return NodeFactory.createLiteralLang(word + " " + random.nextInt(1000), "en");
  }

  private List<Quad> closure(Node owner) {
    return state.stream().filter(q -> Closures.owner(q.getSubject()).equals(owner)).toList();
  }

  /** A new resource like another one. */
  private void copy(Node graph, Node owner) {
    if (!owner.getURI().startsWith(Ibid.ID)) {
      return;
    }
    String iri = owner.getURI();
    String copy =
        iri.substring(0, iri.lastIndexOf('/') + 1) + "fresh-" + random.nextInt(999) + fresh++;
    List<Quad> copied = new ArrayList<>();
    for (Quad quad : closure(owner)) {
      if (quad.getGraph().equals(graph)) {
        copied.add(
            Quad.create(
                graph,
                renamed(quad.getSubject(), iri, copy),
                quad.getPredicate(),
                renamed(quad.getObject(), iri, copy)));
      }
    }
    Node node = NodeFactory.createURI(copy);
    note("copy " + owner + " to " + copy, node, List.of(), copied);
  }

  private static Node renamed(Node node, String from, String to) {
    return node.isURI() && (node.getURI().equals(from) || node.getURI().startsWith(from + "."))
        ? NodeFactory.createURI(to + node.getURI().substring(from.length()))
        : node;
  }

  private void retract(Node owner) {
    List<Quad> closure = closure(owner);
    List<Quad> retracted = new ArrayList<>();
    closure.forEach(q -> retracted.add(Quad.create(Ibid.RETRACTED_GRAPH, q.asTriple())));
    retracted.add(
        Quad.create(
            Ibid.RETRACTED_GRAPH,
            NodeFactory.createURI(owner.getURI() + ".retraction"),
            RDF.type.asNode(),
            NodeFactory.createURI(Ibid.NS + "Retraction")));
    note("retract " + owner, owner, closure, retracted);
  }

  private void note(String what, Node owner, List<Quad> removed, List<Quad> added) {
    done.add(what);
    touched.add(owner);
    removed.forEach(state::remove);
    state.addAll(added);
    quads.clear();
    quads.addAll(state);
  }
}
