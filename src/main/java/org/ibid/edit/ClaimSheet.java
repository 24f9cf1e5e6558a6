package org.ibid.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.edit.SheetColumn.Content;
import org.ibid.edit.SheetColumn.Step;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Knows how claims of one kind stand in a spreadsheet: which columns there are, what their cells
 * hold, and how claims are written into them.
 *
 * <p>A row is a claim with its parts. The columns come from the ontology and the shapes; parts are
 * laid flat: {@code amount: value}. A sheet of all claims of a kind, read back by {@link
 * SheetReader}, gives the same claims.
 */
public final class ClaimSheet {

  /** One claim in so many must say a thing for it to have a column in the template. */
  private static final int SELDOM = 20;

  private static final String SEPARATOR = "\r\n";
  private static final Node LANGUAGE_TEXT = RDF.langString.asNode();
  private static final Node FUNCTIONAL = OWL2.FunctionalProperty.asNode();
  private static final Node CLASS = OWL2.Class.asNode();

  private static final Node YEAR = Facts.iri(XSDDatatype.XSDgYear.getURI());

  /** How people write what cannot be called by a label of its own. */
  private static final Map<Node, String> EXAMPLES =
      Map.of(
          Facts.iri("http://purl.org/spar/doco/Sentence"),
          "its number, such as s12",
          Facts.iri("http://purl.org/spar/c4o/InTextReferencePointer"),
          "the number of its note, such as footnote 12",
          ClaimVocabulary.CLAIM,
          "the short name of the claim");

  private final View view;
  private final ClaimVocabulary vocabulary;
  private final SheetNames names;
  private final SheetText text;
  private final Facts facts;
  private final String article;
  private final Map<List<Object>, SheetColumn> known = new HashMap<>();
  private final Map<Node, List<Node>> partsOf = new HashMap<>();

  /** The sheets of an article: what a view knows of it, under the name of its folder. */
  public ClaimSheet(View view, ClaimVocabulary vocabulary, String article) {
    this.view = view;
    this.vocabulary = vocabulary;
    this.names = new SheetNames(view, article);
    this.text = new SheetText(vocabulary, names);
    this.facts = new Facts(view.asserted());
    this.article = article;
    for (Triple triple : facts.all(Facts.TYPE)) {
      Node owner = owner(triple.getSubject());
      if (!owner.equals(triple.getSubject())) {
        partsOf.computeIfAbsent(owner, o -> new ArrayList<>()).add(triple.getSubject());
      }
    }
  }

  ClaimVocabulary vocabulary() {
    return vocabulary;
  }

  SheetNames names() {
    return names;
  }

  SheetText text() {
    return text;
  }

  Facts facts() {
    return facts;
  }

  View view() {
    return view;
  }

  /**
   * The columns of the template for a kind of claim, those that every claim needs first.
   *
   * @param all with all that can be said in a claim of the kind; else with what was made for the
   *     kind, what the shapes ask for and what claims of the kind often say
   */
  public List<SheetColumn> columns(Kind kind, boolean all) {
    Map<Node, Integer> usage = vocabulary.usage(kind.type());
    int claims = Math.max(1, facts.subjects(Facts.TYPE, kind.type()).size());
    List<SheetColumn> columns = new ArrayList<>();
    columns.add(claimColumn(kind));
    for (Node property : vocabulary.properties(kind.type())) {
      boolean wanted =
          all
              || vocabulary.isRequired(kind.type(), property)
              || vocabulary.isPeculiar(kind.type(), property)
              || usage.getOrDefault(property, 0) * SELDOM >= claims
              || property.equals(ClaimVocabulary.EDITORIAL_NOTE);
      if (wanted) {
        addColumns(kind.type(), List.of(), property, 1, columns);
      }
    }
    columns.sort(order(kind));
    return columns;
  }

  private void addColumns(
      Node type, List<Step> before, Node property, int depth, List<SheetColumn> columns) {
    List<Step> path = new ArrayList<>(before);
    path.add(new Step(property, 1));
    Node partClass = vocabulary.partClass(property);
    boolean refersElsewhere = partClass != null && partClass.equals(type) && !isChain(property);
    if (partClass == null || refersElsewhere) {
      columns.add(column(type, Content.VALUES, path, SheetColumn.ENGLISH));
      return;
    }
    if (depth > 2) {
      return;
    }
    if (vocabulary.writableClasses(partClass).size() > 1) {
      List<Step> kind = new ArrayList<>(path);
      kind.add(new Step(Facts.TYPE, 1));
      columns.add(column(partClass, Content.VALUES, kind, SheetColumn.ENGLISH));
    }
    for (Node inner : vocabulary.partProperties(partClass)) {
      addColumns(partClass, path, inner, depth + 1, columns);
    }
  }

  /** Whether a property leads on from part to part of one claim, as from speaker to speaker. */
  private boolean isChain(Node property) {
    List<Triple> examples = facts.all(property);
    // Without any data to learn from: what has at most one value leads on.
    return examples.isEmpty()
        ? facts.has(property, Facts.TYPE, FUNCTIONAL)
        : examples.stream()
            .allMatch(triple -> owner(triple.getSubject()).equals(owner(triple.getObject())));
  }

  private static Node owner(Node resource) {
    if (!resource.isURI()) {
      return resource;
    }
    String iri = resource.getURI();
    int dot = iri.indexOf('.', iri.lastIndexOf('/') + 1);
    return iri.startsWith(Ibid.ID) && dot > 0 ? Facts.iri(iri.substring(0, dot)) : resource;
  }

  private SheetColumn claimColumn(Kind kind) {
    return new SheetColumn(
        Content.CLAIM,
        List.of(),
        SheetColumn.ENGLISH,
        kind.label(),
        kind.name(),
        false,
        "A short name of the claim for its address, in lower-case letters, digits and hyphens, such as"
            + " trade-grew-in-2016; if empty, it is made from the statement.");
  }

  SheetColumn column(Node type, Content content, List<Step> path, String language) {
    return known.computeIfAbsent(
        List.of(type, content, List.copyOf(path), language),
        key -> newColumn(type, content, path, language));
  }

  private SheetColumn newColumn(Node type, Content content, List<Step> path, String language) {
    StringBuilder label = new StringBuilder();
    StringBuilder name = new StringBuilder();
    for (Step step : path) {
      boolean isKind = step.property().equals(Facts.TYPE);
      label
          .append(label.isEmpty() ? "" : ": ")
          .append(isKind ? "kind" : vocabulary.label(step.property()))
          .append(step.number() > 1 ? " " + step.number() : "");
      name.append(name.isEmpty() ? "" : "/")
          .append(vocabulary.name(step.property()))
          .append(step.number() > 1 ? "[" + step.number() + "]" : "");
    }
    if (content == Content.PART_NAME) {
      label.append(": name");
      name.append("/name()");
    }
    if (!language.equals(SheetColumn.ENGLISH)) {
      label.append(" in ").append(language);
      name.append('@').append(language);
    }
    Node property = path.get(path.size() - 1).property();
    boolean needed =
        content == Content.VALUES
            && language.equals(SheetColumn.ENGLISH)
            && vocabulary.isRequired(type, property);
    String help = help(type, property);
    return new SheetColumn(
        content, path, language, label.toString(), name.toString(), needed, help);
  }

  private String help(Node type, Node property) {
    if (property.equals(Facts.TYPE)) {
      return "One of: "
          + String.join(
              ", ", vocabulary.writableClasses(type).stream().map(vocabulary::label).toList())
          + ".";
    }
    String definition = vocabulary.definition(property);
    if (!vocabulary.isResource(property)) {
      return vocabulary.valueTypes(property).contains(YEAR)
          ? definition + " Write 2016, 2019-05 or 2019-05-22."
          : definition;
    }
    Set<Node> classes = vocabulary.valueClasses(property);
    List<String> choices = choices(classes);
    if (!choices.isEmpty()) {
      return definition + " One of: " + String.join(", ", choices) + ".";
    }
    return classes.stream()
        .map(EXAMPLES::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(example -> definition + " Write " + example + ".")
        .orElse(definition);
  }

  /** The members of a closed list, when the classes are those of one. */
  private List<String> choices(Set<Node> classes) {
    Set<String> choices = new LinkedHashSet<>();
    for (Node type : classes) {
      for (Node member : facts.subjects(Facts.TYPE, type)) {
        if (member.isURI() && !member.getURI().startsWith(Ibid.ID)) {
          choices.add(names.nameOf(member, classes));
        } else {
          return List.of();
        }
      }
    }
    return choices.stream().sorted().toList();
  }

  /** Which resources may stand in a column. */
  Set<Node> classes(Node type, SheetColumn column) {
    return column.property().equals(Facts.TYPE)
        ? Set.of(CLASS)
        : vocabulary.valueClasses(column.property());
  }

  /** The order of columns: what every claim needs first, then as in the canonical form. */
  private Comparator<SheetColumn> order(Kind kind) {
    return Comparator.<SheetColumn>comparingInt(column -> column.content() == Content.CLAIM ? 0 : 1)
        .thenComparingInt(
            column ->
                column.path().isEmpty()
                        || vocabulary.isRequired(kind.type(), column.path().get(0).property())
                    ? 0
                    : 1)
        .thenComparing(this::byPath);
  }

  private int byPath(SheetColumn one, SheetColumn another) {
    int difference = inOrder(one.path(), another.path());
    if (difference == 0) {
      difference = one.content().compareTo(another.content());
    }
    return difference != 0 ? difference : languageRank(one).compareTo(languageRank(another));
  }

  /** Compares two paths: a part before what belongs to it, then as in the canonical form. */
  int inOrder(List<Step> one, List<Step> another) {
    for (int i = 0; i < Math.min(one.size(), another.size()); i++) {
      Step left = one.get(i);
      Step right = another.get(i);
      int difference = vocabulary.order().compare(left.property(), right.property());
      if (difference == 0) {
        difference = Integer.compare(left.number(), right.number());
      }
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(one.size(), another.size());
  }

  private static String languageRank(SheetColumn column) {
    return column.language().equals(SheetColumn.ENGLISH) ? "" : column.language();
  }

  /**
   * The template for a kind of claim: a row of headers, and below it a row that says what to write,
   * which begins with {@code #} and is skipped when the sheet is read.
   */
  public String template(Kind kind, boolean all) {
    List<SheetColumn> columns = columns(kind, all);
    List<String> help = new ArrayList<>();
    for (SheetColumn column : columns) {
      help.add(
          (help.isEmpty() ? "# " : "")
              + (!column.required()
                  ? ""
                  : isNeededInEach(kind, column) ? "Needed. " : "Needed where there is one. ")
              + column.help());
    }
    return csv(List.of(columns.stream().map(SheetColumn::header).toList(), help));
  }

  /** Whether each claim needs the column, not only one that has the part. */
  private boolean isNeededInEach(Kind kind, SheetColumn column) {
    return vocabulary.isRequired(kind.type(), column.path().get(0).property())
        && column.path().size() <= 2;
  }

  /** The kinds of which the article has claims. */
  public List<Kind> kinds() {
    return vocabulary.kinds().stream().filter(kind -> !claims(kind).isEmpty()).toList();
  }

  /** The claims of a kind that the article has, in the order of their addresses. */
  public List<Node> claims(Kind kind) {
    String namespace = names.claim("").getURI();
    return facts.subjects(Facts.TYPE, kind.type()).stream()
        .filter(claim -> claim.isURI() && claim.getURI().startsWith(namespace))
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** What is said of a claim and its parts. */
  Set<Triple> closure(Node claim) {
    Set<Triple> closure = new LinkedHashSet<>(facts.of(claim));
    if (!closure.isEmpty()) {
      List<Node> open = new ArrayList<>(List.of(claim));
      Set<Node> seen = new HashSet<>(open);
      while (!open.isEmpty()) {
        for (Triple triple : facts.of(open.remove(open.size() - 1))) {
          closure.add(triple);
          Node value = triple.getObject();
          if (value.isURI() && value.getURI().startsWith(claim.getURI() + ".") && seen.add(value)) {
            open.add(value);
          }
        }
      }
    }
    return closure;
  }

  /** All claims of a kind that the article has, as a sheet. */
  public String write(Kind kind) {
    return write(kind, claims(kind));
  }

  /**
   * These claims of a kind as a sheet.
   *
   * @throws IllegalArgumentException if a claim has a part that nothing leads to
   */
  public String write(Kind kind, Collection<Node> claims) {
    List<Map<SheetColumn, List<Node>>> rows = new ArrayList<>();
    Set<SheetColumn> used = new LinkedHashSet<>();
    Map<SheetColumn, Node> types = new HashMap<>();
    for (Node claim : claims) {
      Row row = new Row(claim, kind);
      rows.add(row.values);
      used.addAll(row.values.keySet());
      types.putAll(row.types);
    }
    List<SheetColumn> columns = new ArrayList<>(used);
    columns.sort(order(kind));
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(claimColumn(kind).header()));
    columns.forEach(column -> header.add(column.header()));
    lines.add(header);
    int index = 0;
    for (Node claim : claims) {
      Map<SheetColumn, List<Node>> values = rows.get(index++);
      List<String> line = new ArrayList<>(List.of(names.claimName(claim)));
      for (SheetColumn column : columns) {
        List<Node> all = values.getOrDefault(column, List.of());
        line.add(
            column.content() == Content.PART_NAME
                ? all.isEmpty() ? "" : all.get(0).getURI().substring(claim.getURI().length() + 1)
                : text.write(all, column, classes(types.get(column), column)));
      }
      lines.add(line);
    }
    return csv(lines);
  }

  private static String csv(List<List<String>> lines) {
    StringBuilder out = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator(SEPARATOR).get();
    try (CSVPrinter printer = new CSVPrinter(out, format)) {
      for (List<String> line : lines) {
        printer.printRecord(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** A claim laid flat. */
  private final class Row {
    private final Node claim;
    private final Map<SheetColumn, List<Node>> values = new LinkedHashMap<>();
    private final Map<SheetColumn, Node> types = new HashMap<>();
    private final Set<Node> visited = new HashSet<>();
    private final PartNames partNames;

    Row(Node claim, Kind kind) {
      this.claim = claim;
      this.partNames = new PartNames(vocabulary, claim);
      visited.add(claim);
      walk(claim, kind.type(), kind.type(), List.of());
      for (Node part : partsOf.getOrDefault(claim, List.of())) {
        if (!visited.contains(part)) {
          throw new IllegalArgumentException(
              "no way leads from the claim to its part " + part.getURI());
        }
      }
    }

    private void walk(Node subject, Node type, Node implied, List<Step> before) {
      Map<Node, List<Node>> said = new TreeMap<>(vocabulary.order());
      for (Triple triple : facts.of(subject)) {
        said.computeIfAbsent(triple.getPredicate(), p -> new ArrayList<>()).add(triple.getObject());
      }
      said.forEach(
          (property, all) -> {
            List<Node> parts = new ArrayList<>();
            List<Node> others = new ArrayList<>();
            for (Node value : all) {
              if (value.isURI()
                  && value.getURI().startsWith(claim.getURI() + ".")
                  && facts.describes(value)
                  && !visited.contains(value)) {
                parts.add(value);
              } else if (!property.equals(Facts.TYPE) || !value.equals(implied)) {
                others.add(value);
              }
            }
            parts.sort(
                Comparator.<Node>comparingInt(part -> part.getURI().length())
                    .thenComparing(Node::getURI));
            visited.addAll(parts);
            int number = 0;
            for (Node part : parts) {
              number++;
              part(part, subject, type, with(before, property, number));
            }
            for (Node value : others) {
              String language =
                  value.isLiteral()
                          && vocabulary.valueTypes(property).contains(LANGUAGE_TEXT)
                          && value.getLiteralLanguage().matches("[a-z]+(-[A-Za-z0-9]+)*")
                      ? value.getLiteralLanguage()
                      : SheetColumn.ENGLISH;
              put(type, Content.VALUES, with(before, property, 1), language, value);
            }
          });
    }

    private void part(Node part, Node owner, Node ownerType, List<Step> path) {
      Node property = path.get(path.size() - 1).property();
      if (!partNames.next(owner, path).equals(part)) {
        put(ownerType, Content.PART_NAME, path, SheetColumn.ENGLISH, part);
      }
      partNames.use(part, path);
      Node partClass = vocabulary.partClass(property);
      Set<Node> properties = new LinkedHashSet<>();
      facts.of(part).forEach(triple -> properties.add(triple.getPredicate()));
      properties.remove(Facts.TYPE);
      Node implied = partClass == null ? null : vocabulary.classWith(partClass, properties);
      Node type = partClass == null ? Facts.TYPE : partClass;
      walk(part, type, properties.isEmpty() ? null : implied, path);
    }

    private List<Step> with(List<Step> before, Node property, int number) {
      List<Step> path = new ArrayList<>(before);
      path.add(new Step(property, number));
      return path;
    }

    private void put(Node type, Content content, List<Step> path, String language, Node value) {
      SheetColumn column = column(type, content, path, language);
      values.computeIfAbsent(column, c -> new ArrayList<>()).add(value);
      types.put(column, type);
    }
  }

  /** The article whose claims these are. */
  public String article() {
    return article;
  }

  /** The kind that a sheet is of, as the header of its first column says. */
  Optional<Kind> kindOf(String header) {
    int open = header.lastIndexOf('(');
    String name =
        open >= 0 && header.endsWith(")")
            ? header.substring(open + 1, header.length() - 1)
            : header;
    return vocabulary.kind(name).or(() -> vocabulary.kind(header));
  }
}
