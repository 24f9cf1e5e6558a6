package org.ibid.graph;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.XSD;

/**
 * Describes one value that whoever asks a question may choose.
 *
 * <p>The header of the question declares it in a line such as {@code #+ parameter: ?work iri "The
 * work that is withdrawn"}; the query's own {@code VALUES ?work { … }} holds what it is otherwise.
 *
 * @param name the variable, without the question mark
 * @param type {@code iri}, or the name of an XML Schema datatype such as {@code gYear}
 * @param description what it is, in words
 */
public record Parameter(String name, String type, String description) {

  static {
    JenaSystem.init();
  }

  private static final Pattern DECLARATION =
      Pattern.compile("\\?([A-Za-z]\\w*)\\s+([A-Za-z]+)\\s+\"([^\"]+)\"");

  private static final Set<String> TYPES =
      Set.of("iri", "string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth");

  /**
   * Reads one declaration: the part of its line after the colon.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Parameter declared(String text) {
    Matcher matcher = DECLARATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a parameter is declared as in  #+ parameter: ?work iri \"The work\"  and not as "
              + text);
    }
    if (!TYPES.contains(matcher.group(2))) {
      throw new IllegalArgumentException(
          "a parameter is of one of the types "
              + String.join(", ", TYPES.stream().sorted().toList())
              + ", and not "
              + matcher.group(2));
    }
    return new Parameter(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /**
   * The value that a text stands for.
   *
   * @param text for an IRI the whole of it, with or without angle brackets, or a prefixed name; for
   *     a literal its characters
   * @throws IllegalArgumentException if it is no such value
   */
  public Node value(String text, PrefixMapping prefixes) {
    if (type.equals("iri")) {
      return iri(text, prefixes);
    }
    RDFDatatype datatype = TypeMapper.getInstance().getSafeTypeByName(XSD.getURI() + type);
    if (!datatype.isValid(text)) {
      throw new IllegalArgumentException(text + " is not of the type xsd:" + type);
    }
    return NodeFactory.createLiteralDT(text, datatype);
  }

  /**
   * The IRI that a text stands for: the whole of it, with or without angle brackets, or a prefixed
   * name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Node iri(String text, PrefixMapping prefixes) {
    boolean bracketed = text.startsWith("<") && text.endsWith(">");
    String given = bracketed ? text.substring(1, text.length() - 1) : text;
    String iri = bracketed ? given : prefixes.expandPrefix(given);
    if (iri.equals(given) && !bracketed && !given.contains("://") && !given.startsWith("urn:")) {
      int colon = given.indexOf(':');
      throw new IllegalArgumentException(
          colon < 0
              ? given + " is neither an IRI nor a prefixed name such as work:example"
              : "there is no prefix " + given.substring(0, colon + 1));
    }
    try {
      if (!iri.matches("[^\\s<>\"{}|\\\\^`]*") || IRIx.create(iri).isRelative()) {
        throw new IllegalArgumentException(given + " is not an IRI");
      }
    } catch (IRIException e) {
      throw new IllegalArgumentException(given + " is not an IRI", e);
    }
    return NodeFactory.createURI(iri);
  }
}
