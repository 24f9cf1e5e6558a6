package org.ibid.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.core.Quad;
import org.ibid.MadeUpCorpus;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;

/**
 * Measures how long it takes to check and to publish a change of one claim in stores of several
 * sizes on disk, beside checking everything.
 *
 * <p>Arguments: the numbers of claims, for example {@code 500 30000 300000}.
 */
public final class ChangeBenchmark {

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");
  private static final int WARM_UP = Integer.getInteger("ibid.warm-up", 200);
  private static final int MEASURED = Integer.getInteger("ibid.measured", 300);

  /** After so many changes somebody reads. */
  private static final int READ_EVERY = 10;

  /** With more claims than this, checking everything takes too long to be waited for. */
  private static final int MOST_CLAIMS_FOR_ALL = 40_000;

  private final PrintStream out;
  private final Random random = new Random(1);

  private ChangeBenchmark(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    ChangeBenchmark benchmark = new ChangeBenchmark(System.out);
    benchmark.out.println(
        "claims   quads      what                                median ms  p95 ms");
    for (String size : arguments) {
      Path folder = Files.createTempDirectory("ibid-benchmark");
      try {
        benchmark.measure(folder, Integer.parseInt(size));
      } finally {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void measure(Path folder, int size) throws IOException {
    Home home = new Home(folder.resolve("project"));
    int claims = MadeUpCorpus.write(home.root(), size, 1);
    Validator validator = Validator.read(home);
    long began = System.nanoTime();
    try (Store store = Store.create(home, folder.resolve("store"), Progress.none())) {
      double made = milliseconds(began);
      List<Node> all = new ArrayList<>();
      long[] quads = new long[1];
      store.read(
          () -> {
            View view = store.view();
            view.asserted()
                .find(Node.ANY, STATEMENT, Node.ANY)
                .forEachRemaining(triple -> all.add(triple.getSubject()));
            view.asserted().find().forEachRemaining(triple -> quads[0]++);
            return null;
          });
      all.sort(Comparator.comparing(Node::getURI));
      Row row = new Row(claims, quads[0]);
      row.print("make the store, rules included", made);
      double[] verdicts = new double[MEASURED];
      double[] commits = new double[MEASURED];
      double[] whole = new double[MEASURED];
      double[] seen = new double[MEASURED];
      int violations = 0;
      for (int i = -WARM_UP; i < MEASURED; i++) {
        Node claim = all.get(random.nextInt(all.size()));
        String copy = Closures.owner(claim).getURI() + "-again-" + (i + WARM_UP);
        double[] times = new double[3];
        Report report = publish(store, validator, claim, copy, times);
        violations += report.count(Severity.VIOLATION);
        if (i >= 0) {
          verdicts[i] = times[0];
          commits[i] = times[1];
          whole[i] = times[2];
          if (i % READ_EVERY == 0) {
            long start = System.nanoTime();
            store.read(() -> store.view().version());
            seen[i / READ_EVERY] = milliseconds(start);
          }
        }
      }
      row.print("verdict on a new claim", verdicts);
      row.print("commit it, rules included", commits);
      row.print("both", whole);
      row.print(
          "first reader after it waits", Arrays.copyOf(seen, (MEASURED - 1) / READ_EVERY + 1));
      out.println("violations found: " + violations);
      if (size <= MOST_CLAIMS_FOR_ALL) {
        full(store, validator, home, row);
      }
    }
  }

  /** Publishes a copy of a claim, worded otherwise, with an address of its own. */
  private Report publish(
      Store store, Validator validator, Node claim, String copy, double[] times) {
    return store.write(
        writing -> {
          View before = writing.before();
          Change change = Change.of(List.of(), copied(before.asserted(), claim, copy));
          long start = System.nanoTime();
          Report report = validator.check(before, writing.after(change, List.of()), change);
          times[0] = milliseconds(start);
          long checked = System.nanoTime();
          writing.commit(change, new Author("benchmark", "a copy", null, null));
          times[1] = milliseconds(checked);
          times[2] = milliseconds(start);
          return report;
        });
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

  private void full(Store store, Validator validator, Home home, Row row) {
    store.read(
        () -> {
          Report report = validator.check(store.view());
          row.print("check everything, on disk", report.duration().toNanos() / 1e6);
          out.println("violations found: " + report.count(Severity.VIOLATION));
          Graph memory = new GraphMemFast();
          store.view().asserted().find().forEachRemaining(memory::add);
          Graph shapes = new GraphMemFast();
          ClaimGraph.readShapes(home).forEach(file -> file.triples().forEach(shapes::add));
          long start = System.nanoTime();
          ShaclValidator.get().validate(Shapes.parse(shapes), memory);
          row.print("check everything with Jena, in memory", milliseconds(start));
          return null;
        });
  }

  private static double milliseconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
  }

  private final class Row {
    private final int claims;
    private final long quads;

    Row(int claims, long quads) {
      this.claims = claims;
      this.quads = quads;
    }

    void print(String what, double... times) {
      double[] sorted = times.clone();
      Arrays.sort(sorted);
      out.printf(
          "%-8d %-10d %-36s %8.2f %8.2f%n",
          claims,
          quads,
          what,
          sorted[sorted.length / 2],
          sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * 0.95))]);
    }
  }
}
