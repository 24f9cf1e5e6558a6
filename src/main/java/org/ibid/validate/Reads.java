package org.ibid.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.constraint.CardinalityConstraint;
import org.apache.jena.shacl.engine.constraint.ClassConstraint;
import org.apache.jena.shacl.engine.constraint.ClosedConstraint;
import org.apache.jena.shacl.engine.constraint.ConstraintOp1;
import org.apache.jena.shacl.engine.constraint.ConstraintOpN;
import org.apache.jena.shacl.engine.constraint.ConstraintPairwise;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.engine.constraint.HasValueConstraint;
import org.apache.jena.shacl.engine.constraint.QualifiedValueShape;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.engine.constraint.UniqueLangConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;
import org.apache.jena.system.G;
import org.ibid.graph.Ibid;
import org.ibid.graph.Occurrence;
import org.ibid.graph.Trace;

/**
 * Knows which triples have a part in whether a node keeps to a shape: those along its paths, those
 * that make the node a target, those that its queries read. The ontology is read besides.
 *
 * <p>What a query reads is seen in its patterns, as long as they hang together. Where they do not,
 * because an address is computed, {@code shape:reads} says it.
 */
final class Reads {

  private static final String SHAPES = Ibid.BASE + "shapes#";
  private static final Node READS = NodeFactory.createURI(SHAPES + "reads");
  private static final Node ANY_PREDICATE = NodeFactory.createURI(SHAPES + "anyPredicate");

  private final List<Trace> traces = new ArrayList<>();
  private final Set<Shape> within = new HashSet<>();
  private boolean family;
  private boolean everything;
  private int variables;

  private Reads() {}

  static Reads of(Shape shape) {
    Reads reads = new Reads();
    shape.getTargets().forEach(reads::addTarget);
    reads.addShape(shape, RowQuery.THIS, List.of());
    return reads;
  }

  /** From each pattern that a changed triple can match to the node that is checked. */
  List<Trace> traces() {
    return List.copyOf(traces);
  }

  /** Whether besides the traces a node's owner and all parts of the owner are read. */
  boolean family() {
    return family;
  }

  /** Whether it cannot be told what is read. */
  boolean everything() {
    return everything;
  }

  private void addTarget(Target target) {
    switch (target.getTargetType()) {
      case targetNode -> {}
      case targetClass, implicitClass -> add(List.of(), RowQuery.THIS, NodeConst.nodeRDFType);
      case targetSubjectsOf -> add(List.of(), RowQuery.THIS, target.getObject());
      case targetObjectsOf ->
          add(List.of(), new TriplePath(Triple.create(fresh(), target.getObject(), RowQuery.THIS)));
      case targetExtension ->
          targetQuery(target)
              .flatMap(query -> Occurrence.in(query.getQueryPattern()))
              .filter(this::addAll)
              .ifPresentOrElse(all -> {}, () -> everything = true);
    }
  }

  /** The query of a target that is one. */
  static Optional<Query> targetQuery(Target target) {
    Node text = G.getZeroOrOneSP(target.getShapesGraph(), target.getObject(), SHACL.select);
    if (text == null || !text.isLiteral()) {
      return Optional.empty();
    }
    try {
      return Optional.of(QueryFactory.create(text.getLiteralLexicalForm()));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  private void addShape(Shape shape, Var focus, List<TriplePath> before) {
    if (!within.add(shape)) {
      everything = true;
      return;
    }
    List<TriplePath> toValue = before;
    Var value = focus;
    if (shape instanceof PropertyShape property) {
      value = fresh();
      TriplePath way = new TriplePath(focus, property.getPath(), value);
      add(before, way);
      toValue = new ArrayList<>(before);
      toValue.add(way);
    }
    for (Constraint constraint : shape.getConstraints()) {
      addConstraint(constraint, shape, focus, before, value, toValue);
    }
    for (PropertyShape property : shape.getPropertyShapes()) {
      addShape(property, value, toValue);
    }
    within.remove(shape);
  }

  private void addConstraint(
      Constraint constraint,
      Shape shape,
      Var focus,
      List<TriplePath> before,
      Var value,
      List<TriplePath> toValue) {
    if (constraint instanceof ClassConstraint) {
      add(toValue, value, NodeConst.nodeRDFType);
    } else if (constraint instanceof ConstraintPairwise) {
      for (Node parameter :
          List.of(SHACL.equals, SHACL.disjoint, SHACL.lessThan, SHACL.lessThanOrEquals)) {
        for (Node other : G.listSP(shape.getShapeGraph(), shape.getShapeNode(), parameter)) {
          add(before, focus, other);
        }
      }
    } else if (constraint instanceof ClosedConstraint) {
      add(before, focus, fresh());
      add(toValue, value, fresh());
    } else if (constraint instanceof ConstraintOp1 one) {
      addShape(one.getOther(), value, toValue);
    } else if (constraint instanceof ConstraintOpN many) {
      for (Shape other : many.getOthers()) {
        addShape(other, value, toValue);
      }
    } else if (constraint instanceof QualifiedValueShape qualified && !qualified.qDisjoint()) {
      addShape(qualified.getSub(), value, toValue);
    } else if (constraint instanceof SparqlConstraint sparql && shape.isNodeShape()) {
      addQuery(sparql.getQuery(), shape, value, toValue);
    } else if (!(constraint instanceof ConstraintTerm
        || constraint instanceof CardinalityConstraint
        || constraint instanceof HasValueConstraint
        || constraint instanceof UniqueLangConstraint)) {
      everything = true;
    }
  }

  private void addQuery(Query query, Shape shape, Var value, List<TriplePath> toValue) {
    Optional<List<Occurrence>> patterns =
        Occurrence.in(Occurrence.renamed(query.getQueryPattern(), Map.of(RowQuery.THIS, value)));
    List<Node> declared = G.listSP(shape.getShapeGraph(), shape.getShapeNode(), READS);
    boolean understood = patterns.isPresent();
    if (understood) {
      for (Occurrence pattern : patterns.get()) {
        List<TriplePath> beside = new ArrayList<>(toValue);
        beside.addAll(pattern.beside());
        understood &= add(new Occurrence(pattern.pattern(), beside, pattern.plain()));
      }
    }
    if (!understood) {
      if (declared.isEmpty() || !toValue.isEmpty()) {
        everything = true;
      }
      family = true;
      for (Node path : declared) {
        add(toValue, new TriplePath(value, read(shape.getShapeGraph(), path), fresh()));
      }
    }
  }

  /** A path of {@code shape:reads}. */
  static Path read(Graph shapes, Node path) {
    return withAnyPredicate(ShaclPaths.parsePath(shapes, path));
  }

  private static Path withAnyPredicate(Path path) {
    if (path instanceof P_Link link) {
      return link.getNode().equals(ANY_PREDICATE) ? new P_NegPropSet() : link;
    }
    if (path instanceof P_Inverse inverse) {
      return PathFactory.pathInverse(withAnyPredicate(inverse.getSubPath()));
    }
    if (path instanceof P_Seq sequence) {
      return PathFactory.pathSeq(
          withAnyPredicate(sequence.getLeft()), withAnyPredicate(sequence.getRight()));
    }
    if (path instanceof P_Alt either) {
      return PathFactory.pathAlt(
          withAnyPredicate(either.getLeft()), withAnyPredicate(either.getRight()));
    }
    return path;
  }

  private void add(List<TriplePath> beside, Node subject, Node predicate) {
    add(beside, new TriplePath(Triple.create(subject, predicate, fresh())));
  }

  private void add(List<TriplePath> beside, TriplePath pattern) {
    if (!add(new Occurrence(pattern, beside, true))) {
      everything = true;
    }
  }

  private boolean addAll(List<Occurrence> occurrences) {
    return occurrences.stream().allMatch(this::add);
  }

  /** Says whether the way back to the checked node is known. */
  private boolean add(Occurrence occurrence) {
    Optional<List<Trace>> found = Trace.of(occurrence, List.of(RowQuery.THIS));
    if (found.isEmpty() || !found.get().stream().allMatch(Trace::isComplete)) {
      return false;
    }
    traces.addAll(found.get());
    return true;
  }

  private Var fresh() {
    return Var.alloc("v" + variables++ + "_of_shape");
  }
}
