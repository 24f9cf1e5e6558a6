package org.ibid.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.ibid.publish.ProblemType;

/**
 * Lets so many queries be worked at once, in all and for each client. Clients on this machine are
 * not told apart: behind a reverse proxy all of them come from there, and the proxy counts them.
 */
final class QueryLimits {

  private final int most;
  private final int mostPerClient;
  private final Map<String, Integer> clients = new HashMap<>();
  private int running;

  /** Limits; 0 is none. */
  QueryLimits(int most, int mostPerClient) {
    this.most = most;
    this.mostPerClient = mostPerClient;
  }

  /** A query that is being worked at, until it is closed. */
  final class Turn implements AutoCloseable {
    private final String client;

    private Turn(String client) {
      this.client = client;
    }

    @Override
    public void close() {
      leave(client);
    }
  }

  /**
   * Begins a query of the client at that address.
   *
   * @throws Refusal if there are too many already
   */
  synchronized Turn enter(String address) {
    if (most > 0 && running >= most) {
      throw new Refusal(
              ProblemType.TOO_MANY_REQUESTS,
              "The server works at " + running + " queries, which is all it works at at once.")
          .retryAfter(1);
    }
    String client = isHere(address) ? "" : address;
    int own = clients.getOrDefault(client, 0);
    if (!client.isEmpty() && mostPerClient > 0 && own >= mostPerClient) {
      throw new Refusal(
              ProblemType.TOO_MANY_REQUESTS,
              "The server works at " + own + " queries of yours; wait until one is answered.")
          .retryAfter(1);
    }
    running++;
    clients.put(client, own + 1);
    return new Turn(client);
  }

  private synchronized void leave(String client) {
    running--;
    clients.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
  }

  private static boolean isHere(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
