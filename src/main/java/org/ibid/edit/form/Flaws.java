package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.vocabulary.RDF;
import org.ibid.validate.Finding;
import org.ibid.validate.Severity;
import org.ibid.validate.Suggestion;
import org.ibid.validate.Suggestion.Certainty;

/** Puts what validation found at the fields of the form where it can be mended. */
public final class Flaws {

  private final FormModel model;
  private final Finder finder;
  private final Draft draft;
  private final Words words;

  private Flaws(FormModel model, Finder finder, Draft draft) {
    this.model = model;
    this.finder = finder;
    this.draft = draft;
    this.words = new Words(model);
  }

  /**
   * All that is wrong with a draft, the graver first and otherwise in the order of the findings.
   */
  public static List<Flaw> of(
      FormModel model, Finder finder, Draft draft, Collection<Finding> findings) {
    Flaws problems = new Flaws(model, finder, draft);
    List<Flaw> all = new ArrayList<>(draft.problems());
    Set<String> told = new HashSet<>();
    for (Flaw flaw : draft.problems()) {
      if (flaw.severe()) {
        told.add(flaw.field());
        told.add(fieldOf(flaw.field()));
      }
    }
    for (Finding finding : findings) {
      Flaw problem = problems.problem(finding);
      // What could not even be read needs no second complaint.
      if (problem.field().isEmpty() || !told.contains(problem.field())) {
        all.add(problem);
      }
    }
    return new LinkedHashSet<>(all)
        .stream().sorted((a, b) -> Boolean.compare(b.severe(), a.severe())).toList();
  }

  /** The name of the field of a value. */
  static String fieldOf(String name) {
    return name.replaceFirst("/\\d+$", "");
  }

  private Flaw problem(Finding finding) {
    boolean own = draft.ownRole(finding.resource()).isPresent();
    boolean nothing = finding.values().isEmpty();
    String message = words.plain(finding.message());
    if (!own) {
      message = "About “" + finder.label(finding.resource()) + "”: " + message;
    }
    return new Flaw(
        own ? place(finding) : "",
        finding.severity() == Severity.VIOLATION,
        nothing,
        message,
        own ? suggestions(finding) : List.of());
  }

  /** What the checker believes was meant, where that is one value in the place of another. */
  private List<Flaw.Suggestion> suggestions(Finding finding) {
    List<Flaw.Suggestion> found = new ArrayList<>();
    for (Suggestion suggestion : finding.suggestions()) {
      boolean sayable =
          suggestion.certainty() != Certainty.TO_FILL_IN && suggestion.added().size() == 1;
      if (sayable && suggestion.deleted().size() == 1) {
        Triple wrong = suggestion.deleted().get(0);
        Triple right = suggestion.added().get(0);
        boolean samePlace =
            wrong.getSubject().equals(right.getSubject())
                && wrong.getPredicate().equals(right.getPredicate())
                && !wrong.getPredicate().equals(RDF.type.asNode());
        if (samePlace && draft.nameOf(wrong).isPresent()) {
          found.add(suggestion(right.getObject()));
        }
      }
    }
    return found;
  }

  private Flaw.Suggestion suggestion(Node meant) {
    if (meant.isURI()) {
      String label = finder.label(meant);
      return new Flaw.Suggestion(label, label, meant.getURI());
    }
    String text = meant.getLiteralLexicalForm();
    return new Flaw.Suggestion(text, text, null);
  }

  private String place(Finding finding) {
    Node resource = finding.resource();
    List<Node> predicates = new ArrayList<>();
    finding.path().ifPresent(path -> collect(path, predicates));
    if (predicates.isEmpty() && model.shapes().isAboutAddress(finding.rule())) {
      String role = role(resource);
      return Filled.isThingRole(role) ? Filled.name(role, Filled.SLUG, 0) : Sheet.SLUG;
    }
    if (finding.values().size() == 1) {
      Optional<String> name = atValue(resource, predicates, finding.values().get(0));
      if (name.isPresent()) {
        return name.get();
      }
    }
    for (Node predicate : predicates) {
      if (predicate.equals(RDF.type.asNode())) {
        return Filled.name(role(resource), Filled.TYPE, 0);
      }
      if (hasField(role(resource), predicate) || isFilled(role(resource), predicate)) {
        return fieldOf(Filled.name(role(resource), model.name(predicate), 0));
      }
    }
    return atTermOf(finding.message(), resource).or(() -> atLinkTo(resource)).orElse("");
  }

  /** Where the value is said of the resource, else of any part. */
  private Optional<String> atValue(Node resource, List<Node> predicates, Node value) {
    for (boolean anywhere : new boolean[] {false, true}) {
      for (Triple triple : draft.triples()) {
        if (triple.getObject().equals(value)
            && (anywhere || triple.getSubject().equals(resource))
            && (predicates.isEmpty() || predicates.contains(triple.getPredicate()))) {
          return draft.nameOf(triple);
        }
      }
    }
    return Optional.empty();
  }

  /** The first field that the message names, of the resource or else of one of its parts. */
  private Optional<String> atTermOf(String message, Node resource) {
    for (Node term : words.terms(message)) {
      if (hasField(role(resource), term)) {
        return Optional.of(fieldOf(Filled.name(role(resource), model.name(term), 0)));
      }
    }
    for (Node term : words.terms(message)) {
      for (Triple triple : draft.triples()) {
        String role = role(triple.getSubject());
        if (!role.equals(role(resource)) && hasField(role, term)) {
          return Optional.of(fieldOf(Filled.name(role, model.name(term), 0)));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> atLinkTo(Node part) {
    return draft.triples().stream()
        .filter(triple -> triple.getObject().equals(part))
        .findFirst()
        .flatMap(draft::nameOf);
  }

  private String role(Node resource) {
    return draft.ownRole(resource).orElse("");
  }

  private boolean hasField(String role, Node predicate) {
    return draft.triples().stream()
        .filter(triple -> triple.getPredicate().equals(RDF.type.asNode()))
        .filter(triple -> role(triple.getSubject()).equals(role))
        .map(Triple::getObject)
        .flatMap(type -> model.anyKind(type).stream())
        .anyMatch(kind -> kind.field(predicate).isPresent());
  }

  private boolean isFilled(String role, Node predicate) {
    return !draft.filled().values(role, model.name(predicate)).isEmpty();
  }

  private static void collect(Path path, List<Node> predicates) {
    if (path instanceof P_Link link) {
      predicates.add(link.getNode());
    } else if (path instanceof P_Alt either) {
      collect(either.getLeft(), predicates);
      collect(either.getRight(), predicates);
    }
  }
}
