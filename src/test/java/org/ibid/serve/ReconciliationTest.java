package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.ibid.ProjectFolder;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Progress;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matches names with the entities and works of the bundled graph, as OpenRefine does. */
class ReconciliationTest {

  private static final String ID = "https://w3id.org/ibid/id/";
  private static final String GEC = "https://w3id.org/ibid/geoeconomics#";

  @TempDir static Path folder;
  private static IbidServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    ClaimGraph graph = ClaimGraph.load(InventedProject.bundled(), Progress.none());
    server = IbidServer.start(graph, InventedProject.bundled(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The candidates for one query. */
  private static List<JsonObject> candidates(String query) {
    return candidates(client, query);
  }

  private static List<JsonObject> candidates(Client client, String query) {
    Reply reply = post(client, "queries", "{\"q\": " + query + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return objects(JSON.parse(reply.body()).getObj("q").get("result").getAsArray());
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonValue::getAsObject).toList();
  }

  private static List<String> ids(List<JsonObject> candidates) {
    return candidates.stream().map(candidate -> candidate.getString("id")).toList();
  }

  private static Reply post(Client client, String parameter, String json) {
    return client.post(
        "/reconcile", "application/x-www-form-urlencoded", parameter + "=" + Client.encoded(json));
  }

  private static double score(JsonObject candidate) {
    return candidate.getNumber("score").doubleValue();
  }

  private static String named(String name) {
    JsonObject query = new JsonObject();
    query.put("query", name);
    return query.toString();
  }

  /** The name as it is written, what is meant, and whether that is certain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Yaroslav Lissovolik                  | person/lissovolik       | true
          Lissovolik, Yaroslav                 | person/lissovolik       | true
          Lisovolik                            | person/lissovolik       | true
          Лиссоволик                           | person/lissovolik       | true
          Ярослав Лисоволик                    | person/lissovolik       | true
          Lissowolik                           | person/lissovolik       | true
          Lizzovolik                           | person/lissovolik       | false
          Macaes, Bruno                        | person/macaes           | true
          PUTIN Vladimir                       | person/putin            | true
          Владимир Путин                       | person/putin            | true
          V.V. Putin                           | person/putin            | false
          Shangai Cooperation Organisation     | bloc/sco                | false
          Organisation, Shanghai Cooperation   | bloc/sco                | true
          Eurasien Economic Union              | bloc/eaeu               | false
          Евразийский экономический союз       | bloc/eaeu               | true
          Евразийский экономичиский союз       | bloc/eaeu               | false
          еаэс                                 | bloc/eaeu               | true
          BRICS                                | bloc/brics              | true
          Danang                               | place/danang            | true
          Da-Nang                              | place/danang            | true
          Pakistán                             | actor/pakistan          | true
          Пакистан                             | actor/pakistan          | true
          The SCO as foundation for Greater Eurasia | work/bordachev-2018 | false
          THE SCO AS THE FOUNDATION OF GREATER EURASIA | work/bordachev-2018 | true
          """)
  void nameIsFoundHoweverItIsWritten(String name, String expected, boolean certain) {
    List<JsonObject> found = candidates(named(name));
    assertThat(ids(found)).first().isEqualTo(ID + expected);
    assertThat(found.get(0).getBoolean("match")).isEqualTo(certain);
    assertThat(score(found.get(0))).isBetween(50.0, 100.0);
    assertThat(found.stream().skip(1)).noneMatch(other -> other.getBoolean("match"));
    assertThat(found).isSortedAccordingTo((one, other) -> Double.compare(score(other), score(one)));
  }

  @ParameterizedTest
  @CsvSource({
    "Q843, actor/pakistan",
    "wd:Q458, bloc/eu",
    "http://www.wikidata.org/entity/Q7747, person/putin",
    "https://www.wikidata.org/wiki/Q7747, person/putin",
    "10.17976/jpps/2020.03.02, article/korybko-morozov-2020",
    "doi:10.17976/jpps/2020.03.02, article/korybko-morozov-2020",
    "https://doi.org/10.17976/jpps/2020.03.02, article/korybko-morozov-2020",
    "https://www.dawn.com/news/1450128, work/dawn-2018",
    "https://w3id.org/ibid/id/bloc/sco, bloc/sco",
    "bloc:sco, bloc/sco",
    "bloc/sco, bloc/sco"
  })
  void identifierIsFoundInEveryFormAndIsCertain(String identifier, String expected) {
    List<JsonObject> found = candidates(named(identifier));
    assertThat(ids(found)).containsExactly(ID + expected);
    assertThat(found.get(0).getBoolean("match")).isTrue();
    assertThat(score(found.get(0))).isEqualTo(100);
  }

  @Test
  void whatNothingIsLikeHasNoCandidates() {
    assertThat(candidates(named("xyzzy"))).isEmpty();
    assertThat(candidates(named("…"))).isEmpty();
  }

  @Test
  void namesakesAreBothGivenAndNeitherIsCertainUntilTypeOrPropertyTells() {
    List<JsonObject> both = candidates(named("CPEC"));
    assertThat(ids(both).subList(0, 2))
        .containsExactlyInAnyOrder(ID + "corridor/cpec", ID + "organisation/cpec-website");
    assertThat(both).noneMatch(candidate -> candidate.getBoolean("match"));

    JsonObject corridor =
        candidates("{\"query\": \"CPEC\", \"type\": \"" + GEC + "Corridor\"}").get(0);
    assertThat(corridor.getString("id")).isEqualTo(ID + "corridor/cpec");
    assertThat(corridor.getBoolean("match")).isTrue();

    JsonObject publisher =
        candidates(
                "{\"query\": \"CPEC\", \"properties\": [{\"pid\":"
                    + " \"https://w3id.org/ibid/ns#country\", \"v\": \"Пакистан\"}]}")
            .get(0);
    assertThat(publisher.getString("id")).isEqualTo(ID + "organisation/cpec-website");
    assertThat(publisher.getBoolean("match")).isTrue();
  }

  @Test
  void propertyThatContradictsMakesAMatchUncertainAndLowersItsScore() {
    String dawn = "{\"query\": \"Dawn\", \"properties\": [{\"pid\": \"ibid:country\", \"v\": %s}]}";
    JsonObject right = candidates(dawn.formatted("{\"id\": \"" + ID + "actor/pakistan\"}")).get(0);
    JsonObject wrong = candidates(dawn.formatted("\"Argentina\"")).get(0);
    assertThat(right.getBoolean("match")).isTrue();
    assertThat(wrong.getBoolean("match")).isFalse();
    assertThat(score(wrong)).isLessThan(score(right) - 20);
    assertThat(objects(right.get("features").getAsArray()))
        .extracting(feature -> feature.getString("id"))
        .containsExactly("name", "ibid:country");
  }

  @Test
  void typesFilterThroughTheClassesAboveThem() {
    String query = "{\"query\": \"Putin\", \"type\": %s, \"type_strict\": \"%s\"}";
    String person = "\"http://www.w3.org/ns/prov#Person\"";
    String agent = "\"prov:Agent\"";
    String work = "\"" + "http://purl.org/spar/fabio/Expression" + "\"";
    assertThat(ids(candidates(query.formatted(agent, "any"))))
        .first()
        .isEqualTo(ID + "person/putin");
    assertThat(ids(candidates(query.formatted(work, "any"))))
        .isNotEmpty()
        .allMatch(id -> id.startsWith(ID + "work/"));
    assertThat(ids(candidates(query.formatted("[" + person + ", " + work + "]", "any"))))
        .contains(ID + "person/putin")
        .anyMatch(id -> id.startsWith(ID + "work/"));
    assertThat(candidates(query.formatted("[" + person + ", " + work + "]", "all"))).isEmpty();
    JsonObject should = candidates(query.formatted("\"gec:State\"", "should")).get(0);
    assertThat(should.getString("id")).isEqualTo(ID + "person/putin");
    assertThat(should.getBoolean("match")).isFalse();
    assertThat(candidates(query.formatted("\"NoSuchType\"", "any"))).isEmpty();
  }

  @Test
  void rowWithoutANameIsFoundByItsProperties() {
    List<JsonObject> found =
        candidates(
            "{\"properties\": [{\"pid\": \"publisher kind\", \"v\": \"private press\"},"
                + " {\"pid\": \"country\", \"v\": [\"Q843\"]}], \"limit\": 3}");
    assertThat(found).hasSizeBetween(1, 3);
    assertThat(score(found.get(0))).isEqualTo(100);
    assertThat(found).noneMatch(candidate -> candidate.getBoolean("match"));
  }

  @Test
  void candidateSaysWhatItIs() {
    JsonObject work = candidates(named("Uzbekistan for increased trade with Pakistan")).get(0);
    assertThat(work.getString("name")).isEqualTo("Dawn 2018");
    assertThat(work.getString("description"))
        .isEqualTo("news item: Uzbekistan for increased trade with Pakistan");
    assertThat(objects(work.get("type").getAsArray()))
        .extracting(type -> type.getString("name"))
        .containsExactly("news item");
  }

  /** What OpenRefine asks for, in its order, when a column is matched and another one added. */
  @Test
  void openRefinesSessionGoesThrough() {
    JsonObject manifest = JSON.parse(client.get("/reconcile", "application/json").body());
    assertThat(manifest.get("versions").getAsArray().get(0).getAsString().value()).isEqualTo("0.2");
    String origin = manifest.getObj("suggest").getObj("type").getString("service_url");

    // The types are guessed from the first rows.
    List<String> rows = List.of("SCO", "BRICS", "Европейский союз", "EAEU", "European Union");
    JsonObject guesses = match(rows, "");
    Map<String, Integer> types = new LinkedHashMap<>();
    for (JsonValue answer : guesses.values()) {
      objects(answer.getAsObject().get("result").getAsArray())
          .forEach(
              candidate ->
                  objects(candidate.get("type").getAsArray())
                      .forEach(type -> types.merge(type.getString("id"), 1, Integer::sum)));
    }
    assertThat(types).containsKeys(GEC + "TreatyBloc", GEC + "InterstateForum");

    // The user looks for a wider type, and matches.
    JsonArray suggested = get(manifest, "type", "bloc").get("result").getAsArray();
    JsonObject bloc = suggested.get(0).getAsObject();
    assertThat(bloc.getString("id")).isEqualTo(GEC + "Bloc");
    assertThat(bloc.get("broader").getAsArray()).isNotEmpty();
    JsonObject matched =
        match(rows, ", \"type\": \"" + bloc.getString("id") + "\", \"type_strict\": \"should\"");
    assertThat(best(matched, "q0").getString("id")).isEqualTo(ID + "bloc/sco");
    assertThat(best(matched, "q0").getBoolean("match")).isTrue();
    assertThat(best(matched, "q1").getString("id")).isEqualTo(ID + "bloc/brics");
    assertThat(best(matched, "q4").getString("id")).isEqualTo(ID + "bloc/eu");

    // What is uncertain is looked at and chosen by hand.
    String id = best(matched, "q0").getString("id");
    String preview =
        manifest.getObj("preview").getString("url").replace("{{id}}", Client.encoded(id));
    Reply shown = client.get(preview.substring(origin.length()), Client.BROWSER);
    assertThat(shown.body()).contains("Shanghai Cooperation Organisation").contains("treaty bloc");
    assertThat(shown.header("Content-Security-Policy")).contains("frame-ancestors *");
    JsonArray entities = get(manifest, "entity", "shang").get("result").getAsArray();
    assertThat(ids(objects(entities))).first().isEqualTo(id);
    assertThat(entities.get(0).getAsObject().get("notable").getAsArray()).isNotEmpty();
    for (String written : List.of(id, Client.encoded(id))) {
      String page = manifest.getObj("view").getString("url").replace("{{id}}", written);
      assertThat(client.get(page.substring(origin.length()), Client.BROWSER).header("Location"))
          .isEqualTo("/doc/bloc/sco");
    }

    // A column is added from what is matched.
    JsonArray properties =
        JSON.parse(
                client
                    .get(
                        "/reconcile/properties?limit=50&type=" + Client.encoded(GEC + "State"),
                        "*/*")
                    .body())
            .get("properties")
            .getAsArray();
    assertThat(ids(objects(properties))).contains(GEC + "memberOf");
    assertThat(ids(objects(get(manifest, "property", "countr").get("result").getAsArray())))
        .first()
        .isEqualTo("https://w3id.org/ibid/ns#country");
    JsonObject extension =
        JSON.parse(
            post(
                    client,
                    "extend",
                    """
                    {"ids": ["%1$sactor/pakistan", "%1$swork/dawn-2018", "nonsense"], "properties": [
                      {"id": "%2$smemberOf"},
                      {"id": "https://schema.org/sameAs", "settings": {"limit": "1"}},
                      {"id": "http://purl.org/dc/terms/issued"},
                      {"id": "http://purl.org/dc/terms/publisher", "settings": {"content": "text"}},
                      {"id": "http://www.w3.org/2000/01/rdf-schema#label", "settings": {"language": "en"}},
                      {"id": "no:such"}]}
                    """
                        .formatted(ID, GEC))
                .body());
    assertThat(extension.get("meta").getAsArray()).hasSize(6);
    JsonObject pakistan = extension.getObj("rows").getObj(ID + "actor/pakistan");
    assertThat(ids(objects(pakistan.get(GEC + "memberOf").getAsArray()))).contains(ID + "bloc/sco");
    assertThat(pakistan.get("https://schema.org/sameAs").getAsArray().toString()).contains("/Q843");
    JsonObject dawn = extension.getObj("rows").getObj(ID + "work/dawn-2018");
    assertThat(dawn.get("http://purl.org/dc/terms/issued").getAsArray().get(0).getAsObject())
        .hasToString(JSON.parse("{\"date\": \"2018-12-08T00:00:00Z\"}").toString());
    assertThat(dawn.get("http://purl.org/dc/terms/publisher").getAsArray().get(0).getAsObject())
        .hasToString(JSON.parse("{\"str\": \"Dawn\"}").toString());
    assertThat(extension.getObj("rows").getObj("nonsense").get("no:such").getAsArray()).isEmpty();
  }

  private static JsonObject best(JsonObject answers, String key) {
    return answers.getObj(key).get("result").getAsArray().get(0).getAsObject();
  }

  private static JsonObject match(List<String> rows, String more) {
    List<String> queries =
        IntStream.range(0, rows.size())
            .mapToObj(
                i -> "\"q%d\": {\"query\": \"%s\", \"limit\": 3%s}".formatted(i, rows.get(i), more))
            .toList();
    Reply reply = post(client, "queries", "{" + String.join(", ", queries) + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return JSON.parse(reply.body());
  }

  private static JsonObject get(JsonObject manifest, String what, String prefix) {
    String path = manifest.getObj("suggest").getObj(what).getString("service_path");
    return JSON.parse(client.get(path + "?prefix=" + Client.encoded(prefix), "*/*").body());
  }

  @Test
  void cursorLeavesOutWhatIsKnown() {
    String all = client.get("/reconcile/suggest/entity?prefix=p", "*/*").body();
    String rest = client.get("/reconcile/suggest/entity?prefix=p&cursor=2", "*/*").body();
    List<String> first = ids(objects(JSON.parse(all).get("result").getAsArray()));
    List<String> second = ids(objects(JSON.parse(rest).get("result").getAsArray()));
    assertThat(first).hasSize(15);
    assertThat(second.subList(0, 13)).isEqualTo(first.subList(2, 15));
  }

  @Test
  void queriesCanBeSentByGetToo() {
    Reply reply =
        client.get(
            "/reconcile?queries=" + Client.encoded("{\"q0\": {\"query\": \"Q843\"}}"), "*/*");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.body()).contains(ID + "actor/pakistan");
  }

  /** Each refusal, and what its explanation speaks of. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queries | {"q0": {"query": "SCO"              | 400 | JSON
          queries | []                                  | 400 | object
          queries | {"q0": "SCO"}                       | 400 | q0
          queries | {"q0": {}}                          | 400 | neither
          queries | {"q0": {"query": 1}}                | 400 | string
          queries | {"q0": {"query": "a", "limit": 0}}  | 400 | limit
          queries | {"q0": {"query": "a", "typo": 0}}   | 400 | typo
          queries | {"q0": {"query": "a", "type_strict": "some"}} | 400 | type_strict
          queries | {"q0": {"query": "a", "properties": [{"pid": "x"}]}} | 400 | pid
          extend  | {"ids": []}                         | 400 | properties
          extend  | {"ids": ["a"], "properties": [{}]}  | 400 | id
          nothing | {}                                  | 400 | queries
          """)
  void whatCannotBeUnderstoodIsRefusedWithTheReason(
      String parameter, String json, int status, String reason) {
    Reply reply = post(client, parameter, json);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(JSON.parse(reply.body()).getString("detail")).contains(reason);
  }

  @Test
  void batchThatIsTooLargeIsRefusedAndSaysHowManyAreAllowed() {
    List<String> queries =
        IntStream.range(0, 101).mapToObj(i -> "\"q" + i + "\": {\"query\": \"a\"}").toList();
    Reply reply = post(client, "queries", "{" + String.join(",", queries) + "}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(JSON.parse(reply.body()).getString("detail")).contains("at most 100");
    Reply longer = post(client, "queries", "\"" + "a".repeat(300_000) + "\"");
    assertThat(longer.status()).as(longer.body()).isEqualTo(413);
    assertThat(longer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(post(client, "queries", "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/reconcile/suggest/entity?prefix=a&cursor=x, 400",
    "/reconcile/suggest/nothing?prefix=a, 404",
    "/reconcile/preview, 400",
    "/reconcile/preview?id=nobody, 404",
    "/reconcile/view?id=https://example.org/, 404"
  })
  void addressesThatNameNothingAreRefused(String path, int status) {
    Reply reply = client.get(path, "*/*");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void browserGetsAPageThatSaysHowToUseIt() {
    Reply page = client.get("/reconcile", Client.BROWSER);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("/reconcile</code>").contains("OpenRefine");
    assertThat(client.get("/reconcile?format=html", "*/*").header("Content-Type"))
        .startsWith("text/html");
  }

  @Test
  void anotherArticlesEntitiesAreMatchedAlike() {
    ProjectFolder project = InventedProject.in(folder.resolve("invented"));
    try (IbidServer other =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      Client asks = new Client(other.port());
      assertThat(candidates(asks, named("Аркадия")).get(0).getString("id"))
          .isEqualTo(ID + "actor/arcadia");
      assertThat(candidates(asks, named("Arkadia")).get(0).getString("id"))
          .isEqualTo(ID + "actor/arcadia");
      JsonObject work =
          candidates(
                  asks,
                  "{\"query\": \"Much Tee\", \"type\": \"fabio:NewsItem\", \"properties\":"
                      + " [{\"pid\": \"publisher\", \"v\": \"Gazette\"}, {\"pid\": \"issued\","
                      + " \"v\": \"2000\"}]}")
              .get(0);
      assertThat(work.getString("id")).isEqualTo(ID + "work/gazette-2000");
      assertThat(work.getBoolean("match")).isFalse();
      assertThat(asks.get("/reconcile/preview?id=actor/ruritania", Client.BROWSER).body())
          .doesNotContain("<script>")
          .contains("Ruritania &lt;script&gt;");
    }
  }

  @Test
  void whatIsPublishedCanBeMatchedAtOnce() throws IOException {
    Path made = folder.resolve("made");
    ProjectFolder project = StoreServer.project(made);
    try (StoreServer store =
        StoreServer.of(project, made, Files.createDirectory(folder.resolve("copy")))) {
      assertThat(ids(candidates(store.client(), named("Queen Zenda"))))
          .doesNotContain(ID + "person/zenda");
      Reply published =
          store.write(
              "POST",
              "/changes",
              StoreServer.TURTLE,
              "<https://w3id.org/ibid/id/person/zenda> a <http://www.w3.org/ns/prov#Person> ;"
                  + " <http://www.w3.org/2000/01/rdf-schema#label> \"Queen Zenda\"@en .");
      assertThat(published.status()).as(published.body()).isEqualTo(200);
      JsonObject found = candidates(store.client(), named("queen zenda")).get(0);
      assertThat(found.getString("id")).isEqualTo(ID + "person/zenda");
      assertThat(found.getBoolean("match")).isTrue();
    }
  }
}
