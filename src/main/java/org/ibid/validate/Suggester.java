package org.ibid.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.View;
import org.ibid.graph.Written;
import org.ibid.validate.Suggestion.Certainty;
import org.slf4j.LoggerFactory;

/**
 * Finds out how a broken rule may be mended: from what the rule says is right, from the names that
 * there are, and from what is usual among resources of the same kind.
 */
final class Suggester {

  private static final int MOST = 4;
  private static final int MOST_CANDIDATES = 8;
  private static final int MOST_TRIED = 30;

  private static final Node DEFAULT_VALUE = NodeFactory.createURI(SHACL.getURI() + "defaultValue");

  private final View view;
  private final Graph data;
  private final Graph shapes;
  private final PrefixMapping prefixes;
  private final Nearby nearby;
  private final Rewriter rewriter;
  private final Generators generators;
  private final Trial trial;
  private int tried;

  /** What is being mended. */
  private record Case(
      Node shape,
      Node component,
      Node resource,
      Optional<Path> path,
      List<Node> values,
      Optional<Place> place) {
    Node value() {
      return values.size() == 1 ? values.get(0) : null;
    }

    Node predicate() {
      return path.isPresent() && path.get() instanceof P_Link link ? link.getNode() : null;
    }
  }

  /** Collects suggestions that differ. */
  private final class Found {
    private final List<Suggestion> suggestions = new ArrayList<>();
    private final Optional<Place> near;

    Found(Optional<Place> near) {
      this.near = near;
    }

    void add(String words, Certainty certainty, List<Triple> deleted, List<Triple> added) {
      List<Triple> out = deleted.stream().filter(t -> !added.contains(t)).distinct().toList();
      List<Triple> in = added.stream().filter(t -> !deleted.contains(t)).distinct().toList();
      if (out.isEmpty() && in.isEmpty()) {
        return;
      }
      boolean there =
          suggestions.stream().anyMatch(s -> s.deleted().equals(out) && s.added().equals(in));
      if (there || suggestions.size() >= MOST_CANDIDATES) {
        return;
      }
      Optional<Rewriter.Rewriting> rewriting = rewriter.edits(out, in, near);
      suggestions.add(
          new Suggestion(
              words,
              certainty,
              rewriting.map(Rewriter.Rewriting::file),
              rewriting.map(Rewriter.Rewriting::edits).orElse(List.of()),
              out,
              in));
    }
  }

  Suggester(View view, Shapes rules, PrefixMapping prefixes) {
    Graph shapes = rules.getGraph();
    this.view = view;
    this.data = view.asserted();
    this.shapes = shapes;
    this.prefixes = prefixes;
    this.nearby = new Nearby(data);
    this.trial = new Trial(rules, data, nearby);
    this.rewriter = new Rewriter(view);
    this.generators = new Generators(shapes, data);
  }

  List<Suggestion> of(ReportEntry entry, Finding finding) {
    Case broken =
        new Case(
            entry.source(),
            entry.sourceConstraintComponent(),
            finding.resource(),
            finding.path(),
            finding.values(),
            finding.place());
    Found found = new Found(finding.place());
    try {
      for (Generators.Change change : generators.of(entry, finding)) {
        found.add(change.words(), Certainty.LIKELY, change.deleted(), change.added());
      }
      byComponent(broken, found);
    } catch (RuntimeException e) {
      // A finding without a suggestion is worth more than none.
      LoggerFactory.getLogger(Suggester.class).warn("no suggestion: {}", e.toString());
    }
    return bestFirst(finding, found.suggestions);
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

  private void byComponent(Case broken, Found found) {
    Node component = broken.component();
    if (component.equals(SHACL.MinCountConstraintComponent)
        || component.equals(SHACL.QualifiedMinCountConstraintComponent)) {
      missing(broken, found);
    } else if (component.equals(SHACL.MaxCountConstraintComponent)) {
      tooMany(broken, found);
    } else if (component.equals(SHACL.ClassConstraintComponent)) {
      wrongClass(broken, classesOf(broken.shape()), found);
    } else if (component.equals(SHACL.DatatypeConstraintComponent)) {
      wrongForm(broken, G.listSP(shapes, broken.shape(), SHACL.datatype), found);
    } else if (component.equals(SHACL.OrConstraintComponent)) {
      wrongForm(broken, inOr(broken.shape(), SHACL.datatype), found);
      wrongClass(broken, inOr(broken.shape(), SHACL.class_), found);
    } else if (component.equals(SHACL.LanguageInConstraintComponent)) {
      wrongLanguage(broken, found);
    } else if (component.equals(SHACL.UniqueLangConstraintComponent)) {
      sameLanguage(broken, found);
    } else if (component.equals(SHACL.InConstraintComponent)) {
      notInList(broken, found);
    } else if (component.equals(SHACL.NotConstraintComponent)) {
      forbidden(broken, found);
    } else if (component.equals(SHACL.PatternConstraintComponent)) {
      wrongPattern(broken, found);
    } else if (component.equals(SHACL.DisjointConstraintComponent)) {
      remove(broken, Certainty.LIKELY, found);
    } else if (component.equals(SHACL.LessThanConstraintComponent)) {
      swap(broken, found);
    } else if (component.equals(SHACL.NodeKindConstraintComponent)) {
      wrongKind(broken, found);
    } else if (component.equals(SHACL.SPARQLConstraintComponent)) {
      generally(broken, found);
    }
  }

  // ---- Something is missing

  private void missing(Case broken, Found found) {
    for (Node predicate : predicatesOf(broken)) {
      missing(broken, predicate, found);
    }
  }

  /** The predicates with which the rule could be kept, the most usual first. */
  private List<Node> predicatesOf(Case broken) {
    if (broken.predicate() != null) {
      return List.of(broken.predicate());
    }
    if (broken.path().isPresent() && broken.path().get() instanceof P_Alt alternatives) {
      List<Node> all = links(alternatives).toList();
      Collection<Node> peers = peers(broken.resource());
      Map<Node, Long> counts = new HashMap<>();
      for (Node predicate : all) {
        counts.put(
            predicate, peers.stream().filter(p -> data.contains(p, predicate, Node.ANY)).count());
      }
      return all.stream()
          .filter(p -> !p.equals(SKOS_NOTE))
          .sorted(Comparator.comparing((Node p) -> -counts.get(p)))
          .limit(2)
          .toList();
    }
    return List.of();
  }

  private static final Node SKOS_NOTE = SKOS.editorialNote.asNode();

  private static Stream<Node> links(Path path) {
    if (path instanceof P_Alt either) {
      return Stream.concat(links(either.getLeft()), links(either.getRight()));
    }
    return path instanceof P_Link link ? Stream.of(link.getNode()) : Stream.empty();
  }

  private void missing(Case broken, Node predicate, Found found) {
    Node resource = broken.resource();
    List<Node> given = stated(broken.shape());
    for (Node value : given) {
      add(found, given.size() == 1 ? Certainty.SURE : Certainty.LIKELY, resource, predicate, value);
    }
    if (predicate.equals(RDF.Nodes.type)) {
      nearby
          .classLike(resource, usedClasses())
          .ifPresent(type -> add(found, Certainty.LIKELY, resource, predicate, type));
      return;
    }
    mistyped(broken, predicate, found);
    unlinkedPart(broken, predicate, found);
    List<Node> types = expected(broken.shape(), predicate);
    List<Node> peers = peers(resource);
    boolean asPeers = partLike(predicate, peers, resource, found);
    boolean asAll = partLike(predicate, subjectsOf(predicate), resource, found);
    if (asPeers || asAll) {
      return;
    }
    Optional<Node> usual =
        nearby.usual(predicate, peers).or(() -> nearby.usual(predicate, subjectsOf(predicate)));
    if (!types.isEmpty()) {
      List<Node> choices = nearby.instances(types.get(0));
      boolean closed = choices.stream().allMatch(c -> !c.getURI().startsWith(Ibid.ID));
      if (closed && !choices.isEmpty() && choices.size() <= 40) {
        usualAmong(resource, predicate, new LinkedHashSet<>(choices))
            .ifPresent(choice -> add(found, Certainty.LIKELY, resource, predicate, choice));
        choices.stream()
            .limit(3)
            .forEach(choice -> add(found, Certainty.LIKELY, resource, predicate, choice));
        return;
      }
      neighbours(broken, predicate)
          .filter(choices::contains)
          .findFirst()
          .or(() -> usual.filter(choices::contains))
          .ifPresent(
              value ->
                  found.add(
                      "add "
                          + said(predicate, value)
                          + ", or what belongs here instead; this one is taken from near by",
                      Certainty.TO_FILL_IN,
                      List.of(),
                      List.of(Triple.create(resource, predicate, value))));
      return;
    }
    literal(broken, predicate, usual, found);
  }

  private void literal(Case broken, Node predicate, Optional<Node> usual, Found found) {
    Node resource = broken.resource();
    String slug = resource.isURI() ? Nearby.lastWord(resource.getURI()) : "";
    String digits = slug.replaceAll("^.*?([0-9]+)$", "$1");
    if (usual.isPresent() && usual.get().isLiteral()) {
      String type = usual.get().getLiteralDatatypeURI();
      if (type.equals(XSDDatatype.XSDinteger.getURI()) && digits.matches("[0-9]+")) {
        add(
            found,
            Certainty.LIKELY,
            resource,
            predicate,
            NodeFactory.createLiteralDT(
                String.valueOf(Long.parseLong(digits)), XSDDatatype.XSDinteger));
        return;
      }
      if (!usual.get().getLiteralLanguage().isEmpty() || predicate.equals(RDFS.Nodes.label)) {
        String words = slug.replace('-', ' ');
        String text =
            words.isEmpty()
                ? "…"
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        boolean sentence = usual.get().getLiteralLexicalForm().endsWith(".");
        found.add(
            "add " + text(predicate) + " and put the right words in",
            Certainty.TO_FILL_IN,
            List.of(),
            List.of(
                Triple.create(
                    resource,
                    predicate,
                    NodeFactory.createLiteralLang(sentence ? text + "." : text, "en"))));
      }
    } else if (usual.isPresent()
        && usual.get().isURI()
        && broken.component().equals(SHACL.MinCountConstraintComponent)) {
      Node value = neighbours(broken, predicate).findFirst().orElse(usual.get());
      found.add(
          "add " + said(predicate, value) + ", or what belongs here instead",
          Certainty.TO_FILL_IN,
          List.of(),
          List.of(Triple.create(resource, predicate, value)));
    }
  }

  /** What resources of the same kind that stand near in the document have there. */
  private Stream<Node> neighbours(Case broken, Node predicate) {
    if (broken.place().isEmpty()) {
      return Stream.empty();
    }
    Place place = broken.place().get();
    return view.files().stream()
        .filter(file -> file.path().equals(place.file()))
        .flatMap(
            file ->
                IntStream.range(0, file.triples().size())
                    .filter(i -> file.triples().get(i).getPredicate().equals(predicate))
                    .filter(i -> !file.triples().get(i).getSubject().equals(broken.resource()))
                    .boxed()
                    .sorted(
                        Comparator.comparing(
                            i -> Math.abs(file.positions().get(i).line() - place.line())))
                    .map(i -> file.triples().get(i).getObject()));
  }

  /** The predicate is there, only misspelt: an unknown one that looks like it. */
  private void mistyped(Case broken, Node predicate, Found found) {
    for (Triple triple : data.find(broken.resource(), Node.ANY, Node.ANY).toList()) {
      Node other = triple.getPredicate();
      if (!nearby.predicates().contains(other)
          && nearby.spelt(other, List.of(predicate), 1).contains(predicate)) {
        found.add(
            "write " + text(predicate) + " instead of " + text(other),
            Certainty.SURE,
            List.of(triple),
            List.of(Triple.create(broken.resource(), predicate, triple.getObject())));
      }
    }
  }

  /** A part of the resource that nothing leads to, of the kind that is missing here. */
  private void unlinkedPart(Case broken, Node predicate, Found found) {
    if (!broken.resource().isURI()) {
      return;
    }
    String start = broken.resource().getURI() + ".";
    for (Node type : expected(broken.shape(), predicate)) {
      for (Node part : nearby.instances(type)) {
        if (part.getURI().startsWith(start) && !data.contains(Node.ANY, Node.ANY, part)) {
          add(found, Certainty.SURE, broken.resource(), predicate, part);
        }
      }
    }
  }

  /** Where others of the kind have a part of their own: the part that is most usual among them. */
  private boolean partLike(Node predicate, List<Node> peers, Node resource, Found found) {
    if (!resource.isURI()) {
      return false;
    }
    Map<List<Triple>, Integer> forms = new HashMap<>();
    int parts = 0;
    int values = 0;
    for (Node peer : peers) {
      for (Node value : G.listSP(data, peer, predicate)) {
        values++;
        if (value.isURI() && value.getURI().startsWith(peer.getURI() + ".")) {
          parts++;
          forms.merge(copied(value, peer, resource), 1, Integer::sum);
        }
      }
    }
    if (parts == 0 || parts * 2 < values) {
      return false;
    }
    Node part = moved(resource, forms);
    if (nearby.isDescribed(part)) {
      return false;
    }
    int all = parts;
    forms.entrySet().stream()
        .sorted(
            Map.Entry.<List<Triple>, Integer>comparingByValue()
                .reversed()
                .thenComparing(form -> form.getKey().size())
                .thenComparing(form -> form.getKey().toString()))
        .limit(3)
        .forEach(
            form ->
                found.add(
                    wordsFor(predicate, form, all),
                    sureness(form, all),
                    List.of(),
                    with(resource, predicate, form.getKey())));
    return true;
  }

  private static Node moved(Node resource, Map<List<Triple>, Integer> forms) {
    return forms.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(form -> form.getKey().get(0).getSubject())
        .orElse(resource);
  }

  private static boolean isUsual(Map.Entry<List<Triple>, Integer> form, int all) {
    return form.getValue() > 1 && form.getValue() * 10 >= all;
  }

  private static Certainty sureness(Map.Entry<List<Triple>, Integer> form, int all) {
    return isUsual(form, all) ? Certainty.LIKELY : Certainty.TO_FILL_IN;
  }

  private String wordsFor(Node predicate, Map.Entry<List<Triple>, Integer> form, int all) {
    return "add "
        + said(predicate, form.getKey().get(0).getSubject())
        + (isUsual(form, all)
            ? " and describe this part, as is usual here"
            : " and put the right values into this part");
  }

  private static List<Triple> with(Node resource, Node predicate, List<Triple> form) {
    List<Triple> added = new ArrayList<>();
    added.add(Triple.create(resource, predicate, form.get(0).getSubject()));
    added.addAll(form);
    return added;
  }

  /** What is said of a part, said of the same part of another owner. */
  private List<Triple> copied(Node part, Node owner, Node resource) {
    List<Triple> triples = new ArrayList<>();
    List<Node> next = new ArrayList<>(List.of(part));
    Set<Node> seen = new LinkedHashSet<>(next);
    while (!next.isEmpty()) {
      Node each = next.remove(0);
      List<Triple> own = new ArrayList<>(data.find(each, Node.ANY, Node.ANY).toList());
      own.sort(Comparator.comparing(Triple::toString));
      for (Triple triple : own) {
        if (triple.getPredicate().equals(SKOS_NOTE)) {
          continue;
        }
        Node object = triple.getObject();
        if (object.isURI()
            && object.getURI().startsWith(owner.getURI() + ".")
            && seen.add(object)) {
          next.add(object);
        }
        triples.add(
            Triple.create(
                moved(each, owner, resource),
                triple.getPredicate(),
                moved(object, owner, resource)));
      }
    }
    if (triples.isEmpty()) {
      triples.add(
          Triple.create(moved(part, owner, resource), RDF.Nodes.type, RDFS.Resource.asNode()));
    }
    return triples;
  }

  private static Node moved(Node node, Node owner, Node resource) {
    return node.isURI() && node.getURI().startsWith(owner.getURI() + ".")
        ? NodeFactory.createURI(
            resource.getURI() + node.getURI().substring(owner.getURI().length()))
        : node;
  }

  // ---- Too much

  private void tooMany(Case broken, Found found) {
    Node predicate = broken.predicate();
    int most = number(broken.shape(), SHACL.maxCount, 1);
    List<Triple> all = new ArrayList<>();
    for (Node link : predicate == null ? predicatesOfAll(broken) : List.of(predicate)) {
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
            ? "remove " + values(surplus)
            : "keep " + values(all.subList(0, most)) + " and remove " + values(surplus),
        Certainty.LIKELY,
        surplus,
        List.of());
    if (most > 0) {
      List<Triple> others = all.subList(0, all.size() - most);
      found.add(
          "keep "
              + values(all.subList(all.size() - most, all.size()))
              + " and remove "
              + values(others),
          Certainty.LIKELY,
          others,
          List.of());
    }
  }

  private static List<Node> predicatesOfAll(Case broken) {
    return broken.path().map(path -> links(path).toList()).orElse(List.of());
  }

  /** 3,5 is two values in Turtle. */
  private void decimalComma(Triple one, Triple two, Found found) {
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

  private void remove(Case broken, Certainty certainty, Found found) {
    for (Triple triple : triples(broken)) {
      found.add(
          "remove " + said(triple.getPredicate(), triple.getObject()),
          certainty,
          List.of(triple),
          List.of());
    }
  }

  private void sameLanguage(Case broken, Found found) {
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
              replace(
                  found,
                  "write @" + right + ", its language",
                  Certainty.SURE,
                  triple,
                  NodeFactory.createLiteralLang(text, right));
            }
          }
          List<Triple> later = triples.subList(1, triples.size());
          if (broken.predicate().equals(RDFS.Nodes.label)) {
            found.add(
                "make " + values(later) + " an alternative label",
                Certainty.LIKELY,
                later,
                later.stream()
                    .map(t -> Triple.create(t.getSubject(), SKOS.altLabel.asNode(), t.getObject()))
                    .toList());
          }
          found.add(
              "keep " + values(triples.subList(0, 1)) + " and remove " + values(later),
              Certainty.LIKELY,
              later,
              List.of());
        });
  }

  // ---- A wrong value

  private void wrongClass(Case broken, List<Node> types, Found found) {
    if (types.isEmpty() || broken.value() == null) {
      return;
    }
    Node value = broken.value();
    Set<Node> right = new LinkedHashSet<>();
    types.forEach(
        type ->
            right.addAll(
                type.equals(OWL.Class.asNode()) ? nearby.classes() : nearby.instances(type)));
    for (Triple triple : triples(broken)) {
      String parts = broken.resource() + ".";
      right.stream()
          .filter(node -> node.toString().startsWith(parts))
          .filter(node -> !data.contains(Node.ANY, Node.ANY, node))
          .forEach(
              node ->
                  replace(
                      found,
                      "write " + text(node) + ", to which nothing leads yet",
                      Certainty.SURE,
                      triple,
                      node));
      if (value.isLiteral()) {
        nearby.named(value.getLiteralLexicalForm(), right, prefixes::expandPrefix).stream()
            .limit(2)
            .forEach(
                node ->
                    replace(
                        found,
                        "write " + text(node) + ", which is a resource",
                        Certainty.SURE,
                        triple,
                        node));
        if (found.suggestions.isEmpty()) {
          nearby
              .spelt(
                  NodeFactory.createURI(
                      Ibid.ID
                          + "x/"
                          + value
                              .getLiteralLexicalForm()
                              .toLowerCase(Locale.ROOT)
                              .replaceAll("[^\\p{L}0-9]+", "-")),
                  right,
                  1)
              .forEach(
                  node ->
                      replace(
                          found,
                          "write " + text(node) + ", which is a resource",
                          Certainty.LIKELY,
                          triple,
                          node));
        }
      } else if (value.isURI()) {
        boolean described =
            !triple.getPredicate().equals(RDF.Nodes.type) && nearby.isDescribed(value);
        if (described) {
          related(value, right, broken.resource())
              .forEach(
                  node ->
                      replace(
                          found,
                          "write " + text(node) + ", to which " + text(value) + " belongs",
                          Certainty.LIKELY,
                          triple,
                          node));
          // The value has the right name and the wrong kind of address.
          sameName(value, right)
              .forEach(
                  node -> replace(found, "write " + text(node), Certainty.LIKELY, triple, node));
        }
        Certainty certainty = described ? Certainty.LIKELY : Certainty.SURE;
        if (!described || found.suggestions.isEmpty()) {
          List<Node> spelt = nearby.spelt(value, right, 3);
          for (Node node : spelt) {
            replace(
                found,
                "write " + text(node),
                spelt.size() == 1 ? certainty : Certainty.LIKELY,
                triple,
                node);
          }
        }
        if (described) {
          asPart(broken, triple, found);
          retyped(triple, found);
        }
      }
      if (found.suggestions.isEmpty() && !value.isBlank()) {
        List<Node> choices = List.copyOf(right);
        asPart(broken, triple, found);
        if (choices.size() <= 40 && found.suggestions.isEmpty()) {
          usualAmong(broken.resource(), triple.getPredicate(), right)
              .ifPresent(
                  node ->
                      replace(
                          found,
                          "write " + text(node) + ", the most usual here",
                          Certainty.LIKELY,
                          triple,
                          node));
          choices.stream()
              .limit(4)
              .forEach(
                  node -> replace(found, "write " + text(node), Certainty.LIKELY, triple, node));
        }
      }
      if (found.suggestions.isEmpty() && triple.getPredicate().equals(RDF.Nodes.type)) {
        nearby
            .classLike(broken.resource(), usedClasses())
            .ifPresent(
                type -> replace(found, "write " + text(type), Certainty.LIKELY, triple, type));
      }
    }
  }

  private Stream<Node> sameName(Node value, Set<Node> right) {
    String word = Nearby.lastWord(value.getURI());
    return right.stream().filter(node -> Nearby.lastWord(node.getURI()).equals(word)).limit(2);
  }

  /** Resources of the right kind that have the wrong value, or that it has. */
  private List<Node> related(Node value, Set<Node> right, Node resource) {
    Set<Node> found = new LinkedHashSet<>();
    for (Triple triple : data.find(Node.ANY, Node.ANY, value).toList()) {
      if (right.contains(triple.getSubject()) && !triple.getSubject().equals(resource)) {
        found.add(triple.getSubject());
      }
    }
    for (Triple triple : data.find(value, Node.ANY, Node.ANY).toList()) {
      if (right.contains(triple.getObject()) && !triple.getObject().equals(resource)) {
        found.add(triple.getObject());
      }
    }
    return found.stream().sorted(Comparator.comparing(Node::toString)).limit(2).toList();
  }

  /** The value is right and stands at a predicate that is for something else. */
  private void retyped(Triple triple, Found found) {
    Node best = nearby.usual(RDF.Nodes.type, List.of(triple.getObject())).orElse(null);
    if (best == null) {
      return;
    }
    Node about = NodeFactory.createURI(Ibid.NS + "about");
    if (nearby.predicates().contains(about)
        && data.contains(triple.getPredicate(), RDFS.Nodes.subPropertyOf, Node.ANY)) {
      found.add(
          "write " + text(about) + " instead of " + text(triple.getPredicate()),
          Certainty.LIKELY,
          List.of(triple),
          List.of(Triple.create(triple.getSubject(), about, triple.getObject())));
    }
  }

  /** Where others have a part and this resource has the bare value. */
  private void asPart(Case broken, Triple triple, Found found) {
    Found parts = new Found(found.near);
    if (!partLike(triple.getPredicate(), peers(broken.resource()), broken.resource(), parts)) {
      partLike(triple.getPredicate(), subjectsOf(triple.getPredicate()), broken.resource(), parts);
    }
    for (Suggestion part : parts.suggestions) {
      List<Triple> added = new ArrayList<>();
      for (Triple each : part.added()) {
        boolean holdsValue =
            triple.getObject().isLiteral()
                ? each.getObject().isLiteral()
                    && !each.getPredicate().equals(SKOS_NOTE)
                    && each.getObject().getLiteralLanguage().isEmpty()
                : each.getObject().isURI() && sameKind(each.getObject(), triple.getObject());
        Node object = each.getObject();
        if (holdsValue) {
          object =
              triple.getObject().isLiteral()
                  ? Literals.as(
                          triple.getObject(),
                          List.of(XSDDatatype.XSDinteger, XSDDatatype.XSDdecimal).stream()
                              .map(d -> NodeFactory.createURI(d.getURI()))
                              .toList())
                      .orElse(triple.getObject())
                  : triple.getObject();
        }
        added.add(Triple.create(each.getSubject(), each.getPredicate(), object));
      }
      found.add(part.words().replace("add ", "write "), part.certainty(), List.of(triple), added);
    }
  }

  private boolean sameKind(Node one, Node another) {
    List<Node> types = G.listSP(data, one, RDF.Nodes.type);
    return G.listSP(data, another, RDF.Nodes.type).stream().anyMatch(types::contains)
        || (nearby.isA(one, AGENT) && nearby.isA(another, AGENT));
  }

  private static final Node AGENT = NodeFactory.createURI("http://www.w3.org/ns/prov#Agent");

  private void wrongForm(Case broken, List<Node> datatypes, Found found) {
    if (broken.value() == null || datatypes.isEmpty()) {
      return;
    }
    for (Triple triple : triples(broken)) {
      Literals.as(broken.value(), datatypes)
          .ifPresent(node -> replace(found, "write " + text(node), Certainty.SURE, triple, node));
      List<Node> all = new ArrayList<>(datatypes);
      if (found.suggestions.isEmpty()
          && all.contains(RDF.langString.asNode())
          && broken.value().isURI()) {
        nearby
            .usual(RDFS.Nodes.label, List.of(broken.value()))
            .ifPresent(
                label ->
                    replace(
                        found,
                        "write " + text(label) + ", its label",
                        Certainty.LIKELY,
                        triple,
                        label));
      }
    }
  }

  private void wrongLanguage(Case broken, Found found) {
    Node value = broken.value();
    if (value == null || !value.isLiteral()) {
      return;
    }
    List<String> allowed =
        G.listSP(shapes, broken.shape(), SHACL.languageIn).stream()
            .flatMap(list -> G.rdfList(shapes, list).stream())
            .map(Node::getLiteralLexicalForm)
            .toList();
    Node right = Literals.inItsLanguage(value.getLiteralLexicalForm());
    for (Triple triple : triples(broken)) {
      if (allowed.contains(right.getLiteralLanguage())) {
        boolean none = value.getLiteralLanguage().isEmpty();
        replace(
            found, "write " + text(right), none ? Certainty.SURE : Certainty.LIKELY, triple, right);
      }
      if (broken.predicate() != null && broken.predicate().equals(RDFS.Nodes.label)) {
        found.add(
            "make it an alternative label",
            Certainty.LIKELY,
            List.of(triple),
            List.of(Triple.create(triple.getSubject(), SKOS.altLabel.asNode(), value)));
      }
    }
  }

  private void notInList(Case broken, Found found) {
    List<Node> allowed = list(broken.shape(), SHACL.in);
    for (Triple triple : triples(broken)) {
      Node value = triple.getObject();
      List<Node> near =
          value.isURI()
              ? nearby.spelt(value, allowed, 2)
              : nearby.named(
                  value.getLiteralLexicalForm(),
                  allowed.stream().filter(Node::isURI).toList(),
                  prefixes::expandPrefix);
      near.forEach(node -> replace(found, "write " + text(node), Certainty.LIKELY, triple, node));
      nearby
          .usual(triple.getPredicate(), subjectsOf(triple.getPredicate()))
          .filter(allowed::contains)
          .ifPresent(
              node ->
                  replace(
                      found,
                      "write " + text(node),
                      allowed.size() == 1 ? Certainty.SURE : Certainty.LIKELY,
                      triple,
                      node));
      allowed.forEach(
          node ->
              replace(
                  found,
                  "write " + text(node),
                  allowed.size() == 1 ? Certainty.SURE : Certainty.LIKELY,
                  triple,
                  node));
    }
  }

  private void forbidden(Case broken, Found found) {
    for (Triple triple : triples(broken)) {
      if (triple.getPredicate().equals(RDF.Nodes.type)) {
        List<Node> narrower = new ArrayList<>(nearby.subclasses(triple.getObject()));
        narrower.remove(triple.getObject());
        narrower.removeIf(type -> !usedClasses().contains(type));
        for (int i = 0; i < 2 && !narrower.isEmpty(); i++) {
          Optional<Node> best = nearby.classLike(broken.resource(), narrower);
          best.ifPresent(
              type -> {
                replace(found, "write " + text(type), Certainty.LIKELY, triple, type);
                narrower.remove(type);
              });
        }
        if (narrower.isEmpty() && found.suggestions.isEmpty()) {
          nearby
              .classLike(broken.resource(), usedClasses())
              .ifPresent(
                  type -> replace(found, "write " + text(type), Certainty.LIKELY, triple, type));
        }
      } else {
        remove(broken, Certainty.LIKELY, found);
      }
    }
  }

  private void wrongPattern(Case broken, Found found) {
    Node pattern = G.getZeroOrOneSP(shapes, broken.shape(), SHACL.pattern);
    if (pattern == null) {
      return;
    }
    Pattern form;
    try {
      form = Pattern.compile(pattern.getLiteralLexicalForm());
    } catch (PatternSyntaxException e) {
      return;
    }
    if (broken.path().isEmpty()) {
      wrongAddress(broken.resource(), form, found);
      return;
    }
    Node value = broken.value();
    for (Triple triple : triples(broken)) {
      if (value.isURI()) {
        String end = Nearby.lastWord(value.getURI());
        nearby
            .usual(triple.getPredicate(), subjectsOf(triple.getPredicate()))
            .filter(Node::isURI)
            .map(
                usual ->
                    usual
                            .getURI()
                            .substring(
                                0,
                                usual.getURI().length() - Nearby.lastWord(usual.getURI()).length())
                        + end)
            .filter(iri -> form.matcher(iri).find())
            .ifPresent(
                iri ->
                    replace(
                        found,
                        "write " + text(NodeFactory.createURI(iri)),
                        Certainty.SURE,
                        triple,
                        NodeFactory.createURI(iri)));
      } else if (value.isLiteral()) {
        for (String variant : Literals.variants(value.getLiteralLexicalForm())) {
          if (form.matcher(variant).find()) {
            Node right = withForm(value, variant);
            replace(found, "write " + text(right), Certainty.LIKELY, triple, right);
            break;
          }
        }
      }
    }
  }

  private static Node withForm(Node literal, String form) {
    return literal.getLiteralLanguage().isEmpty()
        ? NodeFactory.createLiteralDT(form, literal.getLiteralDatatype())
        : NodeFactory.createLiteralLang(form, literal.getLiteralLanguage());
  }

  /** Another address for a resource, wherever it is written. */
  private void wrongAddress(Node resource, Pattern form, Found found) {
    if (!resource.isURI()) {
      return;
    }
    String iri = resource.getURI();
    String start = iri.startsWith(Ibid.ID) ? Ibid.ID : "";
    String end =
        iri.substring(start.length())
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9/.]+", "-")
            .replaceAll("-*([/.])-*", "$1")
            .replaceAll("^-|-$", "");
    Node right = NodeFactory.createURI(start + end);
    if (form.matcher(right.getURI()).find() && !nearby.isDescribed(right)) {
      rename(resource, right, found);
    }
  }

  private void rename(Node resource, Node right, Found found) {
    List<Triple> deleted = new ArrayList<>();
    deleted.addAll(data.find(resource, Node.ANY, Node.ANY).toList());
    deleted.addAll(data.find(Node.ANY, Node.ANY, resource).toList());
    List<Triple> added =
        deleted.stream()
            .map(
                t ->
                    Triple.create(
                        t.getSubject().equals(resource) ? right : t.getSubject(),
                        t.getPredicate(),
                        t.getObject().equals(resource) ? right : t.getObject()))
            .toList();
    Optional<Rewriter.Rewriting> rewriting = rewriter.renaming(resource, right, deleted);
    found.suggestions.add(
        new Suggestion(
            "call it " + text(right) + ", wherever it is written",
            Certainty.SURE,
            rewriting.map(Rewriter.Rewriting::file),
            rewriting.map(Rewriter.Rewriting::edits).orElse(List.of()),
            deleted,
            added));
  }

  private void swap(Case broken, Found found) {
    Node other = G.getZeroOrOneSP(shapes, broken.shape(), SHACL.lessThan);
    Node one = broken.predicate();
    List<Node> lower = one == null ? List.of() : G.listSP(data, broken.resource(), one);
    List<Node> upper = other == null ? List.of() : G.listSP(data, broken.resource(), other);
    if (lower.size() == 1 && upper.size() == 1 && !lower.equals(upper)) {
      found.add(
          "exchange the two values",
          Certainty.LIKELY,
          List.of(
              Triple.create(broken.resource(), one, lower.get(0)),
              Triple.create(broken.resource(), other, upper.get(0))),
          List.of(
              Triple.create(broken.resource(), one, upper.get(0)),
              Triple.create(broken.resource(), other, lower.get(0))));
    }
  }

  private void wrongKind(Case broken, Found found) {
    if (broken.value() != null
        && broken.value().isLiteral()
        && broken.value().getLiteralLexicalForm().matches("https?://\\S+")) {
      for (Triple triple : triples(broken)) {
        Node iri = NodeFactory.createURI(broken.value().getLiteralLexicalForm());
        replace(
            found, "write " + text(iri) + ", without quotation marks", Certainty.SURE, triple, iri);
      }
    } else {
      named(broken, found);
    }
  }

  // ---- Rules in SPARQL: what can be seen without knowing the rule

  private void generally(Case broken, Found found) {
    Node predicate = broken.predicate();
    if (predicate == null) {
      return;
    }
    for (Triple triple : triples(broken)) {
      Node value = triple.getObject();
      if (!nearby.predicates().contains(predicate)) {
        for (Node near : nearby.spelt(predicate, nearby.predicates(), 3)) {
          found.add(
              "write " + text(near) + " instead of " + text(predicate),
              Certainty.LIKELY,
              data.find(broken.resource(), predicate, Node.ANY).toList(),
              data.find(broken.resource(), predicate, Node.ANY)
                  .mapWith(t -> Triple.create(t.getSubject(), near, t.getObject()))
                  .toList());
        }
        return;
      }
      if (!belongs(broken.resource(), predicate)) {
        elsewhere(broken, predicate, found);
        return;
      }
      if (value.isLiteral()
          && data.contains(predicate, RDF.Nodes.type, OWL.ObjectProperty.asNode())) {
        Set<Node> all = new LinkedHashSet<>(instancesOfRange(predicate));
        nearby.named(value.getLiteralLexicalForm(), all, prefixes::expandPrefix).stream()
            .limit(2)
            .forEach(
                node ->
                    replace(
                        found,
                        "write " + text(node) + ", which is a resource",
                        Certainty.SURE,
                        triple,
                        node));
      } else if (value.isURI() && !nearby.isDescribed(value)) {
        nearby
            .spelt(value, instancesOfRange(predicate), 3)
            .forEach(node -> replace(found, "write " + text(node), Certainty.LIKELY, triple, node));
      } else if (value.isBlank()) {
        nameless(triple, found);
      }
    }
  }

  private boolean belongs(Node resource, Node predicate) {
    List<Node> domains =
        G.listSP(data, predicate, RDFS.Nodes.domain).stream().filter(Node::isURI).toList();
    return domains.stream().allMatch(domain -> nearby.isA(resource, domain));
  }

  /** The predicate belongs to another resource: to a part of this one, or nowhere. */
  private void elsewhere(Case broken, Node predicate, Found found) {
    List<Triple> triples = data.find(broken.resource(), predicate, Node.ANY).toList();
    for (Node domain : G.listSP(data, predicate, RDFS.Nodes.domain)) {
      String iri = broken.resource().isURI() ? broken.resource().getURI() : "";
      String owner =
          iri.lastIndexOf('.') > iri.lastIndexOf('/')
              ? iri.substring(0, iri.lastIndexOf('.'))
              : iri;
      Stream<Node> related =
          Stream.concat(
              data
                  .find(broken.resource(), Node.ANY, Node.ANY)
                  .mapWith(Triple::getObject)
                  .toList()
                  .stream(),
              Stream.of(NodeFactory.createURI(owner)));
      related
          .filter(
              node -> node.isURI() && node.getURI().startsWith(owner) && nearby.isA(node, domain))
          .filter(node -> !data.contains(node, predicate, Node.ANY))
          .distinct()
          .forEach(
              node ->
                  found.add(
                      "move it to " + text(node),
                      Certainty.LIKELY,
                      triples,
                      triples.stream()
                          .map(t -> Triple.create(node, predicate, t.getObject()))
                          .toList()));
    }
    for (Triple triple : triples) {
      found.add(
          "remove " + said(predicate, triple.getObject()),
          Certainty.LIKELY,
          List.of(triple),
          List.of());
    }
  }

  /** A part in square brackets gets an address, and what is in the brackets is said of that. */
  private void nameless(Triple triple, Found found) {
    if (!triple.getSubject().isURI()) {
      return;
    }
    String role =
        Nearby.lastWord(triple.getPredicate().getURI())
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    Node part = NodeFactory.createURI(triple.getSubject().getURI() + "." + role);
    for (int i = 2; nearby.isDescribed(part); i++) {
      part = NodeFactory.createURI(triple.getSubject().getURI() + "." + role + "-" + i);
    }
    Node name = part;
    List<Triple> own = data.find(triple.getObject(), Node.ANY, Node.ANY).toList();
    if (own.stream().anyMatch(t -> t.getObject().isBlank())) {
      return;
    }
    List<Triple> deleted = new ArrayList<>(List.of(triple));
    List<Triple> added =
        new ArrayList<>(List.of(Triple.create(triple.getSubject(), triple.getPredicate(), name)));
    for (Triple each : own) {
      added.add(Triple.create(name, each.getPredicate(), each.getObject()));
    }
    Optional<Rewriter.Rewriting> rewriting = rewriter.naming(triple, own, added);
    deleted.addAll(own);
    found.suggestions.add(
        new Suggestion(
            "call it " + text(name) + " and describe it below",
            Certainty.SURE,
            rewriting.map(Rewriter.Rewriting::file),
            rewriting.map(Rewriter.Rewriting::edits).orElse(List.of()),
            deleted,
            added));
  }

  /** A resource without an address gets one. */
  private void named(Case broken, Found found) {
    if (broken.resource().isBlank()) {
      rewriter
          .address(broken.resource())
          .ifPresent(
              rewriting ->
                  found.suggestions.add(
                      new Suggestion(
                          "give it an address, and put the right word into it",
                          Certainty.TO_FILL_IN,
                          Optional.of(rewriting.file()),
                          rewriting.edits(),
                          List.of(),
                          List.of())));
    }
  }

  private List<Node> instancesOfRange(Node predicate) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node range : ranges(predicate)) {
      found.addAll(nearby.instances(range));
    }
    if (found.isEmpty()) {
      data.find(Node.ANY, predicate, Node.ANY)
          .mapWith(Triple::getObject)
          .filterKeep(Node::isURI)
          .filterKeep(nearby::isDescribed)
          .forEachRemaining(found::add);
      Set<Node> types = new LinkedHashSet<>();
      found.forEach(node -> types.addAll(G.listSP(data, node, RDF.Nodes.type)));
      types.forEach(type -> found.addAll(nearby.instances(type)));
    }
    return List.copyOf(found);
  }

  private List<Node> ranges(Node predicate) {
    List<Node> ranges = new ArrayList<>(G.listSP(data, predicate, RDFS.Nodes.range));
    for (Node above : G.listSP(data, predicate, RDFS.Nodes.subPropertyOf)) {
      if (ranges.isEmpty()) {
        ranges.addAll(G.listSP(data, above, RDFS.Nodes.range));
      }
    }
    ranges.removeIf(range -> !range.isURI());
    return ranges;
  }

  // ---- What the shapes say

  private List<Node> stated(Node shape) {
    List<Node> values = new ArrayList<>(G.listSP(shapes, shape, DEFAULT_VALUE));
    values.addAll(G.listSP(shapes, shape, SHACL.hasValue));
    List<Node> in = list(shape, SHACL.in);
    if (values.isEmpty() && in.size() == 1) {
      values.addAll(in);
    }
    return values;
  }

  private List<Node> list(Node shape, Node parameter) {
    List<Node> all = new ArrayList<>();
    G.listSP(shapes, shape, parameter).forEach(list -> all.addAll(G.rdfList(shapes, list)));
    return all;
  }

  private List<Node> classesOf(Node shape) {
    return G.listSP(shapes, shape, SHACL.class_);
  }

  private List<Node> inOr(Node shape, Node parameter) {
    List<Node> found = new ArrayList<>();
    for (Node option : list(shape, SHACL.or)) {
      found.addAll(G.listSP(shapes, option, parameter));
    }
    return found;
  }

  /**
   * The classes of the values of a predicate: as the shape says, another shape, or the ontology.
   */
  private List<Node> expected(Node shape, Node predicate) {
    List<Node> found = new ArrayList<>(classesOf(shape));
    found.addAll(inOr(shape, SHACL.class_));
    if (found.isEmpty() && predicate != null) {
      for (Node other : G.listPO(shapes, SHACL.path, predicate)) {
        found.addAll(classesOf(other));
        found.addAll(inOr(other, SHACL.class_));
      }
    }
    if (found.isEmpty()
        && predicate != null
        && data.contains(predicate, RDF.Nodes.type, OWL.ObjectProperty.asNode())) {
      found.addAll(ranges(predicate));
    }
    return found;
  }

  private int number(Node shape, Node parameter, int otherwise) {
    Node number = G.getZeroOrOneSP(shapes, shape, parameter);
    return number == null ? otherwise : Integer.parseInt(number.getLiteralLexicalForm());
  }

  // ---- What the graph says

  private Set<Node> usedClasses;

  private Set<Node> usedClasses() {
    if (usedClasses == null) {
      Set<Node> found = new LinkedHashSet<>();
      for (Node type : nearby.classes()) {
        var any = data.find(Node.ANY, RDF.Nodes.type, type);
        try {
          while (any.hasNext()) {
            Node subject = any.next().getSubject();
            if (subject.isURI() && subject.getURI().startsWith(Ibid.ID)) {
              found.add(type);
              break;
            }
          }
        } finally {
          any.close();
        }
      }
      usedClasses = found;
    }
    return usedClasses;
  }

  /** Others of the same class; of a very large class only some. */
  private List<Node> peers(Node resource) {
    List<Node> types = G.listSP(data, resource, RDF.Nodes.type);
    Set<Node> found = new LinkedHashSet<>();
    for (Node type : types) {
      found.addAll(nearby.instances(type));
    }
    found.remove(resource);
    return List.copyOf(found);
  }

  private List<Node> subjectsOf(Node predicate) {
    Set<Node> found = new LinkedHashSet<>();
    var triples = data.find(Node.ANY, predicate, Node.ANY);
    try {
      while (triples.hasNext() && found.size() < 5_000) {
        found.add(triples.next().getSubject());
      }
    } finally {
      triples.close();
    }
    return List.copyOf(found);
  }

  /** The most usual value among those allowed: for resources of the same class, or for any. */
  private Optional<Node> usualAmong(Node resource, Node predicate, Set<Node> allowed) {
    return nearby
        .usual(predicate, peers(resource))
        .filter(allowed::contains)
        .or(() -> nearby.usual(predicate, subjectsOf(predicate)).filter(allowed::contains));
  }

  /** The triples that the finding is about. */
  private List<Triple> triples(Case broken) {
    if (broken.value() == null && broken.predicate() != null) {
      return data.find(broken.resource(), broken.predicate(), Node.ANY).toList();
    }
    if (broken.value() == null) {
      return List.of();
    }
    if (broken.predicate() != null) {
      Triple triple = Triple.create(broken.resource(), broken.predicate(), broken.value());
      return data.contains(triple) ? List.of(triple) : List.of();
    }
    return data.find(broken.resource(), Node.ANY, broken.value()).toList();
  }

  // ---- Words

  private void add(Found found, Certainty certainty, Node resource, Node predicate, Node value) {
    found.add(
        "add " + said(predicate, value),
        certainty,
        List.of(),
        List.of(Triple.create(resource, predicate, value)));
  }

  private static void replace(
      Found found, String words, Certainty certainty, Triple triple, Node value) {
    found.add(
        words,
        certainty,
        List.of(triple),
        List.of(Triple.create(triple.getSubject(), triple.getPredicate(), value)));
  }

  private String said(Node predicate, Node value) {
    return (predicate.equals(RDF.Nodes.type) ? "a" : text(predicate)) + " " + text(value);
  }

  private String values(List<Triple> triples) {
    return String.join(" and ", triples.stream().map(t -> text(t.getObject())).toList());
  }

  private String text(Node node) {
    String text = new TurtleTerms(prefixes.getNsPrefixMap(), prefixes).of(node);
    return text.length() > 90 ? text.substring(0, 89) + "…" : text;
  }
}
