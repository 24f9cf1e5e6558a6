package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.thrift.ThriftConvert;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.sys.SystemTDB;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a store's graph in TDB2 for reading. It is built from the log, and knows in its own
 * transactions how much of the log it holds.
 *
 * <p>Retracted quads stand in the database's own default graph, which queries never see because
 * their default graph is the union of the named ones.
 */
final class Index {

  private static final Logger LOG = LoggerFactory.getLogger(Index.class);

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
  private boolean deleted;

  private Index(Path folder, DatasetGraph dataset) {
    this.folder = folder;
    this.dataset = dataset;
  }

  /** Opens an index, and makes an empty one when there is none. */
  static Index open(Path folder) {
    if (SystemTDB.enableInlineLiterals) {
      throw new IllegalStateException("TDB2 was started before " + ExactLiterals.class.getName());
    }
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

  /** Closes the index and deletes it when its last reader has gone. */
  synchronized void discard() {
    deleted = true;
    retire();
  }

  private void close() {
    TDBInternal.expel(dataset, true);
    if (deleted) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        LOG.warn("The old index {} could not be deleted: {}", folder, e.toString());
      }
    }
  }

  /**
   * Fills an empty index with many quads, faster than a transaction can.
   *
   * @param quads hands each quad to the consumer that it is given
   */
  void fill(Filling quads) throws IOException {
    DataLoader loader = LoaderFactory.parallelLoader(dataset, (format, values) -> {});
    StreamRDF stream = loader.streamRDF();
    loader.startBulk();
    try {
      stream.start();
      quads.fill(
          quad -> {
            if (quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
              stream.triple(quad.asTriple());
            } else {
              stream.quad(quad);
            }
          });
      stream.finish();
    } catch (IOException | RuntimeException e) {
      loader.finishException(e instanceof RuntimeException known ? known : new RuntimeException(e));
      throw e;
    }
    loader.finishBulk();
  }

  /** Hands over quads one by one. */
  @FunctionalInterface
  interface Filling {
    void fill(Consumer<Quad> quads) throws IOException;
  }

  /** Removes a quad; within a write transaction. */
  void remove(Quad quad) {
    dataset.delete(stored(quad));
  }

  /** Adds a quad; within a write transaction. */
  void add(Quad quad) {
    dataset.add(stored(quad));
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
    change.removed().forEach(this::remove);
    change.added().forEach(this::add);
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
    return Iter.filter(quads(), quad -> !quad.getGraph().equals(Ibid.DERIVED_GRAPH));
  }

  /** All that is asserted, once for each graph that says it; within a transaction. */
  Iterator<Triple> asserted() {
    return Iter.map(
        Iter.filter(
            dataset.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY),
            quad -> !quad.getGraph().equals(Ibid.DERIVED_GRAPH)),
        Quad::asTriple);
  }

  /** All quads, derived and retracted ones with them; within a transaction. */
  Iterator<Quad> quads() {
    Iterator<Quad> retracted =
        Iter.map(
            dataset.find(Quad.defaultGraphIRI, Node.ANY, Node.ANY, Node.ANY),
            quad -> Quad.create(Ibid.RETRACTED_GRAPH, quad.asTriple()));
    return Iter.concat(retracted, dataset.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY));
  }

  /**
   * A change as an index keeps it: TDB2 keeps of an integer or a double the value alone, and the
   * log must not say what the index does not.
   */
  static Change kept(Change change) {
    return Change.of(kept(change.removed()), kept(change.added()));
  }

  private static List<Quad> kept(Set<Quad> quads) {
    return quads.stream().map(Index::kept).toList();
  }

  /** The same of one quad. */
  static Quad kept(Quad quad) {
    Node object = quad.getObject();
    if (!object.isLiteral()) {
      return quad;
    }
    Node kept = ThriftConvert.convert(ThriftConvert.convert(object, true));
    return kept.equals(object)
        ? quad
        : Quad.create(quad.getGraph(), quad.getSubject(), quad.getPredicate(), kept);
  }

  private static Quad stored(Quad quad) {
    return quad.getGraph().equals(Ibid.RETRACTED_GRAPH)
        ? Quad.create(Quad.defaultGraphIRI, quad.asTriple())
        : quad;
  }
}
