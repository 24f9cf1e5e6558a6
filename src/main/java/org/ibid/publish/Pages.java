package org.ibid.publish;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ibid.graph.Ibid;
import org.ibid.graph.Question;
import org.ibid.publish.Frame.Alternate;

/** Writes the pages as HTML; what comes from data or from a reader is escaped by the templates. */
public final class Pages {

  /**
   * So many questions are shown on the front page, each of another module, and so many pictures.
   */
  private static final int QUESTIONS_AT_HOME = 9;

  private static final int LONG_DESCRIPTION = 320;
  private static final int SHORT_DESCRIPTION = 140;

  /** What stands in the form when nobody has asked anything yet. */
  public static final String FIRST_QUERY =
      """
      SELECT ?claim ?modality
      WHERE {
        ?claim a ibid:Claim ;
               ibid:modality ?modality .
      }
      LIMIT 20\
      """;

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Links links;
  private final String version;
  private final boolean canEdit;

  /**
   * Pages with the given links that show the given state of the graph.
   *
   * @param canEdit whether claims can be changed here
   */
  public Pages(Links links, String version, boolean canEdit) {
    this.links = links;
    this.version = version;
    this.canEdit = canEdit;
  }

  /** Whether claims can be changed here. */
  public boolean canEdit() {
    return canEdit;
  }

  /** The front page: what this is, how much there is, what it concludes, and where to begin. */
  public String home(Contents.WaysIn ways, List<Question> questions) {
    List<Question> first =
        modules(questions).stream()
            .map(module -> module.questions().get(0))
            .limit(QUESTIONS_AT_HOME)
            .toList();
    List<Question> pictures =
        questions.stream()
            .filter(question -> !question.picture().isEmpty())
            .limit(QUESTIONS_AT_HOME)
            .toList();
    return render(
        "home.jte",
        frame("Ibid", Ibid.BASE, rdf("")),
        Map.of("ways", ways, "questions", first, "pictures", pictures, "pages", this));
  }

  /** What was found in everything that there is. */
  public String search(Search search) {
    String title = search.typed().isBlank() ? "Search" : search.typed();
    return render("search.jte", frame(title, null, List.of()), Map.of("it", search));
  }

  /** The catalogue of questions. */
  public String questions(List<Question> questions) {
    return render(
        "questions.jte",
        frame("Questions", Ibid.BASE + "queries", rdf("queries")),
        Map.of("modules", modules(questions)));
  }

  /** The questions whose answers are drawn, with small pictures of these. */
  public String pictures(List<Question> questions) {
    return render(
        "pictures.jte",
        frame("Pictures", null, List.of()),
        Map.of(
            "questions",
            questions.stream().filter(question -> !question.picture().isEmpty()).toList()));
  }

  /**
   * A query with its answer, or with what is wrong with it, or neither.
   *
   * @param question the question of the catalogue that it comes from, or null
   * @param query its text
   * @param answer may be null
   * @param error may be null
   */
  public String query(Question question, String query, Answer answer, QueryError error) {
    List<Alternate> alternates = alternates(query, answer);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("question", question);
    model.put("query", query);
    model.put("answer", answer);
    model.put("error", error);
    model.put("chosen", Map.of());
    model.put("inForce", Map.of());
    String title = question == null ? "Ask in SPARQL" : question.title();
    return render("query.jte", frame(title, null, alternates), model);
  }

  /**
   * A question of the catalogue, with its answer or with what is wrong.
   *
   * @param query its text with the chosen values
   * @param chosen the values that were chosen for its parameters, as they were written
   * @param inForce what each parameter stands for in the query, as far as it is known
   * @param answer may be null
   * @param error may be null
   */
  public String question(
      Question question,
      String query,
      Map<String, List<String>> chosen,
      Map<String, List<Value>> inForce,
      Answer answer,
      QueryError error) {
    List<Alternate> alternates = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    chosen.forEach(
        (name, all) ->
            all.forEach(
                value ->
                    values
                        .append(values.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(Links.encoded(value))));
    for (AnswerFormat format :
        List.of(AnswerFormat.CSV, AnswerFormat.TSV, AnswerFormat.JSON, AnswerFormat.XML)) {
      alternates.add(
          new Alternate(
              shown(format),
              format.mediaTypesForRows().get(0),
              links.page("queries/" + question.id() + "." + format + values)));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("question", question);
    model.put("query", query);
    model.put("answer", answer);
    model.put("error", error);
    model.put("chosen", chosen);
    model.put("inForce", inForce);
    return render(
        "query.jte", frame(question.title(), QueryCatalogue.iri(question), alternates), model);
  }

  /**
   * The page on which questions are asked and rewritten.
   *
   * @param question the question of the catalogue that it began with, or null
   * @param chosen what was filled in for its parameters
   * @param query the text in the editor
   * @param answer may be null
   * @param error may be null
   * @param all the questions of the catalogue
   */
  public String ask(
      Question question,
      Map<String, Value> chosen,
      String query,
      Answer answer,
      QueryError error,
      List<Question> all) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("question", question);
    model.put("chosen", chosen);
    model.put("query", query);
    model.put("answer", answer);
    model.put("error", error);
    model.put("modules", modules(all));
    String title = question == null ? "Ask" : question.title();
    return render("ask.jte", frame(title, null, alternates(query, answer)), model);
  }

  /** The forms in which the answer to a query can be had. */
  private List<Alternate> alternates(String query, Answer answer) {
    List<Alternate> alternates = new ArrayList<>();
    if (answer != null) {
      boolean triples = answer.columns().equals(List.of("subject", "predicate", "object"));
      List<AnswerFormat> formats =
          triples
              ? List.of(AnswerFormat.TURTLE, AnswerFormat.NTRIPLES, AnswerFormat.JSON)
              : List.of(AnswerFormat.CSV, AnswerFormat.TSV, AnswerFormat.JSON, AnswerFormat.XML);
      for (AnswerFormat format : formats) {
        List<String> types = triples ? format.mediaTypesForTriples() : format.mediaTypesForRows();
        alternates.add(
            new Alternate(shown(format), types.get(0), queryLink(query, format.toString())));
      }
    }
    return alternates;
  }

  /**
   * The page that leads to the dumps of a state.
   *
   * @param earlier leads to those of earlier states
   */
  public String dumps(String state, List<Value> earlier) {
    return render(
        "dumps.jte",
        frame("The whole graph", null, rdf(".well-known/void")),
        Map.of("version", state, "earlier", earlier));
  }

  /**
   * The page of a resource.
   *
   * @param history the latest changes of it, the last one first
   */
  public String resource(Description description, List<HistoryLine> history) {
    String document = Links.document(description.iri());
    return render(
        "resource.jte",
        frame(description.name(), description.iri(), rdf(document)),
        Map.of("it", description, "history", history, "pages", this));
  }

  /** The page of a vocabulary. */
  public String vocabulary(Vocabulary vocabulary) {
    return render(
        "vocabulary.jte",
        frame(vocabulary.title(), vocabulary.iri(), rdf(Links.document(vocabulary.iri()))),
        Map.of("it", vocabulary));
  }

  /** The page of a named graph. */
  public String graph(String iri, String name, long triples) {
    return render(
        "graph.jte",
        frame(name, iri, rdf(Links.document(iri))),
        Map.of("iri", iri, "name", name, "triples", Names.grouped(Long.toString(triples))));
  }

  /** A page that says why a request is refused. */
  public String problem(ProblemType type, String detail, List<Value> suggestions) {
    return render(
        "message.jte",
        frame(type.title(), null, List.of()),
        Map.of(
            "title",
            type.title(),
            "text",
            detail,
            "suggestions",
            suggestions,
            "missing",
            type == ProblemType.NOT_FOUND,
            "about",
            links.page(Links.document(type.iri()))));
  }

  /** A page that says something and leads on. */
  public String links(String title, String text, List<Value> onward) {
    return render(
        "links.jte",
        frame(title, null, List.of()),
        Map.of("title", title, "text", text, "links", onward));
  }

  /** A page that says something and leads on to several files of each of several sorts. */
  public String files(String title, String text, Map<String, List<Value>> sorts) {
    return render(
        "files.jte",
        frame(title, null, List.of()),
        Map.of("title", title, "text", text, "sorts", sorts));
  }

  /** The page on which a section is read. */
  public String read(Reading reading) {
    return render(
        "read.jte",
        frame(reading.section().text() + " · " + reading.title(), null, List.of()),
        Map.of("it", reading));
  }

  /** The page on which claims are browsed and searched. */
  public String browse(Browse browse) {
    return render(
        "browse.jte", frame("Claims", null, List.of()), Map.of("it", browse, "pages", this));
  }

  /** The page on which one finds how to cite something. */
  public String cite(Citing citing) {
    return render(
        "cite.jte",
        frame("How to cite", null, citing.files()),
        Map.of("it", citing, "pages", this));
  }

  /** A page that explains kinds of problems: all of them, or the one with that IRI. */
  public String problemTypes(List<ProblemType> types, String iri) {
    return render(
        "problems.jte",
        frame(types.size() == 1 ? types.get(0).title() : "Problems", iri, rdf(Links.document(iri))),
        Map.of("types", types, "iri", iri));
  }

  /**
   * The history of the graph, or of one thing.
   *
   * @param about the thing, or null
   * @param next leads to older changes, or null
   */
  public String history(Value about, List<HistoryLine> lines, Value next) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("about", about);
    model.put("lines", lines);
    model.put("next", next);
    return render("history.jte", frame("History", null, List.of()), model);
  }

  /**
   * One entry of the history.
   *
   * @param patch the difference, or the beginning of it
   * @param whole whether it is all of it
   */
  public String historyEntry(HistoryLine line, String patch, boolean whole) {
    String title = "Change " + line.number().text();
    String all = line.number().href() + ".rdfp";
    return render(
        "entry.jte",
        frame(title, null, List.of(new Alternate("RDF Patch", "application/rdf-patch", all))),
        Map.of("line", line, "patch", patch, "whole", whole));
  }

  /** A page with a template of its own. */
  public String page(String template, String title, Map<String, Object> model) {
    return render(template, frame(title, null, List.of()), model);
  }

  /**
   * The beginning of what a question asks for: all of it, or the first sentences where it is long.
   */
  public static String beginning(String description) {
    if (description.length() <= LONG_DESCRIPTION) {
      return description;
    }
    int end = description.indexOf(". ", SHORT_DESCRIPTION);
    return end < 0 ? description : description.substring(0, end + 1);
  }

  /** What is left of a description after its beginning. */
  public static String rest(String description) {
    return description.substring(beginning(description).length()).strip();
  }

  /** The address at which a query is answered; without a format, as a page for browsers. */
  public String queryLink(String query, String format) {
    return links.page("sparql?query=")
        + Links.encoded(query)
        + (format == null ? "" : "&format=" + format);
  }

  /** The address that lists everything that points to a resource by a property. */
  public String incomingLink(String property, String iri) {
    return queryLink(
        "SELECT ?it WHERE { ?it <" + property + "> <" + iri + "> } ORDER BY ?it", null);
  }

  private static List<Module> modules(List<Question> questions) {
    Map<String, List<Question>> modules = new LinkedHashMap<>();
    questions.forEach(
        question ->
            modules.computeIfAbsent(question.module(), key -> new ArrayList<>()).add(question));
    return modules.entrySet().stream()
        .map(
            module ->
                new Module(
                    Names.capitalised(module.getKey().replace('-', ' ').replace("/", " / ")),
                    module.getKey(),
                    module.getValue()))
        .toList();
  }

  /** The questions of one folder. */
  public record Module(String title, String name, List<Question> questions) {}

  private List<Alternate> rdf(String document) {
    return DocumentForm.rdf().stream()
        .map(
            form ->
                new Alternate(
                    form.title(), form.mediaType(), links.page(Links.inForm(document, form))))
        .toList();
  }

  private static String shown(AnswerFormat format) {
    return switch (format) {
      case TABLE -> "HTML";
      case TURTLE -> "Turtle";
      case NTRIPLES -> "N-Triples";
      default -> format.name();
    };
  }

  private Frame frame(String title, String canonical, List<Alternate> alternates) {
    return new Frame(title, links, version, canonical, alternates);
  }

  private String render(String template, Frame frame, Map<String, Object> model) {
    StringOutput out = new StringOutput(16_384);
    Map<String, Object> params = new LinkedHashMap<>(model);
    params.put("frame", frame);
    templates.render(template, params, out);
    return out.toString();
  }
}
