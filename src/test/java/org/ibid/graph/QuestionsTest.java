package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

  @TempDir Path folder;
  private Questions questions;

  @BeforeEach
  void catalogue() {
    ProjectFolder project = new ProjectFolder(folder);
    project.write(
        "queries/trade/flows.rq",
        """
        #+ title: How much is traded?
        #+ description: Every flow,
        #+   with its year.
        #+ keywords: trade, amount,year
        #+ parameter: ?from iri "Who exports"
        #+ parameter: ?year gYear
        #+   "In which year"
        SELECT * {}
        """);
    project.write("queries/trade/targets.rq", "SELECT * {}");
    project.write("queries/actors/members.rq", "#+ title: Who belongs where?\nSELECT * {}");
    project.write("queries/actors/flows.rq", "SELECT * {}");
    questions = Questions.read(project.home());
  }

  @Test
  void headerIsRead() {
    Question flows = questions.find("trade/flows").get(0);
    assertThat(flows.title()).isEqualTo("How much is traded?");
    assertThat(flows.description()).isEqualTo("Every flow, with its year.");
    assertThat(flows.keywords()).containsExactly("trade", "amount", "year");
    assertThat(flows.module()).isEqualTo("trade");
    assertThat(flows.parameters())
        .containsExactly(
            new Parameter("from", "iri", "Who exports"),
            new Parameter("year", "gYear", "In which year"));
  }

  @Test
  void headerThatIsWrongIsNamed() {
    ProjectFolder project = new ProjectFolder(folder);
    project.write("queries/trade/wrong.rq", "#+ parameter: year\nSELECT * {}");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Questions.read(project.home()))
        .withMessageStartingWith("queries/trade/wrong.rq: a parameter is declared as in");
  }

  @Test
  void questionWithoutTitleIsCalledByItsName() {
    assertThat(questions.find("targets").get(0).title()).isEqualTo("targets");
  }

  @Test
  void orderIsByModuleAndName() {
    assertThat(questions.all().stream().map(Question::id))
        .containsExactly("actors/flows", "actors/members", "trade/flows", "trade/targets");
  }

  @Test
  void nameAloneMayStandForSeveral() {
    assertThat(questions.find("flows")).hasSize(2);
    assertThat(questions.find("nothing")).isEmpty();
  }

  @Test
  void nearestNamesComeFirst() {
    assertThat(questions.nearest("membrs", 3)).containsExactly("actors/members");
    assertThat(questions.nearest("trade", 3)).containsExactly("trade/flows", "trade/targets");
    assertThat(questions.nearest("something-else-entirely", 3)).isEmpty();
  }
}
