package org.ibid.passage;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OA;
import org.apache.jena.vocabulary.RDF;
import org.ibid.graph.BadInputException;
import org.ibid.graph.DataFile;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;

/** Writes and reads the data file {@code passages.ttl}, which holds an article's passages. */
public final class PassageFile {

  private static final String DOCO = "http://purl.org/spar/doco/";
  private static final String C4O = "http://purl.org/spar/c4o/";

  private static final Map<String, String> VOCABULARIES =
      Map.of(
          "c4o",
          C4O,
          "dcterms",
          DCTerms.getURI(),
          "doco",
          DOCO,
          "ibid",
          Ibid.NS,
          "oa",
          OA.getURI());

  private static final Node NUMBER = ibid("number");
  private static final Node PAGE = ibid("page");
  private static final Node DIGEST = ibid("digest");
  private static final Node SEGMENT = ibid("segment");

  private final DataFile file = new DataFile();
  private final String base;
  private final Node copy;

  private PassageFile(Article article, Article.Copy copy) {
    this.base = Ibid.ID + article.slug() + "/";
    this.copy = NodeFactory.createURI(copy.iri());
    article.prefixes().forEach(file::prefix);
    VOCABULARIES.forEach(file::prefix);
    file.prefix("psg", base + "passage/").prefix("pointer", base + "pointer/");
  }

  /** The data file that says where the passages stand in the copy. */
  public static DataFile of(Article article, Article.Copy copy, Passages passages) {
    PassageFile file = new PassageFile(article, copy);
    for (Layout.Section section : copy.layout().sections()) {
      file.file.ruler(section.label());
      for (Passage paragraph : passages.paragraphs()) {
        if (paragraph.partOf().equals(section.iri())) {
          Node subject = file.passage(paragraph);
          passages.sentences().stream()
              .filter(sentence -> sentence.partOf().equals(subject.getURI()))
              .forEach(file::passage);
        }
      }
    }
    if (!passages.pointers().isEmpty()) {
      file.file.ruler("Pointers");
      passages.pointers().forEach(file::pointer);
    }
    return file.file;
  }

  /**
   * Reads the passages that an article's file records, in the order of the file.
   *
   * @throws BadInputException if there is no such file, or it lacks what a check needs
   */
  public static List<Passage> read(Home home, Article article) {
    if (!Files.exists(article.passages())) {
      throw new BadInputException(
          home.show(article.passages()), "no passages are recorded yet, so nothing can be checked");
    }
    SourceFile source =
        SourceFile.read(home, article.passages(), Ibid.articleGraph(article.slug()));
    Model model = ModelFactory.createDefaultModel();
    Map<String, Passage.Kind> kinds = new LinkedHashMap<>();
    for (Triple triple : source.triples()) {
      model.getGraph().add(triple);
      for (Passage.Kind kind : Passage.Kind.values()) {
        if (triple.getPredicate().equals(RDF.type.asNode())
            && triple.getObject().equals(NodeFactory.createURI(DOCO + kind.type()))) {
          kinds.put(triple.getSubject().getURI(), kind);
        }
      }
    }
    Reader reader = new Reader(home.show(article.passages()));
    List<Passage> passages = new ArrayList<>();
    kinds.forEach((iri, kind) -> passages.add(reader.passage(kind, model.createResource(iri))));
    return passages;
  }

  /** Reads passages from what a file says. */
  private record Reader(String name) {

    Passage passage(Passage.Kind kind, Resource passage) {
      List<Integer> pages =
          passage.listProperties(property(PAGE)).mapWith(Statement::getInt).toList();
      return new Passage(
          kind,
          one(passage, NUMBER).getInt(),
          one(passage, DCTerms.isPartOf.asNode()).getResource().getURI(),
          pages.stream().min(Comparator.naturalOrder()).orElse(0),
          pages.stream().max(Comparator.naturalOrder()).orElse(0),
          segments(passage),
          one(passage, DIGEST).getString());
    }

    private List<Span> segments(Resource passage) {
      List<Resource> segments =
          passage.listProperties(property(SEGMENT)).mapWith(Statement::getResource).toList();
      if (segments.isEmpty()) {
        return List.of(span(passage));
      }
      return segments.stream()
          .sorted(Comparator.comparingInt(segment -> one(segment, NUMBER).getInt()))
          .map(this::span)
          .toList();
    }

    private Span span(Resource selected) {
      Resource selector = one(selected, OA.hasSelector.asNode()).getResource();
      return new Span(
          one(selector, OA.start.asNode()).getInt(), one(selector, OA.end.asNode()).getInt());
    }

    private Statement one(Resource subject, Node predicate) {
      Statement statement = subject.getProperty(property(predicate));
      if (statement == null) {
        throw new BadInputException(
            name, subject.getURI() + " has no value for " + predicate.getURI());
      }
      return statement;
    }

    private static Property property(Node predicate) {
      return ResourceFactory.createProperty(predicate.getURI());
    }
  }

  private Node passage(Passage passage) {
    Node subject = node("passage/" + passage.name());
    type(subject, DOCO + passage.kind().type());
    file.add(subject, DCTerms.isPartOf.asNode(), NodeFactory.createURI(passage.partOf()));
    file.add(subject, NUMBER, integer(passage.number()));
    for (int page = passage.firstPage(); page <= passage.lastPage(); page++) {
      file.add(subject, PAGE, integer(page));
    }
    file.add(subject, DIGEST, NodeFactory.createLiteralString(passage.digest()));
    if (passage.segments().size() == 1) {
      selector(subject, passage.segments().get(0));
      return subject;
    }
    int number = 1;
    for (Span span : passage.segments()) {
      Node segment = part(subject, "segment-" + number);
      file.add(subject, SEGMENT, segment);
      type(segment, Ibid.NS + "Segment");
      file.add(segment, NUMBER, integer(number));
      selector(segment, span);
      number++;
    }
    return subject;
  }

  private void pointer(Pointer pointer) {
    Node subject = node("pointer/" + pointer.name());
    type(subject, C4O + "InTextReferencePointer");
    file.add(subject, NUMBER, integer(pointer.number()));
    file.add(
        subject,
        NodeFactory.createURI(C4O + "hasContext"),
        node("passage/" + Passage.Kind.SENTENCE.name(pointer.sentence())));
    selector(subject, pointer.span());
  }

  private void selector(Node subject, Span span) {
    Node selector = part(subject, "selector");
    file.add(subject, OA.hasSource.asNode(), copy);
    file.add(subject, OA.hasSelector.asNode(), selector);
    type(selector, OA.TextPositionSelector.getURI());
    file.add(selector, OA.start.asNode(), integer(span.start()));
    file.add(selector, OA.end.asNode(), integer(span.end()));
  }

  private void type(Node subject, String type) {
    file.add(subject, RDF.type.asNode(), NodeFactory.createURI(type));
  }

  private Node node(String name) {
    return NodeFactory.createURI(base + name);
  }

  private static Node part(Node owner, String role) {
    return NodeFactory.createURI(owner.getURI() + "." + role);
  }

  private static Node ibid(String name) {
    return NodeFactory.createURI(Ibid.NS + name);
  }

  private static Node integer(int value) {
    return NodeFactory.createLiteralDT(Integer.toString(value), XSDDatatype.XSDinteger);
  }
}
