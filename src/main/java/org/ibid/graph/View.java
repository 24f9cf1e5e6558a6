package org.ibid.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.GraphReadOnly;

/**
 * Shows the graph in one consistent state, which never changes and any number of threads may read.
 */
public final class View {

  private final String version;
  private final PrefixMapping prefixes;
  private final List<SourceFile> files;
  private final Places places;
  private final Lazy<Graph> asserted;
  private final Lazy<DatasetGraph> dataset;
  private final Function<Node, Set<Quad>> closures;

  View(
      String version,
      PrefixMapping prefixes,
      List<SourceFile> files,
      Supplier<Graph> asserted,
      Supplier<DatasetGraph> dataset,
      Function<Node, Set<Quad>> closures) {
    this.version = version;
    this.prefixes = prefixes;
    this.files = files;
    this.places = new Places(files);
    this.asserted = new Lazy<>(asserted);
    this.dataset = new Lazy<>(dataset);
    this.closures = closures;
  }

  /** A state in which nothing is said, for what has to do without a graph. */
  public static View ofNothing(PrefixMapping prefixes) {
    return new View(
        "",
        prefixes,
        List.of(),
        () -> new GraphReadOnly(GraphFactory.createDefaultGraph()),
        DatasetGraphFactory::create,
        owner -> Set.of());
  }

  /**
   * Names the state: for files a short digest of them and of the rules, in hexadecimal; for a store
   * the number of its latest change, a hyphen and a digest of all that led there. Equal versions
   * mean equal content, on every machine.
   */
  public String version() {
    return version;
  }

  /**
   * The graph for queries: each named graph under its name, and as default graph the union of them
   * all, derived triples included. It refuses writes.
   */
  public DatasetGraph dataset() {
    return dataset.get();
  }

  /** Does now what the first call of {@link #dataset()} would have to do. */
  void buildForQueries() {
    dataset.get();
  }

  /**
   * The union of all graphs without what the rules derived: the input of validation. It refuses
   * writes.
   */
  public Graph asserted() {
    return asserted.get();
  }

  /**
   * What is asserted of a resource and of its parts (its IRI, a dot and a role), with the graph
   * that each triple stands in; nothing when the resource is not there.
   */
  public Set<Quad> closure(Node owner) {
    return closures.apply(owner);
  }

  /** The prefixes that the files declare, and the most usual ones; it refuses writes. */
  public PrefixMapping prefixes() {
    return prefixes;
  }

  /** The files that make this state, with what each of them says. */
  public List<SourceFile> files() {
    return files;
  }

  /**
   * Where a triple is written; if the files do not hold it, where its subject first stands.
   *
   * @param subject the resource
   * @param predicate may be null when unknown
   * @param object may be null when unknown: then the first value of the predicate is meant
   */
  public Optional<Place> placeOf(Node subject, Node predicate, Node object) {
    return places.of(subject, predicate, object);
  }

  /** Finds where in the files something is written. */
  public Places places() {
    return places;
  }
}
