package org.ibid.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ibid.graph.Mistake.Mend;
import org.ibid.graph.SourceFile.Position;
import org.ibid.graph.TurtleToken.Kind;

/**
 * Knows where the words of a document in Turtle, TriG, N-Triples or N-Quads stand, and, where it
 * does not keep to the syntax, all places where it does not and what may have been meant.
 *
 * <p>What a document says is for its parser to tell ({@link SourceFile}); this goes on after a
 * mistake, as if it had been mended.
 */
public final class TurtleText {

  /** What is known of names beside the document itself. */
  public interface Known {
    /** Knows nothing. */
    Known NOTHING =
        new Known() {
          @Override
          public Map<String, String> prefixes() {
            return Map.of();
          }

          @Override
          public List<String> named(String word) {
            return List.of();
          }
        };

    /** Prefixes that the project uses, with their namespaces. */
    Map<String, String> prefixes();

    /** The terms and resources that end in a word, shortened, the most usual first. */
    List<String> named(String word);
  }

  /** Everything that a document says of one subject in one go. */
  public static final class Statement {
    private final Span subject;
    private final List<Clause> clauses = new ArrayList<>();
    private Span end;

    Statement(Span subject) {
      this.subject = subject;
      this.end = subject.after();
    }

    public Span subject() {
      return subject;
    }

    public List<Clause> clauses() {
      return clauses;
    }

    /** The full stop, or the empty place after the last value where there is none. */
    public Span end() {
      return end;
    }

    /** From the subject to the full stop. */
    public Span whole() {
      return subject.to(end);
    }
  }

  /**
   * A predicate and its values.
   *
   * @param predicate where the predicate stands
   * @param objects where the values stand
   */
  public record Clause(Span predicate, List<Span> objects) {
    /** From the predicate to the last value. */
    public Span whole() {
      return objects.isEmpty() ? predicate : predicate.to(objects.get(objects.size() - 1));
    }
  }

  /** One triple: which statement, which of its predicates, which value of that. */
  public record Said(Statement statement, int clause, int object) {
    public Clause ofClause() {
      return statement.clauses().get(clause);
    }

    public Span value() {
      return ofClause().objects().get(object);
    }
  }

  private final String text;
  private final Lines lines;
  private final Known known;
  private final List<TurtleToken> tokens;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Position, Said> said = new HashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();
  private final Map<String, List<TurtleToken>> undeclared = new LinkedHashMap<>();
  private int at;
  private int graphs;
  private Span lastDirective;
  private Statement previous;

  private TurtleText(String text, Known known) {
    this.text = text;
    this.known = known;
    this.lines = new Lines(text);
    this.tokens = new TurtleTokens(text, lines, mistakes::add).read();
  }

  /** Looks at a document. */
  public static TurtleText of(String text) {
    return of(text, Known.NOTHING);
  }

  /** Looks at a document, with names in mind that it may mean. */
  public static TurtleText of(String text, Known known) {
    TurtleText document = new TurtleText(text, known);
    document.document();
    document.undeclared.forEach(document::reportUndeclared);
    document.mistakes.sort(Comparator.comparingInt((Mistake mistake) -> mistake.span().start()));
    return document;
  }

  /** The document itself. */
  public String text() {
    return text;
  }

  public Lines lines() {
    return lines;
  }

  /** The prefixes that it declares. */
  public Map<String, String> prefixes() {
    return prefixes;
  }

  /** Where it does not keep to the syntax; what a parser accepts may be among it. */
  public List<Mistake> mistakes() {
    return List.copyOf(mistakes);
  }

  public List<Statement> statements() {
    return statements;
  }

  /** The triple that a parser saw at this position. */
  public Optional<Said> at(Position position) {
    return Optional.ofNullable(said.get(position));
  }

  /** The empty place after the last declaration of a prefix, or at the beginning. */
  public Span afterDeclarations() {
    return lastDirective == null ? lines.span(0, 0) : lastDirective.after();
  }

  // ---- The document

  private void document() {
    while (!here().is("") && here().kind() != Kind.END) {
      int before = at;
      if (here().kind() == Kind.KEYWORD || isDirectiveWord(here())) {
        directive();
      } else if (here().is("}")) {
        graphs = Math.max(0, graphs - 1);
        at++;
      } else if (here().is("{")) {
        graphs++;
        at++;
      } else if (here().kind() == Kind.WORD && here().text().equalsIgnoreCase("graph")) {
        at++;
      } else if (here().isName() && next().is("{")) {
        noteName(here());
        at += 2;
        graphs++;
      } else if (here().is(".")) {
        mistake(here().span(), "this full stop ends nothing", "take it out", here().span(), "");
        at++;
      } else {
        statement();
      }
      if (at == before) {
        at++;
      }
    }
  }

  private static boolean isDirectiveWord(TurtleToken token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    return token.kind() == Kind.WORD && (word.equals("prefix") || word.equals("base"));
  }

  private void directive() {
    TurtleToken keyword = here();
    String word = keyword.text().toLowerCase(Locale.ROOT).replace("@", "");
    boolean dotted = keyword.kind() == Kind.KEYWORD;
    if (!word.equals("prefix") && !word.equals("base") && !word.equals("version")) {
      mistake(
          keyword.span(),
          keyword.text() + " is none of @prefix and @base",
          "write @prefix",
          keyword.span(),
          "@prefix");
      word = "prefix";
    }
    at++;
    Span last = keyword.span();
    String prefix = null;
    if (word.equals("prefix")) {
      TurtleToken name = here();
      if (name.kind() == Kind.NAME) {
        prefix = name.text().substring(0, name.text().indexOf(':'));
        last = name.span();
        at++;
      } else if (name.kind() == Kind.WORD) {
        prefix = name.text();
        mistake(
            name.span(),
            "a colon is missing after the prefix",
            "write " + name.text() + ":",
            name.span().after(),
            ":");
        last = name.span();
        at++;
      } else {
        mistakes.add(new Mistake(name.span(), "a prefix such as ibid: was expected", List.of()));
      }
    }
    TurtleToken address = here();
    if (address.kind() == Kind.IRI) {
      if (prefix != null) {
        prefixes.put(prefix, address.text().substring(1, address.text().length() - 1));
      }
      last = address.span();
      at++;
    } else if (!address.is(".") && !address.firstOnLine() && address.kind() != Kind.END) {
      int end = address.span().start();
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      while (here().kind() != Kind.END && here().span().start() < end) {
        at++;
      }
      String bare = text.substring(address.span().start(), end).replaceAll("[\"']", "");
      Span span = lines.span(address.span().start(), end);
      mistake(
          span,
          "an address stands between < and >",
          "write <" + bare + ">",
          span,
          "<" + bare + ">");
      if (prefix != null) {
        prefixes.put(prefix, bare);
      }
      last = span;
    } else {
      mistakes.add(
          new Mistake(last.after(), "an address such as <https://…> was expected", List.of()));
    }
    if (here().is(".")) {
      if (!dotted) {
        mistake(
            here().span(),
            keyword.text() + " without @ has no full stop at its end",
            "take it out",
            here().span(),
            "");
      }
      last = here().span();
      at++;
    } else if (dotted) {
      mistake(
          last.after(),
          "a full stop is missing after the address of the prefix",
          "put a full stop here",
          last.after(),
          " .");
    }
    lastDirective = last;
  }

  private void statement() {
    if (goesOnAfterFullStop()) {
      Span stop = previous.end();
      mistake(
          stop,
          "this full stop ends the resource, but its description goes on below",
          "write a semicolon",
          stop,
          ";");
      Statement same = previous;
      predicates(same, false);
      end(same);
      return;
    }
    TurtleToken first = here();
    boolean nested = first.is("[");
    if (!term("a resource was expected, such as claim:example, here", true)) {
      skipStatement();
      return;
    }
    Statement statement = new Statement(first.span().to(before().span()));
    statements.add(statement);
    if (here().is(".") && nested) {
      end(statement);
      return;
    }
    if (here().is(".") || here().is(";") || here().kind() == Kind.END) {
      mistakes.add(
          new Mistake(
              first.span(),
              "nothing is said of "
                  + shortened(first.text())
                  + ": a predicate and a value are missing after it",
              List.of()));
      end(statement);
      return;
    }
    if (!predicates(statement, false)) {
      skipStatement();
      return;
    }
    end(statement);
  }

  /** Whether the last statement ended too early: what stands here is a predicate with its value. */
  private boolean goesOnAfterFullStop() {
    if (previous == null
        || !here().isName()
        || !here().firstOnLine()
        || here().span().column() <= previous.subject().column()
        || previous.end().start() == previous.end().end()) {
      return false;
    }
    TurtleToken value = next();
    TurtleToken after = tokens.get(Math.min(at + 2, tokens.size() - 1));
    boolean literal = value.kind() == Kind.STRING || value.kind() == Kind.NUMBER;
    return literal || ((value.isName() || value.kind() == Kind.WORD) && after.isSeparator());
  }

  private void end(Statement statement) {
    previous = statement;
    if (here().is(".")) {
      statement.end = here().span();
      at++;
      return;
    }
    Span place = before().span().after();
    statement.end = place;
    if (here().is("}")) {
      return;
    }
    // The place has already been spoken of where something else was wrong there.
    if (here().kind() == Kind.END) {
      missing(
          place,
          "the file ends before the description of "
              + shortened(word(statement.subject()))
              + " does: a full stop is missing",
          " .",
          "a full stop");
    }
  }

  /** Predicates and their values, up to what ends them; false if nothing sensible follows. */
  private boolean predicates(Statement statement, boolean nested) {
    while (true) {
      TurtleToken predicate = here();
      if (predicate.isName()) {
        noteName(predicate);
      } else if (predicate.kind() == Kind.WORD && !predicate.is("a")) {
        List<Mend> mends = new ArrayList<>();
        for (String name : known.named(predicate.text())) {
          mends.add(mend("write " + name, predicate.span(), name));
        }
        mistakes.add(
            new Mistake(
                predicate.span(),
                "a predicate was expected; " + predicate.text() + " lacks a prefix, such as ibid:",
                mends));
      } else if (!predicate.is("a")) {
        mistakes.add(
            new Mistake(
                predicate.span(),
                "a predicate was expected, such as ibid:statement, not " + shown(predicate),
                List.of()));
        return false;
      }
      at++;
      List<Span> objects = new ArrayList<>();
      statement.clauses().add(new Clause(predicate.span(), objects));
      if (!objects(statement, predicate, objects)) {
        return false;
      }
      Boolean more = separator(statement, nested);
      if (more == null) {
        return true;
      }
    }
  }

  /** After the values of one predicate: null if the statement ends here, else there is another. */
  private Boolean separator(Statement statement, boolean nested) {
    if (here().is(";")) {
      Span semicolon = here().span();
      while (here().is(";")) {
        at++;
      }
      if (here().is(".") || here().is("}") || (nested && here().is("]"))) {
        return null;
      }
      if (here().kind() == Kind.END) {
        mistake(
            semicolon,
            "the file ends here, so a full stop is needed, not a semicolon",
            "write a full stop",
            semicolon,
            ".");
        return null;
      }
      if (!nested && beginsStatement(statement)) {
        mistake(
            semicolon,
            "another resource begins below, so this one ends here with a full stop, not a"
                + " semicolon",
            "write a full stop",
            semicolon,
            ".");
        return null;
      }
      return true;
    }
    if (here().is(".") || here().is("}") || here().kind() == Kind.END) {
      return null;
    }
    if (here().is("]")) {
      if (!nested) {
        mistake(here().span(), "this bracket closes nothing", "take it out", here().span(), "");
        at++;
        return separator(statement, false);
      }
      return null;
    }
    if (here().is(")")) {
      mistake(here().span(), "this bracket closes nothing", "take it out", here().span(), "");
      at++;
      return separator(statement, nested);
    }
    Span place = before().span().after();
    if (!nested && beginsStatement(statement)) {
      missing(
          place,
          "a full stop is missing: the description of "
              + shortened(word(statement.subject()))
              + " ends here, and another begins below",
          " .",
          "a full stop");
      return null;
    }
    if (here().isName() || here().is("a")) {
      missing(place, "a semicolon is missing before the next predicate", " ;", "a semicolon");
      return true;
    }
    mistakes.add(
        new Mistake(
            here().span(),
            "a comma, a semicolon or a full stop was expected, not " + shown(here()),
            List.of()));
    skipStatement();
    return null;
  }

  /** Whether what stands here is the subject of a new statement rather than a predicate. */
  private boolean beginsStatement(Statement statement) {
    TurtleToken token = here();
    if (token.kind() == Kind.KEYWORD || isDirectiveWord(token)) {
      return true;
    }
    if (!token.isName() || !token.firstOnLine()) {
      return false;
    }
    if (token.span().column() > statement.subject().column()) {
      return false;
    }
    TurtleToken after = tokens.get(Math.min(at + 2, tokens.size() - 1));
    return next().is("a") || (next().isName() && !after.isSeparator());
  }

  private boolean objects(Statement statement, TurtleToken predicate, List<Span> objects) {
    Span comma = null;
    while (true) {
      TurtleToken first = here();
      if (first.isSeparator() || first.kind() == Kind.END) {
        if (comma != null && !first.is(",")) {
          mistake(
              comma,
              "a comma comes before another value, and there is none",
              "take the comma out",
              comma,
              "");
          return true;
        }
        mistakes.add(
            new Mistake(
                predicate.span(),
                "a value is missing after " + shortened(predicate.text()),
                List.of()));
        return true;
      }
      int clause = statement.clauses().size() - 1;
      int start = at;
      if (comma != null && first.isName() && first.firstOnLine() && isPredicateWithValue()) {
        mistake(
            comma,
            "another predicate follows, so a semicolon is needed, not a comma",
            "write a semicolon",
            comma,
            ";");
        statement.clauses().add(new Clause(first.span(), new ArrayList<>()));
        noteName(first);
        at++;
        return objects(
            statement, first, statement.clauses().get(statement.clauses().size() - 1).objects());
      }
      if (!term("a value was expected", false)) {
        return false;
      }
      Span value = first.span().to(before().span());
      objects.add(value);
      note(statement, clause, objects.size() - 1, value);
      if (numberInPieces(start) || wordAfterNumber(start) || quotesInside(start)) {
        objects.set(objects.size() - 1, first.span().to(before().span()));
      }
      if (here().is(",")) {
        comma = here().span();
        at++;
      } else if (isAnotherValue()) {
        comma = before().span().after();
        missing(comma, "a comma is missing between two values", " ,", "a comma");
      } else if (here().isName() && next().is(".") && isGraphName()) {
        at++;
        return true;
      } else {
        return true;
      }
    }
  }

  /** In N-Quads the name of the graph stands before the full stop. */
  private boolean isGraphName() {
    return here().kind() == Kind.IRI && !here().firstOnLine();
  }

  private boolean isPredicateWithValue() {
    TurtleToken value = next();
    TurtleToken after = tokens.get(Math.min(at + 2, tokens.size() - 1));
    return (value.isName() || value.kind() == Kind.STRING || value.kind() == Kind.NUMBER)
        && !value.firstOnLine()
        && (after.isSeparator()
            || after.kind() == Kind.LANGUAGE
            || after.kind() == Kind.DATATYPE_SIGN);
  }

  private boolean isAnotherValue() {
    TurtleToken token = here();
    boolean value = token.isName() || token.kind() == Kind.STRING || token.kind() == Kind.NUMBER;
    return value
        && (next().is(",") || next().is(";") || next().is("."))
        && !(token.kind() == Kind.IRI && isGraphName() && before().firstOnLine())
        && !(token.kind() == Kind.IRI && prefixes.isEmpty());
  }

  /** 3 500 000 or 3.500.000 for 3500000. */
  private boolean numberInPieces(int start) {
    if (tokens.get(start).kind() != Kind.NUMBER
        || here().kind() != Kind.NUMBER
        || here().firstOnLine()) {
      return false;
    }
    while (here().kind() == Kind.NUMBER && !here().firstOnLine()) {
      at++;
    }
    Span whole = tokens.get(start).span().to(before().span());
    String digits = text.substring(whole.start(), whole.end());
    String joined = digits.replaceAll("[^0-9-]", "");
    mistake(
        whole,
        "a number is written without spaces or points between its digits",
        "write " + joined,
        whole,
        joined);
    return true;
  }

  /** 3.5 million for 3500000. */
  private boolean wordAfterNumber(int start) {
    if (tokens.get(start).kind() != Kind.NUMBER
        || here().kind() != Kind.WORD
        || here().firstOnLine()) {
      return false;
    }
    TurtleToken word = here();
    at++;
    Span whole = tokens.get(start).span().to(word.span());
    Optional<String> number = Numbers.plain(tokens.get(start).text() + " " + word.text());
    List<Mend> mends = new ArrayList<>();
    number.ifPresent(n -> mends.add(mend("write " + n, whole, n)));
    if (number.isEmpty() && word.text().matches("(?i)[%$€£]|percent|dollars?|usd")) {
      mends.add(
          mend(
              "write the number alone; its unit is a value of its own",
              whole,
              tokens.get(start).text()));
    }
    mistakes.add(
        new Mistake(whole, "a number is written out in full, without words or signs", mends));
    return true;
  }

  /** Quotation marks within a text end it. */
  private boolean quotesInside(int start) {
    if (tokens.get(start).kind() != Kind.STRING
        || here().firstOnLine()
        || !(here().kind() == Kind.WORD
            || here().kind() == Kind.OTHER
            || (here().kind() == Kind.NUMBER))
        || tokens.get(start).text().startsWith("\"\"\"")) {
      return false;
    }
    TurtleToken string = tokens.get(start);
    char quote = string.text().charAt(0);
    int lineEnd = text.indexOf('\n', string.span().start());
    lineEnd = lineEnd < 0 ? text.length() : lineEnd;
    int last = text.lastIndexOf(quote, lineEnd - 1);
    if (last <= string.span().end()) {
      return false;
    }
    List<Edit> edits = new ArrayList<>();
    for (int i = string.span().end() - 1; i < last; i++) {
      if (text.charAt(i) == quote && text.charAt(i - 1) != '\\') {
        edits.add(new Edit(lines.span(i, i), "\\"));
      }
    }
    Span inner = lines.span(string.span().end() - 1, string.span().end());
    // What the tokens within the text seemed to be was no mistake.
    int from = string.span().end();
    mistakes.removeIf(m -> m.span().start() >= from && m.span().start() <= last);
    mistakes.add(
        new Mistake(
            inner,
            "the text ends at this quotation mark, but words follow; within a text it is written \\"
                + quote,
            List.of(new Mend("write \\" + quote + " within the text", edits))));
    while (here().kind() != Kind.END && here().span().start() <= last) {
      at++;
    }
    if (here().kind() == Kind.LANGUAGE) {
      at++;
    } else if (here().kind() == Kind.KEYWORD && here().span().start() == last + 1) {
      at++;
    }
    return true;
  }

  private void note(Statement statement, int clause, int object, Span value) {
    Said triple = new Said(statement, clause, object);
    said.putIfAbsent(new Position(value.line(), value.column()), triple);
    // Of what stands in brackets a parser tells the end, of N-Triples the beginning of the line.
    said.putIfAbsent(new Position(value.endLine(), value.endColumn() - 1), triple);
    if (clause == 0 && object == 0) {
      said.putIfAbsent(
          new Position(statement.subject().line(), statement.subject().column()), triple);
    }
  }

  /** Reads a subject or a value; false if there is none. */
  private boolean term(String expected, boolean subject) {
    TurtleToken token = here();
    if (token.isName() || token.kind() == Kind.BLANK) {
      noteName(token);
      at++;
      localNameWithSlash(token);
      return true;
    }
    if (token.is("[")) {
      return brackets(token);
    }
    if (token.is("(")) {
      return list(token);
    }
    if (!subject && token.kind() == Kind.STRING) {
      at++;
      literalTail();
      return true;
    }
    if (!subject && token.kind() == Kind.NUMBER) {
      at++;
      return true;
    }
    if (!subject && token.kind() == Kind.WORD) {
      at++;
      if (!token.text().equals("true") && !token.text().equals("false")) {
        bareWord(token);
      }
      return true;
    }
    mistakes.add(new Mistake(token.span(), expected + ", not " + shown(token), List.of()));
    return false;
  }

  private void literalTail() {
    if (here().kind() == Kind.LANGUAGE) {
      at++;
    } else if (here().kind() == Kind.DATATYPE_SIGN) {
      at++;
      if (here().isName()) {
        noteName(here());
        at++;
      } else if (here().kind() == Kind.WORD) {
        mistake(
            here().span(),
            "a datatype has a prefix, such as xsd:gYear",
            "write xsd:" + here().text(),
            here().span(),
            "xsd:" + here().text());
        at++;
      } else {
        mistakes.add(
            new Mistake(
                here().span(), "a datatype was expected after ^^, such as xsd:gYear", List.of()));
      }
    } else if (here().isName() && here().glued()) {
      mistake(
          here().span(),
          "two signs ^^ stand between a text and its datatype",
          "write ^^" + here().text(),
          here().span().before(),
          "^^");
      at++;
    }
  }

  private void bareWord(TurtleToken token) {
    List<Mend> mends = new ArrayList<>();
    String word = token.text();
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      mends.add(
          mend(
              "write " + word.toLowerCase(Locale.ROOT),
              token.span(),
              word.toLowerCase(Locale.ROOT)));
    }
    Numbers.plain(word).ifPresent(n -> mends.add(mend("write " + n, token.span(), n)));
    for (String name : known.named(word)) {
      mends.add(mend("write " + name, token.span(), name));
    }
    mends.add(
        mend("put quotation marks around it, if it is a text", token.span(), "\"" + word + "\""));
    mistakes.add(
        new Mistake(
            token.span(),
            word + " is no value: a name has a prefix, a text stands in quotation marks",
            mends));
  }

  /** Where a shortened name goes on with a character that it cannot have. */
  private void localNameWithSlash(TurtleToken name) {
    if (name.kind() != Kind.NAME || here().kind() != Kind.OTHER || !here().glued()) {
      return;
    }
    int end = name.span().end();
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ";,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (here().kind() != Kind.END && here().span().start() < end) {
      at++;
    }
    Span whole = lines.span(name.span().start(), end);
    String written = text.substring(whole.start(), whole.end());
    int colon = written.indexOf(':');
    String namespace = prefixes.get(written.substring(0, colon));
    List<Mend> mends = new ArrayList<>();
    if (namespace != null) {
      String full = "<" + namespace + written.substring(colon + 1) + ">";
      mends.add(mend("write the whole address, " + full, whole, full));
    }
    mistakes.add(
        new Mistake(
            lines.span(name.span().end(), name.span().end() + 1),
            "a shortened name cannot have the character " + text.charAt(name.span().end()),
            mends));
  }

  private boolean brackets(TurtleToken open) {
    at++;
    if (here().is("]")) {
      at++;
      return true;
    }
    Statement inner = new Statement(open.span());
    if (!predicates(inner, true)) {
      return false;
    }
    if (here().is("]")) {
      at++;
      return true;
    }
    mistake(
        open.span(),
        "this bracket is never closed: ] is missing",
        "close it",
        before().span().after(),
        " ]");
    return true;
  }

  private boolean list(TurtleToken open) {
    at++;
    while (!here().is(")")) {
      if (here().is(".") || here().is(";") || here().kind() == Kind.END) {
        mistake(
            open.span(),
            "this bracket is never closed: ) is missing",
            "close it",
            before().span().after(),
            " )");
        return true;
      }
      if (here().is(",")) {
        mistake(
            here().span(),
            "values in round brackets stand without commas",
            "take the comma out",
            here().span(),
            "");
        at++;
        continue;
      }
      TurtleToken element = here();
      if (!term("a value was expected", false)) {
        return false;
      }
      Statement inner = new Statement(open.span());
      Span span = element.span().to(before().span());
      inner.clauses().add(new Clause(open.span(), new ArrayList<>(List.of(span))));
      note(inner, 0, 0, span);
    }
    at++;
    return true;
  }

  // ---- Prefixes

  private void noteName(TurtleToken name) {
    if (name.kind() == Kind.NAME) {
      String prefix = name.text().substring(0, name.text().indexOf(':'));
      if (!prefixes.containsKey(prefix)) {
        undeclared.computeIfAbsent(prefix, p -> new ArrayList<>()).add(name);
      }
    }
  }

  private void reportUndeclared(String prefix, List<TurtleToken> uses) {
    TurtleToken first = uses.get(0);
    Span span = lines.span(first.span().start(), first.span().start() + prefix.length() + 1);
    List<Mend> mends = new ArrayList<>();
    String namespace = known.prefixes().get(prefix);
    Set<String> declared = new LinkedHashSet<>(prefixes.keySet());
    declared.removeIf(String::isEmpty);
    List<String> near = Spelling.nearest(prefix, declared, 1, p -> p);
    Mend rename = near.isEmpty() ? null : rename(uses, prefix, near.get(0));
    String message = "the prefix " + prefix + ": is not declared";
    if (prefixes.containsValue(namespace) && namespace != null) {
      String other =
          prefixes.entrySet().stream()
              .filter(e -> e.getValue().equals(namespace))
              .findFirst()
              .orElseThrow()
              .getKey();
      mends.add(rename(uses, prefix, other));
    }
    if (namespace != null) {
      mends.add(declare(prefix, namespace));
    }
    if (rename != null) {
      mends.add(rename);
    }
    if (mends.isEmpty()) {
      List<String> similar = Spelling.nearest(prefix, known.prefixes().keySet(), 1, p -> p);
      for (String other : similar) {
        Mend named = rename(uses, prefix, other);
        List<Edit> edits = new ArrayList<>(named.edits());
        edits.addAll(declare(other, known.prefixes().get(other)).edits());
        mends.add(new Mend("write " + other + ": and declare it", edits));
      }
    }
    mistakes.add(new Mistake(span, message, mends));
  }

  private Mend rename(List<TurtleToken> uses, String prefix, String other) {
    List<Edit> edits = new ArrayList<>();
    for (TurtleToken use : uses) {
      int start = use.span().start();
      edits.add(new Edit(lines.span(start, start + prefix.length()), other));
    }
    return new Mend(
        "write " + other + ":" + (uses.size() > 1 ? ", in all " + uses.size() + " places" : ""),
        edits);
  }

  private Mend declare(String prefix, String namespace) {
    Span place = afterDeclarations();
    String line = "@prefix " + prefix + ": <" + namespace + "> .";
    return new Mend(
        "declare it: " + line,
        List.of(new Edit(place, lastDirective == null ? line + "\n" : "\n" + line)));
  }

  // ---- Small things

  private void skipStatement() {
    while (here().kind() != Kind.END) {
      if (here().is(".")) {
        at++;
        return;
      }
      if (here().firstOnLine()
          && here().span().column() == 1
          && (here().isName() || here().kind() == Kind.KEYWORD)) {
        return;
      }
      at++;
    }
  }

  private TurtleToken here() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  private TurtleToken next() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  private TurtleToken before() {
    return tokens.get(Math.max(0, Math.min(at, tokens.size() - 1) - 1));
  }

  private String word(Span span) {
    return text.substring(span.start(), span.end());
  }

  private static String shortened(String word) {
    return word.length() <= 60 ? word : word.substring(0, 59) + "…";
  }

  private static String shown(TurtleToken token) {
    return token.kind() == Kind.END ? "the end of the file" : shortened(token.text());
  }

  private static Mend mend(String words, Span span, String replacement) {
    return new Mend(words, List.of(new Edit(span, replacement)));
  }

  private void mistake(Span span, String message, String words, Span edited, String replacement) {
    mistakes.add(new Mistake(span, message, List.of(mend(words, edited, replacement))));
  }

  private void missing(Span place, String message, String sign, String name) {
    mistakes.add(new Mistake(place, message, List.of(mend("put " + name + " here", place, sign))));
  }
}
