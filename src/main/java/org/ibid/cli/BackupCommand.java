package org.ibid.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ibid.graph.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Copies the log of a store, also while a server is changing it. */
@Command(
    name = "backup",
    description = {
      "Copy the log of a store into a new folder, and check the copy.",
      "A server may go on changing the store meanwhile."
    })
final class BackupCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Mixin private Stores store;

  @Parameters(paramLabel = "TARGET", description = "The new folder.")
  private Path target;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    long entries = Store.backup(store.folder(), target, terminal.progress());
    terminal.out().println(target + " holds the store up to change " + entries + ".");
    return ExitCode.OK;
  }
}
