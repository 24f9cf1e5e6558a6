package org.ibid.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.IsoMatcher;
import org.ibid.BundledProject;
import org.ibid.graph.BadInputException;
import org.ibid.graph.DataFile;
import org.ibid.graph.Ibid;
import org.ibid.graph.PredicateOrder;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.ibid.serve.InventedProject;
import org.ibid.suites.Manifest;
import org.ibid.suites.Manifest.Entry;
import org.ibid.suites.Suite;
import org.ibid.suites.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the W3C's suites for RDF 1.1 and 1.2 on what reads and writes Ibid's documents.
 *
 * <p>A document belongs to one graph, so that of TriG and N-Quads the triples are compared and not
 * the names of their graphs.
 */
class RdfSuiteTest {

  /** Where documents say that their context is; in the tests it stands in them. */
  private static final String CONTEXT = "https://w3id.org/ibid/context.jsonld";

  /** The beginning of a document in XML, if its first element does not say its address itself. */
  private static final Pattern ROOT =
      Pattern.compile(
          "\\A((?:\\s|<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^>\\[]*(?:\\[.*?\\]\\s*)?>)*<[\\w:.-]+)(?![^>]*xml:base)",
          Pattern.DOTALL);

  private static final Pattern NO_XML =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private static final Pattern NAME_AT_END =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-\\u00B7]*$");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rdf11", "rdf12"})
  void documentsAreReadAsTheStandardSays(String version) throws IOException {
    Tally tally = new Tally("w3c-" + version);
    for (Entry entry : entries(version)) {
      if (entry.type().contains("Entailment")) {
        tally.notApplicable(entry.name(), "entailment: the rules of the project derive, not RDF's");
      } else if (entry.type().endsWith("C14N")) {
        tally.notApplicable(entry.name(), "canonical N-Triples and N-Quads are not written");
      } else {
        tally.run(entry.name(), () -> check(entry));
      }
    }
    tally.close();
  }

  /**
   * What the suites' documents say is the same after it was written in each form and read again.
   */
  @ParameterizedTest
  @ValueSource(strings = {"rdf11", "rdf12"})
  void documentsSayTheSameAfterTheyWereWritten(String version) throws IOException {
    Tally tally = new Tally("w3c-" + version + "-written");
    View view = InventedProject.in(folder.resolve(version)).load().view();
    PredicateOrder order = PredicateOrder.read(BundledProject.home());
    JsonContext context = JsonContext.of(view);
    DocumentWriter writer = new DocumentWriter(view.prefixes(), order, () -> context, CONTEXT);
    for (Map.Entry<String, List<Triple>> document : readable(version).entrySet()) {
      List<Triple> triples = document.getValue();
      for (DocumentForm form : DocumentForm.rdf()) {
        String name = document.getKey() + " as " + form.title();
        String reason = reasonNotToWrite(triples, form);
        if (reason.isEmpty()) {
          tally.run(name, () -> roundTrip(triples, form, writer, context));
        } else {
          tally.notApplicable(name, reason);
        }
      }
    }
    tally.close();
  }

  /** The canonical form of data files says what was there before; what it cannot say is refused. */
  @Test
  void documentsSayTheSameInTheFormOfDataFiles() throws IOException {
    Tally tally = new Tally("w3c-rdf-formatted");
    PredicateOrder order = PredicateOrder.read(BundledProject.home());
    for (String version : List.of("rdf11", "rdf12")) {
      for (Entry entry : entries(version)) {
        if (entry.type().equals("TestTurtleEval")
            || entry.type().equals("TestTurtlePositiveSyntax")) {
          DataFile file;
          String text = text(entry, entry.file(entry.action()));
          try {
            file = DataFile.parse(text, "document.ttl");
          } catch (BadInputException e) {
            tally.notApplicable(version + "/" + entry.name(), refusal(e));
            continue;
          }
          tally.run(
              version + "/" + entry.name(),
              () -> same(read(file.toTurtle(order), Lang.TURTLE), read(text, Lang.TURTLE)));
        }
      }
    }
    tally.close();
  }

  private static String refusal(BadInputException e) {
    return "refused: " + e.getMessage().replaceFirst("^\\S*document.ttl[:\\d]*:? ?", "");
  }

  private static List<Entry> entries(String version) throws IOException {
    Path root = Suite.folder("w3c-rdf-tests").resolve("rdf").resolve(version);
    try (Stream<Path> folders = Files.list(root)) {
      // Manifests of 1.2 lead to those of 1.1, which have their own turn.
      return folders
          .sorted()
          .flatMap(each -> Manifest.entries(each.resolve("manifest.ttl"), root).stream())
          .filter(entry -> entry.file().startsWith(root))
          .toList();
    }
  }

  private static void check(Entry entry) throws IOException {
    Path action = entry.file(entry.action());
    if (entry.type().contains("Negative")) {
      assertThatThrownBy(() -> read(entry, action)).isInstanceOf(BadInputException.class);
      return;
    }
    List<Triple> found = read(entry, action);
    if (entry.type().endsWith("Eval")) {
      same(found, read(entry, entry.file(entry.result())));
    }
  }

  private static void same(List<Triple> found, List<Triple> expected) {
    List<Triple> one = found.stream().distinct().toList();
    List<Triple> other = expected.stream().distinct().toList();
    assertThat(IsoMatcher.isomorphic(one, other))
        .as("says the same; found: %s, expected: %s", one, other)
        .isTrue();
  }

  /** What is said by the suites' right documents that can be read. */
  private static Map<String, List<Triple>> readable(String version) throws IOException {
    Map<String, List<Triple>> readable = new LinkedHashMap<>();
    for (Entry entry : entries(version)) {
      boolean right = entry.type().endsWith("Eval") || entry.type().contains("Positive");
      if (right && !entry.type().contains("Entailment")) {
        try {
          readable.put(entry.name(), read(entry, entry.file(entry.action())));
        } catch (BadInputException e) {
          // The other test tells of it.
        }
      }
    }
    return readable;
  }

  private static List<Triple> read(Entry entry, Path file) throws IOException {
    return read(text(entry, file), RDFLanguages.filenameToLang(file.toString()));
  }

  private static List<Triple> read(String text, Lang lang) {
    return SourceFile.parse(
            text, "document." + lang.getFileExtensions().get(0), lang, Ibid.CANDIDATE_GRAPH)
        .triples();
  }

  /** The document, which says itself under which address it is published. */
  private static String text(Entry entry, Path file) throws IOException {
    String text = Files.readString(file);
    String address = entry.address(file);
    Lang lang = RDFLanguages.filenameToLang(file.toString());
    if (lang.equals(Lang.TURTLE) || lang.equals(Lang.TRIG)) {
      return "@base <" + address + "> .\n" + text;
    }
    if (lang.equals(Lang.RDFXML)) {
      return ROOT.matcher(text).replaceFirst("$1 xml:base=\"" + address + "\"");
    }
    return text;
  }

  private static void roundTrip(
      List<Triple> triples, DocumentForm form, DocumentWriter writer, JsonContext context) {
    Node graph = Ibid.CANDIDATE_GRAPH;
    RdfDocument document =
        new RdfDocument(
            graph.getURI(),
            "",
            () -> triples.stream().map(triple -> Quad.create(graph, triple)).toList());
    String text = new String(writer.write(document, form), StandardCharsets.UTF_8);
    if (form == DocumentForm.JSONLD) {
      text = withContext(text, context);
    }
    Lang lang = RDFLanguages.contentTypeToLang(form.mediaType());
    same(read(text, lang), triples);
  }

  private static String withContext(String text, JsonContext context) {
    String document = context.document().strip();
    String inner = document.substring(document.indexOf(':') + 1, document.lastIndexOf('}'));
    return text.replace("\"" + CONTEXT + "\"", inner);
  }

  /** Why a form cannot hold what is said; empty if it can. */
  private static String reasonNotToWrite(List<Triple> triples, DocumentForm form) {
    if (form != DocumentForm.JSONLD && form != DocumentForm.RDFXML) {
      return "";
    }
    for (Triple triple : triples) {
      Node object = triple.getObject();
      if (object.isTripleTerm()) {
        return form.title() + " has no triple terms";
      }
      if (object.isLiteral() && object.getLiteralBaseDirection() != null) {
        return form.title() + " has no direction of a text";
      }
      if (form == DocumentForm.RDFXML) {
        if (object.isLiteral() && NO_XML.matcher(object.getLiteralLexicalForm()).find()) {
          return "XML has no control characters";
        }
        if (!NAME_AT_END.matcher(triple.getPredicate().getURI()).find()) {
          return "in RDF/XML the IRI of a property ends with a name";
        }
      }
    }
    return "";
  }
}
