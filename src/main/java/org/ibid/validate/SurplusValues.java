package org.ibid.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.View;
import org.ibid.graph.Written;
import org.ibid.validate.Suggestion.Certainty;

/** Finds what may go where there is too much. */
final class SurplusValues {

  private final Hints hints;
  private final Wording wording;
  private final View view;
  private final Graph data;

  SurplusValues(Hints hints, Wording wording) {
    this.hints = hints;
    this.wording = wording;
    this.view = hints.view();
    this.data = hints.data();
  }

  void tooMany(BrokenRule broken, Suggestions found) {
    Node predicate = broken.predicate();
    int most = hints.number(broken.shape(), SHACL.maxCount, 1);
    List<Triple> all = new ArrayList<>();
    for (Node link : predicate == null ? broken.predicates() : List.of(predicate)) {
      List<Triple> written = view.places().values(broken.resource(), link);
      all.addAll(
          written.isEmpty() ? data.find(broken.resource(), link, Node.ANY).toList() : written);
    }
    all = all.stream().distinct().toList();
    if (most == 1 && all.size() == 2) {
      decimalComma(all.get(0), all.get(1), found);
    }
    if (all.size() <= most) {
      return;
    }
    List<Triple> surplus = all.subList(most, all.size());
    found.add(
        most == 0
            ? "remove " + wording.values(surplus)
            : "keep "
                + wording.values(all.subList(0, most))
                + " and remove "
                + wording.values(surplus),
        Certainty.LIKELY,
        surplus,
        List.of());
    if (most > 0) {
      List<Triple> others = all.subList(0, all.size() - most);
      found.add(
          "keep "
              + wording.values(all.subList(all.size() - most, all.size()))
              + " and remove "
              + wording.values(others),
          Certainty.LIKELY,
          others,
          List.of());
    }
  }

  /** 3,5 is two values in Turtle. */
  private void decimalComma(Triple one, Triple two, Suggestions found) {
    Optional<Written> first = view.places().written(one);
    Optional<Written> second = view.places().written(two);
    if (first.isEmpty() || second.isEmpty()) {
      return;
    }
    int end = first.get().said().value().end();
    int start = second.get().said().value().start();
    String text = first.get().text().text();
    if (start == end + 1
        && text.charAt(end) == ','
        && one.getObject().isLiteral()
        && two.getObject().isLiteral()) {
      String number =
          one.getObject().getLiteralLexicalForm() + "." + two.getObject().getLiteralLexicalForm();
      if (number.matches("[0-9]+\\.[0-9]+")) {
        found.add(
            "write " + number + ": a decimal point, not a comma",
            Certainty.SURE,
            List.of(one, two),
            List.of(
                Triple.create(
                    one.getSubject(),
                    one.getPredicate(),
                    NodeFactory.createLiteralDT(number, XSDDatatype.XSDdecimal))));
      }
    }
  }

  void sameLanguage(BrokenRule broken, Suggestions found) {
    Map<String, List<Triple>> byLanguage = new TreeMap<>();
    for (Triple triple : view.places().values(broken.resource(), broken.predicate())) {
      Node value = triple.getObject();
      if (value.isLiteral()) {
        byLanguage.computeIfAbsent(value.getLiteralLanguage(), l -> new ArrayList<>()).add(triple);
      }
    }
    byLanguage.forEach(
        (language, triples) -> {
          if (language.isEmpty() || triples.size() < 2) {
            return;
          }
          for (Triple triple : triples) {
            String text = triple.getObject().getLiteralLexicalForm();
            String right = Literals.isCyrillic(text) ? "ru" : "en";
            if (!right.equals(language) && !byLanguage.containsKey(right)) {
              found.replace(
                  "write @" + right + ", its language",
                  Certainty.SURE,
                  triple,
                  NodeFactory.createLiteralLang(text, right));
            }
          }
          List<Triple> later = triples.subList(1, triples.size());
          if (broken.predicate().equals(RDFS.Nodes.label)) {
            found.add(
                "make " + wording.values(later) + " an alternative label",
                Certainty.LIKELY,
                later,
                later.stream()
                    .map(t -> Triple.create(t.getSubject(), SKOS.altLabel.asNode(), t.getObject()))
                    .toList());
          }
          found.add(
              "keep "
                  + wording.values(triples.subList(0, 1))
                  + " and remove "
                  + wording.values(later),
              Certainty.LIKELY,
              later,
              List.of());
        });
  }
}
