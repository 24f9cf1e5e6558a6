package org.ibid.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.vocabulary.RDF4J;
import org.eclipse.rdf4j.repository.RepositoryException;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sail.SailRepositoryConnection;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.sail.NotifyingSail;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.eclipse.rdf4j.sail.nativerdf.NativeStore;
import org.eclipse.rdf4j.sail.shacl.ShaclSail;
import org.eclipse.rdf4j.sail.shacl.ShaclSail.TransactionSettings.ValidationApproach;
import org.eclipse.rdf4j.sail.shacl.ShaclSailValidationException;

/** Holds a graph in RDF4J, which checks each change against shapes. */
final class Rdf4jStore implements AutoCloseable {

  private final ShaclSail sail;
  private final SailRepository repository;
  private final SailRepositoryConnection connection;

  private Rdf4jStore(NotifyingSail store, Path data, Path shapes) throws IOException {
    this.sail = new ShaclSail(store);
    this.repository = new SailRepository(sail);
    repository.init();
    this.connection = repository.getConnection();
    connection.begin(ValidationApproach.Disabled);
    connection.add(data.toFile(), RDFFormat.NTRIPLES);
    connection.commit();
    connection.begin(ValidationApproach.Disabled);
    connection.add(shapes.toFile(), RDFFormat.NTRIPLES, RDF4J.SHACL_SHAPE_GRAPH);
    connection.commit();
  }

  /** A store in memory; both files are N-Triples. */
  static Rdf4jStore inMemory(Path data, Path shapes) throws IOException {
    return new Rdf4jStore(new MemoryStore(), data, shapes);
  }

  /** A store in a folder; both files are N-Triples. */
  static Rdf4jStore onDisk(Path folder, Path data, Path shapes) throws IOException {
    NativeStore store = new NativeStore(folder.toFile(), "spoc,posc,ospc");
    store.setForceSync(true);
    return new Rdf4jStore(store, data, shapes);
  }

  /** Brings quads into RDF4J's form. */
  static Model model(Set<Quad> quads) {
    StringBuilder text = new StringBuilder();
    for (Quad quad : quads) {
      text.append(NodeFmtLib.strNT(quad.getSubject()))
          .append(' ')
          .append(NodeFmtLib.strNT(quad.getPredicate()))
          .append(' ')
          .append(NodeFmtLib.strNT(quad.getObject()))
          .append(" .\n");
    }
    try {
      return Rio.parse(new StringReader(text.toString()), RDFFormat.NTRIPLES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds triples, unless that breaks a shape; says whether it did so. */
  boolean add(Model triples) {
    return add(triples, ValidationApproach.Auto);
  }

  /** The same, but checks everything and not only what the triples can affect. */
  boolean addAndCheckAll(Model triples) {
    return add(triples, ValidationApproach.Bulk);
  }

  private boolean add(Model triples, ValidationApproach approach) {
    connection.begin(approach);
    connection.add(triples);
    try {
      connection.commit();
      return true;
    } catch (RepositoryException e) {
      if (e.getCause() instanceof ShaclSailValidationException) {
        connection.rollback();
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    connection.close();
    repository.shutDown();
  }
}
