package org.ibid;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.graph.SourceFile;

/**
 * Makes up a corpus of as many claims as wanted: articles with the mix of claims, parts, notes and
 * works of the bundled ones, each with other states in the roles and with works, situations and
 * statements of its own. The same seed makes the same corpus, and it keeps to the shapes.
 */
public final class MadeUpCorpus {

  private static final Node STATEMENT = NodeFactory.createURI(Ibid.NS + "statement");
  private static final Node SITUATION = NodeFactory.createURI(Ibid.NS + "Situation");
  private static final Node STATE =
      NodeFactory.createURI("https://w3id.org/ibid/geoeconomics#State");

  private final Map<String, List<Triple>> articles = new HashMap<>();
  private final List<Triple> situations = new ArrayList<>();
  private final List<Triple> shared = new ArrayList<>();
  private final List<Node> states = new ArrayList<>();
  private final Set<Node> own = new HashSet<>();

  private MadeUpCorpus() {
    Home home = BundledProject.home();
    Set<Node> situated = new HashSet<>();
    List<Triple> entities = new ArrayList<>();
    for (SourceFile file : ClaimGraph.read(home, Progress.none()).view().files()) {
      if (file.graph().equals(Ibid.ENTITIES_GRAPH)) {
        entities.addAll(file.triples());
      } else if (!file.graph().equals(Ibid.ONTOLOGY_GRAPH)
          && !file.graph().equals(Ibid.WIKIDATA_GRAPH)) {
        String article = file.graph().getURI().substring(Ibid.GRAPH.length());
        articles.computeIfAbsent(article, a -> new ArrayList<>()).addAll(file.triples());
        file.triples().forEach(triple -> own.add(Closures.owner(triple.getSubject())));
      }
    }
    for (Triple triple : entities) {
      if (triple.getPredicate().equals(NodeConst.nodeRDFType)) {
        if (triple.getObject().equals(SITUATION)) {
          situated.add(triple.getSubject());
        } else if (triple.getObject().equals(STATE)) {
          states.add(triple.getSubject());
        }
      }
    }
    states.sort(Comparator.comparing(Node::getURI));
    for (Triple triple : entities) {
      (situated.contains(triple.getSubject()) ? situations : shared).add(triple);
    }
    own.addAll(situated);
  }

  /**
   * Writes a project folder with ontology and shapes as they are and with made-up data.
   *
   * @return how many claims it has, which is at least as many as wanted
   */
  public static int write(Path root, int claims, long seed) {
    MadeUpCorpus corpus = new MadeUpCorpus();
    try {
      FolderCopy.of(BundledProject.home().ontology(), root.resolve("ontology"));
      corpus.writeShared(root);
      return corpus.writeArticles(root, claims, new Random(seed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeShared(Path root) throws IOException {
    Path file = root.resolve("data/entities/shared.ttl");
    Files.createDirectories(file.getParent());
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Triple triple : shared) {
        write(writer, triple);
      }
    }
  }

  private int writeArticles(Path root, int claims, Random random) throws IOException {
    int written = 0;
    for (int number = 1; written < claims; number++) {
      for (Map.Entry<String, List<Triple>> article : articles.entrySet()) {
        if (written >= claims) {
          break;
        }
        Map<Node, Node> roles = roles(random);
        Path file = root.resolve("data/" + article.getKey() + "-" + number + "/all.ttl");
        Files.createDirectories(file.getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
          for (Triple triple : article.getValue()) {
            Triple copy = copy(triple, article.getKey(), number, roles);
            write(writer, copy);
            if (copy.getPredicate().equals(STATEMENT)
                && copy.getObject().getLiteralLanguage().equals("en")) {
              written++;
            }
          }
          for (Triple triple : situations) {
            write(writer, copy(triple, article.getKey(), number, roles));
          }
        }
      }
    }
    return written;
  }

  private Map<Node, Node> roles(Random random) {
    List<Node> shuffled = new ArrayList<>(states);
    Collections.shuffle(shuffled, random);
    Map<Node, Node> roles = new HashMap<>();
    for (int i = 0; i < states.size(); i++) {
      roles.put(states.get(i), shuffled.get(i));
    }
    return roles;
  }

  private Triple copy(Triple triple, String article, int number, Map<Node, Node> roles) {
    Node subject = renamed(triple.getSubject(), article, number);
    Node object = triple.getObject();
    if (object.isLiteral()
        && (triple.getPredicate().equals(STATEMENT)
            || triple.getPredicate().equals(RDFS.label.asNode()))) {
      object = reworded(object, number);
    } else {
      object = renamed(roles.getOrDefault(object, object), article, number);
    }
    return Triple.create(subject, triple.getPredicate(), object);
  }

  private static Node reworded(Node text, int number) {
    String words = text.getLiteralLexicalForm();
    boolean sentence = words.endsWith(".");
    String body = sentence ? words.substring(0, words.length() - 1) : words;
    String other = body + " (" + number + ")" + (sentence ? "." : "");
    return text.getLiteralLanguage().isEmpty()
        ? NodeFactory.createLiteralString(other)
        : NodeFactory.createLiteralLang(other, text.getLiteralLanguage());
  }

  private Node renamed(Node node, String article, int number) {
    if (!node.isURI() || !own.contains(Closures.owner(node))) {
      return node;
    }
    String folder = Ibid.ID + article + "/";
    String iri = node.getURI();
    if (iri.startsWith(folder)) {
      return NodeFactory.createURI(
          Ibid.ID + article + "-" + number + "/" + iri.substring(folder.length()));
    }
    String owner = Closures.owner(node).getURI();
    return NodeFactory.createURI(owner + "-" + number + iri.substring(owner.length()));
  }

  private static void write(BufferedWriter writer, Triple triple) throws IOException {
    writer.write(NodeFmtLib.strNT(triple.getSubject()));
    writer.write(' ');
    writer.write(NodeFmtLib.strNT(triple.getPredicate()));
    writer.write(' ');
    writer.write(NodeFmtLib.strNT(triple.getObject()));
    writer.write(" .\n");
  }
}
