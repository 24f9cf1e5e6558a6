package org.ibid.validate;

import java.util.Collection;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;

/**
 * Checks a node shape that is one SPARQL query for all its focus nodes at once, where SHACL has the
 * query run for each focus node, with {@code $this} bound before.
 */
final class SparqlRule {

  private static final Var PATH = Var.alloc("path");
  private static final Var VALUE = Var.alloc("value");

  private final Shape shape;
  private final SparqlConstraint constraint;
  private final RowQuery query;

  private SparqlRule(Shape shape, SparqlConstraint constraint, RowQuery query) {
    this.shape = shape;
    this.constraint = constraint;
    this.query = query;
  }

  /** The rule of a shape, or nothing when it must be left to the general engine. */
  static Optional<SparqlRule> of(Shape shape) {
    if (!shape.isNodeShape()
        || shape.getConstraints().size() != 1
        || !shape.getPropertyShapes().isEmpty()) {
      return Optional.empty();
    }
    Constraint only = shape.getConstraints().iterator().next();
    return only instanceof SparqlConstraint sparql
        ? RowQuery.of(sparql.getQuery()).map(query -> new SparqlRule(shape, sparql, query))
        : Optional.empty();
  }

  /** Reports the focus nodes that break the rule. */
  void check(ValidationContext context, Graph data, Collection<Node> focusNodes) {
    query.answers(data, focusNodes).forEach(row -> report(context, row));
  }

  private void report(ValidationContext context, Binding row) {
    Node focusNode = row.get(RowQuery.THIS);
    Node predicate = row.get(PATH);
    Node value = row.get(VALUE);
    Path path = predicate == null ? null : PathFactory.pathLink(predicate);
    String message = constraint.getMessage();
    context.reportEntry(
        message == null ? "The query of this rule finds " + focusNode : message,
        shape,
        focusNode,
        path,
        value == null ? focusNode : value,
        constraint);
  }
}
