package org.ibid.edit.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.BundledProject;
import org.ibid.edit.form.Field.Entry;
import org.ibid.edit.form.Field.Need;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.DataFile;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.Progress;
import org.ibid.graph.View;
import org.ibid.search.Labels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form knows what the ontology and the shapes know, and loses nothing of any claim. */
class FormModelTest {

  private static View view;
  private static FormModel model;
  private static Finder finder;
  private static Map<Node, List<Triple>> claims;

  @BeforeAll
  static void load() {
    view = ClaimGraph.read(BundledProject.home(), Progress.none()).view();
    model =
        FormModel.of(
            view,
            ClaimGraph.readShapes(BundledProject.home()),
            PredicateOrder.read(BundledProject.home()));
    finder = new Finder(view);
    claims = new TreeMap<>((a, b) -> a.getURI().compareTo(b.getURI()));
    view.files().stream()
        .flatMap(file -> file.triples().stream())
        .filter(triple -> triple.getSubject().isURI())
        .filter(triple -> triple.getSubject().getURI().contains("/claim/"))
        .forEach(
            triple ->
                claims
                    .computeIfAbsent(
                        NodeFactory.createURI(
                            triple.getSubject().getURI().replaceFirst("[.][^/]*$", "")),
                        key -> new ArrayList<>())
                    .add(triple));
  }

  static Stream<Kind> kinds() {
    load();
    return model.kinds().stream();
  }

  private static Field field(Kind kind, String name) {
    return kind.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind.name() + " has no field " + name));
  }

  private static Kind kind(String name) {
    return model.kind(NodeFactory.createURI(view.prefixes().expandPrefix(name))).orElseThrow();
  }

  @Test
  void everyClassOfClaimsThatCanBeWrittenHasAForm() {
    Set<Node> written = new HashSet<>();
    claims
        .values()
        .forEach(
            triples ->
                triples.stream()
                    .filter(triple -> triple.getPredicate().equals(RDF.type.asNode()))
                    .filter(triple -> claims.containsKey(triple.getSubject()))
                    .forEach(triple -> written.add(triple.getObject())));
    Set<Node> declared =
        new HashSet<>(
            view.asserted()
                .find(Node.ANY, RDFS.subClassOf.asNode(), Terms.CLAIM)
                .mapWith(Triple::getSubject)
                .toList());
    declared.remove(NodeFactory.createURI(Ibid.NS + "LicensingClaim"));
    assertThat(model.kinds()).extracting(Kind::type).containsAll(written);
    assertThat(model.kinds()).extracting(Kind::type).containsExactlyInAnyOrderElementsOf(declared);
    assertThat(model.kinds()).allSatisfy(kind -> assertThat(kind.definition()).isNotEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void everyKindAsksForWhatEveryClaimNeeds(Kind kind) {
    for (String name :
        List.of(
            "ibid:statement",
            "ibid:modality",
            "ibid:attribution",
            "ibid:passage",
            "ibid:evidence")) {
      assertThat(field(kind, name).need()).as(name).isEqualTo(Need.REQUIRED);
    }
    assertThat(kind.fields()).allSatisfy(field -> assertThat(field.label()).isNotBlank());
    assertThat(kind.fields()).extracting(Field::name).doesNotHaveDuplicates();
  }

  @Test
  void fieldsAreOfTheSortThatOntologyAndShapesSay() {
    Kind trade = kind("gec:TradeFlowClaim");
    assertThat(field(trade, "ibid:modality").entry()).isEqualTo(Entry.CHOICE);
    assertThat(field(trade, "ibid:modality").choices())
        .extracting(Field.Choice::label)
        .contains("asserted", "hedged");
    assertThat(field(trade, "ibid:passage").entry()).isEqualTo(Entry.RESOURCE);
    assertThat(field(trade, "ibid:period").entry()).isEqualTo(Entry.DATE);
    assertThat(field(trade, "gec:amount").entry()).isEqualTo(Entry.PART);
    assertThat(field(trade, "gec:amount").least()).isEqualTo(1);
    assertThat(field(trade, "gec:between").need()).isEqualTo(Need.ONE_OF);
    assertThat(field(trade, "gec:between").most()).isEqualTo(2);
    assertThat(field(trade, "gec:between").classes()).hasSize(2);
    assertThat(field(trade, "skos:editorialNote").entry()).isEqualTo(Entry.TEXT);
    assertThat(field(trade, "ibid:rank").entry()).isEqualTo(Entry.NUMBER);
    assertThat(field(kind("gec:OfficeClaim"), "gec:former").entry()).isEqualTo(Entry.FLAG);
    Kind quantity = field(trade, "gec:amount").parts().get(0);
    assertThat(field(quantity, "ibid:value").entry()).isEqualTo(Entry.NUMBER);
    assertThat(field(quantity, "ibid:per").choices()).hasSize(2);
    assertThat(field(quantity, "ibid:includedIn").entry()).isEqualTo(Entry.RESOURCE);
    assertThat(field(trade, "ibid:evidence").parts())
        .extracting(Kind::name)
        .containsExactlyInAnyOrder("ibid:CitedEvidence", "ibid:NoSourceGiven");
  }

  @Test
  void whatNobodyWritesHasNoField() {
    for (Kind kind : model.kinds()) {
      assertThat(kind.fields()).extracting(Field::name).doesNotContain("ibid:upholds", "a");
    }
  }

  /** What the form does not know as a field of the kind would be shown as not belonging there. */
  @Test
  void everyValueOfEveryClaimHasAFieldOfItsOwn() {
    Set<String> homeless = new TreeSet<>();
    claims.forEach(
        (claim, triples) -> {
          Filled filled = Draft.filledFrom(model, finder, triples, claim);
          if (filled.type("").isEmpty()) {
            return;
          }
          Sheet sheet = Sheet.of(model, kind(filled.type("")), filled, List.of());
          Set<String> shown = new HashSet<>();
          sheet
              .sections()
              .forEach(section -> section.boxes().forEach(box -> collect(box, shown, homeless)));
          for (Triple triple : triples) {
            String role =
                triple.getSubject().getURI().substring(claim.getURI().length()).replace(".", "");
            if (!triple.getPredicate().equals(RDF.type.asNode())
                && !shown.contains(role + " " + model.name(triple.getPredicate()))) {
              homeless.add(claim + " " + role + " " + triple.getPredicate());
            }
          }
        });
    assertThat(homeless).isEmpty();
  }

  private static void collect(Sheet.Box box, Set<String> shown, Set<String> homeless) {
    for (Sheet.Row row : box.rows()) {
      String role =
          row.name().startsWith(".") ? row.name().substring(1, row.name().indexOf('/')) : "";
      shown.add(role + " " + box.field().name());
      if (row.part() != null) {
        if (row.part().kind() == null) {
          homeless.add(row.name());
        }
        row.part().boxes().forEach(inner -> collect(inner, shown, homeless));
      }
    }
  }

  @Test
  void claimThatIsLoadedIntoTheFormAndWrittenBackSaysTheSame() {
    assertThat(claims.size()).isGreaterThan(100);
    claims.forEach(
        (claim, triples) -> {
          Filled loaded = Draft.filledFrom(model, finder, triples, claim);
          Filled sent = Filled.read(parameters(loaded));
          Draft draft = Draft.of(model, finder, sent, claim);
          assertThat(draft.triples())
              .as(claim.getURI())
              .containsExactlyInAnyOrderElementsOf(new HashSet<>(triples));
          assertThat(draft.problems()).isEmpty();
        });
  }

  /** What a browser would send of the form. */
  private static Map<String, String[]> parameters(Filled filled) {
    Map<String, String[]> sent = new TreeMap<>();
    send(filled, "", sent);
    return sent;
  }

  private static void send(Filled filled, String role, Map<String, String[]> sent) {
    for (String property : filled.properties(role)) {
      List<Filled.Value> values = filled.values(role, property);
      for (int place = 0; place < values.size(); place++) {
        Filled.Value value = values.get(place);
        String name = Filled.name(role, property, place);
        sent.put(name, new String[] {value.text()});
        put(sent, name + "/lang", value.language());
        put(sent, name + "/type", value.type());
        put(sent, name + "/iri", value.iri());
        if (value.isPart()) {
          send(filled, value.text().substring(1), sent);
        }
      }
    }
  }

  private static void put(Map<String, String[]> sent, String name, String value) {
    if (value != null) {
      sent.put(name, new String[] {value});
    }
  }

  @Test
  void turtleOfTheFormIsInTheCanonicalForm() {
    PredicateOrder order = PredicateOrder.read(BundledProject.home());
    claims.entrySet().stream()
        .limit(50)
        .forEach(
            entry -> {
              Filled filled = Draft.filledFrom(model, finder, entry.getValue(), entry.getKey());
              String turtle = Draft.of(model, finder, filled, entry.getKey()).turtle(order);
              assertThat(DataFile.parse(turtle, "form").toTurtle(order)).isEqualTo(turtle);
              assertThat(turtle).contains("claim:" + Labels.localName(entry.getKey()) + " a ");
            });
  }
}
