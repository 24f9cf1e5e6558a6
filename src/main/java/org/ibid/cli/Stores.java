package org.ibid.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.ibid.edit.Tokens;
import org.ibid.graph.Store;
import org.ibid.graph.StoreElsewhere;
import org.ibid.graph.StoredGraph;
import picocli.CommandLine.Option;

/** Names the store that a command works in, and opens it. */
final class Stores {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the store.")
  private Path folder;

  Path folder() {
    return folder;
  }

  /** Those who may write to it. */
  Tokens tokens() {
    if (!Store.exists(folder)) {
      throw new CommandException(
          folder + " holds no store; ./ibid serve --store " + folder + " makes one");
    }
    return Tokens.of(folder);
  }

  /** Opens it; see {@link #open(Terminal, Path)}. */
  StoredGraph open(Terminal terminal) {
    return open(terminal, folder);
  }

  /** The server that has it open, if one has. */
  Optional<RunningServer> server() {
    return Store.holder(folder).map(holder -> RunningServer.of(folder, holder));
  }

  /**
   * Opens a store that is there. When a server has it open, the command works beside the server,
   * which then makes the changes.
   */
  static StoredGraph open(Terminal terminal, Path folder) {
    if (!Store.exists(folder)) {
      throw new CommandException(
          terminal.home().show(folder)
              + " holds no store; ./ibid serve --store "
              + terminal.home().show(folder)
              + " makes one of the files");
    }
    Optional<Store.Holder> holder = Store.holder(folder);
    return holder.isPresent()
        ? StoreElsewhere.open(terminal.home(), folder, RunningServer.of(folder, holder.get()))
        : Store.open(terminal.home(), folder, terminal.progress());
  }

  /** The name of whoever is at work here, for the log. */
  static String user() {
    String name = System.getProperty("user.name", "");
    return name.isBlank() ? "somebody" : name;
  }
}
