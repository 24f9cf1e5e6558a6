package org.ibid.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.ibid.export.Exports;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the claims of one kind as a spreadsheet. */
@Command(
    name = "csv",
    description = {
      "Write an article's claims of one kind as a spreadsheet (CSV), as ./ibid template lays it"
          + " out.",
      "Changed, it can be taken back with ./ibid import --replace."
    })
final class ExportSheetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "A kind of claim (./ibid template lists them); without one, each kind goes to a file of"
              + " its own in the folder that --out names.")
  private String kind;

  @Option(
      names = "--article",
      paramLabel = "ARTICLE",
      description = "The folder of the article under data/; not needed while there is only one.")
  private String article;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write to this file (with a mark by which Excel knows UTF-8), or folder.")
  private Path out;

  @Option(names = "--claim", paramLabel = "IRI", arity = "1..*", description = "Only these claims.")
  private List<String> claims = List.of();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = ((Main) spec.root().userObject()).terminal();
    Home home = terminal.home();
    View view = ClaimGraph.load(home, terminal.progress()).view();
    List<Node> chosen = ExportCommand.chosen(claims, new Exports(home, view), view);
    new ExportSheets(terminal, view, article, chosen).write(kind, out);
    return ExitCode.OK;
  }
}
