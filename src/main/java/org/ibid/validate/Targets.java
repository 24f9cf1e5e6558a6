package org.ibid.validate;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.system.G;

/** Finds the nodes of one state of the graph that shapes are about. */
final class Targets {

  private final Graph data;

  /** For each target that is a query, which many shapes may share. */
  private final Map<Node, Collection<Node>> answers = new HashMap<>();

  /** The nodes about which such a query was asked, and those to which the answer was yes. */
  private final Map<Node, Set<Node>> asked = new HashMap<>();

  private final Map<Node, Set<Node>> answersSoFar = new HashMap<>();

  private final Map<Node, Set<Node>> subclasses = new HashMap<>();

  Targets(Graph data) {
    this.data = data;
  }

  /** All nodes that a shape is about. */
  Set<Node> all(Shape shape) {
    Set<Node> focusNodes = new LinkedHashSet<>();
    for (Target target : shape.getTargets()) {
      focusNodes.addAll(
          target.getTargetType() == TargetType.targetExtension
              ? answers.computeIfAbsent(target.getObject(), t -> target.getFocusNodes(data))
              : target.getFocusNodes(data));
    }
    return focusNodes;
  }

  /**
   * Those of the candidates that a shape is about.
   *
   * @param queries the targets that are queries which can be asked about single nodes
   */
  Set<Node> among(Shape shape, Set<Node> candidates, Map<Node, RowQuery> queries) {
    Set<Node> focusNodes = new LinkedHashSet<>();
    for (Target target : shape.getTargets()) {
      Node object = target.getObject();
      switch (target.getTargetType()) {
        case targetNode -> keep(focusNodes, candidates, object::equals);
        case targetClass, implicitClass -> keep(focusNodes, candidates, n -> isOf(n, object));
        case targetSubjectsOf ->
            keep(focusNodes, candidates, n -> data.contains(n, object, Node.ANY));
        case targetObjectsOf ->
            keep(focusNodes, candidates, n -> data.contains(Node.ANY, object, n));
        case targetExtension -> focusNodes.addAll(asked(target, candidates, queries));
      }
    }
    return focusNodes;
  }

  /** How many of the nodes belong to a class. */
  int count(Node type, Set<Node> nodes) {
    return (int) nodes.stream().filter(node -> isOf(node, type)).count();
  }

  private static void keep(Set<Node> kept, Set<Node> candidates, Predicate<Node> isTarget) {
    candidates.stream().filter(isTarget).forEach(kept::add);
  }

  private boolean isOf(Node node, Node type) {
    Set<Node> types = subclasses.computeIfAbsent(type, t -> Set.copyOf(G.subClasses(data, t)));
    return G.listSP(data, node, NodeConst.nodeRDFType).stream().anyMatch(types::contains);
  }

  private Set<Node> asked(Target target, Set<Node> candidates, Map<Node, RowQuery> queries) {
    RowQuery query = queries.get(target.getObject());
    if (query == null) {
      Set<Node> focusNodes =
          new LinkedHashSet<>(
              answers.computeIfAbsent(target.getObject(), t -> target.getFocusNodes(data)));
      focusNodes.retainAll(candidates);
      return focusNodes;
    }
    Set<Node> known = asked.computeIfAbsent(target.getObject(), t -> new HashSet<>());
    Set<Node> found = answersSoFar.computeIfAbsent(target.getObject(), t -> new HashSet<>());
    List<Node> open = candidates.stream().filter(known::add).toList();
    if (!open.isEmpty()) {
      for (Binding answer : query.answers(data, open)) {
        found.add(answer.get(RowQuery.THIS));
      }
    }
    Set<Node> focusNodes = new LinkedHashSet<>(candidates);
    focusNodes.retainAll(found);
    return focusNodes;
  }
}
