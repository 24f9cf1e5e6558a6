package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.export.Work.Author;
import org.ibid.export.Work.PartialDate;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Writes lists of references: the articles and the works that they cite, as BibTeX, as CSL-JSON and
 * as RIS. What is not known is left out and never made up; dates stay as partial as they are.
 */
public final class Bibliography {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private final List<Work> works;

  private Bibliography(List<Work> works) {
    this.works = works;
  }

  /** All articles and all works that they cite. */
  public static Bibliography all(Home home, View view) {
    return of(new ExportQueries(home, view), row -> true);
  }

  /** An article and the works that it cites. */
  public static Bibliography ofArticle(Home home, View view, String article) {
    String parts = Ibid.ID + article + "/";
    String itself = Ibid.ID + "article/" + article;
    return of(
        new ExportQueries(home, view),
        row -> text(row, "reference").startsWith(parts) || text(row, "document").equals(itself));
  }

  /** An article alone. */
  static Bibliography itself(Home home, View view, String article) {
    String itself = Ibid.ID + "article/" + article;
    return of(new ExportQueries(home, view), row -> text(row, "document").equals(itself));
  }

  /** One of the works that articles cite, or one of the articles; empty where it is neither. */
  static Bibliography ofWork(Home home, View view, Node work) {
    return of(new ExportQueries(home, view), row -> work.equals(node(row, "work")));
  }

  /** Some works, in their order. */
  static Bibliography of(List<Work> works) {
    return new Bibliography(List.copyOf(works));
  }

  /** The works. */
  List<Work> works() {
    return works;
  }

  /** The works that claims rest on, and the articles that make them. */
  public static Bibliography ofClaims(Home home, View view, Collection<Node> claims) {
    ExportQueries queries = new ExportQueries(home, view);
    Set<Node> wanted = Set.copyOf(claims);
    Set<Node> behind = new HashSet<>();
    for (Binding row : queries.select("bibliography-claims")) {
      if (wanted.contains(node(row, "claim"))) {
        behind.add(node(row, "work"));
      }
    }
    return of(queries, row -> behind.contains(node(row, "work")));
  }

  private static Bibliography of(ExportQueries queries, Predicate<Binding> wanted) {
    Map<Node, List<Binding>> authors = new LinkedHashMap<>();
    for (Binding row : queries.select("bibliography-authors")) {
      authors.computeIfAbsent(node(row, "work"), work -> new ArrayList<>()).add(row);
    }
    Map<Node, Work> works = new LinkedHashMap<>();
    for (Binding row : queries.select("bibliography")) {
      if (wanted.test(row)) {
        Node work = node(row, "work");
        works.putIfAbsent(work, work(row, authors.getOrDefault(work, List.of())));
      }
    }
    return new Bibliography(
        works.values().stream().sorted(Comparator.comparing(Work::key)).toList());
  }

  private static Work work(Binding row, List<Binding> authors) {
    Node iri = node(row, "work");
    String label = text(row, "label");
    return new Work(
        iri,
        iri.getURI().substring(iri.getURI().lastIndexOf('/') + 1),
        new Work.Types(text(row, "bibtex"), text(row, "csl"), text(row, "ris")),
        authors.stream()
            .map(author -> Author.of(text(author, "name"), label))
            .sorted(Comparator.comparingInt(author -> place(author, label)))
            .toList(),
        known(row, "title"),
        date(row, "issued"),
        known(row, "language"),
        known(row, "url"),
        known(row, "doi"),
        known(row, "publisher"),
        known(row, "container"),
        known(row, "issue"),
        known(row, "first"),
        known(row, "last"),
        date(row, "accessed"),
        null,
        null);
  }

  /** Where the label names an author; whom it does not name comes last. */
  private static int place(Author author, String label) {
    int place = label.indexOf(author.family());
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private static Node node(Binding row, String variable) {
    return row.get(Var.alloc(variable));
  }

  private static String text(Binding row, String variable) {
    String text = known(row, variable);
    return text == null ? "" : text;
  }

  private static String known(Binding row, String variable) {
    Node node = node(row, variable);
    return node == null ? null : node.isURI() ? node.getURI() : node.getLiteralLexicalForm();
  }

  private static PartialDate date(Binding row, String variable) {
    String text = known(row, variable);
    return text == null ? null : PartialDate.of(text);
  }

  /** How many works there are. */
  public int count() {
    return works.size();
  }

  /** BibTeX in UTF-8, with the fields of BibLaTeX for dates and addresses. */
  public String bibtex() {
    StringBuilder out = new StringBuilder();
    for (Work work : works) {
      Map<String, String> fields = new LinkedHashMap<>();
      put(
          fields,
          "author",
          work.authors().isEmpty()
              ? null
              : String.join(
                  " and ",
                  work.authors().stream().map(author -> escaped(author.inverted())).toList()));
      // Two pairs of braces keep the capitals of a title as they are.
      put(fields, "title", work.title() == null ? null : "{" + escaped(work.title()) + "}");
      boolean dataset = work.types().bibtex().equals("dataset");
      put(fields, dataset ? "series" : "journal", escaped(work.container()));
      put(fields, "version", escaped(work.version()));
      put(fields, "note", escaped(work.note()));
      put(fields, "number", escaped(work.issue()));
      put(
          fields,
          "pages",
          work.firstPage() == null
              ? null
              : work.lastPage() == null
                  ? work.firstPage()
                  : work.firstPage() + "--" + work.lastPage());
      boolean report = work.types().bibtex().equals("techreport");
      put(fields, report ? "institution" : "publisher", escaped(work.publisher()));
      if (work.issued() != null) {
        put(fields, "date", work.issued().iso());
        put(fields, "year", work.issued().year());
        if (work.issued().parts().size() > 1) {
          fields.put("month", MONTHS.get(Integer.parseInt(work.issued().parts().get(1)) - 1));
        }
      }
      put(fields, "doi", work.doi());
      put(fields, "url", work.url());
      put(fields, "urldate", work.accessed() == null ? null : work.accessed().iso());
      put(fields, "langid", langid(work.language()));
      out.append('@').append(work.types().bibtex()).append('{').append(work.key());
      fields.forEach((name, value) -> out.append(",\n  ").append(name).append(" = ").append(value));
      out.append("\n}\n\n");
    }
    return out.toString();
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null) {
      fields.put(name, "{" + value + "}");
    }
  }

  private static String escaped(String text) {
    return text == null
        ? null
        : text.replace("\\", "\\textbackslash ")
            .replaceAll("([{}$&#%_])", "\\\\$1")
            .replace("~", "\\textasciitilde ")
            .replace("^", "\\textasciicircum ");
  }

  private static String langid(String language) {
    return language == null
        ? null
        : Locale.forLanguageTag(language)
            .getDisplayLanguage(Locale.ENGLISH)
            .toLowerCase(Locale.ROOT);
  }

  /** CSL-JSON, as citation processors and reference managers take it. */
  public String csl() {
    JsonArray all = new JsonArray();
    for (Work work : works) {
      JsonObject item = new JsonObject();
      item.put("id", work.key());
      item.put("type", work.types().csl());
      put(item, "title", work.title());
      if (!work.authors().isEmpty()) {
        JsonArray authors = new JsonArray();
        for (Author author : work.authors()) {
          JsonObject name = new JsonObject();
          name.put("family", author.family());
          if (!author.given().isEmpty()) {
            name.put("given", author.given());
          }
          authors.add(name);
        }
        item.put("author", authors);
      }
      put(item, "issued", work.issued());
      put(item, "container-title", work.container());
      put(item, "version", work.version());
      put(item, "note", work.note());
      put(item, "issue", work.issue());
      put(item, "page", pages(work));
      put(item, "publisher", work.publisher());
      put(item, "language", work.language());
      put(item, "DOI", work.doi());
      put(item, "URL", work.url());
      put(item, "accessed", work.accessed());
      all.add(item);
    }
    return all + "\n";
  }

  private static String pages(Work work) {
    return work.firstPage() == null || work.lastPage() == null
        ? work.firstPage()
        : work.firstPage() + "-" + work.lastPage();
  }

  private static void put(JsonObject item, String name, String value) {
    if (value != null) {
      item.put(name, value);
    }
  }

  private static void put(JsonObject item, String name, PartialDate date) {
    if (date != null) {
      JsonArray parts = new JsonArray();
      date.parts().forEach(part -> parts.add(Integer.parseInt(part)));
      JsonArray dates = new JsonArray();
      dates.add(parts);
      JsonObject value = new JsonObject();
      value.put("date-parts", dates);
      item.put(name, value);
    }
  }

  /** RIS, as reference managers take it. */
  public String ris() {
    StringBuilder out = new StringBuilder();
    for (Work work : works) {
      tag(out, "TY", work.types().ris());
      tag(out, "ID", work.key());
      work.authors().forEach(author -> tag(out, "AU", author.inverted()));
      tag(out, "TI", work.title());
      tag(out, "T2", work.container());
      tag(out, "ET", work.version());
      tag(out, "N1", work.note());
      tag(out, "IS", work.issue());
      tag(out, "SP", work.firstPage());
      tag(out, "EP", work.lastPage());
      tag(out, "PB", work.publisher());
      tag(out, "PY", work.issued() == null ? null : work.issued().year());
      tag(out, "DA", risDate(work.issued()));
      tag(out, "LA", work.language());
      tag(out, "DO", work.doi());
      tag(out, "UR", work.url());
      tag(out, "Y2", risDate(work.accessed()));
      out.append("ER  - \r\n\r\n");
    }
    return out.toString();
  }

  /** Year, month, day and something else between slashes, what is unknown being empty. */
  private static String risDate(PartialDate date) {
    if (date == null) {
      return null;
    }
    List<String> parts = new ArrayList<>(date.parts());
    while (parts.size() < 4) {
      parts.add("");
    }
    return String.join("/", parts);
  }

  private static void tag(StringBuilder out, String tag, String value) {
    if (value != null) {
      out.append(tag).append("  - ").append(value.replaceAll("\\s+", " ")).append("\r\n");
    }
  }
}
