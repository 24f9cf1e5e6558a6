package org.ibid.publish.reconcile;

import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.graph.Ibid;
import org.ibid.publish.Links;

/** Describes the service to programs: what it can do, and where. */
final class Manifest {

  private static final int PREVIEW_WIDTH = 430;
  private static final int PREVIEW_HEIGHT = 300;

  private Manifest() {}

  /**
   * The manifest.
   *
   * @param anything the type that all entities have, or null
   */
  static JsonObject of(Links links, JsonObject anything) {
    JsonObject manifest = new JsonObject();
    JsonArray versions = new JsonArray();
    versions.add("0.2");
    manifest.put("versions", versions);
    manifest.put("name", "Ibid: what claims of scholarly articles are about, and what they cite");
    manifest.put("identifierSpace", Ibid.ID);
    manifest.put("schemaSpace", Ibid.NS);
    manifest.put("documentation", links.absolute("reconcile?format=html"));
    JsonArray types = new JsonArray();
    if (anything != null) {
      types.add(anything);
    }
    manifest.put("defaultTypes", types);
    manifest.put("batchSize", Query.MOST_AT_ONCE);
    manifest.put("view", url(links, "reconcile/view?id={{id}}"));
    JsonObject preview = url(links, "reconcile/preview?id={{id}}");
    preview.put("width", PREVIEW_WIDTH);
    preview.put("height", PREVIEW_HEIGHT);
    manifest.put("preview", preview);
    JsonObject suggest = new JsonObject();
    for (String kind : new String[] {"entity", "property", "type"}) {
      suggest.put(kind, service(links, "/reconcile/suggest/" + kind));
    }
    manifest.put("suggest", suggest);
    JsonObject extend = new JsonObject();
    extend.put("propose_properties", service(links, "/reconcile/properties"));
    extend.put("property_settings", settings());
    manifest.put("extend", extend);
    return manifest;
  }

  private static JsonObject url(Links links, String address) {
    JsonObject object = new JsonObject();
    object.put("url", links.absolute(address));
    return object;
  }

  private static JsonObject service(Links links, String path) {
    JsonObject service = new JsonObject();
    String base = links.absolute("");
    service.put("service_url", base.substring(0, base.length() - 1));
    service.put("service_path", path);
    return service;
  }

  private static JsonArray settings() {
    JsonArray settings = new JsonArray();
    JsonObject limit = setting("limit", "number", "Most values", "0 for all of them");
    limit.put("default", 0);
    settings.add(limit);
    JsonObject language =
        setting("language", "text", "Language", "Only texts in this language, such as en or ru");
    language.put("default", "");
    settings.add(language);
    JsonObject content =
        setting("content", "select", "Things as", "How values that are things are given");
    content.put("default", Extension.ENTITIES);
    JsonArray choices = new JsonArray();
    choices.add(choice(Extension.ENTITIES, "matched cells"));
    choices.add(choice(Extension.TEXT, "their names"));
    choices.add(choice(Extension.IRIS, "their IRIs"));
    content.put("choices", choices);
    settings.add(content);
    return settings;
  }

  private static JsonObject setting(String name, String type, String label, String help) {
    JsonObject setting = new JsonObject();
    setting.put("name", name);
    setting.put("type", type);
    setting.put("label", label);
    setting.put("help_text", help);
    return setting;
  }

  private static JsonObject choice(String value, String name) {
    JsonObject choice = new JsonObject();
    choice.put("value", value);
    choice.put("name", name);
    return choice;
  }
}
