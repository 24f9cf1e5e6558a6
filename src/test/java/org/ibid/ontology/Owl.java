package org.ibid.ontology;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.RDFXMLDocumentFormat;
import org.semanticweb.owlapi.io.StringDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.vocab.OWL2Datatype;

/** Gives the ontology and the data to the tools of OWL, in the form that they can read. */
final class Owl {

  static final Path ROOT = Path.of(System.getProperty("ibid.home", "")).toAbsolutePath();

  /** The module whose header stands for all of them where they are read as one ontology. */
  private static final String HEADER = "https://w3id.org/ibid/ns";

  private Owl() {}

  /** The modules of the ontology as one, with one header. */
  static Model ontology() {
    Model all = read(modules());
    for (Resource header : all.listSubjectsWithProperty(RDF.type, OWL2.Ontology).toList()) {
      if (!header.hasURI(HEADER)) {
        all.removeAll(header, null, null);
      }
    }
    return all;
  }

  static List<Path> modules() {
    return files(ROOT.resolve("ontology"), ".ttl", 1);
  }

  static List<Path> shapes() {
    return files(ROOT.resolve("ontology/shapes"), ".ttl", 1);
  }

  /** The data files, without what was taken over from Wikidata: that has Wikidata's own terms. */
  static List<Path> data() {
    return files(ROOT.resolve("data"), ".ttl", 9).stream()
        .filter(file -> !file.startsWith(ROOT.resolve("data/wikidata")))
        .toList();
  }

  static List<Path> files(Path folder, String ending, int depth) {
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Model read(Collection<Path> files) {
    Model model = ModelFactory.createDefaultModel();
    files.forEach(file -> RDFDataMgr.read(model, file.toUri().toString()));
    return model;
  }

  /**
   * Reads RDF as an OWL ontology. Values of datatypes that OWL 2 does not know (xsd:gYear,
   * xsd:date) are left out: SHACL looks after them.
   */
  static OWLOntology load(Model... models) {
    Model copy = ModelFactory.createDefaultModel();
    for (Model model : models) {
      copy.add(model);
    }
    copy.remove(copy.listStatements().filterKeep(Owl::isBeyondOwl).toList());
    StringWriter text = new StringWriter();
    RDFDataMgr.write(text, copy, RDFFormat.RDFXML_PLAIN);
    try {
      return OWLManager.createOWLOntologyManager()
          .loadOntologyFromOntologyDocument(
              new StringDocumentSource(
                  text.toString(), IRI.create(HEADER), new RDFXMLDocumentFormat(), null));
    } catch (OWLOntologyCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBeyondOwl(Statement statement) {
    return statement.getObject().isLiteral()
        && !OWL2Datatype.isBuiltIn(IRI.create(statement.getLiteral().getDatatypeURI()));
  }

  static Reasoner reasoner(OWLOntology ontology) {
    return new Reasoner(new Configuration(), ontology);
  }

  static boolean isConsistent(OWLOntology ontology) {
    return reasoner(ontology).isConsistent();
  }

  /**
   * Finds a smallest set of added axioms that contradict the others, for people to read.
   *
   * @param ontology what is contradicted, consistent by itself
   * @param added axioms that cannot all be true
   */
  static List<OWLAxiom> clash(OWLOntology ontology, Set<OWLAxiom> added) {
    // QuickXplain (Junker 2004)
    return smallest(ontology.getAxioms(), List.of(), List.copyOf(added));
  }

  private static List<OWLAxiom> smallest(
      Set<OWLAxiom> background, List<OWLAxiom> delta, List<OWLAxiom> candidates) {
    if (!delta.isEmpty() && !isConsistent(ontology(background))) {
      return List.of();
    }
    if (candidates.size() == 1) {
      return candidates;
    }
    int half = candidates.size() / 2;
    List<OWLAxiom> left = candidates.subList(0, half);
    List<OWLAxiom> right = candidates.subList(half, candidates.size());
    List<OWLAxiom> ofRight = smallest(union(background, left), left, right);
    List<OWLAxiom> ofLeft = smallest(union(background, ofRight), ofRight, left);
    List<OWLAxiom> both = new ArrayList<>(ofLeft);
    both.addAll(ofRight);
    return both;
  }

  private static Set<OWLAxiom> union(Set<OWLAxiom> some, List<OWLAxiom> more) {
    Set<OWLAxiom> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  private static OWLOntology ontology(Set<OWLAxiom> axioms) {
    try {
      return OWLManager.createOWLOntologyManager().createOntology(axioms);
    } catch (OWLOntologyCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
