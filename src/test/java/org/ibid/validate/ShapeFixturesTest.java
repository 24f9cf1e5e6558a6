package org.ibid.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.ibid.BundledProject;
import org.ibid.graph.ClaimGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the shapes is broken by one fixture and kept by another. */
class ShapeFixturesTest {

  @TempDir static Path folder;
  private static ClaimGraph base;
  private static Validator validator;

  @BeforeAll
  static void loadBase() throws IOException {
    base = Fixtures.base(folder);
    validator = Validator.read(BundledProject.home());
  }

  static Stream<String> rules() {
    return Validator.read(BundledProject.home()).rules().stream().map(Node::getLocalName);
  }

  private static List<String> broken(Path fixture) {
    return validator.check(base.with(List.of(fixture))).findings().stream()
        .map(finding -> finding.rule().getLocalName() + " by " + finding.resource())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void breakingFixtureBreaksThisRuleOnly(String rule) {
    assertThat(broken(Fixtures.breaking(rule)))
        .singleElement()
        .asString()
        .startsWith(rule + " by ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void passingFixtureBreaksNothing(String rule) {
    assertThat(broken(Fixtures.passing(rule))).isEmpty();
  }

  @Test
  void everyFixtureBelongsToARule() {
    assertThat(Fixtures.rules()).containsExactlyElementsOf(rules().toList());
  }

  @Test
  void baseBreaksNothing() {
    assertThat(validator.check(base.view()).findings()).isEmpty();
  }
}
