package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.http.QueryExecHTTPBuilder;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.federation.Federation;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Parameter;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.Descriptions;
import org.ibid.publish.Links;
import org.ibid.publish.NodeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Answers a question: one of the catalogue, or a SPARQL query from a file or standard input. */
@Command(
    name = "query",
    description = {
      "Answer a question of the catalogue, or a SPARQL query.",
      "The usual prefixes need not be declared. An ASK that is false has exit code 1."
    })
final class QueryCommand implements Callable<Integer> {

  private static final int ENDPOINT_TIMEOUT_SECONDS = 60;

  @ParentCommand private Main main;

  @Mixin private FederationOptions federation;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|FILE|-",
      description = "A question's name (or module/name), a file, or - for standard input.")
  private String source;

  @Option(names = "--list", description = "List the questions; so does giving none.")
  private boolean list;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Ask this SPARQL endpoint instead of the project's own files.")
  private String endpoint;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Set a parameter of the question: an IRI, a prefixed name or a literal. Given several"
              + " times for one name: any of these values.")
  private List<String> settings = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "How to write the answer: ${COMPLETION-CANDIDATES}. Default: table for rows, turtle for"
              + " triples.")
  private AnswerFormat format;

  @Override
  public Integer call() throws IOException {
    Home home = main.terminal().home();
    if (list || source == null) {
      return listQuestions(Questions.read(home));
    }
    Text text = text(home);
    if (endpoint != null) {
      checkEndpoint();
      return ask(text, ClaimGraph.prefixes(home), null);
    }
    View view = ClaimGraph.load(home, main.terminal().progress()).view();
    return ask(text, view.prefixes(), view);
  }

  /** A query's text and what to call it in messages. */
  private record Text(String name, String sparql) {}

  private Text text(Home home) throws IOException {
    if (source.equals("-")) {
      byte[] all = main.terminal().in().readAllBytes();
      return new Text("standard input", new String(all, StandardCharsets.UTF_8));
    }
    Path file = Path.of(source);
    boolean isFile = Files.isRegularFile(file);
    if (isFile && (source.endsWith(".rq") || source.startsWith("."))) {
      return new Text(source, Files.readString(file));
    }
    Questions questions = Questions.read(home);
    List<Question> found = questions.find(source);
    if (found.size() == 1) {
      return new Text(home.show(found.get(0).path()), found.get(0).text());
    }
    if (found.size() > 1) {
      throw new CommandException(
          "several questions are called "
              + source
              + ": "
              + String.join(", ", found.stream().map(Question::id).toList()));
    }
    if (isFile) {
      return new Text(source, Files.readString(file));
    }
    List<String> nearest = questions.nearest(source, 3);
    throw new CommandException(
        "there is no question and no file called "
            + source
            + (nearest.isEmpty()
                ? "; ibid query --list shows the questions"
                : "; did you mean " + String.join(", ", nearest) + "?"));
  }

  private int listQuestions(Questions questions) {
    PrintStream out = main.terminal().out();
    if (questions.all().isEmpty()) {
      out.println("There are no questions in " + main.terminal().home().queries());
      return ExitCode.OK;
    }
    int width = questions.all().stream().mapToInt(q -> q.name().length()).max().orElse(0);
    String module = null;
    for (Question question : questions.all()) {
      if (!question.module().equals(module)) {
        out.println((module == null ? "" : "\n") + question.module());
        module = question.module();
      }
      out.println(
          "  "
              + question.name()
              + " ".repeat(width - question.name().length() + 2)
              + question.title()
              + question.parameters().stream()
                  .map(parameter -> " [" + parameter.name() + "]")
                  .collect(Collectors.joining()));
    }
    return ExitCode.OK;
  }

  private int ask(Text text, PrefixMapping prefixes, View view) {
    Query query = withSettings(Sparql.parse(text.sparql(), text.name(), prefixes), text);
    checkFormat(query);
    try (QueryExec execution = execution(query, view)) {
      return write(query, execution);
    } catch (QueryExceptionHTTP e) {
      throw new CommandException(refusal(e), e);
    }
  }

  private Query withSettings(Query query, Text text) {
    try {
      List<Parameter> parameters = Questions.parameters(text.sparql());
      Map<String, List<Node>> values = new LinkedHashMap<>();
      for (String setting : settings) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
          throw new CommandException("--set takes NAME=VALUE, and not " + setting);
        }
        Parameter parameter = parameter(setting.substring(0, equals), parameters, text);
        values
            .computeIfAbsent(parameter.name(), name -> new ArrayList<>())
            .add(parameter.value(setting.substring(equals + 1), query.getPrefixMapping()));
      }
      return Sparql.with(query, values);
    } catch (IllegalArgumentException e) {
      throw new CommandException(text.name() + ": " + e.getMessage(), e);
    }
  }

  private static Parameter parameter(String name, List<Parameter> parameters, Text text) {
    List<String> known = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
      known.add(parameter.name() + " (" + parameter.type() + ": " + parameter.description() + ")");
    }
    throw new CommandException(
        text.name()
            + " has no parameter "
            + name
            + (known.isEmpty() ? "" : "; it has " + String.join(", ", known)));
  }

  private QueryExec execution(Query query, View view) {
    if (view != null) {
      Home home = main.terminal().home();
      Federation services = federation.federation(home);
      DatasetGraph dataset =
          new Descriptions(view, () -> Questions.read(home), Links.under(Ibid.BASE), false)
              .seenBy(query);
      return QueryExec.dataset(dataset).query(query).context(services.contextFor(dataset)).build();
    }
    return QueryExecHTTPBuilder.service(endpoint)
        .query(query)
        .timeout(ENDPOINT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  private void checkEndpoint() {
    try {
      URI address = new URI(endpoint);
      if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new CommandException(endpoint + " is not an address of the kind http://host/path", e);
    }
    throw new CommandException(endpoint + " is not an address of the kind http://host/path");
  }

  private void checkFormat(Query query) {
    if (format == null) {
      return;
    }
    boolean rows = query.isSelectType() || query.isAskType();
    if (rows && format != AnswerFormat.TABLE && format.rows() == null) {
      throw new CommandException(
          "the answer is rows, which cannot be written as "
              + format
              + "; use one of "
              + AnswerFormat.namesForRows());
    }
    if (!rows && format.triples() == null) {
      throw new CommandException(
          "the answer is triples, which cannot be written as "
              + format
              + "; use one of "
              + AnswerFormat.namesForTriples());
    }
  }

  private int write(Query query, QueryExec execution) {
    PrintStream out = main.terminal().out();
    if (query.isAskType()) {
      boolean answer = execution.ask();
      if (format == null || format == AnswerFormat.TABLE) {
        out.println(answer);
      } else {
        ResultSetMgr.write(out, answer, format.rows());
      }
      return answer ? ExitCode.OK : ExitCode.NEGATIVE;
    }
    if (query.isSelectType()) {
      RowSet rows = execution.select();
      if (format == null || format == AnswerFormat.TABLE) {
        writeTable(rows, new NodeText(query.getPrefixMapping()), out);
      } else {
        format.write(rows, out);
      }
      return ExitCode.OK;
    }
    Graph answer = GraphFactory.createDefaultGraph();
    answer.getPrefixMapping().setNsPrefixes(query.getPrefixMapping());
    if (query.isConstructType()) {
      execution.construct(answer);
    } else if (query.isDescribeType()) {
      execution.describe(answer);
    } else {
      throw new CommandException("only SELECT, ASK, CONSTRUCT and DESCRIBE can be answered");
    }
    AnswerFormat written = format == null ? AnswerFormat.TURTLE : format;
    RDFWriter.source(answer).format(written.triples()).output(out);
    return ExitCode.OK;
  }

  private void writeTable(RowSet rows, NodeText text, PrintStream out) {
    List<Var> vars = rows.getResultVars();
    TextTable table = new TextTable(vars.stream().map(Var::getVarName).toList());
    long count = 0;
    for (Iterator<Binding> bindings = rows; bindings.hasNext(); count++) {
      Binding binding = bindings.next();
      List<String> cells = new ArrayList<>();
      List<Boolean> numbers = new ArrayList<>();
      for (Var var : vars) {
        Node node = binding.get(var);
        cells.add(text.of(node));
        numbers.add(NodeText.isNumber(node));
      }
      table.add(cells, numbers);
    }
    table.print(out, main.terminal().columns());
    out.println(count == 1 ? "(1 answer)" : "(" + count + " answers)");
  }

  private String refusal(QueryExceptionHTTP e) {
    if (e.getStatusCode() > 0) {
      String response = e.getResponse() == null ? "" : e.getResponse().strip();
      String first = response.lines().findFirst().orElse("");
      boolean readable = !first.isEmpty() && !first.startsWith("<");
      return endpoint
          + " answered "
          + e.getStatusCode()
          + (readable ? ": " + first : e.getStatusLine() == null ? "" : " " + e.getStatusLine());
    }
    return endpoint + " " + failure(e);
  }

  private static String failure(Throwable e) {
    String last = "";
    boolean refused = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpTimeoutException) {
        return "did not answer in time";
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "cannot be reached (there is no such host)";
      }
      refused |= cause instanceof ConnectException;
      last = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
    return "cannot be reached ("
        + (refused ? "nothing listens there" : last.lines().findFirst().orElse("no reason given"))
        + ")";
  }
}
