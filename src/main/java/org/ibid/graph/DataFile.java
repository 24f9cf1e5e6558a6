package org.ibid.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.vocabulary.RDF;

/**
 * Writes a data file in the one form that data files have, so that a change of what they say is all
 * that a difference between two versions shows.
 *
 * <p>Resources, values and section rulers ({@code #### Title}) keep their order; parts of a
 * resource stand directly after it; prefixes are sorted, and predicates stand in the {@link
 * PredicateOrder}. Data files have no blank nodes and no other comments.
 */
public final class DataFile {

  private static final int WIDTH = 120;
  private static final Node RULER = NodeFactory.createURI("urn:x-ibid:ruler");

  private final Map<String, String> prefixes = new TreeMap<>();
  private final Map<Node, Resource> resources = new LinkedHashMap<>();
  private List<String> pendingRulers = new ArrayList<>();

  /** What is said of one subject, and the rulers that stand before it. */
  private record Resource(List<String> rulers, Map<Node, Set<Node>> values) {}

  /**
   * Reads a data file.
   *
   * @param name what to call it in messages
   * @throws BadInputException if it is not Turtle, or holds what a data file must not hold
   */
  public static DataFile parse(String text, String name) {
    String triples;
    try {
      triples = DataSyntax.rulersAsTriples(text, name, RULER.getURI());
    } catch (BadInputException e) {
      // Where the syntax is broken as well, say that first: it may be the cause.
      new DataFile().read(text, name);
      throw e;
    }
    DataFile file = new DataFile();
    file.read(triples, name);
    return file;
  }

  private void read(String text, String name) {
    try {
      RDFParser.create()
          .fromString(text)
          .lang(Lang.TURTLE)
          .base(Ibid.BASE)
          // Whether values are good ones is a question for validation.
          .checking(false)
          .errorHandler(new SourceFile.Refusing(name))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  add(triple.getSubject(), triple.getPredicate(), triple.getObject());
                }

                @Override
                public void prefix(String prefix, String namespace) {
                  DataFile.this.prefix(prefix, namespace);
                }
              });
    } catch (RiotException e) {
      throw new BadInputException(name, e.getMessage());
    }
  }

  /** Declares a prefix, to be written if it is used. */
  public DataFile prefix(String prefix, String namespace) {
    prefixes.put(prefix, namespace);
    return this;
  }

  /** Takes a declaration back. */
  void withoutPrefix(String prefix) {
    prefixes.remove(prefix);
  }

  /** Begins a section with a title. */
  public DataFile ruler(String title) {
    pendingRulers.add(title.strip());
    return this;
  }

  /** Says one thing of a subject, which stands where it was first spoken of. */
  public DataFile add(Node subject, Node predicate, Node object) {
    if (subject.equals(RULER)) {
      return ruler(object.getLiteralLexicalForm());
    }
    Resource resource = resources.get(subject);
    if (resource == null) {
      resource = new Resource(pendingRulers, new LinkedHashMap<>());
      resources.put(subject, resource);
      pendingRulers = new ArrayList<>();
    }
    resource.values().computeIfAbsent(predicate, p -> new LinkedHashSet<>()).add(object);
    return this;
  }

  /** The resources of which it says anything, in its order; parts where they were spoken of. */
  List<Node> subjects() {
    return List.copyOf(resources.keySet());
  }

  /** What it says of a resource, by predicate; nothing of one that it does not know. */
  Map<Node, Set<Node>> said(Node subject) {
    Resource resource = resources.get(subject);
    return resource == null ? Map.of() : resource.values();
  }

  /** The titles of the rulers that stand right before a resource. */
  List<String> rulersBefore(Node subject) {
    Resource resource = resources.get(subject);
    return resource == null ? List.of() : List.copyOf(resource.rulers());
  }

  /** The titles of the rulers after which nothing stands. */
  List<String> rulersAtEnd() {
    return List.copyOf(pendingRulers);
  }

  /** The prefixes that it declares, used or not. */
  Map<String, String> prefixes() {
    return Map.copyOf(prefixes);
  }

  /** The file in the canonical form. */
  public String toTurtle(PredicateOrder order) {
    Terms terms = new Terms(prefixes);
    StringBuilder body = new StringBuilder();
    List<String> rulers = new ArrayList<>();
    Map<Node, List<Node>> parts = parts();
    resources.forEach(
        (subject, resource) -> {
          // A part moves to its owner; the ruler before it stays.
          rulers.addAll(resource.rulers());
          if (owner(subject) == null) {
            rulers.forEach(title -> ruler(title, body));
            rulers.clear();
            write(subject, parts, order, terms, body);
          }
        });
    rulers.addAll(pendingRulers);
    rulers.forEach(title -> ruler(title, body));
    String head = terms.declarations();
    return head.isEmpty() ? body.toString().stripLeading() : head + body;
  }

  private static void ruler(String title, StringBuilder out) {
    out.append("\n\n#### ").append(title).append('\n');
  }

  private void write(
      Node subject,
      Map<Node, List<Node>> parts,
      PredicateOrder order,
      Terms terms,
      StringBuilder out) {
    Map<Node, Set<Node>> values = new TreeMap<>(order.comparator());
    values.putAll(resources.get(subject).values());
    StringJoiner lines = new StringJoiner(" ;\n    ", "\n" + terms.of(subject) + " ", " .\n");
    values.forEach((predicate, objects) -> lines.add(line(predicate, objects, terms)));
    out.append(lines);
    parts.getOrDefault(subject, List.of()).forEach(part -> write(part, parts, order, terms, out));
  }

  private static String line(Node predicate, Set<Node> objects, Terms terms) {
    String name = predicate.equals(RDF.type.asNode()) ? "a" : terms.of(predicate);
    List<String> values = objects.stream().map(terms::of).toList();
    String line = name + " " + String.join(" , ", values);
    // Room for the indent before it and for what ends it.
    boolean fits = line.codePointCount(0, line.length()) <= WIDTH - 6;
    return values.size() == 1 || fits
        ? line
        : name + "\n        " + String.join(" ,\n        ", values);
  }

  private Map<Node, List<Node>> parts() {
    Map<Node, List<Node>> parts = new LinkedHashMap<>();
    for (Node subject : resources.keySet()) {
      Node owner = owner(subject);
      if (owner != null) {
        parts.computeIfAbsent(owner, o -> new ArrayList<>()).add(subject);
      }
    }
    return parts;
  }

  /** The nearest owner of a part that this file speaks of, or null. */
  private Node owner(Node subject) {
    String iri = subject.getURI();
    int slash = iri.lastIndexOf('/');
    for (int dot = iri.lastIndexOf('.'); dot > slash; dot = iri.lastIndexOf('.', dot - 1)) {
      Node owner = NodeFactory.createURI(iri.substring(0, dot));
      if (iri.startsWith(Ibid.ID) && resources.containsKey(owner)) {
        return owner;
      }
    }
    return null;
  }

  /** Writes terms, and remembers which prefixes it used. */
  private static final class Terms {
    /** What Turtle calls PN_CHARS_BASE. */
    private static final String LETTER =
        "A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
            + "\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF";

    private static final Pattern LOCAL =
        Pattern.compile("[0-9_" + LETTER + "](?:[0-9_." + LETTER + "-]*[0-9_" + LETTER + "-])?");

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]*\\.[0-9]+");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");

    private final Map<String, String> prefixes;
    private final Set<String> used = new TreeSet<>();

    Terms(Map<String, String> prefixes) {
      this.prefixes = prefixes;
    }

    String declarations() {
      int width = used.stream().mapToInt(String::length).max().orElse(0) + 1;
      StringBuilder out = new StringBuilder();
      for (String prefix : used) {
        out.append("@prefix ")
            .append(prefix)
            .append(':')
            .append(" ".repeat(width - prefix.length()))
            .append('<')
            .append(prefixes.get(prefix))
            .append("> .\n");
      }
      return out.toString();
    }

    String of(Node node) {
      return node.isURI() ? iri(node.getURI()) : literal(node);
    }

    private String iri(String iri) {
      String best = null;
      for (Map.Entry<String, String> entry : prefixes.entrySet()) {
        String namespace = entry.getValue();
        if (iri.startsWith(namespace)
            && (best == null || namespace.length() > prefixes.get(best).length())
            && LOCAL.matcher(iri.substring(namespace.length())).matches()) {
          best = entry.getKey();
        }
      }
      if (best == null) {
        return "<" + escape(iri, "<>\"{}|^`\\", true) + ">";
      }
      used.add(best);
      return best + ":" + iri.substring(prefixes.get(best).length());
    }

    private String literal(Node node) {
      String form = node.getLiteralLexicalForm();
      String quoted = '"' + escape(form, "", false) + '"';
      if (!node.getLiteralLanguage().isEmpty()) {
        String direction =
            node.getLiteralBaseDirection() == null ? "" : "--" + node.getLiteralBaseDirection();
        return quoted + "@" + node.getLiteralLanguage() + direction;
      }
      String type = node.getLiteralDatatypeURI();
      if (type.equals(XSDDatatype.XSDstring.getURI())) {
        return quoted;
      }
      boolean bare =
          isBare(type, form, XSDDatatype.XSDinteger, INTEGER)
              || isBare(type, form, XSDDatatype.XSDdecimal, DECIMAL)
              || isBare(type, form, XSDDatatype.XSDboolean, BOOLEAN);
      return bare ? form : quoted + "^^" + iri(type);
    }

    private static boolean isBare(String type, String form, XSDDatatype datatype, Pattern syntax) {
      return type.equals(datatype.getURI()) && syntax.matcher(form).matches();
    }

    private static String escape(String text, String others, boolean numbersOnly) {
      StringBuilder out = new StringBuilder(text.length() + 2);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        int named = numbersOnly ? -1 : "\"\\\n\r\t\b\f".indexOf(c);
        if (named >= 0) {
          out.append('\\').append("\"\\nrtbf".charAt(named));
        } else if (Character.isISOControl(c)
            || others.indexOf(c) >= 0
            || (numbersOnly && c == ' ')) {
          out.append(String.format("\\u%04X", (int) c));
        } else {
          out.append(c);
        }
      }
      return out.toString();
    }
  }
}
