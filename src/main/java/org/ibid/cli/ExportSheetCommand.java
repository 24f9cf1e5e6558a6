package org.ibid.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.ibid.edit.ClaimSheet;
import org.ibid.edit.ClaimVocabulary;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.graph.AtomicFile;
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

  @Override
  public Integer call() throws IOException {
    Terminal terminal = ((Main) spec.root().userObject()).terminal();
    Home home = terminal.home();
    String slug = Sheets.article(home, article);
    View view = ClaimGraph.read(home, terminal.progress()).view();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(home, view);
    ClaimSheet sheet = new ClaimSheet(view, vocabulary, slug);
    if (kind == null && out == null) {
      throw new CommandException("name a kind of claim, or with --out a folder for all of them");
    }
    Collection<Kind> kinds = kind == null ? sheet.kinds() : List.of(Sheets.kind(vocabulary, kind));
    for (Kind each : kinds) {
      if (out == null) {
        terminal.out().print(sheet.write(each));
      } else {
        Path file = kind == null ? out.resolve(each.label().replace(' ', '-') + "s.csv") : out;
        AtomicFile.write(file, Sheets.BYTE_ORDER_MARK + sheet.write(each));
        terminal
            .out()
            .println(
                home.show(file) + ": " + Catalogue.count(sheet.claims(each).size(), each.label()));
      }
    }
    return ExitCode.OK;
  }
}
