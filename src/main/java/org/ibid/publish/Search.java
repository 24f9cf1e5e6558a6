package org.ibid.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;

/**
 * What was found for words that somebody typed, in everything that there is.
 *
 * @param typed the words
 * @param misspelt words that there are not, each with what was taken for it
 * @param groups what was found, by what it is; none of them is empty
 */
public record Search(String typed, Map<String, Set<String>> misspelt, List<Group> groups) {

  /**
   * What was found of one sort.
   *
   * @param title names the sort
   * @param total how many were found
   * @param hits the best of them
   * @param more leads to all, or null where the page of this search shows them
   */
  public record Group(String title, int total, List<Hit> hits, String more) {}

  /**
   * One thing that was found.
   *
   * @param value its name, which leads to its page
   * @param detail what tells it from others of that name
   */
  public record Hit(Value value, String detail) {}

  /** How many things were found. */
  public int total() {
    return groups.stream().mapToInt(Group::total).sum();
  }

  /** The same for the script that shows it while somebody types. */
  public String json() {
    JsonArray all = new JsonArray();
    for (Group group : groups) {
      JsonArray hits = new JsonArray();
      for (Hit hit : group.hits()) {
        JsonObject one = new JsonObject();
        one.put("label", hit.value().text());
        one.put("detail", hit.detail());
        one.put("href", hit.value().href());
        hits.add(one);
      }
      JsonObject one = new JsonObject();
      one.put("title", group.title());
      one.put("total", group.total());
      one.put("hits", hits);
      all.add(one);
    }
    JsonObject found = new JsonObject();
    found.put("total", total());
    found.put("groups", all);
    return found.toString();
  }
}
