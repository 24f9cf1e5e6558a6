package org.ibid.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.ibid.graph.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Builds the index of a store anew from its log. */
@Command(
    name = "rebuild",
    description = {
      "Build the index of a store anew from its log, which is the truth.",
      "A server that has the store open does it itself, and goes on answering meanwhile."
    })
final class RebuildCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Mixin private Stores store;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    terminal.out().println("The index holds the store up to change " + rebuilt(terminal) + ".");
    return ExitCode.OK;
  }

  private long rebuilt(Terminal terminal) {
    Optional<RunningServer> server = store.server();
    if (server.isPresent()) {
      return server.get().rebuild();
    }
    try (Store opened = Store.rebuild(terminal.home(), store.folder(), terminal.progress())) {
      return opened.log().size();
    }
  }
}
