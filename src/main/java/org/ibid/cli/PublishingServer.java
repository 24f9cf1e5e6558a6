package org.ibid.cli;

import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.ibid.cli.ServerConnection.Answer;
import org.ibid.cli.ServerConnection.NoAnswer;
import org.ibid.graph.Ibid;
import org.ibid.publish.Links;

/** Publishes at a server elsewhere, over HTTP, with a token of the environment. */
final class PublishingServer {

  /** The variable of the environment that holds the token: a command line can be seen by others. */
  static final String TOKEN = "IBID_TOKEN";

  private static final int ATTEMPTS = 3;

  private final ServerConnection connection;

  private PublishingServer(ServerConnection connection) {
    this.connection = connection;
  }

  /**
   * The server at an address.
   *
   * @throws CommandException if that is no address, or there is no token
   */
  static PublishingServer at(String address, Terminal terminal) {
    URI uri;
    try {
      uri = new URI(address.endsWith("/") ? address : address + "/");
    } catch (URISyntaxException e) {
      throw noAddress(address);
    }
    boolean http = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getUserInfo() != null) {
      throw noAddress(address);
    }
    String token = terminal.environment().apply(TOKEN);
    if (token == null || token.isBlank()) {
      throw new CommandException(
          "put your token into the variable "
              + TOKEN
              + " of the environment; whoever runs the server makes one with ./ibid token add");
    }
    if (!token.strip().matches("[\\x21-\\x7e]+")) {
      throw new CommandException("what the variable " + TOKEN + " holds is no token");
    }
    return new PublishingServer(
        new ServerConnection(uri, token.strip(), ProxySelector.getDefault()));
  }

  private static CommandException noAddress(String address) {
    return new CommandException(
        address + " is no address of a server: it is such as https://ibid.example.org/");
  }

  /**
   * Has documents published as one change, once however often the request has to be sent.
   *
   * @param key the name of the request
   */
  Answer publish(SentDocuments documents, String reason, String key) {
    String path = "changes?reason=" + Links.encoded(reason);
    Map<String, String> headers =
        Map.of("Content-Type", documents.mediaType(), "Idempotency-Key", key);
    for (int attempt = 1; ; attempt++) {
      try {
        return connection.send("POST", path, documents.text(), headers);
      } catch (NoAnswer e) {
        if (e.isBeforeAll()) {
          throw unreachable(e);
        }
        if (attempt == ATTEMPTS) {
          throw new CommandException(
              connection
                  + " did not answer ("
                  + e.getMessage()
                  + "), and may have published it or not; with --key "
                  + key
                  + " the same command can be repeated without publishing twice",
              e);
        }
      }
    }
  }

  /** Has a claim taken back, whatever its state. */
  Answer retract(Node claim, String reason) {
    // id/<article>/claim/<name> is changed at claims/<article>/<name>.
    String path =
        "claims/" + claim.getURI().substring(Ibid.ID.length()).replaceFirst("/claim/", "/");
    try {
      return connection.send(
          "DELETE", path + "?reason=" + Links.encoded(reason), null, Map.of("If-Match", "*"));
    } catch (NoAnswer e) {
      if (e.isBeforeAll()) {
        throw unreachable(e);
      }
      throw new CommandException(
          connection
              + " did not answer ("
              + e.getMessage()
              + "), and may have retracted it or not; when it is repeated, a claim that was"
              + " retracted is said to be so",
          e);
    }
  }

  private CommandException unreachable(NoAnswer e) {
    return new CommandException(connection + " cannot be reached (" + e.getMessage() + ")", e);
  }

  /** Says why the server did not do what was asked. */
  CommandException refusal(Answer answer, String detail) {
    String remedy =
        answer.status() == 401 ? " It was sent what the variable " + TOKEN + " holds." : "";
    return new CommandException(connection + " refuses: " + detail + remedy);
  }
}
