package org.ibid.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;

/** Checks the logic of the ontology, and of the bundled data under it, with an OWL reasoner. */
class OntologyTest {

  private static final OWLOntology ONTOLOGY = Owl.load(Owl.ontology());
  private static final OWLOntology WITH_DATA = Owl.load(Owl.ontology(), Owl.read(Owl.data()));

  @Test
  void ontologyIsWithinOwl2Dl() {
    assertThat(new OWL2DLProfile().checkOntology(ONTOLOGY).getViolations()).isEmpty();
  }

  @Test
  void bundledDataIsWithinOwl2Dl() {
    assertThat(new OWL2DLProfile().checkOntology(WITH_DATA).getViolations()).isEmpty();
  }

  @Test
  void ontologyIsConsistentAndEveryClassAndPropertyCanHaveMembers() {
    Reasoner reasoner = Owl.reasoner(ONTOLOGY);
    assertThat(reasoner.isConsistent()).isTrue();
    assertThat(reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()).isEmpty();
    assertThat(reasoner.getBottomObjectPropertyNode().getEntitiesMinusBottom()).isEmpty();
    assertThat(reasoner.getBottomDataPropertyNode().getEntitiesMinusBottom()).isEmpty();
  }

  @Test
  void bundledDataDoesNotContradictTheOntology() {
    if (!Owl.isConsistent(WITH_DATA)) {
      Set<OWLAxiom> data = new HashSet<>(WITH_DATA.getAxioms());
      data.removeAll(ONTOLOGY.getAxioms());
      assertThat(Owl.clash(ONTOLOGY, data))
          .as("statements of the data that cannot all be true")
          .isEmpty();
    }
  }
}
