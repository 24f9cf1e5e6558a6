package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import org.ibid.graph.Digests;
import org.ibid.publish.Publication;
import org.ibid.publish.Search;

/** Searches everything that there is: as a page, and while somebody types. */
final class Searching {

  /** So much of each sort is listed on the page. */
  private static final int ON_PAGE = 20;

  /** So much of each sort is offered while somebody types. */
  private static final int OFFERED = 4;

  /** Longer than anything that has a name. */
  private static final int LONGEST = 200;

  /** What was found. */
  void page(Exchange exchange) {
    Publication now = exchange.now();
    exchange.page(200, now.pages().search(found(exchange, ON_PAGE)));
  }

  /** The best of what was found, for the script. */
  void suggest(Exchange exchange) {
    String state = exchange.now().view().version() + " " + typed(exchange);
    exchange.send(
        "application/json",
        EntityTags.of(Digests.sha256(state).substring(0, 32), "search"),
        () -> found(exchange, OFFERED).json().getBytes(StandardCharsets.UTF_8));
  }

  private static Search found(Exchange exchange, int most) {
    return exchange.now().search(typed(exchange), most);
  }

  private static String typed(Exchange exchange) {
    String typed = exchange.parameter("q");
    if (typed == null) {
      return "";
    }
    return typed.strip().substring(0, Math.min(typed.strip().length(), LONGEST));
  }
}
