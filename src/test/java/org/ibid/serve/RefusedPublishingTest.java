package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ibid.serve.StoreServer.MATTERS;
import static org.ibid.serve.StoreServer.SUGAR;
import static org.ibid.serve.StoreServer.TURTLE;
import static org.ibid.serve.StoreServer.brokenClaim;
import static org.ibid.serve.StoreServer.claim;
import static org.ibid.serve.StoreServer.json;
import static org.ibid.serve.StoreServer.number;

import java.nio.file.Path;
import java.util.List;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked only, or refused, changes nothing: one store serves all of these tests. */
class RefusedPublishingTest {

  @TempDir static Path made;
  @TempDir static Path folder;
  private static ProjectFolder project;
  private static StoreServer at;
  private static String version;
  private static String disk;

  @BeforeAll
  static void start() {
    project = StoreServer.project(made);
    at = StoreServer.of(project, made, folder);
    version = at.version();
    disk = at.disk();
  }

  @AfterAll
  static void stop() {
    at.close();
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(at.version()).isEqualTo(version);
    assertThat(at.store().log().size()).isEqualTo(1);
    assertThat(at.disk()).isEqualTo(disk);
  }

  @Test
  void claimThatBreaksARuleIsRefusedWithTheReportAndChangesNothing() {
    Reply reply = at.post(brokenClaim("sugar", "Sugar matters."));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.body()).contains("claim-has-modality").contains("\"line\"");
    assertThat(at.ask("?c ibid:statement \"Sugar matters.\"@en")).isFalse();
  }

  @Test
  void reportOfARefusalCanBeHadAsShacl() {
    Reply reply = at.post(brokenClaim("sugar", "Sugar matters."), "Accept", TURTLE);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).contains("sh:ValidationReport").contains("claim-has-modality");
  }

  @Test
  void reportHasTheChangeOfTheTextThatMendsTheMistake() {
    String misspelt = claim("sugar", "Sugar matters.").replace("ibid:Asserted", "ibid:Aserted");
    Reply checked = at.send("POST", "/validate", TURTLE, misspelt);
    Reply refused = at.post(misspelt);
    assertThat(checked.status()).isEqualTo(200);
    assertThat(refused.status()).isEqualTo(422);
    for (JsonObject report : List.of(json(checked), json(refused).getObj("report"))) {
      JsonObject finding =
          report.get("findings").getAsArray().stream()
              .map(JsonValue::getAsObject)
              .filter(each -> each.getString("rule").endsWith("claim-has-modality"))
              .findFirst()
              .orElseThrow();
      JsonObject edit =
          finding
              .get("suggestions")
              .getAsArray()
              .get(0)
              .getAsObject()
              .get("edits")
              .getAsArray()
              .get(0)
              .getAsObject();
      String line = misspelt.lines().toList().get(place(edit, "line") - 1);
      String mended =
          line.substring(0, place(edit, "column") - 1)
              + edit.getString("text")
              + line.substring(place(edit, "endColumn") - 1);
      assertThat(mended).isEqualTo(line.replace("ibid:Aserted", "ibid:Asserted"));
    }
  }

  private static int place(JsonObject edit, String name) {
    return edit.get(name).getAsNumber().value().intValue();
  }

  @ParameterizedTest
  @CsvSource({
    "application/sarif+json, sarif, '\"ruleId\"'",
    "application/junit+xml, junit, <testcase",
    "text/turtle, turtle, sh:ValidationReport",
    "text/plain, text, VIOLATION"
  })
  void reportIsWrittenInTheFormThatIsAskedFor(String mediaType, String format, String part) {
    String broken = brokenClaim("sugar", "Sugar matters.");
    Reply checked = at.write("POST", "/validate", TURTLE, broken, "Accept", mediaType);
    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.header("Content-Type")).startsWith(mediaType);
    assertThat(checked.body()).contains(part);
    assertThat(at.send("POST", "/validate?format=" + format, TURTLE, broken).header("Content-Type"))
        .startsWith(mediaType);
    Reply refused = at.post(broken, "Accept", mediaType);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains(part);
    Reply unreadable =
        at.write("POST", "/validate", TURTLE, "<id/actor/x> a ibid:Claim", "Accept", mediaType);
    assertThat(unreadable.status()).isEqualTo(400);
    assertThat(unreadable.header("Content-Type")).startsWith(mediaType);
    assertThat(unreadable.body()).isNotBlank();
  }

  @Test
  void allMistakesOfADocumentThatCannotBeReadAreTold() {
    Reply reply =
        at.post("<id/actor/x> <id/p> .\n<id/actor/y> <id/p> \"a\" .\n<id/actor/z> <id/p> .\n");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).getObj("report").get("findings").getAsArray()).hasSize(2);
    assertThat(at.send("POST", "/validate?format=picture", TURTLE, "").status()).isEqualTo(400);
  }

  @Test
  void whoSendsNoTokenOrAWrongOneIsRefusedAndChangesNothing() {
    String body = claim("sugar", "Sugar matters.");
    Reply none = at.send("POST", "/claims", TURTLE, body);
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"ibid\"");
    Reply wrong = at.send("POST", "/claims", TURTLE, body, "Authorization", "Bearer ibid_guess");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(at.send("DELETE", SUGAR, null, null).status()).isEqualTo(401);
    assertThat(at.send("PUT", SUGAR, TURTLE, body).status()).isEqualTo(401);
    assertThat(at.send("POST", "/changes", TURTLE, body).status()).isEqualTo(401);
    assertThat(at.send("POST", "/history/1/restore", null, null).status()).isEqualTo(401);
  }

  @Test
  void tokenInTheAddressIsRefused() {
    Reply reply =
        at.send(
            "POST", "/claims?access_token=" + at.token(), TURTLE, claim("sugar", "Sugar matters."));
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void serverOfFilesCanCheckButNotPublish() {
    try (IbidServer files =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      Client other = new Client(files.port());
      Reply refused = other.post("/claims", TURTLE, claim("sugar", "Sugar matters."));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("serve --store");
      Reply checked = other.post("/validate", TURTLE, claim("sugar", "Sugar matters."));
      assertThat(checked.status()).as(checked.body()).isEqualTo(200);
      assertThat(json(checked).get("conforms").getAsBoolean().value()).isTrue();
      assertThat(other.get("/history", RequestBody.JSON).status()).isEqualTo(404);
    }
  }

  @Test
  void claimThatIsThereAlreadyIsAConflict() {
    Reply reply = at.post(claim("tea-matters", "Tea matters a lot."));
    assertThat(reply.status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://w3id.org/ibid/ns#Claim> <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .",
        "<https://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .",
        "<id/retracted/claim/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .",
        "<id/ontology/claim/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .",
        "<id/derived/claim/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .",
        "<id/actor/arcadia> <http://www.w3.org/2000/01/rdf-schema#seeAlso> [] ."
      })
  void whatIsNoThingOfTheDataIsNotWritten(String document) {
    Reply reply = at.write("POST", "/changes", TURTLE, document);
    assertThat(reply.status()).as(reply.body()).isEqualTo(422);
  }

  @Test
  void patchThatReachesIntoOtherGraphsIsRefused() {
    for (String graph : List.of("ontology", "derived", "retracted", "wikidata", "Odd")) {
      String patch =
          "TX .\nA <https://w3id.org/ibid/id/actor/arcadia>"
              + " <http://www.w3.org/2000/01/rdf-schema#label> \"X\"@fr"
              + " <https://w3id.org/ibid/graph/"
              + graph
              + "> .\nTC .\n";
      assertThat(at.write("POST", "/changes", RequestBody.PATCH, patch).status()).isEqualTo(422);
    }
  }

  @Test
  void claimIsNotReplacedByWhoDoesNot() {
    String body = claim("tea-matters", "Tea matters much.");
    assertThat(at.write("PUT", MATTERS, TURTLE, body).status()).isEqualTo(428);
    Reply stale = at.write("PUT", MATTERS, TURTLE, body, "If-Match", "\"" + "0".repeat(32) + "\"");
    assertThat(stale.status()).isEqualTo(412);
    String weak = "W/" + at.client().get(MATTERS, TURTLE).header("ETag");
    assertThat(at.write("PUT", MATTERS, TURTLE, body, "If-Match", weak).status()).isEqualTo(412);
    assertThat(at.write("PUT", MATTERS, TURTLE, body, "If-None-Match", "*").status())
        .isEqualTo(412);
    assertThat(at.write("PUT", SUGAR, TURTLE, body, "If-None-Match", "*").status()).isEqualTo(422);
    assertThat(at.write("PUT", MATTERS, TURTLE, body, "If-Match", "no quotes").status())
        .isEqualTo(400);
  }

  @Test
  void claimIsNotDeletedByAPatch() {
    StringBuilder patch = new StringBuilder("TX .\n");
    for (String line : at.client().get(MATTERS, "application/n-triples").body().lines().toList()) {
      patch.append("D ").append(line).append("\n");
    }
    Reply reply =
        at.write("POST", "/changes", RequestBody.PATCH, patch.append("TC .\n").toString());
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).contains("retracted");
  }

  @Test
  void checkWritesNothingAndNeedsNoToken() {
    Reply good = at.send("POST", "/validate", TURTLE, claim("sugar", "Sugar matters."));
    assertThat(good.status()).as(good.body()).isEqualTo(200);
    assertThat(json(good).get("conforms").getAsBoolean().value()).isTrue();
    Reply bad = at.send("POST", "/validate", TURTLE, brokenClaim("sugar", "Sugar matters."));
    assertThat(bad.status()).isEqualTo(200);
    assertThat(json(bad).get("conforms").getAsBoolean().value()).isFalse();
    assertThat(bad.body()).contains("claim-has-modality");
  }

  @ParameterizedTest
  @CsvSource({
    "application/ld+json,'{\"@id\": \"https://w3id.org/ibid/id/actor/arcadia\","
        + " \"http://www.w3.org/2000/01/rdf-schema#label\": {\"@value\": \"A\", \"@language\":"
        + " \"en\"}, \"@type\": \"https://w3id.org/ibid/geoeconomics#State\"}'",
    "application/n-triples,'<https://w3id.org/ibid/id/actor/arcadia>"
        + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        + " <https://w3id.org/ibid/geoeconomics#State> .'",
    "application/trig;charset=UTF-8,'<https://w3id.org/ibid/graph/x> { <id/actor/arcadia> a"
        + " <https://w3id.org/ibid/geoeconomics#State> }'"
  })
  void everyRdfSyntaxIsRead(String mediaType, String document) {
    Reply reply = at.send("POST", "/validate", mediaType, document);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlace() {
    Reply reply = at.post("<id/actor/arcadia> a\n  gec:State .");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(number(reply, "line")).isEqualTo(2);
    Reply patch = at.write("POST", "/changes", RequestBody.PATCH, "TX .\nA oops .\nTC .\n");
    assertThat(patch.status()).isEqualTo(400);
    Reply json = at.write("DELETE", MATTERS, RequestBody.JSON, "{reason", "If-Match", "*");
    assertThat(json.status()).isEqualTo(400);
  }

  @Test
  void requestsOfTheWrongKindAreRefusedAsTheStandardsSay() {
    String body = claim("sugar", "Sugar matters.");
    Reply type = at.write("POST", "/claims", "text/plain", body);
    assertThat(type.status()).isEqualTo(415);
    assertThat(type.header("Accept")).contains(TURTLE);
    assertThat(at.write("POST", "/claims", null, body).status()).isEqualTo(415);
    assertThat(at.write("POST", "/claims", "text/turtle;charset=utf-16", body).status())
        .isEqualTo(415);
    assertThat(at.post(body, "Accept", "image/png").status()).isEqualTo(406);
    assertThat(at.write("PATCH", "/claims", TURTLE, body).status()).isEqualTo(405);
    assertThat(at.write("PUT", "/claims/tea-2001/Sugar", TURTLE, body).status()).isEqualTo(404);
    assertThat(at.post("").status()).isEqualTo(422);
    assertThat(at.post(body, "Idempotency-Key", "two words").status()).isEqualTo(400);
  }
}
