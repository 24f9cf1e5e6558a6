package org.ibid.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sys.JenaSystem;

/** Reads SPARQL queries in which the usual prefixes need not be declared. */
public final class Sparql {

  static {
    JenaSystem.init();
  }

  /** How Jena's parser words that a token is out of place. */
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?s)^Encountered \"(.*?)\" at line (\\d+), column (\\d+)\\..*");

  /** A token as Jena's parser shows it: its kind, and its text in quotation marks. */
  private static final Pattern TOKEN = Pattern.compile("(?s)\\s*(?:<\\w+>|\".*?\") \"(.*)\"?");

  /** How Jena's parser words that the letters make no token. */
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "(?s)^Lexical error at line (\\d+), column (\\d+)\\."
              + "\\s+Encountered: (.*?),? after prefix \"(.*)\".*");

  private static final Pattern PLACE = Pattern.compile("^Line \\d+, column \\d+: ");

  private Sparql() {}

  /**
   * Parses a SPARQL 1.1 query.
   *
   * @param text the query
   * @param source what to call it in a message, for example its file
   * @param prefixes known without being declared; what the query declares itself wins
   * @throws BadInputException with the line and column where the query goes wrong
   */
  public static Query parse(String text, String source, PrefixMapping prefixes) {
    Query query = QueryFactory.create();
    query.getPrefixMapping().setNsPrefixes(prefixes);
    try {
      return QueryFactory.parse(query, text, Ibid.BASE, Syntax.syntaxSPARQL_11);
    } catch (QueryParseException e) {
      throw explained(source, e);
    } catch (QueryException e) {
      throw new BadInputException(source, e.getMessage());
    }
  }

  private static BadInputException explained(String source, QueryParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      return new BadInputException(
          source,
          Long.parseLong(unexpected.group(2)),
          Long.parseLong(unexpected.group(3)),
          unexpected(unexpected.group(1)));
    }
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.matches()) {
      boolean open = unreadable.group(3).contains("<EOF>");
      return new BadInputException(
          source,
          Long.parseLong(unreadable.group(1)),
          Long.parseLong(unreadable.group(2)),
          unreadable.group(4) + (open ? " is not closed" : " is not understood"));
    }
    return new BadInputException(
        source, e.getLine(), e.getColumn(), PLACE.matcher(message).replaceFirst(""));
  }

  private static String unexpected(String token) {
    if (token.contains("<EOF>")) {
      return "the query ends too early";
    }
    Matcher text = TOKEN.matcher(token);
    String shown = text.matches() ? text.group(1) : token;
    return shown.replaceAll("[\\s\"]+$", "") + " is not expected here";
  }
}
