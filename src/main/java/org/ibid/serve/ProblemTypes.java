package org.ibid.serve;

import java.util.Arrays;
import org.ibid.graph.Ibid;
import org.ibid.publish.AnswerFormat;
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
    AnswerFormat form = exchange.form(named);
    if (form == AnswerFormat.TABLE) {
      exchange.page(
          200,
          exchange
              .now()
              .pages()
              .problemTypes(
                  Arrays.stream(ProblemType.values())
                      .filter(type -> slug.isEmpty() || type.slug().equals(slug))
                      .toList(),
                  Ibid.BASE + named.name()));
    } else {
      Things.rdf(exchange, exchange.now().problemTypes(), form, Ibid.BASE + named.name());
    }
  }
}
