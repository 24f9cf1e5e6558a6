package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Says how this version of the graph is cited, or one of its claims: with the permanent address and
 * with what names the state. Nothing is said of when, which the graph does not know of itself.
 */
final class Citations {

  private static final String TITLE = "Ibid: claims of scholarly articles, with their sources";
  private static final Work.Types DATASET = new Work.Types("dataset", "dataset", "DATA");

  /** Ends as a sentence does, or with an address. */
  private static final String CLOSED = "(?s).*([.!?”]|(^|\\s)https?://\\S+)";

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");
  private static final Node PASSAGE = NodeFactory.createURI(Ibid.NS + "passage");
  private static final Node NUMBER = NodeFactory.createURI(Ibid.NS + "number");
  private static final Node PAGE = NodeFactory.createURI(Ibid.NS + "page");

  private final Home home;
  private final View view;

  Citations(Home home, View view) {
    this.home = home;
    this.view = view;
  }

  /** The answer to a query. */
  Bibliography of(CitedAnswer answer) {
    return Bibliography.of(
        List.of(
            work(
                answer.address(),
                "answer-" + answer.digest().substring(0, 12) + "-" + view.version(),
                answer.title(),
                TITLE,
                answer.rows() + (answer.rows() == 1 ? " row" : " rows"))));
  }

  /** What is cited: the claims, or if there are none the part of an article, or else all. */
  Bibliography of(String article, Collection<Node> claims) {
    if (!claims.isEmpty()) {
      return Bibliography.of(claims.stream().map(this::claim).toList());
    }
    return Bibliography.of(List.of(article == null ? dataset() : part(article)));
  }

  /** A list of references as one reads it. */
  static String text(Bibliography references) {
    return references.works().stream()
        .map(Citations::text)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(Work work) {
    List<String> pieces = new ArrayList<>();
    pieces.add(work.container() == null ? work.title() : "“" + closed(work.title()) + "”");
    pieces.add(
        (work.container() == null ? "" : "In: " + work.container() + ". ")
            + "Version "
            + work.version());
    pieces.add(work.url());
    if (work.note() != null) {
      pieces.add(work.note());
    }
    return pieces.stream()
        .map(piece -> piece.matches(CLOSED) ? piece : piece + ".")
        .collect(Collectors.joining(" "));
  }

  /** The same with a full stop where a sentence would have one. */
  private static String closed(String title) {
    return title.matches("(?s).*[.!?]") ? title : title + ".";
  }

  private Work dataset() {
    return work(
        Ibid.BASE, "ibid-" + view.version(), TITLE, null, "Data set, CC BY 4.0. Publisher: Ibid.");
  }

  private Work part(String article) {
    String source = source(article);
    return work(
        Ibid.ID + "article/" + article,
        article + "-" + view.version(),
        source.isEmpty() ? article : "The claims of: " + source,
        TITLE,
        null);
  }

  private Work claim(Node claim) {
    String[] names = claim.getURI().substring(Ibid.ID.length()).split("/", -1);
    String statement =
        view.dataset()
            .getDefaultGraph()
            .find(claim, STATEMENT, Node.ANY)
            .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
            .nextOptional()
            .orElse(claim.getURI());
    String state = new Nanopubs(home, view).of(claim).iri();
    String source = source(names[0]);
    return work(
        claim.getURI(),
        names[names.length - 1] + "-" + view.version(),
        statement,
        TITLE,
        (source.isEmpty() ? "" : "From " + place(claim) + source + " ")
            + "Nanopublication of this state: "
            + state);
  }

  /** The sentences in which a claim stands, and their pages. */
  private String place(Node claim) {
    List<String> sentences = new ArrayList<>();
    Set<String> pages =
        new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(page -> page));
    view.dataset()
        .getDefaultGraph()
        .find(claim, PASSAGE, Node.ANY)
        .mapWith(Triple::getObject)
        .toList()
        .forEach(
            passage -> {
              values(passage, NUMBER).forEach(sentences::add);
              pages.addAll(values(passage, PAGE));
            });
    sentences.sort(Comparator.comparingInt(String::length).thenComparing(number -> number));
    List<String> pieces = new ArrayList<>();
    if (!sentences.isEmpty()) {
      pieces.add(
          (sentences.size() == 1 ? "sentence " : "sentences ") + String.join(", ", sentences));
    }
    if (!pages.isEmpty()) {
      pieces.add((pages.size() == 1 ? "p. " : "pp. ") + String.join("–", pages));
    }
    return pieces.isEmpty() ? "" : String.join(", ", pieces) + " of ";
  }

  private List<String> values(Node subject, Node predicate) {
    return view.dataset()
        .getDefaultGraph()
        .find(subject, predicate, Node.ANY)
        .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
        .toList();
  }

  /** The article as a list of references in the author-date style of Chicago has it. */
  private String source(String article) {
    return Bibliography.itself(home, view, article).works().stream()
        .findFirst()
        .map(Citations::reference)
        .orElse("");
  }

  /** A work as a list of references has it. */
  static String reference(Work work) {
    List<String> pieces = new ArrayList<>();
    if (!work.authors().isEmpty()) {
      pieces.add(closed(authors(work.authors())));
    }
    if (work.issued() != null) {
      pieces.add(work.issued().year() + ".");
    }
    if (work.title() != null) {
      pieces.add("“" + closed(work.title()) + "”");
    }
    if (work.container() != null) {
      pieces.add(
          closed(
              work.container()
                  + (work.issue() == null ? "" : ", no. " + work.issue())
                  + (work.firstPage() == null ? "" : ": " + work.firstPage())
                  + (work.lastPage() == null ? "" : "–" + work.lastPage())));
    }
    if (work.container() == null && work.publisher() != null) {
      pieces.add(closed(work.publisher()));
    }
    if (work.accessed() != null) {
      pieces.add("Accessed " + work.accessed().iso() + ".");
    }
    String address = work.doi() == null ? work.url() : "https://doi.org/" + work.doi();
    if (address != null) {
      pieces.add(address);
    }
    return String.join(" ", pieces);
  }

  /** The names of authors, the family name of the first before the given one. */
  private static String authors(List<Work.Author> authors) {
    String first = authors.get(0).inverted();
    List<String> others = authors.stream().skip(1).map(Work.Author::inOrder).toList();
    if (others.isEmpty()) {
      return first;
    }
    int last = others.size() - 1;
    return String.join(", ", Stream.concat(Stream.of(first), others.stream().limit(last)).toList())
        + ", and "
        + others.get(last);
  }

  private Work work(String iri, String key, String title, String container, String note) {
    return new Work(
        NodeFactory.createURI(iri),
        key,
        DATASET,
        List.of(),
        title,
        null,
        "en",
        iri,
        null,
        container == null ? "Ibid" : null,
        container,
        null,
        null,
        null,
        null,
        view.version(),
        note);
  }
}
