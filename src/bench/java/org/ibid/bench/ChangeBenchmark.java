package org.ibid.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.core.Quad;
import org.eclipse.rdf4j.model.Model;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.graph.Writing;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;

/**
 * Measures how long it takes to check and to publish one claim in graphs of several sizes, beside
 * checking everything and beside RDF4J.
 *
 * <p>Argument: the numbers of claims with commas between them, for example {@code
 * 500,30000,300000}. Progress goes to the standard error stream, the table to the standard output.
 * The properties {@code ibid.warm-up} and {@code ibid.measured} say how many changes are made.
 */
public final class ChangeBenchmark {

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");
  private static final Node MODALITY = NodeFactory.createURI(Ibid.NS + "modality");
  private static final Author AUTHOR = Author.of("benchmark", "A copy.");

  private static final int WARM_UP = Integer.getInteger("ibid.warm-up", 100);
  private static final int MEASURED = Integer.getInteger("ibid.measured", 200);

  /** After so many changes somebody reads. */
  private static final int READ_EVERY = 10;

  /** With more claims than this, what looks at everything takes too long to be waited for. */
  private static final int MOST_CLAIMS_FOR_ALL = 40_000;

  private final PrintStream progress = System.err;
  private final Table table = new Table(progress);
  private final Random random = new Random(1);
  private int copies;

  private ChangeBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    ChangeBenchmark benchmark = new ChangeBenchmark();
    for (String size : arguments[0].split(",", -1)) {
      try (MadeUpStore made = MadeUpStore.of(Integer.parseInt(size.strip()))) {
        benchmark.measure(made);
      }
    }
    System.out.println();
    System.out.println("Median / 95th percentile in milliseconds, or seconds (s) of one run.");
    System.out.println();
    benchmark.table.print(System.out);
  }

  private void measure(MadeUpStore made) throws IOException {
    Home home = made.home();
    Path folder = made.folder();
    Store store = made.store();
    List<Node> all = made.claims();
    table.column(String.format("%,d claims", all.size()));
    Graph shapes = new GraphMemFast();
    ClaimGraph.readShapes(home).forEach(file -> file.triples().forEach(shapes::add));
    Graph common = CommonShapes.of(shapes);
    Home commonHome = new Home(folder.resolve("common"));
    Files.createDirectories(commonHome.shapes());
    write(common, commonHome.shapes().resolve("common.ttl"), Lang.TURTLE);
    progress.printf(
        "  of %d shapes with targets RDF4J knows %d, in whole or in part%n",
        CommonShapes.targeted(shapes).size(), CommonShapes.targeted(common).size());
    table.addSeconds("make the store: log, rules, index", made.milliseconds());
    Path data = folder.resolve("data.nt");
    if (all.size() <= MOST_CLAIMS_FOR_ALL) {
      store.read(
          () -> {
            write(store.view().asserted(), data, Lang.NTRIPLES);
            return null;
          });
    }
    Validator own = Validator.read(home);
    changes(store, own, all, "all shapes");
    Validator lesser = Validator.read(commonHome);
    changes(store, lesser, all, "common shapes");
    if (all.size() <= MOST_CLAIMS_FOR_ALL) {
      Path ruling = folder.resolve("common.nt");
      write(common, ruling, Lang.NTRIPLES);
      try (Rdf4jStore other = Rdf4jStore.inMemory(data, ruling)) {
        changes(store, all, other, "RDF4J, in memory, common shapes");
      }
      try (Rdf4jStore other = Rdf4jStore.onDisk(folder.resolve("rdf4j"), data, ruling)) {
        changes(store, all, other, "RDF4J, on disk, common shapes");
      }
      Graph memory = new GraphMemFast();
      RDFDataMgr.read(memory, data.toUri().toString());
      everything(store, own, memory, shapes, "all shapes");
      everything(store, lesser, memory, common, "common shapes");
    }
  }

  private static void write(Graph graph, Path file, Lang lang) {
    try (OutputStream out = Files.newOutputStream(file)) {
      RDFDataMgr.write(out, graph, lang);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes copies of claims, worded otherwise, with addresses of their own. */
  private void changes(Store store, Validator validator, List<Node> all, String shapes) {
    double[] verdicts = new double[MEASURED];
    double[] whole = new double[MEASURED];
    List<Double> seen = new ArrayList<>();
    for (int i = -WARM_UP; i < MEASURED; i++) {
      Change change = copy(store, all);
      long start = System.nanoTime();
      double verdict = store.write(writing -> publish(writing, validator, change));
      if (i >= 0) {
        whole[i] = milliseconds(start);
        verdicts[i] = verdict;
        if (i % READ_EVERY == 0) {
          long asked = System.nanoTime();
          store.read(() -> store.view().version());
          seen.add(milliseconds(asked));
        }
      }
    }
    table.add("Ibid, on disk, " + shapes + ": verdict on a claim", verdicts);
    table.add("Ibid, on disk, " + shapes + ": verdict, rules, commit", whole);
    table.add(
        "Ibid, on disk, " + shapes + ": first reader after it",
        seen.stream().mapToDouble(Double::doubleValue).toArray());
    Change broken = without(copy(store, all), MODALITY);
    require(
        store.write(writing -> violations(writing, validator, broken)) > 0,
        "a claim without its modality is refused");
  }

  /** Checks and commits; says how many milliseconds the verdict took. */
  private static double publish(Writing writing, Validator validator, Change change) {
    long start = System.nanoTime();
    long violations = violations(writing, validator, change);
    double verdict = milliseconds(start);
    require(violations == 0, "a copy of a claim conforms");
    writing.commit(change, AUTHOR);
    return verdict;
  }

  private static long violations(Writing writing, Validator validator, Change change) {
    View after = writing.after(change, List.of());
    Report report = validator.check(writing.before(), after, change);
    return report.count(Severity.VIOLATION);
  }

  /** The same in RDF4J, with half as many changes. */
  private void changes(Store store, List<Node> all, Rdf4jStore other, String what) {
    double[] whole = new double[(MEASURED + 1) / 2];
    for (int i = -WARM_UP / 2; i < whole.length; i++) {
      Model model = Rdf4jStore.model(copy(store, all).added());
      long start = System.nanoTime();
      require(other.add(model), "RDF4J takes a copy of a claim");
      if (i >= 0) {
        whole[i] = milliseconds(start);
      }
    }
    table.add(what + ": verdict, commit", whole);
    Change broken = without(copy(store, all), MODALITY);
    require(
        !other.add(Rdf4jStore.model(broken.added())), "RDF4J refuses a claim without its modality");
    Model last = Rdf4jStore.model(copy(store, all).added());
    long start = System.nanoTime();
    require(other.addAndCheckAll(last), "everything conforms in RDF4J");
    table.addSeconds(what + ": everything", milliseconds(start));
  }

  private void everything(Store store, Validator validator, Graph data, Graph shapes, String what) {
    long start = System.nanoTime();
    Report report = store.read(() -> validator.check(store.view()));
    table.addSeconds("Ibid, on disk, " + what + ": everything", milliseconds(start));
    require(report.count(Severity.VIOLATION) == 0, "everything conforms");
    start = System.nanoTime();
    ShaclValidator.get().validate(Shapes.parse(shapes), data);
    table.addSeconds("Jena, in memory, " + what + ": everything", milliseconds(start));
  }

  /** A benchmark of something else than what it says would be worth nothing. */
  private static void require(boolean so, String what) {
    if (!so) {
      throw new IllegalStateException("This is not so: " + what + ".");
    }
  }

  /** Adds a copy of some claim. */
  private Change copy(Store store, List<Node> all) {
    Node claim = all.get(random.nextInt(all.size()));
    String copy = claim.getURI() + "-again-" + copies++;
    return store.read(() -> Change.of(List.of(), copied(store.view().asserted(), claim, copy)));
  }

  private static Change without(Change change, Node predicate) {
    return Change.of(
        List.of(),
        change.added().stream().filter(quad -> !quad.getPredicate().equals(predicate)).toList());
  }

  private static Set<Quad> copied(Graph graph, Node claim, String copy) {
    String owner = claim.getURI();
    Set<Quad> quads = new LinkedHashSet<>();
    List<Node> next = new ArrayList<>(List.of(claim));
    Set<Node> seen = new LinkedHashSet<>();
    while (!next.isEmpty()) {
      Node node = next.remove(0);
      if (!seen.add(node)) {
        continue;
      }
      for (Triple triple : graph.find(node, Node.ANY, Node.ANY).toList()) {
        Node object = triple.getObject();
        if (object.isURI() && object.getURI().startsWith(owner + ".")) {
          next.add(object);
        }
        if (triple.getPredicate().equals(STATEMENT)) {
          object =
              NodeFactory.createLiteralLang(
                  object.getLiteralLexicalForm().replaceFirst("[.]$", " " + copy.hashCode() + "."),
                  object.getLiteralLanguage());
        }
        Node subject = moved(triple.getSubject(), owner, copy);
        quads.add(
            Quad.create(
                Ibid.graphFor(subject),
                subject,
                triple.getPredicate(),
                moved(object, owner, copy)));
      }
    }
    return quads;
  }

  private static Node moved(Node node, String owner, String copy) {
    boolean own =
        node.isURI() && (node.getURI().equals(owner) || node.getURI().startsWith(owner + "."));
    return own ? NodeFactory.createURI(copy + node.getURI().substring(owner.length())) : node;
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
