package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Filled.Value;
import org.ibid.graph.Folding;
import org.ibid.graph.Ibid;
import org.ibid.search.Labels;

/** Begins forms, and makes them grow and shrink. */
public final class Forms {

  private static final int WORDS_OF_ADDRESS = 6;

  /** Words that tell nothing in an address. */
  private static final Set<String> SMALL =
      Set.of(
          "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "is", "are", "was",
          "were", "be", "by", "with", "that", "this", "its", "it", "has", "have", "had", "as",
          "from", "than", "their", "which", "would", "will");

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
          speak(filled, part.text().substring(1), authors);
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
            String inner = part.text().substring(1);
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
    String role = key.startsWith(".") ? key.substring(1, key.indexOf('/')) : "";
    String property = key.startsWith(".") ? key.substring(key.indexOf('/') + 1) : key;
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
    String role = key.startsWith(".") ? key.substring(1, key.indexOf('/')) : "";
    String property = key.startsWith(".") ? key.substring(key.indexOf('/') + 1) : key;
    filled.remove(role, property, Integer.parseInt(name.substring(key.length() + 1)));
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
    List<String> words = new ArrayList<>();
    for (String word : Folding.folded(statement).replaceAll("[^a-z0-9 ]", "").split(" ", -1)) {
      if (!word.isEmpty() && !SMALL.contains(word) && words.size() < WORDS_OF_ADDRESS) {
        words.add(word);
      }
    }
    String wanted = words.isEmpty() ? "new-claim" : String.join("-", words);
    String slug = wanted;
    for (int number = 2; finder.knows(claim(article, slug)); number++) {
      slug = wanted + "-" + number;
    }
    return slug;
  }

  /** The claim of that slug. */
  public static Node claim(String article, String slug) {
    return NodeFactory.createURI(Ibid.ID + article + "/claim/" + slug);
  }
}
