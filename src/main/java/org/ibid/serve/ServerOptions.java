package org.ibid.serve;

import java.time.Duration;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;

/**
 * Says how the server is to run.
 *
 * @param host the address to listen at
 * @param port the port to listen at, or 0 for a free one
 * @param base the public base address, which ends with a slash, or null for the server's own
 * @param timeout how long a query may run
 * @param federation where SERVICE may go
 * @param queries how many queries are worked at at once, 0 for any number
 * @param queriesPerClient how many of them one client may have, 0 for any number; clients on this
 *     machine are not limited
 */
public record ServerOptions(
    String host,
    int port,
    String base,
    Duration timeout,
    Federation federation,
    int queries,
    int queriesPerClient) {

  public static final int USUAL_PORT = 3330;
  public static final int USUAL_QUERIES = 32;
  public static final int USUAL_QUERIES_PER_CLIENT = 8;

  /** The usual options with that port. */
  public static ServerOptions onPort(int port) {
    return new ServerOptions(
        "127.0.0.1",
        port,
        null,
        Duration.ofSeconds(30),
        Federation.offline(Services.none()),
        USUAL_QUERIES,
        USUAL_QUERIES_PER_CLIENT);
  }

  public ServerOptions withTimeout(Duration other) {
    return new ServerOptions(host, port, base, other, federation, queries, queriesPerClient);
  }

  public ServerOptions withBase(String other) {
    return new ServerOptions(host, port, other, timeout, federation, queries, queriesPerClient);
  }

  public ServerOptions withFederation(Federation other) {
    return new ServerOptions(host, port, base, timeout, other, queries, queriesPerClient);
  }

  public ServerOptions withQueries(int most, int mostPerClient) {
    return new ServerOptions(host, port, base, timeout, federation, most, mostPerClient);
  }
}
