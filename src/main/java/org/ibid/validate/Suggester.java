package org.ibid.validate;

import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.ibid.graph.View;
import org.ibid.validate.Suggestion.Certainty;
import org.slf4j.LoggerFactory;

/**
 * Finds out how a broken rule may be mended: from what the rule says is right, from the names that
 * there are, and from what is usual among resources of the same kind.
 */
final class Suggester {

  private static final int MOST = 4;
  private static final int MOST_TRIED = 30;

  private final Graph shapes;
  private final Hints hints;
  private final Rewriter rewriter;
  private final Generators generators;
  private final Trial trial;
  private final MissingValues missing;
  private final SurplusValues surplus;
  private final WrongKinds kinds;
  private final WrongForms forms;
  private final MisplacedValues misplaced;
  private int tried;

  Suggester(View view, Graph shapes, Trial trial, PrefixMapping prefixes) {
    this.shapes = shapes;
    this.hints = new Hints(view, shapes, prefixes);
    this.rewriter = new Rewriter(view);
    this.generators = new Generators(shapes, hints.data());
    this.trial = trial;
    Wording wording = new Wording(prefixes);
    PartsOfOthers others = new PartsOfOthers(hints, wording);
    this.missing = new MissingValues(hints, wording, others);
    this.surplus = new SurplusValues(hints, wording);
    this.kinds = new WrongKinds(hints, wording, others);
    this.forms = new WrongForms(hints, wording, rewriter);
    this.misplaced = new MisplacedValues(hints, wording, rewriter);
  }

  List<Suggestion> of(ReportEntry entry, Finding finding) {
    BrokenRule broken =
        new BrokenRule(
            entry.source(),
            entry.sourceConstraintComponent(),
            finding.resource(),
            finding.path(),
            finding.values(),
            finding.place());
    Suggestions found = new Suggestions(rewriter, finding.place());
    try {
      for (Generators.Change change : generators.of(entry, finding)) {
        found.add(change.words(), Certainty.LIKELY, change.deleted(), change.added());
      }
      byComponent(broken, found);
    } catch (RuntimeException e) {
      // A finding without a suggestion is worth more than none.
      LoggerFactory.getLogger(Suggester.class).warn("no suggestion: {}", e.toString());
    }
    return bestFirst(finding, found.all());
  }

  /** Those that mend the finding and break nothing else come first. */
  private List<Suggestion> bestFirst(Finding finding, List<Suggestion> suggestions) {
    if (suggestions.isEmpty() || tried++ >= MOST_TRIED) {
      return List.copyOf(suggestions.subList(0, Math.min(MOST, suggestions.size())));
    }
    record Tried(Suggestion suggestion, int badness) {}
    return suggestions.stream()
        .map(s -> new Tried(s, trial.badness(finding, s.deleted(), s.added())))
        .sorted(Comparator.comparingInt(Tried::badness))
        .limit(MOST)
        .map(Tried::suggestion)
        .toList();
  }

  private void byComponent(BrokenRule broken, Suggestions found) {
    Node component = broken.component();
    if (component.equals(SHACL.MinCountConstraintComponent)
        || component.equals(SHACL.QualifiedMinCountConstraintComponent)) {
      missing.missing(broken, found);
    } else if (component.equals(SHACL.MaxCountConstraintComponent)) {
      surplus.tooMany(broken, found);
    } else if (component.equals(SHACL.ClassConstraintComponent)) {
      kinds.wrongClass(broken, hints.classesOf(broken.shape()), found);
    } else if (component.equals(SHACL.DatatypeConstraintComponent)) {
      forms.wrongForm(broken, G.listSP(shapes, broken.shape(), SHACL.datatype), found);
    } else if (component.equals(SHACL.OrConstraintComponent)) {
      forms.wrongForm(broken, hints.inOr(broken.shape(), SHACL.datatype), found);
      kinds.wrongClass(broken, hints.inOr(broken.shape(), SHACL.class_), found);
    } else if (component.equals(SHACL.LanguageInConstraintComponent)) {
      forms.wrongLanguage(broken, found);
    } else if (component.equals(SHACL.UniqueLangConstraintComponent)) {
      surplus.sameLanguage(broken, found);
    } else if (component.equals(SHACL.InConstraintComponent)) {
      forms.notInList(broken, found);
    } else if (component.equals(SHACL.NotConstraintComponent)) {
      kinds.forbidden(broken, found);
    } else if (component.equals(SHACL.PatternConstraintComponent)) {
      forms.wrongPattern(broken, found);
    } else if (component.equals(SHACL.DisjointConstraintComponent)) {
      kinds.remove(broken, Certainty.LIKELY, found);
    } else if (component.equals(SHACL.LessThanConstraintComponent)) {
      forms.swap(broken, found);
    } else if (component.equals(SHACL.NodeKindConstraintComponent)) {
      forms.wrongKind(broken, found);
    } else if (component.equals(SHACL.SPARQLConstraintComponent)) {
      misplaced.generally(broken, found);
    }
  }
}
