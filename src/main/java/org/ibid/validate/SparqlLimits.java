package org.ibid.validate;

import java.util.Set;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.ShaclParseException;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;

/**
 * Refuses the queries that a SPARQL constraint must not have, since {@code $this} is bound before
 * they run: SHACL, appendix A, "Pre-binding of Variables in SPARQL Queries".
 */
final class SparqlLimits extends ElementVisitorBase {

  private static final Var THIS = Var.alloc("this");
  private static final Set<Var> BOUND_BEFORE =
      Set.of(THIS, Var.alloc("shapesGraph"), Var.alloc("currentShape"));

  private final Shape shape;

  private SparqlLimits(Shape shape) {
    this.shape = shape;
  }

  /**
   * Looks at the queries of a shape.
   *
   * @throws ShaclParseException if one holds what it must not hold
   */
  static void check(Shape shape) {
    for (Constraint constraint : shape.getConstraints()) {
      if (constraint instanceof SparqlConstraint sparql) {
        new SparqlLimits(shape).check(sparql.getQuery());
      }
    }
  }

  private void check(Query query) {
    if (query.hasValues()) {
      throw refusal("VALUES");
    }
    query.getProject().getExprs().forEach((name, expression) -> checkNew(name));
    check(query.getQueryPattern());
  }

  private void check(Element pattern) {
    ElementWalker.walk(pattern, this);
  }

  private void checkNew(Var name) {
    if (BOUND_BEFORE.contains(name)) {
      throw refusal("AS " + name);
    }
  }

  private ShaclParseException refusal(String what) {
    return new ShaclParseException(
        "The query of "
            + shape.getShapeNode()
            + " must do without "
            + what
            + ", as every query of a SPARQL constraint must (SHACL, appendix A)");
  }

  @Override
  public void visit(ElementMinus minus) {
    throw refusal("MINUS; FILTER NOT EXISTS says nearly the same");
  }

  @Override
  public void visit(ElementService service) {
    throw refusal("SERVICE");
  }

  @Override
  public void visit(ElementData data) {
    throw refusal("VALUES; FILTER ( … IN ( … ) ) says the same");
  }

  @Override
  public void visit(ElementBind bind) {
    checkNew(bind.getVar());
    check(bind.getExpr());
  }

  @Override
  public void visit(ElementAssign assign) {
    checkNew(assign.getVar());
    check(assign.getExpr());
  }

  @Override
  public void visit(ElementFilter filter) {
    check(filter.getExpr());
  }

  @Override
  public void visit(ElementSubQuery inner) {
    if (!inner.getQuery().getProjectVars().contains(THIS)) {
      throw refusal("a subquery that does not return $this");
    }
    check(inner.getQuery());
  }

  /** Patterns stand in expressions too: EXISTS. */
  private void check(Expr expression) {
    if (expression instanceof ExprFunctionOp exists) {
      check(exists.getElement());
    } else if (expression instanceof ExprFunction function) {
      function.getArgs().forEach(this::check);
    }
  }
}
