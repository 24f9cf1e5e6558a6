package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Field.Group;
import org.ibid.edit.form.Field.Need;
import org.ibid.edit.form.Filled.Value;

/**
 * The form as a page shows it.
 *
 * @param kind the kind of claim that is written
 * @param sections its fields under their headings
 * @param problems what is wrong with the claim as a whole
 */
public record Sheet(Kind kind, List<Section> sections, List<Flaw> problems) {

  /** The name of the field in which the address of a new claim is given. */
  public static final String SLUG = "slug";

  /** The fields under one heading; those that are seldom needed come last. */
  public record Section(Group group, List<Box> boxes, List<Box> rare) {
    /** Whether something stands in one of the fields that are seldom needed. */
    public boolean usesRare() {
      return rare.stream().anyMatch(Box::isUsed);
    }
  }

  /**
   * One field with its values.
   *
   * @param id its name in the page
   * @param key its name in the form, without the place of a value
   * @param rows its values, and room for one where there is none
   * @param problems what is wrong with the field as a whole
   */
  public record Box(Field field, String id, String key, List<Row> rows, List<Flaw> problems) {

    /** Whether something is filled in. */
    public boolean isUsed() {
      return rows.stream().anyMatch(row -> row.part() != null || !row.value().isEmpty())
          || !problems.isEmpty();
    }

    /** Whether another value can be added. */
    public boolean canGrow() {
      return field.most() == 0 || rows.size() < field.most();
    }

    /** Whether the field is a part of the claim, with fields of its own. */
    public boolean isPart() {
      return field.entry() == Entry.PART;
    }

    /** What the field is called in a sentence. */
    public String lowerLabel() {
      String label = field.label();
      return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }
  }

  /**
   * One value.
   *
   * @param id its name in the page
   * @param name its name in the form
   * @param value what is filled in
   * @param part for a part of the claim, its fields; else null
   * @param problems what is wrong with it
   */
  public record Row(String id, String name, Value value, Part part, List<Flaw> problems) {
    /** The ids of what describes the input, for assistive technology. */
    public String describedBy(Box box) {
      List<String> ids = new ArrayList<>();
      if (!box.field().help().isEmpty()) {
        ids.add(box.id() + "-help");
      }
      ids.add(id + "-problems");
      ids.add(box.id() + "-problems");
      return String.join(" ", ids);
    }

    /** Whether it or its field has a grave problem. */
    public boolean isInvalid(Box box, boolean checked) {
      return Stream.concat(problems.stream(), box.problems().stream())
          .anyMatch(flaw -> flaw.severe() && (checked || !flaw.missing()));
    }
  }

  /**
   * A part of the claim.
   *
   * @param role its role
   * @param typeName the name of what tells its kind
   * @param kinds of which kinds it can be
   * @param kind of which it is, or null when that is not said yet
   * @param boxes its fields
   * @param problems what is wrong with its kind
   */
  public record Part(
      String role,
      String typeName,
      List<Kind> kinds,
      Kind kind,
      List<Box> boxes,
      List<Box> rare,
      List<Flaw> problems) {

    /** Whether something stands in one of the fields that are seldom needed. */
    public boolean usesRare() {
      return rare.stream().anyMatch(Box::isUsed);
    }
  }

  /** The form for what is filled in. */
  public static Sheet of(FormModel model, Kind kind, Filled filled, List<Flaw> problems) {
    return new Making(model, filled, problems).sheet(kind);
  }

  /** An id that can stand in a page. */
  public static String id(String name) {
    return "f-" + name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-|-$", "");
  }

  /** With a capital letter at the start. */
  public static String capitalised(String text) {
    return FormModel.capitalised(text);
  }

  /** The English name of a language. */
  public static String language(String tag) {
    return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
  }

  private static final class Making {
    private final FormModel model;
    private final Filled filled;
    private final Map<String, List<Flaw>> problems = new LinkedHashMap<>();
    private final Set<String> placed = new LinkedHashSet<>();

    Making(FormModel model, Filled filled, List<Flaw> problems) {
      this.model = model;
      this.filled = filled;
      problems.forEach(
          problem ->
              this.problems
                  .computeIfAbsent(problem.field(), key -> new ArrayList<>())
                  .add(problem));
    }

    Sheet sheet(Kind kind) {
      Map<Group, List<Box>> often = new LinkedHashMap<>();
      Map<Group, List<Box>> rare = new LinkedHashMap<>();
      for (Field field : fields("", kind)) {
        Box box = box("", field);
        boolean seldom = field.need() == Need.RARE && !box.isUsed();
        often.computeIfAbsent(field.group(), key -> new ArrayList<>());
        (seldom ? rare : often).computeIfAbsent(field.group(), key -> new ArrayList<>()).add(box);
      }
      List<Section> sections = new ArrayList<>();
      often.forEach(
          (group, boxes) ->
              sections.add(new Section(group, boxes, rare.getOrDefault(group, List.of()))));
      sections.sort((a, b) -> Double.compare(a.group().order(), b.group().order()));
      List<Flaw> rest = new ArrayList<>();
      problems.forEach(
          (field, some) -> {
            if (!placed.contains(field) && !field.equals(SLUG)) {
              rest.addAll(some);
            }
          });
      return new Sheet(kind, sections, rest);
    }

    /** The fields of a kind, and those of what is filled in although it does not belong there. */
    private List<Field> fields(String role, Kind kind) {
      List<Field> all = new ArrayList<>(kind.fields());
      for (String property : filled.properties(role)) {
        boolean known = all.stream().anyMatch(field -> field.name().equals(property));
        boolean used = filled.values(role, property).stream().anyMatch(value -> !value.isEmpty());
        if (!known && used && !property.equals(Filled.TYPE)) {
          all.add(model.stray(NodeFactory.createURI(model.prefixes().expandPrefix(property))));
        }
      }
      return all;
    }

    private Box box(String role, Field field) {
      List<Row> rows = new ArrayList<>();
      List<Value> values = filled.values(role, field.name());
      int room = field.entry() == Entry.PART ? 0 : Math.max(1, field.room());
      for (int place = 0; place < Math.max(values.size(), room); place++) {
        Value value = place < values.size() ? values.get(place) : Value.of("");
        String name = Filled.name(role, field.name(), place);
        Part part =
            field.entry() == Entry.PART && value.isPart()
                ? part(field, value.text().substring(1))
                : null;
        rows.add(new Row(id(name), name, neat(field, value), part, at(name)));
      }
      String key = Flaws.fieldOf(Filled.name(role, field.name(), 0));
      return new Box(field, id(key), key, rows, at(key));
    }

    /** Without the datatype where the text calls for the same. */
    private static Value neat(Field field, Value value) {
      if (value.type() == null) {
        return value;
      }
      var wanted = Literals.datatype(field.entry(), value.text());
      boolean same =
          wanted != null
              ? wanted.getURI().equals(value.type())
              : field.entry() == Entry.TEXT
                  && field.languages().isEmpty()
                  && value.type().endsWith("#string");
      return same ? new Value(value.text(), value.language(), null, value.iri()) : value;
    }

    private Part part(Field field, String role) {
      String typeName = Filled.name(role, Filled.TYPE, 0);
      String type = filled.type(role);
      Optional<Kind> kind =
          type.isEmpty() && field.parts().size() == 1
              ? Optional.of(field.parts().get(0))
              : field.parts().stream().filter(one -> one.name().equals(type)).findFirst();
      if (kind.isEmpty() && !type.isEmpty()) {
        Node node = NodeFactory.createURI(model.prefixes().expandPrefix(type));
        kind = model.anyKind(node);
      }
      List<Box> boxes = new ArrayList<>();
      List<Box> rare = new ArrayList<>();
      kind.ifPresent(
          known -> {
            for (Field inner : fields(role, known)) {
              Box box = box(role, inner);
              (inner.need() == Need.RARE && !box.isUsed() ? rare : boxes).add(box);
            }
          });
      return new Part(role, typeName, field.parts(), kind.orElse(null), boxes, rare, at(typeName));
    }

    private List<Flaw> at(String name) {
      placed.add(name);
      return problems.getOrDefault(name, List.of());
    }
  }
}
