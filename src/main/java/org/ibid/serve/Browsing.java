package org.ibid.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ibid.publish.Publication;

/** Shows the claims that fit what a reader has chosen and typed. */
final class Browsing implements Handler {

  @Override
  public void answer(Exchange exchange) {
    Publication now = exchange.now();
    Map<String, List<String>> choice = new LinkedHashMap<>();
    for (String facet : now.facets()) {
      String[] values = exchange.request().getParameterValues(facet);
      if (values != null) {
        choice.put(facet, List.of(values).stream().filter(value -> !value.isBlank()).toList());
      }
    }
    String typed = exchange.parameter("q");
    exchange.page(
        200,
        now.browse(choice, typed == null ? "" : typed, exchange.parameter("all"), page(exchange)));
  }

  private static int page(Exchange exchange) {
    String page = exchange.parameter("page");
    try {
      return page == null ? 1 : Integer.parseInt(page);
    } catch (NumberFormatException e) {
      throw new Refusal(400, "The page is a number, such as 2, and not \"" + page + "\".");
    }
  }
}
