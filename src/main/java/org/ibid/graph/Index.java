package org.ibid.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * Holds a store's graph in TDB2 for reading. It is built from the log, and knows in its own
 * transactions how much of the log it holds.
 *
 * <p>Retracted quads stand in the database's own default graph, which queries never see because
 * their default graph is the union of the named ones.
 */
final class Index {

  /** Prefixes are part of TDB2's transactions and of no graph: the position is kept as one. */
  private static final String POSITION = "ibid-log-position";

  private static final String POSITION_IRI = "urn:x-ibid:position:";

  /**
   * Says how much of the log an index holds.
   *
   * @param number the last entry
   * @param digest that entry's digest
   * @param rules the digest of the rules whose results it holds; empty when they have not run
   */
  record Position(long number, String digest, String rules) {}

  private final Path folder;
  private final DatasetGraph dataset;
  private int readers;
  private boolean retired;

  private Index(Path folder, DatasetGraph dataset) {
    this.folder = folder;
    this.dataset = dataset;
  }

  /** Opens an index, and makes an empty one when there is none. */
  static Index open(Path folder) {
    return new Index(
        folder,
        DatabaseMgr.connectDatasetGraph(Location.create(folder.toAbsolutePath().toString())));
  }

  Path folder() {
    return folder;
  }

  /** TDB2's dataset: to be used within a transaction. */
  DatasetGraph dataset() {
    return dataset;
  }

  /** Begins to use the index; to be told whether it is still there to be used. */
  synchronized boolean retain() {
    if (retired) {
      return false;
    }
    readers++;
    return true;
  }

  synchronized void release() {
    readers--;
    if (retired && readers == 0) {
      close();
    }
  }

  /** Closes the index when its last reader has gone. */
  synchronized void retire() {
    retired = true;
    if (readers == 0) {
      close();
    }
  }

  private void close() {
    TDBInternal.expel(dataset, true);
  }

  /** How much of the log it holds, or null when it holds nothing; within a transaction. */
  Position position() {
    String iri = dataset.prefixes().get(POSITION);
    if (iri == null || !iri.startsWith(POSITION_IRI)) {
      return null;
    }
    String[] parts = iri.substring(POSITION_IRI.length()).split(":", -1);
    return parts.length == 3 ? new Position(Long.parseLong(parts[0]), parts[1], parts[2]) : null;
  }

  /** The same, in a transaction of its own. */
  Position readPosition() {
    dataset.begin(ReadWrite.READ);
    try {
      return position();
    } finally {
      dataset.end();
    }
  }

  /** Notes how much of the log it holds; within a write transaction. */
  void setPosition(Position position) {
    PrefixMap prefixes = dataset.prefixes();
    prefixes.add(
        POSITION,
        POSITION_IRI + position.number() + ":" + position.digest() + ":" + position.rules());
  }

  /** Makes a change; within a write transaction. */
  void apply(Change change) {
    for (Quad quad : change.removed()) {
      dataset.delete(stored(quad));
    }
    for (Quad quad : change.added()) {
      dataset.add(stored(quad));
    }
  }

  /** What of a change makes a difference; within a transaction. */
  Change difference(Change change) {
    List<Quad> removed = new ArrayList<>();
    for (Quad quad : change.removed()) {
      if (dataset.contains(stored(quad))) {
        removed.add(quad);
      }
    }
    List<Quad> added = new ArrayList<>();
    for (Quad quad : change.added()) {
      if (!dataset.contains(stored(quad))) {
        added.add(quad);
      }
    }
    return Change.of(removed, added);
  }

  /** All quads but the derived ones, retracted ones with them; within a transaction. */
  Iterator<Quad> logged() {
    Set<Node> graphs = new HashSet<>();
    dataset.listGraphNodes().forEachRemaining(graphs::add);
    graphs.remove(Ibid.DERIVED_GRAPH);
    Iterator<Quad> retracted =
        Iter.map(
            dataset.find(Quad.defaultGraphIRI, Node.ANY, Node.ANY, Node.ANY),
            quad -> Quad.create(Ibid.RETRACTED_GRAPH, quad.asTriple()));
    Iterator<Quad> all = retracted;
    for (Node graph : graphs) {
      all = Iter.concat(all, dataset.find(graph, Node.ANY, Node.ANY, Node.ANY));
    }
    return all;
  }

  private static Quad stored(Quad quad) {
    return quad.getGraph().equals(Ibid.RETRACTED_GRAPH)
        ? Quad.create(Quad.defaultGraphIRI, quad.asTriple())
        : quad;
  }
}
