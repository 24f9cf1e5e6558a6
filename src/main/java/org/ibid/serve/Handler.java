package org.ibid.serve;

import java.io.IOException;

/** Answers the requests to one kind of address, or throws a {@link Refusal}. */
@FunctionalInterface
interface Handler {

  /** Answers one request. */
  void answer(Exchange exchange) throws IOException;
}
