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
   * @param canDescribe whether a thing that is not there yet can be described in it
   */
  public record Box(
      Field field,
      String id,
      String key,
      List<Row> rows,
      List<Flaw> problems,
      boolean canDescribe) {

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

    /** Whether the label is that of several things to fill in. */
    public boolean isGroup() {
      return field.isMany()
          || field.isOpenChoice()
          || rows.stream().anyMatch(row -> row.part() != null);
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
   * @param part for a part of the claim or a new thing, its fields; else null
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
   * A part of the claim, or a new thing that is described with it.
   *
   * @param role its role
   * @param typeName the name of what tells its kind
   * @param kinds of which kinds it can be
   * @param kind of which it is, or null when that is not said yet
   * @param boxes its fields
   * @param rare those of its fields that are seldom needed
   * @param problems what is wrong with its kind
   * @param address for a new thing, the last word of its address; else null
   */
  public record Part(
      String role,
      String typeName,
      List<Kind> kinds,
      Kind kind,
      List<Box> boxes,
      List<Box> rare,
      List<Flaw> problems,
      Address address) {

    /** Whether so few kinds are to choose from that all can be shown. */
    public boolean isOpenChoice() {
      return kinds.size() <= 6;
    }

    /** Whether something stands in one of the fields that are seldom needed. */
    public boolean usesRare() {
      return rare.stream().anyMatch(Box::isUsed);
    }
  }

  /**
   * The last word of the address of a new thing.
   *
   * @param id its name in the page
   * @param name its name in the form
   * @param chosen as somebody chose it, or nothing
   * @param whole the address that the thing gets, or nothing as long as that is open
   * @param problems what is wrong with it
   */
  public record Address(String id, String name, String chosen, String whole, List<Flaw> problems) {

    /** The last word that it gets. */
    public String word() {
      return whole.substring(whole.lastIndexOf('/') + 1);
    }
  }

  /** The form for what is filled in. */
  public static Sheet of(FormModel model, Kind kind, Filled filled, List<Flaw> problems) {
    return of(model, kind, filled, Map.of(), problems);
  }

  /**
   * The form for what is filled in.
   *
   * @param things the addresses of the new things by their roles
   */
  public static Sheet of(
      FormModel model, Kind kind, Filled filled, Map<String, String> things, List<Flaw> problems) {
    return new Making(model, filled, things, problems).sheet(kind);
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
    private final Map<String, String> things;
    private final Map<String, List<Flaw>> problems = new LinkedHashMap<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();

    Making(FormModel model, Filled filled, Map<String, String> things, List<Flaw> problems) {
      this.model = model;
      this.filled = filled;
      this.things = things;
      problems.forEach(
          problem ->
              this.problems
                  .computeIfAbsent(problem.field(), key -> new ArrayList<>())
                  .add(problem));
    }

    Sheet sheet(Kind kind) {
      Map<Group, List<Box>> often = new LinkedHashMap<>();
      Map<Group, List<Box>> rare = new LinkedHashMap<>();
      for (Field field : fields("", kind.fields())) {
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
    private List<Field> fields(String role, List<Field> known) {
      List<Field> all = new ArrayList<>(known);
      for (String property : filled.properties(role)) {
        boolean has = all.stream().anyMatch(field -> field.name().equals(property));
        boolean used = filled.values(role, property).stream().anyMatch(value -> !value.isEmpty());
        boolean said = !property.equals(Filled.TYPE) && !property.equals(Filled.SLUG);
        if (!has && used && said) {
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
                ? part(value.role(), field.parts())
                : value.isThing() && open.add(value.role())
                    ? part(value.role(), model.describable(field))
                    : null;
        rows.add(new Row(id(name), name, neat(field, value), part, at(name)));
      }
      String key = Flaws.fieldOf(Filled.name(role, field.name(), 0));
      return new Box(field, id(key), key, rows, at(key), !model.describable(field).isEmpty());
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

    private Part part(String role, List<Kind> kinds) {
      String typeName = Filled.name(role, Filled.TYPE, 0);
      String type = filled.type(role);
      Optional<Kind> kind =
          type.isEmpty() && kinds.size() == 1
              ? Optional.of(kinds.get(0))
              : kinds.stream().filter(one -> one.name().equals(type)).findFirst();
      if (kind.isEmpty() && !type.isEmpty()) {
        Node node = NodeFactory.createURI(model.prefixes().expandPrefix(type));
        kind = model.anyKind(node);
      }
      List<Box> boxes = new ArrayList<>();
      List<Box> rare = new ArrayList<>();
      boolean thing = Filled.isThingRole(role);
      List<Field> known =
          kind.map(Kind::fields).orElseGet(() -> thing ? FormModel.common(kinds) : List.of());
      if (kind.isPresent() || thing) {
        for (Field inner : fields(role, known)) {
          Box box = box(role, inner);
          (inner.need() == Need.RARE && !box.isUsed() ? rare : boxes).add(box);
        }
      }
      return new Part(
          role,
          typeName,
          kinds,
          kind.orElse(null),
          boxes,
          rare,
          at(typeName),
          thing ? address(role) : null);
    }

    private Address address(String role) {
      String name = Filled.name(role, Filled.SLUG, 0);
      return new Address(
          id(name), name, filled.value(name).text(), things.getOrDefault(role, ""), at(name));
    }

    private List<Flaw> at(String name) {
      placed.add(name);
      return problems.getOrDefault(name, List.of());
    }
  }
}
