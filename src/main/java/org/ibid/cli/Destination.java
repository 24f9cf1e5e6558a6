package org.ibid.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Names where a change is to be made: in a store here, or at a server elsewhere. */
final class Destination {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the store.")
  private Path folder;

  @Option(
      names = "--server",
      paramLabel = "URL",
      required = true,
      description = {
        "The address of a server, which is asked over HTTP. The token is taken from the variable"
            + " IBID_TOKEN of the environment."
      })
  private String server;

  boolean isElsewhere() {
    return server != null;
  }

  Path folder() {
    return folder;
  }

  PublishingServer server(Terminal terminal) {
    return PublishingServer.at(server, terminal);
  }
}
