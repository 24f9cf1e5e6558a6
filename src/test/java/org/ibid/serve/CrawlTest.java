package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.ibid.ProjectFolder;
import org.ibid.federation.Federation;
import org.ibid.federation.Services;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.Progress;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts at the front page and at the dataset's IRI and follows every link and every IRI of the
 * project. Of the bundled graph a part is crawled, and all of it with {@code -Dibid.crawl=all}.
 */
class CrawlTest {

  private static final int SAMPLE = 120;

  @TempDir Path folder;

  @Test
  void everyLinkAndEveryIriOfASmallProjectAnswers() {
    ProjectFolder project = InventedProject.in(folder);
    crawl(project.load(), project.home(), Integer.MAX_VALUE);
  }

  @Test
  void linksAndIrisOfTheBundledGraphAnswer() {
    boolean all = "all".equals(System.getProperty("ibid.crawl"));
    ClaimGraph graph = ClaimGraph.load(InventedProject.bundled(), Progress.none());
    crawl(graph, InventedProject.bundled(), all ? Integer.MAX_VALUE : SAMPLE);
  }

  private static void crawl(ClaimGraph graph, Home home, int most) {
    ServerOptions options =
        ServerOptions.onPort(0).withFederation(Federation.offline(Services.read(home)));
    try (IbidServer server = IbidServer.start(graph, home, options)) {
      Crawl crawl = new Crawl(new Client(server.port()), most);
      crawl.run();
      assertThat(crawl.wrong).isEmpty();
      assertThat(crawl.seen.size()).isGreaterThan(20);
    }
  }

  /** One walk; what is wrong is noted and the walk goes on. */
  private static final class Crawl {
    private final Client client;
    private final int most;
    private final Set<String> seen = new HashSet<>(Set.of("/", "/.well-known/void"));
    private final List<String> open = new ArrayList<>(seen);
    private final Random random = new Random(7);
    private final List<String> wrong = new ArrayList<>();
    private int queries;

    Crawl(Client client, int most) {
      this.client = client;
      this.most = most;
    }

    void run() {
      for (int visited = 0; !open.isEmpty() && visited < most; visited++) {
        int next = most == Integer.MAX_VALUE ? open.size() - 1 : random.nextInt(open.size());
        Collections.swap(open, next, open.size() - 1);
        visit(open.remove(open.size() - 1));
      }
    }

    private void visit(String path) {
      Reply page = follow(path, Client.BROWSER);
      if (page != null && page.header("Content-Type").startsWith("text/html")) {
        page.links().stream().filter(link -> link.startsWith("/")).forEach(this::found);
        links(page);
      }
      if (!path.contains("?") && !path.matches("/(assets|dumps)/?.*|.*\\.(json|xml|csv|tsv|txt)")) {
        describe(path);
      }
    }

    /** The RDF at an address: it is read, and what it speaks of is visited. */
    private void describe(String path) {
      Reply reply = follow(path, "text/turtle, */*;q=0.1");
      if (reply == null || !reply.header("Content-Type").startsWith("text/turtle")) {
        return;
      }
      links(reply);
      try {
        Graph graph = RDFParser.fromString(reply.body(), Lang.TURTLE).toGraph();
        String iri = Ibid.BASE + path.substring(1);
        boolean data =
            (path.startsWith("/id/") || path.startsWith("/queries/"))
                && !path.matches(".*\\.(ttl|trig|nt|nq|jsonld|rdf|html)");
        if (data && !graph.contains(NodeFactory.createURI(iri), Node.ANY, Node.ANY)) {
          wrong.add(path + " is not described by its document");
        }
        graph.find().forEachRemaining(this::found);
      } catch (RiotException e) {
        wrong.add(path + " is not Turtle: " + e.getMessage());
      }
    }

    private Reply follow(String path, String accept) {
      Reply reply = client.follow(path, accept);
      if (reply.status() != 200) {
        wrong.add(path + " as " + accept + " is a " + reply.status());
        return null;
      }
      return reply;
    }

    private void found(Triple triple) {
      for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
        if (node.isURI() && node.getURI().startsWith(Ibid.BASE)) {
          found("/" + node.getURI().substring(Ibid.BASE.length()));
        }
      }
    }

    private void links(Reply reply) {
      Deque<String> rest = new ArrayDeque<>(List.of(reply.header("Link").split(", (?=<)")));
      while (!rest.isEmpty()) {
        String link = rest.pop();
        int end = link.indexOf('>');
        if (link.startsWith("</") && end > 0) {
          found(link.substring(1, end));
        }
      }
    }

    private void found(String link) {
      int hash = link.indexOf('#');
      String path = hash < 0 ? link : link.substring(0, hash);
      // Many pages offer a query for their list of claims; some of these stand for all.
      if (path.startsWith("/sparql?query=") && queries++ % 20 != 0) {
        return;
      }
      if (!path.isEmpty() && seen.add(path)) {
        open.add(path);
      }
    }
  }
}
