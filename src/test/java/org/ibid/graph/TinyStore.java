package org.ibid.graph;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.ibid.ProjectFolder;

/** Makes stores of a few triples, for tests that break them. */
final class TinyStore {

  static final Author EDITOR = Author.of("an editor", "to see what happens");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2031-02-03T04:05:06Z"), ZoneOffset.UTC);

  private static final List<Node> GRAPHS =
      List.of(Ibid.ENTITIES_GRAPH, Ibid.articleGraph("first-2020"), Ibid.RETRACTED_GRAPH);

  private TinyStore() {}

  /** A project with one rule and two triples. */
  static Home project(Path folder) {
    ProjectFolder project = new ProjectFolder(folder);
    project.write("ontology/core.ttl", "ex:C ex:sub ex:B .");
    project.write(
        "ontology/rules/types.rq",
        "CONSTRUCT { ?x a ?above } WHERE { ?x a ?class . ?class ex:sub ?above }");
    project.write("data/entities/e.ttl", "ex:a a ex:C .");
    return project.home();
  }

  static Store create(Home home, Path folder) {
    return create(home, folder, LogFiles.ofDisk());
  }

  static Store create(Home home, Path folder, LogFiles files) {
    return Store.create(home, folder, Progress.none(), files, CLOCK);
  }

  static Store open(Home home, Path folder) {
    return open(home, folder, LogFiles.ofDisk());
  }

  static Store open(Home home, Path folder, LogFiles files) {
    return Store.open(home, folder, Progress.none(), files, CLOCK, false);
  }

  static Node node(String name) {
    return NodeFactory.createURI("https://w3id.org/ibid/id/thing/" + name);
  }

  static Quad quad(String subject, String predicate, String object) {
    return Quad.create(Ibid.ENTITIES_GRAPH, node(subject), node(predicate), node(object));
  }

  static Entry add(Store store, Quad... quads) {
    return store.write(writing -> writing.commit(Change.of(List.of(), List.of(quads)), EDITOR));
  }

  /** All quads that were written to a store and are there, as its index says. */
  static Set<Quad> quads(Store store) {
    return store.read(
        () -> {
          Set<Quad> quads = new LinkedHashSet<>();
          store
              .view()
              .dataset()
              .findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY)
              .forEachRemaining(quads::add);
          store
              .view()
              .dataset()
              .findNG(Ibid.RETRACTED_GRAPH, Node.ANY, Node.ANY, Node.ANY)
              .forEachRemaining(quads::add);
          quads.removeIf(quad -> quad.getGraph().equals(Ibid.DERIVED_GRAPH));
          return quads;
        });
  }

  /** All quads of a state in memory, without what is derived. */
  static Set<Quad> quads(View view) {
    Set<Quad> quads = new LinkedHashSet<>();
    view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
    view.dataset()
        .getGraph(Ibid.RETRACTED_GRAPH)
        .find()
        .forEachRemaining(triple -> quads.add(Quad.create(Ibid.RETRACTED_GRAPH, triple)));
    quads.removeIf(quad -> quad.getGraph().equals(Ibid.DERIVED_GRAPH));
    return quads;
  }

  /** Some change of some quads, with names, numbers, languages, escapes and blank nodes in them. */
  static Change randomChange(Random random) {
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    for (int i = 0; i < 6; i++) {
      (random.nextBoolean() ? removed : added).add(randomQuad(random));
    }
    return Change.of(removed, added);
  }

  private static Quad randomQuad(Random random) {
    int kind = random.nextInt(7);
    String text = "t" + random.nextInt(3);
    Node object = node(text);
    if (kind == 0) {
      object = NodeFactory.createLiteralLang("“" + text + "”\n\t\\ \"quoted\" 🐦", "en");
    } else if (kind == 1) {
      object = NodeFactory.createLiteralDT("0" + random.nextInt(3), XSDDatatype.XSDinteger);
    } else if (kind == 2) {
      object = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);
    } else if (kind == 3) {
      object = NodeFactory.createBlankNode("b" + random.nextInt(3));
    } else if (kind == 4) {
      object = NodeFactory.createLiteralString(". # end 3 sha256 " + "0".repeat(64));
    }
    Node subject =
        kind == 5
            ? NodeFactory.createBlankNode("b" + random.nextInt(3))
            : node("s" + random.nextInt(5) + (random.nextInt(3) == 0 ? ".part" : ""));
    return Quad.create(
        GRAPHS.get(random.nextInt(GRAPHS.size())), subject, node("p" + random.nextInt(2)), object);
  }
}
