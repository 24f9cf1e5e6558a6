package org.ibid.graph;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.irix.IRIxResolver;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParserRegistry;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.ParserProfile;
import org.apache.jena.riot.system.ParserProfileWrapper;
import org.apache.jena.riot.system.RiotLib;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what one document says: a file of the project, or one that somebody hands in.
 *
 * @param path the file, absolute and normalized; of a document that is no file, its name
 * @param graph the name of the graph that its triples belong to
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param triples its triples in the order of the file
 * @param positions for each triple where it stands in the file
 * @param prefixes the prefixes that it declares
 * @param text the document itself if it is no file, else null
 */
public record SourceFile(
    Path path,
    Node graph,
    String digest,
    List<Triple> triples,
    List<Position> positions,
    Map<String, String> prefixes,
    String text) {

  /**
   * Says where in its file a triple stands: at its object.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   */
  public record Position(int line, int column) {}

  private static final Set<Lang> WITH_POSITIONS =
      Set.of(Lang.TURTLE, Lang.TRIG, Lang.NTRIPLES, Lang.NQUADS);

  private static final Logger LOG = LoggerFactory.getLogger(SourceFile.class);

  /** What a file of the project says. */
  public SourceFile(
      Path path,
      Node graph,
      String digest,
      List<Triple> triples,
      List<Position> positions,
      Map<String, String> prefixes) {
    this(path, graph, digest, triples, positions, prefixes, null);
  }

  /**
   * Reads one file in the syntax that its ending tells, Turtle if it tells none.
   *
   * @param home the project folder, for naming the file in messages
   * @throws BadInputException if there is no such file or it does not keep to the syntax
   */
  public static SourceFile read(Home home, Path file, Node graph) {
    return read(home, file, syntaxOf(file), graph);
  }

  /**
   * Reads one file in the given syntax.
   *
   * @param home the project folder, for naming the file in messages
   * @throws BadInputException if there is no such file or it does not keep to the syntax
   */
  public static SourceFile read(Home home, Path file, Lang lang, Node graph) {
    Path path = file.toAbsolutePath().normalize();
    String name = home.show(file);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new BadInputException(name, "there is no such file");
    } catch (IOException e) {
      throw new BadInputException(name, "the file cannot be read (" + e.getMessage() + ")");
    }
    return parse(bytes, name, path, lang, graph, null);
  }

  /**
   * Reads a document that is no file of the project. Triples in graphs of their own are taken as
   * triples of the given graph, except what rules derived and what was retracted.
   *
   * <p>Nothing is fetched from elsewhere: a JSON-LD document must hold its own context.
   *
   * @param name what to call it in messages
   * @param lang Turtle, TriG, N-Triples and N-Quads have exact positions, JSON-LD and RDF/XML those
   *     where their resources are first named
   * @param graph the name of the graph that its triples belong to
   * @throws BadInputException if it does not keep to the syntax; it says where
   */
  public static SourceFile parse(String text, String name, Lang lang, Node graph) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, name, Path.of(name), lang, graph, text);
  }

  private static SourceFile parse(
      byte[] bytes, String name, Path path, Lang lang, Node graph, String text) {
    List<Triple> triples = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    Positioning profile = new Positioning(profile(name, lang));
    try {
      RDFParserRegistry.getFactory(lang)
          .create(lang, profile)
          .read(
              new ByteArrayInputStream(bytes),
              Ibid.BASE,
              lang.getContentType(),
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  profile.last().ifPresent(positions::add);
                  triples.add(triple);
                }

                @Override
                public void quad(Quad quad) {
                  if (!quad.getGraph().equals(Ibid.DERIVED_GRAPH)
                      && !quad.getGraph().equals(Ibid.RETRACTED_GRAPH)) {
                    triple(quad.asTriple());
                  }
                }

                @Override
                public void prefix(String prefix, String namespace) {
                  prefixes.put(prefix, namespace);
                }
              },
              withoutTheWeb(name));
    } catch (BadInputException | RiotException e) {
      throw allMistakes(explained(e, name, lang), bytes, name, lang);
    }
    if (positions.size() != triples.size()) {
      positions.clear();
      positions.addAll(Mentions.of(triples, new String(bytes, StandardCharsets.UTF_8)));
    }
    return new SourceFile(
        path,
        graph,
        Digests.sha256(bytes),
        List.copyOf(triples),
        List.copyOf(positions),
        Map.copyOf(prefixes),
        text);
  }

  /** Instead of the first mistake, in the words of the parser, all of them in plain words. */
  private static BadInputException allMistakes(
      BadInputException first, byte[] bytes, String name, Lang lang) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!WITH_POSITIONS.contains(lang)) {
      return first;
    }
    List<Mistake> mistakes = TurtleText.of(text).mistakes();
    return mistakes.isEmpty() ? first : new BadInputException(name, text, mistakes);
  }

  /** The syntax that the ending of a file tells, Turtle if it tells none. */
  public static Lang syntaxOf(Path file) {
    return RDFLanguages.filenameToLang(file.toString(), Lang.TURTLE);
  }

  /** The same in another graph. */
  SourceFile in(Node other) {
    return new SourceFile(path, other, digest, triples, positions, prefixes, text);
  }

  /** Whether the document has exact positions. */
  boolean isTurtle() {
    return WITH_POSITIONS.contains(syntaxOf(path));
  }

  /** The document, if it is still what it was when it was read. */
  public Optional<String> readText() {
    if (text != null) {
      return Optional.of(text);
    }
    try {
      byte[] bytes = Files.readAllBytes(path);
      return Digests.sha256(bytes).equals(digest)
          ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The settings of a parser that fetches nothing. */
  private static Context withoutTheWeb(String name) {
    JsonLdOptions options =
        new JsonLdOptions(
            (address, loading) -> {
              throw new BadInputException(
                  name,
                  "the context "
                      + address
                      + " would have to be fetched from the web, which is never done:"
                      + " write the context itself into the document");
            });
    return RIOT.getContext().copy().set(LangJSONLD11.JSONLD_OPTIONS, options);
  }

  private static BadInputException explained(RuntimeException e, String name, Lang lang) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadInputException clear) {
        return clear;
      }
      if (cause instanceof CharacterCodingException) {
        return new BadInputException(name, "the text is not UTF-8");
      }
      if (cause instanceof JsonLdError error) {
        return new BadInputException(name, "this is not JSON-LD: " + error.getMessage());
      }
    }
    return new BadInputException(name, "this is not " + lang.getLabel() + ": " + e.getMessage());
  }

  private static ParserProfile profile(String name, Lang lang) {
    // In N-Triples and N-Quads IRIs are written in full.
    IRIxResolver resolver =
        Set.of(Lang.NTRIPLES, Lang.NQUADS).contains(lang)
            ? IRIxResolver.create().noBase().allowRelative(false).build()
            : IRIxResolver.create(Ibid.BASE).build();
    return RiotLib.createParserProfile(RiotLib.factoryRDF(), new Refusing(name), resolver, true);
  }

  /** Notes where the last triple stands; the parser says so only here. */
  private static final class Positioning extends ParserProfileWrapper {
    private Position last;

    Positioning(ParserProfile profile) {
      super(profile);
    }

    /** Where the triple stands that the parser made last, if it says so. */
    Optional<Position> last() {
      return Optional.ofNullable(last);
    }

    /**
     * The grammars as they are: no list without a predicate, no last triple without a full stop.
     */
    @Override
    public boolean isStrictMode() {
      return true;
    }

    @Override
    public Triple createTriple(Node subject, Node predicate, Node object, long line, long column) {
      last = new Position((int) line, (int) column);
      return super.createTriple(subject, predicate, object, line, column);
    }

    @Override
    public Quad createQuad(
        Node graph, Node subject, Node predicate, Node object, long line, long column) {
      last = new Position((int) line, (int) column);
      return super.createQuad(graph, subject, predicate, object, line, column);
    }
  }

  /** Turns the first error into an exception that names the place; warnings are logged. */
  static final class Refusing implements ErrorHandler {
    private final String name;

    Refusing(String name) {
      this.name = name;
    }

    @Override
    public void warning(String message, long line, long column) {
      LOG.warn(new BadInputException(name, line, column, message).getMessage());
    }

    @Override
    public void error(String message, long line, long column) {
      String words = message;
      if (message.contains("LOADING_DOCUMENT_FAILED")) {
        words =
            "this is not JSON: a comma, a colon, a quotation mark or a bracket is missing here,"
                + " or one is too many";
      }
      if (line > 0) {
        throw new BadInputException(name, line, column, words);
      }
      // Without a place: the exception that follows says more.
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new BadInputException(name, line, column, message);
    }
  }
}
