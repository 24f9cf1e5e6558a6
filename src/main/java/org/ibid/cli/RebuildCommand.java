package org.ibid.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ibid.graph.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Builds the index of a store anew from its log. */
@Command(
    name = "rebuild",
    description = {
      "Build the index of a store anew from its log, which is the truth.",
      "The server must not be running."
    })
final class RebuildCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the store.")
  private Path store;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    try (Store opened = Store.rebuild(terminal.home(), store, terminal.progress())) {
      terminal.out().println("The index holds the store up to change " + opened.log().size() + ".");
    }
    return ExitCode.OK;
  }
}
