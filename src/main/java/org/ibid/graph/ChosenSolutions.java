package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.table.TableData;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementGroup;

/**
 * A query that is prepared once and then run for chosen solutions only: a table of them stands
 * before its patterns. Preparing a query takes much longer than answering it for a few.
 */
public final class ChosenSolutions {

  /** Stands in the prepared query where the table goes. */
  private static final Node PLACEHOLDER = NodeFactory.createURI("urn:ibid:chosen-solutions");

  private final List<Var> chosen;
  private final Op prepared;

  /**
   * Prepares a query.
   *
   * @param chosen the variables to which the table gives values
   * @param patterns the query's patterns
   * @param preparing makes an operation of them with the table
   */
  public ChosenSolutions(
      Collection<Var> chosen, ElementGroup patterns, Function<ElementGroup, Op> preparing) {
    this.chosen = List.copyOf(chosen);
    ElementData table = new ElementData();
    BindingBuilder row = BindingFactory.builder();
    for (Var var : chosen) {
      table.add(var);
      row.add(var, PLACEHOLDER);
    }
    table.add(row.build());
    ElementGroup withTable = new ElementGroup();
    withTable.addElement(table);
    patterns.getElements().forEach(withTable::addElement);
    this.prepared = preparing.apply(withTable);
  }

  /** The query for some solutions. */
  public Op with(Collection<Binding> solutions) {
    OpTable table = OpTable.create(new TableData(chosen, new ArrayList<>(solutions)));
    return Transformer.transform(new Filling(table), prepared);
  }

  /** Puts the table in its place. */
  private static final class Filling extends TransformCopy {
    private final OpTable filled;

    Filling(OpTable filled) {
      this.filled = filled;
    }

    @Override
    public Op transform(OpTable table) {
      Iterator<Binding> rows = table.getTable().rows();
      if (rows.hasNext()) {
        Binding row = rows.next();
        for (Var var : table.getTable().getVars()) {
          if (PLACEHOLDER.equals(row.get(var))) {
            return filled;
          }
        }
      }
      return table;
    }
  }
}
