package org.ibid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.NodeConst;
import org.ibid.BundledProject;
import org.ibid.FolderCopy;
import org.ibid.MadeUpCorpus;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;

/** A project of as many claims as wanted, and a store of it; both go when it is closed. */
final class MadeUpStore implements AutoCloseable {

  private static final Node CLAIM = NodeFactory.createURI(Ibid.NS + "Claim");

  private final Path folder;
  private final boolean kept;
  private final Home home;
  private final Store store;
  private final double milliseconds;

  private MadeUpStore(int size, Path folder, boolean kept) throws IOException {
    this.folder = folder;
    this.kept = kept;
    home = new Home(folder.resolve("project"));
    Path stored = folder.resolve("store");
    if (!Store.exists(stored)) {
      System.err.printf("%,d claims: making them up …%n", size);
      MadeUpCorpus.write(home.root(), size, 1);
      FolderCopy.of(BundledProject.home().queries(), home.queries());
    }
    long start = System.nanoTime();
    store =
        Store.exists(stored)
            ? Store.open(home, stored, Progress.none())
            : Store.create(home, stored, Progress.none());
    milliseconds = (System.nanoTime() - start) / 1e6;
  }

  /** A new one. */
  static MadeUpStore of(int size) throws IOException {
    return new MadeUpStore(size, Files.createTempDirectory("ibid-benchmark"), false);
  }

  /**
   * One that is kept in a folder for the next time, or was kept there: that of 300,000 claims takes
   * ten minutes to make.
   *
   * @param in the folder; if it is empty, nothing is kept
   */
  static MadeUpStore of(int size, String in) throws IOException {
    return in.isEmpty()
        ? of(size)
        : new MadeUpStore(size, Files.createDirectories(Path.of(in, String.valueOf(size))), true);
  }

  /** Where there is room for more. */
  Path folder() {
    return folder;
  }

  Home home() {
    return home;
  }

  Store store() {
    return store;
  }

  /** All claims, in the order of their IRIs. */
  List<Node> claims() {
    return store.read(
        () ->
            store
                .view()
                .dataset()
                .getDefaultGraph()
                .find(Node.ANY, NodeConst.nodeRDFType, CLAIM)
                .mapWith(Triple::getSubject)
                .toList()
                .stream()
                .sorted(Comparator.comparing(Node::getURI))
                .toList());
  }

  /** How long it took to make the store, or to open it. */
  double milliseconds() {
    return milliseconds;
  }

  @Override
  public void close() throws IOException {
    store.close();
    if (!kept) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
