package org.ibid.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.OntologyTriples;
import org.ibid.graph.Question;
import org.ibid.graph.View;
import org.ibid.search.NameIndex;

/**
 * Keeps what claims and things are found by, and brings it from state to state by what changes
 * between them: to read a large graph anew takes long.
 */
public final class Indexes {

  private final Kept<ClaimIndex> claims;
  private final Kept<NameIndex> things;
  private final Kept<NameIndex> terms;

  /**
   * Nothing is read yet.
   *
   * @param graph tells how its states differ
   * @param facets the questions that give the facets of claims, read when they are first needed
   */
  public Indexes(ClaimGraph graph, Supplier<List<Question>> facets) {
    this.claims =
        new Kept<>(
            graph,
            (view, names) -> ClaimIndex.of(view, names, facets.get()),
            (index, change) -> (view, names) -> index.after(change, view, names));
    this.things =
        new Kept<>(
            graph,
            (view, names) -> NameIndex.ofEverything(view),
            (index, change) -> (view, names) -> index.after(change, view));
    this.terms =
        new Kept<>(
            graph,
            (view, names) -> NameIndex.ofTerms(view),
            (index, change) -> (view, names) -> index);
  }

  /** The claims of a state. */
  ClaimIndex claims(View view, Names names) {
    return claims.at(view, names);
  }

  /** The things of a state, by their names. */
  NameIndex things(View view, Names names) {
    return things.at(view, names);
  }

  /** The terms of the vocabularies, by their names. */
  NameIndex terms(View view, Names names) {
    return terms.at(view, names);
  }

  /** What was made last, and how to make it for another state. */
  private static final class Kept<T> {

    private final ClaimGraph graph;
    private final BiFunction<View, Names, T> anew;
    private final BiFunction<T, Change, BiFunction<View, Names, T>> after;
    private T last;
    private String version;

    Kept(
        ClaimGraph graph,
        BiFunction<View, Names, T> anew,
        BiFunction<T, Change, BiFunction<View, Names, T>> after) {
      this.graph = graph;
      this.anew = anew;
      this.after = after;
    }

    synchronized T at(View view, Names names) {
      Optional<Change> change =
          last == null
              ? Optional.empty()
              : graph
                  .difference(version, view.version())
                  .filter(difference -> !OntologyTriples.touchedBy(difference));
      BiFunction<View, Names, T> how = change.map(known -> after.apply(last, known)).orElse(anew);
      // What fails half way must not be gone on from.
      last = null;
      T made = how.apply(view, names);
      last = made;
      version = view.version();
      return made;
    }
  }
}
