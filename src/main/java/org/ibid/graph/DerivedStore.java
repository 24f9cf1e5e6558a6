package org.ibid.graph;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.graph.Graph;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;

/**
 * Keeps in the build's folder what the rules derived from one state of the graph, so that the next
 * start need not run them. The state's version names the file: it is a digest of everything that
 * the rules read, and of the rules. Where there is no build's folder, nothing is kept.
 */
final class DerivedStore {

  private static final String LAST_LINE = "# whole\n";

  private final Path folder;

  DerivedStore(Home home) {
    this.folder = home.root().resolve("target");
  }

  /** What was derived from that version, or null when that is not known. */
  Graph read(String version) {
    try {
      String text = Files.readString(file(version));
      if (!text.endsWith(LAST_LINE)) {
        return null;
      }
      Graph derived = new GraphMemFast();
      RDFParser.fromString(text, Lang.NTRIPLES).parse(derived);
      return derived;
    } catch (IOException | RiotException e) {
      return null;
    }
  }

  /** Keeps what was derived from that version, in place of what was kept before. */
  void write(String version, Graph derived) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    StringWriter text = new StringWriter();
    RDFDataMgr.write(text, derived, Lang.NTRIPLES);
    try {
      for (Path old : Home.files(folder, ".derived.nt", 1)) {
        Files.deleteIfExists(old);
      }
      AtomicFile.write(file(version), text.append(LAST_LINE).toString());
    } catch (IOException e) {
      // It will be derived again.
    }
  }

  private Path file(String version) {
    return folder.resolve(version + ".derived.nt");
  }
}
