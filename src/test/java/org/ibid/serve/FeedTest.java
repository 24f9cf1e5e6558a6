package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.ibid.ProjectFolder;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.serve.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of changes, as a program follows it. */
class FeedTest {

  private static final String TREE = "https://w3id.org/tree#";
  private static final Node MEMBER = iri(TREE + "member");
  private static final Node VERSION_OF = iri("http://purl.org/dc/terms/isVersionOf");
  private static final Node NUMBER = iri("https://schema.org/position");
  private static final Node TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  private static final Node DELETE = iri("https://www.w3.org/ns/activitystreams#Delete");

  @TempDir static Path folder;
  @TempDir static Path copy;
  private static ProjectFolder project;
  private static StoreServer at;

  @BeforeAll
  static void start() {
    project = StoreServer.project(folder);
    at = StoreServer.of(project, folder, copy);
    change(201, at.post(StoreServer.claim("sugar", "Sugar matters.")));
    change(
        200,
        at.write(
            "PUT",
            StoreServer.SUGAR,
            StoreServer.TURTLE,
            StoreServer.claim("sugar", "Sugar matters much."),
            "If-Match",
            "*"));
    StringBuilder many = new StringBuilder();
    for (int i = 1; i <= 120; i++) {
      many.append(StoreServer.claim("many-" + i, "Claim " + i + "."));
    }
    change(200, at.write("POST", "/changes", StoreServer.TURTLE, many.toString()));
    for (String slug : List.of("sugar", "many-7")) {
      change(
          200,
          at.write(
              "DELETE",
              "/claims/tea-2001/" + slug,
              null,
              null,
              "If-Match",
              "*",
              "Reason",
              "It was misread."));
    }
    change(200, at.write("POST", "/history/2/restore?iri=id/tea-2001/claim/sugar", null, null));
  }

  @AfterAll
  static void stop() {
    at.close();
  }

  private static void change(int status, Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  /** The paths of the pages, as the stream gives them. */
  private static Set<String> pages() {
    Reply reply = at.client().get("/feed", Client.TURTLE);
    assertThat(reply.status()).isEqualTo(200);
    Graph graph = RDFParser.fromString(reply.body(), Lang.TURTLE).toGraph();
    assertThat(graph.contains(Node.ANY, iri(TREE + "view"), Node.ANY)).isTrue();
    Set<String> pages = new TreeSet<>();
    graph
        .find(Node.ANY, iri(TREE + "node"), Node.ANY)
        .forEachRemaining(triple -> pages.add(URI.create(triple.getObject().getURI()).getPath()));
    return pages;
  }

  private static DatasetGraph read(String page) {
    Reply reply = at.client().get(page, "application/trig");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return RDFParser.fromString(reply.body(), Lang.TRIG).toDatasetGraph();
  }

  private static Node value(DatasetGraph page, Node subject, Node predicate) {
    return page.getDefaultGraph().find(subject, predicate, Node.ANY).next().getObject();
  }

  @Test
  void replayedFromTheStartTheFeedGivesWhatIsSaidNow() {
    TreeMap<Long, Runnable> deeds = new TreeMap<>();
    Map<Node, Set<Triple>> replica = new HashMap<>();
    for (String path : pages()) {
      DatasetGraph page = read(path);
      page.getDefaultGraph()
          .find(Node.ANY, MEMBER, Node.ANY)
          .forEachRemaining(
              triple -> {
                Node member = triple.getObject();
                Node thing = value(page, member, VERSION_OF);
                long number = Long.parseLong(value(page, member, NUMBER).getLiteralLexicalForm());
                if (page.getDefaultGraph().contains(member, TYPE, DELETE)) {
                  deeds.put(number, () -> replica.remove(thing));
                } else {
                  Set<Triple> says = page.getGraph(member).find().toSet();
                  deeds.put(number, () -> replica.put(thing, says));
                }
              });
    }
    deeds.values().forEach(Runnable::run);
    Map<Node, Set<Triple>> now = new HashMap<>();
    at.store()
        .read(
            () -> {
              at.store()
                  .view()
                  .asserted()
                  .find()
                  .forEachRemaining(
                      triple -> {
                        Node owner = Closures.owner(triple.getSubject());
                        if (owner.isURI() && owner.getURI().startsWith(Ibid.ID)) {
                          now.computeIfAbsent(owner, key -> new HashSet<>()).add(triple);
                        }
                      });
              return null;
            });
    assertThat(deeds.keySet()).hasSizeGreaterThan(130);
    assertThat(deeds.lastKey()).isEqualTo(deeds.size());
    assertThat(now).containsKey(iri(Ibid.ID + "tea-2001/claim/sugar"));
    assertThat(replica).isEqualTo(now);
  }

  @Test
  void retractedClaimIsAMemberThatSaysSo() {
    boolean found = false;
    for (String path : pages()) {
      DatasetGraph page = read(path);
      for (Triple triple : page.getDefaultGraph().find(Node.ANY, TYPE, DELETE).toList()) {
        Node thing = value(page, triple.getSubject(), VERSION_OF);
        assertThat(page.getGraph(triple.getSubject()).isEmpty()).isTrue();
        found |= thing.getURI().endsWith("/claim/many-7");
      }
    }
    assertThat(found).isTrue();
  }

  @Test
  void fullPageIsKeptForEverAndTheLastOnlyForAMoment() {
    List<String> pages = List.copyOf(pages());
    Reply first = at.client().get(pages.get(0), "application/trig");
    Reply last = at.client().get(pages.get(pages.size() - 1), "application/trig");
    assertThat(first.header("Cache-Control")).contains("immutable");
    assertThat(last.header("Cache-Control")).doesNotContain("immutable").contains("max-age=");
    change(201, at.post(StoreServer.claim("late", "Late.")));
    Reply again = at.client().get(pages.get(0), "application/trig");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
  }

  @Test
  void pagesAreQuadsOrPagesForPeopleAndNothingElse() {
    assertThat(at.client().get("/feed/1", "application/n-quads").header("Content-Type"))
        .startsWith("application/n-quads");
    assertThat(at.client().get("/feed/1", Client.BROWSER).header("Content-Type"))
        .startsWith("text/html");
    assertThat(at.client().get("/feed/1", Client.TURTLE).status()).isEqualTo(406);
    assertThat(at.client().get("/feed/1.nq", "*/*").status()).isEqualTo(200);
    assertThat(at.client().get("/feed/999", "*/*").status()).isEqualTo(404);
    assertThat(at.client().get("/feed/x", "*/*").status()).isEqualTo(404);
  }

  @Test
  void descriptionOfTheDatasetLeadsToTheFeed() {
    Reply description = at.client().get("/.well-known/void", Client.TURTLE);
    assertThat(description.header("Link")).contains("</feed>; rel=\"" + Feed.EVENT_STREAM + "\"");
    assertThat(description.body()).contains("https://w3id.org/ldes/specification");
  }

  @Test
  void serverOfFilesSaysThatNothingChanges() {
    try (IbidServer files =
        IbidServer.start(project.load(), project.home(), ServerOptions.onPort(0))) {
      Client client = new Client(files.port());
      Reply reply = client.get("/feed", "*/*");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body()).contains("/dumps");
      assertThat(client.get("/", Client.TURTLE).header("Link")).doesNotContain("feed");
    }
  }
}
