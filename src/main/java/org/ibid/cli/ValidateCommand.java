package org.ibid.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.View;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Checks files, or the whole bundled graph, against the shapes. */
@Command(
    name = "validate",
    description = {
      "Check Turtle files against the shapes, together with the bundled graph.",
      "What a file describes takes the place of what the graph says about it now; a file of the"
          + " graph takes its own place. Without a file, the whole graph is checked.",
      "Exit code 0: all conforms; 1: something must be mended; 2: a file cannot be read."
    })
final class ValidateCommand implements Callable<Integer> {

  /** Names the forms in which a report can be written. */
  enum Format {
    TEXT,
    TURTLE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @ParentCommand private Main main;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Turtle files (.ttl) to check.")
  private List<Path> files = List.of();

  @Option(names = "--strict", description = "Let warnings count as violations do.")
  private boolean strict;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to write the report: ${COMPLETION-CANDIDATES}. Default: text.")
  private Format format;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    List<Path> replacements = new ArrayList<>();
    for (Path file : files) {
      checkUsable(home, file);
      if (!isShapes(home, file)) {
        replacements.add(file);
      }
    }
    ClaimGraph graph = ClaimGraph.read(home, terminal.progress());
    View view = replacements.isEmpty() ? graph.view() : graph.with(replacements);
    terminal.progress().step("Validating …");
    Report report = Validator.read(home).check(view);
    terminal.progress().step("");
    if (format == Format.TURTLE) {
      RDFWriter.source(report.shacl()).format(RDFFormat.TURTLE_PRETTY).output(terminal.out());
    } else {
      new ReportText(terminal, report).print(terminal.out());
    }
    boolean bad =
        report.count(Severity.VIOLATION) > 0 || (strict && report.count(Severity.WARNING) > 0);
    return bad ? ExitCode.NEGATIVE : ExitCode.OK;
  }

  private static void checkUsable(Home home, Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandException(file + " is a folder; name the files in it");
    }
    if (!file.toString().endsWith(".ttl")) {
      throw new CommandException(home.show(file) + " is not a Turtle file (.ttl)");
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
