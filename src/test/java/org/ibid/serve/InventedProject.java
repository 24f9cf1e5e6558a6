package org.ibid.serve;

import java.nio.file.Path;
import org.ibid.FolderCopy;
import org.ibid.ProjectFolder;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Progress;

/** A small project about an article that nobody has written, with the real ontology. */
public final class InventedProject {

  public static final String CLAIM = "tea-2001/claim/tea-trade";

  private InventedProject() {}

  public static ProjectFolder in(Path root) {
    FolderCopy.of(bundled().ontology(), root.resolve("ontology"));
    ProjectFolder project = new ProjectFolder(root);
    project.write(
        "data/entities/all.ttl",
        """
        @prefix id: <https://w3id.org/ibid/id/> . @prefix gec: <https://w3id.org/ibid/geoeconomics#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        <id/actor/arcadia> a gec:State ; rdfs:label "Arcadia"@en , "Аркадия"@ru .
        <id/actor/ruritania> a gec:State ; rdfs:label "Ruritania <script>alert(1)</script>"@en .
        <id/person/quill> a prov:Person ; rdfs:label "Q. Quill"@en .
        <id/organisation/gazette> a gec:MediaOutlet ; rdfs:label "The Gazette"@en ;
          ibid:publisherKind ibid:StateMedia ; ibid:country <id/actor/arcadia> .
        """);
    project.write(
        "data/tea-2001/article.ttl",
        """
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix doco: <http://purl.org/spar/doco/> . @prefix fabio: <http://purl.org/spar/fabio/> .
        @prefix c4o: <http://purl.org/spar/c4o/> . @prefix biro: <http://purl.org/spar/biro/> .
        @prefix po: <http://www.essepuntato.it/2008/12/pattern#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <id/article/tea-2001> a fabio:JournalArticle ; rdfs:label "Quill 2001"@en ;
          dcterms:title "On Tea"@en ; dcterms:creator <id/person/quill> .
        <id/tea-2001/agent/authors> a ibid:Authorship ; rdfs:label "the author (Quill)"@en .
        <id/tea-2001/agent/officials> a ibid:UnnamedAgent ; rdfs:label "Arcadian officials"@en .
        <id/tea-2001/section/one> a doco:Section ; rdfs:label "One"@en ; ibid:number 1 ;
          dcterms:isPartOf <id/article/tea-2001> .
        <id/tea-2001/passage/p1> a doco:Paragraph ; ibid:number 1 ; dcterms:isPartOf <id/tea-2001/section/one> .
        <id/tea-2001/passage/s1> a doco:Sentence ; ibid:number 1 ; ibid:page 7 ;
          dcterms:isPartOf <id/tea-2001/passage/p1> .
        <id/tea-2001/passage/s2> a doco:Sentence ; ibid:number 2 ; ibid:page 7 , 8 ;
          dcterms:isPartOf <id/tea-2001/passage/p1> .
        <id/tea-2001/pointer/n1> a c4o:InTextReferencePointer ; rdfs:label "pointer 1"@en ;
          ibid:note <id/tea-2001/note/n1> ; c4o:hasContext <id/tea-2001/passage/s2> .
        <id/tea-2001/note/n1> a doco:Footnote ; rdfs:label "Footnote 1"@en ; ibid:number 1 ;
          ibid:textStatus ibid:TextPresent ; po:contains <id/tea-2001/reference/n1> .
        <id/tea-2001/reference/n1> a biro:BibliographicReference ; rdfs:label "Reference in footnote 1"@en ;
          biro:references <id/work/gazette-2000> ; ibid:accessed "2001-02-03"^^xsd:date .
        <id/work/gazette-2000> a fabio:NewsItem ; rdfs:label "Gazette 2000"@en ;
          dcterms:title "Much Tea"@en ; dcterms:issued "2000-11"^^xsd:gYearMonth ;
          dcterms:publisher <id/organisation/gazette> ;
          fabio:hasURL "http://gazette.example/tea"^^xsd:anyURI , "javascript:alert(1)"^^xsd:anyURI .
        """);
    project.write(
        "data/tea-2001/claims/one.ttl",
        """
        @prefix gec: <https://w3id.org/ibid/geoeconomics#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <id/situation/tea> a ibid:Situation ; rdfs:label "How much tea is traded?"@en .
        <id/tea-2001/claim/tea-trade> a gec:TradeFlowClaim ;
          ibid:statement "Arcadia and Ruritania traded a good deal of tea in 1999."@en ;
          gec:between <id/actor/arcadia> , <id/actor/ruritania> ;
          gec:amount <id/tea-2001/claim/tea-trade.amount> ;
          ibid:period "1999"^^xsd:gYear ; ibid:modality ibid:Reported ;
          ibid:attribution <id/tea-2001/claim/tea-trade.attribution> ;
          ibid:passage <id/tea-2001/passage/s1> ;
          ibid:evidence <id/tea-2001/claim/tea-trade.evidence> ;
          ibid:concerns <id/situation/tea> ; ibid:supports <id/tea-2001/claim/tea-matters> .
        <id/tea-2001/claim/tea-trade.amount> a ibid:Quantity ; ibid:form ibid:MoreThan ;
          ibid:value 3500000 ; ibid:unit ibid:USDollar ; ibid:per ibid:Year ; ibid:qualifier "slightly"@en .
        <id/tea-2001/claim/tea-trade.attribution> a ibid:Attribution ; ibid:agent <id/tea-2001/agent/authors> ;
          ibid:stance ibid:Reports ; ibid:relays <id/tea-2001/claim/tea-trade.attribution-2> .
        <id/tea-2001/claim/tea-trade.attribution-2> a ibid:Attribution ;
          ibid:agent <id/organisation/gazette> ; ibid:stance ibid:Reports ;
          ibid:relays <id/tea-2001/claim/tea-trade.attribution-3> .
        <id/tea-2001/claim/tea-trade.attribution-3> a ibid:Attribution ;
          ibid:agent <id/tea-2001/agent/officials> ; ibid:stance ibid:Asserts .
        <id/tea-2001/claim/tea-trade.evidence> a ibid:CitedEvidence ;
          ibid:pointer <id/tea-2001/pointer/n1> ; ibid:anchoring ibid:Inherited .
        <id/tea-2001/claim/tea-matters> a ibid:EvaluationClaim ;
          ibid:statement "Tea matters to Arcadia."@en ; ibid:about <id/actor/arcadia> ;
          ibid:modality ibid:Asserted ;
          ibid:attribution <id/tea-2001/claim/tea-matters.attribution> ;
          ibid:passage <id/tea-2001/passage/s2> ;
          ibid:evidence <id/tea-2001/claim/tea-matters.evidence> ; ibid:concerns <id/situation/tea> .
        <id/tea-2001/claim/tea-matters.attribution> a ibid:Attribution ;
          ibid:agent <id/tea-2001/agent/authors> ; ibid:stance ibid:Asserts .
        <id/tea-2001/claim/tea-matters.evidence> a ibid:NoSourceGiven .
        """);
    project.write(
        "queries/tea/how-much-tea.rq",
        """
        #+ title: How much tea is traded?
        #+ description: Each claim with its figure.
        SELECT ?claim ?value ?note
        WHERE {
          ?claim a ibid:Claim ; ibid:quantity/ibid:value ?value ; ibid:evidence/ibid:pointer/ibid:note ?note
        }
        """);
    return project;
  }

  /** The project that is being built. */
  static Home bundled() {
    return new Home(Path.of(System.getProperty("ibid.home", ".")));
  }

  /** Serves the project that is being built. */
  static IbidServer serveBundled() {
    Home home = bundled();
    return IbidServer.start(ClaimGraph.load(home, Progress.none()), home, ServerOptions.onPort(0));
  }
}
