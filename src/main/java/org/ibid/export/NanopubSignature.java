package org.ibid.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.export.Nanopub.Standing;
import org.ibid.export.Nanopub.Verdict;

/**
 * Checks the signatures of nanopublications, which stand in their publication information, and
 * makes them.
 *
 * <p>What is signed is everything but the signature itself. An older form, still to be met, signs a
 * digest of everything but the signature and its key, with DSA.
 */
final class NanopubSignature {

  private static final Set<String> ALGORITHMS = Set.of("RSA", "DSA");

  /** Where IRIs of drafts begin, and with what they begin once published. */
  private static final String DRAFT = "http://purl.org/nanopub/temp/";

  private static final String PUBLISHED = "https://w3id.org/np/ARTIFACTCODE-PLACEHOLDER/";

  private NanopubSignature() {}

  /** The verdict on a nanopublication whose IRI fits its content. */
  static Verdict check(Nanopub nanopub) {
    try {
      Node element = element(nanopub, NanopubTerms.HAS_SIGNATURE_TARGET, false);
      if (element != null) {
        return verdict(nanopub, isValid(nanopub, element));
      }
      element = element(nanopub, NanopubTerms.HAS_SIGNATURE_ELEMENT, true);
      return element == null
          ? new Verdict(nanopub.iri(), Standing.TRUSTY, "it is not signed")
          : verdict(nanopub, isValidOfOldForm(nanopub, element));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Verdict(nanopub.iri(), Standing.WRONGLY_SIGNED, String.valueOf(e.getMessage()));
    }
  }

  private static Verdict verdict(Nanopub nanopub, boolean valid) {
    return valid
        ? new Verdict(nanopub.iri(), Standing.SIGNED, "")
        : new Verdict(
            nanopub.iri(), Standing.WRONGLY_SIGNED, "the signature is of another content or key");
  }

  private static Node element(Nanopub nanopub, Node property, boolean isObject) {
    Node whole = NodeFactory.createURI(nanopub.iri());
    List<Node> found =
        nanopub.graph(nanopub.pubinfo()).stream()
            .filter(quad -> quad.getPredicate().equals(property))
            .filter(quad -> (isObject ? quad.getSubject() : quad.getObject()).equals(whole))
            .map(quad -> isObject ? quad.getObject() : quad.getSubject())
            .distinct()
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException("there are several signatures");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static boolean isValid(Nanopub nanopub, Node element) throws GeneralSecurityException {
    String algorithm = value(nanopub, element, NanopubTerms.HAS_ALGORITHM).toUpperCase(Locale.ROOT);
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException("the algorithm " + algorithm + " is not one in use");
    }
    List<Quad> signed = new ArrayList<>();
    for (Quad quad : nanopub.quads()) {
      if (!isOf(quad, nanopub, element)
          || !quad.getPredicate().equals(NanopubTerms.HAS_SIGNATURE)) {
        signed.add(quad);
      }
    }
    Signature signature = Signature.getInstance("SHA256with" + algorithm);
    return verified(signature, algorithm, nanopub, element, text(signed, nanopub).getBytes(UTF_8));
  }

  private static boolean isValidOfOldForm(Nanopub nanopub, Node element)
      throws GeneralSecurityException {
    Set<Node> unsigned =
        Set.of(NanopubTerms.HAS_SIGNATURE, NanopubTerms.HAS_PUBLIC_KEY, NanopubTerms.SIGNED_BY);
    List<Quad> signed = new ArrayList<>();
    for (Quad quad : nanopub.quads()) {
      boolean inPubinfo = quad.getGraph().equals(nanopub.pubinfo());
      boolean left =
          isOf(quad, nanopub, element)
              ? unsigned.contains(quad.getPredicate())
              : inPubinfo && quad.getPredicate().equals(NanopubTerms.HAS_SIGNATURE_ELEMENT);
      if (!left) {
        signed.add(quad);
      }
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text(signed, nanopub).getBytes(UTF_8));
    return verified(Signature.getInstance("SHA1withDSA"), "DSA", nanopub, element, digest);
  }

  private static boolean verified(
      Signature signature, String algorithm, Nanopub nanopub, Node element, byte[] content)
      throws GeneralSecurityException {
    byte[] key = bytes(value(nanopub, element, NanopubTerms.HAS_PUBLIC_KEY));
    signature.initVerify(
        KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key)));
    signature.update(content);
    return signature.verify(bytes(value(nanopub, element, NanopubTerms.HAS_SIGNATURE)));
  }

  private static String text(List<Quad> signed, Nanopub nanopub) {
    String code = TrustyIris.code(nanopub.iri()).orElseThrow();
    return TrustyIris.text(TrustyIris.withoutCode(signed, code));
  }

  private static boolean isOf(Quad quad, Nanopub nanopub, Node element) {
    return quad.getGraph().equals(nanopub.pubinfo()) && quad.getSubject().equals(element);
  }

  private static String value(Nanopub nanopub, Node element, Node property) {
    List<Node> values =
        nanopub.graph(nanopub.pubinfo()).stream()
            .filter(quad -> quad.getSubject().equals(element))
            .filter(quad -> quad.getPredicate().equals(property))
            .map(Quad::getObject)
            .toList();
    if (values.size() != 1 || !values.get(0).isLiteral()) {
      throw new IllegalArgumentException("the signature has not one literal as " + property);
    }
    return values.get(0).getLiteralLexicalForm();
  }

  private static byte[] bytes(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  /**
   * The nanopublication signed, under a trusty IRI.
   *
   * @param signer who signs, or null
   */
  static Nanopub sign(Nanopub draft, KeyPair keys, Node signer) throws GeneralSecurityException {
    boolean isDraft = draft.iri().startsWith(DRAFT);
    String base = isDraft ? PUBLISHED : draft.iri();
    List<Quad> quads = new ArrayList<>();
    for (Quad quad : draft.quads()) {
      quads.add(
          isDraft
              ? TrustyIris.changed(
                  quad,
                  iri ->
                      iri.startsWith(draft.iri())
                          ? PUBLISHED + iri.substring(draft.iri().length())
                          : iri)
              : quad);
    }
    Node pubinfo =
        NodeFactory.createURI(base + draft.pubinfo().getURI().substring(draft.iri().length()));
    Node element = NodeFactory.createURI(base + "sig");
    String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    quads.add(
        Quad.create(
            pubinfo, element, NanopubTerms.HAS_SIGNATURE_TARGET, NodeFactory.createURI(base)));
    quads.add(Quad.create(pubinfo, element, NanopubTerms.HAS_PUBLIC_KEY, literal(key)));
    quads.add(
        Quad.create(
            pubinfo,
            element,
            NanopubTerms.HAS_ALGORITHM,
            literal(keys.getPrivate().getAlgorithm())));
    if (signer != null) {
      quads.add(Quad.create(pubinfo, element, NanopubTerms.SIGNED_BY, signer));
    }
    List<Quad> prepared = new ArrayList<>(TrustyIris.prepared(quads, base));
    Signature signature = Signature.getInstance("SHA256with" + keys.getPrivate().getAlgorithm());
    signature.initSign(keys.getPrivate());
    signature.update(TrustyIris.text(prepared).getBytes(UTF_8));
    Quad signed =
        Quad.create(
            pubinfo,
            element,
            NanopubTerms.HAS_SIGNATURE,
            literal(Base64.getEncoder().encodeToString(signature.sign())));
    prepared.addAll(TrustyIris.prepared(List.of(signed), base));
    return Nanopub.read(TrustyIris.withCode(prepared, TrustyIris.codeOf(prepared))).get(0);
  }

  private static Node literal(String text) {
    return NodeFactory.createLiteralString(text);
  }
}
