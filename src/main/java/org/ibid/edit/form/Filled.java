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
 * Holds what is filled in, as it was typed: for the claim, for each of its parts and for each thing
 * that is described together with it, the values of each property in their order.
 *
 * <p>In a form that is sent, a value has the name {@code <property>/<place>}, for a part {@code
 * .<role>/<property>/<place>}, for a new thing {@code +<number>/<property>/<place>}; what belongs
 * to a value follows after another slash: its language, its datatype, the IRI of what its text
 * names. The value that is a part is its role after a dot; the value that is a new thing is its
 * role, which begins with a plus sign.
 */
public final class Filled {

  private static final Pattern NAME =
      Pattern.compile("(?:([.][a-z0-9.-]+|[+][0-9]+)/)?(.+)/([0-9]{1,4})(?:/(lang|type|iri))?");

  private static final Pattern PART = Pattern.compile("[.][a-z][a-z0-9.-]*");
  private static final Pattern THING = Pattern.compile("[+][0-9]{1,4}");

  /** The property that tells the kind of the claim or of a part. */
  public static final String TYPE = "a";

  /** The last word of the address of a new thing, where somebody chose it. */
  public static final String SLUG = "slug";

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
      return isPlain() && PART.matcher(text).matches();
    }

    /** Whether the value is a thing that is described together with the claim. */
    public boolean isThing() {
      return isPlain() && isThingRole(text);
    }

    private boolean isPlain() {
      return iri == null && language == null && type == null;
    }

    /** The role of the part or of the new thing that the value is. */
    String role() {
      return isPart() ? text.substring(1) : text;
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
      Value value =
          new Value(
              one(parameters, name),
              oneOrNull(parameters, name + "/lang"),
              oneOrNull(parameters, name + "/type"),
              oneOrNull(parameters, name + "/iri"));
      found
          .computeIfAbsent(roleOf(name), key -> new LinkedHashMap<>())
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
    String start = role.isEmpty() || isThingRole(role) ? role : "." + role;
    return (start.isEmpty() ? "" : start + "/") + property + "/" + place;
  }

  /** Whether a role is that of a new thing. */
  static boolean isThingRole(String role) {
    return THING.matcher(role).matches();
  }

  /** The role in the name of a value or of a field. */
  static String roleOf(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return "";
    }
    return name.startsWith(".")
        ? name.substring(1, slash)
        : name.startsWith("+") ? name.substring(0, slash) : "";
  }

  /** The property in the name of a field. */
  static String propertyOf(String key) {
    return roleOf(key).isEmpty() ? key : key.substring(key.indexOf('/') + 1);
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

  /** The value of that name, or an empty one. */
  Value value(String name) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      List<Value> values = values(roleOf(name), matcher.group(2));
      int place = Integer.parseInt(matcher.group(3));
      if (place < values.size()) {
        return values.get(place);
      }
    }
    return Value.of("");
  }

  /** Puts a value in the place of the one of that name, and takes out the thing that this was. */
  public void replace(String name, Value value) {
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      List<Value> values =
          byRole
              .computeIfAbsent(roleOf(name), key -> new LinkedHashMap<>())
              .computeIfAbsent(matcher.group(2), key -> new ArrayList<>());
      int place = Integer.parseInt(matcher.group(3));
      if (place < values.size()) {
        removeWhole(values.set(place, value));
      } else {
        values.add(value);
      }
    }
  }

  /** Takes a value out, and the part or the new thing that it is. */
  public Filled remove(String role, String property, int place) {
    List<Value> values = byRole.getOrDefault(role, Map.of()).getOrDefault(property, List.of());
    if (place < values.size()) {
      removeWhole(values.remove(place));
    }
    return this;
  }

  private void removeWhole(Value gone) {
    if (gone.isPart() || gone.isThing()) {
      Map<String, List<Value>> properties = byRole.remove(gone.role());
      if (properties != null) {
        properties.values().stream().flatMap(List::stream).forEach(this::removeWhole);
      }
    }
  }

  /** The roles of the new things. */
  List<String> things() {
    return byRole.keySet().stream().filter(Filled::isThingRole).toList();
  }

  /** A role that no new thing has yet. */
  String freeThing() {
    int number = 1;
    while (byRole.containsKey("+" + number)) {
      number++;
    }
    return "+" + number;
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
        .forEach(part -> taken.add(part.role()));
    String role = wanted;
    for (int number = 2; taken.contains(role); number++) {
      role = wanted + "-" + number;
    }
    return role;
  }
}
