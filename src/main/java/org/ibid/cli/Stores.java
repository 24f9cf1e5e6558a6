package org.ibid.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.ibid.graph.Store;

/** Opens stores for commands that need one for themselves. */
final class Stores {

  private Stores() {}

  /** Opens a store that is there. */
  static Store open(Terminal terminal, Path folder) {
    if (!Store.exists(folder)) {
      throw new CommandException(
          terminal.home().show(folder)
              + " holds no store; ./ibid serve --store "
              + terminal.home().show(folder)
              + " makes one of the files");
    }
    Optional<Store.Holder> holder = Store.holder(folder);
    if (holder.isPresent()) {
      throw new CommandException(
          "process "
              + holder.get().pid()
              + " has the store open"
              + holder.get().address().map(address -> " and serves it at " + address).orElse("")
              + "; this command needs it for itself: stop the server, and start it again"
              + " afterwards");
    }
    return Store.open(terminal.home(), folder, terminal.progress());
  }

  /** The name of whoever is at work here, for the log. */
  static String user() {
    String name = System.getProperty("user.name", "");
    return name.isBlank() ? "somebody" : name;
  }
}
