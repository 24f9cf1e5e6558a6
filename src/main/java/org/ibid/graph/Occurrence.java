package org.ibid.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.sparql.syntax.PatternVars;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformSubst;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformer;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformNodeElement;
import org.apache.jena.sparql.syntax.syntaxtransform.NodeTransformSubst;

/**
 * One pattern somewhere in a query, with the other patterns that must match too where it matters.
 *
 * <p>Whatever stands in a query besides patterns (filters, bindings) can only take matches away, so
 * that the patterns alone never miss one.
 *
 * @param pattern a triple or a path between two nodes
 * @param beside what must hold together with it
 * @param plain whether a match more can only mean a solution more: not so inside {@code OPTIONAL},
 *     {@code NOT EXISTS}, {@code MINUS} or a subquery
 */
public record Occurrence(TriplePath pattern, List<TriplePath> beside, boolean plain) {

  /** All patterns of a query's body, or nothing when it has parts that are not understood. */
  public static Optional<List<Occurrence>> in(Element body) {
    List<Occurrence> found = new ArrayList<>();
    return collect(body, List.of(), true, found)
        ? Optional.of(List.copyOf(found))
        : Optional.empty();
  }

  /** A query's body with other names for some of its variables. */
  public static Element renamed(Element body, Map<Var, Var> names) {
    ElementTransform elements = new ElementTransformSubst(names);
    return ElementTransformer.transform(
        body, elements, new ExprTransformNodeElement(new NodeTransformSubst(names), elements));
  }

  private static boolean collect(
      Element element, List<TriplePath> outer, boolean plain, List<Occurrence> found) {
    List<TriplePath> here = mandatory(element);
    for (int i = 0; i < here.size(); i++) {
      List<TriplePath> beside = new ArrayList<>(outer);
      beside.addAll(here.subList(0, i));
      beside.addAll(here.subList(i + 1, here.size()));
      found.add(new Occurrence(here.get(i), List.copyOf(beside), plain));
    }
    List<TriplePath> all = new ArrayList<>(outer);
    all.addAll(here);
    return collectInside(element, all, plain, found);
  }

  /** The patterns that each solution must match. */
  static List<TriplePath> mandatory(Element element) {
    List<TriplePath> patterns = new ArrayList<>();
    if (element instanceof ElementGroup group) {
      group.getElements().forEach(part -> patterns.addAll(mandatory(part)));
    } else if (element instanceof ElementPathBlock block) {
      block.patternElts().forEachRemaining(patterns::add);
    } else if (element instanceof ElementTriplesBlock block) {
      block.patternElts().forEachRemaining(triple -> patterns.add(new TriplePath(triple)));
    }
    return patterns;
  }

  private static boolean collectInside(
      Element element, List<TriplePath> outer, boolean plain, List<Occurrence> found) {
    if (element instanceof ElementGroup group) {
      return group.getElements().stream()
          .allMatch(part -> collectInside(part, outer, plain, found));
    }
    if (element instanceof ElementPathBlock
        || element instanceof ElementTriplesBlock
        || element instanceof ElementData) {
      return true;
    }
    if (element instanceof ElementFilter filter) {
      return collectExists(filter.getExpr(), outer, found);
    }
    if (element instanceof ElementBind bind) {
      return collectExists(bind.getExpr(), outer, found);
    }
    if (element instanceof ElementAssign assign) {
      return collectExists(assign.getExpr(), outer, found);
    }
    if (element instanceof ElementOptional optional) {
      return collect(optional.getOptionalElement(), outer, false, found);
    }
    if (element instanceof ElementMinus minus) {
      return collect(minus.getMinusElement(), outer, false, found);
    }
    if (element instanceof ElementUnion union) {
      return union.getElements().stream().allMatch(part -> collect(part, outer, plain, found));
    }
    if (element instanceof ElementSubQuery inner) {
      return collect(ownNames(inner.getQuery()), outer, false, found);
    }
    return false;
  }

  private static boolean collectExists(
      Expr expression, List<TriplePath> outer, List<Occurrence> found) {
    if (expression instanceof ExprFunctionOp exists) {
      return collect(exists.getElement(), outer, false, found);
    }
    return !expression.isFunction()
        || expression.getFunction().getArgs().stream()
            .allMatch(argument -> collectExists(argument, outer, found));
  }

  /** The body of a subquery, its inner variables told apart from those of the query around it. */
  private static Element ownNames(Query subquery) {
    Set<Var> shared = Set.copyOf(subquery.getProjectVars());
    Map<Var, Var> names = new HashMap<>();
    for (Var var : PatternVars.vars(subquery.getQueryPattern())) {
      if (!shared.contains(var)) {
        names.put(var, Var.alloc(var.getVarName() + "_of_subquery"));
      }
    }
    return renamed(subquery.getQueryPattern(), names);
  }
}
