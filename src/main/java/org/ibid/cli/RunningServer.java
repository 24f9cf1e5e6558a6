package org.ibid.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.ibid.cli.ServerConnection.Answer;
import org.ibid.cli.ServerConnection.NoAnswer;
import org.ibid.edit.StoreKey;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Store;
import org.ibid.graph.StoreElsewhere;
import org.ibid.publish.Links;

/** Speaks with the server on this machine that has a store open, for the commands beside it. */
final class RunningServer implements StoreElsewhere.Keeper {

  private static final String PATCH = "application/rdf-patch";

  private final ServerConnection connection;

  private RunningServer(String address, String key) {
    // No proxy: the key is for this machine only.
    this.connection = new ServerConnection(URI.create(address), key, HttpClient.Builder.NO_PROXY);
  }

  /**
   * The server that has a store open.
   *
   * @throws CommandException if the holder is no server, or this user may not use it
   */
  static RunningServer of(Path folder, Store.Holder holder) {
    String address =
        holder
            .address()
            .orElseThrow(
                () ->
                    new CommandException(
                        "process "
                            + holder.pid()
                            + " is at work in the store, and serves it not yet or not at all: try"
                            + " again when it is done"));
    String key =
        StoreKey.of(folder)
            .orElseThrow(
                () ->
                    new CommandException(
                        "process "
                            + holder.pid()
                            + " has the store open and serves it at "
                            + address
                            + ", and you may not read the key of the store ("
                            + folder.resolve("key")
                            + "): run this as whoever runs the server"));
    return new RunningServer(address, key);
  }

  @Override
  public OptionalLong make(Change change, String mark, Author author) {
    String query =
        "?mark="
            + Links.encoded(mark)
            + "&agent="
            + Links.encoded(author.agent())
            + "&reason="
            + Links.encoded(author.reason());
    Answer answer = post("store/changes" + query, change.toPatch());
    return answer.status() == 412 ? OptionalLong.empty() : OptionalLong.of(entry(answer));
  }

  /** Has the index built anew; returns up to which entry it reaches. */
  long rebuild() {
    return entry(post("store/rebuild", null));
  }

  private Answer post(String path, String body) {
    try {
      return connection.send("POST", path, body, Map.of("Content-Type", PATCH));
    } catch (NoAnswer e) {
      throw new CommandException(
          connection
              + " has the store open and did not answer ("
              + e.getMessage()
              + "); ./ibid history says whether anything was changed",
          e);
    }
  }

  private long entry(Answer answer) {
    if (!answer.isGood()) {
      throw new CommandException(connection + " refuses: " + answer.detail());
    }
    return answer.body().get("entry").getAsNumber().value().longValue();
  }
}
