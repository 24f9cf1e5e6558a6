package org.ibid.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ibid.graph.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a store of a backup. */
@Command(
    name = "restore",
    description = "Make a store of a backup, in a folder that holds none yet.")
final class RestoreCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(paramLabel = "BACKUP", description = "The folder that ./ibid backup wrote.")
  private Path backup;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "The folder that becomes the store.")
  private Path store;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    try (Store opened = Store.restore(terminal.home(), backup, store, terminal.progress())) {
      terminal.out().println(store + " holds the store up to change " + opened.log().size() + ".");
    }
    return ExitCode.OK;
  }
}
