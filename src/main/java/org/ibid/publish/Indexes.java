package org.ibid.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Lazy;
import org.ibid.graph.OntologyTriples;
import org.ibid.graph.Question;
import org.ibid.graph.View;
import org.ibid.search.NameIndex;

/**
 * Keeps what claims and things are found by, and brings it from state to state by what changes
 * between them: to read a large graph anew takes long.
 */
public final class Indexes {

  private final ClaimGraph graph;
  private final Supplier<List<Question>> facets;
  private final Lazy<QuestionIndex> questions;
  private final Kept<ClaimIndex> claims = new Kept<>();
  private final Kept<NameIndex> things = new Kept<>();
  private final Kept<NameIndex> terms = new Kept<>();

  /**
   * Nothing is read yet.
   *
   * @param graph tells how its states differ
   * @param facets the questions that give the facets of claims, read when they are first needed
   * @param catalogue the questions that can be found
   */
  public Indexes(
      ClaimGraph graph, Supplier<List<Question>> facets, Supplier<List<Question>> catalogue) {
    this.graph = graph;
    this.facets = facets;
    this.questions = new Lazy<>(() -> new QuestionIndex(catalogue.get()));
  }

  /** The claims of a state. */
  ClaimIndex claims(View view, Names names) {
    return claims.at(
        view,
        () -> ClaimIndex.of(view, names, facets.get()),
        (index, change) -> index.after(change, view, names));
  }

  /** The things of a state, by their names. */
  NameIndex things(View view) {
    return things.at(
        view, () -> NameIndex.ofEverything(view), (index, change) -> index.after(change, view));
  }

  /** The terms of the vocabularies, by their names. */
  NameIndex terms(View view) {
    return terms.at(view, () -> NameIndex.ofTerms(view), (index, change) -> index);
  }

  /** The questions of the catalogue, which are the same in every state. */
  QuestionIndex questions() {
    return questions.get();
  }

  /** What was made last. */
  private final class Kept<T> {

    private T last;
    private String version;

    /**
     * What it is in a state.
     *
     * @param anew makes it without knowing another
     * @param after makes it of the last one and of how the state differs
     */
    synchronized T at(View view, Supplier<T> anew, BiFunction<T, Change, T> after) {
      T before = last;
      Optional<Change> change =
          before == null
              ? Optional.empty()
              : graph
                  .difference(version, view.version())
                  .filter(difference -> !OntologyTriples.touchedBy(difference));
      // What fails half way must not be gone on from.
      last = null;
      T made = change.map(known -> after.apply(before, known)).orElseGet(anew);
      last = made;
      version = view.version();
      return made;
    }
  }
}
