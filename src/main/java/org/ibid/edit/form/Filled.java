package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what is filled in, as it was typed: for the claim and for each of its parts, the values of
 * each property in their order.
 *
 * <p>In a form that is sent, a value has the name {@code <property>/<place>}, for a part {@code
 * .<role>/<property>/<place>}; what belongs to a value follows after another slash: its language,
 * its datatype, the IRI of what its text names. The value that is a part is its role after a dot.
 */
public final class Filled {

  private static final Pattern NAME =
      Pattern.compile("(?:[.]([a-z0-9.-]+)/)?(.+)/([0-9]{1,4})(?:/(lang|type|iri))?");

  private static final Pattern PART = Pattern.compile("[.][a-z][a-z0-9.-]*");

  /** The property that tells the kind of the claim or of a part. */
  public static final String TYPE = "a";

  /**
   * One value.
   *
   * @param text what is typed
   * @param language the language of a text, or null
   * @param type the IRI of the datatype, where it is not the one that the text calls for; or null
   * @param iri what was picked, or null; the text is then its name
   */
  public record Value(String text, String language, String type, String iri) {
    public static Value of(String text) {
      return new Value(text, null, null, null);
    }

    /** Whether nothing is filled in. */
    public boolean isEmpty() {
      return text.isBlank();
    }

    /** Whether the value is a part of the claim. */
    public boolean isPart() {
      return PART.matcher(text).matches() && iri == null && language == null && type == null;
    }
  }

  private final Map<String, Map<String, List<Value>>> byRole = new LinkedHashMap<>();

  /** Reads a form that was sent. */
  public static Filled read(Map<String, String[]> parameters) {
    Map<String, Map<String, TreeMap<Integer, Value>>> found = new LinkedHashMap<>();
    for (String name : parameters.keySet()) {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches() || matcher.group(4) != null) {
        continue;
      }
      String role = matcher.group(1) == null ? "" : matcher.group(1);
      Value value =
          new Value(
              one(parameters, name),
              oneOrNull(parameters, name + "/lang"),
              oneOrNull(parameters, name + "/type"),
              oneOrNull(parameters, name + "/iri"));
      found
          .computeIfAbsent(role, key -> new LinkedHashMap<>())
          .computeIfAbsent(matcher.group(2), key -> new TreeMap<>())
          .put(Integer.valueOf(matcher.group(3)), value);
    }
    Filled filled = new Filled();
    found.forEach(
        (role, properties) ->
            properties.forEach(
                (property, values) -> values.values().forEach(v -> filled.add(role, property, v))));
    return filled;
  }

  private static String one(Map<String, String[]> parameters, String name) {
    String[] values = parameters.get(name);
    return values == null || values.length == 0 ? "" : values[0].strip();
  }

  private static String oneOrNull(Map<String, String[]> parameters, String name) {
    String value = one(parameters, name);
    return value.isEmpty() ? null : value;
  }

  /** The name of a value in a form. */
  public static String name(String role, String property, int place) {
    return (role.isEmpty() ? "" : "." + role + "/") + property + "/" + place;
  }

  /** Adds a value after the others of the property. */
  public Filled add(String role, String property, Value value) {
    byRole
        .computeIfAbsent(role, key -> new LinkedHashMap<>())
        .computeIfAbsent(property, key -> new ArrayList<>())
        .add(value);
    return this;
  }

  /** Puts a value in the place of all others of the property. */
  public Filled set(String role, String property, Value value) {
    Map<String, List<Value>> properties =
        byRole.computeIfAbsent(role, key -> new LinkedHashMap<>());
    properties.put(property, new ArrayList<>(List.of(value)));
    return this;
  }

  /** Puts a value in the place of the one of that name. */
  public void replace(String name, Value value) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      List<Value> values =
          byRole
              .computeIfAbsent(
                  matcher.group(1) == null ? "" : matcher.group(1), key -> new LinkedHashMap<>())
              .computeIfAbsent(matcher.group(2), key -> new ArrayList<>());
      int place = Integer.parseInt(matcher.group(3));
      if (place < values.size()) {
        values.set(place, value);
      } else {
        values.add(value);
      }
    }
  }

  /** Takes a value out, and the part that it is. */
  public Filled remove(String role, String property, int place) {
    List<Value> values = byRole.getOrDefault(role, Map.of()).getOrDefault(property, List.of());
    if (place < values.size()) {
      Value gone = values.remove(place);
      if (gone.isPart()) {
        removePart(gone.text().substring(1));
      }
    }
    return this;
  }

  private void removePart(String role) {
    Map<String, List<Value>> properties = byRole.remove(role);
    if (properties != null) {
      properties.values().stream()
          .flatMap(List::stream)
          .filter(Value::isPart)
          .forEach(inner -> removePart(inner.text().substring(1)));
    }
  }

  /** The values of a property. */
  public List<Value> values(String role, String property) {
    return List.copyOf(byRole.getOrDefault(role, Map.of()).getOrDefault(property, List.of()));
  }

  /** The properties that are filled in or at least offered, for the claim or a part. */
  public List<String> properties(String role) {
    return List.copyOf(byRole.getOrDefault(role, Map.of()).keySet());
  }

  /** The first value that tells the kind, or nothing. */
  public String type(String role) {
    List<Value> types = values(role, TYPE);
    return types.isEmpty() ? "" : types.get(0).text();
  }

  /** Whether there is a part of that role. */
  public boolean has(String role) {
    return byRole.containsKey(role);
  }

  /** A role that no part has yet: the wanted one, or the wanted one with a number. */
  public String freeRole(String wanted) {
    Set<String> taken = new HashSet<>(byRole.keySet());
    byRole.values().stream()
        .flatMap(properties -> properties.values().stream())
        .flatMap(List::stream)
        .filter(Value::isPart)
        .forEach(part -> taken.add(part.text().substring(1)));
    String role = wanted;
    for (int number = 2; taken.contains(role); number++) {
      role = wanted + "-" + number;
    }
    return role;
  }
}
