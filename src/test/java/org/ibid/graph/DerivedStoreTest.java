package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedStoreTest {

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void smallProject() throws IOException {
    project = new ProjectFolder(folder);
    project.write("data/entities/e.ttl", "ex:a ex:p \"Я\\n\" , 1 .");
    project.write("ontology/rules/r.rq", "CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:p ?o }");
    Files.createDirectory(folder.resolve("target"));
  }

  private List<Path> kept() {
    return Home.files(folder.resolve("target"), ".derived.nt", 1);
  }

  private Graph all() {
    return project.load().view().dataset().getDefaultGraph();
  }

  @Test
  void secondStartHasTheSameGraph() {
    Graph first = all();
    assertThat(kept()).hasSize(1);
    assertThat(first.size()).isEqualTo(4);
    assertThat(all().isIsomorphicWith(first)).isTrue();
  }

  @Test
  void changedFileIsDerivedAnew() {
    all();
    project.write("data/entities/e.ttl", "ex:b ex:p 2 .");
    assertThat(all().size()).isEqualTo(2);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void fileThatIsNotWholeIsNotBelieved() throws IOException {
    Graph first = all();
    Files.writeString(kept().get(0), "<a:a> <a:b> <a:c> .\n");
    assertThat(all().isIsomorphicWith(first)).isTrue();
  }

  @Test
  void withoutABuildFolderNothingIsKept() throws IOException {
    all();
    Files.delete(kept().get(0));
    Files.delete(folder.resolve("target"));
    assertThat(all().size()).isEqualTo(4);
    assertThat(folder.resolve("target")).doesNotExist();
  }
}
