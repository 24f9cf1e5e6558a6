package org.ibid.bench;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.NodeConst;

/**
 * Takes out of shapes what RDF4J checks after a change as SHACL says: no rules and targets that are
 * queries, no paths of any length, no {@code sh:xone}; and no warnings, because there they refuse a
 * change.
 *
 * <p>What a shape demands besides stays: of a node shape that has ten properties and a query, the
 * ten properties.
 */
final class CommonShapes {

  private static final Set<Node> TARGETS =
      Set.of(SHACL.targetClass, SHACL.targetNode, SHACL.targetSubjectsOf, SHACL.targetObjectsOf);

  /** What stands beside the other demands of a shape, each of which holds without the others. */
  private static final Set<Node> APART = Set.of(SHACL.property, SHACL.sparql, SHACL.target);

  private static final Set<Node> UNKNOWN =
      Set.of(
          SHACL.sparql,
          SHACL.target,
          SHACL.xone,
          SHACL.zeroOrMorePath,
          SHACL.oneOrMorePath,
          SHACL.zeroOrOnePath);

  /** What says something to people. */
  private static final Set<Node> WORDS =
      Set.of(SHACL.message, SHACL.name, SHACL.description, SHACL.group, SHACL.order);

  private final Graph shapes;
  private final Map<Node, Optional<Set<Triple>>> known = new HashMap<>();

  private CommonShapes(Graph shapes) {
    this.shapes = shapes;
  }

  /** The part of the shapes that both engines know. */
  static Graph of(Graph shapes) {
    CommonShapes common = new CommonShapes(shapes);
    Graph result = new GraphMemFast();
    for (Node shape : targeted(shapes)) {
      Optional<Set<Triple>> part = common.part(shape);
      if (part.isPresent() && part.get().stream().anyMatch(CommonShapes::isDemand)) {
        part.get().forEach(result::add);
      }
    }
    return result;
  }

  /** The shapes that have targets. */
  static Set<Node> targeted(Graph shapes) {
    Set<Node> found = new LinkedHashSet<>();
    shapes
        .find()
        .filterKeep(
            triple ->
                TARGETS.contains(triple.getPredicate())
                    || triple.getPredicate().equals(SHACL.target))
        .forEachRemaining(triple -> found.add(triple.getSubject()));
    return found;
  }

  private static boolean isDemand(Triple triple) {
    Node predicate = triple.getPredicate();
    return predicate.getURI().startsWith(SHACL.NS)
        && !TARGETS.contains(predicate)
        && !predicate.equals(SHACL.path)
        && !predicate.equals(SHACL.severity);
  }

  /** What can be kept of a shape; nothing when its meaning would be another one. */
  private Optional<Set<Triple>> part(Node shape) {
    Optional<Set<Triple>> part = known.get(shape);
    if (part == null) {
      // A shape that leads back to itself is none that RDF4J takes.
      known.put(shape, Optional.empty());
      part = findPart(shape);
      known.put(shape, part);
    }
    return part;
  }

  private Optional<Set<Triple>> findPart(Node node) {
    Set<Triple> part = new LinkedHashSet<>();
    for (Triple triple : shapes.find(node, Node.ANY, Node.ANY).toList()) {
      Node predicate = triple.getPredicate();
      if (WORDS.contains(predicate) || !isShacl(predicate)) {
        continue;
      }
      if (predicate.equals(SHACL.severity) && !triple.getObject().equals(SHACL.Violation)) {
        return Optional.empty();
      }
      Optional<Set<Triple>> further =
          UNKNOWN.contains(predicate) ? Optional.empty() : part(triple.getObject());
      if (further.isPresent()) {
        part.add(triple);
        part.addAll(further.get());
      } else if (!APART.contains(predicate)) {
        return Optional.empty();
      }
    }
    return Optional.of(part);
  }

  private static boolean isShacl(Node predicate) {
    return predicate.getURI().startsWith(SHACL.NS)
        || predicate.equals(NodeConst.nodeRDFType)
        || predicate.equals(NodeConst.nodeFirst)
        || predicate.equals(NodeConst.nodeRest);
  }
}
