package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.jena.riot.Lang;
import org.ibid.edit.ClaimSheet;
import org.ibid.edit.ClaimVocabulary;
import org.ibid.edit.Condition;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposal;
import org.ibid.edit.Proposals;
import org.ibid.edit.ReadSheet;
import org.ibid.edit.Result;
import org.ibid.edit.SheetProblem;
import org.ibid.edit.SheetReader;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.SourceFile;
import org.ibid.graph.StoredGraph;
import org.ibid.graph.View;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes claims over from a spreadsheet or from nanopublications, all or none. */
@Command(
    name = "import",
    description = {
      "Read claims of one kind from a spreadsheet (CSV in UTF-8), check them, and write them as a"
          + " data file in the canonical form. All are taken over or none.",
      "./ibid template KIND writes the empty sheet.",
      "A file that ends in .trig, .nq or .jsonld is read as nanopublications of claims."
    },
    footer = {
      "",
      "Exit codes: 0 all claims are good; 1 some are not, and nothing is written; 2 the file cannot"
          + " be used."
    })
final class ImportCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(paramLabel = "FILE", description = "The spreadsheet, or the nanopublications.")
  private Path file;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "The kind of claim, when the header of the first column does not say it.")
  private String kind;

  @Option(
      names = "--article",
      paramLabel = "ARTICLE",
      description = "The folder of the article under data/; not needed while there is only one.")
  private String article;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.ttl",
      description = "Write the claims to this file. Default: standard output.")
  private Path out;

  @Option(
      names = "--replace",
      description = "Let a row change the claim of the same name that there is already.")
  private boolean replace;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Publish the claims in this store, as one change.")
  private Path folder;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "Imported from a spreadsheet.",
      description = "With --store: why, for the log.")
  private String reason;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    String text = text(home);
    Optional<Lang> nanopublications = NanopubImport.syntax(file);
    if (nanopublications.isPresent()) {
      return new NanopubImport(terminal, file, out, replace).run(text, nanopublications.get());
    }
    String slug = Sheets.article(home, article);
    if (folder == null) {
      return take(ClaimGraph.read(home, terminal.progress()), text, slug);
    }
    try (StoredGraph store = Stores.open(terminal, folder)) {
      return take(store, text, slug);
    }
  }

  private int take(ClaimGraph graph, String text, String slug) throws IOException {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    Editor editor = new Editor(graph, Validator.read(home));
    ReadSheet read = graph.read(() -> read(graph, text, slug));
    String turtle = read.toTurtle(PredicateOrder.read(home));
    List<SheetProblem> problems = new ArrayList<>(read.problems());
    Proposal proposal = null;
    if (problems.isEmpty()) {
      terminal.progress().step("Validating …");
      proposal =
          Proposals.replaceAll(
              SourceFile.parse(turtle, home.show(file), Lang.TURTLE, Ibid.articleGraph(slug)),
              Condition.none());
      problems.addAll(editor.check(proposal, result -> problems(read, result)));
      terminal.progress().step("");
    }
    if (!tell(home, read, problems)) {
      return ExitCode.NEGATIVE;
    }
    if (folder != null) {
      String outcome =
          editor.publish(
              proposal,
              Author.of(Stores.user(), reason),
              result ->
                  result
                      .entry()
                      .map(entry -> "published: change " + entry.number())
                      .orElse("nothing to publish: the store says this already"));
      terminal.out().println(outcome);
    }
    if (out != null) {
      AtomicFile.write(out, turtle);
      terminal.out().println("wrote " + home.show(out));
    } else if (folder == null) {
      terminal.out().print(turtle);
    }
    return ExitCode.OK;
  }

  private ReadSheet read(ClaimGraph graph, String text, String slug) {
    Home home = main.terminal().home();
    View view = graph.view();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(home, view);
    return new SheetReader(new ClaimSheet(view, vocabulary, slug))
        .read(text, home.show(file), kind == null ? null : Sheets.kind(vocabulary, kind), replace);
  }

  private String text(Home home) {
    String name = home.show(file);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          name, "this is not text in UTF-8; save it as \"CSV UTF-8\" from the spreadsheet program");
    } catch (NoSuchFileException e) {
      throw new BadInputException(name, "there is no such file");
    } catch (IOException e) {
      throw new BadInputException(name, "the file cannot be read");
    }
  }

  /** What the shapes say against the claims, cell by cell. */
  private static List<SheetProblem> problems(ReadSheet read, Result result) {
    List<SheetProblem> problems = new ArrayList<>();
    for (Finding finding : result.report().map(Report::findings).orElse(List.of())) {
      SheetProblem problem =
          read.locate(finding, finding.message())
              .orElseGet(
                  () ->
                      new SheetProblem(
                          0,
                          -1,
                          "",
                          finding.message() + " (" + finding.resource() + ")",
                          List.of(),
                          finding.severity() == Severity.VIOLATION));
      problems.add(problem);
    }
    return problems;
  }

  /** Says what is wrong and how many claims there are; returns whether all are good. */
  private boolean tell(Home home, ReadSheet read, List<SheetProblem> problems) {
    PrintStream err = main.terminal().err();
    problems.stream()
        .sorted(Comparator.comparingInt(SheetProblem::row).thenComparingInt(SheetProblem::column))
        .forEach(
            problem ->
                err.println(
                    home.show(file) + ": " + (problem.violation() ? "" : "warning: ") + problem));
    long violations = problems.stream().filter(SheetProblem::violation).count();
    String claims = Catalogue.count(read.claims().size(), read.kind().label());
    if (violations == 0) {
      err.println(claims + ", all good");
      return true;
    }
    err.println(
        claims + ", " + Catalogue.count((int) violations, "mistake") + ": nothing is taken over");
    return false;
  }
}
