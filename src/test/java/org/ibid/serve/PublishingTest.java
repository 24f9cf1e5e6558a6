package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.ProjectFolder;
import org.ibid.edit.Tokens;
import org.ibid.graph.Digests;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims are published, changed and retracted over HTTP, each as a whole or not at all. */
class PublishingTest {

  private static final String TURTLE = "text/turtle";
  private static final String SUGAR = "/claims/tea-2001/sugar";
  private static final String MATTERS = "/claims/tea-2001/tea-matters";

  @TempDir static Path shared;
  private static ProjectFolder project;

  @TempDir Path folder;
  private Store store;
  private IbidServer server;
  private Client client;
  private String token;

  @BeforeAll
  static void makeStore() {
    project = InventedProject.in(shared.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    Store.create(project.home(), shared.resolve("store"), Progress.none()).close();
  }

  @BeforeEach
  void start() throws IOException {
    try (Stream<Path> all = Files.walk(shared.resolve("store"))) {
      for (Path file : all.toList()) {
        Files.copy(file, folder.resolve(shared.relativize(file)));
      }
    }
    store = Store.open(project.home(), folder.resolve("store"), Progress.none());
    token = Tokens.of(folder.resolve("store")).add("anna", null);
    serve();
  }

  private void serve() {
    server = IbidServer.start(store, project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  private void restart() {
    stop();
    store = Store.open(project.home(), folder.resolve("store"), Progress.none());
    serve();
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  private static String claim(String slug, String statement) {
    return """
        @prefix ibid: <https://w3id.org/ibid/ns#> .
        @prefix claim: <https://w3id.org/ibid/id/tea-2001/claim/> .
        claim:%1$s a ibid:EvaluationClaim ;
          ibid:statement "%2$s"@en ; ibid:about <id/actor/arcadia> ;
          ibid:modality ibid:Asserted ; ibid:attribution claim:%1$s.attribution ;
          ibid:passage <id/tea-2001/passage/s2> ; ibid:evidence claim:%1$s.evidence .
        claim:%1$s.attribution a ibid:Attribution ;
          ibid:agent <id/tea-2001/agent/authors> ; ibid:stance ibid:Asserts .
        claim:%1$s.evidence a ibid:NoSourceGiven .
        """
        .formatted(slug, statement);
  }

  private Reply send(String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        client
            .request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build());
  }

  /** As {@link #send}, by somebody who may. */
  private Reply write(String method, String path, String type, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token));
    return send(method, path, type, body, all.toArray(String[]::new));
  }

  private Reply post(String body, String... headers) {
    return write("POST", "/claims", TURTLE, body, headers);
  }

  private static JsonObject json(Reply reply) {
    return JSON.parse(reply.body());
  }

  private boolean ask(String pattern) {
    return client
        .query("ASK { " + pattern + " }", "application/sparql-results+json")
        .body()
        .contains("true");
  }

  /** What lies on disk, but the lock. */
  private String disk() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().contains("lock")) {
          files.put(file.toString(), Digests.sha256(Files.readAllBytes(file)));
        }
      }
    }
    return files.toString();
  }

  private String version() {
    return store.read(() -> store.view().version());
  }

  @Test
  void newClaimIsPublishedAndCanBeAskedForAtOnce() {
    Reply reply = post(claim("sugar", "Sugar matters to Arcadia."), "Reason", "It was left out");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo("/doc/tea-2001/claim/sugar");
    assertThat(reply.header("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(json(reply).get("entry").getAsNumber().value().longValue()).isEqualTo(2);
    assertThat(ask("?c ibid:statement \"Sugar matters to Arcadia.\"@en ; a ibid:Claim")).isTrue();
    assertThat(
            ask(
                "GRAPH <https://w3id.org/ibid/graph/tea-2001> { ?c ibid:statement"
                    + " \"Sugar matters to Arcadia.\"@en }"))
        .isTrue();
    assertThat(store.log().entry(2).author().agent()).isEqualTo("anna");
    assertThat(store.log().entry(2).author().reason()).isEqualTo("It was left out");
  }

  @Test
  void claimThatBreaksARuleIsRefusedWithTheReportAndChangesNothing() throws IOException {
    String before = version();
    String disk = disk();
    Reply reply =
        post(claim("sugar", "Sugar matters.").replace("ibid:modality ibid:Asserted ;", ""));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.body()).contains("claim-has-modality").contains("\"line\"");
    assertThat(version()).isEqualTo(before);
    assertThat(store.log().size()).isEqualTo(1);
    assertThat(disk()).isEqualTo(disk);
    assertThat(ask("?c ibid:statement \"Sugar matters.\"@en")).isFalse();
  }

  @Test
  void reportOfARefusalCanBeHadAsShacl() {
    Reply reply =
        post(
            claim("sugar", "Sugar matters.").replace("ibid:modality ibid:Asserted ;", ""),
            "Accept",
            TURTLE);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).contains("sh:ValidationReport").contains("claim-has-modality");
  }

  @Test
  void whoSendsNoTokenOrAWrongOneIsRefusedAndChangesNothing() {
    String body = claim("sugar", "Sugar matters.");
    Reply none = send("POST", "/claims", TURTLE, body);
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"ibid\"");
    Reply wrong = send("POST", "/claims", TURTLE, body, "Authorization", "Bearer ibid_guess");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(send("DELETE", SUGAR, null, null).status()).isEqualTo(401);
    assertThat(send("PUT", SUGAR, TURTLE, body).status()).isEqualTo(401);
    assertThat(send("POST", "/changes", TURTLE, body).status()).isEqualTo(401);
    assertThat(send("POST", "/history/1/restore", null, null).status()).isEqualTo(401);
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void tokenInTheAddressIsRefused() {
    Reply reply =
        send("POST", "/claims?access_token=" + token, TURTLE, claim("sugar", "Sugar matters."));
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void revocationCountsAtOnce() {
    assertThat(post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    Tokens.of(folder.resolve("store")).revoke("anna");
    assertThat(post(claim("milk", "Milk matters.")).status()).isEqualTo(401);
    token = Tokens.of(folder.resolve("store")).add("boris", null);
    assertThat(post(claim("milk", "Milk matters.")).status()).isEqualTo(201);
    assertThat(store.log().last().author().agent()).isEqualTo("boris");
  }

  @Test
  void serverOfFilesCanCheckButNotPublish() {
    try (IbidServer files =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      client = new Client(files.port());
      Reply refused = post(claim("sugar", "Sugar matters."));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("serve --store");
      Reply checked = send("POST", "/validate", TURTLE, claim("sugar", "Sugar matters."));
      assertThat(checked.status()).as(checked.body()).isEqualTo(200);
      assertThat(json(checked).get("conforms").getAsBoolean().value()).isTrue();
      assertThat(client.get("/history", RequestBody.JSON).status()).isEqualTo(404);
    }
  }

  @Test
  void claimThatIsThereAlreadyIsAConflict() {
    Reply reply = post(claim("tea-matters", "Tea matters a lot."));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void claimTogetherWithOtherThingsIsSentToChanges() {
    String both =
        claim("sugar", "Sugar matters.")
            + "<id/actor/utopia> a <https://w3id.org/ibid/geoeconomics#State> ;"
            + " <http://www.w3.org/2000/01/rdf-schema#label> \"Utopia\"@en .";
    Reply refused = post(both);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("/changes").contains("\"line\"");
    Reply reply = write("POST", "/changes", TURTLE, both);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(json(reply).get("version").getAsString().value()).isEqualTo(version());
    assertThat(ask("<https://w3id.org/ibid/id/actor/utopia> rdfs:label \"Utopia\"@en")).isTrue();
    assertThat(store.log().size()).isEqualTo(2);
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
    Reply reply = write("POST", "/changes", TURTLE, document);
    assertThat(reply.status()).as(reply.body()).isEqualTo(422);
    assertThat(store.log().size()).isEqualTo(1);
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
      assertThat(write("POST", "/changes", RequestBody.PATCH, patch).status()).isEqualTo(422);
    }
    assertThat(store.log().size()).isEqualTo(1);
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
    Reply reply = write("POST", "/changes", RequestBody.PATCH, patch);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(json(reply).get("added").getAsNumber().value().intValue()).isEqualTo(1);
    assertThat(json(reply).get("removed").getAsNumber().value().intValue()).isEqualTo(1);
    assertThat(ask("<https://w3id.org/ibid/id/actor/arcadia> rdfs:label \"Arcadia\"@en")).isFalse();
  }

  @Test
  void changeForAnotherVersionIsRefused() {
    String document =
        "<id/actor/utopia> a <https://w3id.org/ibid/geoeconomics#State> ;"
            + " <http://www.w3.org/2000/01/rdf-schema#label> \"Utopia\"@en .";
    String now = "\"" + version() + "\"";
    assertThat(write("POST", "/changes", TURTLE, document, "If-Match", "\"1-other\"").status())
        .isEqualTo(412);
    assertThat(write("POST", "/changes", TURTLE, document, "If-Match", now).status())
        .isEqualTo(200);
  }

  @Test
  void claimIsReplacedByWhoKnowsItsPresentState() {
    Reply shown = client.get(MATTERS, TURTLE);
    String tag = shown.header("ETag");
    assertThat(shown.body()).contains("Tea matters to Arcadia.");
    Reply reply =
        write("PUT", MATTERS, TURTLE, claim("tea-matters", "Tea matters much."), "If-Match", tag);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isFalse();
    assertThat(ask("?c ibid:statement \"Tea matters much.\"@en")).isTrue();
    String next = reply.header("ETag");
    assertThat(client.get(MATTERS, TURTLE).header("ETag"))
        .isEqualTo(next.substring(0, next.length() - 1) + "-ttl\"");
    Reply again =
        write("PUT", MATTERS, TURTLE, claim("tea-matters", "Tea matters."), "If-Match", next);
    assertThat(again.status()).isEqualTo(200);
    assertThat(store.log().size()).isEqualTo(3);
  }

  @Test
  void claimIsNotReplacedByWhoDoesNot() {
    String body = claim("tea-matters", "Tea matters much.");
    assertThat(write("PUT", MATTERS, TURTLE, body).status()).isEqualTo(428);
    Reply stale = write("PUT", MATTERS, TURTLE, body, "If-Match", "\"" + "0".repeat(32) + "\"");
    assertThat(stale.status()).isEqualTo(412);
    String weak = "W/" + client.get(MATTERS, TURTLE).header("ETag");
    assertThat(write("PUT", MATTERS, TURTLE, body, "If-Match", weak).status()).isEqualTo(412);
    assertThat(write("PUT", MATTERS, TURTLE, body, "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(write("PUT", SUGAR, TURTLE, body, "If-None-Match", "*").status()).isEqualTo(422);
    assertThat(write("PUT", MATTERS, TURTLE, body, "If-Match", "no quotes").status())
        .isEqualTo(400);
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void claimCanBeCreatedAtItsAddress() {
    String body = claim("sugar", "Sugar matters.");
    assertThat(write("PUT", SUGAR, TURTLE, body, "If-Match", "*").status()).isEqualTo(412);
    Reply reply = write("PUT", SUGAR, TURTLE, body, "If-None-Match", "*");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo("/doc/tea-2001/claim/sugar");
  }

  @Test
  void sameContentIsNoChange() {
    assertThat(post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
    Reply reply = write("PUT", SUGAR, TURTLE, claim("sugar", "Sugar matters."), "If-Match", "*");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply).get("entry").isNull()).isTrue();
    assertThat(store.log().size()).isEqualTo(2);
  }

  @Test
  void ofTwoEditorsOfOneClaimOneWins() throws Exception {
    String tag = client.get(MATTERS, TURTLE).header("ETag");
    List<Callable<Integer>> editors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String body = claim("tea-matters", "Tea matters, says editor " + i + ".");
      editors.add(() -> write("PUT", MATTERS, TURTLE, body, "If-Match", tag).status());
    }
    assertThat(all(editors)).containsExactlyInAnyOrder(200, 412, 412, 412);
    assertThat(store.log().size()).isEqualTo(2);
  }

  @Test
  void everyAcknowledgedChangeOfManyWritersIsThere() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      for (int i = 0; i < 3; i++) {
        String slug = "w" + writer + "-" + i;
        writers.add(() -> post(claim(slug, "Statement " + slug + ".")).status());
      }
    }
    assertThat(all(writers)).containsOnly(201);
    restart();
    assertThat(store.log().size()).isEqualTo(25);
    assertThat(
            client.csv(
                "SELECT (COUNT(*) AS ?n) { ?c ibid:statement ?s FILTER STRSTARTS(?s, \"Statement w\") }"))
        .endsWith("24");
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
    Reply first = post(body, "Idempotency-Key", "\"8e03978e\"");
    Reply second = post(body, "Idempotency-Key", "\"8e03978e\"");
    restart();
    Reply third = post(body, "Idempotency-Key", "\"8e03978e\"");
    for (Reply reply : List.of(first, second, third)) {
      assertThat(reply.status()).as(reply.body()).isEqualTo(201);
      assertThat(reply.header("ETag")).isEqualTo(first.header("ETag"));
      assertThat(reply.header("Location")).isEqualTo(first.header("Location"));
      assertThat(json(reply).get("entry")).isEqualTo(json(first).get("entry"));
      assertThat(json(reply).get("version")).isEqualTo(json(first).get("version"));
    }
    assertThat(store.log().size()).isEqualTo(2);
    Reply other = post(claim("milk", "Milk matters."), "Idempotency-Key", "8e03978e");
    assertThat(other.status()).isEqualTo(422);
    assertThat(store.log().size()).isEqualTo(2);
  }

  @Test
  void retractedClaimIsGoneAndItsAddressSaysWhy() {
    String tag = client.get(MATTERS, TURTLE).header("ETag");
    Reply reply =
        write(
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
    assertThat(ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isFalse();
    assertThat(ask("<https://w3id.org/ibid/id/tea-2001/claim/tea-matters> ?p ?o")).isFalse();
    for (String path :
        List.of(
            "/id/tea-2001/claim/tea-matters",
            "/doc/tea-2001/claim/tea-matters",
            "/doc/tea-2001/claim/tea-matters.ttl",
            "/id/tea-2001/claim/tea-matters.evidence",
            MATTERS)) {
      Reply gone = client.get(path, TURTLE);
      assertThat(gone.status()).as(path).isEqualTo(410);
      assertThat(gone.body())
          .contains("ibid:Retraction")
          .contains("It was misread – twice")
          .contains("anna")
          .doesNotContain("Tea matters");
    }
    Reply page = client.get("/doc/tea-2001/claim/tea-matters", Client.BROWSER);
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("It was misread – twice").contains("anna");
    assertThat(page.links()).anyMatch(link -> link.startsWith("/history?iri="));
    assertThat(
            client
                .query(
                    "ASK { GRAPH <https://w3id.org/ibid/graph/retracted> { ?c ibid:statement ?s } }",
                    "application/sparql-results+json")
                .body())
        .contains("true");
  }

  @Test
  void retractionNeedsAReasonAndAState() {
    assertThat(write("DELETE", MATTERS, null, null, "If-Match", "*").status()).isEqualTo(400);
    assertThat(write("DELETE", MATTERS, null, null, "Reason", "No").status()).isEqualTo(428);
    assertThat(write("DELETE", SUGAR, null, null, "Reason", "No", "If-Match", "*").status())
        .isEqualTo(404);
    Reply byBody =
        write("DELETE", MATTERS, RequestBody.JSON, "{\"reason\": \"So\"}", "If-Match", "*");
    assertThat(byBody.status()).as(byBody.body()).isEqualTo(200);
    assertThat(write("DELETE", MATTERS, null, null, "Reason", "No", "If-Match", "*").status())
        .isEqualTo(410);
  }

  @Test
  void retractedClaimIsRestoredFromTheHistoryAndNotWrittenAnew() {
    write("DELETE", MATTERS + "?reason=No", null, null, "If-Match", "*");
    String body = claim("tea-matters", "Tea matters again.");
    assertThat(post(body).status()).isEqualTo(410);
    assertThat(write("PUT", MATTERS, TURTLE, body, "If-None-Match", "*").status()).isEqualTo(410);
    Reply reply =
        write(
            "POST",
            "/history/1/restore",
            RequestBody.JSON,
            "{\"iri\": \"https://w3id.org/ibid/id/tea-2001/claim/tea-matters\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(ask("?c ibid:statement \"Tea matters to Arcadia.\"@en")).isTrue();
    assertThat(client.get(MATTERS, TURTLE).status()).isEqualTo(200);
    assertThat(store.log().size()).isEqualTo(3);
  }

  @Test
  void claimIsNotDeletedByAPatch() {
    StringBuilder patch = new StringBuilder("TX .\n");
    for (String line : client.get(MATTERS, "application/n-triples").body().split("\n")) {
      patch.append("D ").append(line).append("\n");
    }
    Reply reply = write("POST", "/changes", RequestBody.PATCH, patch.append("TC .\n").toString());
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).contains("retracted");
  }

  @Test
  void brokenThingsElsewhereStandInNobodysWay() {
    write("DELETE", MATTERS + "?reason=No", null, null, "If-Match", "*");
    Reply reply = post(claim("sugar", "Sugar matters."));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
  }

  @Test
  void checkWritesNothingAndNeedsNoToken() {
    Reply good = send("POST", "/validate", TURTLE, claim("sugar", "Sugar matters."));
    assertThat(good.status()).as(good.body()).isEqualTo(200);
    assertThat(json(good).get("conforms").getAsBoolean().value()).isTrue();
    Reply bad =
        send(
            "POST",
            "/validate",
            TURTLE,
            claim("sugar", "Sugar matters.").replace("ibid:modality ibid:Asserted ;", ""));
    assertThat(bad.status()).isEqualTo(200);
    assertThat(json(bad).get("conforms").getAsBoolean().value()).isFalse();
    assertThat(bad.body()).contains("claim-has-modality");
    assertThat(store.log().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "application/ld+json,'{\"@id\": \"https://w3id.org/ibid/id/actor/arcadia\","
        + " \"http://www.w3.org/2000/01/rdf-schema#label\": {\"@value\": \"A\", \"@language\": \"en\"},"
        + " \"@type\": \"https://w3id.org/ibid/geoeconomics#State\"}'",
    "application/n-triples,'<https://w3id.org/ibid/id/actor/arcadia>"
        + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        + " <https://w3id.org/ibid/geoeconomics#State> .'",
    "application/trig;charset=UTF-8,'<https://w3id.org/ibid/graph/x> { <id/actor/arcadia> a"
        + " <https://w3id.org/ibid/geoeconomics#State> }'"
  })
  void everyRdfSyntaxIsRead(String mediaType, String document) {
    Reply reply = send("POST", "/validate", mediaType, document);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlace() {
    Reply reply = post("<id/actor/arcadia> a\n  gec:State .");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("line").getAsNumber().value().intValue()).isEqualTo(2);
    Reply patch = write("POST", "/changes", RequestBody.PATCH, "TX .\nA oops .\nTC .\n");
    assertThat(patch.status()).isEqualTo(400);
    Reply json = write("DELETE", MATTERS, RequestBody.JSON, "{reason", "If-Match", "*");
    assertThat(json.status()).isEqualTo(400);
  }

  @Test
  void requestsOfTheWrongKindAreRefusedAsTheStandardsSay() {
    String body = claim("sugar", "Sugar matters.");
    Reply type = write("POST", "/claims", "text/plain", body);
    assertThat(type.status()).isEqualTo(415);
    assertThat(type.header("Accept")).contains(TURTLE);
    assertThat(write("POST", "/claims", null, body).status()).isEqualTo(415);
    assertThat(write("POST", "/claims", "text/turtle;charset=utf-16", body).status())
        .isEqualTo(415);
    assertThat(post(body, "Accept", "image/png").status()).isEqualTo(406);
    assertThat(write("PATCH", "/claims", TURTLE, body).status()).isEqualTo(405);
    assertThat(write("PUT", "/claims/tea-2001/Sugar", TURTLE, body).status()).isEqualTo(404);
    assertThat(post("").status()).isEqualTo(422);
    assertThat(post(body, "Idempotency-Key", "two words").status()).isEqualTo(400);
    assertThat(store.log().size()).isEqualTo(1);
  }

  @Test
  void bodyThatIsTooLongIsRefusedAndTheNextRequestGoesThrough() {
    String body = "#".repeat(RequestBody.LONGEST + 1);
    Reply reply = post(body);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Connection")).isEqualTo("close");
    assertThat(post(claim("sugar", "Sugar matters.")).status()).isEqualTo(201);
  }

  @Test
  void historyTellsWhoWhatWhenAndWhy() {
    post(claim("sugar", "Sugar matters."), "Reason", "First");
    write("PUT", SUGAR + "?reason=Second", TURTLE, claim("sugar", "Sugar!"), "If-Match", "*");
    JsonObject history =
        json(
            client.get(
                "/history?iri=https://w3id.org/ibid/id/tea-2001/claim/sugar", RequestBody.JSON));
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
    JsonObject entry = json(client.get("/history/3", RequestBody.JSON));
    assertThat(entry.get("agent").getAsString().value()).isEqualTo("anna");
    assertThat(entry.get("resources").toString()).contains("claim/sugar");
    Reply patch = client.get("/history/3", RequestBody.PATCH);
    assertThat(patch.body()).contains("D <").contains("A <").contains("Sugar!");
    assertThat(client.get("/history/3.rdfp", "*/*").body()).isEqualTo(patch.body());
    assertThat(client.get("/history/3", TURTLE).body()).contains("prov:Activity");
    assertThat(client.get("/history/9", RequestBody.JSON).status()).isEqualTo(404);
    assertThat(client.get("/claims/tea-2001/sugar?at=2", TURTLE).body()).contains("Sugar matters.");
    assertThat(client.get("/claims/tea-2001/sugar?at=1", TURTLE).status()).isEqualTo(404);
    Reply page = client.get("/history", Client.BROWSER);
    assertThat(page.body()).contains("Second").contains("anna");
    assertThat(page.links()).contains("/history/3", "/history/1");
    assertThat(client.get("/history/3", Client.BROWSER).body()).contains("Sugar!");
    JsonObject first = json(client.get("/history?limit=2", RequestBody.JSON));
    assertThat(first.get("entries").getAsArray()).hasSize(2);
    assertThat(first.get("next").getAsString().value()).endsWith("/history?before=2&limit=2");
  }

  @Test
  void earlierStateIsRestoredAsANewChange() {
    post(claim("sugar", "Sugar matters."));
    post(claim("milk", "Milk matters."));
    Reply reply = write("POST", "/history/2/restore", null, null, "Reason", "Too much");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(ask("?c ibid:statement \"Milk matters.\"@en")).isFalse();
    assertThat(ask("?c ibid:statement \"Sugar matters.\"@en")).isTrue();
    assertThat(store.log().size()).isEqualTo(4);
    assertThat(store.log().last().author().reason()).isEqualTo("Too much");
    assertThat(write("POST", "/history/99/restore", null, null).status()).isEqualTo(404);
    Reply notThere = write("POST", "/history/1/restore?iri=id/tea-2001/claim/sugar", null, null);
    assertThat(notThere.status()).isEqualTo(422);
  }
}
