package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Facet.Choice;
import org.ibid.search.Words;

/**
 * What the page shows on which claims are browsed and searched.
 *
 * @param typed the words that are searched for, or empty
 * @param misspelt words that there are not, each with what was taken for it
 * @param total how many claims fit
 * @param all how many claims there are
 * @param from the number of the first claim that is shown, from 1
 * @param lines the claims that are shown
 * @param facets the ways in which the claims can be narrowed down, with what can be chosen
 * @param chosen whether anything is chosen or searched for
 * @param query the SPARQL query that finds the same claims, or null where words are searched for
 * @param previous leads to the page before, or null
 * @param next leads to the page after, or null
 * @param things what is called so, beside the claims
 */
public record Browse(
    String typed,
    Map<String, Set<String>> misspelt,
    int total,
    int all,
    int from,
    List<ClaimLine> lines,
    List<Narrowing> facets,
    boolean chosen,
    String query,
    String previous,
    String next,
    List<Value> things) {

  private static final int ON_A_PAGE = 50;
  private static final int THINGS = 8;

  /** So many values of a facet are shown at first. */
  private static final int FIRST = 7;

  /** Of values with equally many claims, so many are put in the order of their names. */
  private static final int MOST_NAMED = 500;

  /**
   * One facet.
   *
   * @param id the parameter's name
   * @param open whether its values are shown at once
   * @param options its values
   * @param more how many values are not shown
   * @param moreLink shows them, or null
   */
  public record Narrowing(
      String id,
      String title,
      String description,
      boolean open,
      List<Option> options,
      int more,
      String moreLink) {}

  /**
   * One value.
   *
   * @param name the parameter's value
   * @param value how it reads
   * @param claims how many of the claims that fit all other choices have it
   * @param chosen whether it is chosen
   */
  public record Option(String name, Value value, int claims, boolean chosen) {}

  /**
   * Finds the claims that fit: of each facet one of the chosen values, and all words.
   *
   * @param choice the chosen values of each facet
   * @param whole the facet of which all values are shown, or null
   * @param page which page, from 1
   * @param links where the page is
   * @param called finds what is called so, beside the claims
   */
  static Browse of(
      ClaimIndex index,
      Map<String, List<String>> choice,
      String typed,
      String whole,
      int page,
      Links links,
      BiFunction<String, Integer, List<Value>> called) {
    boolean searched = !typed.isBlank();
    Words.Asked asked = searched ? index.asked(typed) : null;
    Query words = searched ? asked.query() : MatchAllDocsQuery.INSTANCE;
    Map<Facet, Chosen> chosen = new LinkedHashMap<>();
    for (Facet facet : index.facets()) {
      List<String> wanted = choice.getOrDefault(facet.id(), List.of());
      if (!wanted.isEmpty()) {
        chosen.put(facet, Chosen.of(index, facet, wanted));
      }
    }
    Query fitting = fitting(words, chosen, null);
    String here = address(choice, typed);
    List<Narrowing> narrowings = new ArrayList<>();
    for (Facet facet : index.facets()) {
      narrowings.add(
          narrowing(
              index,
              facet,
              fitting(words, chosen, facet),
              chosen.getOrDefault(facet, Chosen.NOTHING),
              facet.id().equals(whole),
              links.page(joined(here, "all=" + facet.id()))));
    }
    int total = index.count(fitting);
    int pages = Math.max(1, (total + ON_A_PAGE - 1) / ON_A_PAGE);
    int shown = Math.min(Math.max(1, page), pages);
    int from = (shown - 1) * ON_A_PAGE;
    return new Browse(
        typed,
        searched ? asked.misspelt() : Map.of(),
        total,
        index.size(),
        from + 1,
        index.lines(fitting, from, ON_A_PAGE),
        narrowings,
        searched || !chosen.isEmpty(),
        searched ? null : query(chosen),
        shown > 1 ? links.page(joined(here, "page=" + (shown - 1))) : null,
        shown < pages ? links.page(joined(here, "page=" + (shown + 1))) : null,
        searched ? called.apply(typed, THINGS) : List.of());
  }

  /**
   * What is chosen of a facet.
   *
   * @param values as N-Triples write them
   * @param unknown names of values that there are not
   */
  private record Chosen(List<String> values, List<String> unknown) {

    static final Chosen NOTHING = new Chosen(List.of(), List.of());

    static Chosen of(ClaimIndex index, Facet facet, List<String> names) {
      List<String> values = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      names.forEach(
          name -> index.named(facet, name).ifPresentOrElse(values::add, () -> unknown.add(name)));
      return new Chosen(values, unknown);
    }
  }

  private static Query fitting(Query words, Map<Facet, Chosen> chosen, Facet left) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(words, Occur.MUST);
    chosen.forEach(
        (facet, values) -> {
          if (!facet.equals(left)) {
            all.add(ClaimIndex.having(facet, values.values()), Occur.FILTER);
          }
        });
    BooleanQuery both = all.build();
    return both.clauses().size() == 1 ? words : both;
  }

  private static Narrowing narrowing(
      ClaimIndex index, Facet facet, Query others, Chosen chosen, boolean whole, String moreLink) {
    List<Choice> choices = withChosen(index, facet, index.choices(facet, others), chosen);
    boolean all = whole || choices.size() <= FIRST + 2;
    List<Option> options =
        (all ? choices.stream() : inQuestion(choices, facet, chosen).stream())
            .map(each -> option(index, each, chosen))
            .collect(Collectors.toCollection(ArrayList::new));
    chosen.unknown().forEach(name -> options.add(new Option(name, Value.text(name), 0, true)));
    if (!facet.isOrdered()) {
      options.sort(
          Comparator.comparing((Option option) -> !option.chosen())
              .thenComparingInt(option -> -option.claims())
              .thenComparing(option -> option.value().text()));
    }
    List<Option> shown =
        all
            ? options
            : IntStream.range(0, options.size())
                .filter(place -> place < FIRST || options.get(place).chosen())
                .mapToObj(options::get)
                .toList();
    int more = choices.size() + chosen.unknown().size() - shown.size();
    return new Narrowing(
        facet.id(),
        facet.title(),
        facet.description(),
        whole || !chosen.equals(Chosen.NOTHING),
        shown,
        more,
        more > 0 ? moreLink : null);
  }

  /** The values with those that are chosen though no claim is left for them, in their places. */
  private static List<Choice> withChosen(
      ClaimIndex index, Facet facet, List<Choice> choices, Chosen chosen) {
    Map<String, Integer> counts =
        choices.stream().collect(Collectors.toMap(Choice::written, Choice::claims, Integer::sum));
    if (counts.keySet().containsAll(chosen.values())) {
      return choices;
    }
    List<Choice> all = new ArrayList<>();
    for (Choice choice : index.choices(facet, MatchAllDocsQuery.INSTANCE)) {
      String value = choice.written();
      if (counts.containsKey(value) || chosen.values().contains(value)) {
        all.add(new Choice(value, counts.getOrDefault(value, 0)));
      }
    }
    if (!facet.isOrdered()) {
      all.sort(Comparator.comparingInt((Choice choice) -> -choice.claims()));
    }
    return all;
  }

  private static Option option(ClaimIndex index, Choice choice, Chosen chosen) {
    Node value = choice.node();
    return new Option(
        index.name(value),
        index.value(value),
        choice.claims(),
        chosen.values().contains(choice.written()));
  }

  /** The chosen values, and those of which the first ones are shown; names cost time. */
  private static List<Choice> inQuestion(List<Choice> choices, Facet facet, Chosen chosen) {
    int least = choices.get(FIRST - 1).claims();
    return IntStream.range(0, choices.size())
        .filter(
            place ->
                place < FIRST
                    || (!facet.isOrdered()
                        && place < MOST_NAMED
                        && choices.get(place).claims() == least)
                    || chosen.values().contains(choices.get(place).written()))
        .mapToObj(choices::get)
        .toList();
  }

  private static String address(Map<String, List<String>> choice, String typed) {
    List<String> parameters = new ArrayList<>();
    if (!typed.isBlank()) {
      parameters.add("q=" + Links.encoded(typed));
    }
    choice.forEach(
        (id, names) -> names.forEach(name -> parameters.add(id + "=" + Links.encoded(name))));
    return parameters.isEmpty()
        ? "browse"
        : "browse?" + parameters.stream().collect(Collectors.joining("&"));
  }

  private static String joined(String address, String parameter) {
    return address + (address.contains("?") ? "&" : "?") + parameter;
  }

  /** The query that finds the same claims: the questions of the facets, kept to what is chosen. */
  private static String query(Map<Facet, Chosen> chosen) {
    List<org.apache.jena.query.Query> parts = new ArrayList<>();
    PrefixMapping prefixes = PrefixMapping.Factory.create();
    chosen.forEach(
        (facet, values) -> {
          ExprList nodes = new ExprList();
          values
              .values()
              .forEach(value -> nodes.add(NodeValue.makeNode(new Choice(value, 0).node())));
          if (!nodes.isEmpty()) {
            org.apache.jena.query.Query question = facet.question().query();
            prefixes.setNsPrefixes(question.getPrefixMapping());
            ElementGroup pattern = new ElementGroup();
            pattern.addElement(question.getQueryPattern());
            pattern.addElement(new ElementFilter(new E_OneOf(new ExprVar("value"), nodes)));
            parts.add(select(pattern, true));
          }
        });
    if (parts.isEmpty()) {
      return null;
    }
    org.apache.jena.query.Query query = parts.get(0);
    if (parts.size() > 1) {
      ElementGroup all = new ElementGroup();
      parts.forEach(part -> all.addElement(new ElementSubQuery(part)));
      query = select(all, false);
    }
    query.setPrefixMapping(prefixes);
    return query.serialize();
  }

  private static org.apache.jena.query.Query select(ElementGroup pattern, boolean distinct) {
    org.apache.jena.query.Query query = new org.apache.jena.query.Query();
    query.setQuerySelectType();
    query.setDistinct(distinct);
    query.addResultVar("claim");
    query.setQueryPattern(pattern);
    return query;
  }
}
