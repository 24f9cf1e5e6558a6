package org.ibid.edit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.Spelling;
import org.ibid.graph.View;

/**
 * Finds the resources that people name in the cells of a spreadsheet, and names resources so that
 * they are found again.
 *
 * <p>A resource may be named by a label or another name, by title, by the last word of its address,
 * by a prefixed name or its IRI; a sentence, a footnote or what hangs on it by its number.
 */
final class SheetNames {

  /** A name that leads to no single resource. */
  static final class UnknownName extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> suggestions;

    UnknownName(String message, List<String> suggestions) {
      super(message);
      this.suggestions = suggestions;
    }

    List<String> suggestions() {
      return suggestions;
    }
  }

  private static final List<Node> NAMES =
      List.of(Facts.LABEL, SKOS.prefLabel.asNode(), SKOS.altLabel.asNode(), DCTerms.title.asNode());

  private static final Node NUMBER = Facts.iri(Ibid.NS + "number");
  private static final Node NOTE = Facts.iri(Ibid.NS + "note");
  private static final Node CONTAINS =
      Facts.iri("http://www.essepuntato.it/2008/12/pattern#contains");
  private static final Node REFERENCES = Facts.iri("http://purl.org/spar/biro/references");
  private static final Node SENTENCE = Facts.iri("http://purl.org/spar/doco/Sentence");
  private static final Node FOOTNOTE = Facts.iri("http://purl.org/spar/doco/Footnote");

  private static final Pattern IN_ARTICLE =
      Pattern.compile(Pattern.quote(Ibid.ID) + "([^/]+)/([^/]+/)(.*)");
  private static final Pattern PREFIXED = Pattern.compile("([A-Za-z][\\w-]*):(\\S*)");
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9_](?:[\\w.-]*[\\w-])?");
  private static final Pattern BY_NOTE =
      Pattern.compile("(?:foot)?note\\s*(\\d+)|n\\.?\\s*(\\d+)|(\\d+)");

  private final Facts facts;
  private final String article;
  private final Map<String, String> prefixes = new TreeMap<>();
  private final Map<String, Set<Node>> named = new HashMap<>();
  private final Map<Node, Set<Node>> classesOf = new HashMap<>();
  private final Set<Node> ownClaims = new LinkedHashSet<>();

  SheetNames(View view, String article) {
    this.facts = new Facts(view.asserted());
    this.article = article;
    view.prefixes()
        .getNsPrefixMap()
        .forEach(
            (prefix, namespace) -> {
              Matcher matcher = IN_ARTICLE.matcher(namespace);
              prefixes.put(
                  prefix,
                  matcher.matches() && matcher.group(3).isEmpty()
                      ? Ibid.ID + article + "/" + matcher.group(2)
                      : namespace);
            });
    for (Node name : NAMES) {
      for (Triple triple : facts.all(name)) {
        if (triple.getObject().isLiteral()) {
          add(triple.getObject().getLiteralLexicalForm(), triple.getSubject());
        }
      }
    }
    for (Triple triple : facts.all(Facts.TYPE)) {
      add(slug(triple.getSubject()), triple.getSubject());
    }
  }

  private void add(String name, Node resource) {
    if (resource.isURI() && !name.isEmpty() && isNear(resource)) {
      named.computeIfAbsent(key(name), k -> new LinkedHashSet<>()).add(resource);
    }
  }

  /** Whether it belongs to the article of the sheet, or to none. */
  private boolean isNear(Node resource) {
    Matcher matcher = IN_ARTICLE.matcher(resource.getURI());
    return !matcher.matches() || matcher.group(1).equals(article);
  }

  private static String slug(Node resource) {
    return resource.isURI() && resource.getURI().startsWith(Ibid.ID)
        ? resource.getURI().substring(resource.getURI().lastIndexOf('/') + 1)
        : "";
  }

  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .strip()
        .replaceAll("\\s+", " ")
        .replace('’', '\'')
        .toLowerCase(Locale.ROOT);
  }

  /** Makes a claim known that the sheet itself describes. */
  void announce(Node claim) {
    if (!facts.describes(claim)) {
      ownClaims.add(claim);
      add(slug(claim), claim);
    }
  }

  /** The prefixes that hold within the article. */
  Map<String, String> prefixes() {
    return prefixes;
  }

  Node claim(String slug) {
    return Facts.iri(Ibid.ID + article + "/claim/" + slug);
  }

  /** The name of a claim in the first column: short when it is one of the article. */
  String claimName(Node claim) {
    String namespace = claim("").getURI();
    return claim.getURI().startsWith(namespace)
        ? claim.getURI().substring(namespace.length())
        : shortForm(claim);
  }

  /** The prefixed name of a resource, or its IRI in angle brackets. */
  String shortForm(Node resource) {
    String iri = resource.getURI();
    String best = null;
    for (Map.Entry<String, String> entry : prefixes.entrySet()) {
      String namespace = entry.getValue();
      if (iri.startsWith(namespace)
          && LOCAL.matcher(iri.substring(namespace.length())).matches()
          && (best == null || namespace.length() > prefixes.get(best).length())) {
        best = entry.getKey();
      }
    }
    return best == null ? "<" + iri + ">" : best + ":" + iri.substring(prefixes.get(best).length());
  }

  /** The resource of a prefixed name or IRI, or null when the text is neither. */
  Node term(String text) {
    if (text.startsWith("<") && text.endsWith(">") && text.length() > 2) {
      return Facts.iri(text.substring(1, text.length() - 1));
    }
    if (text.matches("https?://\\S+")) {
      return Facts.iri(text);
    }
    Matcher matcher = PREFIXED.matcher(text);
    return matcher.matches() && prefixes.containsKey(matcher.group(1))
        ? Facts.iri(prefixes.get(matcher.group(1)) + matcher.group(2))
        : null;
  }

  /**
   * The shortest name by which people know a resource and by which it is found again among those of
   * the given classes.
   */
  String nameOf(Node resource, Set<Node> classes) {
    List<String> names = new ArrayList<>();
    facts.text(resource, Facts.LABEL).ifPresent(names::add);
    names.add(slug(resource));
    for (String name : names) {
      try {
        if (!name.isEmpty() && !name.contains("|") && resolve(name, classes).equals(resource)) {
          return name;
        }
      } catch (UnknownName e) {
        // Then the next name.
      }
    }
    return shortForm(resource);
  }

  /** The resource that somebody names, one of the given classes where several have the name. */
  Node resolve(String text, Set<Node> classes) throws UnknownName {
    Node term = term(text);
    if (term != null) {
      if (term.getURI().startsWith(Ibid.BASE)
          && !facts.describes(term)
          && !ownClaims.contains(term)
          && !isPartOfOwn(term)) {
        throw new UnknownName("Nothing says what " + text + " is.", nearest(slug(term), classes));
      }
      return term;
    }
    Set<Node> all = new LinkedHashSet<>(named.getOrDefault(key(text), Set.of()));
    all.addAll(numbered(text, classes));
    Set<Node> fitting = new LinkedHashSet<>(all);
    fitting.removeIf(node -> !fits(node, classes));
    Set<Node> found = fitting.isEmpty() ? all : fitting;
    if (found.size() == 1) {
      return found.iterator().next();
    }
    if (found.isEmpty()) {
      throw new UnknownName("Nothing is called \"" + text + "\".", nearest(text, classes));
    }
    throw new UnknownName(
        "Several things are called \""
            + text
            + "\": write the one that is meant as "
            + String.join(" or ", found.stream().map(this::shortForm).sorted().toList())
            + ".",
        List.of());
  }

  private boolean isPartOfOwn(Node term) {
    int dot = term.getURI().indexOf('.', term.getURI().lastIndexOf('/') + 1);
    return dot > 0 && ownClaims.contains(Facts.iri(term.getURI().substring(0, dot)));
  }

  /** What bears a number, or hangs on the footnote with that number. */
  private Set<Node> numbered(String text, Set<Node> classes) {
    Set<Node> found = new LinkedHashSet<>();
    String name = key(text);
    Matcher sentence = Pattern.compile("(?:sentence|s)?\\s*(\\d+)").matcher(name);
    if (sentence.matches()) {
      for (Node node : withNumber(sentence.group(1))) {
        if (!classes.isEmpty() && fits(node, classes) && facts.has(node, Facts.TYPE, SENTENCE)) {
          found.add(node);
        }
      }
    }
    Matcher byNote = BY_NOTE.matcher(name);
    if (byNote.matches()) {
      String number =
          byNote.group(1) != null
              ? byNote.group(1)
              : byNote.group(2) != null ? byNote.group(2) : byNote.group(3);
      for (Node note : withNumber(number)) {
        if (facts.has(note, Facts.TYPE, FOOTNOTE)) {
          Set<Node> reached = new LinkedHashSet<>(Set.of(note));
          reached.addAll(facts.subjects(NOTE, note));
          for (Node reference : facts.objects(note, CONTAINS)) {
            reached.add(reference);
            reached.addAll(facts.objects(reference, REFERENCES));
          }
          reached.removeIf(node -> classes.isEmpty() || !fits(node, classes));
          found.addAll(reached);
        }
      }
    }
    return found;
  }

  private List<Node> withNumber(String digits) {
    List<Node> found = new ArrayList<>();
    for (Triple triple : facts.all(NUMBER)) {
      if (triple.getObject().isLiteral()
          && triple.getObject().getLiteralLexicalForm().equals(digits)
          && triple.getSubject().isURI()
          && isNear(triple.getSubject())) {
        found.add(triple.getSubject());
      }
    }
    return found;
  }

  boolean fits(Node resource, Set<Node> classes) {
    if (classes.isEmpty()
        || (ownClaims.contains(resource) && classes.contains(ClaimVocabulary.CLAIM))) {
      return true;
    }
    return classesOf.computeIfAbsent(resource, this::classesOf).stream()
        .anyMatch(classes::contains);
  }

  private Set<Node> classesOf(Node resource) {
    Set<Node> all = new LinkedHashSet<>();
    for (Node type : facts.objects(resource, Facts.TYPE)) {
      all.addAll(facts.upwards(type, RDFS.subClassOf.asNode()));
    }
    return all;
  }

  /** What may have been meant, among all that fits. */
  private List<String> nearest(String wanted, Set<Node> classes) {
    Map<String, Node> known = new LinkedHashMap<>();
    named.forEach(
        (name, nodes) ->
            nodes.stream()
                .filter(node -> fits(node, classes))
                .findFirst()
                .ifPresent(node -> known.put(name, node)));
    Collection<String> names = known.keySet();
    return Spelling.nearest(wanted, names, 6, UnaryOperator.identity()).stream()
        .map(known::get)
        .distinct()
        .limit(3)
        .map(node -> suggestion(node, classes))
        .toList();
  }

  private String suggestion(Node node, Set<Node> classes) {
    return "\"" + nameOf(node, classes) + "\"";
  }
}
