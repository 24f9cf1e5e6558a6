package org.ibid.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** Finds where in the documents of a state something is written. */
public final class Places {

  /** One triple of one document. */
  private record Spot(SourceFile file, int index) {
    Triple triple() {
      return file.triples().get(index);
    }

    SourceFile.Position position() {
      return file.positions().get(index);
    }

    Place place() {
      return new Place(file.path(), position().line(), position().column());
    }
  }

  private final List<SourceFile> files;
  private final Map<Path, TurtleText> texts = new HashMap<>();
  private Map<Node, List<Spot>> bySubject;

  Places(List<SourceFile> files) {
    this.files = files;
  }

  /**
   * Where a triple is written; if the documents do not hold it, where its subject first stands.
   *
   * @param predicate may be null when unknown
   * @param object may be null when unknown: then the first value of the predicate is meant
   */
  public Optional<Place> of(Node subject, Node predicate, Node object) {
    Spot first = null;
    Spot same = null;
    for (Spot spot : spots(subject)) {
      first = first == null ? spot : first;
      if (spot.triple().getPredicate().equals(predicate)) {
        if (spot.triple().getObject().equals(object)) {
          return Optional.of(spot.place());
        }
        same = same == null ? spot : same;
      }
    }
    if (same != null && object == null) {
      return Optional.of(same.place());
    }
    return first == null ? Optional.empty() : Optional.of(beginning(first));
  }

  /** Where a resource is first the subject. */
  public Optional<Place> ofSubject(Node subject) {
    return of(subject, null, null);
  }

  /** Where the values of a predicate are written, in the order of the documents. */
  public List<Triple> values(Node subject, Node predicate) {
    return spots(subject).stream()
        .map(Spot::triple)
        .filter(triple -> triple.getPredicate().equals(predicate))
        .toList();
  }

  /** The words of a triple; nothing when no document in a syntax with exact positions holds it. */
  public Optional<Written> written(Triple triple) {
    for (Spot spot : spots(triple.getSubject())) {
      if (spot.triple().equals(triple)) {
        Optional<Written> written = written(spot);
        if (written.isPresent()) {
          return written;
        }
      }
    }
    return Optional.empty();
  }

  /** The words of all that the documents say of a resource. */
  public List<Written> written(Node subject) {
    return spots(subject).stream().map(this::written).flatMap(Optional::stream).toList();
  }

  /** The resources that a document describes, in its order. */
  public static List<Node> subjects(SourceFile file) {
    return file.triples().stream().map(Triple::getSubject).distinct().toList();
  }

  private Optional<Written> written(Spot spot) {
    TurtleText text = text(spot.file());
    return text.at(spot.position()).map(said -> new Written(spot.file(), text, said));
  }

  /** A document taken apart into words; one that cannot be read again has none. */
  public synchronized TurtleText text(SourceFile file) {
    return texts.computeIfAbsent(
        file.path(), path -> TurtleText.of(file.isTurtle() ? file.readText().orElse("") : ""));
  }

  private Place beginning(Spot spot) {
    return written(spot)
        .map(written -> written.said().statement().subject())
        .map(span -> new Place(spot.file().path(), span.line(), span.column()))
        .orElseGet(spot::place);
  }

  private synchronized List<Spot> spots(Node subject) {
    if (bySubject == null) {
      bySubject = new HashMap<>();
      for (SourceFile file : files) {
        for (int i = 0; i < file.triples().size(); i++) {
          bySubject
              .computeIfAbsent(file.triples().get(i).getSubject(), s -> new ArrayList<>())
              .add(new Spot(file, i));
        }
      }
    }
    return bySubject.getOrDefault(subject, List.of());
  }
}
