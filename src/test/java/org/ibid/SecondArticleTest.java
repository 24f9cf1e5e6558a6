package org.ibid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.exec.QueryExec;
import org.ibid.cli.ExitCode;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.graph.Sparql;
import org.ibid.graph.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes an invented article of five sentences into a project of its own, with the ontology, the
 * shapes, the rules and the questions as they are: a second article needs data and nothing else.
 *
 * <p>It is unlike the bundled one: notes at the end, numbers in square brackets, pages between
 * dashes, one author. Its sentence 2 rests on the note of sentence 1, an official speaks in
 * sentence 3 without a name, sentence 5 repeats that more cautiously, and its figures do not add
 * up.
 */
class SecondArticleTest {

  private static final Path ARTICLE = Path.of("src/test/resources/second-article");
  private static final String CLAIM = "https://w3id.org/ibid/id/quill-2021/claim/";

  @TempDir Path folder;
  private Path copy;

  @BeforeEach
  void addTheArticle() {
    Path project = ArticleCopies.project().root();
    FolderCopy.of(project.resolve("ontology"), folder.resolve("ontology"));
    FolderCopy.of(project.resolve("queries"), folder.resolve("queries"));
    Path article = project.resolve(ARTICLE);
    FolderCopy.of(article.resolve("entities"), folder.resolve("data/entities"));
    FolderCopy.of(article.resolve("quill-2021"), folder.resolve("data/quill-2021"));
    copy = article.resolve("quill-2021.txt");
    assertThat(ibid("passages", "--text", copy.toString()))
        .isEqualTo(
            new Outcome(
                ExitCode.OK,
                "Wrote data/quill-2021/passages.ttl: 5 sentences in 2 paragraphs on pages 1–2, 2"
                    + " pointers\n",
                ""));
  }

  private Outcome ibid(String... args) {
    return Outcome.of(new Home(folder), 0, "", args);
  }

  private void change(String path, String text, String by) {
    Path file = folder.resolve("data/quill-2021").resolve(path);
    try {
      String before = Files.readString(file);
      assertThat(before).contains(text);
      Files.writeString(file, before.replace(text, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private View view() {
    return ClaimGraph.load(new Home(folder), Progress.none()).view();
  }

  @Test
  void itsFilesAreInCanonicalForm() {
    assertThat(ibid("format", "--check").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void itConformsToTheShapes() {
    Outcome outcome = ibid("validate", "--strict");
    assertThat(outcome.code()).as(outcome.out()).isEqualTo(ExitCode.OK);
  }

  @Test
  void coverageAccountsForEverySentence() {
    Outcome coverage = ibid("coverage", "--article", "quill-2021");
    assertThat(coverage.err()).isEmpty();
    assertThat(coverage.out())
        .startsWith(
            """
            Quill 2021

            section                  sentences  with claims  left out  open  claims  kinds  speakers  own note  elsewhere  none
            ───────────────────────  ─────────  ───────────  ────────  ────  ──────  ─────  ────────  ────────  ─────────  ────
            Trade between the isles          3            3         0     0       4      2         2        50         50     0
            Outlook                          2            2         0     0       5      5         1         0          0   100
            the whole                        5            5         0     0       9      6         2        22         22    56
            """)
        .contains("Trade between the isles  trade flow 3, prediction 1\n")
        .contains("the author (Quill) 3, official of the ports (unnamed) 1\n")
        .endsWith("\nEvery sentence is accounted for.\n");
    assertThat(coverage.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void sentenceWithoutClaimMustHaveAReason() throws IOException {
    Files.delete(folder.resolve("data/quill-2021/claims/outlook.ttl"));
    change("claims/trade.ttl", " ;\n    ibid:supports claim:trade-is-low", "");
    Outcome open = ibid("coverage");
    assertThat(open.code()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(open.out())
        .contains("2 sentences are not accounted for: they carry no claim, and nothing says why.\n")
        .containsPattern("4 +2 +Outlook +psg:s4\n +5 +2 +Outlook +psg:s5\n");
    Files.writeString(
        folder.resolve("data/quill-2021/omissions.ttl"),
        """
        @prefix ibid: <https://w3id.org/ibid/ns#> .
        @prefix omission: <https://w3id.org/ibid/id/quill-2021/omission/> .
        @prefix psg: <https://w3id.org/ibid/id/quill-2021/passage/> .

        omission:s4 a ibid:Omission ; ibid:omits psg:s4 ; ibid:reason "It is a greeting."@en .
        omission:s5 a ibid:Omission ; ibid:omits psg:s5 ; ibid:reason "It is a greeting."@en .
        """);
    Outcome omitted = ibid("coverage");
    assertThat(omitted.code()).isEqualTo(ExitCode.OK);
    assertThat(omitted.out())
        .contains("the whole                        5            3         2     0       4")
        .containsPattern("left out +why +which sentences\n.*\n +2 +It is a greeting\\. +4, 5\n")
        .endsWith("\nEvery sentence is accounted for.\n");
  }

  @Test
  void articleThatIsNotThereIsNamed() {
    assertThat(ibid("coverage", "--article", "quil-2021"))
        .isEqualTo(
            new Outcome(
                ExitCode.UNUSABLE,
                "",
                "ibid: there is no article called quil-2021; known: quill-2021\n"));
  }

  @Test
  void evidenceIsThatOfTheArticleOfASectionOfAnActorOrOfAClaim() {
    Outcome article = ibid("evidence");
    assertThat(article.code()).isEqualTo(ExitCode.OK);
    assertThat(article.out())
        .startsWith(
            """
            Quill 2021 (article:quill-2021)

            9 claims: 2 with a note in their own sentence, 2 with a note elsewhere, 5 with no source
            4 rest on a single work, 0 on several

            kind of publisher     country  works  claims
            ────────────────────  ───────  ─────  ──────
            state media           Norholm      1       3
            think-tank publisher  Sudholm      1       1
            """)
        .contains("Harbour Gazette 2019  2019-11-03  Harbour Gazette       3            3\n")
        .contains("its source appeared before it never, within it 3 times, after it never.\n");
    assertThat(ibid("evidence", "https://w3id.org/ibid/id/quill-2021/section/outlook").out())
        .contains("5 claims: 0 with a note in their own sentence, 0 with a note elsewhere, 5 with");
    assertThat(ibid("evidence", "actor:norholm").out()).contains("7 claims: ");
    assertThat(ibid("evidence", "claim:ferry-to-double-trade").out())
        .contains("1 claim: 1 with a note in its own sentence")
        .containsPattern("3 +A ferry would .* reported +official .* Sound Institute 2018\n");
    assertThat(ibid("evidence", "situation:ferry-and-trade", "--claims").out())
        .contains("A ferry would make", "With a ferry the trade");
  }

  @Test
  void unknownThingSuggestsTheNearest() {
    Outcome outcome = ibid("evidence", "actor:norhom");
    assertThat(outcome.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("ibid: nothing is known of actor:norhom; did you mean actor:norholm (Norholm)");
    assertThat(ibid("withdraw", "harbour gazete").err())
        .startsWith("ibid: harbour gazete is neither an IRI nor a prefixed name")
        .contains("organisation:harbour-gazette (Harbour Gazette)")
        .hasLineCount(1);
  }

  @Test
  void withdrawnSourceTakesWithItWhatRestsOnItAlone() {
    for (String source :
        List.of("work:harbour-gazette-2019", "organisation:harbour-gazette", "ibid:StateMedia")) {
      assertThat(ibid("withdraw", source).out())
          .as(source)
          .containsPattern("sentence +falls at once +claim\n")
          .contains("claim:trade-2019\n", "claim:exports-to-norholm\n")
          .containsPattern("falls in turn +rested on +end +claim\n")
          .containsPattern("4 +There is little trade .*worth 40 million .* yes +claim:trade-is-low")
          .contains("4 claims would fall (Trade between the isles 3, Outlook 1), 1 of them at the");
    }
  }

  @Test
  void withdrawnClaimWeakensWhatHasAnotherReason() {
    Outcome outcome = ibid("withdraw", "claim:ferry-might-double-trade");
    assertThat(outcome.out())
        .containsPattern("is weakened +loses +left +claim\n")
        .containsPattern("should build the ferry\\. +With a ferry .* 1 +claim:build-the-ferry\n")
        .doesNotContain("would fall");
    assertThat(ibid("withdraw", "claim:build-the-ferry").out()).endsWith("No claim rests on it.\n");
    assertThat(ibid("withdraw", "claim:ferry-delayed").out())
        .containsPattern("late that there is little trade\\. +claim:delay-keeps-trade-low\n");
  }

  @Test
  void mismatchIsFoundByTheRules() {
    assertThat(answers("SELECT ?label { ?d a ibid:Discrepancy ; rdfs:label ?label }"))
        .contains("Exports and imports of Norholm and Sudholm do not add up to their trade");
  }

  @Test
  void everyQuestionRunsOverIt() {
    View view = view();
    List<String> answered = new ArrayList<>();
    for (Question question : Questions.read(new Home(folder)).all()) {
      Query query = Sparql.parse(question.text(), question.id(), view.prefixes());
      assertThatCode(
              () -> {
                try (QueryExec execution = QueryExec.dataset(view.dataset()).query(query).build()) {
                  if (execution.select().materialize().hasNext()) {
                    answered.add(question.id());
                  }
                }
              })
          .as(question.id())
          .doesNotThrowAnyException();
    }
    assertThat(answered).hasSizeGreaterThan(25);
  }

  @Test
  void questionsFindItsFlowsItsUnnamedSpeakerAndItsRepetition() {
    assertThat(
            answers(
                "SELECT ?speaker { ?c ibid:attribution/ibid:relays+/ibid:agent ?a . ?a a"
                    + " ibid:UnnamedAgent ; rdfs:label ?speaker }"))
        .containsExactly("official of the ports (unnamed)");
    assertThat(ibid("query", "trade-between-whom-and-how-much").out()).contains("40000000");
    assertThat(ibid("query", "notes-that-govern-other-sentences").out()).contains("(2 answers)");
    assertThat(answers("SELECT ?c { ?c ibid:repeats ?other }"))
        .containsExactly(CLAIM + "ferry-might-double-trade");
  }

  private List<String> answers(String text) {
    View view = view();
    List<String> answers = new ArrayList<>();
    try (QueryExec execution =
        QueryExec.dataset(view.dataset())
            .query(Sparql.parse(text, "test", view.prefixes()))
            .build()) {
      execution
          .select()
          .forEachRemaining(
              row -> row.vars().forEachRemaining(var -> answers.add(text(row.get(var)))));
    }
    return answers;
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
  }
}
