package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.UpdateExec;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimGraphTest {

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void emptyProject() {
    project = new ProjectFolder(folder.resolve("a project"));
  }

  private static boolean ask(View view, String pattern) {
    return QueryExec.dataset(view.dataset())
        .query(Sparql.parse("ASK { " + pattern + " }", "test", view.prefixes()))
        .ask();
  }

  @Test
  void missingFoldersAreAnEmptyGraph() {
    View view = project.load().view();
    assertThat(view.dataset().getDefaultGraph().isEmpty()).isTrue();
    assertThat(view.dataset().listGraphNodes()).isExhausted();
    assertThat(view.files()).isEmpty();
  }

  @Test
  void eachFileLandsInTheGraphOfItsFolder() {
    project.write("ontology/core.ttl", "ex:o a ex:T .");
    project.write("ontology/shapes/shapes.ttl", "ex:shape a ex:T .");
    project.write("data/entities/e.ttl", "ex:e a ex:T .");
    project.write("data/first-2020/article.ttl", "ex:a a ex:T .");
    project.write("data/first-2020/claims/deep.ttl", "ex:c a ex:T .");
    project.write("data/second-2021/article.ttl", "ex:b a ex:T .");
    project.write("data/wikidata/w.ttl", "ex:w a ex:T .");
    View view = project.load().view();
    String graph = "GRAPH <https://w3id.org/ibid/graph/";
    assertThat(ask(view, graph + "ontology> { ex:o a ex:T }")).isTrue();
    assertThat(ask(view, graph + "entities> { ex:e a ex:T }")).isTrue();
    assertThat(ask(view, graph + "first-2020> { ex:a a ex:T . ex:c a ex:T }")).isTrue();
    assertThat(ask(view, graph + "second-2021> { ex:b a ex:T }")).isTrue();
    assertThat(ask(view, graph + "wikidata> { ex:w a ex:T }")).isTrue();
    assertThat(ask(view, "ex:shape a ex:T")).isFalse();
    List<?> graphs = new ArrayList<>();
    view.dataset().listGraphNodes().forEachRemaining(g -> graphs.add(null));
    assertThat(graphs).hasSize(5);
  }

  @Test
  void defaultGraphIsTheUnion() {
    project.write("ontology/core.ttl", "ex:o ex:p ex:x .");
    project.write("data/entities/e.ttl", "ex:x ex:q ex:z .");
    assertThat(ask(project.load().view(), "ex:o ex:p/ex:q ex:z")).isTrue();
  }

  @Test
  void rulesFeedEachOtherUntilNothingIsNew() {
    project.write("ontology/core.ttl", "ex:C ex:sub ex:B . ex:B ex:sub ex:A . ex:x a ex:C .");
    project.write(
        "ontology/rules/types.rq",
        "CONSTRUCT { ?x a ?above } WHERE { ?x a ?class . ?class ex:sub ?above }");
    View view = project.load().view();
    assertThat(ask(view, "ex:x a ex:A")).isTrue();
    assertThat(ask(view, "GRAPH <https://w3id.org/ibid/graph/derived> { ex:x a ex:A }")).isTrue();
    assertThat(ask(view, "GRAPH <https://w3id.org/ibid/graph/derived> { ex:x a ex:C }")).isFalse();
    assertThat(view.asserted().size()).isEqualTo(3);
  }

  @Test
  void ruleThatMakesBlankNodesIsRefused() {
    project.write("ontology/core.ttl", "ex:x a ex:C .");
    project.write("ontology/rules/bad.rq", "CONSTRUCT { ?x ex:p [] } WHERE { ?x a ?class }");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(project::load)
        .withMessageStartingWith("ontology/rules/bad.rq: ");
  }

  @Test
  void ruleThatIsNoConstructIsRefused() {
    project.write("ontology/rules/bad.rq", "SELECT * {}");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(project::load)
        .withMessageStartingWith("ontology/rules/bad.rq: ");
  }

  @Test
  void fileThatDoesNotParseIsNamedWithLineAndColumn() {
    project.write("data/entities/e.ttl", "ex:a ex:b ex:c .\nex:a ex:b nix:c .");
    assertThatThrownBy(project::load)
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> {
              assertThat(e.file()).isEqualTo("data/entities/e.ttl");
              assertThat(e.line()).isEqualTo(3);
              assertThat(e.column()).isPositive();
              assertThat(e.problem()).contains("nix").doesNotContain("\n");
            });
  }

  @Test
  void versionFollowsTheContentAndNotThePlace() {
    project.write("data/entities/e.ttl", "ex:a ex:b ex:c .");
    String first = project.load().view().version();
    assertThat(first).matches("[0-9a-f]{12}");
    ProjectFolder elsewhere = new ProjectFolder(folder.resolve("elsewhere"));
    elsewhere.write("data/entities/e.ttl", "ex:a ex:b ex:c .");
    assertThat(elsewhere.load().view().version()).isEqualTo(first);
    elsewhere.write("data/entities/e.ttl", "ex:a ex:b ex:d .");
    String changed = elsewhere.load().view().version();
    assertThat(changed).isNotEqualTo(first);
    elsewhere.write("ontology/rules/r.rq", "CONSTRUCT { ?s a ex:T } WHERE { ?s ex:b ?o }");
    assertThat(elsewhere.load().view().version()).isNotEqualTo(changed);
  }

  @Test
  void viewRefusesWrites() {
    project.write("data/entities/e.ttl", "ex:a ex:b ex:c .");
    View view = project.load().view();
    DatasetGraph dataset = view.dataset();
    Triple triple = Triple.create(node("a"), node("b"), node("new"));
    Quad quad = Quad.create(Ibid.ENTITIES_GRAPH, triple);
    assertThatThrownBy(() -> view.asserted().add(triple)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.getDefaultGraph().add(triple))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.getGraph(Ibid.ENTITIES_GRAPH).add(triple))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.add(quad)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.addGraph(node("g"), view.asserted()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.removeGraph(Ibid.ENTITIES_GRAPH))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.begin(ReadWrite.WRITE)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> view.prefixes().setNsPrefix("x", "http://example.org/"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> dataset.prefixes().add("x", "http://example.org/"))
        .isInstanceOf(RuntimeException.class);
    for (String update : List.of("INSERT DATA { <a:a> <a:a> <a:a> }", "CLEAR ALL", "DROP ALL")) {
      assertThatThrownBy(() -> UpdateExec.dataset(dataset).update(update).execute())
          .as(update)
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(ask(view, "ex:a ex:b ex:c")).isTrue();
    assertThat(ask(view, "?s ?p ex:new")).isFalse();
  }

  @Test
  void bundledFileReplacesItsLoadedVersionOnly() {
    Path file = project.write("data/entities/e.ttl", "ex:a ex:old 1 ; ex:kept 1 .");
    project.write("data/entities/f.ttl", "ex:a ex:other 1 .");
    ClaimGraph graph = project.load();
    project.write("data/entities/e.ttl", "ex:a ex:kept 1 .");
    View changed = graph.with(List.of(file));
    assertThat(ask(changed, "ex:a ex:kept 1 ; ex:other 1")).isTrue();
    assertThat(ask(changed, "ex:a ex:old 1")).isFalse();
    assertThat(ask(changed, "GRAPH <https://w3id.org/ibid/graph/entities> { ex:a ex:kept 1 }"))
        .isTrue();
    assertThat(ask(graph.view(), "ex:a ex:old 1")).isTrue();
    assertThat(changed.version()).isNotEqualTo(graph.view().version());
  }

  @Test
  void otherFileReplacesTheClosuresThatItDescribes() {
    project.write(
        "data/entities/e.ttl",
        """
        ex:a ex:p ex:a.part . ex:a.part ex:p ex:a.part.role . ex:a.part.role ex:p 1 .
        ex:ab ex:p 1 . ex:b ex:p ex:a .
        """);
    ClaimGraph graph = project.load();
    View changed = graph.with(List.of(project.write("drafts/new.ttl", "ex:a ex:p 2 .")));
    assertThat(ask(changed, "ex:a.part ?p ?o")).isFalse();
    assertThat(ask(changed, "ex:a.part.role ?p ?o")).isFalse();
    assertThat(ask(changed, "ex:ab ex:p 1 . ex:b ex:p ex:a")).isTrue();
    assertThat(ask(changed, "GRAPH <https://w3id.org/ibid/graph/candidate> { ex:a ex:p 2 }"))
        .isTrue();
    assertThat(changed.asserted().size()).isEqualTo(3);
  }

  @Test
  void newFileInAnArticlesFolderJoinsThatArticle() {
    project.write("data/first-2020/article.ttl", "ex:a ex:p 1 .");
    ClaimGraph graph = project.load();
    Path file = project.write("data/first-2020/claims/new.ttl", "ex:b ex:p 2 .");
    assertThat(
            ask(
                graph.with(List.of(file)),
                "GRAPH <https://w3id.org/ibid/graph/first-2020> { ex:a ex:p 1 . ex:b ex:p 2 }"))
        .isTrue();
  }

  @Test
  void replacementRunsTheRulesAnew() {
    Path file = project.write("data/entities/e.ttl", "ex:a ex:p ex:b .");
    project.write("ontology/rules/r.rq", "CONSTRUCT { ?s ex:short ?o } WHERE { ?s ex:p ?o }");
    ClaimGraph graph = project.load();
    project.write("data/entities/e.ttl", "ex:a ex:p ex:c .");
    View changed = graph.with(List.of(file));
    assertThat(ask(changed, "ex:a ex:short ex:c")).isTrue();
    assertThat(ask(changed, "ex:a ex:short ex:b")).isFalse();
    assertThat(changed.asserted().size()).isEqualTo(1);
  }

  @Test
  void missingReplacementIsNamed() {
    ClaimGraph graph = project.load();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> graph.with(List.of(Path.of("nowhere.ttl"))))
        .withMessage("nowhere.ttl: there is no such file");
  }

  @Test
  void prefixesOfFilesAreKnownWithoutTheGraph() {
    project.write("data/entities/e.ttl", "ex:a ex:b ex:c .");
    project.write("data/entities/broken.ttl", "nonsense");
    assertThat(ClaimGraph.prefixes(project.home()).getNsPrefixURI("ex"))
        .isEqualTo("https://w3id.org/ibid/id/thing/");
    assertThat(ClaimGraph.prefixes(project.home()).getNsPrefixURI("rdfs")).isNotNull();
  }

  private static Node node(String name) {
    return NodeFactory.createURI("https://w3id.org/ibid/id/thing/" + name);
  }
}
