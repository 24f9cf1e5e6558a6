package org.ibid.graph;

import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.jena.atlas.io.AWriter;
import org.apache.jena.atlas.io.StringWriterI;
import org.apache.jena.graph.Node;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.rdfpatch.text.RDFPatchReaderText;
import org.apache.jena.riot.out.NodeFormatterNT;
import org.apache.jena.sparql.core.Quad;

/**
 * Writes the lines of an RDF Patch: every term in full, blank nodes with the labels that they have,
 * one change on one line.
 */
final class PatchText {

  private static final Terms TERMS = new Terms();

  private final StringBuilder text;

  PatchText(StringBuilder text) {
    this.text = text;
  }

  void add(Quad quad) {
    line("A ", quad);
  }

  void delete(Quad quad) {
    line("D ", quad);
  }

  /** A line of the head. */
  void header(String name, Node value) {
    text.append("H ").append(name).append(' ');
    term(value);
    text.append(".\n");
  }

  void prefix(String prefix, String namespace) {
    text.append("PA \"").append(prefix).append("\" <").append(namespace).append("> .\n");
  }

  /**
   * Reads what was written so.
   *
   * @throws org.apache.jena.riot.RiotException if it is no RDF Patch
   */
  static void read(InputStream in, Consumer<Quad> removed, Consumer<Quad> added) {
    new RDFPatchReaderText(in)
        .apply(
            new RDFChangesBase() {
              @Override
              public void add(Node graph, Node subject, Node predicate, Node object) {
                added.accept(Quad.create(graph, subject, predicate, object));
              }

              @Override
              public void delete(Node graph, Node subject, Node predicate, Node object) {
                removed.accept(Quad.create(graph, subject, predicate, object));
              }
            });
  }

  private void line(String code, Quad quad) {
    text.append(code);
    term(quad.getSubject());
    term(quad.getPredicate());
    term(quad.getObject());
    term(quad.getGraph());
    text.append(".\n");
  }

  private void term(Node node) {
    StringWriterI out = new StringWriterI();
    TERMS.format(out, node);
    text.append(out).append(' ');
  }

  /** N-Triples, but for blank nodes, whose labels stay as they are. */
  private static final class Terms extends NodeFormatterNT {
    @Override
    public void formatBNode(AWriter out, Node node) {
      formatBNode(out, node.getBlankNodeLabel());
    }

    @Override
    public void formatBNode(AWriter out, String label) {
      out.print("<_:");
      out.print(label);
      out.print(">");
    }
  }
}
