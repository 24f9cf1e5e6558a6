package org.ibid.export;

import com.apicatalog.jsonld.JsonLdOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sys.JenaSystem;
import org.ibid.graph.BadInputException;

/** Reads quads in the order in which a document has them, each IRI and literal as it is written. */
final class QuadReader {

  static {
    JenaSystem.init();
  }

  private QuadReader() {}

  /**
   * The quads of a document; a triple is one of the default graph.
   *
   * @param name what to call the document in a message
   * @throws BadInputException if it is not what it should be; it says where
   */
  static List<Quad> read(String text, String name, Lang lang) {
    List<Quad> quads = new ArrayList<>();
    try {
      RDFParser.source(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .lang(lang)
          .resolveURIs(false)
          .errorHandler(new Refusing(name))
          .context(withoutTheWeb(name))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  quads.add(Quad.create(Quad.defaultGraphIRI, triple));
                }

                @Override
                public void quad(Quad quad) {
                  quads.add(quad);
                }
              });
    } catch (RiotException e) {
      throw new BadInputException(name, e.getMessage());
    }
    return List.copyOf(quads);
  }

  /** The settings of a parser that fetches nothing. */
  private static Context withoutTheWeb(String name) {
    JsonLdOptions options =
        new JsonLdOptions(
            (address, loading) -> {
              throw new BadInputException(
                  name, "the context " + address + " would have to be fetched from the web");
            });
    return RIOT.getContext().copy().set(LangJSONLD11.JSONLD_OPTIONS, options);
  }

  /** Turns the first error into an exception that names the place; warnings are no errors. */
  private record Refusing(String name) implements ErrorHandler {

    @Override
    public void warning(String message, long line, long column) {
      // A value that is not of its type is for whoever checks the content.
    }

    @Override
    public void error(String message, long line, long column) {
      throw new BadInputException(name, line, column, message);
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new BadInputException(name, line, column, message);
    }
  }
}
