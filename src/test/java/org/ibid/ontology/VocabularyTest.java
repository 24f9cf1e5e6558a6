package org.ibid.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;

/** Checks that every term is declared once, named, defined and used as what it is. */
class VocabularyTest {

  private static final Set<String> BUILT_IN = Set.of(RDF.uri, RDFS.uri, OWL2.NS);
  private static final Set<Resource> PROPERTY_KINDS =
      Set.of(OWL2.ObjectProperty, OWL2.DatatypeProperty, OWL2.AnnotationProperty);

  private static final Model ONTOLOGY = Owl.read(Owl.modules());
  private static final Model DATA = Owl.read(Owl.data());
  private static final Model SHAPES = Owl.read(Owl.shapes());
  private static final Model ALL = ONTOLOGY.union(DATA);

  @Test
  void everyPredicateIsADeclaredProperty() {
    assertThat(
            ALL.listStatements()
                .mapWith(Statement::getPredicate)
                .filterDrop(VocabularyTest::isBuiltIn)
                .filterDrop(p -> kinds(p).findAny().isPresent())
                .toSet())
        .as("predicates that the ontology does not declare")
        .isEmpty();
  }

  @Test
  void everyTypeIsADeclaredClass() {
    assertThat(
            ALL.listObjectsOfProperty(RDF.type)
                .mapWith(RDFNode::asResource)
                .filterDrop(VocabularyTest::isBuiltIn)
                .filterDrop(c -> ONTOLOGY.contains(c, RDF.type, OWL2.Class))
                .toSet())
        .as("classes that the ontology does not declare")
        .isEmpty();
  }

  @Test
  void everyPropertyIsOfOneKindOnly() {
    assertThat(properties().stream().filter(p -> kinds(p).count() > 1)).isEmpty();
    assertThat(properties().stream().filter(p -> ONTOLOGY.contains(p, RDF.type, OWL2.Class)))
        .isEmpty();
  }

  @Test
  void everyPropertyIsUsedAsTheKindThatItIs() {
    assertThat(
            ALL.listStatements()
                .filterKeep(
                    s ->
                        s.getObject().isLiteral()
                            ? ONTOLOGY.contains(s.getPredicate(), RDF.type, OWL2.ObjectProperty)
                            : ONTOLOGY.contains(s.getPredicate(), RDF.type, OWL2.DatatypeProperty))
                .toSet())
        .isEmpty();
  }

  @Test
  void everyTermOfTheShapesIsDeclared() {
    Set<RDFNode> used = new HashSet<>();
    SHAPES
        .listStatements()
        .forEach(
            s -> Stream.of(s.getSubject(), s.getPredicate(), s.getObject()).forEach(used::add));
    assertThat(
            used.stream()
                .filter(node -> node.isURIResource() && isOfAVocabulary(node.asResource()))
                .map(RDFNode::asResource)
                .filter(term -> !isDeclared(term)))
        .as("terms that the ontology does not declare")
        .isEmpty();
  }

  @Test
  void everyTermNamedInRulesQuestionsAndMessagesIsDeclared() throws IOException {
    List<Path> files = new ArrayList<>(Owl.shapes());
    files.addAll(Owl.files(Owl.ROOT.resolve("ontology/rules"), ".rq", 1));
    files.addAll(Owl.files(Owl.ROOT.resolve("queries"), ".rq", 2));
    Map<String, String> prefixes = new HashMap<>(SHAPES.getNsPrefixMap());
    prefixes.putAll(ONTOLOGY.getNsPrefixMap());
    Pattern name = Pattern.compile("(?<![\\w:/.-])([a-z][a-z0-9]*):([A-Za-z]\\w*)");
    Set<String> undeclared = new TreeSet<>();
    for (Path file : files) {
      Matcher matcher = name.matcher(Files.readString(file));
      while (matcher.find()) {
        String namespace = prefixes.get(matcher.group(1));
        if (namespace != null) {
          Resource term = ONTOLOGY.createResource(namespace + matcher.group(2));
          if (isOfAVocabulary(term) && !isDeclared(term)) {
            undeclared.add(matcher.group() + " in " + Owl.ROOT.relativize(file));
          }
        }
      }
    }
    assertThat(undeclared).isEmpty();
  }

  @Test
  void everyTermHasOneEnglishLabelADefinitionAndAHome() {
    assertThat(terms())
        .allSatisfy(
            term -> {
              assertThat(term.listProperties(RDFS.label, "en").toList()).hasSize(1);
              assertThat(term.listProperties(SKOS.definition, "en").toList())
                  .singleElement()
                  .extracting(Statement::getString)
                  .asString()
                  .matches("(?s)[\\p{Lu}\\d].*\\.");
              assertThat(term.listProperties(RDFS.isDefinedBy).toList()).hasSize(1);
            });
  }

  @Test
  void everyModuleHasAVersionALicenceATitleAndADescription() {
    assertThat(Owl.modules())
        .allSatisfy(
            file -> {
              Model module = Owl.read(List.of(file));
              assertThat(module.listSubjectsWithProperty(RDF.type, OWL2.Ontology).toList())
                  .singleElement()
                  .satisfies(
                      header -> {
                        String version = header.getProperty(OWL2.versionInfo).getString();
                        assertThat(header.getPropertyResourceValue(OWL2.versionIRI).getURI())
                            .isEqualTo(header.getURI() + "/" + version);
                        assertThat(header.listProperties().toList())
                            .extracting(s -> s.getPredicate().getLocalName())
                            .contains("title", "description", "license", "created");
                      });
            });
  }

  @Test
  void everyConceptIsInOneSchemeWithOthersOfItsClass() {
    Map<Resource, Set<RDFNode>> classesOfScheme = new HashMap<>();
    assertThat(concepts())
        .isNotEmpty()
        .allSatisfy(
            concept -> {
              assertThat(concept.listProperties(SKOS.inScheme).toList()).hasSize(1);
              assertThat(concept.hasProperty(SKOS.topConceptOf)).isTrue();
              assertThat(concept.getProperty(SKOS.prefLabel, "en").getObject())
                  .isEqualTo(concept.getProperty(RDFS.label, "en").getObject());
              classesOfScheme
                  .computeIfAbsent(
                      concept.getPropertyResourceValue(SKOS.inScheme), scheme -> new HashSet<>())
                  .addAll(ONTOLOGY.listObjectsOfProperty(concept, RDF.type).toSet());
            });
    assertThat(classesOfScheme).allSatisfy((scheme, classes) -> assertThat(classes).hasSize(1));
    assertThat(ONTOLOGY.listSubjectsWithProperty(RDF.type, SKOS.ConceptScheme).toSet())
        .isEqualTo(classesOfScheme.keySet());
  }

  /** Without this the reasoner would take two modalities of one claim for one and the same. */
  @Test
  void conceptsOfASchemeAreToldApart() {
    Set<Set<RDFNode>> toldApart =
        ONTOLOGY
            .listObjectsOfProperty(OWL2.distinctMembers)
            .mapWith(list -> Set.copyOf(list.as(RDFList.class).asJavaList()))
            .toSet();
    Set<Set<RDFNode>> schemes =
        concepts().stream()
            .collect(
                Collectors.groupingBy(
                    concept -> concept.getPropertyResourceValue(SKOS.inScheme),
                    Collectors.mapping(RDFNode.class::cast, Collectors.toSet())))
            .values()
            .stream()
            .collect(Collectors.toSet());
    assertThat(toldApart).isEqualTo(schemes);
  }

  private static Set<Resource> properties() {
    return PROPERTY_KINDS.stream()
        .flatMap(kind -> ONTOLOGY.listSubjectsWithProperty(RDF.type, kind).toList().stream())
        .collect(Collectors.toSet());
  }

  private static Stream<Resource> kinds(Resource property) {
    return PROPERTY_KINDS.stream().filter(kind -> ONTOLOGY.contains(property, RDF.type, kind));
  }

  private static Set<Resource> concepts() {
    return ONTOLOGY.listSubjectsWithProperty(SKOS.inScheme).toSet();
  }

  private static Set<Resource> terms() {
    return ONTOLOGY
        .listSubjectsWithProperty(RDF.type)
        .filterKeep(Resource::isURIResource)
        .filterDrop(r -> ONTOLOGY.contains(r, RDF.type, OWL2.Ontology))
        .toSet();
  }

  private static boolean isDeclared(Resource term) {
    return ONTOLOGY.contains(term, RDF.type);
  }

  /** Whether a name lies in a namespace from which the ontology declares terms. */
  private static boolean isOfAVocabulary(Resource name) {
    return NAMESPACES.contains(namespace(name.getURI())) && !isDeclaredOntology(name);
  }

  private static boolean isDeclaredOntology(Resource name) {
    return ONTOLOGY.contains(name, RDF.type, OWL2.Ontology)
        || SHAPES.contains(name, RDF.type, OWL2.Ontology);
  }

  private static boolean isBuiltIn(Resource name) {
    return name.isURIResource() && BUILT_IN.contains(namespace(name.getURI()));
  }

  private static String namespace(String iri) {
    return iri.substring(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  private static final Set<String> NAMESPACES =
      terms().stream().map(term -> namespace(term.getURI())).collect(Collectors.toSet());
}
