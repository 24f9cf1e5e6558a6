package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ibid.edit.ClaimSheet;
import org.ibid.edit.ClaimVocabulary;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.edit.SheetColumn;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes an empty spreadsheet for claims of one kind. */
@Command(
    name = "template",
    description = {
      "Write an empty spreadsheet (CSV) for claims of one kind; without a kind, list the kinds.",
      "Fill in a row for each claim and give the sheet to ./ibid import."
    },
    footer = {
      "",
      "Cells: several values have | between them (actors, sentences). Name a thing by its label, by the"
          + " last word of its address or by its prefixed name; a sentence by its number, s158; a source"
          + " by its note, footnote 12. A row that begins with # is skipped. For a second source, actor in"
          + " a chain or figure, add columns with a number: \"rests on 2: pointer\".",
      "In a spreadsheet program, format the cells as text before you fill them in, or it will turn"
          + " 2019-05 into a date of its own."
    })
final class TemplateCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "A kind of claim: gec:TradeFlowClaim, \"trade flow claim\" or \"trade flow\".")
  private String kind;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write to this file (with a mark by which Excel knows UTF-8).")
  private Path out;

  @Option(
      names = "--all",
      description =
          "All columns that the ontology allows; else those that the kind asks for and those that claims"
              + " of the kind have used so far.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    View view = ClaimGraph.read(home, terminal.progress()).view();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(home, view);
    if (kind == null) {
      list(vocabulary);
      return ExitCode.OK;
    }
    Kind found = Sheets.kind(vocabulary, kind);
    ClaimSheet sheet = new ClaimSheet(view, vocabulary, "");
    String template = sheet.template(found, all);
    if (out == null) {
      terminal.out().print(template);
      return ExitCode.OK;
    }
    AtomicFile.write(out, Sheets.BYTE_ORDER_MARK + template);
    List<SheetColumn> columns = sheet.columns(found, all);
    long needed = columns.stream().filter(SheetColumn::required).count();
    terminal
        .out()
        .println(
            home.show(out)
                + ": "
                + columns.size()
                + " columns for a "
                + found.label()
                + ", "
                + needed
                + " of them needed");
    return ExitCode.OK;
  }

  private void list(ClaimVocabulary vocabulary) {
    PrintStream stream = main.terminal().out();
    TextTable table = new TextTable(List.of("kind", "name", "what it is"));
    for (Kind each : vocabulary.kinds()) {
      table.add(each.label(), each.name(), each.definition());
    }
    table.print(stream, main.terminal().columns());
  }
}
