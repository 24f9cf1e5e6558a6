package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.modify.TemplateLib;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.sparql.syntax.PatternVars;

/**
 * A rule, or one of the alternatives that it brings together: it can be run for chosen solutions
 * only.
 *
 * <p>A rule with {@code UNION} derives what its branches derive each. A rule with an {@code
 * OPTIONAL} whose variables are not needed for anything but the result derives what it does without
 * that part, and what it does with it.
 */
final class RuleVariant {

  /** What a changed triple can have a part in; see {@link Occurrence}. */
  record Read(Trace trace, boolean plain) {}

  /** A triple that is derived, and how to find the solutions that can derive it. */
  private record Product(Triple pattern, List<Var> given, Trace solutions) {}

  private final String name;
  private final Query query;
  private final List<Triple> template;
  private final ElementGroup where;
  private final Set<Var> choosable;
  private final Optional<List<Read>> reads;
  private final List<Product> products = new ArrayList<>();
  private final Map<Set<Var>, ChosenSolutions> prepared = new HashMap<>();

  private RuleVariant(Rules.Rule rule, ElementGroup where) {
    this.name = rule.name();
    this.query = rule.query();
    this.template = rule.query().getConstructTemplate().getTriples();
    this.where = where;
    List<TriplePath> mandatory = Occurrence.mandatory(where);
    this.choosable = choosable(where, mandatory);
    this.reads = reads(where);
    List<TriplePath> evidence = new ArrayList<>();
    Set<Var> certain = new HashSet<>(choosable);
    for (Element element : where.getElements()) {
      if (element instanceof ElementBind bind) {
        certain.add(bind.getVar());
      }
    }
    for (Triple triple : template) {
      if (certain.containsAll(variables(triple))) {
        evidence.add(new TriplePath(triple));
      }
    }
    evidence.addAll(mandatory);
    for (Triple triple : template) {
      List<Var> given = variables(triple);
      products.add(new Product(triple, given, Trace.from(given, evidence, choosable)));
    }
  }

  /** The alternatives that a rule brings together. */
  static List<RuleVariant> of(Rules.Rule rule) {
    Element where = rule.query().getQueryPattern();
    ElementGroup group = where instanceof ElementGroup root ? root : group(List.of(where));
    List<RuleVariant> variants = new ArrayList<>();
    for (List<Element> elements : alternatives(group, true)) {
      variants.add(new RuleVariant(rule, group(elements)));
    }
    return variants;
  }

  private static List<List<Element>> alternatives(ElementGroup group, boolean root) {
    List<List<Element>> all = List.of(List.of());
    for (Element element : group.getElements()) {
      List<List<Element>> longer = new ArrayList<>();
      for (List<Element> more : alternatives(element, group, root)) {
        for (List<Element> so : all) {
          List<Element> both = new ArrayList<>(so);
          both.addAll(more);
          longer.add(both);
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<List<Element>> alternatives(
      Element element, ElementGroup around, boolean root) {
    List<List<Element>> all = new ArrayList<>();
    if (element instanceof ElementUnion union) {
      for (Element branch : union.getElements()) {
        all.addAll(alternatives(branch, around, false));
      }
    } else if (element instanceof ElementGroup inner) {
      for (List<Element> elements : alternatives(inner, false)) {
        all.add(List.of(group(elements)));
      }
    } else if (root
        && element instanceof ElementOptional optional
        && optional.getOptionalElement() instanceof ElementGroup inner
        && inner.getElements().stream().allMatch(RuleVariant::isSimple)
        && onlyInResult(optional, around)) {
      all.add(List.of());
      all.add(inner.getElements());
    } else {
      all.add(List.of(element));
    }
    return all;
  }

  private static boolean isSimple(Element element) {
    return element instanceof ElementPathBlock
        || element instanceof ElementTriplesBlock
        || element instanceof ElementFilter;
  }

  private static boolean onlyInResult(ElementOptional optional, ElementGroup around) {
    Set<Var> own = new HashSet<>(PatternVars.vars(optional));
    Set<Var> later = new HashSet<>();
    int place = around.getElements().indexOf(optional);
    for (Element element : around.getElements().subList(0, place)) {
      own.removeAll(PatternVars.vars(element));
      if (element instanceof ElementFilter filter) {
        // A filter looks at the whole group, wherever it stands.
        later.addAll(mentioned(filter));
      }
    }
    int size = around.getElements().size();
    around.getElements().subList(place + 1, size).forEach(other -> later.addAll(mentioned(other)));
    return later.stream().noneMatch(own::contains);
  }

  private static ElementGroup group(Collection<Element> elements) {
    ElementGroup group = new ElementGroup();
    elements.forEach(group::addElement);
    return group;
  }

  private static Set<Var> mentioned(Element element) {
    Set<Var> vars = new HashSet<>(PatternVars.vars(element));
    Expr expression = null;
    if (element instanceof ElementFilter filter) {
      expression = filter.getExpr();
    } else if (element instanceof ElementBind bind) {
      expression = bind.getExpr();
    }
    if (expression != null) {
      vars.addAll(expression.getVarsMentioned());
    }
    return vars;
  }

  private static List<Var> variables(Triple triple) {
    Set<Var> vars = new LinkedHashSet<>();
    for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
      if (node.isVariable()) {
        vars.add(Var.alloc(node));
      }
    }
    return List.copyOf(vars);
  }

  /** The variables that can be given values before the rule runs, with the same results. */
  private static Set<Var> choosable(ElementGroup where, List<TriplePath> mandatory) {
    Set<Var> vars = new LinkedHashSet<>();
    for (TriplePath pattern : mandatory) {
      for (Node node :
          new Node[] {pattern.getSubject(), pattern.getPredicate(), pattern.getObject()}) {
        if (node != null && node.isVariable()) {
          vars.add(Var.alloc(node));
        }
      }
    }
    Set<Var> matched = new HashSet<>();
    for (Element element : where.getElements()) {
      if (isSimple(element) || element instanceof ElementGroup || element instanceof ElementData) {
        if (!(element instanceof ElementFilter)) {
          matched.addAll(PatternVars.vars(element));
        }
      } else if (!(element instanceof ElementSubQuery)) {
        // What is bound only further on would be known here too early.
        vars.removeIf(var -> !matched.contains(var) && mentioned(element).contains(var));
      }
    }
    return vars;
  }

  private Optional<List<Read>> reads(ElementGroup body) {
    List<Read> all = new ArrayList<>();
    for (Occurrence occurrence : Occurrence.in(body).orElse(List.of())) {
      Optional<List<Trace>> traces = Trace.of(occurrence, choosable);
      if (traces.isEmpty()) {
        return Optional.empty();
      }
      traces.get().forEach(trace -> all.add(new Read(trace, occurrence.plain())));
    }
    return all.isEmpty() || all.stream().anyMatch(read -> read.trace().reached().isEmpty())
        ? Optional.empty()
        : Optional.of(List.copyOf(all));
  }

  /**
   * What it reads; nothing when that cannot be told, or not which solutions go with it: then it
   * must be run as a whole.
   */
  Optional<List<Read>> reads() {
    return reads;
  }

  /** Whether what the other derives can take away a solution of this, or change one. */
  boolean dependsOnAbsenceOf(RuleVariant other) {
    for (Read read : reads.orElse(List.of())) {
      if (!read.plain()) {
        for (Triple triple : other.template) {
          Node object = triple.getObject().isVariable() ? null : triple.getObject();
          for (Node predicate : other.predicates(triple)) {
            if (read.trace().canMatch(predicate, object)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** The predicates that a derived triple can have; a null stands for any. */
  Set<Node> predicates(Triple triple) {
    Set<Node> predicates = new HashSet<>();
    Node predicate = triple.getPredicate();
    if (!predicate.isVariable()) {
      predicates.add(predicate);
      return predicates;
    }
    for (Element element : where.getElements()) {
      if (element instanceof ElementData data && data.getVars().contains(predicate)) {
        data.getRows().forEach(row -> predicates.add(row.get(Var.alloc(predicate))));
        return predicates;
      }
      if (element instanceof ElementBind bind
          && bind.getVar().equals(predicate)
          && bind.getExpr().isConstant()) {
        predicates.add(bind.getExpr().getConstant().asNode());
        return predicates;
      }
    }
    predicates.add(null);
    return predicates;
  }

  List<Triple> template() {
    return template;
  }

  /**
   * Whether a state derives a triple.
   *
   * @param states that state and the one from before the change: what was derived there shows which
   *     solutions to try
   */
  boolean derives(Triple triple, Graph state, States states) {
    for (Product product : products) {
      Optional<Binding> given = match(product.pattern(), triple);
      if (given.isPresent()) {
        Set<Triple> results;
        if (product.solutions().reached().isEmpty()) {
          results = results(state);
        } else {
          Set<Binding> solutions = new LinkedHashSet<>();
          product.solutions().extend(states, given.get(), solutions);
          results = results(state, solutions);
        }
        if (results.contains(triple)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Binding> match(Triple pattern, Triple triple) {
    Map<Var, Node> values = new LinkedHashMap<>();
    boolean fits =
        fits(pattern.getSubject(), triple.getSubject(), values)
            && fits(pattern.getPredicate(), triple.getPredicate(), values)
            && fits(pattern.getObject(), triple.getObject(), values);
    if (!fits) {
      return Optional.empty();
    }
    BindingBuilder builder = BindingFactory.builder();
    values.forEach(builder::add);
    return Optional.of(builder.build());
  }

  private static boolean fits(Node pattern, Node node, Map<Var, Node> values) {
    if (!pattern.isVariable()) {
      return pattern.equals(node);
    }
    Node before = values.putIfAbsent(Var.alloc(pattern), node);
    return before == null || before.equals(node);
  }

  /** What it derives from a state. */
  Set<Triple> results(Graph state) {
    return results(state, Algebra.optimize(Algebra.compile(where)));
  }

  /** What it derives from a state with the chosen solutions. */
  Set<Triple> results(Graph state, Collection<Binding> solutions) {
    Map<Set<Var>, List<Binding>> tables = new LinkedHashMap<>();
    for (Binding solution : solutions) {
      tables.computeIfAbsent(solution.varsMentioned(), vars -> new ArrayList<>()).add(solution);
    }
    Set<Triple> results = new LinkedHashSet<>();
    tables.forEach((vars, rows) -> results.addAll(results(state, prepared(vars).with(rows))));
    return results;
  }

  private synchronized ChosenSolutions prepared(Set<Var> vars) {
    return prepared.computeIfAbsent(
        Set.copyOf(vars),
        chosen ->
            new ChosenSolutions(
                chosen, where, patterns -> Algebra.optimize(Algebra.compile(patterns))));
  }

  private Set<Triple> results(Graph state, Op op) {
    ExecutionContext execution = ExecutionContext.createForGraph(state);
    QueryIterator solutions = QC.execute(op, QueryIterRoot.create(execution), execution);
    try {
      Set<Triple> results = new LinkedHashSet<>();
      for (Iterator<Triple> triples = TemplateLib.calcTriples(template, solutions);
          triples.hasNext(); ) {
        results.add(Rules.withoutBlank(triples.next(), name));
      }
      return results;
    } finally {
      solutions.close();
    }
  }

  @Override
  public String toString() {
    return name + " " + query.getQueryPattern();
  }
}
