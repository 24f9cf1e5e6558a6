package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class QueryLimitsTest {

  private static final String ONE = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";

  @Test
  void clientWithTooManyQueriesIsToldWhenToComeAgainAndOthersAreServed() {
    QueryLimits limits = new QueryLimits(10, 1);
    QueryLimits.Turn turn = limits.enter(ONE);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> limits.enter(ONE))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(429))
        .satisfies(refusal -> assertThat(refusal.headers()).containsEntry("Retry-After", "1"));
    limits.enter(OTHER).close();
    turn.close();
    assertThatCode(() -> limits.enter(ONE).close()).doesNotThrowAnyException();
  }

  @Test
  void allTogetherAreLimitedToo() {
    QueryLimits limits = new QueryLimits(2, 0);
    QueryLimits.Turn one = limits.enter(ONE);
    QueryLimits.Turn two = limits.enter(OTHER);
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> limits.enter("127.0.0.1"));
    one.close();
    limits.enter("127.0.0.1").close();
    two.close();
  }

  @Test
  void clientsOnThisMachineAreNotToldApart() {
    QueryLimits limits = new QueryLimits(10, 1);
    try (QueryLimits.Turn one = limits.enter("127.0.0.1");
        QueryLimits.Turn two = limits.enter("::1")) {
      assertThat(one).isNotEqualTo(two);
    }
  }
}
