package org.ibid.publish;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Ibid;

/** Names the terms that pages treat in a way of their own; all others are shown alike. */
final class Terms {

  static final Node TYPE = rdf("type");
  static final Node SUBJECT = rdf("subject");
  static final Node PREDICATE = rdf("predicate");
  static final Node OBJECT = rdf("object");
  static final Node DERIVED_FROM = iri("http://www.w3.org/ns/prov#wasDerivedFrom");
  static final Node LABEL = iri("http://www.w3.org/2000/01/rdf-schema#label");
  static final Node SUBCLASS = iri("http://www.w3.org/2000/01/rdf-schema#subClassOf");
  static final Node SUBPROPERTY = iri("http://www.w3.org/2000/01/rdf-schema#subPropertyOf");
  static final Node DOMAIN = iri("http://www.w3.org/2000/01/rdf-schema#domain");
  static final Node RANGE = iri("http://www.w3.org/2000/01/rdf-schema#range");
  static final Node DEFINED_BY = iri("http://www.w3.org/2000/01/rdf-schema#isDefinedBy");
  static final Node DEFINITION = skos("definition");
  static final Node PREF_LABEL = skos("prefLabel");
  static final Node ALT_LABEL = skos("altLabel");
  static final Node IN_SCHEME = skos("inScheme");
  static final Node TOP_CONCEPT_OF = skos("topConceptOf");
  static final Node CONCEPT = skos("Concept");
  static final Node CONCEPT_SCHEME = skos("ConceptScheme");
  static final Node ONTOLOGY = owl("Ontology");
  static final Node CLASS = owl("Class");
  static final Node VERSION_IRI = owl("versionIRI");
  static final Node VERSION_INFO = owl("versionInfo");

  static final Node TITLE = dcterms("title");
  static final Node DESCRIPTION = dcterms("description");
  static final Node CREATOR = dcterms("creator");
  static final Node ISSUED = dcterms("issued");
  static final Node PUBLISHER = dcterms("publisher");
  static final Node PART_OF = dcterms("isPartOf");

  static final Node CLAIM = ibid("Claim");
  static final Node ENTITY = ibid("Entity");
  static final Node STATEMENT = ibid("statement");
  static final Node ABOUT = ibid("about");
  static final Node MODALITY = ibid("modality");
  static final Node CONDITION = ibid("condition");
  static final Node CONCERNS = ibid("concerns");
  static final Node SUPPORTS = ibid("supports");
  static final Node UPHOLDS = ibid("upholds");
  static final Node OPPOSES = ibid("opposes");
  static final Node REPEATS = ibid("repeats");
  static final Node CAUSE = ibid("cause");
  static final Node EFFECT = ibid("effect");
  static final Node SIDE = ibid("side");
  static final Node DISCREPANCY = ibid("Discrepancy");
  static final Node EXPLANATION = ibid("explanation");
  static final Node ATTRIBUTION = ibid("attribution");
  static final Node ATTRIBUTION_CLASS = ibid("Attribution");
  static final Node AGENT = ibid("agent");
  static final Node STANCE = ibid("stance");
  static final Node ASSERTS = ibid("Asserts");
  static final Node RELAYS = ibid("relays");
  static final Node CAPACITY = ibid("capacity");
  static final Node UNNAMED_AGENT = ibid("UnnamedAgent");
  static final Node PASSAGE = ibid("passage");
  static final Node PASSAGE_CLASS = ibid("Passage");
  static final Node SITUATION = ibid("Situation");
  static final Node AGENT_CLASS = iri("http://www.w3.org/ns/prov#Agent");
  static final Node PERSON = iri("http://www.w3.org/ns/prov#Person");
  static final Node NUMBER = ibid("number");
  static final Node PAGE = ibid("page");
  static final Node EVIDENCE = ibid("evidence");
  static final Node NO_SOURCE = ibid("NoSourceGiven");
  static final Node POINTER = ibid("pointer");
  static final Node ANCHORING = ibid("anchoring");
  static final Node NOTE = ibid("note");
  static final Node TEXT_STATUS = ibid("textStatus");
  static final Node TEXT_MISSING = ibid("TextMissing");
  static final Node UNSEEN_WORK = ibid("UnseenWork");
  static final Node COPY_OF = ibid("copyOf");
  static final Node ACCESSED = ibid("accessed");
  static final Node PUBLISHER_KIND = ibid("publisherKind");
  static final Node COUNTRY = ibid("country");
  static final Node QUANTITY_CLASS = ibid("Quantity");
  static final Node QUANTITY = ibid("quantity");
  static final Node FORM = ibid("form");
  static final Node VALUE = ibid("value");
  static final Node LOWER_VALUE = ibid("lowerValue");
  static final Node UPPER_VALUE = ibid("upperValue");
  static final Node UNIT = ibid("unit");
  static final Node PER = ibid("per");
  static final Node QUALIFIER = ibid("qualifier");
  static final Node EXACTLY = ibid("Exactly");
  static final Node BETWEEN = ibid("Between");
  static final Node SEVERAL = ibid("Several");
  static final Node THING = ibid("Thing");
  static final Node FACTOR = ibid("Factor");
  static final Node DIGEST = ibid("digest");
  static final Node SEGMENT = ibid("segment");
  static final Node OMITS = ibid("omits");
  static final Node REASON = ibid("reason");

  static final Node PART_OF_WORK = iri("http://purl.org/vocab/frbr/core#partOf");
  static final Node CONTAINS = iri("http://www.essepuntato.it/2008/12/pattern#contains");
  static final Node REFERENCES = iri("http://purl.org/spar/biro/references");
  static final Node DENOTES = iri("http://purl.org/spar/c4o/denotes");
  static final Node HAS_CONTEXT = iri("http://purl.org/spar/c4o/hasContext");
  static final Node HAS_URL = iri("http://purl.org/spar/fabio/hasURL");
  static final Node WORK = iri("http://purl.org/spar/fabio/Expression");
  static final Node SECTION = iri("http://purl.org/spar/doco/Section");
  static final Node PARAGRAPH = iri("http://purl.org/spar/doco/Paragraph");
  static final Node SENTENCE = iri("http://purl.org/spar/doco/Sentence");
  static final Node FOOTNOTE = iri("http://purl.org/spar/doco/Footnote");
  static final Node SELECTOR = iri("http://www.w3.org/ns/oa#hasSelector");
  static final Node SOURCE = iri("http://www.w3.org/ns/oa#hasSource");
  static final Node START = iri("http://www.w3.org/ns/oa#start");
  static final Node END = iri("http://www.w3.org/ns/oa#end");
  static final Node SAME_AS = iri("https://schema.org/sameAs");
  static final Node EDITORIAL_NOTE = skos("editorialNote");

  private Terms() {}

  private static Node ibid(String name) {
    return iri(Ibid.NS + name);
  }

  private static Node rdf(String name) {
    return iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#" + name);
  }

  private static Node dcterms(String name) {
    return iri("http://purl.org/dc/terms/" + name);
  }

  private static Node skos(String name) {
    return iri("http://www.w3.org/2004/02/skos/core#" + name);
  }

  private static Node owl(String name) {
    return iri("http://www.w3.org/2002/07/owl#" + name);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
