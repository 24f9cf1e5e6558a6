package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.ibid.BundledProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes changed states back to data files, those of the project among them. */
class DataFilesTest {

  private static final PredicateOrder ORDER = PredicateOrder.read(BundledProject.home());
  private static final Map<String, String> PREFIXES =
      ClaimGraph.prefixes(BundledProject.home()).getNsPrefixMap();
  private static final Path DATA = BundledProject.home().data();

  @TempDir Path folder;

  private static Node iri(String rest) {
    return NodeFactory.createURI(rest.contains("://") ? rest : Ibid.ID + rest);
  }

  @Test
  void anUnchangedStateWritesNothing() {
    DataFiles files = DataFiles.read(DATA, Progress.none());

    assertThat(files.quads()).isNotEmpty();
    assertThat(files.write(files.quads(), ORDER, PREFIXES)).isEmpty();
  }

  @Test
  void filesSayWhatTheGraphOfTheProjectSays() {
    View view = ClaimGraph.read(BundledProject.home(), Progress.none()).view();

    assertThat(DataFiles.read(DATA, Progress.none()).quads()).isEqualTo(DataFiles.quadsOf(view));
  }

  /** The ordinary build runs a sample; {@code -Dibid.rounds=1000} runs more. */
  @Test
  void anyChangeOfTheProjectIsWrittenWhereItBelongsAndNothingElseMoves() throws IOException {
    Map<String, String> texts = texts(DATA);
    DataFiles files = DataFiles.read(DATA, Progress.none());
    Set<Quad> original = files.quads();
    int rounds = Integer.getInteger("ibid.rounds", 12);
    for (int round = 0; round < rounds; round++) {
      Set<Quad> state = new LinkedHashSet<>(original);
      RandomEdits edits = new RandomEdits(new Random(round), state);
      for (int i = 1 + round % 5; i > 0; i--) {
        edits.next();
      }

      Map<String, String> written = new TreeMap<>(texts);
      files
          .write(state, ORDER, PREFIXES)
          .forEach(
              (name, text) ->
                  text.ifPresentOrElse(t -> written.put(name, t), () -> written.remove(name)));

      Path target = folder.resolve(Integer.toString(round));
      for (Map.Entry<String, String> file : written.entrySet()) {
        Path path = target.resolve(file.getKey());
        if (!file.getValue().equals(texts.get(file.getKey()))) {
          assertThat(DataFile.parse(file.getValue(), file.getKey()).toTurtle(ORDER))
              .as("canonical")
              .isEqualTo(file.getValue());
        }
        AtomicFile.write(path, file.getValue());
      }
      assertThat(DataFiles.read(target, Progress.none()).quads())
          .as(edits.toString())
          .isEqualTo(state);
      Set<Node> touched = edits.touched();
      texts.forEach(
          (name, text) ->
              assertThat(others(written.getOrDefault(name, ""), touched))
                  .as(name + " after " + edits)
                  .isEqualTo(others(text, touched)));
    }
  }

  private static Map<String, String> texts(Path data) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : DataFiles.read(data, Progress.none()).names()) {
      try {
        texts.put(name, Files.readString(data.resolve(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  /** What a file says of the resources that nobody touched, in its order. */
  private static List<String> others(String text, Set<Node> touched) {
    Map<String, String> prefixes = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String block : text.split("\n\n+", -1)) {
      if (block.isBlank()) {
        continue;
      }
      if (block.startsWith("@prefix")) {
        for (String line : block.lines().toList()) {
          String[] words = line.split("\\s+", -1);
          prefixes.put(words[1], words[2].substring(1, words[2].length() - 1));
        }
        int end = block.lastIndexOf(" .\n");
        if (end < 0 || block.substring(end + 3).startsWith("@prefix")) {
          continue;
        }
      }
      String subject = block.strip().split(" ", -1)[0];
      String prefix = subject.substring(0, subject.indexOf(':') + 1);
      Node owner =
          prefixes.containsKey(prefix)
              ? Closures.owner(iri(prefixes.get(prefix) + subject.substring(prefix.length())))
              : null;
      if (owner == null || !touched.contains(owner)) {
        others.add(block.strip());
      }
    }
    return others;
  }

  @Test
  void aNewClaimStandsAfterThoseOfTheSentencesBeforeIt() {
    DataFiles files = files();
    Set<Quad> state = files.quads();
    claim(state, "new", 2);
    claim(state, "early", 0);

    String text = written(files, state).get("tea/claims/one.ttl");

    assertThat(subjects(text))
        .containsExactly(
            "claim:early",
            "claim:a",
            "claim:a.evidence",
            "claim:b",
            "claim:new",
            "claim:new.evidence",
            "claim:c");
    assertThat(text).contains("#### First").contains("#### Second\n\nclaim:c");
  }

  private static List<String> subjects(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("@") && !line.startsWith("#") && !line.startsWith(" "))
        .filter(line -> !line.isEmpty())
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void theFirstClaimOfASectionBeginsItsFile() {
    DataFiles files = files();
    Set<Quad> state = files.quads();
    claim(state, "elsewhere", 9);

    assertThat(written(files, state).keySet()).containsExactly("tea/claims/two.ttl");
  }

  @Test
  void newEntitiesGoToTheFileOfTheirKindInTheOrderOfAddresses() {
    DataFiles files = files();
    Set<Quad> state = files.quads();
    state.add(type(Ibid.ENTITIES_GRAPH, "actor/bravia", "State"));
    state.add(type(Ibid.ENTITIES_GRAPH, "product/tea", "Product"));

    Map<String, String> written = written(files, state);

    assertThat(subjects(written.get("entities/states.ttl")))
        .containsExactly("actor:arcadia", "actor:bravia", "actor:cathay");
    assertThat(written).containsOnlyKeys("entities/states.ttl", "entities/product.ttl");
  }

  @Test
  void whatIsRetractedMovesToAFileOfItsArticle() {
    DataFiles files = files();
    Set<Quad> state = new LinkedHashSet<>();
    for (Quad quad : files.quads()) {
      boolean retracted = Closures.owner(quad.getSubject()).equals(iri("tea/claim/a"));
      state.add(retracted ? Quad.create(Ibid.RETRACTED_GRAPH, quad.asTriple()) : quad);
    }

    Map<String, String> written = written(files, state);

    assertThat(written).containsOnlyKeys("tea/claims/one.ttl", "tea/retracted.ttl");
    assertThat(subjects(written.get("tea/retracted.ttl")))
        .containsExactly("claim:a", "claim:a.evidence");
    assertThat(written.get("tea/claims/one.ttl")).contains("#### First\n\nclaim:b");
  }

  @Test
  void aFileOfWhichNothingIsLeftDisappears() {
    DataFiles files = files();
    Set<Quad> state = new LinkedHashSet<>(files.quads());
    state.removeIf(quad -> quad.getGraph().equals(Ibid.ENTITIES_GRAPH));

    assertThat(files.write(state, ORDER, Map.of()))
        .containsExactly(Map.entry("entities/states.ttl", Optional.empty()));
  }

  @Test
  void aResourceInTwoFilesKeepsInEachWhatStandsThere() {
    DataFiles files = files();
    Set<Quad> state = new LinkedHashSet<>(files.quads());
    Node graph = Ibid.articleGraph("tea");
    Node note = iri(Ibid.NS + "note");
    Quad before = Quad.create(graph, iri("tea/pointer/n1"), note, iri("tea/note/n1"));
    assertThat(state.remove(before)).isTrue();
    state.add(Quad.create(graph, iri("tea/pointer/n1"), note, iri("tea/note/n2")));

    Map<String, String> written = written(files, state);

    assertThat(written).containsOnlyKeys("tea/citations.ttl");
    assertThat(written.get("tea/citations.ttl")).contains("ibid:note note:n2");
  }

  private DataFiles files() {
    write(
        "entities/states.ttl",
        """
        @prefix actor: <https://w3id.org/ibid/id/actor/> .
        @prefix ibid:  <https://w3id.org/ibid/ns#> .

        actor:arcadia a ibid:State .

        actor:cathay a ibid:State .
        """);
    write(
        "tea/passages.ttl",
        """
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix ibid:    <https://w3id.org/ibid/ns#> .
        @prefix pointer: <https://w3id.org/ibid/id/tea/pointer/> .
        @prefix psg:     <https://w3id.org/ibid/id/tea/passage/> .
        @prefix section: <https://w3id.org/ibid/id/tea/section/> .

        psg:p1 dcterms:isPartOf section:one .
        psg:p2 dcterms:isPartOf section:two .
        psg:s0 dcterms:isPartOf psg:p1 ; ibid:number 0 .
        psg:s1 dcterms:isPartOf psg:p1 ; ibid:number 1 .
        psg:s2 dcterms:isPartOf psg:p1 ; ibid:number 2 .
        psg:s3 dcterms:isPartOf psg:p1 ; ibid:number 3 .
        psg:s9 dcterms:isPartOf psg:p2 ; ibid:number 9 .
        pointer:n1 a ibid:Pointer ; ibid:number 1 .
        """);
    write(
        "tea/citations.ttl",
        """
        @prefix ibid:    <https://w3id.org/ibid/ns#> .
        @prefix note:    <https://w3id.org/ibid/id/tea/note/> .
        @prefix pointer: <https://w3id.org/ibid/id/tea/pointer/> .

        pointer:n1 a ibid:Pointer ;
            ibid:note note:n1 .
        """);
    write(
        "tea/claims/one.ttl",
        """
        @prefix claim: <https://w3id.org/ibid/id/tea/claim/> .
        @prefix ibid:  <https://w3id.org/ibid/ns#> .
        @prefix psg:   <https://w3id.org/ibid/id/tea/passage/> .


        #### First

        claim:a a ibid:TeaClaim ;
            ibid:passage psg:s1 ;
            ibid:evidence claim:a.evidence .

        claim:a.evidence a ibid:NoSourceGiven .

        claim:b a ibid:TeaClaim ;
            ibid:passage psg:s1 , psg:s9 .


        #### Second

        claim:c a ibid:TeaClaim ;
            ibid:passage psg:s3 .
        """);
    return DataFiles.read(folder, Progress.none());
  }

  private void write(String name, String text) {
    try {
      AtomicFile.write(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void claim(Set<Quad> state, String slug, int sentence) {
    Node graph = Ibid.articleGraph("tea");
    Node claim = iri("tea/claim/" + slug);
    state.add(type(graph, "tea/claim/" + slug, "TeaClaim"));
    state.add(Quad.create(graph, claim, iri(Ibid.NS + "passage"), iri("tea/passage/s" + sentence)));
    if (sentence == 2) {
      Node evidence = iri("tea/claim/" + slug + ".evidence");
      state.add(type(graph, "tea/claim/" + slug + ".evidence", "NoSourceGiven"));
      state.add(Quad.create(graph, claim, iri(Ibid.NS + "evidence"), evidence));
    }
  }

  private static Quad type(Node graph, String resource, String type) {
    return Quad.create(graph, iri(resource), RDF.type.asNode(), iri(Ibid.NS + type));
  }

  private static Map<String, String> written(DataFiles files, Set<Quad> state) {
    Map<String, String> written = new LinkedHashMap<>();
    files
        .write(
            state,
            ORDER,
            Map.of(
                "actor",
                Ibid.ID + "actor/",
                "claim",
                Ibid.ID + "tea/claim/",
                "note",
                Ibid.ID + "tea/note/"))
        .forEach((name, text) -> written.put(name, text.orElseThrow()));
    return written;
  }
}
