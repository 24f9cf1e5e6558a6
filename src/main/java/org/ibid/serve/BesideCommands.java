package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.edit.StoreKey;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.graph.Entry;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.publish.ProblemType;

/**
 * Works for the commands that are run beside the server, because it has the store open: makes
 * changes that they have checked, and builds the index anew. Who has the store's key may do what
 * whoever opens the store may do.
 */
final class BesideCommands {

  /** A load of everything is larger than what editors send. */
  private static final int LONGEST = 64 << 20;

  private final Site site;

  BesideCommands(Site site) {
    this.site = site;
  }

  /** Makes the change that the body holds, if the store is in the state that it is meant for. */
  void change(Exchange exchange) throws IOException {
    Store store = store(exchange.request());
    String mark = required(exchange, "mark");
    String agent = required(exchange, "agent");
    String reason = Writers.reason(exchange.request());
    RequestBody body = RequestBody.of(exchange, List.of(RequestBody.PATCH), LONGEST);
    Change change;
    try {
      change = Change.readPatch(body.text(), "patch");
    } catch (BadInputException e) {
      throw Refusal.mistake(ProblemType.CONTENT_SYNTAX, body.text(), e);
    }
    Entry entry =
        store.write(
            writing -> {
              if (!store.log().mark().equals(mark)) {
                throw new Refusal(
                    ProblemType.PRECONDITION_FAILED, "The store has changed in the meantime.");
              }
              return writing.commit(change, Author.of(agent, reason));
            });
    send(exchange, entry.number());
  }

  /** Builds the index anew. */
  void rebuild(Exchange exchange) {
    Store store = store(exchange.request());
    store.rebuild(Progress.none());
    send(exchange, store.log().size());
  }

  private static void send(Exchange exchange, long entry) {
    JsonObject json = new JsonObject();
    json.put("entry", entry);
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.send(200, RequestBody.JSON, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The store, for those who know its key; for others there is nothing here. */
  private Store store(HttpServletRequest request) {
    Optional<String> presented = Writers.bearer(request);
    Optional<StoreKey> key = site.key().get();
    if (site.graph() instanceof Store store
        && presented.isPresent()
        && key.isPresent()
        && key.get().is(presented.get())) {
      return store;
    }
    throw new Refusal(
        ProblemType.NOT_FOUND, "This address is for commands that know the store's key.");
  }

  private static String required(Exchange exchange, String name) {
    String value = Writers.parameter(exchange.request(), name);
    if (value == null || value.isBlank()) {
      throw new Refusal(ProblemType.BAD_REQUEST, "The parameter " + name + " is missing.");
    }
    return value;
  }
}
