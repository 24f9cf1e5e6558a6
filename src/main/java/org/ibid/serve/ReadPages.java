package org.ibid.serve;

/** Shows a section of an article as the claims that are made in it. */
final class ReadPages implements Handler {

  @Override
  public void answer(Exchange exchange) {
    String[] pieces = exchange.rest().split("/", 2);
    String section = pieces.length == 2 ? pieces[1] : "";
    exchange.page(
        200,
        exchange
            .now()
            .read(pieces[0], section)
            .orElseThrow(
                () -> new Refusal(404, "There is no such section of an article to be read.")));
  }
}
