package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.ibid.export.MalformedNanopubException;
import org.ibid.export.Nanopubs;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.DataFile;
import org.ibid.graph.Home;
import org.ibid.graph.PredicateOrder;
import org.ibid.validate.Finding;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;

/** Takes claims over from nanopublications, all or none. */
final class NanopubImport {

  private static final Map<String, Lang> ENDINGS =
      Map.of(".trig", Lang.TRIG, ".nq", Lang.NQUADS, ".jsonld", Lang.JSONLD);

  private final Terminal terminal;
  private final Path file;
  private final Path out;
  private final boolean replace;

  NanopubImport(Terminal terminal, Path file, Path out, boolean replace) {
    this.terminal = terminal;
    this.file = file;
    this.out = out;
    this.replace = replace;
  }

  /** The syntax of a file of nanopublications, if its name is that of one. */
  static Optional<Lang> syntax(Path file) {
    return ENDINGS.entrySet().stream()
        .filter(ending -> file.toString().endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  int run(String text, Lang lang) throws IOException {
    Home home = terminal.home();
    PrintStream err = terminal.err();
    Map<Node, List<Triple>> claims;
    try {
      claims = Nanopubs.claims(Nanopubs.read(text, home.show(file), lang));
    } catch (MalformedNanopubException e) {
      throw new BadInputException(home.show(file), e.getMessage());
    }
    ClaimGraph graph = ClaimGraph.read(home, terminal.progress());
    List<Node> known =
        claims.keySet().stream().filter(claim -> !graph.view().closure(claim).isEmpty()).toList();
    if (!replace && !known.isEmpty()) {
      known.forEach(claim -> err.println(claim + " is there already; --replace changes it"));
      return ExitCode.NEGATIVE;
    }
    String turtle = turtle(graph, claims);
    List<Finding> violations = violations(home, graph, claims.keySet(), turtle);
    if (!violations.isEmpty()) {
      violations.forEach(finding -> err.println(finding.resource() + ": " + finding.message()));
      err.println(Catalogue.count(violations.size(), "mistake") + ": nothing is taken over");
      return ExitCode.NEGATIVE;
    }
    err.println(Catalogue.count(claims.size(), "claim") + ", all good");
    if (out == null) {
      terminal.out().print(turtle);
    } else {
      AtomicFile.write(out, turtle);
      terminal.out().println("wrote " + home.show(out));
    }
    return ExitCode.OK;
  }

  private String turtle(ClaimGraph graph, Map<Node, List<Triple>> claims) {
    DataFile data = new DataFile();
    graph.view().prefixes().getNsPrefixMap().forEach(data::prefix);
    claims
        .values()
        .forEach(
            closure ->
                closure.forEach(t -> data.add(t.getSubject(), t.getPredicate(), t.getObject())));
    return data.toTurtle(PredicateOrder.read(terminal.home()));
  }

  private List<Finding> violations(Home home, ClaimGraph graph, Set<Node> claims, String turtle)
      throws IOException {
    Path folder = Files.createTempDirectory("ibid");
    Path candidate = folder.resolve("nanopublications.ttl");
    try {
      Files.writeString(candidate, turtle, StandardCharsets.UTF_8);
      terminal.progress().step("Validating …");
      return Validator.read(home).check(graph.with(List.of(candidate))).findings().stream()
          .filter(finding -> finding.severity() == Severity.VIOLATION)
          .filter(finding -> claims.contains(Closures.owner(finding.resource())))
          .toList();
    } finally {
      terminal.progress().step("");
      Files.deleteIfExists(candidate);
      Files.deleteIfExists(folder);
    }
  }
}
