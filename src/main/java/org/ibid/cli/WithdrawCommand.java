package org.ibid.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.ibid.cli.Catalogue.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what loses its last support when a source or a claim is withdrawn. */
@Command(
    name = "withdraw",
    description = {
      "Show what would fall if a source or a claim were withdrawn. Nothing is changed.",
      "A claim falls when it had grounds (works that it cites, claims that are its reasons) and all"
          + " of them are gone. queries/withdrawal/what-falls.rq says so exactly."
    },
    footer = {"", "It asks the questions of queries/withdrawal."})
final class WithdrawCommand implements Callable<Integer> {

  private static final String FALLS = "withdrawal/what-falls";
  private static final String WEAKENED = "withdrawal/what-is-weakened";

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "IRI",
      description =
          "An IRI or a prefixed name, such as ibid:StateMedia: a work, an author, a publisher, a kind"
              + " of publisher or a claim.")
  private String withdrawn;

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.open(main.terminal());
    Node thing = catalogue.thing(withdrawn);
    List<Row> fallen = catalogue.ask(FALLS, Map.of("withdrawn", List.of(thing)));
    Map<String, List<Node>> values = new HashMap<>(Map.of("withdrawn", List.of(thing)));
    if (!fallen.isEmpty()) {
      values.put("fallen", fallen.stream().map(row -> row.node("claim")).toList());
    }
    List<Row> weakened = catalogue.ask(WEAKENED, values);
    PrintStream out = main.terminal().out();
    out.println("Withdrawn: " + catalogue.title(thing));
    out.println();
    if (fallen.isEmpty() && weakened.isEmpty()) {
      out.println("No claim rests on it.");
      return ExitCode.OK;
    }
    print(
        falling(fallen, "at once"),
        "sentence",
        "sentence",
        "falls at once",
        "statement",
        "claim",
        "claim");
    print(
        falling(fallen, "in turn"),
        "sentence",
        "sentence",
        "falls in turn",
        "statement",
        "rested on",
        "reasons",
        "end",
        "end",
        "claim",
        "claim");
    print(
        weakened,
        "sentence",
        "sentence",
        "is weakened",
        "statement",
        "loses",
        "lost",
        "left",
        "left",
        "claim",
        "claim");
    if (!fallen.isEmpty()) {
      Map<String, Long> sections =
          fallen.stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.text("section"), LinkedHashMap::new, Collectors.counting()));
      long ends = fallen.stream().filter(row -> !row.text("end").isEmpty()).count();
      out.println(
          Catalogue.count(fallen.size(), "claim")
              + " would fall ("
              + sections.entrySet().stream()
                  .map(section -> section.getKey() + " " + section.getValue())
                  .collect(Collectors.joining(", "))
              + "), "
              + (ends == 0 ? "none" : ends)
              + " of them at the end of an argument.");
    }
    return ExitCode.OK;
  }

  private static List<Row> falling(List<Row> fallen, String how) {
    return fallen.stream().filter(row -> row.text("falls").equals(how)).toList();
  }

  private void print(List<Row> rows, String... columns) {
    if (!rows.isEmpty()) {
      PrintStream out = main.terminal().out();
      Catalogue.table(rows, columns).print(out, main.terminal().columns());
      out.println();
    }
  }
}
