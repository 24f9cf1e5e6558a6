package org.ibid.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;

/**
 * Shows the dataset that it was last given, so that one running server can be asked about many. The
 * datasets are made as that of the project's files is made, but their default graph is no union.
 */
public final class ChangingGraph extends ClaimGraph {

  private volatile View view = View.ofNothing(prefixes(List.of()));
  private int shown;

  /** A dataset without any triple. */
  public static DatasetGraph empty() {
    return new DatasetGraphMapLink(name -> new GraphMemFast());
  }

  /** Shows another dataset from now on. */
  public void show(DatasetGraph dataset) {
    Graph all = new GraphMemFast();
    dataset.find().forEachRemaining(quad -> all.add(quad.asTriple()));
    shown++;
    view =
        new View(
            "dataset-" + shown,
            prefixes(List.of()),
            List.of(),
            () -> all,
            () -> new ReadOnlyDataset(dataset),
            owner -> Set.of());
  }

  @Override
  public View view() {
    return view;
  }

  @Override
  public <T> T read(Supplier<T> work) {
    return work.get();
  }

  @Override
  public View with(List<Path> replacements) {
    throw new UnsupportedOperationException();
  }

  @Override
  public View withDocuments(List<SourceFile> documents) {
    throw new UnsupportedOperationException();
  }

  @Override
  public View after(Change change, List<SourceFile> documents) {
    throw new UnsupportedOperationException();
  }
}
