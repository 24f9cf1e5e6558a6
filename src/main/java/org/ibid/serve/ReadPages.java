package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;

/**
 * Shows a section of an article as the claims that are made in it, with the sentences themselves if
 * the server was given them.
 *
 * <p>The sentences are for the reader at this machine. No page of another site may read them: a
 * name of that site could lead here, so that the request must call this machine by its own names,
 * and no other origin is let in.
 */
final class ReadPages implements Handler {

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Map<String, String> sentences;

  /**
   * Pages that show these sentences.
   *
   * @param sentences the words of sentences, by their IRIs
   */
  ReadPages(Map<String, String> sentences) {
    this.sentences = sentences;
  }

  @Override
  public void answer(Exchange exchange) {
    String[] pieces = exchange.rest().split("/", 2);
    String section = pieces.length == 2 ? pieces[1] : "";
    boolean shown = !sentences.isEmpty() && isHere(exchange.request());
    if (shown) {
      exchange.response().setHeader("Access-Control-Allow-Origin", null);
      exchange.response().setHeader("Cross-Origin-Resource-Policy", "same-origin");
      exchange.response().setHeader("Cache-Control", "no-store");
    }
    exchange.page(
        200,
        exchange
            .now()
            .read(pieces[0], section, shown ? sentences : Map.of())
            .orElseThrow(
                () -> new Refusal(404, "There is no such section of an article to be read.")));
  }

  private static boolean isHere(HttpServletRequest request) {
    return OWN_NAMES.contains(request.getServerName());
  }
}
