package org.ibid.edit.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Filled.Value;
import org.ibid.graph.Ibid;
import org.ibid.search.Labels;

/** Begins forms, and makes them grow and shrink. */
public final class Forms {

  private final FormModel model;
  private final Finder finder;

  public Forms(FormModel model, Finder finder) {
    this.model = model;
    this.finder = finder;
  }

  /** An empty form for a kind of claim of an article: nothing is said but who the authors are. */
  public Filled blank(Kind kind, String article) {
    Filled filled = new Filled();
    filled.add("", Filled.TYPE, Value.of(kind.name()));
    complete(filled, kind);
    Node authors = finder.authorsOf(article);
    for (Field field : kind.fields()) {
      for (Value part : filled.values("", field.name())) {
        if (authors != null && part.isPart()) {
          speak(filled, part.role(), authors);
        }
      }
    }
    return filled;
  }

  /** The outermost speaker of a new claim is the authors, and their word is usually their own. */
  private void speak(Filled filled, String role, Node authors) {
    Optional<Kind> kind = kind(filled, role);
    for (Field field : kind.map(Kind::fields).orElse(List.of())) {
      boolean forAgents =
          field.entry() == Entry.RESOURCE
              && field.least() > 0
              && finder.isOneOf(authors, field.classes());
      if (forAgents) {
        filled.set(
            role, field.name(), new Value(finder.label(authors), null, null, authors.getURI()));
      }
    }
  }

  /** Gives every part that must be there its place in the form. */
  public void complete(Filled filled, Kind kind) {
    complete(filled, "", kind);
  }

  private void complete(Filled filled, String role, Kind kind) {
    for (Field field : kind.fields()) {
      if (field.entry() == Entry.PART) {
        if (field.least() > 0 && filled.values(role, field.name()).isEmpty()) {
          addPart(filled, role, field);
        }
        for (Value part : filled.values(role, field.name())) {
          if (part.isPart()) {
            String inner = part.role();
            settle(filled, inner, field);
            kind(filled, inner).ifPresent(known -> complete(filled, inner, known));
          }
        }
      }
    }
  }

  /** A part that can be of one kind only is of that kind. */
  private static void settle(Filled filled, String role, Field field) {
    if (field.parts().size() == 1 && filled.type(role).isEmpty()) {
      filled.set(role, Filled.TYPE, Value.of(field.parts().get(0).name()));
    }
  }

  private String addPart(Filled filled, String role, Field field) {
    String wanted = kebab(Labels.localName(field.property()));
    boolean ofSameKind =
        field.parts().stream().anyMatch(part -> part.name().equals(filled.type(role)));
    String part =
        filled.freeRole(ofSameKind && !role.isEmpty() ? role.replaceFirst("-\\d+$", "") : wanted);
    filled.add(role, field.name(), Value.of("." + part));
    settle(filled, part, field);
    return part;
  }

  /** plannedAmount becomes planned-amount. */
  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Makes room for one more value.
   *
   * @param key the name of the field in the form
   * @return the name of the value that can now be filled in
   */
  public String more(Filled filled, String key) {
    String role = Filled.roleOf(key);
    String property = Filled.propertyOf(key);
    Node predicate = NodeFactory.createURI(model.prefixes().expandPrefix(property));
    Optional<Field> field = kind(filled, role).flatMap(kind -> kind.field(predicate));
    if (field.isPresent() && field.get().entry() == Entry.PART) {
      String part = addPart(filled, role, field.get());
      kind(filled, part).ifPresent(kind -> complete(filled, part, kind));
    } else {
      filled.add(role, property, Value.of(""));
    }
    return Filled.name(role, property, filled.values(role, property).size() - 1);
  }

  /** Takes the value of that name out. */
  public void less(Filled filled, String name) {
    String key = Flaws.fieldOf(name);
    filled.remove(
        Filled.roleOf(key),
        Filled.propertyOf(key),
        Integer.parseInt(name.substring(key.length() + 1)));
  }

  /**
   * Makes room to describe a new thing in the place of a value; what was typed there is its label.
   *
   * @param name the name of the value
   * @return the name of what is to be filled in first
   */
  public String describe(Filled filled, String name) {
    String key = Flaws.fieldOf(name);
    Node predicate = NodeFactory.createURI(model.prefixes().expandPrefix(Filled.propertyOf(key)));
    Field field =
        kind(filled, Filled.roleOf(key))
            .flatMap(kind -> kind.field(predicate))
            .orElseGet(() -> model.stray(predicate));
    Value before = filled.value(name);
    String thing = filled.freeThing();
    filled.replace(name, Value.of(thing));
    List<Kind> kinds = model.describable(field);
    filled.add(thing, Filled.TYPE, Value.of(kinds.size() == 1 ? kinds.get(0).name() : ""));
    String label = model.name(RDFS.label.asNode());
    boolean picked =
        before.iri() != null
            && finder.label(NodeFactory.createURI(before.iri())).equals(before.text());
    String typed = picked ? "" : before.text();
    boolean cyrillic = typed.codePoints().anyMatch(Forms::isCyrillic);
    filled.add(thing, label, new Value(cyrillic ? "" : typed, "en", null, null));
    filled.add(thing, label, new Value(cyrillic ? typed : "", "ru", null, null));
    return kinds.size() == 1
        ? Filled.name(thing, label, cyrillic || typed.isEmpty() ? 0 : 1)
        : Filled.name(thing, Filled.TYPE, 0);
  }

  private static boolean isCyrillic(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
  }

  private Optional<Kind> kind(Filled filled, String role) {
    String type = filled.type(role);
    return type.isEmpty()
        ? Optional.empty()
        : model.anyKind(NodeFactory.createURI(model.prefixes().expandPrefix(type)));
  }

  /** An address for a claim that has none, made of its statement, and free. */
  public String slug(Filled filled, String article) {
    String property = model.name(Terms.STATEMENT);
    String statement =
        filled.values("", property).stream()
            .filter(value -> !"ru".equals(value.language()))
            .map(Value::text)
            .findFirst()
            .orElse("");
    return Slug.of(statement, "new-claim", slug -> finder.knows(claim(article, slug)));
  }

  /** The claim of that slug. */
  public static Node claim(String article, String slug) {
    return NodeFactory.createURI(Ibid.ID + article + "/claim/" + slug);
  }
}
