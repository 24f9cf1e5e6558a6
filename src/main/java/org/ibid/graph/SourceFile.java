package org.ibid.graph;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what one Turtle file says.
 *
 * @param path the file, absolute and normalized
 * @param graph the name of the graph that its triples belong to
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param triples its triples in the order of the file
 * @param prefixes the prefixes that it declares
 */
public record SourceFile(
    Path path, Node graph, String digest, List<Triple> triples, Map<String, String> prefixes) {

  private static final Logger LOG = LoggerFactory.getLogger(SourceFile.class);

  /**
   * Reads one Turtle file.
   *
   * @param home the project folder, for naming the file in messages
   * @throws BadInputException if there is no such file or it is not Turtle
   */
  public static SourceFile read(Home home, Path file, Node graph) {
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
    List<Triple> triples = new ArrayList<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    try {
      RDFParser.create()
          .source(new ByteArrayInputStream(bytes))
          .forceLang(Lang.TURTLE)
          .base(Ibid.BASE)
          .errorHandler(new Refusing(name))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  triples.add(triple);
                }

                @Override
                public void prefix(String prefix, String namespace) {
                  prefixes.put(prefix, namespace);
                }
              });
    } catch (RiotException e) {
      throw new BadInputException(name, e.getMessage());
    }
    return new SourceFile(
        path, graph, Digests.sha256(bytes), List.copyOf(triples), Map.copyOf(prefixes));
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
      throw new BadInputException(name, line, column, message);
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new BadInputException(name, line, column, message);
    }
  }
}
