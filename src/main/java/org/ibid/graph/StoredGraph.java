package org.ibid.graph;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/**
 * The graph of a store, which can be changed and whose changes are all kept: of one that is open
 * here ({@link Store}), or of one that another process has open ({@link StoreElsewhere}).
 */
public abstract class StoredGraph extends ClaimGraph implements AutoCloseable {

  final Home home;
  final Path folder;
  final StoreViews views;
  final Derivation derivation;

  StoredGraph(Home home, Path folder, StoreViews views, Derivation derivation) {
    this.home = home;
    this.folder = folder;
    this.views = views;
    this.derivation = derivation;
  }

  /** The folder of the store. */
  public final Path folder() {
    return folder;
  }

  /** The log of all changes. */
  public abstract Log log();

  /**
   * Does work that may make one change, after which nobody else makes one. Until it commits, the
   * work sees the state before, and then the state after.
   */
  public abstract <T> T write(Function<Writing, T> work);

  @Override
  public final View with(List<Path> replacements) {
    return withDocuments(
        replacements.stream()
            .map(path -> SourceFile.read(home, path, FileGraph.graphFor(home, FileGraph.key(path))))
            .toList());
  }

  @Override
  public final View withDocuments(List<SourceFile> documents) {
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    View now = view();
    for (SourceFile file : documents) {
      Set<Node> owners = new LinkedHashSet<>();
      for (Triple triple : file.triples()) {
        owners.add(Closures.owner(triple.getSubject()));
        added.add(Quad.create(file.graph(), triple));
      }
      owners.forEach(owner -> removed.addAll(now.closure(owner)));
    }
    return views.after(now, Change.of(removed, added), documents, derivation);
  }

  @Override
  public final View after(Change change, List<SourceFile> documents) {
    return views.after(view(), change, documents, derivation);
  }

  @Override
  public abstract void close();

  /** What the one writer sees: the state before, and the one after without its being written. */
  abstract class Work implements Writing {
    private final View before;

    Work(View before) {
      this.before = before;
    }

    @Override
    public final View before() {
      return before;
    }

    @Override
    public final View after(Change change, List<SourceFile> documents) {
      return views.after(before, change, documents, derivation);
    }
  }
}
