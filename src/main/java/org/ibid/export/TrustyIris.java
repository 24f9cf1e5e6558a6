package org.ibid.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;

/**
 * Makes and checks trusty IRIs of RDF content, which carry a digest of what they name: the module
 * RA of trusty URIs.
 *
 * <p>The code is made of the quads in which a space stands wherever the code itself will stand,
 * sorted and written one term a line.
 */
final class TrustyIris {

  /** What an IRI may hold where its code will stand. */
  private static final String PLACEHOLDER = "ARTIFACTCODE-PLACEHOLDER";

  private static final String LATER_PLACEHOLDER = "~~~ARTIFACTCODE~~~";

  private static final String MODULE = "RA";

  private static final Pattern CODE_AT_THE_END =
      Pattern.compile(
          "^(?:.*[^A-Za-z0-9\\-_]|)([A-Za-z0-9\\-_]{25,})(?:\\.[A-Za-z0-9\\-_.]{0,20})?$");

  /** The modules that there are, each followed by a digest. */
  private static final Pattern CODE = Pattern.compile("(?:FA|RA|RB)[A-Za-z0-9\\-_]{43}");

  private static final Comparator<Node> BY_IRI = Comparator.comparing(Node::getURI);

  private static final Comparator<Node> RESOURCES_BEFORE_LITERALS =
      Comparator.comparing(Node::isLiteral);

  private static final Comparator<Node> BY_LITERAL =
      Comparator.comparing(Node::getLiteralLexicalForm)
          .thenComparing(
              TrustyIris::plainDatatype, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TrustyIris::language);

  private static final Comparator<Quad> ORDER =
      Comparator.comparing(Quad::getGraph, BY_IRI)
          .thenComparing(Quad::getSubject, BY_IRI)
          .thenComparing(Quad::getPredicate, BY_IRI)
          .thenComparing(
              Quad::getObject,
              RESOURCES_BEFORE_LITERALS.thenComparing(
                  (one, other) ->
                      one.isLiteral()
                          ? BY_LITERAL.compare(one, other)
                          : BY_IRI.compare(one, other)));

  private TrustyIris() {}

  /** What stands where the code of a trusty IRI would stand, whether it is one or not. */
  static Optional<String> code(String iri) {
    Matcher matcher = CODE_AT_THE_END.matcher(iri);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether an IRI has the form of a trusty one. */
  static boolean looksTrusty(String iri) {
    return code(iri).filter(code -> CODE.matcher(code).matches()).isPresent();
  }

  /**
   * The code of quads in which a space stands for it.
   *
   * @throws IllegalArgumentException if there is a blank node among them
   */
  static String codeOf(Collection<Quad> quads) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(text(quads).getBytes(StandardCharsets.UTF_8));
      return MODULE + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What is digested, or signed: the quads sorted, each once, one term a line.
   *
   * @throws IllegalArgumentException if there is a blank node among them
   */
  static String text(Collection<Quad> quads) {
    List<Quad> sorted = new ArrayList<>(quads);
    for (Quad quad : sorted) {
      if (quad.getSubject().isBlank() || quad.getObject().isBlank() || quad.getGraph().isBlank()) {
        throw new IllegalArgumentException("a blank node has no place in a trusty graph");
      }
    }
    sorted.sort(ORDER);
    StringBuilder all = new StringBuilder();
    String before = "";
    for (Quad quad : sorted) {
      String now =
          text(quad.getGraph())
              + text(quad.getSubject())
              + text(quad.getPredicate())
              + text(quad.getObject());
      if (!now.equals(before)) {
        all.append(now);
      }
      before = now;
    }
    return all.toString();
  }

  private static String text(Node node) {
    if (node.isURI()) {
      return node.getURI() + "\n";
    }
    String value = node.getLiteralLexicalForm().replace("\\", "\\\\").replace("\n", "\\n");
    String datatype = plainDatatype(node);
    return (datatype == null ? "@" + language(node) : "^" + datatype) + " " + value + "\n";
  }

  private static String plainDatatype(Node literal) {
    return language(literal).isEmpty() ? literal.getLiteralDatatypeURI() : null;
  }

  private static String language(Node literal) {
    return literal.getLiteralLanguage().toLowerCase(Locale.ROOT);
  }

  /** The quads with a space for each occurrence of the code in an IRI. */
  static List<Quad> withoutCode(Collection<Quad> quads, String code) {
    return quads.stream().map(quad -> changed(quad, iri -> iri.replace(code, " "))).toList();
  }

  /** The quads with the code for each space in an IRI. */
  static List<Quad> withCode(Collection<Quad> quads, String code) {
    return quads.stream().map(quad -> changed(quad, iri -> iri.replace(" ", code))).toList();
  }

  /**
   * The quads with a space where the code will stand in the IRIs that begin with the base, and with
   * such IRIs in place of blank nodes.
   *
   * @param base the IRI that is to become trusty; it may end in a placeholder for the code
   */
  static List<Quad> prepared(List<Quad> quads, String base) {
    Map<Node, Node> blank = new HashMap<>();
    return quads.stream()
        .map(
            quad ->
                Quad.create(
                    prepared(quad.getGraph(), base, blank),
                    prepared(quad.getSubject(), base, blank),
                    prepared(quad.getPredicate(), base, blank),
                    prepared(quad.getObject(), base, blank)))
        .toList();
  }

  private static Node prepared(Node node, String base, Map<Node, Node> blank) {
    if (node.isBlank()) {
      return blank.computeIfAbsent(
          node, n -> NodeFactory.createURI(expanded(base) + " /_" + (blank.size() + 1)));
    }
    if (!node.isURI()) {
      return node;
    }
    String iri = node.getURI();
    if (!iri.startsWith(base)) {
      return NodeFactory.createURI(iri.replace(LATER_PLACEHOLDER, " "));
    }
    return looksTrusty(iri) ? node : NodeFactory.createURI(trusty(base, iri, " "));
  }

  /** The trusty IRI for an IRI that begins with the base. */
  static String trusty(String base, String iri, String code) {
    String rest = iri.substring(base.length()).replace("#", "%23");
    String all = expanded(base) + code;
    return rest.isEmpty() ? all : all + (rest.startsWith("_") ? "/_" : "/") + rest;
  }

  private static String expanded(String base) {
    String bare =
        base.replaceFirst(PLACEHOLDER + "[.#/]?$", "")
            .replaceFirst(LATER_PLACEHOLDER + "[.#/]?$", "");
    return bare.matches(".*[A-Za-z0-9\\-_]") ? bare + "/" : bare;
  }

  /** A quad with each of its IRIs changed. */
  static Quad changed(Quad quad, UnaryOperator<String> change) {
    return Quad.create(
        changed(quad.getGraph(), change),
        changed(quad.getSubject(), change),
        changed(quad.getPredicate(), change),
        changed(quad.getObject(), change));
  }

  private static Node changed(Node node, UnaryOperator<String> change) {
    if (!node.isURI()) {
      return node;
    }
    String iri = change.apply(node.getURI());
    return iri.equals(node.getURI()) ? node : NodeFactory.createURI(iri);
  }
}
