package org.ibid.graph;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/**
 * Runs queries as TDB2 does, but finds retracted quads where the index keeps them, and goes round
 * an error of TDB2: it looks at the next of the incoming rows before it asks whether there is one,
 * which fails after a property path without results (apache/jena#3763).
 */
final class StoreQueries extends OpExecutorTDB2 {

  StoreQueries(ExecutionContext execution) {
    super(execution);
  }

  @Override
  protected QueryIterator execute(OpBGP pattern, QueryIterator input) {
    return input.hasNext() ? super.execute(pattern, input) : input;
  }

  @Override
  protected QueryIterator execute(OpQuadPattern pattern, QueryIterator input) {
    return input.hasNext() ? super.execute(stored(pattern), input) : input;
  }

  @Override
  protected QueryIterator execute(OpFilter filter, QueryIterator input) {
    Op inner = filter.getSubOp();
    if (inner instanceof OpQuadPattern pattern) {
      return input.hasNext() ? super.execute(filtered(filter, stored(pattern)), input) : input;
    }
    if (inner instanceof OpBGP) {
      return input.hasNext() ? super.execute(filter, input) : input;
    }
    return super.execute(filter, input);
  }

  @Override
  protected QueryIterator execute(OpGraph graph, QueryIterator input) {
    return super.execute(
        isRetracted(graph.getNode()) ? new OpGraph(Quad.defaultGraphIRI, graph.getSubOp()) : graph,
        input);
  }

  private static OpFilter filtered(OpFilter filter, OpQuadPattern pattern) {
    return OpFilter.filterDirect(filter.getExprs(), pattern);
  }

  private static OpQuadPattern stored(OpQuadPattern pattern) {
    return isRetracted(pattern.getGraphNode())
        ? new OpQuadPattern(Quad.defaultGraphIRI, pattern.getBasicPattern())
        : pattern;
  }

  private static boolean isRetracted(Node graph) {
    return graph.equals(Ibid.RETRACTED_GRAPH);
  }
}
