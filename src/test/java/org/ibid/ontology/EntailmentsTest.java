package org.ibid.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.query.Dataset;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLOntology;

/**
 * Shows what follows from the ontology, and what does not.
 *
 * <p>Each file of the folder has what is {@code <given>}, what {@code <follows>} and what {@code
 * <does-not-follow>}.
 */
class EntailmentsTest {

  private static final Path FOLDER = Owl.ROOT.resolve("src/test/resources/ontology/entailments");
  private static final Model ONTOLOGY = Owl.ontology();

  static Stream<Named<Path>> cases() {
    return Owl.files(FOLDER, ".trig", 1).stream()
        .map(file -> Named.of(file.getFileName().toString().replace(".trig", ""), file));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holds(Path file) {
    Dataset parts = RDFDataMgr.loadDataset(file.toUri().toString());
    Model given = part(parts, "given");
    OWLOntology premises = Owl.load(ONTOLOGY, given);
    Reasoner reasoner = Owl.reasoner(premises);
    assertThat(reasoner.isConsistent()).isTrue();

    Set<OWLAxiom> follows = axioms(given, part(parts, "follows"));
    Set<OWLAxiom> doesNotFollow = axioms(given, part(parts, "does-not-follow"));
    assertThat(follows.size() + doesNotFollow.size()).isPositive();
    assertThat(follows.stream().filter(axiom -> !reasoner.isEntailed(axiom)))
        .as("what should follow but does not")
        .isEmpty();
    assertThat(doesNotFollow.stream().filter(reasoner::isEntailed))
        .as("what follows but should not")
        .isEmpty();
  }

  private static Set<OWLAxiom> axioms(Model given, Model more) {
    OWLOntology premises = Owl.load(ONTOLOGY, given);
    return Owl.load(ONTOLOGY, given, more)
        .logicalAxioms()
        .filter(axiom -> !premises.containsAxiom(axiom))
        .collect(Collectors.toSet());
  }

  private static Model part(Dataset parts, String name) {
    return parts.getNamedModel("https://w3id.org/ibid/test/" + name);
  }
}
