package org.ibid.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
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
  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");

  private final Home home;
  private final View view;

  Citations(Home home, View view) {
    this.home = home;
    this.view = view;
  }

  /** What is cited: the claims, or if there are none the part of an article, or else all. */
  Bibliography of(String article, Collection<Node> claims) {
    if (!claims.isEmpty()) {
      return Bibliography.of(claims.stream().map(this::claim).toList());
    }
    return Bibliography.of(List.of(article == null ? dataset() : part(article)));
  }

  /** The same as one reads it in a list of references. */
  String text(String article, Collection<Node> claims) {
    return of(article, claims).works().stream()
        .map(Citations::text)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(Work work) {
    List<String> pieces = new ArrayList<>();
    pieces.add(work.container() == null ? work.title() : "“" + work.title() + "”");
    pieces.add(
        (work.container() == null ? "" : "In: " + work.container() + ". ")
            + "Version "
            + work.version());
    pieces.add(work.url());
    if (work.note() != null) {
      pieces.add(work.note());
    }
    return pieces.stream()
        .map(piece -> piece.matches("(?s).*[.!?”]") || Work.isAddress(piece) ? piece : piece + ".")
        .collect(Collectors.joining(" "));
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
        "This state of the claim: " + state + (source.isEmpty() ? "" : " – a claim of: " + source));
  }

  /** The article in a few words. */
  private String source(String article) {
    return Bibliography.itself(home, view, article).works().stream()
        .findFirst()
        .map(
            work ->
                (work.authors().isEmpty()
                        ? ""
                        : work.authors().stream()
                                .map(Work.Author::inverted)
                                .collect(Collectors.joining("; "))
                            + ". ")
                    + work.title()
                    + (work.container() == null ? "" : ". " + work.container())
                    + (work.issued() == null ? "" : ", " + work.issued().year())
                    + (work.doi() == null ? "" : ". doi:" + work.doi()))
        .orElse("");
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
