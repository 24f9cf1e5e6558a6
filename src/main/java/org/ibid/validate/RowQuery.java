package org.ibid.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.ibid.graph.ChosenSolutions;

/**
 * Runs a query about {@code ?this} once for many nodes.
 *
 * <p>Starting a query takes much longer than answering it, so here a single query runs over a table
 * of the nodes. That is the same as a query for each as long as the query is a flat group of
 * patterns, filters and bindings, in which each row goes its own way.
 */
final class RowQuery {

  static final Var THIS = Var.alloc("this");

  private final ChosenSolutions prepared;

  private RowQuery(Query original, ElementGroup pattern) {
    this.prepared =
        new ChosenSolutions(
            List.of(THIS),
            pattern,
            withTable -> {
              Query query = original.cloneQuery();
              query.setQueryPattern(withTable);
              return Algebra.optimize(Algebra.compile(query));
            });
  }

  /** The query, or nothing when its rows do not go their own ways. */
  static Optional<RowQuery> of(Query query) {
    return isRowByRow(query)
            && query.getQueryPattern() instanceof ElementGroup group
            && group.getElements().stream().allMatch(RowQuery::isFlat)
        ? Optional.of(new RowQuery(query, group))
        : Optional.empty();
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

  /** The answers for the given nodes. */
  List<Binding> answers(Graph data, Collection<Node> nodes) {
    List<Binding> rows = nodes.stream().map(n -> BindingFactory.binding(THIS, n)).toList();
    Op query = prepared.with(rows);
    ExecutionContext execution = ExecutionContext.createForGraph(data);
    QueryIterator results = QC.execute(query, QueryIterRoot.create(execution), execution);
    try {
      List<Binding> answers = new ArrayList<>();
      results.forEachRemaining(answers::add);
      return answers;
    } finally {
      results.close();
    }
  }
}
