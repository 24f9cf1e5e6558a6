package org.ibid.validate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.graph.Change;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.OntologyTriples;
import org.ibid.graph.States;
import org.ibid.graph.Trace;
import org.ibid.graph.Watches;

/**
 * Finds out which nodes may keep or break which shape after a change other than before.
 *
 * <p>It walks from each changed triple back to the nodes that reach it along what their shapes
 * read, in the triples from before and after the change taken together. What it finds may be too
 * much, never too little.
 */
final class AffectedNodes {

  private record Watch(Shape shape, Trace trace) {}

  private final Watches<Watch> watches = new Watches<>(Watch::trace);
  private final List<Shape> families = new ArrayList<>();
  private final List<Shape> everything = new ArrayList<>();

  AffectedNodes(Collection<Shape> shapes) {
    for (Shape shape : shapes) {
      Reads reads = Reads.of(shape);
      if (reads.everything()) {
        everything.add(shape);
        continue;
      }
      if (reads.family()) {
        families.add(shape);
      }
      reads.traces().forEach(trace -> watches.add(new Watch(shape, trace)));
    }
  }

  /** The shapes of which any change may affect any node. */
  List<Shape> ofEverything() {
    return List.copyOf(everything);
  }

  /**
   * For each shape the nodes that may keep or break it other than before, whether or not the shape
   * is about them; nothing when the change may affect every node.
   *
   * @param before the triples from before the change
   */
  Optional<Map<Shape, Set<Node>>> of(Graph before, Change change) {
    if (OntologyTriples.touchedBy(change)) {
      return Optional.empty();
    }
    Set<Triple> changed = change.triples();
    States states = States.of(before, change);
    Map<Shape, Set<Binding>> found = new LinkedHashMap<>();
    for (Triple triple : changed) {
      watches.of(triple, watch -> follow(watch, states, triple, found));
    }
    Map<Shape, Set<Node>> affected = new LinkedHashMap<>();
    found.forEach(
        (shape, bindings) -> {
          Set<Node> nodes = new LinkedHashSet<>();
          bindings.forEach(binding -> nodes.add(binding.get(RowQuery.THIS)));
          affected.put(shape, nodes);
        });
    if (!families.isEmpty()) {
      Set<Node> relatives = families(states, changed);
      for (Shape shape : families) {
        affected.computeIfAbsent(shape, s -> new LinkedHashSet<>()).addAll(relatives);
      }
    }
    return Optional.of(affected);
  }

  private static void follow(
      Watch watch, States states, Triple triple, Map<Shape, Set<Binding>> found) {
    watch
        .trace()
        .follow(states, triple, found.computeIfAbsent(watch.shape(), s -> new LinkedHashSet<>()));
  }

  /**
   * The owners of all that was changed, and the parts to which they lead or led. A part to which
   * nothing leads is found only by its own triples; that it hangs so is a violation already.
   */
  private static Set<Node> families(States states, Collection<Triple> changed) {
    Set<Node> members = new LinkedHashSet<>();
    Deque<Node> next = new ArrayDeque<>();
    for (Triple triple : changed) {
      Node subject = triple.getSubject();
      if (subject.isURI() && subject.getURI().startsWith(Ibid.ID)) {
        next.add(subject);
        next.add(Closures.owner(subject));
      }
    }
    while (!next.isEmpty()) {
      Node member = next.poll();
      if (members.add(member)) {
        String parts = Closures.owner(member).getURI() + ".";
        states
            .find(member, Node.ANY, Node.ANY)
            .forEachRemaining(
                triple -> {
                  Node object = triple.getObject();
                  if (object.isURI() && object.getURI().startsWith(parts)) {
                    next.add(object);
                  }
                });
      }
    }
    return members;
  }
}
