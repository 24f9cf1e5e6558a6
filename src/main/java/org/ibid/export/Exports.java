package org.ibid.export;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.ibid.graph.Home;
import org.ibid.graph.View;

/** Writes any export, for the command line and for the server alike. */
public final class Exports {

  /** Names what can be exported, each with the forms that it can have; the first is the usual. */
  public enum Kind {
    CITE(
        "how to cite this version, an article's part of it, or a claim",
        Form.TEXT,
        Form.BIB,
        Form.CSL,
        Form.RIS),
    NANOPUB("a nanopublication for each claim", Form.TRIG, Form.NQUADS, Form.JSONLD),
    QUICKSTATEMENTS("the claims that Wikidata could hold", Form.COMMANDS, Form.REASONS),
    BIBTEX("the article and the works that it cites", Form.BIB),
    CSL("the same as CSL-JSON", Form.CSL),
    RIS("the same as RIS", Form.RIS),
    RDF12("the claims as reifiers in RDF 1.2", Form.TRIG, Form.TURTLE, Form.NQUADS, Form.NTRIPLES);

    private final String content;
    private final List<Form> forms;

    Kind(String content, Form... forms) {
      this.content = content;
      this.forms = List.of(forms);
    }

    /** What it holds, in words. */
    public String content() {
      return content;
    }

    /** The forms that it can have, the usual one first. */
    public List<Form> forms() {
      return forms;
    }

    /** The kind of that name. */
    public static Optional<Kind> named(String name) {
      return Arrays.stream(values()).filter(kind -> kind.toString().equals(name)).findFirst();
    }

    /** The form of that name. */
    public Optional<Form> form(String name) {
      return forms.stream().filter(form -> form.extension().equals(name)).findFirst();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Names the forms that exports have. */
  public enum Form {
    TRIG("trig", "application/trig", Lang.TRIG),
    TURTLE("ttl", "text/turtle", Lang.TURTLE),
    NQUADS("nq", "application/n-quads", Lang.NQUADS),
    NTRIPLES("nt", "application/n-triples", Lang.NTRIPLES),
    JSONLD("jsonld", "application/ld+json", Lang.JSONLD),
    COMMANDS("txt", "text/plain", null),
    REASONS("csv", "text/csv", null),
    TEXT("txt", "text/plain", null),
    BIB("bib", "application/x-bibtex", null),
    CSL("json", "application/vnd.citationstyles.csl+json", null),
    RIS("ris", "application/x-research-info-systems", null);

    private final String extension;
    private final String mediaType;
    private final Lang lang;

    Form(String extension, String mediaType, Lang lang) {
      this.extension = extension;
      this.mediaType = mediaType;
      this.lang = lang;
    }

    /** By which a file in this form is known, and which names the form. */
    public String extension() {
      return extension;
    }

    /** What the server calls the form. */
    public String mediaType() {
      return mediaType;
    }
  }

  private final Home home;
  private final View view;

  public Exports(Home home, View view) {
    this.home = home;
    this.view = view;
  }

  /** All claims, or those of an article, ordered by IRI. */
  public List<Node> claims(String article) {
    return article == null ? Claims.all(view) : Claims.ofArticle(view, article);
  }

  /** Whether something is a claim. */
  public boolean isClaim(Node node) {
    return Claims.isOne(view, node);
  }

  /** The nanopublication of a claim as it now is. */
  public Nanopub nanopublication(Node claim) {
    return new Nanopubs(home, view).of(claim);
  }

  /**
   * Writes an export.
   *
   * @param article its folder's name, or null for all
   * @param claims the only ones that are wanted, or empty for all
   */
  public String write(Kind kind, Form form, String article, Collection<Node> claims) {
    Collection<Node> chosen = claims.isEmpty() ? claims(article) : claims;
    return switch (kind) {
      case NANOPUB -> {
        Nanopubs nanopubs = new Nanopubs(home, view);
        yield nanopubs.write(chosen.stream().map(nanopubs::of).toList(), form.lang);
      }
      case QUICKSTATEMENTS -> {
        QuickStatements statements = new QuickStatements(home, view, chosen);
        yield form == Form.REASONS ? statements.refusalsAsCsv() : statements.commands();
      }
      case RDF12 -> new ReifiedClaims(home, view, chosen).write(form.lang);
      case CITE -> write(form, new Citations(home, view).of(article, claims));
      case BIBTEX -> bibliography(article, claims).bibtex();
      case CSL -> bibliography(article, claims).csl();
      case RIS -> bibliography(article, claims).ris();
    };
  }

  /** Says how an answer to a query is cited, in one of the forms of {@link Kind#CITE}. */
  public String cite(Form form, CitedAnswer answer) {
    return write(form, new Citations(home, view).of(answer));
  }

  /**
   * Says how a work is cited, in one of the forms of {@link Kind#CITE}.
   *
   * @return nothing where nobody cites such a work, or it cannot be seen
   */
  public Optional<String> citeWork(Form form, Node work) {
    Bibliography reference = Bibliography.ofWork(home, view, work);
    if (reference.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        form == Form.TEXT
            ? Citations.reference(reference.works().get(0)) + "\n"
            : write(form, reference));
  }

  private static String write(Form form, Bibliography references) {
    return switch (form) {
      case BIB -> references.bibtex();
      case CSL -> references.csl();
      case RIS -> references.ris();
      default -> Citations.text(references);
    };
  }

  private Bibliography bibliography(String article, Collection<Node> claims) {
    if (!claims.isEmpty()) {
      return Bibliography.ofClaims(home, view, claims);
    }
    return article == null
        ? Bibliography.all(home, view)
        : Bibliography.ofArticle(home, view, article);
  }
}
