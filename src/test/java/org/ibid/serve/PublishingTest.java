package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ibid.serve.StoreServer.MATTERS;
import static org.ibid.serve.StoreServer.SUGAR;
import static org.ibid.serve.StoreServer.TURTLE;
import static org.ibid.serve.StoreServer.claim;
import static org.ibid.serve.StoreServer.json;
import static org.ibid.serve.StoreServer.number;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims are published, changed, retracted and restored over HTTP. */
class PublishingTest {

  @TempDir static Path made;
  private static ProjectFolder project;

  @TempDir Path folder;
  private StoreServer at;

  @BeforeAll
  static void makeStore() {
    project = StoreServer.project(made);
  }

  @BeforeEach
  void start() {
    at = StoreServer.of(project, made, folder);
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void newClaimIsPublishedAndCanBeAskedForAtOnce() {
    Reply reply = at.post(claim("sugar", "Sugar matters to Arcadia."), "Reason", "It was left out");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo("/doc/tea-2001/claim/sugar");
    assertThat(reply.header("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(number(reply, "entry")).isEqualTo(2);
    assertThat(at.ask("?c ibid:statement \"Sugar matters to Arcadia.\"@en ; a ibid:Claim"))
        .isTrue();
    assertThat(
            at.ask(
                "GRAPH <https://w3id.org/ibid/graph/tea-2001> { ?c ibid:statement"
                    + " \"Sugar matters to Arcadia.\"@en }"))
        .isTrue();
    assertThat(at.store().log().entry(2).author().agent()).isEqualTo("anna");
    assertThat(at.store().log().entry(2).author().reason()).isEqualTo("It was left out");
  }

  @Test
  void revocationCountsAtOnce() {
    assertThat(at.post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    at.tokens().revoke("anna");
    assertThat(at.post(claim("milk", "Milk matters.")).status()).isEqualTo(401);
    at.use(at.tokens().add("boris", null));
    assertThat(at.post(claim("milk", "Milk matters.")).status()).isEqualTo(201);
    assertThat(at.store().log().last().author().agent()).isEqualTo("boris");
  }

  @Test
  void claimTogetherWithOtherThingsIsSentToChanges() {
    String both =
        claim("sugar", "Sugar matters.")
            + "<id/actor/utopia> a <https://w3id.org/ibid/geoeconomics#State> ;"
            + " <http://www.w3.org/2000/01/rdf-schema#label> \"Utopia\"@en .";
    Reply refused = at.post(both);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("/changes").contains("\"line\"");
    Reply reply = at.write("POST", "/changes", TURTLE, both);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(json(reply).get("version").getAsString().value()).isEqualTo(at.version());
    assertThat(at.ask("<https://w3id.org/ibid/id/actor/utopia> rdfs:label \"Utopia\"@en")).isTrue();
    assertThat(at.store().log().size()).isEqualTo(2);
  }

  @Test
  void patchIsOneChange() {
    String patch =
        """
        TX .
        D <https://w3id.org/ibid/id/actor/arcadia> <http://www.w3.org/2000/01/rdf-schema#label> "Arcadia"@en .
        A <https://w3id.org/ibid/id/actor/arcadia> <http://www.w3.org/2000/01/rdf-schema#label> "Arcady"@en .
        TC .
        """;
    Reply reply = at.write("POST", "/changes", RequestBody.PATCH, patch);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(number(reply, "added")).isEqualTo(1);
    assertThat(number(reply, "removed")).isEqualTo(1);
    assertThat(at.ask("<https://w3id.org/ibid/id/actor/arcadia> rdfs:label \"Arcadia\"@en"))
        .isFalse();
  }

  @Test
  void changeForAnotherVersionIsRefused() {
    String document =
        "<id/actor/utopia> a <https://w3id.org/ibid/geoeconomics#State> ;"
            + " <http://www.w3.org/2000/01/rdf-schema#label> \"Utopia\"@en .";
    String now = "\"" + at.version() + "\"";
    assertThat(at.write("POST", "/changes", TURTLE, document, "If-Match", "\"1-other\"").status())
        .isEqualTo(412);
    assertThat(at.write("POST", "/changes", TURTLE, document, "If-Match", now).status())
        .isEqualTo(200);
  }

  @Test
  void claimIsReplacedByWhoKnowsItsPresentState() {
    Reply shown = at.client().get(MATTERS, TURTLE);
    String tag = shown.header("ETag");
    assertThat(shown.body()).contains("Tea matters to Arcadia.");
    Reply reply =
        at.write(
            "PUT", MATTERS, TURTLE, claim("tea-matters", "Tea matters much."), "If-Match", tag);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(at.ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isFalse();
    assertThat(at.ask("?c ibid:statement \"Tea matters much.\"@en")).isTrue();
    String next = reply.header("ETag");
    assertThat(at.client().get(MATTERS, TURTLE).header("ETag"))
        .isEqualTo(next.substring(0, next.length() - 1) + "-ttl\"");
    Reply again =
        at.write("PUT", MATTERS, TURTLE, claim("tea-matters", "Tea matters."), "If-Match", next);
    assertThat(again.status()).isEqualTo(200);
    assertThat(at.store().log().size()).isEqualTo(3);
  }

  @Test
  void claimCanBeCreatedAtItsAddress() {
    String body = claim("sugar", "Sugar matters.");
    assertThat(at.write("PUT", SUGAR, TURTLE, body, "If-Match", "*").status()).isEqualTo(412);
    Reply reply = at.write("PUT", SUGAR, TURTLE, body, "If-None-Match", "*");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo("/doc/tea-2001/claim/sugar");
  }

  @Test
  void sameContentIsNoChange() {
    assertThat(at.post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    Reply reply = at.write("PUT", SUGAR, TURTLE, claim("sugar", "Sugar matters."), "If-Match", "*");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply).get("entry").isNull()).isTrue();
    assertThat(at.store().log().size()).isEqualTo(2);
  }

  @Test
  void ofTwoEditorsOfOneClaimOneWins() throws Exception {
    String tag = at.client().get(MATTERS, TURTLE).header("ETag");
    List<Callable<Integer>> editors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String body = claim("tea-matters", "Tea matters, says editor " + i + ".");
      editors.add(() -> at.write("PUT", MATTERS, TURTLE, body, "If-Match", tag).status());
    }
    assertThat(all(editors)).containsExactlyInAnyOrder(200, 412, 412, 412);
    assertThat(at.store().log().size()).isEqualTo(2);
  }

  @Test
  void everyAcknowledgedChangeOfManyWritersIsThere() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      for (int i = 0; i < 2; i++) {
        String slug = "w" + writer + "-" + i;
        writers.add(() -> at.post(claim(slug, "Statement " + slug + ".")).status());
      }
    }
    assertThat(all(writers)).containsOnly(201);
    at.restart();
    assertThat(at.store().log().size()).isEqualTo(17);
    assertThat(
            at.client()
                .csv(
                    "SELECT (COUNT(*) AS ?n) { ?c ibid:statement ?s FILTER STRSTARTS(?s,"
                        + " \"Statement w\") }"))
        .endsWith("16");
  }

  private static <T> List<T> all(List<Callable<T>> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  void repeatedRequestIsCarriedOutOnceAlsoAfterARestart() {
    String body = claim("sugar", "Sugar matters.");
    Reply first = at.post(body, "Idempotency-Key", "\"8e03978e\"");
    Reply second = at.post(body, "Idempotency-Key", "\"8e03978e\"");
    at.restart();
    Reply third = at.post(body, "Idempotency-Key", "\"8e03978e\"");
    for (Reply reply : List.of(first, second, third)) {
      assertThat(reply.status()).as(reply.body()).isEqualTo(201);
      assertThat(reply.header("ETag")).isEqualTo(first.header("ETag"));
      assertThat(reply.header("Location")).isEqualTo(first.header("Location"));
      assertThat(json(reply).get("entry")).isEqualTo(json(first).get("entry"));
      assertThat(json(reply).get("version")).isEqualTo(json(first).get("version"));
    }
    assertThat(at.store().log().size()).isEqualTo(2);
    Reply other = at.post(claim("milk", "Milk matters."), "Idempotency-Key", "8e03978e");
    assertThat(other.status()).isEqualTo(422);
    assertThat(at.store().log().size()).isEqualTo(2);
  }

  @Test
  void retractedClaimIsGoneAndItsAddressSaysWhy() {
    String tag = at.client().get(MATTERS, TURTLE).header("ETag");
    Reply reply =
        at.write(
            "DELETE",
            MATTERS + "?reason=" + Client.encoded("It was misread – twice"),
            null,
            null,
            "If-Match",
            tag);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body())
        .contains("\"pointing\"")
        .contains("https://w3id.org/ibid/id/tea-2001/claim/tea-trade")
        .contains("https://w3id.org/ibid/ns#supports");
    assertThat(at.ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isFalse();
    assertThat(at.ask("<https://w3id.org/ibid/id/tea-2001/claim/tea-matters> ?p ?o")).isFalse();
    for (String path :
        List.of(
            "/id/tea-2001/claim/tea-matters",
            "/doc/tea-2001/claim/tea-matters",
            "/doc/tea-2001/claim/tea-matters.ttl",
            "/id/tea-2001/claim/tea-matters.evidence",
            MATTERS)) {
      Reply gone = at.client().get(path, TURTLE);
      assertThat(gone.status()).as(path).isEqualTo(410);
      assertThat(gone.body())
          .contains("ibid:Retraction")
          .contains("It was misread – twice")
          .contains("anna")
          .doesNotContain("Tea matters");
    }
    Reply page = at.client().get("/doc/tea-2001/claim/tea-matters", Client.BROWSER);
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("It was misread – twice").contains("anna");
    assertThat(page.links()).anyMatch(link -> link.startsWith("/history?iri="));
    assertThat(
            at.client()
                .query(
                    "ASK { GRAPH <https://w3id.org/ibid/graph/retracted> { ?c ibid:statement ?s }"
                        + " }",
                    "application/sparql-results+json")
                .body())
        .contains("true");
  }

  @Test
  void retractionNeedsAReasonAndAState() {
    assertThat(at.write("DELETE", MATTERS, null, null, "If-Match", "*").status()).isEqualTo(400);
    assertThat(at.write("DELETE", MATTERS, null, null, "Reason", "No").status()).isEqualTo(428);
    assertThat(at.write("DELETE", SUGAR, null, null, "Reason", "No", "If-Match", "*").status())
        .isEqualTo(404);
    Reply byBody =
        at.write("DELETE", MATTERS, RequestBody.JSON, "{\"reason\": \"So\"}", "If-Match", "*");
    assertThat(byBody.status()).as(byBody.body()).isEqualTo(200);
    assertThat(at.write("DELETE", MATTERS, null, null, "Reason", "No", "If-Match", "*").status())
        .isEqualTo(410);
  }

  @Test
  void retractedClaimIsRestoredFromTheHistoryAndNotWrittenAnew() {
    at.write("DELETE", MATTERS + "?reason=No", null, null, "If-Match", "*");
    String body = claim("tea-matters", "Tea matters again.");
    assertThat(at.post(body).status()).isEqualTo(410);
    assertThat(at.write("PUT", MATTERS, TURTLE, body, "If-None-Match", "*").status())
        .isEqualTo(410);
    Reply reply =
        at.write(
            "POST",
            "/history/1/restore",
            RequestBody.JSON,
            "{\"iri\": \"https://w3id.org/ibid/id/tea-2001/claim/tea-matters\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(at.ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isTrue();
    assertThat(at.client().get(MATTERS, TURTLE).status()).isEqualTo(200);
    assertThat(at.store().log().size()).isEqualTo(3);
  }

  @Test
  void brokenThingsElsewhereStandInNobodysWay() {
    at.write("DELETE", MATTERS + "?reason=No", null, null, "If-Match", "*");
    Reply reply = at.post(claim("sugar", "Sugar matters."));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  @Test
  void bodyThatIsTooLongIsRefusedAndTheNextRequestGoesThrough() {
    String body = "#".repeat(RequestBody.LONGEST + 1);
    Reply reply = at.post(body);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Connection")).isEqualTo("close");
    assertThat(at.post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
  }

  @Test
  void historyTellsWhoWhatWhenAndWhy() {
    at.post(claim("sugar", "Sugar matters."), "Reason", "First");
    at.write("PUT", SUGAR + "?reason=Second", TURTLE, claim("sugar", "Sugar!"), "If-Match", "*");
    JsonObject history =
        json(
            at.client()
                .get(
                    "/history?iri=https://w3id.org/ibid/id/tea-2001/claim/sugar",
                    RequestBody.JSON));
    assertThat(history.get("entries").getAsArray()).hasSize(2);
    assertThat(
            history
                .get("entries")
                .getAsArray()
                .get(0)
                .getAsObject()
                .get("reason")
                .getAsString()
                .value())
        .isEqualTo("Second");
    JsonObject entry = json(at.client().get("/history/3", RequestBody.JSON));
    assertThat(entry.get("agent").getAsString().value()).isEqualTo("anna");
    assertThat(entry.get("resources").toString()).contains("claim/sugar");
    Reply patch = at.client().get("/history/3", RequestBody.PATCH);
    assertThat(patch.body()).contains("D <").contains("A <").contains("Sugar!");
    assertThat(at.client().get("/history/3.rdfp", "*/*").body()).isEqualTo(patch.body());
    assertThat(at.client().get("/history/3", TURTLE).body()).contains("prov:Activity");
    assertThat(at.client().get("/history/9", RequestBody.JSON).status()).isEqualTo(404);
    assertThat(at.client().get("/claims/tea-2001/sugar?at=2", TURTLE).body())
        .contains("Sugar matters.");
    assertThat(at.client().get("/claims/tea-2001/sugar?at=1", TURTLE).status()).isEqualTo(404);
    Reply page = at.client().get("/history", Client.BROWSER);
    assertThat(page.body()).contains("Second").contains("anna");
    assertThat(page.links()).contains("/history/3", "/history/1");
    assertThat(at.client().get("/history/3", Client.BROWSER).body()).contains("Sugar!");
    String claim = at.client().get("/doc/tea-2001/claim/sugar", Client.BROWSER).body();
    assertThat(claim.substring(claim.indexOf("<h2>History</h2>")))
        .containsSubsequence("/history/3\"", "anna", "Second", "/history/2\"", "anna", "First")
        .contains(
            "/history?iri="
                + Client.encoded("https://w3id.org/ibid/id/tea-2001/claim/sugar")
                + "\"");
    JsonObject first = json(at.client().get("/history?limit=2", RequestBody.JSON));
    assertThat(first.get("entries").getAsArray()).hasSize(2);
    assertThat(first.get("next").getAsString().value()).endsWith("/history?before=2&limit=2");
  }

  @Test
  void earlierStateIsRestoredAsANewChange() {
    at.post(claim("sugar", "Sugar matters."));
    at.post(claim("milk", "Milk matters."));
    Reply reply = at.write("POST", "/history/2/restore", null, null, "Reason", "Too much");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(at.ask("?c ibid:statement \"Milk matters.\"@en")).isFalse();
    assertThat(at.ask("?c ibid:statement \"Sugar matters.\"@en")).isTrue();
    assertThat(at.store().log().size()).isEqualTo(4);
    assertThat(at.store().log().last().author().reason()).isEqualTo("Too much");
    assertThat(at.write("POST", "/history/99/restore", null, null).status()).isEqualTo(404);
    Reply notThere = at.write("POST", "/history/1/restore?iri=id/tea-2001/claim/sugar", null, null);
    assertThat(notThere.status()).isEqualTo(422);
  }
}
