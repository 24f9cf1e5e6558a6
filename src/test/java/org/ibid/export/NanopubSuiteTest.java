package org.ibid.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.ibid.BundledProject;
import org.ibid.Requirement;
import org.ibid.export.Nanopub.Standing;
import org.ibid.export.Nanopub.Verdict;
import org.ibid.graph.BadInputException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Gives the verdicts of the nanopublication test suite, as the guidelines' own checker gives them,
 * and signs its drafts into the same codes. The suite is no part of the project: it is used where
 * {@code ../shared/suites/nanopub} is at hand.
 */
class NanopubSuiteTest {

  private static final Path SUITE =
      BundledProject.home().root().resolveSibling("shared").resolve("suites").resolve("nanopub");

  private static final String SIGNER = "https://orcid.org/0000-0000-0000-0000";

  private static final Map<String, Integer> PASSED = new TreeMap<>();

  @BeforeAll
  static void theSuiteIsAtHand() {
    Requirement.of(
        "suites",
        Files.isDirectory(SUITE),
        "the nanopublication test suite is not at hand in ../shared/suites/nanopub");
  }

  @AfterAll
  static void tell() {
    int all = PASSED.values().stream().mapToInt(Integer::intValue).sum();
    LoggerFactory.getLogger(NanopubSuiteTest.class)
        .warn("Nanopublication suite: {} files as they should be, {}", all, PASSED);
  }

  static List<Path> plainValid() {
    return files("valid/plain");
  }

  static List<Path> trustyValid() {
    return files("valid/trusty");
  }

  static List<Path> signedValid() {
    return files("valid/signed");
  }

  static List<Path> plainInvalid() {
    return files("invalid/plain");
  }

  static List<Path> trustyInvalid() {
    return files("invalid/trusty");
  }

  static List<Path> signedInvalid() {
    return files("invalid/signed");
  }

  /** A draft and the file with the code that it has when it is signed. */
  record Signing(Path draft, Path code) {
    @Override
    public String toString() {
      return SUITE.relativize(code).toString();
    }
  }

  static List<Signing> drafts() {
    List<Signing> all = new ArrayList<>();
    for (Path code : files("transform/signed")) {
      if (code.toString().endsWith(".out.code")) {
        String name = code.getFileName().toString().replace(".out.code", ".in.trig");
        all.add(new Signing(SUITE.resolve("transform/plain").resolve(name), code));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("plainValid")
  void plainValidOnesAreWellFormed(Path file) {
    assertThat(standings(file))
        .isNotEmpty()
        .doesNotContain(Standing.MALFORMED, Standing.WRONGLY_SIGNED);
    passed("plain valid");
  }

  @ParameterizedTest
  @MethodSource("trustyValid")
  void trustyValidOnesHaveTheCodeOfTheirContent(Path file) {
    assertThat(standings(file)).isNotEmpty().isSubsetOf(Standing.TRUSTY, Standing.SIGNED);
    passed("trusty valid");
  }

  @ParameterizedTest
  @MethodSource("signedValid")
  void signedValidOnesHaveAFittingSignature(Path file) {
    assertThat(standings(file)).isNotEmpty().containsOnly(Standing.SIGNED);
    passed("signed valid");
  }

  @ParameterizedTest
  @MethodSource("plainInvalid")
  void plainInvalidOnesAreMalformed(Path file) {
    assertThat(standings(file)).contains(Standing.MALFORMED);
    passed("plain invalid");
  }

  @ParameterizedTest
  @MethodSource("trustyInvalid")
  void trustyInvalidOnesAreNotTrusty(Path file) {
    assertThat(standings(file)).doesNotContain(Standing.TRUSTY, Standing.SIGNED);
    passed("trusty invalid");
  }

  @ParameterizedTest
  @MethodSource("signedInvalid")
  void signedInvalidOnesAreNotSigned(Path file) {
    assertThat(standings(file)).doesNotContain(Standing.SIGNED);
    passed("signed invalid");
  }

  @ParameterizedTest
  @MethodSource("drafts")
  void draftIsSignedIntoTheSameCode(Signing signing) throws GeneralSecurityException, IOException {
    Nanopub draft = Nanopub.read(QuadReader.read(text(signing.draft()), "draft", Lang.TRIG)).get(0);
    Nanopub signed =
        NanopubSignature.sign(
            draft, keys(signing.code().resolveSibling("key")), NodeFactory.createURI(SIGNER));
    assertThat(TrustyIris.code(signed.iri())).hasValue(text(signing.code()).strip());
    assertThat(signed.check().standing()).isEqualTo(Standing.SIGNED);
    passed("signed from draft");
  }

  private static KeyPair keys(Path folder) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    Base64.Decoder decoder = Base64.getMimeDecoder();
    return new KeyPair(
        factory.generatePublic(
            new X509EncodedKeySpec(decoder.decode(text(folder.resolve("id_rsa.pub"))))),
        factory.generatePrivate(
            new PKCS8EncodedKeySpec(decoder.decode(text(folder.resolve("id_rsa"))))));
  }

  /** A document that cannot be read is as malformed as one that breaks a rule. */
  private static Set<Standing> standings(Path file) {
    String name = file.getFileName().toString();
    Lang lang = name.endsWith(".nq") ? Lang.NQUADS : name.endsWith(".xml") ? Lang.TRIX : Lang.TRIG;
    try {
      return Set.copyOf(
          Nanopub.check(QuadReader.read(text(file), name, lang)).stream()
              .map(Verdict::standing)
              .toList());
    } catch (BadInputException e) {
      LoggerFactory.getLogger(NanopubSuiteTest.class).info("{}", e.getMessage());
      return Set.of(Standing.MALFORMED);
    }
  }

  private static void passed(String kind) {
    PASSED.merge(kind, 1, Integer::sum);
  }

  private static List<Path> files(String folder) {
    Path start = SUITE.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of(start);
    }
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
