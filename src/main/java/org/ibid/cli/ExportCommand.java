package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.ibid.export.Exports;
import org.ibid.export.Exports.Form;
import org.ibid.export.Exports.Kind;
import org.ibid.export.QuickStatements;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Parameter;
import org.ibid.graph.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes claims and works in the forms of other people's software. */
@Command(
    name = "export",
    description = {
      "Write claims or works in a form that other software reads; without a kind, list the kinds.",
      "The same version of the graph gives the same bytes."
    },
    subcommands = {ExportDataCommand.class, ExportSheetCommand.class},
    footer = {
      "",
      "What goes into an export stands in ontology/exports and in ontology/alignments.ttl."
    })
final class ExportCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "cite, nanopub, quickstatements, bibtex, csl, ris or rdf12.")
  private String kind;

  @Option(
      names = "--claim",
      paramLabel = "IRI",
      arity = "1..*",
      description = "Only these claims, or the works that they rest on.")
  private List<String> claims = List.of();

  @Option(
      names = "--article",
      paramLabel = "ARTICLE",
      description = "Only one article: the name of its folder under data/.")
  private String article;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "The form, where there are several; without a kind, the list names them.")
  private String format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write to this file. Default: standard output.")
  private Path out;

  @Option(
      names = "--reasons",
      description =
          "With quickstatements: how many claims Wikidata could not hold, and for which reasons.")
  private boolean reasons;

  @Override
  public Integer call() throws IOException {
    if (kind == null) {
      list();
      return ExitCode.OK;
    }
    Terminal terminal = main.terminal();
    Kind wanted =
        Kind.named(kind)
            .orElseThrow(
                () ->
                    new CommandException(
                        "nothing is called \""
                            + kind
                            + "\" that can be exported; ./ibid export lists what can"));
    Form form =
        format == null
            ? wanted.forms().get(0)
            : wanted
                .form(format)
                .orElseThrow(
                    () ->
                        new CommandException(
                            wanted + " can be had as " + forms(wanted) + ", and not as " + format));
    Home home = terminal.home();
    if (article != null && home.articles().stream().noneMatch(folder -> folder.endsWith(article))) {
      throw new CommandException("there is no article \"" + article + "\" in data/");
    }
    View view = view(terminal);
    Exports exports = new Exports(home, view);
    List<Node> chosen = chosen(claims, exports, view);
    if (reasons) {
      reasons(home, view, chosen.isEmpty() ? exports.claims(article) : chosen);
      return ExitCode.OK;
    }
    terminal.progress().step("Writing …");
    String text = exports.write(wanted, form, article, chosen);
    terminal.progress().step("");
    if (out == null) {
      terminal.out().print(text);
    } else {
      AtomicFile.write(out, text);
    }
    return ExitCode.OK;
  }

  private static View view(Terminal terminal) {
    return ClaimGraph.load(terminal.home(), terminal.progress()).view();
  }

  /** The claims that were named on the command line. */
  static List<Node> chosen(List<String> claims, Exports exports, View view) {
    List<Node> chosen = new ArrayList<>();
    for (String claim : claims) {
      Node node;
      try {
        node = Parameter.iri(claim, view.prefixes());
      } catch (IllegalArgumentException e) {
        throw new CommandException(e.getMessage(), e);
      }
      if (!exports.isClaim(node)) {
        throw new CommandException(claim + " is no claim of the graph");
      }
      chosen.add(node);
    }
    return chosen;
  }

  private static String forms(Kind kind) {
    return kind.forms().stream().map(Form::extension).collect(Collectors.joining(", "));
  }

  private void list() {
    TextTable table = new TextTable(List.of("kind", "what it holds", "formats"));
    for (Kind each : Kind.values()) {
      table.add(each.toString(), each.content(), forms(each));
    }
    table.add("csv", "a spreadsheet for each kind of claim", "csv");
    table.print(main.terminal().out(), main.terminal().columns());
  }

  private void reasons(Home home, View view, List<Node> chosen) {
    QuickStatements statements = new QuickStatements(home, view, chosen);
    PrintStream stream = main.terminal().out();
    TextTable table = new TextTable(List.of("claims", "why Wikidata could not hold them"));
    for (Map.Entry<String, Integer> reason : statements.reasons().entrySet()) {
      table.add(List.of(String.valueOf(reason.getValue()), reason.getKey()), List.of(true, false));
    }
    table.print(stream, main.terminal().columns());
    stream.println(
        Catalogue.count(statements.held().size(), "claim")
            + " as "
            + Catalogue.count(statements.count(), "statement")
            + "; "
            + Catalogue.count(statements.refusals().size(), "claim")
            + " refused");
  }
}
