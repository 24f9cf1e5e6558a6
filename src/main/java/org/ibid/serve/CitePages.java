package org.ibid.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.export.CitedAnswer;
import org.ibid.export.Exports;
import org.ibid.export.Exports.Form;
import org.ibid.export.Exports.Kind;
import org.ibid.graph.Digests;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Question;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.Citing;
import org.ibid.publish.Frame.Alternate;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.Value;

/**
 * Says how to cite this state of the graph, a claim, a cited work, or a query with its answer:
 * {@code cite}, {@code cite?claim=IRI}, {@code cite?work=IRI}, {@code cite?query=TEXT}; with an
 * ending for reference managers. A cited answer is known by its digest, so that whoever opens its
 * address learns whether it has changed.
 */
final class CitePages {

  private final Home home;
  private final GuardedQueries queries;

  CitePages(Site site) {
    this.home = site.home();
    this.queries = site.queries();
  }

  void cite(Exchange exchange) {
    String path = exchange.path();
    int dot = path.lastIndexOf('.');
    Form form =
        dot < 0
            ? null
            : Kind.CITE
                .form(path.substring(dot + 1))
                .orElseThrow(
                    () ->
                        new Refusal(
                            404, "A citation comes as " + String.join(", ", endings()) + "."));
    if (exchange.parameter("query") != null) {
      answer(exchange, form, exchange.parameter("query"));
    } else if (exchange.parameter("claim") != null) {
      claim(exchange, form, exchange.parameter("claim"));
    } else if (exchange.parameter("work") != null) {
      work(exchange, form, exchange.parameter("work"));
    } else {
      Exports exports = new Exports(home, exchange.now().view());
      send(
          exchange,
          form,
          each -> exports.write(Kind.CITE, each, null, List.of()),
          Value.link("The present state of the graph", exchange.now().links().page("dumps")),
          Ibid.BASE,
          "",
          null);
    }
  }

  private void claim(Exchange exchange, Form form, String iri) {
    Exports exports = new Exports(home, exchange.now().view());
    Collection<Node> claim = List.of(NodeFactory.createURI(iri));
    if (!exports.isClaim(claim.iterator().next())) {
      throw exchange.notFound(iri);
    }
    send(
        exchange,
        form,
        each -> exports.write(Kind.CITE, each, null, claim),
        exchange.now().value(iri),
        iri,
        "?claim=" + Links.encoded(iri),
        null);
  }

  private void work(Exchange exchange, Form form, String iri) {
    Exports exports = new Exports(home, exchange.now().view());
    Node work = NodeFactory.createURI(iri);
    send(
        exchange,
        form,
        each -> exports.citeWork(each, work).orElseThrow(() -> exchange.notFound(iri)),
        exchange.now().value(iri),
        iri,
        "?work=" + Links.encoded(iri),
        null);
  }

  private void answer(Exchange exchange, Form form, String text) {
    Publication now = exchange.now();
    Query query = GuardedQueries.parse(text, now.view());
    if (!query.isSelectType() && !query.isAskType()) {
      throw new Refusal(
          ProblemType.NOT_PROCESSABLE, "A SELECT or an ASK can be cited with its answer.");
    }
    List<byte[]> lines = lines(exchange, query);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    lines.forEach(line -> all.writeBytes(line));
    String digest = Digests.sha256(all.toByteArray());
    long rows = lines.size() - 1L;
    String parameters = "?query=" + Links.encoded(text);
    String address =
        Ibid.BASE
            + "cite"
            + parameters
            + "&version="
            + now.view().version()
            + "&rows="
            + rows
            + "&digest="
            + digest;
    String cited = exchange.parameter("digest");
    Citing.Then then =
        cited == null
            ? null
            : new Citing.Then(
                exchange.parameter("version"), exchange.parameter("rows"), cited.equals(digest));
    CitedAnswer answer = new CitedAnswer(title(now, text), address, rows, digest);
    Exports exports = new Exports(home, now.view());
    send(
        exchange,
        form,
        each -> exports.cite(each, answer),
        Value.link(answer.title(), now.pages().queryLink(text, null)),
        address,
        parameters,
        new Citing.Answered(text, rows, digest, then));
  }

  /** The question of the catalogue that the query is, if it is one. */
  private static String title(Publication now, String text) {
    return now.questions().all().stream()
        .filter(question -> question.query().strip().equals(text.replace("\r", "").strip()))
        .map(Question::title)
        .findFirst()
        .orElse("Answer to a query in SPARQL");
  }

  /**
   * The answer as tab-separated values, each line with its end: first the names, then the rows in
   * the order of their bytes, because a query need not order them.
   */
  private List<byte[]> lines(Exchange exchange, Query query) {
    QueryLimits.Turn turn = queries.limits().enter(exchange.request().getRemoteAddr());
    try (QueryExec execution = queries.prepare(query, exchange.now())) {
      List<byte[]> lines = new ArrayList<>();
      if (query.isAskType()) {
        lines.add(line("?answer"));
        lines.add(line(Boolean.toString(execution.ask())));
        return lines;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      AnswerFormat.TSV.write(execution.select(), out);
      out.toString(StandardCharsets.UTF_8).lines().map(CitePages::line).forEach(lines::add);
      lines
          .subList(1, lines.size())
          .sort(Comparator.comparing(row -> row, Arrays::compareUnsigned));
      return lines;
    } catch (QueryCancelledException e) {
      throw new Refusal(ProblemType.QUERY_TIMEOUT, "The query took too long and was stopped.");
    } finally {
      turn.close();
    }
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void send(
      Exchange exchange,
      Form form,
      Function<Form, String> citation,
      Value what,
      String address,
      String parameters,
      Citing.Answered answered) {
    if (form != null) {
      exchange.send(200, form.mediaType(), citation.apply(form).getBytes(StandardCharsets.UTF_8));
      return;
    }
    List<Alternate> files =
        Kind.CITE.forms().stream()
            .map(
                each ->
                    new Alternate(
                        name(each),
                        each.mediaType(),
                        exchange.now().links().page("cite." + each.extension() + parameters)))
            .toList();
    Citing citing = new Citing(what, citation.apply(Form.TEXT).strip(), address, files, answered);
    exchange.page(200, exchange.now().pages().cite(citing));
  }

  private static String name(Form form) {
    return switch (form) {
      case BIB -> "BibTeX";
      case CSL -> "CSL-JSON";
      case RIS -> "RIS";
      default -> "plain text";
    };
  }

  private static List<String> endings() {
    return Kind.CITE.forms().stream().map(Form::extension).toList();
  }
}
