package org.ibid.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.FolderCopy;
import org.ibid.ProjectFolder;
import org.ibid.edit.Tokens;
import org.ibid.graph.Digests;
import org.ibid.graph.Progress;
import org.ibid.graph.Store;
import org.ibid.serve.Client.Reply;

/** A server with a store of the invented project, and somebody who may write to it. */
final class StoreServer implements AutoCloseable {

  static final String TURTLE = "text/turtle";
  static final String SUGAR = "/claims/tea-2001/sugar";
  static final String MATTERS = "/claims/tea-2001/tea-matters";

  private final ProjectFolder project;
  private final Path folder;
  private Store store;
  private IbidServer server;
  private Client client;
  private String token;

  private StoreServer(ProjectFolder project, Store store) {
    this.project = project;
    this.folder = store.folder();
    this.store = store;
    this.token = Tokens.of(folder).add("anna", null);
    serve();
  }

  /** Makes the project and a store of it, in that folder. */
  static ProjectFolder project(Path folder) {
    ProjectFolder project = InventedProject.in(folder.resolve("project"));
    project.write(
        "data/tea-2001/authors.ttl", "<id/tea-2001/agent/authors> ibid:member <id/person/quill> .");
    Store.create(project.home(), folder.resolve("store"), Progress.none()).close();
    return project;
  }

  /** Serves a copy of the store that was made in a folder. */
  static StoreServer of(ProjectFolder project, Path made, Path copy) {
    Path to = copy.resolve("store");
    FolderCopy.of(made.resolve("store"), to);
    return of(project, Store.open(project.home(), to, Progress.none()));
  }

  /** Serves a store. */
  static StoreServer of(ProjectFolder project, Store store) {
    return new StoreServer(project, store);
  }

  private void serve() {
    server = IbidServer.start(store, project.home(), ServerOptions.onPort(0));
    client = new Client(server.port());
  }

  void restart() {
    close();
    store = Store.open(project.home(), folder, Progress.none());
    serve();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  Store store() {
    return store;
  }

  Client client() {
    return client;
  }

  Tokens tokens() {
    return Tokens.of(folder);
  }

  String token() {
    return token;
  }

  /** Goes on with another token. */
  void use(String other) {
    token = other;
  }

  String version() {
    return store.read(() -> store.view().version());
  }

  /** A claim that conforms, as a document. */
  static String claim(String slug, String statement) {
    return """
    @prefix ibid: <https://w3id.org/ibid/ns#> .
    @prefix claim: <https://w3id.org/ibid/id/tea-2001/claim/> .
    claim:%1$s a ibid:EvaluationClaim ;
      ibid:statement "%2$s"@en ; ibid:about <id/actor/arcadia> ;
      ibid:modality ibid:Asserted ; ibid:attribution claim:%1$s.attribution ;
      ibid:passage <id/tea-2001/passage/s2> ; ibid:evidence claim:%1$s.evidence .
    claim:%1$s.attribution a ibid:Attribution ;
      ibid:agent <id/tea-2001/agent/authors> ; ibid:stance ibid:Asserts .
    claim:%1$s.evidence a ibid:NoSourceGiven .
    """
        .formatted(slug, statement);
  }

  /** The same without what it must have. */
  static String brokenClaim(String slug, String statement) {
    return claim(slug, statement).replace("ibid:modality ibid:Asserted ;", "");
  }

  /** Sends a request of a stranger; the type and the body may be null. */
  Reply send(String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        client
            .request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build());
  }

  /** As {@link #send}, by somebody who may. */
  Reply write(String method, String path, String type, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + token));
    return send(method, path, type, body, all.toArray(String[]::new));
  }

  /** Publishes a new claim. */
  Reply post(String claim, String... headers) {
    return write("POST", "/claims", TURTLE, claim, headers);
  }

  static JsonObject json(Reply reply) {
    return JSON.parse(reply.body());
  }

  static long number(Reply reply, String name) {
    return json(reply).get(name).getAsNumber().value().longValue();
  }

  /** Whether the server finds such a pattern. */
  boolean ask(String pattern) {
    return client
        .query("ASK { " + pattern + " }", "application/sparql-results+json")
        .body()
        .contains("true");
  }

  /** What lies on disk, but the lock. */
  String disk() {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().contains("lock")) {
          files.put(file.toString(), Digests.sha256(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.toString();
  }
}
