package org.ibid.graph;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.apache.jena.sys.JenaSystem;

/** Reads SPARQL queries, in which the usual prefixes need not be declared, and sets parameters. */
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

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private static final Pattern PLACE = Pattern.compile("^Line \\d+, column \\d+: ");

  private static final Pattern PREFIX = Pattern.compile("^Unresolved prefixed name: ([^:]*:)(.*)$");

  private Sparql() {}

  /**
   * Parses a SPARQL 1.2 query, which every one of 1.1 is.
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
      return QueryFactory.parse(query, text, Ibid.BASE, Syntax.syntaxSPARQL_12);
    } catch (QueryParseException e) {
      throw explained(source, e);
    } catch (QueryException e) {
      throw new BadInputException(source, e.getMessage());
    }
  }

  /**
   * The query with other values in place of those that its {@code VALUES ?name { … }} lists,
   * wherever it has such a clause for that variable alone. The query itself does not change.
   *
   * @param values for each variable, without the question mark, one or more values
   * @throws IllegalArgumentException if the query has no such clause for one of the variables
   */
  public static Query with(Query query, Map<String, List<Node>> values) {
    if (values.isEmpty()) {
      return query;
    }
    Set<String> set = new HashSet<>();
    Query changed =
        QueryTransformOps.transform(
            query,
            new ElementTransformCopyBase() {
              @Override
              public Element transform(ElementData data) {
                if (data.getVars().size() != 1) {
                  return data;
                }
                Var var = data.getVars().get(0);
                List<Node> chosen = values.get(var.getVarName());
                if (chosen == null) {
                  return data;
                }
                set.add(var.getVarName());
                ElementData other = new ElementData();
                other.add(var);
                chosen.forEach(node -> other.add(BindingFactory.binding(var, node)));
                return other;
              }
            });
    for (String name : values.keySet()) {
      if (!set.contains(name)) {
        throw new IllegalArgumentException("the query has no VALUES ?" + name + " { … }");
      }
    }
    return changed;
  }

  /** The values that the query's {@code VALUES ?name { … }} lists; UNDEF is none. */
  public static List<Node> values(Query query, String name) {
    Set<Node> values = new LinkedHashSet<>();
    Var var = Var.alloc(name);
    ElementWalker.walk(
        query.getQueryPattern(),
        new ElementVisitorBase() {
          @Override
          public void visit(ElementData data) {
            if (data.getVars().equals(List.of(var))) {
              data.getRows().stream()
                  .filter(row -> row.contains(var))
                  .forEach(row -> values.add(row.get(var)));
            }
          }

          @Override
          public void visit(ElementSubQuery inner) {
            values.addAll(values(inner.getQuery(), name));
          }
        });
    return List.copyOf(values);
  }

  private static BadInputException explained(String source, QueryParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      return new BadInputException(
          source,
          Long.parseLong(unexpected.group(2)),
          Long.parseLong(unexpected.group(3)),
          unexpected(unexpected.group(1)),
          ExpectedTokens.in(message));
    }
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.matches()) {
      boolean open = unreadable.group(3).contains("<EOF>");
      return new BadInputException(
          source,
          Long.parseLong(unreadable.group(1)),
          Long.parseLong(unreadable.group(2)),
          readable(unreadable.group(4)) + (open ? " is not closed" : " is not understood"));
    }
    return new BadInputException(
        source,
        e.getLine(),
        e.getColumn(),
        PREFIX
            .matcher(PLACE.matcher(message).replaceFirst(""))
            .replaceFirst("the prefix $1 of $1$2 is not declared"));
  }

  private static String unexpected(String token) {
    if (token.contains("<EOF>")) {
      return "the query ends too early";
    }
    Matcher text = TOKEN.matcher(token);
    String shown = text.matches() ? text.group(1) : token;
    return readable(shown.replaceAll("[\\s\"]+$", "")) + " is not expected here";
  }

  /** The text of a token, whose letters beyond ASCII Jena's parser shows by their numbers. */
  private static String readable(String token) {
    return ESCAPE
        .matcher(token)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), 16))));
  }
}
