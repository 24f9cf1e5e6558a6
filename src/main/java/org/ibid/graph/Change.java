package org.ibid.graph;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.rdfpatch.text.RDFPatchReaderText;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;

/** Holds what is to be removed from a graph and what is to be added to it; it never changes. */
public final class Change {

  static {
    JenaSystem.init();
  }

  private static final Change NONE = new Change(new LinkedHashSet<>(), new LinkedHashSet<>());

  /** How Jena's reader words where it stopped. */
  private static final Pattern PLACE =
      Pattern.compile("(?s)^\\[line: (\\d+), col: (\\d+) *\\] *(.*)$");

  private final Set<Quad> removed;
  private final Set<Quad> added;

  private Change(Set<Quad> removed, Set<Quad> added) {
    this.removed = Collections.unmodifiableSet(removed);
    this.added = Collections.unmodifiableSet(added);
  }

  /**
   * A change that removes and then adds: what is in both is only added. The order of the quads is
   * kept.
   */
  public static Change of(Collection<Quad> removed, Collection<Quad> added) {
    Set<Quad> add = new LinkedHashSet<>(added);
    Set<Quad> remove = new LinkedHashSet<>();
    for (Quad quad : removed) {
      if (!add.contains(quad)) {
        remove.add(quad);
      }
    }
    return new Change(remove, add);
  }

  /** The change that changes nothing. */
  public static Change none() {
    return NONE;
  }

  /**
   * Reads an RDF Patch. A line without a graph speaks of the graph that {@link Ibid#graphFor} says;
   * what a later line says of a quad wins.
   *
   * @param name what to call it in a message
   * @throws BadInputException if it is no RDF Patch, or is one that gives up its transaction
   */
  public static Change readPatch(String text, String name) {
    Collector collector = new Collector();
    try {
      new RDFPatchReaderText(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              new SourceFile.Refusing(name))
          .apply(collector);
    } catch (RiotException e) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      if (place.matches()) {
        throw new BadInputException(
            name, Long.parseLong(place.group(1)), Long.parseLong(place.group(2)), place.group(3));
      }
      throw new BadInputException(name, e.getMessage());
    }
    if (collector.aborted) {
      throw new BadInputException(name, "the patch gives up its transaction (TA)");
    }
    return new Change(collector.removed, collector.added);
  }

  /** What is to be removed. */
  public Set<Quad> removed() {
    return removed;
  }

  /** What is to be added. */
  public Set<Quad> added() {
    return added;
  }

  /** The triples that it touches, those apart that have been retracted or are it now. */
  public Set<Triple> triples() {
    Set<Triple> triples = new LinkedHashSet<>();
    for (Collection<Quad> quads : List.of(removed, added)) {
      for (Quad quad : quads) {
        if (!quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
          triples.add(quad.asTriple());
        }
      }
    }
    return triples;
  }

  public boolean isEmpty() {
    return removed.isEmpty() && added.isEmpty();
  }

  /** What takes this change back, if each of its quads made a difference. */
  public Change inverse() {
    return new Change(added, removed);
  }

  /** This change and then another, as one. */
  public Change then(Change next) {
    Set<Quad> remove = new LinkedHashSet<>(removed);
    Set<Quad> add = new LinkedHashSet<>(added);
    for (Quad quad : next.removed) {
      if (!add.remove(quad)) {
        remove.add(quad);
      }
    }
    for (Quad quad : next.added) {
      if (!remove.remove(quad)) {
        add.add(quad);
      }
    }
    return new Change(remove, add);
  }

  /** The change as an RDF Patch of one transaction. */
  public String toPatch() {
    StringBuilder text = new StringBuilder("TX .\n");
    PatchText lines = new PatchText(text);
    removed.forEach(lines::delete);
    added.forEach(lines::add);
    return text.append("TC .\n").toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Change change
        && removed.equals(change.removed)
        && added.equals(change.added);
  }

  @Override
  public int hashCode() {
    return 31 * removed.hashCode() + added.hashCode();
  }

  @Override
  public String toString() {
    return toPatch();
  }

  /** Brings together what a patch says. */
  private static final class Collector extends RDFChangesBase {
    private final Set<Quad> removed = new LinkedHashSet<>();
    private final Set<Quad> added = new LinkedHashSet<>();
    private boolean aborted;

    @Override
    public void add(Node graph, Node subject, Node predicate, Node object) {
      Quad quad = quad(graph, subject, predicate, object);
      removed.remove(quad);
      added.add(quad);
    }

    @Override
    public void delete(Node graph, Node subject, Node predicate, Node object) {
      Quad quad = quad(graph, subject, predicate, object);
      added.remove(quad);
      removed.add(quad);
    }

    @Override
    public void txnAbort() {
      aborted = true;
    }

    private static Quad quad(Node graph, Node subject, Node predicate, Node object) {
      Node place = graph == null || Quad.isDefaultGraph(graph) ? Ibid.graphFor(subject) : graph;
      return Quad.create(place, subject, predicate, object);
    }
  }
}
