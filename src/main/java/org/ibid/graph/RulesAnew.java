package org.ibid.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.sparql.core.Quad;

/** Runs all rules over the whole state, whatever has changed. */
final class RulesAnew implements Derivation {

  private final Rules rules;

  RulesAnew(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String digest() {
    return rules.digest();
  }

  @Override
  public Change derive(Graph asserted, Graph derived, Change change) {
    return deriveAnew(asserted.find(), derived);
  }

  @Override
  public Change deriveAnew(Iterator<Triple> asserted, Graph derived) {
    Graph union = new GraphMemFast();
    asserted.forEachRemaining(union::add);
    Graph now = rules.deriveInto(union);
    List<Quad> removed = new ArrayList<>();
    derived
        .find()
        .filterDrop(now::contains)
        .forEachRemaining(triple -> removed.add(Quad.create(Ibid.DERIVED_GRAPH, triple)));
    List<Quad> added = new ArrayList<>();
    now.find()
        .filterDrop(derived::contains)
        .forEachRemaining(triple -> added.add(Quad.create(Ibid.DERIVED_GRAPH, triple)));
    return Change.of(removed, added);
  }
}
