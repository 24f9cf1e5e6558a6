package org.ibid.validate;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Delta;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.Ibid;

/** Tries a change of the graph: does it mend what it should, and break nothing else near by? */
final class Trial {

  private final Shapes shapes;
  private final Graph data;
  private final Nearby nearby;

  Trial(Shapes shapes, Graph data, Nearby nearby) {
    this.shapes = shapes;
    this.data = data;
    this.nearby = nearby;
  }

  /** 0 if it mends the finding and breaks nothing, more the worse it is. */
  int badness(Finding finding, Collection<Triple> deleted, Collection<Triple> added) {
    Set<Node> nodes = new LinkedHashSet<>(List.of(finding.resource()));
    for (Collection<Triple> triples : List.of(deleted, added)) {
      for (Triple triple : triples) {
        nodes.add(triple.getSubject());
        if (triple.getObject().isURI() && triple.getObject().getURI().startsWith(Ibid.ID)) {
          nodes.add(triple.getObject());
        }
      }
    }
    for (Node node : List.copyOf(nodes)) {
      Node owner = owner(node);
      if (owner != null && nearby.isDescribed(owner)) {
        nodes.add(owner);
      }
    }
    Delta after = new Delta(data);
    deleted.forEach(after::delete);
    added.forEach(after::add);
    Set<List<Node>> before = broken(data, nodes);
    Set<List<Node>> now = broken(after, nodes);
    int badness = 0;
    for (List<Node> each : now) {
      if (!before.contains(each)) {
        badness += 2;
      }
    }
    return now.contains(List.of(finding.resource(), finding.rule())) ? badness + 1 : badness;
  }

  private Set<List<Node>> broken(Graph graph, Set<Node> nodes) {
    ValidationContext context = ValidationContext.create(shapes, graph);
    for (Shape shape : shapes.getTargetShapes()) {
      if (!shape.deactivated()) {
        for (Node node : nodes) {
          if (isTarget(shape, node, graph)) {
            VLib.validateShape(context, graph, shape, node);
          }
        }
      }
    }
    Set<List<Node>> broken = new HashSet<>();
    for (ReportEntry entry : context.generateReport().getEntries()) {
      broken.add(List.of(entry.focusNode(), entry.source()));
    }
    return broken;
  }

  private boolean isTarget(Shape shape, Node node, Graph graph) {
    for (Target target : shape.getTargets()) {
      TargetType type = target.getTargetType();
      Node object = target.getObject();
      boolean targeted;
      if (type == TargetType.targetExtension) {
        // The targets that are queries ask for the resources of the data.
        targeted =
            node.isURI()
                && node.getURI().startsWith(Ibid.ID)
                && graph.contains(node, Node.ANY, Node.ANY);
      } else if (type == TargetType.targetClass || type == TargetType.implicitClass) {
        Set<Node> below = nearby.subclasses(object);
        targeted = G.listSP(graph, node, RDF.Nodes.type).stream().anyMatch(below::contains);
      } else if (type == TargetType.targetSubjectsOf) {
        targeted = graph.contains(node, object, Node.ANY);
      } else if (type == TargetType.targetObjectsOf) {
        targeted = graph.contains(Node.ANY, object, node);
      } else {
        targeted = node.equals(object);
      }
      if (targeted) {
        return true;
      }
    }
    return false;
  }

  private static Node owner(Node node) {
    if (!node.isURI() || !node.getURI().startsWith(Ibid.ID)) {
      return null;
    }
    String iri = node.getURI();
    int dot = iri.lastIndexOf('.');
    return dot > iri.lastIndexOf('/') ? NodeFactory.createURI(iri.substring(0, dot)) : null;
  }
}
