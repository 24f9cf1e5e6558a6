package org.ibid.serve;

import java.time.Duration;
import java.util.Map;
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
 * @param sentences the words of sentences, by their IRIs, which are shown to clients on this
 *     machine and to nobody else
 */
public record ServerOptions(
    String host,
    int port,
    String base,
    Duration timeout,
    Federation federation,
    int queries,
    int queriesPerClient,
    Map<String, String> sentences) {

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
        USUAL_QUERIES_PER_CLIENT,
        Map.of());
  }

  public ServerOptions withTimeout(Duration other) {
    return new ServerOptions(
        host, port, base, other, federation, queries, queriesPerClient, sentences);
  }

  public ServerOptions withBase(String other) {
    return new ServerOptions(
        host, port, other, timeout, federation, queries, queriesPerClient, sentences);
  }

  public ServerOptions withFederation(Federation other) {
    return new ServerOptions(
        host, port, base, timeout, other, queries, queriesPerClient, sentences);
  }

  public ServerOptions withQueries(int most, int mostPerClient) {
    return new ServerOptions(host, port, base, timeout, federation, most, mostPerClient, sentences);
  }

  public ServerOptions withSentences(Map<String, String> other) {
    return new ServerOptions(
        host, port, base, timeout, federation, queries, queriesPerClient, other);
  }
}
