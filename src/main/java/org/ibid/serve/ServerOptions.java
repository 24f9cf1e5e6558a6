package org.ibid.serve;

import java.time.Duration;
import java.util.Set;

/**
 * Says how the server is to run.
 *
 * @param host the address to listen at
 * @param port the port to listen at, or 0 for a free one
 * @param base the public base address, which ends with a slash, or null for the server's own
 * @param timeout how long a query may run
 * @param services the addresses to which SERVICE may go
 */
public record ServerOptions(
    String host, int port, String base, Duration timeout, Set<String> services) {

  public static final int USUAL_PORT = 3330;

  /** The usual options with that port. */
  public static ServerOptions onPort(int port) {
    return new ServerOptions("127.0.0.1", port, null, Duration.ofSeconds(30), Set.of());
  }

  public ServerOptions withTimeout(Duration other) {
    return new ServerOptions(host, port, base, other, services);
  }

  public ServerOptions withBase(String other) {
    return new ServerOptions(host, port, other, timeout, services);
  }

  public ServerOptions withServices(Set<String> others) {
    return new ServerOptions(host, port, base, timeout, others);
  }
}
