package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_FixedLength;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Mod;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;

/**
 * Follows a changed triple from one place of a query where it matches back to the solutions that it
 * can have a part in.
 *
 * <p>What is found is too much rather than too little: filters are not looked at, and both the
 * triples from before and from after a change are to be in the graph that is walked.
 */
public final class Trace {

  private static final Var FROM = Var.alloc("subject_of_the_change");
  private static final Var TO = Var.alloc("object_of_the_change");

  /** One way to match: from what is known so far to what it connects. */
  private record Step(TriplePath pattern, int subject, int predicate, int object) {}

  private final Node predicate;
  private final Collection<Node> excepted;
  private final Node subject;
  private final Node object;
  private final boolean reversed;
  private final Map<Var, Integer> slots = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Var> wanted = new ArrayList<>();
  private final boolean complete;

  /** How many steps it takes until everything wanted is known. */
  private final int known;

  private Trace(Occurrence occurrence, Link link, Collection<Var> wanted) {
    this.predicate = link.predicate();
    this.excepted = link.excepted();
    this.reversed = link.reversed();
    List<TriplePath> rest = new ArrayList<>(occurrence.beside());
    Node start = occurrence.pattern().getSubject();
    Node end = occurrence.pattern().getObject();
    if (link.before() != null) {
      rest.add(new TriplePath(start, link.before(), FROM));
      start = FROM;
    }
    if (link.after() != null) {
      rest.add(new TriplePath(TO, link.after(), end));
      end = TO;
    }
    this.subject = start;
    this.object = end;
    slot(start);
    slot(end);
    slot(predicate);
    this.known = plan(rest, wanted);
    this.complete = this.wanted.size() == wanted.size();
  }

  private Trace(List<TriplePath> patterns, Collection<Var> start, Collection<Var> wanted) {
    this.predicate = null;
    this.excepted = List.of();
    this.reversed = false;
    this.subject = null;
    this.object = null;
    start.forEach(this::slot);
    this.known = plan(new ArrayList<>(patterns), wanted);
    this.complete = this.wanted.size() == wanted.size();
  }

  /** Orders the steps; says how many are needed until all that is wanted is known. */
  private int plan(List<TriplePath> rest, Collection<Var> wanted) {
    int needed = wanted.stream().allMatch(slots::containsKey) ? 0 : -1;
    for (TriplePath next = best(rest); next != null; next = best(rest)) {
      rest.remove(next);
      Node by = next.isTriple() ? next.getPredicate() : null;
      steps.add(new Step(next, slot(next.getSubject()), slot(by), slot(next.getObject())));
      if (needed < 0 && wanted.stream().allMatch(slots::containsKey)) {
        needed = steps.size();
      }
    }
    for (Var var : wanted) {
      if (slots.containsKey(var)) {
        this.wanted.add(var);
      }
    }
    return needed < 0 ? steps.size() : needed;
  }

  /**
   * The traces from one pattern of a query: one for each predicate of its path.
   *
   * @param wanted the variables whose values are looked for
   * @return nothing when the path is of a kind that is not understood
   */
  public static Optional<List<Trace>> of(Occurrence occurrence, Collection<Var> wanted) {
    TriplePath pattern = occurrence.pattern();
    List<Link> links = new ArrayList<>();
    if (pattern.isTriple()) {
      links.add(new Link(null, pattern.getPredicate(), List.of(), null, false));
    } else if (!collect(pattern.getPath(), null, null, links)) {
      return Optional.empty();
    }
    return Optional.of(links.stream().map(link -> new Trace(occurrence, link, wanted)).toList());
  }

  /** The way from values of some variables to those of others, along patterns that must match. */
  static Trace from(Collection<Var> start, List<TriplePath> patterns, Collection<Var> wanted) {
    return new Trace(patterns, start, wanted);
  }

  /** Whether patterns lead from the changed triple to all that is wanted. */
  public boolean isComplete() {
    return complete;
  }

  /** The predicate that a changed triple must have, or null when it can be any. */
  public Node predicate() {
    return predicate == null || predicate.isVariable() ? null : predicate;
  }

  /** What is wanted and can be reached; the others stay open. */
  List<Var> reached() {
    return List.copyOf(wanted);
  }

  /**
   * Adds the values of the wanted variables in all solutions that the triple can have a part in.
   *
   * @param states the triples from before and from after the change
   */
  public void follow(States states, Triple changed, Set<Binding> found) {
    Node[] values = new Node[slots.size()];
    Node from = reversed ? changed.getObject() : changed.getSubject();
    Node to = reversed ? changed.getSubject() : changed.getObject();
    if (!excepted.contains(changed.getPredicate())
        && (predicate == null || matches(predicate, changed.getPredicate(), values))
        && matches(subject, from, values)
        && matches(object, to, values)) {
      walk(0, states, values, found);
    }
  }

  /** Adds the values of the wanted variables that go with the given ones. */
  void extend(States states, Binding start, Set<Binding> found) {
    Node[] values = new Node[slots.size()];
    start.forEach((var, value) -> values[slots.get(var)] = value);
    walk(0, states, values, found);
  }

  /**
   * Whether a triple can match with that predicate and object.
   *
   * @param by null when it can be any
   * @param to null when it can be any
   */
  boolean canMatch(Node by, Node to) {
    return (by == null || predicate() == null || predicate().equals(by))
        && (by == null || !excepted.contains(by))
        && (to == null || reversed || object.isVariable() || object.equals(to));
  }

  private boolean matches(Node pattern, Node value, Node[] values) {
    if (!pattern.isVariable()) {
      return pattern.equals(value);
    }
    int slot = slots.get(Var.alloc(pattern));
    if (values[slot] == null) {
      values[slot] = value;
    }
    return values[slot].equals(value);
  }

  /** Takes the remaining steps; says whether they can be taken. */
  private boolean walk(int step, States states, Node[] values, Set<Binding> found) {
    Binding result = null;
    if (step == known) {
      result = result(values);
      if (found.contains(result)) {
        return true;
      }
    }
    if (step == steps.size()) {
      found.add(result == null ? result(values) : result);
      return true;
    }
    Step next = steps.get(step);
    Node from = value(next.pattern().getSubject(), next.subject(), values);
    Node to = value(next.pattern().getObject(), next.object(), values);
    boolean any = false;
    if (next.pattern().isTriple()) {
      Node by = value(next.pattern().getPredicate(), next.predicate(), values);
      Iterator<Triple> matches = states.find(from, by, to);
      while (matches.hasNext()) {
        Triple match = matches.next();
        Node[] more = values.clone();
        if (matches(next.pattern().getSubject(), match.getSubject(), more)
            && matches(next.pattern().getPredicate(), match.getPredicate(), more)
            && matches(next.pattern().getObject(), match.getObject(), more)
            && walk(step + 1, states, more, found)) {
          any = true;
          if (step >= known) {
            break;
          }
        }
      }
      Iter.close(matches);
    } else {
      boolean forward = from != null;
      Path path = next.pattern().getPath();
      Set<Node> ends = forward ? states.ends(from, path) : states.starts(to, path);
      Node open = forward ? next.pattern().getObject() : next.pattern().getSubject();
      for (Node end : ends) {
        Node[] more = values.clone();
        if (matches(open, end, more) && walk(step + 1, states, more, found)) {
          any = true;
          if (step >= known) {
            break;
          }
        }
      }
    }
    return any;
  }

  private static Node value(Node pattern, int slot, Node[] values) {
    return slot < 0 ? pattern : values[slot];
  }

  private Binding result(Node[] values) {
    BindingBuilder builder = BindingFactory.builder();
    wanted.forEach(var -> builder.add(var, values[slots.get(var)]));
    return builder.build();
  }

  private int slot(Node node) {
    if (node == null || !node.isVariable()) {
      return -1;
    }
    return slots.computeIfAbsent(Var.alloc(node), var -> slots.size());
  }

  /** The pattern that is best connected to what is known, or null when none is. */
  private TriplePath best(List<TriplePath> patterns) {
    TriplePath best = null;
    int least = Integer.MAX_VALUE;
    for (TriplePath pattern : patterns) {
      int cost = cost(pattern);
      if (cost < least) {
        least = cost;
        best = pattern;
      }
    }
    return best;
  }

  private int cost(TriplePath pattern) {
    boolean from = isKnown(pattern.getSubject());
    boolean to = isKnown(pattern.getObject());
    int path = pattern.isTriple() ? 0 : 1;
    if (from && to) {
      return path;
    }
    if (from && pattern.getSubject().isVariable()) {
      return 2 + path;
    }
    if (to && pattern.getObject().isVariable()) {
      // Few things lead to what was changed, many to what it names.
      boolean toChanged = slots.get(Var.alloc(pattern.getObject())) == 0;
      return (toChanged ? 2 : 4) + path;
    }
    boolean by = pattern.isTriple() && slots.containsKey(varOrNull(pattern.getPredicate()));
    return by ? 6 : Integer.MAX_VALUE;
  }

  private static Var varOrNull(Node node) {
    return node.isVariable() ? Var.alloc(node) : null;
  }

  private boolean isKnown(Node node) {
    return !node.isVariable() || slots.containsKey(Var.alloc(node));
  }

  /**
   * One predicate in a path, with what leads to it and on from it.
   *
   * @param before leads from the start of the path to the predicate; null when nothing does
   * @param predicate null for any
   * @param excepted predicates that it is not
   * @param after leads from the predicate to the end of the path; null when nothing does
   * @param reversed whether the path takes the triple from its object to its subject
   */
  private record Link(
      Path before, Node predicate, Collection<Node> excepted, Path after, boolean reversed) {}

  private static boolean collect(Path path, Path before, Path after, List<Link> links) {
    if (path instanceof P_Link link) {
      links.add(new Link(before, link.getNode(), List.of(), after, false));
      return true;
    }
    if (path instanceof P_ReverseLink link) {
      links.add(new Link(before, link.getNode(), List.of(), after, true));
      return true;
    }
    if (path instanceof P_Seq sequence) {
      return collect(sequence.getLeft(), before, sequence(sequence.getRight(), after), links)
          && collect(sequence.getRight(), sequence(before, sequence.getLeft()), after, links);
    }
    if (path instanceof P_Alt either) {
      return collect(either.getLeft(), before, after, links)
          && collect(either.getRight(), before, after, links);
    }
    if (path instanceof P_NegPropSet others) {
      if (others.getBwdNodes().isEmpty() || !others.getFwdNodes().isEmpty()) {
        links.add(new Link(before, null, others.getFwdNodes(), after, false));
      }
      if (!others.getBwdNodes().isEmpty()) {
        links.add(new Link(before, null, others.getBwdNodes(), after, true));
      }
      return true;
    }
    if (path instanceof P_Inverse inverse) {
      List<Link> forward = new ArrayList<>();
      boolean understood = collect(inverse.getSubPath(), null, null, forward);
      for (Link link : forward) {
        links.add(
            new Link(
                sequence(before, inverse(link.after())),
                link.predicate(),
                link.excepted(),
                sequence(inverse(link.before()), after),
                !link.reversed()));
      }
      return understood;
    }
    if (path instanceof P_ZeroOrOne maybe) {
      return collect(maybe.getSubPath(), before, after, links);
    }
    if (path instanceof P_ZeroOrMore1
        || path instanceof P_ZeroOrMoreN
        || path instanceof P_OneOrMore1
        || path instanceof P_OneOrMoreN
        || path instanceof P_FixedLength
        || path instanceof P_Mod) {
      Path once = ((P_Path1) path).getSubPath();
      Path often = PathFactory.pathZeroOrMore1(once);
      return collect(once, sequence(before, often), sequence(often, after), links);
    }
    return false;
  }

  private static Path sequence(Path first, Path second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return PathFactory.pathSeq(first, second);
  }

  private static Path inverse(Path path) {
    return path == null ? null : PathFactory.pathInverse(path);
  }
}
