package org.ibid.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonException;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.edit.StoreKey;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.Store;
import org.ibid.graph.StoreElsewhere;
import org.ibid.publish.Links;

/** Speaks with the server on this machine that has a store open, for the commands beside it. */
final class RunningServer implements StoreElsewhere.Keeper {

  private static final String PATCH = "application/rdf-patch";

  private final String address;
  private final String key;

  /** No proxy: the key is for this machine only. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private RunningServer(String address, String key) {
    this.address = address;
    this.key = key;
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
    HttpResponse<String> response =
        post("store/changes" + query, BodyPublishers.ofString(change.toPatch()));
    return response.statusCode() == 412 ? OptionalLong.empty() : OptionalLong.of(entry(response));
  }

  /** Has the index built anew; returns up to which entry it reaches. */
  long rebuild() {
    return entry(post("store/rebuild", BodyPublishers.noBody()));
  }

  private HttpResponse<String> post(String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", PATCH)
            .header("Accept", "application/json")
            .POST(body)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandException(
          "the server at "
              + address
              + " has the store open and did not answer ("
              + e
              + "); ./ibid history says whether anything was changed",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("this was interrupted; ./ibid history says what was changed", e);
    }
  }

  private long entry(HttpResponse<String> response) {
    try {
      JsonObject json = JSON.parse(response.body());
      if (response.statusCode() == 200) {
        return json.get("entry").getAsNumber().value().longValue();
      }
      throw new CommandException(
          "the server at "
              + address
              + " refuses: "
              + (json.hasKey("detail") ? json.getString("detail") : response.body()));
    } catch (JsonException e) {
      throw new CommandException(
          "the server at " + address + " answers with status " + response.statusCode(), e);
    }
  }
}
