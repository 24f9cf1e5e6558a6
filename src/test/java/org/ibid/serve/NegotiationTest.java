package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ibid.serve.Negotiation.Offer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

  private static final List<Offer<String>> OFFERS =
      List.of(
          new Offer<>("text/turtle", "turtle"),
          new Offer<>("application/ld+json", "json"),
          new Offer<>("text/html", "html"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
                                                      | turtle
          */*                                         | turtle
          text/*                                      | turtle
          text/html                                   | html
          TEXT/HTML                                   | html
          text/html;q=0.5, text/turtle;q=0.4          | html
          text/*;q=0.9, application/ld+json           | json
          text/turtle;q=0, */*                        | json
          text/*, text/turtle;q=0.1, */*;q=0.5        | html
          application/ld+json;profile="x";q=0.3, text/html;q=0.2 | json
          image/png                                   | -
          text/html;q=0                               | -
          nonsense                                    | -
          text/html;q=much, application/ld+json;q=0.1 | json
          text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | html
          """)
  void bestOfferIsTheOneThatTheMostExactRangeLikesBest(String accept, String expected) {
    assertThat(Negotiation.choose(accept, OFFERS).map(Offer::what).orElse(null))
        .isEqualTo(expected);
  }
}
