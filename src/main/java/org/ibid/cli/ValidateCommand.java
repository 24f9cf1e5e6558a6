package org.ibid.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.ibid.validate.Report;
import org.ibid.validate.ReportFormat;
import org.ibid.validate.Severity;
import org.ibid.validate.SyntaxReport;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Checks files, or the whole bundled graph, against the shapes. */
@Command(
    name = "validate",
    description = {
      "Check files against the shapes, together with the bundled graph.",
      "What a file describes takes the place of what the graph says about it now; a file of the"
          + " graph takes its own place. Without a file, the whole graph is checked.",
      "Exit code 0: all conforms; 1: something must be mended; 2: a file cannot be read."
    })
final class ValidateCommand implements Callable<Integer> {

  /** Names the forms in which a report can be written. */
  enum Format {
    TEXT(null),
    JSON(ReportFormat.JSON),
    SARIF(ReportFormat.SARIF),
    JUNIT(ReportFormat.JUNIT),
    TURTLE(ReportFormat.TURTLE);

    private final ReportFormat format;

    Format(ReportFormat format) {
      this.format = format;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Names the syntaxes that a document can be in. */
  enum Syntax {
    TURTLE(Lang.TURTLE),
    TRIG(Lang.TRIG),
    NTRIPLES(Lang.NTRIPLES),
    NQUADS(Lang.NQUADS),
    JSONLD(Lang.JSONLD),
    RDFXML(Lang.RDFXML);

    private final Lang lang;

    Syntax(Lang lang) {
      this.lang = lang;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String STDIN = "-";

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "Files to check: Turtle (.ttl), TriG (.trig), N-Triples (.nt), N-Quads (.nq), JSON-LD"
            + " (.jsonld), RDF/XML (.rdf); - is standard input."
      })
  private List<Path> files = List.of();

  @Option(names = "--strict", description = "Let warnings count as violations do.")
  private boolean strict;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to write the report: ${COMPLETION-CANDIDATES}. Default: text.")
  private Format format;

  @Option(
      names = "--syntax",
      paramLabel = "SYNTAX",
      description = "The syntax of the files, whatever their endings: ${COMPLETION-CANDIDATES}.")
  private Syntax syntax;

  @Option(
      names = {"-w", "--watch"},
      description = "Check again whenever a file is saved, until Ctrl-C.")
  private boolean watch;

  private Terminal terminal;
  private Home home;

  @Override
  public Integer call() {
    terminal = main.terminal();
    home = terminal.home();
    files.forEach(this::checkUsable);
    if (!watch) {
      return check();
    }
    if (files.contains(Path.of(STDIN))) {
      throw new CommandException("standard input cannot be watched");
    }
    Set<Path> folders = new LinkedHashSet<>();
    if (files.isEmpty()) {
      folders.addAll(FileWatch.foldersBelow(home.data()));
      folders.addAll(FileWatch.foldersBelow(home.ontology()));
    }
    files.forEach(file -> folders.add(file.toAbsolutePath().normalize().getParent()));
    return FileWatch.run(folders, this::checkAgain);
  }

  private int checkAgain() {
    if (terminal.colours()) {
      terminal.out().print("\u001b[H\u001b[2J\u001b[3J");
    }
    int code = check();
    terminal.out().println("Waiting for a file to be saved; Ctrl-C ends this.");
    terminal.out().flush();
    return code;
  }

  private int check() {
    List<SourceFile> documents = new ArrayList<>();
    Map<Path, BadInputException> unreadable = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        if (!isShapes(home, file)) {
          documents.add(read(file));
        }
      } catch (BadInputException e) {
        unreadable.put(pathOf(file), e);
      }
    }
    if (!unreadable.isEmpty()) {
      return unreadable(unreadable);
    }
    View view;
    Report report;
    try {
      ClaimGraph graph = graph();
      view = documents.isEmpty() ? graph.view() : graph.withDocuments(documents);
      terminal.progress().step("Validating …");
      report = report(graph, documents, view);
    } catch (BadInputException e) {
      terminal.progress().step("");
      if (e.mistakes().isEmpty()) {
        throw e;
      }
      unreadable.put(home.root().resolve(e.file()).normalize(), e);
      return unreadable(unreadable);
    }
    terminal.progress().step("");
    if (format == Format.TEXT) {
      new ReportText(terminal, report).print(terminal.out());
    } else {
      terminal.out().print(format.format.write(report, this::show));
    }
    boolean bad =
        report.count(Severity.VIOLATION) > 0 || (strict && report.count(Severity.WARNING) > 0);
    return bad ? ExitCode.NEGATIVE : ExitCode.OK;
  }

  /** While files are watched: the graph without them, as long as it does not change. */
  private ClaimGraph kept;

  private Validator validator;
  private boolean keptConforms;

  private ClaimGraph graph() {
    if (kept != null) {
      return kept;
    }
    ClaimGraph graph = ClaimGraph.read(home, terminal.progress());
    boolean outside =
        files.stream()
            .map(file -> file.toAbsolutePath().normalize())
            .noneMatch(file -> file.startsWith(home.data()) || file.startsWith(home.ontology()));
    if (watch && outside && !files.isEmpty()) {
      kept = graph;
      validator = Validator.read(home);
      keptConforms = validator.check(graph.view()).findings().isEmpty();
    }
    return graph;
  }

  /** Of a draft beside a graph without faults only what the draft can affect needs a check. */
  private Report report(ClaimGraph graph, List<SourceFile> documents, View view) {
    if (kept == null || !keptConforms) {
      return (kept == null ? Validator.read(home) : validator).check(view);
    }
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    for (SourceFile document : documents) {
      for (Triple triple : document.triples()) {
        added.add(Quad.create(document.graph(), triple));
        removed.addAll(graph.view().closure(triple.getSubject()));
      }
    }
    return validator.check(graph.view(), view, Change.of(removed, added));
  }

  private SourceFile read(Path file) {
    if (isStdin(file)) {
      try {
        String text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        Lang lang = syntax == null ? Lang.TURTLE : syntax.lang;
        return SourceFile.parse(text, pathOf(file).toString(), lang, Ibid.CANDIDATE_GRAPH);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Node graph = home.graphFor(file);
    return syntax == null
        ? SourceFile.read(home, file, graph)
        : SourceFile.read(home, file, syntax.lang, graph);
  }

  /** Tells of files that cannot be read, all that is wrong with them. */
  private int unreadable(Map<Path, BadInputException> unreadable) {
    Report report = SyntaxReport.of(unreadable, names());
    if (format == Format.TEXT) {
      new ReportText(terminal, report).printErrors(terminal.err());
    } else {
      terminal.out().print(format.format.write(report, this::show));
    }
    return ExitCode.UNUSABLE;
  }

  /** The graph whose names a mistaken document may have meant; without the data if that is bad. */
  private Optional<View> names() {
    try {
      return Optional.of(ClaimGraph.read(home, terminal.progress()).view());
    } catch (BadInputException e) {
      return Optional.of(View.ofNothing(ClaimGraph.prefixes(home)));
    }
  }

  private String show(Path path) {
    return path.isAbsolute() ? home.show(path) : path.toString();
  }

  private static boolean isStdin(Path file) {
    return file.toString().equals(STDIN);
  }

  private Path pathOf(Path file) {
    if (!isStdin(file)) {
      return file.toAbsolutePath().normalize();
    }
    Lang lang = syntax == null ? Lang.TURTLE : syntax.lang;
    return Path.of("standard-input." + lang.getFileExtensions().get(0));
  }

  private void checkUsable(Path file) {
    if (isStdin(file)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new CommandException(file + " is a folder; name the files in it");
    }
    boolean known = RDFLanguages.filenameToLang(file.toString()) != null;
    if (syntax == null && (!known || file.toString().endsWith(".xml"))) {
      throw new CommandException(
          home.show(file) + " is not a Turtle file (.ttl) or another of RDF; --syntax can say so");
    }
    if (!Files.exists(file)) {
      throw new CommandException(home.show(file) + ": there is no such file");
    }
  }

  /** A file of shapes states rules: it is read with the others and describes nothing. */
  private static boolean isShapes(Home home, Path file) {
    return file.toAbsolutePath().normalize().startsWith(home.shapes());
  }
}
