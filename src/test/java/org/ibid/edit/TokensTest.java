package org.ibid.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.ibid.graph.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final LocalDate TODAY = LocalDate.of(2030, 5, 4);

  @TempDir Path store;

  private Tokens on(LocalDate day) {
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    return Tokens.of(store, Clock.fixed(noon, ZoneOffset.UTC));
  }

  @Test
  void tokenOpensUnderTheNameForWhichItWasMade() {
    String anna = on(TODAY).add("anna", null);
    String boris = on(TODAY).add("Борис Б.", null);
    assertThat(anna).matches("ibid_[A-Za-z0-9_-]{43}").isNotEqualTo(boris);
    assertThat(on(TODAY).holder(anna)).map(Token::name).contains("anna");
    assertThat(on(TODAY).holder(boris)).map(Token::name).contains("Борис Б.");
    assertThat(on(TODAY).holder(anna + "x")).isEmpty();
    assertThat(on(TODAY).holder("")).isEmpty();
  }

  @Test
  void tokenItselfIsNotKept() throws IOException {
    String token = on(TODAY).add("anna", null);
    String file = Files.readString(store.resolve("tokens"));
    assertThat(file).contains("anna").doesNotContain(token).doesNotContain(token.substring(5));
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve("tokens"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void nobodyMayWriteUntilATokenIsMade() {
    assertThat(on(TODAY).all()).isEmpty();
    assertThat(on(TODAY).holder("ibid_")).isEmpty();
  }

  @Test
  void revokedTokenOpensNothing() {
    Tokens running = on(TODAY);
    String token = running.add("anna", null);
    assertThat(running.holder(token)).isPresent();
    assertThat(on(TODAY).revoke("anna")).isTrue();
    assertThat(running.holder(token)).isEmpty();
    assertThat(on(TODAY).revoke("anna")).isFalse();
  }

  @Test
  void tokenOpensUntilItsLastDay() {
    String token = on(TODAY).add("anna", TODAY.plusDays(1));
    assertThat(on(TODAY.plusDays(1)).holder(token)).isPresent();
    assertThat(on(TODAY.plusDays(2)).holder(token)).isEmpty();
    assertThatThrownBy(() -> on(TODAY).add("boris", TODAY.minusDays(1)))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void oneNameHasOneToken() {
    String token = on(TODAY).add("anna", null);
    assertThatThrownBy(() -> on(TODAY).add("anna", null)).hasMessageContaining("revoke it first");
    assertThat(on(TODAY).holder(token)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " anna", "an\tna", "an\nna", "#anna", "<anna>"})
  void nameThatWouldSpoilTheFileIsRefused(String name) {
    assertThatThrownBy(() -> on(TODAY).add(name, null)).isInstanceOf(BadInputException.class);
    assertThat(on(TODAY).all()).isEmpty();
  }

  @Test
  void damagedFileOpensNothingAndSaysWhere() throws IOException {
    String token = on(TODAY).add("anna", null);
    Files.writeString(store.resolve("tokens"), "anna\tno hash\n");
    assertThatThrownBy(() -> on(TODAY).holder(token)).hasMessageContaining("tokens:1");
  }
}
