package org.ibid.publish;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.query.Query;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.ibid.publish.Description.ClaimLine;
import org.ibid.publish.Facet.Choice;
import org.ibid.search.WordIndex;

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
   * @param search finds what is called so, beside the claims
   */
  static Browse of(
      ClaimIndex index,
      Map<String, List<String>> choice,
      String typed,
      String whole,
      int page,
      Links links,
      SearchIndex search) {
    boolean searched = !typed.isBlank();
    WordIndex.Found found = searched ? index.find(typed) : null;
    BitSet words = new BitSet();
    if (searched) {
      words.or(found.numbers());
    } else {
      words.set(0, index.size());
    }
    Map<Facet, BitSet> restrictions = new LinkedHashMap<>();
    for (Facet facet : index.facets()) {
      List<String> wanted = choice.getOrDefault(facet.id(), List.of());
      if (!wanted.isEmpty()) {
        BitSet any = new BitSet();
        facet.choices().stream()
            .filter(each -> wanted.contains(each.name()))
            .forEach(each -> any.or(each.claims()));
        restrictions.put(facet, any);
      }
    }
    BitSet fitting = without(words, restrictions, null);
    String here = address(choice, typed);
    List<Narrowing> narrowings = new ArrayList<>();
    for (Facet facet : index.facets()) {
      narrowings.add(
          narrowing(
              facet,
              without(words, restrictions, facet),
              choice.getOrDefault(facet.id(), List.of()),
              facet.id().equals(whole),
              links.page(joined(here, "all=" + facet.id()))));
    }
    List<Integer> ordered = ordered(fitting, found);
    int pages = Math.max(1, (ordered.size() + ON_A_PAGE - 1) / ON_A_PAGE);
    int shown = Math.min(Math.max(1, page), pages);
    int from = (shown - 1) * ON_A_PAGE;
    return new Browse(
        typed,
        searched ? found.misspelt() : Map.of(),
        ordered.size(),
        index.size(),
        from + 1,
        ordered.stream().skip(from).limit(ON_A_PAGE).map(index::line).toList(),
        narrowings,
        searched || !restrictions.isEmpty(),
        searched ? null : query(index, choice),
        shown > 1 ? links.page(joined(here, "page=" + (shown - 1))) : null,
        shown < pages ? links.page(joined(here, "page=" + (shown + 1))) : null,
        searched ? search.called(typed, THINGS) : List.of());
  }

  private static BitSet without(BitSet words, Map<Facet, BitSet> restrictions, Facet left) {
    BitSet fitting = (BitSet) words.clone();
    restrictions.forEach(
        (facet, claims) -> {
          if (!facet.equals(left)) {
            fitting.and(claims);
          }
        });
    return fitting;
  }

  private static Narrowing narrowing(
      Facet facet, BitSet others, List<String> wanted, boolean whole, String moreLink) {
    List<Option> all = new ArrayList<>();
    for (Choice choice : facet.choices()) {
      BitSet claims = (BitSet) choice.claims().clone();
      claims.and(others);
      boolean chosen = wanted.contains(choice.name());
      if (chosen || !claims.isEmpty()) {
        all.add(new Option(choice.name(), choice.value(), claims.cardinality(), chosen));
      }
    }
    for (String name : wanted) {
      if (facet.choices().stream().noneMatch(choice -> choice.name().equals(name))) {
        all.add(new Option(name, Value.text(name), 0, true));
      }
    }
    boolean inOrder = facet.query().hasOrderBy();
    if (!inOrder) {
      all.sort(
          Comparator.comparing((Option option) -> !option.chosen())
              .thenComparingInt(option -> -option.claims())
              .thenComparing(option -> option.value().text()));
    }
    boolean few = all.size() <= FIRST + 2;
    List<Option> shown =
        whole || few
            ? all
            : IntStream.range(0, all.size())
                .filter(place -> place < FIRST || all.get(place).chosen())
                .mapToObj(all::get)
                .toList();
    int more = all.size() - shown.size();
    return new Narrowing(
        facet.id(),
        facet.title(),
        facet.description(),
        whole || !wanted.isEmpty(),
        shown,
        more,
        more > 0 ? moreLink : null);
  }

  /** The claims that fit the words best first, else in the order of the text. */
  private static List<Integer> ordered(BitSet fitting, WordIndex.Found found) {
    Comparator<Integer> inText = Comparator.naturalOrder();
    return fitting.stream()
        .boxed()
        .sorted(
            found == null
                ? inText
                : Comparator.comparingInt((Integer number) -> -found.points(number))
                    .thenComparing(inText))
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
  private static String query(ClaimIndex index, Map<String, List<String>> choice) {
    List<Query> parts = new ArrayList<>();
    PrefixMapping prefixes = PrefixMapping.Factory.create();
    for (Facet facet : index.facets()) {
      List<String> wanted = choice.getOrDefault(facet.id(), List.of());
      ExprList nodes = new ExprList();
      facet.choices().stream()
          .filter(each -> wanted.contains(each.name()))
          .forEach(each -> nodes.add(NodeValue.makeNode(each.node())));
      if (!nodes.isEmpty()) {
        prefixes.setNsPrefixes(facet.query().getPrefixMapping());
        ElementGroup pattern = new ElementGroup();
        pattern.addElement(facet.query().getQueryPattern());
        pattern.addElement(new ElementFilter(new E_OneOf(new ExprVar("value"), nodes)));
        Query part = new Query();
        part.setQuerySelectType();
        part.setDistinct(true);
        part.addResultVar("claim");
        part.setQueryPattern(pattern);
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    Query query = parts.get(0);
    if (parts.size() > 1) {
      ElementGroup all = new ElementGroup();
      parts.forEach(part -> all.addElement(new ElementSubQuery(part)));
      query = new Query();
      query.setQuerySelectType();
      query.addResultVar("claim");
      query.setQueryPattern(all);
    }
    query.setPrefixMapping(prefixes);
    return query.serialize();
  }
}
