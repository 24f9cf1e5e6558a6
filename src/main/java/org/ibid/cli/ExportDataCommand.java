package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ibid.edit.FileExchange;
import org.ibid.edit.FileExchange.Exported;
import org.ibid.graph.Home;
import org.ibid.graph.StoredGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a store back to data files. */
@Command(
    name = "data",
    description = {
      "Write what a store says to the data files, in the canonical form: each resource where it"
          + " stands, a new one in the file of its like, a retracted one in retracted.ttl of its"
          + " article. Only what was changed is another afterwards."
    },
    footer = {
      "",
      "Exit codes: 0 the files say what the store says; 1 they hold changes that are not loaded,"
          + " and nothing was written; 2 a file or the store cannot be used."
    })
final class ExportDataCommand implements Callable<Integer> {

  private static final int MOST = 20;

  @Spec private CommandSpec spec;

  @Mixin private Stores store;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description =
          "The folder of the data files. Default: data/. One without any gets all of them.")
  private Path out;

  @Option(
      names = "--overwrite",
      description = "Undo what was changed in the files and not loaded into the store.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = ((Main) spec.root().userObject()).terminal();
    Home home = terminal.home();
    try (StoredGraph opened = store.open(terminal)) {
      Exported exported =
          new FileExchange(home, opened, terminal.progress())
              .export(out == null ? home.data() : out, overwrite);
      return tell(terminal, exported, opened);
    }
  }

  private static int tell(Terminal terminal, Exported exported, StoredGraph store) {
    Home home = terminal.home();
    PrintStream stream = terminal.out();
    if (exported.ontology()) {
      terminal
          .err()
          .println(
              "note: the store has another ontology than ontology/; it is written by hand and"
                  + " brought into the store with ./ibid load");
    }
    if (!exported.unloaded().isEmpty()) {
      exported.unloaded().stream()
          .limit(MOST)
          .forEach(
              resource -> stream.println(store.view().prefixes().shortForm(resource.getURI())));
      stream.println(
          Catalogue.count(exported.unloaded().size(), "resource")
              + " changed in "
              + home.show(exported.folder())
              + " and not loaded: nothing was written. Load them (./ibid load), or undo them with"
              + " --overwrite");
      return ExitCode.NEGATIVE;
    }
    for (Map.Entry<String, Optional<String>> file : exported.written().entrySet()) {
      stream.println(
          (file.getValue().isPresent() ? "wrote " : "deleted ")
              + home.show(exported.folder().resolve(file.getKey())));
    }
    stream.println(
        exported.written().isEmpty()
            ? "nothing to write: the files say what the store says"
            : Catalogue.count(exported.written().size(), "file") + " changed");
    return ExitCode.OK;
  }
}
