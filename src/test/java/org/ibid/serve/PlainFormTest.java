package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes a claim in the form as it is without scripts: by sending it again and again. */
class PlainFormTest {

  private static final String TEA = "https://w3id.org/ibid/id/tea-2001/claim/";

  @TempDir static Path made;
  @TempDir static Path folder;
  private static StoreServer at;

  @BeforeAll
  static void start() {
    ProjectFolder project = StoreServer.project(made);
    at = StoreServer.of(project, made, folder);
  }

  @AfterAll
  static void stop() {
    at.close();
  }

  @Test
  void claimIsWrittenMendedLookedAtAndPublishedWithoutScripts() {
    PageForm form = PageForm.open(at.client(), "/edit?kind=ibid:EvaluationClaim");
    form.press("/edit", "check", "1");
    assertThat(form.reply().status()).isEqualTo(200);
    assertThat(form.reply().body()).contains("must be mended before it can be published");
    assertThat(form.problems("f-ibid-statement")).isNotEmpty();
    form.fill("ibid:statement/0", "Tea is \"worth\" more to Arcadia than <coffee> & cake.")
        .fill("ibid:modality/0", "ibid:Asserted")
        .fill(".attribution/ibid:stance/0", "ibid:Asserts")
        .fill("ibid:passage/0", "Sentence 2")
        .fill("ibid:about/0", "Arcadai")
        .fill(".evidence/a/0", "ibid:NoSourceGiven")
        .press("/edit", "check", "1");
    assertThat(form.problems("f-ibid-statement")).isEmpty();
    assertThat(form.problems("f-ibid-about-0"))
        .containsExactly("Nothing here is called “Arcadai”.");
    // What may have been meant is a button.
    form.press("/edit", "Arcadia");
    assertThat(form.value("ibid:about/0")).isEqualTo("Arcadia");
    form.press("/edit", "check", "1");
    assertThat(form.reply().body())
        .contains("Nothing is wrong with this claim", "ibid:NoSourceGiven", "/id/actor/arcadia");
    form.fill("slug", "tea-matters")
        .fill("token", at.token())
        .press("/edit/publish", "publish", "1");
    assertThat(form.reply().status()).isEqualTo(422);
    assertThat(form.problems("f-slug")).hasSize(1);
    assertThat(form.value("token")).isEmpty();
    form.fill("slug", "").fill("token", at.token()).press("/edit/publish", "publish", "1");
    assertThat(form.reply().status()).isEqualTo(303);
    assertThat(form.reply().header("Location")).doesNotContain(at.token());
    assertThat(at.client().get(form.reply().header("Location"), Client.BROWSER).body())
        .contains("Published");
    assertThat(
            at.ask(
                "<"
                    + TEA
                    + "tea-worth-more-arcadia-coffee-cake> ibid:about"
                    + " <https://w3id.org/ibid/id/actor/arcadia> ; ibid:statement \"Tea is"
                    + " \\\"worth\\\" more to Arcadia than <coffee> & cake.\"@en"))
        .isTrue();
  }

  @Test
  void thingThatIsNotThereIsDescribedAndPublishedWithTheClaim() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-matters");
    form.fill("ibid:statement/0", "Tea matters to the harbour of Arcadia.")
        .fill("ibid:about/0", "Arcadian harbour")
        .press("/edit", "check", "1");
    assertThat(form.problems("f-ibid-about-0"))
        .containsExactly("Nothing here is called “Arcadian harbour”.");
    // What is not there can be described in the place where it was missed.
    form.press("/edit", "Describe it");
    assertThat(form.value("+1/rdfs:label/0")).isEqualTo("Arcadian harbour");
    form.press("/edit", "check", "1");
    assertThat(form.problems("f-1-a-0")).containsExactly("Say what kind of thing it is.");
    form.fill("+1/a/0", "gec:Port").press("/edit", "redraw", "+1/a/0");
    assertThat(form.value("+1/gec:locatedIn/0")).isEmpty();
    // A mistake in the thing is shown at its own field.
    form.fill("+1/rdfs:label/0", "")
        .fill("+1/dcterms:description/0", "Where the tea ships lie.")
        .press("/edit", "check", "1");
    assertThat(form.problems("f-1-rdfs-label")).singleElement().asString().contains("English");
    form.fill("+1/rdfs:label/0", "Arcadia harbour")
        .fill("+1/rdfs:label/1", "Порт Аркадии")
        .fill("+1/gec:locatedIn/0", "Arcadia")
        .press("/edit", "check", "1");
    assertThat(form.reply().body())
        .contains("Nothing is wrong", "/id/place/arcadia-harbour&gt; a gec:Port");
    String download = form.download("/edit").body();
    assertThat(download)
        .contains(
            "<https://w3id.org/ibid/id/place/arcadia-harbour> a gec:Port", "\"Порт Аркадии\"@ru");
    form.fill("token", at.token()).press("/edit/publish", "publish", "1");
    assertThat(form.reply().status()).isEqualTo(303);
    String harbour = "<https://w3id.org/ibid/id/place/arcadia-harbour>";
    assertThat(
            at.ask(
                "?claim ibid:about "
                    + harbour
                    + " . "
                    + harbour
                    + " gec:locatedIn"
                    + " <https://w3id.org/ibid/id/actor/arcadia> ; rdfs:label \"Порт Аркадии\"@ru"))
        .isTrue();
  }

  @Test
  void thingThatIsMuchLikeOneThatIsThereIsAskedAfterAndCanBeGivenUpForIt() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-matters");
    form.fill("ibid:about/0", "Acradia").press("/edit", "describe", "ibid:about/0");
    form.fill("+1/a/0", "gec:State").press("/edit", "check", "1");
    assertThat(form.problems("f-1-rdfs-label-0"))
        .containsExactly("Something of much the same name is there already.");
    form.press("/edit", "Arcadia");
    assertThat(form.value("ibid:about/0")).isEqualTo("Arcadia");
    assertThat(form.reply().body()).doesNotContain("+1/");
  }

  @Test
  void newThingTakesNoAddressThatIsTaken() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-matters");
    form.press("/edit", "describe", "ibid:about/0");
    // What was picked is not what is new.
    assertThat(form.value("+1/rdfs:label/0")).isEmpty();
    form.fill("+1/a/0", "gec:State")
        .fill("+1/rdfs:label/0", "Arcadia")
        .press("/edit", "check", "1");
    assertThat(form.reply().body()).contains("/id/actor/arcadia-2&gt; a gec:State");
    form.fill("+1/slug/0", "ruritania").press("/edit", "check", "1");
    assertThat(form.problems("f-1-slug-0")).singleElement().asString().contains("already");
    form.fill("token", at.token()).press("/edit/publish", "publish", "1");
    assertThat(form.reply().status()).isEqualTo(422);
    form.fill("+1/slug/0", "Not an address").press("/edit", "check", "1");
    assertThat(form.problems("f-1-slug-0")).singleElement().asString().contains("lower-case");
    form.press("/edit", "Remove this new thing");
    assertThat(form.value("ibid:about/0")).isEmpty();
  }

  @Test
  void newThingOfAnArticleGetsAnAddressThere() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-matters");
    form.fill(".attribution/ibid:agent/0", "Arcadian tasters")
        .press("/edit", "describe", ".attribution/ibid:agent/0");
    form.fill("+1/a/0", "ibid:UnnamedAgent").press("/edit", "check", "1");
    assertThat(form.reply().body()).contains("/id/tea-2001/agent/arcadian-tasters&gt;");
  }

  @Test
  void anotherNameInTheFieldOfWhatWasPickedCounts() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-matters");
    assertThat(form.value("ibid:about/0/iri")).endsWith("/actor/arcadia");
    String other = "https://w3id.org/ibid/id/person/quill";
    form.fill("ibid:about/0", other).press("/edit", "check", "1");
    assertThat(form.reply().body()).contains("ibid:about &lt;" + other + "&gt;");
  }

  @Test
  void formGrowsAndShrinksWithoutScripts() {
    PageForm form = PageForm.open(at.client(), "/edit?copy=" + TEA + "tea-trade");
    assertThat(form.value("gec:between/1")).startsWith("Ruritania");
    form.press("/edit", "more", "gec:between").fill("gec:between/2", "Q. Quill");
    form.press("/edit", "less", "gec:between/0");
    assertThat(form.value("gec:between/0")).startsWith("Ruritania");
    assertThat(form.value("gec:between/1")).isEqualTo("Q. Quill");
    form.fill("a/0", "ibid:EvaluationClaim").press("/edit", "redraw", "kind");
    assertThat(form.reply().body()).contains("<h1>Write an evaluation claim</h1>");
    // What does not belong to the new kind is not lost but shown, with what is wrong with it.
    assertThat(form.value("gec:between/1")).isEqualTo("Q. Quill");
  }

  @Test
  void claimIsRetractedWithoutScripts() {
    at.post(StoreServer.claim("sugar", "Sugar matters."));
    PageForm form = PageForm.open(at.client(), "/edit?retract=" + TEA + "sugar");
    form.fill("token", at.token()).press("/edit/retract", "Retract it");
    assertThat(form.reply().status()).isEqualTo(409);
    assertThat(form.reply().body()).contains("Say why it is retracted");
    form.fill("reason", "It was misread")
        .fill("token", at.token())
        .press("/edit/retract", "Retract it");
    assertThat(form.reply().status()).isEqualTo(303);
    assertThat(at.client().get("/claims/tea-2001/sugar", "*/*").status()).isEqualTo(410);
  }
}
