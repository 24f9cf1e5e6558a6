package org.ibid.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.edit.SheetColumn.Content;
import org.ibid.edit.SheetColumn.Step;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Ibid;
import org.ibid.graph.Spelling;

/**
 * Reads claims of one kind from a spreadsheet, as templates and exports lay them out: a claim in
 * each row, whose columns may stand in any order and be called by label, by path or by both.
 */
public final class SheetReader {

  private static final Node STATEMENT = Facts.iri(Ibid.NS + "statement");

  private static final Pattern IN_BRACKETS = Pattern.compile("\\(((?:[^()]|name\\(\\))+)\\)$");
  private static final Pattern STEP = Pattern.compile("(<[^>]*>|[^/\\[\\]@]+)(?:\\[(\\d+)])?(/|$)");
  private static final Pattern LABEL = Pattern.compile("(.+?)(?: (\\d+))?");
  private static final Pattern LANGUAGE = Pattern.compile("(.+) in ([a-z]{2,3}(?:-[A-Za-z0-9]+)*)");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Set<String> CLAIM_HEADERS = Set.of("claim", "slug", "name", "id", "iri");
  private static final int SLUG_WORDS = 7;

  private final ClaimSheet sheet;
  private final ClaimVocabulary vocabulary;
  private final SheetNames names;

  /** A reader for sheets of the same article. */
  public SheetReader(ClaimSheet sheet) {
    this.sheet = sheet;
    this.vocabulary = sheet.vocabulary();
    this.names = sheet.names();
  }

  /**
   * Reads a sheet.
   *
   * @param text the CSV; the separator is a comma, a semicolon or a tab
   * @param name what to call it in messages
   * @param kind the kind of claim, or null when the header says it
   * @param replace whether rows may change claims that there are already
   * @throws BadInputException if it is no CSV, or of no kind of claim
   */
  public ReadSheet read(String text, String name, Kind kind, boolean replace) {
    List<List<String>> rows = rows(text, name);
    if (rows.isEmpty()) {
      throw new BadInputException(name, "the sheet is empty");
    }
    List<String> header = rows.get(0);
    Kind found =
        kind != null
            ? kind
            : header.stream()
                .flatMap(cell -> sheet.kindOf(cell.strip()).stream())
                .findFirst()
                .orElseThrow(
                    () ->
                        new BadInputException(
                            name,
                            "no column is headed by a kind of claim, as in \"trade flow claim"
                                + " (gec:TradeFlowClaim)\"; name the kind with --kind"));
    return new Reading(rows, found, replace).read();
  }

  private static List<List<String>> rows(String text, String name) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator(bare))
            .setIgnoreEmptyLines(false)
            .setQuote('"')
            .get();
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(bare, format)) {
      for (CSVRecord row : parser) {
        rows.add(row.stream().map(cell -> cell == null ? "" : cell).toList());
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BadInputException(
          name,
          "this cannot be read as CSV after row "
              + rows.size()
              + ": a cell that holds quotation marks stands in quotation marks, with each of its own"
              + " doubled");
    }
    return rows;
  }

  /** The character of the three that stands most often between the cells of the first row. */
  private static char separator(String text) {
    Map<Character, Integer> counts = new LinkedHashMap<>();
    List.of(',', ';', '\t').forEach(c -> counts.put(c, 0));
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted) {
        counts.computeIfPresent(c, (k, n) -> n + 1);
      }
    }
    char best = ',';
    for (Map.Entry<Character, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.get(best)) {
        best = entry.getKey();
      }
    }
    return best;
  }

  /** One sheet while it is read. */
  private final class Reading {
    private final List<List<String>> rows;
    private final Kind kind;
    private final boolean replace;
    private final List<SheetProblem> problems = new ArrayList<>();

    /** By index; null where a column is not usable. */
    private final List<SheetColumn> columns = new ArrayList<>();

    private final Map<Integer, Node> claims = new LinkedHashMap<>();
    private final ReadSheet.Builder result;

    Reading(List<List<String>> rows, Kind kind, boolean replace) {
      this.rows = rows;
      this.kind = kind;
      this.replace = replace;
      this.result = new ReadSheet.Builder(kind, sheet.article());
    }

    ReadSheet read() {
      readHeader();
      nameClaims();
      claims.forEach(
          (index, claim) -> {
            Map<Triple, Integer> triples = new RowReading(index, claim).read();
            result.row(index + 1, claim, triples);
            compare(index, claim, triples.keySet());
          });
      if (claims.isEmpty()) {
        problem(0, -1, "It has no row with a claim.", List.of());
      }
      return result.build(columns, problems, names.prefixes());
    }

    private void problem(int row, int column, String message, List<String> suggestions) {
      String label =
          column < 0
              ? ""
              : columns.size() > column && columns.get(column) != null
                  ? columns.get(column).label()
                  : rows.get(0).size() > column ? rows.get(0).get(column) : "";
      problems.add(new SheetProblem(row, column, label, message, suggestions, true));
    }

    private void readHeader() {
      List<String> header = rows.get(0);
      Set<SheetColumn> seen = new HashSet<>();
      boolean hasClaims = false;
      for (int i = 0; i < header.size(); i++) {
        String cell = header.get(i).strip();
        SheetColumn column = null;
        if (!hasClaims && isClaimHeader(cell)) {
          hasClaims = true;
          column = sheet.columns(kind, false).get(0);
        } else if (!cell.isEmpty()) {
          column = column(cell);
          if (column == null) {
            problem(
                1,
                i,
                "A " + kind.label() + " has no column of this name.",
                nearest(cell.replaceAll("\\s*\\([^()]*\\)$", "")));
          }
        } else {
          int index = i;
          rows.stream()
              .skip(1)
              .filter(row -> row.size() > index && !row.get(index).isBlank())
              .findFirst()
              .ifPresent(
                  row -> problem(1, index, "This column has values and no header.", List.of()));
        }
        if (column != null && !seen.add(column)) {
          problem(1, i, "There are two columns of this name.", List.of());
          column = null;
        }
        columns.add(column);
      }
    }

    private boolean isClaimHeader(String cell) {
      return CLAIM_HEADERS.contains(cell.toLowerCase(Locale.ROOT))
          || sheet.kindOf(cell).map(kind::equals).orElse(false);
    }

    private List<String> nearest(String wanted) {
      Map<String, String> labels = new TreeMap<>();
      sheet.columns(kind, true).stream()
          .skip(1)
          .forEach(column -> labels.put(column.label().toLowerCase(Locale.ROOT), column.label()));
      return Spelling.nearest(wanted, labels.keySet(), 3, UnaryOperator.identity()).stream()
          .map(label -> "\"" + labels.get(label) + "\"")
          .toList();
    }

    private SheetColumn column(String header) {
      Matcher brackets = IN_BRACKETS.matcher(header);
      SheetColumn column = brackets.find() ? byPath(brackets.group(1)) : null;
      if (column == null) {
        column = byPath(header);
      }
      return column == null ? byLabel(header) : column;
    }

    /** The column of a path such as {@code gec:amount/ibid:value}, or null when it is none. */
    private SheetColumn byPath(String name) {
      String path = name.strip();
      String language = SheetColumn.ENGLISH;
      int at = path.lastIndexOf('@');
      if (at > 0 && !path.endsWith(">")) {
        language = path.substring(at + 1);
        path = path.substring(0, at);
      }
      Content content = Content.VALUES;
      if (path.endsWith("/name()")) {
        content = Content.PART_NAME;
        path = path.substring(0, path.length() - "/name()".length());
      }
      List<Step> steps = new ArrayList<>();
      Matcher matcher = STEP.matcher(path);
      int end = 0;
      while (end < path.length() && matcher.find(end) && matcher.start() == end) {
        Node property = names.term(matcher.group(1).strip());
        if (property == null || !sheet.facts().describes(property)) {
          return null;
        }
        steps.add(
            new Step(property, matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2))));
        end = matcher.end();
      }
      return steps.isEmpty() || end < path.length() ? null : column(content, steps, language);
    }

    private SheetColumn column(Content content, List<Step> steps, String language) {
      Node type = kind.type();
      for (Step step : steps.subList(0, steps.size() - 1)) {
        Node partClass = vocabulary.partClass(step.property());
        type = partClass == null ? Facts.TYPE : partClass;
      }
      return sheet.column(type, content, steps, language);
    }

    /** The column of a label such as {@code amount: value}, or null when there is none. */
    private SheetColumn byLabel(String header) {
      String label = header.replaceAll("\\s*\\([^()]*\\)$", "").strip();
      String language = SheetColumn.ENGLISH;
      Matcher matcher = LANGUAGE.matcher(label);
      if (matcher.matches()) {
        label = matcher.group(1);
        language = matcher.group(2);
      }
      List<Step> steps = new ArrayList<>();
      Content content = Content.VALUES;
      Node type = kind.type();
      List<String> words = List.of(label.split(":\\s*"));
      for (int i = 0; i < words.size(); i++) {
        if (i > 0 && i == words.size() - 1 && words.get(i).equalsIgnoreCase("name")) {
          content = Content.PART_NAME;
          break;
        }
        Matcher word = LABEL.matcher(words.get(i).strip());
        Optional<Node> property =
            word.matches() ? property(type, i, word.group(1)) : Optional.empty();
        if (property.isEmpty()) {
          return null;
        }
        steps.add(
            new Step(property.get(), word.group(2) == null ? 1 : Integer.parseInt(word.group(2))));
        Node partClass = vocabulary.partClass(property.get());
        type = partClass == null ? Facts.TYPE : partClass;
      }
      return steps.isEmpty() ? null : column(content, steps, language);
    }

    private Optional<Node> property(Node type, int depth, String label) {
      if (depth > 0 && label.equalsIgnoreCase("kind")) {
        return Optional.of(Facts.TYPE);
      }
      Collection<Node> all =
          depth == 0 ? vocabulary.properties(type) : vocabulary.partProperties(type);
      return all.stream()
          .filter(property -> vocabulary.label(property).equalsIgnoreCase(label))
          .findFirst();
    }

    /** Finds out which rows describe claims, and what each is called. */
    private void nameClaims() {
      int claimColumn = indexOf(Content.CLAIM, null);
      Map<Node, Integer> seen = new HashMap<>();
      for (int i = 1; i < rows.size(); i++) {
        List<String> row = rows.get(i);
        if (row.stream().allMatch(String::isBlank) || row.get(0).strip().startsWith("#")) {
          continue;
        }
        String name = claimColumn < 0 ? "" : cell(row, claimColumn).strip();
        Node claim =
            name.isEmpty() ? fromStatement(row, seen.keySet()) : named(i, claimColumn, name);
        if (claim == null) {
          continue;
        }
        Integer before = seen.putIfAbsent(claim, i);
        if (before != null) {
          problem(i + 1, claimColumn, "Row " + (before + 1) + " has the same name.", List.of());
          continue;
        }
        claims.put(i, claim);
        names.announce(claim);
      }
    }

    private int indexOf(Content content, Node property) {
      for (int i = 0; i < columns.size(); i++) {
        SheetColumn column = columns.get(i);
        if (column != null
            && column.content() == content
            && (property == null
                || (column.path().size() == 1 && column.property().equals(property)))) {
          return i;
        }
      }
      return -1;
    }

    private Node named(int row, int column, String name) {
      Node term = SLUG.matcher(name).matches() ? names.claim(name) : names.term(name);
      if (term == null) {
        problem(
            row + 1,
            column,
            "\"" + name + "\" is no name of a claim: use lower-case letters, digits and hyphens.",
            List.of("\"" + slug(name) + "\""));
      }
      return term;
    }

    private Node fromStatement(List<String> row, Set<Node> taken) {
      int column = indexOf(Content.VALUES, STATEMENT);
      String slug = column < 0 ? "" : slug(cell(row, column));
      String stem = slug.isEmpty() ? kind.label().replace(' ', '-') : slug;
      Node claim = names.claim(stem);
      for (int number = 2; taken.contains(claim) || sheet.facts().describes(claim); number++) {
        claim = names.claim(stem + "-" + number);
      }
      return claim;
    }

    private static String slug(String text) {
      String plain =
          Normalizer.normalize(text, Normalizer.Form.NFD)
              .replaceAll("\\p{M}", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("(?<=\\w)['’](?=\\w)", "")
              .replaceAll("[^a-z0-9]+", " ")
              .strip();
      String[] words = plain.split(" ");
      return String.join("-", List.of(words).subList(0, Math.min(SLUG_WORDS, words.length)));
    }

    private static String cell(List<String> row, int column) {
      return column < row.size() ? row.get(column) : "";
    }

    private void compare(int index, Node claim, Set<Triple> triples) {
      Set<Triple> before = sheet.closure(claim);
      if (!before.isEmpty() && !before.equals(triples) && !replace) {
        problem(
            index + 1,
            indexOf(Content.CLAIM, null),
            "There is a claim of this name already and it says something else. Give another name, or"
                + " import with --replace.",
            List.of());
      }
    }

    /** One row while it is read. */
    private final class RowReading {
      private final int index;
      private final List<String> row;
      private final Node claim;
      private final PartNames parts;
      private final Map<Triple, Integer> triples = new LinkedHashMap<>();
      private final Map<List<Step>, Integer> present = new TreeMap<>(sheet::inOrder);
      private final Map<List<Step>, Set<Node>> filled = new HashMap<>();

      RowReading(int index, Node claim) {
        this.index = index;
        this.row = rows.get(index);
        this.claim = claim;
        this.parts = new PartNames(vocabulary, claim);
      }

      Map<Triple, Integer> read() {
        triples.put(Triple.create(claim, Facts.TYPE, kind.type()), indexOf(Content.CLAIM, null));
        for (int i = 0; i < row.size(); i++) {
          if (i >= columns.size() && !row.get(i).isBlank()) {
            problem(index + 1, i, "This row is longer than the header.", List.of());
          }
        }
        findParts();
        present.forEach(this::part);
        for (int i = 0; i < columns.size(); i++) {
          SheetColumn column = columns.get(i);
          if (column != null
              && column.content() == Content.VALUES
              && !isPartKind(column)
              && !cell(row, i).isBlank()) {
            Node owner = parts.at(column.owner());
            for (Node value : values(i)) {
              triples.put(Triple.create(owner, column.property(), value), i);
            }
          }
        }
        return triples;
      }

      private boolean isPartKind(SheetColumn column) {
        return column.path().size() > 1 && column.property().equals(Facts.TYPE);
      }

      /** Finds the parts of which the row says anything, and what it says of each. */
      private void findParts() {
        for (int i = 0; i < columns.size(); i++) {
          SheetColumn column = columns.get(i);
          if (column == null || column.content() == Content.CLAIM || cell(row, i).isBlank()) {
            continue;
          }
          List<Step> owner = column.owner();
          for (int length = 1; length <= owner.size(); length++) {
            present.putIfAbsent(owner.subList(0, length), i);
            filled
                .computeIfAbsent(owner.subList(0, length - 1), p -> new LinkedHashSet<>())
                .add(owner.get(length - 1).property());
          }
          if (column.content() == Content.VALUES && !column.property().equals(Facts.TYPE)) {
            filled.computeIfAbsent(owner, p -> new LinkedHashSet<>()).add(column.property());
          }
        }
      }

      private void part(List<Step> path, int firstCell) {
        Node owner = parts.at(path.subList(0, path.size() - 1));
        Node part = parts.next(owner, path);
        List<Node> types = List.of();
        int typeCell = firstCell;
        for (int i = 0; i < columns.size(); i++) {
          SheetColumn column = columns.get(i);
          if (column == null || !column.owner().equals(path) || cell(row, i).isBlank()) {
            continue;
          }
          if (column.content() == Content.PART_NAME) {
            part = Facts.iri(claim.getURI() + "." + cell(row, i).strip());
          } else if (column.property().equals(Facts.TYPE)) {
            types = values(i);
            typeCell = i;
          }
        }
        parts.use(part, path);
        Step last = path.get(path.size() - 1);
        triples.put(Triple.create(owner, last.property(), part), firstCell);
        Set<Node> said = filled.getOrDefault(path, Set.of());
        Node partClass = vocabulary.partClass(last.property());
        if (types.isEmpty() && partClass != null) {
          Node implied = vocabulary.classWith(partClass, said);
          types = implied == null ? List.of() : List.of(implied);
        }
        for (Node type : types) {
          triples.put(Triple.create(part, Facts.TYPE, type), typeCell);
        }
      }

      private List<Node> values(int i) {
        SheetColumn column = columns.get(i);
        List<Node> values = new ArrayList<>();
        Node type = kind.type();
        for (Step step : column.owner()) {
          Node partClass = vocabulary.partClass(step.property());
          type = partClass == null ? Facts.TYPE : partClass;
        }
        try {
          values.addAll(sheet.text().read(cell(row, i), column, sheet.classes(type, column)));
        } catch (SheetText.BadValue e) {
          problem(index + 1, i, e.getMessage(), e.suggestions());
        }
        return values;
      }
    }
  }
}
