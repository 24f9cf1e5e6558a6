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
import org.apache.jena.irix.IRIxResolver;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParserRegistry;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.ParserProfile;
import org.apache.jena.riot.system.ParserProfileWrapper;
import org.apache.jena.riot.system.RiotLib;
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
 * @param positions for each triple where it stands in the file
 * @param prefixes the prefixes that it declares
 */
public record SourceFile(
    Path path,
    Node graph,
    String digest,
    List<Triple> triples,
    List<Position> positions,
    Map<String, String> prefixes) {

  /**
   * Says where in its file a triple stands: at its object.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   */
  public record Position(int line, int column) {}

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
    List<Position> positions = new ArrayList<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    try {
      RDFParserRegistry.getFactory(Lang.TURTLE)
          .create(Lang.TURTLE, new Positioning(profile(name), positions))
          .read(
              new ByteArrayInputStream(bytes),
              Ibid.BASE,
              Lang.TURTLE.getContentType(),
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  triples.add(triple);
                }

                @Override
                public void prefix(String prefix, String namespace) {
                  prefixes.put(prefix, namespace);
                }
              },
              RIOT.getContext().copy());
    } catch (RiotException e) {
      throw new BadInputException(name, e.getMessage());
    }
    return new SourceFile(
        path,
        graph,
        Digests.sha256(bytes),
        List.copyOf(triples),
        List.copyOf(positions),
        Map.copyOf(prefixes));
  }

  private static ParserProfile profile(String name) {
    return RiotLib.createParserProfile(
        RiotLib.factoryRDF(), new Refusing(name), IRIxResolver.create(Ibid.BASE).build(), true);
  }

  /** Notes where each triple stands; the parser says so only here. */
  private static final class Positioning extends ParserProfileWrapper {
    private final List<Position> positions;

    Positioning(ParserProfile profile, List<Position> positions) {
      super(profile);
      this.positions = positions;
    }

    @Override
    public Triple createTriple(Node subject, Node predicate, Node object, long line, long column) {
      positions.add(new Position((int) line, (int) column));
      return super.createTriple(subject, predicate, object, line, column);
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
      throw new BadInputException(name, line, column, message);
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new BadInputException(name, line, column, message);
    }
  }
}
