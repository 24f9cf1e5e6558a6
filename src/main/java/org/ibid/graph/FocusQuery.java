package org.ibid.graph;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;

/**
 * A query each of whose rows speaks of one thing: it can be asked about some things only, and it
 * knows for which of them a change may have an effect on the rows.
 */
public final class FocusQuery {

  private final Query query;
  private final Var focus;
  private final ChosenSolutions prepared;
  private final Watches<Trace> traces = new Watches<>(trace -> trace);

  /**
   * Prepares a query.
   *
   * @param focus stands for the things that the rows speak of
   * @param source what to call the query in a message, for example its file
   * @throws BadInputException if the query does not say of each thing by itself which rows it has
   */
  public FocusQuery(Query query, Var focus, String source) {
    this.query = query;
    this.focus = focus;
    if (query.hasGroupBy()
        || query.hasValues()
        || !query.getProject().getExprs().isEmpty()
        || !goesItsOwnWay(query)) {
      throw new BadInputException(
          source,
          "the query must be a SELECT that begins with a pattern about ?%s, binds by BIND only, and does"
                  .formatted(focus.getVarName())
              + " not limit its rows; what counts or groups must be a subquery that does so for each ?%s alone"
                  .formatted(focus.getVarName()));
    }
    ElementGroup group = (ElementGroup) query.getQueryPattern();
    for (Occurrence occurrence :
        Occurrence.in(group).orElseThrow(() -> notUnderstood(source, "its patterns"))) {
      for (Trace trace :
          Trace.of(occurrence, List.of(focus))
              .orElseThrow(() -> notUnderstood(source, occurrence.pattern().toString()))) {
        if (!trace.isComplete()) {
          throw notUnderstood(source, occurrence.pattern().toString());
        }
        traces.add(trace);
      }
    }
    this.prepared =
        new ChosenSolutions(
            List.of(focus),
            group,
            patterns -> Algebra.optimize(Algebra.compile(alsoInside(patterns))));
  }

  /** Whether the rows about one thing do not depend on those about others. */
  private boolean goesItsOwnWay(Query query) {
    return query.isSelectType()
        && !query.hasLimit()
        && !query.hasOffset()
        && query.getProjectVars().contains(focus)
        && (query.hasGroupBy()
            ? query.getGroupBy().getVars().contains(focus)
            : !query.hasAggregators())
        && query.getQueryPattern() instanceof ElementGroup group
        && !group.isEmpty()
        && (group.get(0) instanceof ElementSubQuery inner
            ? goesItsOwnWay(inner.getQuery())
            : Occurrence.mandatory(group.get(0)).stream().anyMatch(this::isAboutFocus));
  }

  private boolean isAboutFocus(TriplePath pattern) {
    return focus.equals(pattern.getSubject()) || focus.equals(pattern.getObject());
  }

  /** The patterns with their table also before those of a subquery that comes first. */
  private static ElementGroup alsoInside(ElementGroup patterns) {
    if (!(patterns.get(1) instanceof ElementSubQuery subquery)) {
      return patterns;
    }
    Query inner = subquery.getQuery().cloneQuery();
    ElementGroup within = new ElementGroup();
    within.addElement(patterns.get(0));
    ((ElementGroup) inner.getQueryPattern()).getElements().forEach(within::addElement);
    inner.setQueryPattern(alsoInside(within));
    ElementGroup all = new ElementGroup();
    all.addElement(patterns.get(0));
    all.addElement(new ElementSubQuery(inner));
    patterns.getElements().subList(2, patterns.size()).forEach(all::addElement);
    return all;
  }

  private BadInputException notUnderstood(String source, String what) {
    return new BadInputException(
        source, what + " must hang together with ?" + focus.getVarName() + " by other patterns");
  }

  /** The query as it was written. */
  public Query query() {
    return query;
  }

  /** In what order its rows come; empty when in none. */
  public List<SortCondition> order() {
    return query.hasOrderBy() ? query.getOrderBy() : List.of();
  }

  /** The predicates of the triples that it reads; {@link Node#ANY} when it reads any. */
  public Set<Node> predicates() {
    return traces.predicates();
  }

  /** Gives the rows about some things, with all variables of the query, in no order. */
  public void rows(Graph graph, Collection<Node> things, Consumer<Binding> rows) {
    List<Binding> chosen =
        things.stream().map(thing -> BindingFactory.binding(focus, thing)).toList();
    ExecutionContext execution = ExecutionContext.createForGraph(graph);
    QueryIterator found =
        QC.execute(prepared.with(chosen), QueryIterRoot.create(execution), execution);
    try {
      found.forEachRemaining(rows);
    } finally {
      found.close();
    }
  }

  /**
   * The things whose rows may be others after a change; perhaps too many, never too few.
   *
   * @param states the triples from before and from after the change
   */
  public Set<Node> touched(States states, Collection<Triple> changed) {
    Set<Binding> found = new LinkedHashSet<>();
    for (Triple triple : changed) {
      traces.of(triple, trace -> trace.follow(states, triple, found));
    }
    Set<Node> things = new LinkedHashSet<>();
    found.forEach(row -> things.add(row.get(focus)));
    return things;
  }
}
