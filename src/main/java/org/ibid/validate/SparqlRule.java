package org.ibid.validate;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.table.TableData;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;

/**
 * Checks a node shape that is one SPARQL query for all its focus nodes at once.
 *
 * <p>SHACL has the query run for each focus node, with {@code $this} bound before. Starting one
 * query takes much longer than answering it, so here a single query runs over a table of the focus
 * nodes. Both are the same as long as the query is a flat group of patterns, filters and bindings,
 * in which each row goes its own way; any other query is left to the general engine.
 */
final class SparqlRule {

  private static final Var THIS = Var.alloc("this");
  private static final Var PATH = Var.alloc("path");
  private static final Var VALUE = Var.alloc("value");

  /** Stands in the prepared query where the table of the focus nodes goes. */
  private static final Node PLACEHOLDER = NodeFactory.createURI("urn:ibid:focus-nodes");

  private final Shape shape;
  private final SparqlConstraint constraint;
  private final Op prepared;

  private SparqlRule(Shape shape, SparqlConstraint constraint, ElementGroup pattern) {
    this.shape = shape;
    this.constraint = constraint;
    ElementData table = new ElementData();
    table.add(THIS);
    table.add(BindingFactory.binding(THIS, PLACEHOLDER));
    ElementGroup withTable = new ElementGroup();
    withTable.addElement(table);
    pattern.getElements().forEach(withTable::addElement);
    Query query = constraint.getQuery().cloneQuery();
    query.setQueryPattern(withTable);
    this.prepared = Algebra.optimize(Algebra.compile(query));
  }

  /** The rule of a shape, or nothing when it must be left to the general engine. */
  static Optional<SparqlRule> of(Shape shape) {
    if (!shape.isNodeShape()
        || shape.getConstraints().size() != 1
        || !shape.getPropertyShapes().isEmpty()) {
      return Optional.empty();
    }
    Constraint only = shape.getConstraints().iterator().next();
    if (only instanceof SparqlConstraint sparql
        && isRowByRow(sparql.getQuery())
        && sparql.getQuery().getQueryPattern() instanceof ElementGroup group
        && group.getElements().stream().allMatch(SparqlRule::isFlat)) {
      return Optional.of(new SparqlRule(shape, sparql, group));
    }
    return Optional.empty();
  }

  private static boolean isRowByRow(Query query) {
    return query.isSelectType()
        && query.getProjectVars().contains(THIS)
        && !query.hasGroupBy()
        && !query.hasAggregators()
        && !query.hasHaving()
        && !query.hasLimit()
        && !query.hasOffset()
        && !query.hasValues();
  }

  private static boolean isFlat(Element element) {
    return element instanceof ElementPathBlock
        || element instanceof ElementTriplesBlock
        || element instanceof ElementFilter
        || element instanceof ElementBind
        || (element instanceof ElementData data && !data.getVars().contains(THIS));
  }

  /** Reports the focus nodes that break the rule. */
  void check(ValidationContext context, Graph data, Collection<Node> focusNodes) {
    List<Binding> rows = focusNodes.stream().map(n -> BindingFactory.binding(THIS, n)).toList();
    OpTable table = OpTable.create(new TableData(List.of(THIS), rows));
    Op query = Transformer.transform(new Filling(table), prepared);
    ExecutionContext execution = ExecutionContext.createForGraph(data);
    QueryIterator results = QC.execute(query, QueryIterRoot.create(execution), execution);
    try {
      results.forEachRemaining(row -> report(context, row));
    } finally {
      results.close();
    }
  }

  /** Puts the table of the focus nodes in its place. */
  private static final class Filling extends TransformCopy {
    private final OpTable focusNodes;

    Filling(OpTable focusNodes) {
      this.focusNodes = focusNodes;
    }

    @Override
    public Op transform(OpTable table) {
      Iterator<Binding> rows = table.getTable().rows();
      return rows.hasNext() && PLACEHOLDER.equals(rows.next().get(THIS)) ? focusNodes : table;
    }
  }

  private void report(ValidationContext context, Binding row) {
    Node focusNode = row.get(THIS);
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
