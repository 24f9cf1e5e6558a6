package org.ibid.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.ibid.cli.Catalogue.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows on what an article, a section, an entity or a claim rests. */
@Command(
    name = "evidence",
    description = {
      "Show on what claims rest: publishers, works, and how their dates fit.",
      "The claims are those of an article or a section; those that are about an actor or another"
          + " entity, or that it says; those that rest on a work or a publisher; or one claim, which is"
          + " shown with the reasons that the article gives for it."
    },
    footer = {
      "",
      "It asks the questions of queries/evidence and, for a claim, one of queries/arguments."
    })
final class EvidenceCommand implements Callable<Integer> {

  private static final String ARTICLES = "coverage/how-completely-each-article-is-covered";
  private static final String SUMMARY = "evidence/how-well-it-is-sourced";
  private static final String PUBLISHERS = "evidence/publishers-behind-it";
  private static final String WORKS = "evidence/works-behind-it";
  private static final String DATES = "evidence/dates-of-its-sources";
  private static final String CLAIMS = "evidence/claims-and-what-they-rest-on";

  private static final String REASONS = "arguments/reasons-behind-a-claim";

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..1",
      paramLabel = "IRI",
      description = "An IRI or a prefixed name, such as actor:pakistan. Default: each article.")
  private String subject;

  @Option(names = "--claims", description = "List the claims too, each with what it rests on.")
  private boolean claims;

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.open(main.terminal());
    if (subject != null) {
      show(catalogue, catalogue.thing(subject));
      return ExitCode.OK;
    }
    List<Row> articles = catalogue.ask(ARTICLES, Map.of());
    if (articles.isEmpty()) {
      throw new CommandException("no article with sections is described in data/");
    }
    for (Row article : articles) {
      show(catalogue, article.node("article"));
    }
    return ExitCode.OK;
  }

  private void show(Catalogue catalogue, Node thing) {
    PrintStream out = main.terminal().out();
    int columns = main.terminal().columns();
    Map<String, List<Node>> values = Map.of("subject", List.of(thing));
    out.println(catalogue.title(thing));
    out.println();
    Row summary = catalogue.ask(SUMMARY, values).get(0);
    int count = summary.number("claims");
    if (count == 0) {
      out.println("No claim is about it, is its own, stands in it or rests on it.");
      return;
    }
    out.println(
        Catalogue.count(count, "claim")
            + ": "
            + summary.text("ownNote")
            + (count == 1
                ? " with a note in its own sentence, "
                : " with a note in their own sentence, ")
            + summary.text("elsewhere")
            + " with a note elsewhere, "
            + summary.text("none")
            + " with no source");
    out.println(
        summary.text("oneWork")
            + (summary.number("oneWork") == 1
                ? " rests on a single work, "
                : " rest on a single work, ")
            + summary.text("severalWorks")
            + " on several"
            + (summary.number("onlyUnseen") == 0
                ? ""
                : "; "
                    + summary.text("onlyUnseen")
                    + " only on works that cannot be seen in the copy"));
    List<Row> publishers = catalogue.ask(PUBLISHERS, values);
    if (!publishers.isEmpty()) {
      out.println();
      Catalogue.table(
              publishers,
              "kind of publisher",
              "kind",
              "country",
              "country",
              "works",
              "works",
              "claims",
              "claims")
          .print(out, columns);
      out.println();
      Catalogue.table(
              catalogue.ask(WORKS, values),
              "work",
              "workLabel",
              "of",
              "issued",
              "publisher",
              "publisher",
              "claims",
              "claims",
              "on it alone",
              "alone")
          .print(out, columns);
    }
    dates(catalogue.ask(DATES, values));
    if (claims || count == 1) {
      out.println();
      Catalogue.table(
              catalogue.ask(CLAIMS, values),
              "sentence",
              "sentence",
              "claim",
              "statement",
              "held as",
              "modality",
              "whose",
              "speaker",
              "rests on",
              "works")
          .print(out, columns);
    }
    List<Row> reasons = catalogue.ask(REASONS, Map.of("conclusion", List.of(thing)));
    if (!reasons.isEmpty()) {
      out.println();
      Catalogue.table(
              reasons,
              "steps",
              "distance",
              "sentence",
              "sentence",
              "reason",
              "reason",
              "rests on",
              "works")
          .print(out, columns);
    }
    out.println();
  }

  private void dates(List<Row> dates) {
    if (dates.isEmpty()) {
      return;
    }
    PrintStream out = main.terminal().out();
    List<Row> early = dates.stream().filter(row -> !row.text("appeared").equals("after")).toList();
    out.println();
    out.println(
        "Against the time that a claim speaks of, its source appeared before it "
            + times(dates, "before")
            + ", within it "
            + times(dates, "within")
            + ", after it "
            + times(dates, "after")
            + ".");
    if (!early.isEmpty()) {
      out.println();
      Catalogue.table(
              early,
              "appeared",
              "appeared",
              "time",
              "period",
              "work",
              "workLabel",
              "of",
              "issued",
              "sentence",
              "sentence",
              "claim",
              "statement")
          .print(out, main.terminal().columns());
    }
  }

  private static String times(List<Row> dates, String appeared) {
    long count = dates.stream().filter(row -> row.text("appeared").equals(appeared)).count();
    return count == 0 ? "never" : count == 1 ? "once" : count + " times";
  }
}
