package org.ibid.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.Prefixes;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Quad;
import org.ibid.edit.FileExchange;
import org.ibid.edit.FileExchange.Loaded;
import org.ibid.graph.Author;
import org.ibid.graph.FileMerge;
import org.ibid.graph.Home;
import org.ibid.graph.StoredGraph;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Loads into a store what was changed in the files. */
@Command(
    name = "load",
    description = {
      "Load into a store what was changed in the data files and the ontology since files and store"
          + " last agreed (were loaded or exported), as one change.",
      "A server may have the store open: it then makes the change.",
      "What was changed in the store stays. Where both changed a resource, nothing is done and both"
          + " sides are shown."
    },
    footer = {
      "",
      "Exit codes: 0 loaded, or nothing to load; 1 there are conflicts or violations, and nothing"
          + " was done; 2 a file or the store cannot be used."
    })
final class LoadCommand implements Callable<Integer> {

  private static final int MOST = 20;

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Turtle files: some of data/ and ontology/, or others whose resources take the place of"
              + " those in the store. Default: all of data/ and ontology/.")
  private List<Path> files = List.of();

  @Mixin private Stores store;

  @Option(
      names = "--overwrite",
      description = "Where store and files both changed a resource, take what the files say.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Say only what would be done.")
  private boolean dry;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "Loaded from files.",
      description = "Why, for the log.")
  private String reason;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    Validator validator = Validator.read(home);
    try (StoredGraph opened = store.open(terminal)) {
      return new FileExchange(home, opened, terminal.progress())
          .load(
              files,
              overwrite,
              dry,
              validator,
              Author.of(Stores.user(), reason),
              loaded -> tell(loaded, opened.view().prefixes()));
    }
  }

  private int tell(Loaded loaded, PrefixMapping prefixes) {
    Terminal terminal = main.terminal();
    PrintStream out = terminal.out();
    FileMerge merge = loaded.merge();
    if (!merge.conflicts().isEmpty()) {
      merge.conflicts().forEach(conflict -> tell(conflict, prefixes));
      out.println(
          Catalogue.count(merge.conflicts().size(), "resource")
              + " changed in the store and in the files: nothing was loaded. Make the files say"
              + " what is right and load with --overwrite, or take the store's side with ./ibid"
              + " export data --overwrite");
      return ExitCode.NEGATIVE;
    }
    if (loaded.refusal().isPresent()) {
      new ReportText(terminal, loaded.refusal().get()).print(out);
      out.println("nothing was loaded");
      return ExitCode.NEGATIVE;
    }
    if (merge.isEmpty()) {
      out.println("nothing to load: what the files say is in the store");
      return ExitCode.OK;
    }
    list("+", merge.added(), prefixes);
    list("~", merge.changed(), prefixes);
    list("-", merge.removed(), prefixes);
    out.println(
        (dry ? "would load: " : "loaded: ")
            + summary(merge)
            + loaded.entry().map(entry -> "; change " + entry.number()).orElse(""));
    return ExitCode.OK;
  }

  private static String summary(FileMerge merge) {
    List<String> parts = new ArrayList<>();
    if (!merge.added().isEmpty()) {
      parts.add(Catalogue.count(merge.added().size(), "resource") + " added");
    }
    if (!merge.changed().isEmpty()) {
      parts.add(Catalogue.count(merge.changed().size(), "resource") + " changed");
    }
    if (!merge.removed().isEmpty()) {
      parts.add(Catalogue.count(merge.removed().size(), "resource") + " removed");
    }
    if (merge.ontology()) {
      parts.add("the ontology replaced");
    }
    return String.join(", ", parts);
  }

  private void list(String sign, List<Node> resources, PrefixMapping prefixes) {
    PrintStream out = main.terminal().out();
    resources.stream()
        .limit(MOST)
        .forEach(resource -> out.println(sign + " " + prefixes.shortForm(resource.getURI())));
    if (resources.size() > MOST) {
      out.println(sign + " and " + (resources.size() - MOST) + " more");
    }
  }

  private void tell(FileMerge.Conflict conflict, PrefixMapping prefixes) {
    PrintStream out = main.terminal().out();
    out.println(prefixes.shortForm(conflict.resource().getURI()));
    lines("store", conflict.store(), conflict.files(), prefixes);
    lines("files", conflict.files(), conflict.store(), prefixes);
  }

  private void lines(String side, Set<Quad> mine, Set<Quad> other, PrefixMapping prefixes) {
    PrintStream out = main.terminal().out();
    if (mine.isEmpty()) {
      out.println("  " + side + ": not there");
      return;
    }
    PrefixMap map = Prefixes.adapt(prefixes);
    mine.stream()
        .filter(quad -> !other.contains(quad))
        .map(
            quad ->
                Stream.of(quad.getSubject(), quad.getPredicate(), quad.getObject())
                    .map(node -> NodeFmtLib.str(node, map))
                    .collect(Collectors.joining(" ", "", " .")))
        .sorted()
        .forEach(line -> out.println("  " + side + ": " + line));
  }
}
