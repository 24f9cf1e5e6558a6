package org.ibid.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ibid.edit.Condition;
import org.ibid.edit.EditException;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.ibid.graph.StoredGraph;
import org.ibid.graph.View;
import org.ibid.validate.SyntaxReport;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Publishes documents in a store, as one change. */
@Command(
    name = "publish",
    description = {
      "Publish claims and other resources in a store: each that the files describe takes the place"
          + " of what the store says of it. It is one change, checked as ./ibid validate does.",
      "A server may have the store open: it then makes the change."
    },
    footer = {
      "",
      "Exit codes: 0 published, or all was so already; 1 a rule is broken, and nothing was done; 2"
          + " a file or the store cannot be used."
    })
final class PublishCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents in a syntax of RDF.")
  private List<Path> files;

  @Mixin private Stores store;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "Several changes.",
      description = "Why, for the log.")
  private String reason;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    try (StoredGraph opened = store.open(terminal)) {
      List<SourceFile> documents = new ArrayList<>();
      Map<Path, BadInputException> unreadable = new LinkedHashMap<>();
      for (Path file : files) {
        try {
          documents.add(SourceFile.read(home, file, Ibid.CANDIDATE_GRAPH));
        } catch (BadInputException e) {
          unreadable.put(file.toAbsolutePath().normalize(), e);
        }
      }
      if (!unreadable.isEmpty()) {
        opened.read(
            () -> {
              Optional<View> names = Optional.of(opened.view());
              new ReportText(terminal, SyntaxReport.of(unreadable, names))
                  .printErrors(terminal.err());
              return null;
            });
        return ExitCode.UNUSABLE;
      }
      terminal.progress().step("Validating …");
      return new Editor(opened, Validator.read(home))
          .publish(
              Proposals.replaceAll(documents, Condition.none()),
              Author.of(Stores.user(), reason),
              this::tell);
    } catch (EditException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private int tell(Result result) {
    Terminal terminal = main.terminal();
    terminal.progress().step("");
    result
        .report()
        .filter(report -> !report.findings().isEmpty())
        .ifPresent(report -> new ReportText(terminal, report).print(terminal.out()));
    if (!result.conforms()) {
      terminal.out().println("nothing was published");
      return ExitCode.NEGATIVE;
    }
    terminal
        .out()
        .println(
            result
                .entry()
                .map(entry -> "published: change " + entry.number())
                .orElse("nothing to publish: the store says this already"));
    return ExitCode.OK;
  }
}
