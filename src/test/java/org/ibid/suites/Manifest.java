package org.ibid.suites;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;

/** Reads the manifests of the W3C's suites, and those that they include. */
public final class Manifest {

  static {
    JenaSystem.init();
  }

  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

  private Manifest() {}

  /**
   * One case.
   *
   * @param name its name, which begins with the folder of its manifest
   * @param node what the manifest calls it
   * @param type the local name of its type
   * @param graph the manifest
   * @param file the manifest's file
   * @param base the address that the suite's files are published under, or empty
   */
  public record Entry(String name, Node node, String type, Graph graph, Path file, String base) {

    /** The one value of a property in the manifest, or null. */
    public Node value(Node subject, String property) {
      return G.getZeroOrOneSP(graph, subject, NodeFactory.createURI(property));
    }

    /** All values of a property. */
    public List<Node> values(Node subject, String property) {
      return G.listSP(graph, subject, NodeFactory.createURI(property));
    }

    public Node action() {
      return value(node, MF + "action");
    }

    public Node result() {
      return value(node, MF + "result");
    }

    /** The file that an IRI of the manifest names. */
    public Path file(Node node) {
      return Path.of(java.net.URI.create(node.getURI()));
    }

    /** The address under which a file of the suite is published. */
    public String address(Path of) {
      return base.isEmpty() ? of.toUri().toString() : base + file.getParent().relativize(of);
    }
  }

  /**
   * All cases of a manifest and of those that it includes, as far as they are at hand.
   *
   * @param root the folder that the cases' names begin under
   */
  public static List<Entry> entries(Path manifest, Path root) {
    List<Entry> entries = new ArrayList<>();
    read(manifest.toAbsolutePath().normalize(), root, new LinkedHashSet<>(), entries);
    return entries;
  }

  private static void read(Path file, Path root, Set<Path> seen, List<Entry> entries) {
    if (!Files.exists(file) || !seen.add(file)) {
      return;
    }
    Graph graph = GraphFactory.createDefaultGraph();
    // A file's own URI as base, in the form that Path gives it: file:///…
    RDFParser.source(file).lang(Lang.TURTLE).base(file.toUri().toString()).parse(graph);
    Node mf = NodeFactory.createURI(MF + "Manifest");
    for (Node manifest : G.listPO(graph, RDF.type.asNode(), mf)) {
      for (Node include : G.listSP(graph, manifest, NodeFactory.createURI(MF + "include"))) {
        List<Node> files = include.isURI() ? List.of(include) : G.rdfList(graph, include);
        for (Node each : files) {
          read(Path.of(java.net.URI.create(each.getURI())), root, seen, entries);
        }
      }
      Node base = G.getZeroOrOneSP(graph, manifest, NodeFactory.createURI(MF + "assumedTestBase"));
      Node list = G.getZeroOrOneSP(graph, manifest, NodeFactory.createURI(MF + "entries"));
      if (list != null) {
        for (Node node : G.rdfList(graph, list)) {
          for (Node type : G.listSP(graph, node, RDF.type.asNode())) {
            String uri = node.getURI();
            String local = uri.substring(Math.max(uri.lastIndexOf('#'), uri.lastIndexOf('/')) + 1);
            String folder = root.relativize(file.getParent()).toString();
            entries.add(
                new Entry(
                    folder.isEmpty() ? local : folder + "/" + local,
                    node,
                    type.getLocalName(),
                    graph,
                    file,
                    base == null ? "" : base.getURI()));
          }
        }
      }
    }
  }
}
