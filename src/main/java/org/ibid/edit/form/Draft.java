package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Filled.Value;
import org.ibid.edit.form.Flaw.Suggestion;
import org.ibid.graph.DataFile;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.search.Labels;

/** Holds the claim that a filled-in form makes, and the things that it describes with it. */
public final class Draft {

  private static final int SUGGESTIONS = 4;
  private static final Pattern IRI =
      Pattern.compile("[a-z][a-z0-9+.-]*:/?/?[^\\s<>\"{}|^`\\\\]+/[^\\s<>\"{}|^`\\\\]*");

  private final FormModel model;
  private final Finder finder;
  private final Filled filled;
  private final Node claim;
  private final List<Triple> triples = new ArrayList<>();
  private final Map<Triple, String> names = new LinkedHashMap<>();
  private final List<Flaw> problems = new ArrayList<>();
  private final Map<Node, String> made = new HashMap<>();
  private final Map<String, Node> things = new LinkedHashMap<>();

  private Draft(FormModel model, Finder finder, Filled filled, Node claim) {
    this.model = model;
    this.finder = finder;
    this.filled = filled;
    this.claim = claim;
  }

  /** The claim of that IRI that a form makes. */
  public static Draft of(FormModel model, Finder finder, Filled filled, Node claim) {
    Draft draft = new Draft(model, finder, filled, claim);
    draft.nameThings();
    draft.add("", claim);
    return draft;
  }

  /** What a claim says, as it would be filled in. */
  public static Filled filledFrom(
      FormModel model, Finder finder, List<Triple> closure, Node claim) {
    Filled filled = new Filled();
    String start = claim.getURI() + ".";
    for (Triple triple : closure) {
      String subject = triple.getSubject().getURI();
      String role = subject.startsWith(start) ? subject.substring(start.length()) : "";
      Node object = triple.getObject();
      if (triple.getPredicate().equals(RDF.type.asNode())) {
        filled.add(role, Filled.TYPE, Value.of(model.name(object)));
        continue;
      }
      String property = model.name(triple.getPredicate());
      if (object.isURI() && object.getURI().startsWith(start)) {
        String part = object.getURI().substring(claim.getURI().length());
        filled.add(role, property, Value.of(part));
      } else if (object.isURI()) {
        filled.add(role, property, new Value(finder.label(object), null, null, object.getURI()));
      } else {
        filled.add(role, property, literal(object));
      }
    }
    return filled;
  }

  private static Value literal(Node literal) {
    String text = literal.getLiteralLexicalForm();
    String language = literal.getLiteralLanguage();
    return language.isEmpty()
        ? new Value(text, null, literal.getLiteralDatatypeURI(), null)
        : new Value(text, language, null, null);
  }

  /** Gives each new thing its address: as somebody chose it, or made of its label and free. */
  private void nameThings() {
    String article = Prefixes.article(claim.getURI());
    for (String role : filled.things()) {
      Node type = typeNode(Value.of(filled.type(role)));
      if (type == null) {
        continue;
      }
      String chosen = filled.value(Filled.name(role, Filled.SLUG, 0)).text();
      String slug =
          chosen.isEmpty()
              ? Slug.of(
                  label(role),
                  "new-thing",
                  word -> model.address(type, article, word).filter(this::isTaken).isPresent())
              : chosen;
      model.address(type, article, slug).ifPresent(address -> things.put(role, address));
    }
  }

  private boolean isTaken(Node address) {
    return finder.knows(address) || things.containsValue(address);
  }

  /** What a new thing is called: in English if it has an English label. */
  private String label(String role) {
    return labels(role).map(Value::text).findFirst().orElse("");
  }

  private Stream<Value> labels(String role) {
    return filled.values(role, model.name(RDFS.label.asNode())).stream()
        .filter(value -> !value.isEmpty())
        .sorted(Comparator.comparing(value -> !"en".equals(value.language())));
  }

  /** Whether a new thing may be one that is there, and whether its address is free. */
  private void compareThing(String role, String reference) {
    Node address = things.get(role);
    String slug = Filled.name(role, Filled.SLUG, 0);
    boolean twice = things.values().stream().filter(address::equals).count() > 1;
    if (finder.knows(address) || twice) {
      problems.add(
          new Flaw(
              slug,
              true,
              false,
              "There is a thing at this address already: choose another last word.",
              List.of()));
    }
    Set<Suggestion> alike = new LinkedHashSet<>();
    labels(role)
        .flatMap(label -> finder.alike(label.text(), List.of(), SUGGESTIONS).stream())
        .forEach(hit -> alike.add(new Suggestion(hit.label(), hit.label(), hit.iri(), reference)));
    if (!alike.isEmpty()) {
      problems.add(
          new Flaw(
              Filled.name(role, model.name(RDFS.label.asNode()), 0),
              false,
              false,
              "Something of much the same name is there already.",
              alike.stream().limit(SUGGESTIONS).toList()));
    }
  }

  private void add(String role, Node subject) {
    if (made.putIfAbsent(subject, role) != null) {
      return;
    }
    List<Value> types = filled.values(role, Filled.TYPE);
    for (Value type : types) {
      Node node = typeNode(type);
      if (node != null) {
        note(Triple.create(subject, RDF.type.asNode(), node), Filled.name(role, Filled.TYPE, 0));
      }
    }
    Optional<Kind> kind =
        types.stream()
            .map(this::typeNode)
            .filter(node -> node != null)
            .findFirst()
            .flatMap(model::anyKind);
    for (String property : filled.properties(role)) {
      Node predicate = iri(model.prefixes().expandPrefix(property));
      boolean said = !property.equals(Filled.TYPE) && !property.equals(Filled.SLUG);
      if (said && predicate != null) {
        Field field = kind.flatMap(k -> k.field(predicate)).orElseGet(() -> model.stray(predicate));
        addValues(role, subject, field);
      }
    }
  }

  private Node typeNode(Value type) {
    return iri(type.iri() == null ? model.prefixes().expandPrefix(type.text()) : type.iri());
  }

  /** The resource of that IRI, or null for what is none. */
  private static Node iri(String text) {
    return IRI.matcher(text).matches() ? NodeFactory.createURI(text) : null;
  }

  private void addValues(String role, Node subject, Field field) {
    List<Value> values = filled.values(role, field.name());
    for (int place = 0; place < values.size(); place++) {
      Value value = values.get(place);
      String name = Filled.name(role, field.name(), place);
      if (value.isEmpty()) {
        continue;
      }
      if (value.isThing()) {
        addThing(subject, field, value.role(), name);
        continue;
      }
      if (value.isPart()) {
        String part = value.role();
        if (typeIsChosen(part)) {
          Node node = NodeFactory.createURI(claim.getURI() + value.text());
          note(Triple.create(subject, field.property(), node), name);
          add(part, node);
        }
        continue;
      }
      Node node = node(field, value, name);
      if (node != null) {
        note(Triple.create(subject, field.property(), node), name);
      }
    }
  }

  private void addThing(Node subject, Field field, String role, String name) {
    Node thing = things.get(role);
    if (thing == null) {
      problems.add(
          new Flaw(
              Filled.name(role, Filled.TYPE, 0),
              true,
              true,
              "Say what kind of thing it is.",
              List.of()));
      return;
    }
    note(Triple.create(subject, field.property(), thing), name);
    if (!made.containsKey(thing)) {
      compareThing(role, name);
    }
    add(role, thing);
  }

  private boolean typeIsChosen(String role) {
    return filled.values(role, Filled.TYPE).stream().anyMatch(type -> typeNode(type) != null);
  }

  private void note(Triple triple, String name) {
    if (names.putIfAbsent(triple, name) == null) {
      triples.add(triple);
    }
  }

  private Node node(Field field, Value value, String name) {
    return switch (field.entry()) {
      case CHOICE, RESOURCE, PART -> resource(field, value, name);
      default -> literal(field, value, name);
    };
  }

  private Node literal(Field field, Value value, String name) {
    String text = value.text();
    if (value.type() != null) {
      return NodeFactory.createLiteralDT(text, NodeFactory.getType(value.type()));
    }
    XSDDatatype type = Literals.datatype(field.entry(), text);
    if (type != null) {
      return NodeFactory.createLiteralDT(text, type);
    }
    if (field.entry() == Entry.TEXT && !field.languages().isEmpty()) {
      return NodeFactory.createLiteralLang(
          text, value.language() == null ? field.languages().get(0) : value.language());
    }
    if (field.entry() != Entry.TEXT) {
      List<Suggestion> meant =
          Literals.meant(field.entry(), text).stream()
              .map(other -> new Suggestion(other, other, null))
              .toList();
      problems.add(new Flaw(name, true, false, Literals.complaint(field.entry(), text), meant));
    }
    return NodeFactory.createLiteralString(text);
  }

  /** What was picked or named: by its address, by its short name, or by what it is called. */
  private Node resource(Field field, Value value, String name) {
    Node picked = value.iri() == null ? null : iri(value.iri());
    if (picked != null) {
      if (value.text().equals(value.iri()) || finder.label(picked).equals(value.text())) {
        return known(field, picked, value.text(), name);
      }
    }
    for (Field.Choice choice : field.choices()) {
      if (choice.name().equals(value.text()) || choice.value().getURI().equals(value.text())) {
        return choice.value();
      }
    }
    for (String role : filled.things()) {
      if (labels(role).anyMatch(label -> label.text().equals(value.text()))
          && things.containsKey(role)) {
        return things.get(role);
      }
    }
    Node named = finder.named(value.text());
    if (named != null) {
      return known(field, named, value.text(), name);
    }
    List<Node> called = finder.called(value.text(), field.classes());
    if (called.isEmpty()) {
      // It may be there and be of another kind: then the shapes have something to say.
      called = finder.called(value.text(), List.of());
    }
    if (called.size() == 1) {
      return called.get(0);
    }
    String message =
        called.isEmpty()
            ? "Nothing here is called “" + value.text() + "”."
            : "Several things are called “" + value.text() + "”: pick one.";
    List<Suggestion> suggestions =
        called.isEmpty()
            ? meant(field, value.text())
            : called.stream().limit(SUGGESTIONS).map(finder::hit).map(Draft::suggestion).toList();
    boolean unknown = called.isEmpty() && !model.describable(field).isEmpty();
    problems.add(new Flaw(name, true, false, message, suggestions, unknown));
    return null;
  }

  /** A resource that was named outright; where there is none of that name, that is a problem. */
  private Node known(Field field, Node node, String typed, String name) {
    boolean ours = node.getURI().startsWith(Ibid.BASE);
    boolean own = ownRole(node).isPresent() || things.containsValue(node);
    if (ours && !own && !finder.knows(node)) {
      problems.add(
          new Flaw(
              name,
              true,
              false,
              "There is nothing at the address “" + typed + "”.",
              meant(field, Labels.localName(node).replace('-', ' '))));
    }
    return node;
  }

  private List<Suggestion> meant(Field field, String typed) {
    return finder.find(typed, field.classes(), SUGGESTIONS).stream()
        .map(Draft::suggestion)
        .toList();
  }

  private static Suggestion suggestion(Finder.Hit hit) {
    return new Suggestion(hit.label(), hit.label(), hit.iri());
  }

  /** The claim's IRI. */
  public Node claim() {
    return claim;
  }

  /** The addresses of the new things by their roles in the form, as far as they are known. */
  public Map<String, String> things() {
    Map<String, String> addresses = new LinkedHashMap<>();
    things.forEach((role, node) -> addresses.put(role, node.getURI()));
    return addresses;
  }

  /**
   * The role of a resource that the form describes: nothing for the claim, else that of its part or
   * of a new thing.
   */
  Optional<String> ownRole(Node resource) {
    String start = claim.getURI() + ".";
    if (!resource.isURI()) {
      return Optional.empty();
    }
    return resource.getURI().startsWith(start)
        ? Optional.of(resource.getURI().substring(start.length()))
        : resource.equals(claim) ? Optional.of("") : Optional.ofNullable(made.get(resource));
  }

  /** The claim, its parts and the new things. */
  public List<Triple> triples() {
    return List.copyOf(triples);
  }

  /** What could not be made of what is filled in. */
  List<Flaw> problems() {
    return List.copyOf(problems);
  }

  /** The name of the value that says a triple, if the form says it. */
  Optional<String> nameOf(Triple triple) {
    return Optional.ofNullable(names.get(triple));
  }

  Filled filled() {
    return filled;
  }

  /** The claim as a data file says it. */
  public String turtle(PredicateOrder order) {
    DataFile file = new DataFile();
    Prefixes.forClaim(model.prefixes(), claim).forEach(file::prefix);
    for (Triple triple : triples) {
      file.add(triple.getSubject(), triple.getPredicate(), triple.getObject());
    }
    return file.toTurtle(order);
  }
}
