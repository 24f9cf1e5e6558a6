package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ibid.Outcome;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCommandTest {

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void smallProject() {
    project = new ProjectFolder(folder);
    project.write(
        "data/entities/e.ttl",
        "ex:a ex:label \"Ä 中\" ; ex:n 7 . ex:b ex:label \"Привет\"@ru ; ex:n 12 .");
    project.write(
        "queries/labels/all-labels.rq",
        "#+ title: What is called how?\n"
            + "SELECT ?s ?l ?n { ?s ex:label ?l ; ex:n ?n } ORDER BY ?s");
  }

  private Outcome ibid(String input, String... args) {
    return Outcome.of(project.home(), 0, input, args);
  }

  @Test
  void questionByNameGivesTable() {
    Outcome outcome = ibid("", "query", "all-labels");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            s     l        n
            ────  ──────  ──
            ex:a  Ä 中     7
            ex:b  Привет  12
            (2 answers)
            """);
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void questionIsFoundByModuleAndNameAndByFile() {
    String table = ibid("", "query", "all-labels").out();
    assertThat(ibid("", "query", "labels/all-labels").out()).isEqualTo(table);
    Path file = folder.resolve("queries/labels/all-labels.rq");
    assertThat(ibid("", "query", file.toString()).out()).isEqualTo(table);
  }

  @Test
  void questionsAreListedByModule() {
    String list = "labels\n  all-labels  What is called how?\n";
    assertThat(ibid("", "query")).isEqualTo(new Outcome(ExitCode.OK, list, ""));
    assertThat(ibid("", "query", "--list")).isEqualTo(new Outcome(ExitCode.OK, list, ""));
  }

  @Test
  void unknownNameSuggestsTheNearest() {
    assertThat(ibid("", "query", "all-lables"))
        .isEqualTo(
            new Outcome(
                ExitCode.UNUSABLE,
                "",
                "ibid: there is no question and no file called all-lables; did you mean"
                    + " labels/all-labels?\n"));
  }

  @Test
  void parameterIsSetOnTheCommandLine() {
    project.write(
        "queries/labels/label-of.rq",
        """
        #+ title: What is this called?
        #+ parameter: ?thing iri "The thing"
        #+ parameter: ?number integer "Its number"
        SELECT ?label { VALUES ?thing { ex:a } VALUES ?number { UNDEF }
          ?thing ex:label ?label ; ex:n ?number } ORDER BY ?label
        """);
    assertThat(ibid("", "query", "label-of").out()).isEqualTo("label\n─────\nÄ 中\n(1 answer)\n");
    assertThat(ibid("", "query", "label-of", "--set", "thing=ex:b", "-f", "csv").out())
        .isEqualTo("label\r\nПривет\r\n");
    assertThat(ibid("", "query", "label-of", "--set", "thing=ex:b", "--set", "thing=ex:a").out())
        .contains("Ä 中", "Привет");
    assertThat(ibid("", "query", "label-of", "--set", "number=12").out()).contains("(0 answers)");
    assertThat(ibid("", "query", "--list").out()).contains("What is this called? [thing] [number]");
    assertThat(ibid("", "query", "label-of", "--set", "what=ex:b"))
        .isEqualTo(
            new Outcome(
                ExitCode.UNUSABLE,
                "",
                "ibid: queries/labels/label-of.rq has no parameter what; it has thing (iri: The"
                    + " thing), number (integer: Its number)\n"));
    assertThat(ibid("", "query", "label-of", "--set", "thing=nix:b").err())
        .isEqualTo("ibid: queries/labels/label-of.rq: there is no prefix nix:\n");
    assertThat(ibid("", "query", "label-of", "--set", "thing").err())
        .isEqualTo("ibid: --set takes NAME=VALUE, and not thing\n");
  }

  @Test
  void emptyProjectAnswersToo() {
    project = new ProjectFolder(folder.resolve("empty"));
    assertThat(ibid("SELECT * { ?s a ibid:Claim }", "query", "-"))
        .isEqualTo(new Outcome(ExitCode.OK, "s\n─\n(0 answers)\n", ""));
  }

  @Test
  void askThatIsFalseIsANegativeResult() {
    assertThat(ibid("ASK { ex:a ?p ?o }", "query", "-"))
        .isEqualTo(new Outcome(ExitCode.OK, "true\n", ""));
    assertThat(ibid("ASK { ex:x ?p ?o }", "query", "-"))
        .isEqualTo(new Outcome(ExitCode.NEGATIVE, "false\n", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT ?n { ex:a ex:n ?n } | csv | n
          SELECT ?n { ex:a ex:n ?n } | tsv | ?n
          SELECT ?n { ex:a ex:n ?n } | json | "bindings"
          SELECT ?n { ex:a ex:n ?n } | xml | <sparql
          ASK {} | json | "boolean" : true
          CONSTRUCT WHERE { ex:a ex:n ?n } | turtle | ex:n    7
          CONSTRUCT WHERE { ex:a ex:n ?n } | ntriples | <https://w3id.org/ibid/id/thing/n> "7"
          CONSTRUCT WHERE { ex:a ex:n ?n } | json | "@id"
          CONSTRUCT WHERE { ex:a ex:n ?n } | xml | <rdf:RDF
          DESCRIBE ex:a | TURTLE | ex:n
          """)
  void answerIsWrittenInTheFormatAskedFor(String query, String format, String expected) {
    Outcome outcome = ibid(query, "query", "-", "--format", format);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains(expected);
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * {} | turtle
          CONSTRUCT WHERE { ?s ?p ?o } | csv
          CONSTRUCT WHERE { ?s ?p ?o } | table
          """)
  void formatThatDoesNotFitIsRefused(String query, String format) {
    Outcome outcome = ibid(query, "query", "-", "--format", format);
    assertThat(outcome.err()).matches("ibid: the answer is .*; use one of .*\n");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void syntaxErrorTellsTheUsersOwnLineAndColumn() {
    assertThat(ibid("SELECT * {\n  ?s ?p }\n", "query", "-"))
        .isEqualTo(
            new Outcome(
                ExitCode.UNUSABLE, "", "ibid: standard input:2:9: } is not expected here\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT * { ?s nix:p ?o } | 1:15: the prefix nix: of nix:p is not declared
          SELECT * { ?s ?p ?o      | 1:19: the query ends too early
          SELEC * {}               | 1:6: SELEC is not understood
          INSERT DATA {}           | 1:1: INSERT DATA is not expected here
          SELECT * { ?s ?p 'abc }  | 1:24: \\'abc } is not closed
          SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } |  Non-group key variable in SELECT: ?x
          """)
  void mistakeInAQueryIsExplained(String query, String explanation) {
    Outcome outcome = ibid(query, "query", "-");
    assertThat(outcome.err()).isEqualTo("ibid: standard input:" + explanation(explanation) + "\n");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
  }

  private static String explanation(String text) {
    return Character.isDigit(text.charAt(0)) ? text : " " + text;
  }

  @Test
  void ownPrefixWinsOverTheUsualOne() {
    assertThat(
            ibid(
                    "PREFIX ibid: <https://w3id.org/ibid/id/thing/>\nASK { ibid:a ?p ?o }",
                    "query",
                    "-")
                .out())
        .isEqualTo("true\n");
  }

  @Test
  void brokenDataIsNamed() {
    project.write("data/entities/broken.ttl", "ex:a ex:b .");
    Outcome outcome = ibid("ASK {}", "query", "-");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err()).startsWith("ibid: data/entities/broken.ttl:2:").hasLineCount(1);
  }

  @Test
  void endpointIsAskedInsteadOfTheFiles() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/sparql",
        exchange -> {
          byte[] answer =
              "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":\"literal\",\"value\":\"far\"}}]}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://localhost:" + server.getAddress().getPort();
      assertThat(ibid("SELECT ?x { ?x a ex:T }", "query", "-", "--endpoint", url + "/sparql"))
          .isEqualTo(new Outcome(ExitCode.OK, "x\n───\nfar\n(1 answer)\n", ""));
      Outcome wrong = ibid("ASK {}", "query", "-", "--endpoint", url + "/elsewhere");
      assertThat(wrong.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(wrong.err()).startsWith("ibid: " + url + "/elsewhere answered 404");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void unreachableEndpointIsOneClearLine() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "http://localhost:" + port + "/sparql";
    Outcome outcome = ibid("ASK {}", "query", "-", "--endpoint", url);
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err())
        .isEqualTo("ibid: " + url + " cannot be reached (nothing listens there)\n");
  }

  @Test
  void addressThatIsNoneIsOneClearLine() {
    Outcome outcome = ibid("ASK {}", "query", "-", "--endpoint", "not an address");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.err()).contains("not an address").hasLineCount(1);
    assertThat(outcome.err()).doesNotContain("should not happen");
  }
}
