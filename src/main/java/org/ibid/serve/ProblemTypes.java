package org.ibid.serve;

import java.util.Arrays;
import org.ibid.graph.Ibid;
import org.ibid.publish.ProblemType;
import org.ibid.serve.Exchange.Named;

/** Answers for the IRIs of the kinds of problems, each with an explanation. */
final class ProblemTypes implements Handler {

  @Override
  public void answer(Exchange exchange) {
    Named named = exchange.named();
    String slug = named.name().substring("problem".length()).replaceFirst("^/", "");
    if (!slug.isEmpty() && ProblemType.named(slug).isEmpty()) {
      throw new Refusal(404, Ibid.BASE + named.name() + " names no kind of problem.");
    }
    String iri = Ibid.BASE + named.name();
    exchange.document(
        named,
        named.name(),
        exchange.now().document(iri, exchange.now()::problemTypes),
        () ->
            exchange
                .now()
                .pages()
                .problemTypes(
                    Arrays.stream(ProblemType.values())
                        .filter(type -> slug.isEmpty() || type.slug().equals(slug))
                        .toList(),
                    iri));
  }
}
