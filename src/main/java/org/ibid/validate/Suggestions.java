package org.ibid.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.graph.Place;
import org.ibid.validate.Suggestion.Certainty;

/** Collects suggestions that differ, each as triples and as a change of the text. */
final class Suggestions {

  private static final int MOST = 8;

  private final List<Suggestion> all = new ArrayList<>();
  private final Rewriter rewriter;
  private final Optional<Place> near;

  /**
   * No suggestions yet.
   *
   * @param near where in the documents what is added had best be written
   */
  Suggestions(Rewriter rewriter, Optional<Place> near) {
    this.rewriter = rewriter;
    this.near = near;
  }

  /** Others for the same place. */
  Suggestions another() {
    return new Suggestions(rewriter, near);
  }

  List<Suggestion> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Suggests that some triples go and others come. */
  void add(String words, Certainty certainty, List<Triple> deleted, List<Triple> added) {
    List<Triple> out = deleted.stream().filter(t -> !added.contains(t)).distinct().toList();
    List<Triple> in = added.stream().filter(t -> !deleted.contains(t)).distinct().toList();
    if (!out.isEmpty() || !in.isEmpty()) {
      add(words, certainty, out, in, () -> rewriter.edits(out, in, near));
    }
  }

  /** The same, where the text is changed in another way than triple by triple. */
  void add(
      String words,
      Certainty certainty,
      List<Triple> deleted,
      List<Triple> added,
      Supplier<Optional<Rewriter.Rewriting>> rewriting) {
    boolean there =
        all.stream().anyMatch(s -> s.deleted().equals(deleted) && s.added().equals(added));
    if (there || all.size() >= MOST) {
      return;
    }
    Optional<Rewriter.Rewriting> text = rewriting.get();
    all.add(
        new Suggestion(
            words,
            certainty,
            text.map(Rewriter.Rewriting::file),
            text.map(Rewriter.Rewriting::edits).orElse(List.of()),
            deleted,
            added));
  }

  /** Suggests another value in the place of that of a triple. */
  void replace(String words, Certainty certainty, Triple triple, Node value) {
    add(
        words,
        certainty,
        List.of(triple),
        List.of(Triple.create(triple.getSubject(), triple.getPredicate(), value)));
  }
}
