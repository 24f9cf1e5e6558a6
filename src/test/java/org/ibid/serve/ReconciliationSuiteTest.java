package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ibid.ProjectFolder;
import org.ibid.serve.Client.Reply;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks with the official schemas of the Reconciliation Service API 0.2 all JSON that the service
 * gives, and runs the schemas' own examples: the valid and invalid ones through the schemas, and
 * the queries among them through the service.
 */
class ReconciliationSuiteTest {

  private static final String SCHEMAS = "https://reconciliation-api.github.io/specs/0.2/schemas/";

  /** The schemas that are parts of others, and where they are. */
  private static final Map<String, String> PARTS =
      Map.of(
          "data-extension-metadata", SCHEMAS + "manifest.json#/properties/extend",
          "preview-metadata", SCHEMAS + "manifest.json#/properties/preview",
          "suggest-metadata",
              SCHEMAS + "manifest.json#/properties/suggest/definitions/service_definition",
          "reconciliation-candidate",
              SCHEMAS
                  + "reconciliation-result-batch.json#/patternProperties/%5E.*$/properties/result/items");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Those at hand, each under its address and under the name of its file. */
  private static JsonSchemaFactory schemas(Path suite) {
    Map<String, String> texts = new HashMap<>();
    for (Path file : files(suite.resolve("schemas"))) {
      // They name no version of JSON Schema; what they use is in all from the sixth draft on.
      String text =
          read(file)
              .replace("http://json-schema.org/schema#", "http://json-schema.org/draft-07/schema#");
      texts.put(SCHEMAS + file.getFileName(), text);
      try {
        texts.put(JSON.readTree(text).path("$id").asText().replace("#", ""), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return JsonSchemaFactory.getInstance(
        VersionFlag.V7, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema schema(JsonSchemaFactory schemas, String name) {
    return schemas.getSchema(SchemaLocation.of(PARTS.getOrDefault(name, SCHEMAS + name + ".json")));
  }

  private static List<String> mistakes(JsonSchema schema, String json) throws IOException {
    JsonNode document = JSON.readTree(json);
    return schema.validate(document).stream().map(Object::toString).toList();
  }

  @Test
  void everythingIsAsTheOfficialSchemasWantIt() {
    Path suite = Suite.folder("reconciliation").resolve("0.2");
    Tally tally = new Tally("reconciliation");
    JsonSchemaFactory schemas = schemas(suite);
    ProjectFolder project = InventedProject.in(folder);
    try (IbidServer server =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      Client client = new Client(server.port());
      for (Path example : files(suite.resolve("examples"))) {
        String name = suite.resolve("examples").relativize(example).toString();
        String kind = name.substring(0, name.indexOf('/'));
        boolean valid = name.contains("/valid/");
        boolean known =
            PARTS.containsKey(kind) || Files.exists(suite.resolve("schemas/" + kind + ".json"));
        if (!known) {
          tally.notApplicable(name, "there is no schema for these");
        } else {
          tally.run(name, () -> judged(schema(schemas, kind), read(example), valid));
        }
        if (kind.equals("reconciliation-query-batch")) {
          tally.run("asked: " + name, () -> asked(client, schemas, "queries", example, valid));
        } else if (kind.equals("data-extension-query")) {
          tally.run("asked: " + name, () -> asked(client, schemas, "extend", example, valid));
        }
      }
      given()
          .forEach(
              (path, kind) ->
                  tally.run(
                      "given: " + path,
                      () -> {
                        Reply reply = client.get(path, "application/json");
                        assertThat(reply.status()).isEqualTo(200);
                        assertThat(mistakes(schema(schemas, kind), reply.body())).isEmpty();
                      }));
    }
    tally.close();
  }

  private static void judged(JsonSchema schema, String json, boolean valid) throws IOException {
    assertThat(mistakes(schema, json).isEmpty()).isEqualTo(valid);
  }

  /** A query of the suite is answered or refused as its folder says. */
  private static void asked(
      Client client, JsonSchemaFactory schemas, String parameter, Path example, boolean valid)
      throws IOException {
    Reply reply =
        client.post(
            "/reconcile",
            "application/x-www-form-urlencoded",
            parameter + "=" + Client.encoded(read(example)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(valid ? 200 : 400);
    if (valid) {
      String kind =
          parameter.equals("queries") ? "reconciliation-result-batch" : "data-extension-response";
      assertThat(mistakes(schema(schemas, kind), reply.body())).isEmpty();
    }
  }

  /** What the service gives of each kind, for the invented article. */
  private static Map<String, String> given() {
    String queries =
        """
        {"name": {"query": "arcadia"}, "none": {"query": "zzz"},
         "typed": {"query": "Gazette", "type": "gec:MediaOutlet", "type_strict": "should",
           "properties": [{"pid": "ibid:country", "v": {"id": "actor/arcadia", "name": "Arcadia"}}]},
         "nameless": {"properties": [{"pid": "country", "v": ["Аркадия", 3, true]}]}}
        """;
    String extend =
        """
        {"ids": ["id:nobody", "https://w3id.org/ibid/id/work/gazette-2000",
           "https://w3id.org/ibid/id/organisation/gazette", "https://w3id.org/ibid/id/actor/arcadia",
           "https://w3id.org/ibid/id/article/tea-2001"],
         "properties": [{"id": "dcterms:issued"}, {"id": "dcterms:publisher"},
           {"id": "ibid:publisherKind"}, {"id": "ibid:country"}, {"id": "fabio:hasURL"},
           {"id": "rdfs:label", "settings": {"limit": 1, "language": "ru"}},
           {"id": "dcterms:creator", "settings": {"content": "iris"}}, {"id": "nothing"}]}
        """;
    Map<String, String> given = new TreeMap<>();
    given.put("/reconcile", "manifest");
    given.put("/reconcile?queries=" + Client.encoded(queries), "reconciliation-result-batch");
    given.put("/reconcile?extend=" + Client.encoded(extend), "data-extension-response");
    for (String prefix : List.of("", "a", "gaz", "t", "nothing-like-that")) {
      given.put("/reconcile/suggest/entity?prefix=" + prefix, "suggest-entities-response");
      given.put("/reconcile/suggest/type?prefix=" + prefix, "suggest-types-response");
      given.put("/reconcile/suggest/property?prefix=" + prefix, "suggest-properties-response");
    }
    for (String type : List.of("", "gec:State", "ibid:Entity", "nothing")) {
      String path = "/reconcile/properties?limit=9&type=" + Client.encoded(type);
      given.put(path, "data-extension-property-proposal");
    }
    return given;
  }
}
