package org.ibid.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.ibid.cli.Catalogue.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows how completely the articles are covered by claims, section by section. */
@Command(
    name = "coverage",
    description = {
      "Show how completely the articles are covered, section by section.",
      "Each sentence should carry claims, or be marked as carrying none with the reason. The"
          + " columns at the end are shares of the claims in per cent: with a note in their own"
          + " sentence, with a note elsewhere, with no source."
    },
    footer = {
      "",
      "Exit codes: 0 every sentence is accounted for; 1 some are not; 2 wrong usage or unusable"
          + " input.",
      "It asks the questions of queries/coverage."
    })
final class CoverageCommand implements Callable<Integer> {

  private static final String ARTICLES = "coverage/how-completely-each-article-is-covered";
  private static final String SECTIONS = "coverage/how-completely-each-section-is-covered";
  private static final String KINDS = "coverage/kinds-of-claim-in-each-section";
  private static final String SPEAKERS = "coverage/speakers-in-each-section";
  private static final String OMITTED = "coverage/sentences-without-claims";
  private static final List<String> COLUMNS =
      List.of(
          "sentences",
          "carrying",
          "omitted",
          "open",
          "claims",
          "kinds",
          "speakers",
          "ownNote",
          "elsewhere",
          "none");
  private static final String OPEN = "coverage/sentences-not-accounted-for";

  @ParentCommand private Main main;

  @Option(
      names = "--article",
      paramLabel = "SLUG",
      description = "Only this article: the name of its folder in data/. Otherwise each.")
  private String slug;

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.open(main.terminal());
    List<Row> articles = catalogue.ask(ARTICLES, Map.of());
    if (articles.isEmpty()) {
      throw new CommandException("no article with sections is described in data/");
    }
    boolean complete = true;
    for (Row article : chosen(articles)) {
      complete &= show(catalogue, article);
    }
    return complete ? ExitCode.OK : ExitCode.NEGATIVE;
  }

  private List<Row> chosen(List<Row> articles) {
    if (slug == null) {
      return articles;
    }
    List<Row> chosen = articles.stream().filter(article -> slug(article).equals(slug)).toList();
    if (chosen.isEmpty()) {
      throw new CommandException(
          "there is no article called "
              + slug
              + "; known: "
              + articles.stream().map(CoverageCommand::slug).collect(Collectors.joining(", ")));
    }
    return chosen;
  }

  private static String slug(Row article) {
    String iri = article.node("article").getURI();
    return iri.substring(iri.lastIndexOf('/') + 1);
  }

  private boolean show(Catalogue catalogue, Row article) {
    Map<String, List<Node>> values = Map.of("article", List.of(article.node("article")));
    PrintStream out = main.terminal().out();
    int columns = main.terminal().columns();
    out.println(article.text("articleLabel"));
    out.println();
    TextTable table =
        new TextTable(
            List.of(
                "section",
                "sentences",
                "with claims",
                "left out",
                "open",
                "claims",
                "kinds",
                "speakers",
                "own note",
                "elsewhere",
                "none"));
    catalogue.ask(SECTIONS, values).forEach(row -> add(table, row.text("section"), row));
    add(table, "the whole", article);
    table.print(out, columns);
    counts("kinds of claim", "kind", catalogue.ask(KINDS, values));
    counts("speakers", "speaker", catalogue.ask(SPEAKERS, values));
    List<Row> omitted = catalogue.ask(OMITTED, values);
    if (!omitted.isEmpty()) {
      out.println();
      Catalogue.table(omitted, "left out", "count", "why", "reason", "which sentences", "sentences")
          .print(out, columns);
    }
    List<Row> open = catalogue.ask(OPEN, values);
    out.println();
    if (article.number("sentences") == 0) {
      out.println("No sentence of it is known; ./ibid passages finds them in a copy of its text.");
      return false;
    }
    if (open.isEmpty()) {
      out.println("Every sentence is accounted for.");
      return true;
    }
    out.println(
        open.size() == 1
            ? "1 sentence is not accounted for: it carries no claim, and nothing says why."
            : open.size()
                + " sentences are not accounted for: they carry no claim, and nothing says why.");
    Catalogue.table(
            open, "sentence", "sentence", "page", "page", "section", "section", "name", "passage")
        .print(out, columns);
    return false;
  }

  private static void add(TextTable table, String name, Row row) {
    List<String> cells = new ArrayList<>(List.of(name));
    List<Boolean> numbers = new ArrayList<>(List.of(false));
    for (String column : COLUMNS) {
      cells.add(row.text(column));
      numbers.add(true);
    }
    table.add(cells, numbers);
  }

  /** Lists for each section what was counted in it, the most frequent first. */
  private void counts(String title, String variable, List<Row> rows) {
    Map<String, List<String>> bySection = new LinkedHashMap<>();
    for (Row row : rows) {
      bySection
          .computeIfAbsent(row.text("section"), section -> new ArrayList<>())
          .add(row.text(variable) + " " + row.text("claims"));
    }
    if (bySection.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(List.of("section", title));
    bySection.forEach((section, counts) -> table.add(section, String.join(", ", counts)));
    PrintStream out = main.terminal().out();
    out.println();
    table.print(out, main.terminal().columns());
  }
}
