package org.ibid.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.ibid.cli.ServerConnection.Answer;
import org.ibid.edit.Condition;
import org.ibid.edit.EditException;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Entry;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.SourceFile;
import org.ibid.graph.StoredGraph;
import org.ibid.graph.View;
import org.ibid.validate.Report;
import org.ibid.validate.SyntaxReport;
import org.ibid.validate.Validator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Publishes documents in a store, as one change. */
@Command(
    name = "publish",
    description = {
      "Publish claims and other resources in a store: each that the files describe takes the place"
          + " of what the store says of it. It is one change, checked as ./ibid validate does.",
      "A server may have the store open: it then makes the change. With --server the store can be"
          + " on another machine."
    },
    footer = {
      "",
      "Exit codes: 0 published, or all was so already; 1 a rule is broken, and nothing was done; 2"
          + " a file, the store or the server cannot be used."
    })
final class PublishCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents in a syntax of RDF.")
  private List<Path> files;

  @ArgGroup(multiplicity = "1")
  private Destination where;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "Several changes.",
      description = "Why, for the log.")
  private String reason;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "A name for the request to a server, by which a repeated one is known: it is carried out"
            + " once. Without it, one is made."
      })
  private String key;

  @Override
  public Integer call() {
    return where.isElsewhere() ? elsewhere() : here();
  }

  private int here() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    try (StoredGraph opened = Stores.open(terminal, where.folder())) {
      List<SourceFile> documents = new ArrayList<>();
      Map<Path, BadInputException> unreadable = read(documents);
      if (!unreadable.isEmpty()) {
        return opened.read(() -> tellUnreadable(unreadable, opened.view()));
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

  private int elsewhere() {
    Terminal terminal = main.terminal();
    PublishingServer server = where.server(terminal);
    List<SourceFile> documents = new ArrayList<>();
    Map<Path, BadInputException> unreadable = read(documents);
    if (!unreadable.isEmpty()) {
      return tellUnreadable(unreadable, names(List.of()));
    }
    SentDocuments sent = new SentDocuments(documents);
    terminal.progress().step("Waiting for the server …");
    Answer answer = server.publish(sent, reason, key == null ? UUID.randomUUID().toString() : key);
    terminal.progress().step("");
    if (answer.isGood()) {
      tellFindings(sent, documents, answer.body().get("findings").getAsArray());
      JsonValue entry = answer.body().get("entry");
      tellPublished(
          entry.isNumber()
              ? Optional.of(entry.getAsNumber().value().longValue())
              : Optional.empty());
      return ExitCode.OK;
    }
    if (answer.status() == 422 && answer.body() != null && answer.body().hasKey("report")) {
      JsonObject report = answer.body().get("report").getAsObject();
      tellFindings(sent, documents, report.get("findings").getAsArray());
      terminal.out().println("nothing was published");
      return ExitCode.NEGATIVE;
    }
    throw server.refusal(answer, located(sent, answer));
  }

  /** Reads the files, and returns those that cannot be read. */
  private Map<Path, BadInputException> read(List<SourceFile> documents) {
    Map<Path, BadInputException> unreadable = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        documents.add(SourceFile.read(main.terminal().home(), file, Ibid.CANDIDATE_GRAPH));
      } catch (BadInputException e) {
        unreadable.put(file.toAbsolutePath().normalize(), e);
      }
    }
    return unreadable;
  }

  private int tellUnreadable(Map<Path, BadInputException> unreadable, View names) {
    Terminal terminal = main.terminal();
    new ReportText(terminal, SyntaxReport.of(unreadable, Optional.of(names)))
        .printErrors(terminal.err());
    return ExitCode.UNUSABLE;
  }

  private void tellFindings(SentDocuments sent, List<SourceFile> documents, JsonArray findings) {
    if (!findings.isEmpty()) {
      Terminal terminal = main.terminal();
      Report report = new ReceivedReport(sent, names(documents)).of(findings);
      new ReportText(terminal, report).printFindings(terminal.out());
    }
  }

  /** The files of this project, which know what things at the server are most likely called. */
  private View names(List<SourceFile> documents) {
    ClaimGraph graph = ClaimGraph.read(main.terminal().home(), main.terminal().progress());
    View view = documents.isEmpty() ? graph.view() : graph.withDocuments(documents);
    main.terminal().progress().step("");
    return view;
  }

  /** What the server says stands in the way, with the place in the file where it has one. */
  private String located(SentDocuments sent, Answer answer) {
    if (answer.body() == null || !answer.body().hasKey("line")) {
      return answer.detail();
    }
    JsonObject body = answer.body();
    int column = body.hasKey("column") ? ReceivedReport.number(body, "column") : 1;
    Place place = sent.place(ReceivedReport.number(body, "line"), column);
    return main.terminal().home().show(place.file())
        + ":"
        + place.line()
        + ":"
        + place.column()
        + ": "
        + answer.detail();
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
    tellPublished(result.entry().map(Entry::number));
    return ExitCode.OK;
  }

  private void tellPublished(Optional<Long> entry) {
    main.terminal()
        .out()
        .println(
            entry
                .map(number -> "published: change " + number)
                .orElse("nothing to publish: the store says this already"));
  }
}
