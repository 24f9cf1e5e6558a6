package org.ibid.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows what the ontology rules out, and that it rules out no more than that. */
class ContradictionsTest {

  private static final Path FOLDER = Owl.ROOT.resolve("src/test/resources/ontology");
  private static final Model ONTOLOGY = Owl.ontology();

  static Stream<Named<Path>> contradictions() {
    return cases("contradictions");
  }

  static Stream<Named<Path>> nearMisses() {
    return cases("near-misses");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void reasonerCatches(Path file) {
    assertThat(isConsistent(file)).as(file.getFileName().toString()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nearMisses")
  void reasonerLetsPass(Path file) {
    assertThat(isConsistent(file)).as(file.getFileName().toString()).isTrue();
  }

  private static boolean isConsistent(Path file) {
    return Owl.isConsistent(Owl.load(ONTOLOGY, Owl.read(List.of(file))));
  }

  private static Stream<Named<Path>> cases(String kind) {
    return Owl.files(FOLDER.resolve(kind), ".ttl", 1).stream()
        .map(file -> Named.of(file.getFileName().toString().replace(".ttl", ""), file));
  }
}
