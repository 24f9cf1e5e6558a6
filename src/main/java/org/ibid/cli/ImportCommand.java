package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import org.ibid.edit.ReadSheet;
import org.ibid.edit.SheetProblem;
import org.ibid.edit.SheetReader;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.View;
import org.ibid.validate.Finding;
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
    ClaimGraph graph = ClaimGraph.read(home, terminal.progress());
    View view = graph.view();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(home, view);
    ClaimSheet sheet = new ClaimSheet(view, vocabulary, slug);
    ReadSheet read =
        new SheetReader(sheet)
            .read(
                text,
                home.show(file),
                kind == null ? null : Sheets.kind(vocabulary, kind),
                replace);
    String turtle = read.toTurtle(PredicateOrder.read(home));
    List<SheetProblem> problems = new ArrayList<>(read.problems());
    if (problems.isEmpty()) {
      terminal.progress().step("Validating …");
      problems.addAll(check(home, graph, read, turtle));
      terminal.progress().step("");
    }
    boolean good = tell(home, read, problems);
    if (good && out != null) {
      AtomicFile.write(out, turtle);
      terminal.out().println("wrote " + home.show(out));
    } else if (good) {
      terminal.out().print(turtle);
    }
    return good ? ExitCode.OK : ExitCode.NEGATIVE;
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
  private static List<SheetProblem> check(
      Home home, ClaimGraph graph, ReadSheet read, String turtle) throws IOException {
    Path folder = Files.createTempDirectory("ibid");
    Path candidate = folder.resolve("sheet.ttl");
    try {
      Files.writeString(candidate, turtle, StandardCharsets.UTF_8);
      Validator validator = Validator.read(home);
      List<SheetProblem> problems = new ArrayList<>();
      List<Finding> others = new ArrayList<>();
      for (Finding finding : validator.check(graph.with(List.of(candidate))).findings()) {
        read.locate(finding, finding.message())
            .ifPresentOrElse(problems::add, () -> others.add(finding));
      }
      others.removeIf(finding -> finding.severity() != Severity.VIOLATION);
      if (!others.isEmpty()) {
        List<Finding> before = validator.check(graph.view()).findings();
        others.removeIf(finding -> before.stream().anyMatch(known -> isSame(known, finding)));
      }
      others.forEach(
          finding ->
              problems.add(
                  new SheetProblem(
                      0,
                      -1,
                      "",
                      finding.message() + " (" + finding.resource() + ")",
                      List.of(),
                      true)));
      return problems;
    } finally {
      Files.deleteIfExists(candidate);
      Files.deleteIfExists(folder);
    }
  }

  private static boolean isSame(Finding one, Finding another) {
    return one.resource().equals(another.resource())
        && one.rule().equals(another.rule())
        && one.values().equals(another.values());
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
