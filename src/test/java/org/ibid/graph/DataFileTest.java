package org.ibid.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.ProjectFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {

  private static final String HEAD =
      """
      @prefix ex:   <https://w3id.org/ibid/id/thing/> .
      @prefix ibid: <https://w3id.org/ibid/ns#> .
      """;

  @TempDir Path folder;
  private PredicateOrder order;

  @BeforeEach
  void orderPredicates() {
    ProjectFolder project = new ProjectFolder(folder);
    project.write(
        "ontology/predicate-order.txt",
        """
        # a remark
        @prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix ibid: <https://w3id.org/ibid/ns#> .

        rdf:type
        ibid:first
        *
        ibid:last
        """);
    order = PredicateOrder.read(project.home());
  }

  private String format(String text) {
    return DataFile.parse(text, "x.ttl").toTurtle(order);
  }

  @Test
  void canonicalFormIsTheOneThatPeopleWrite() {
    String canonical =
        """
        @prefix a:   <https://w3id.org/ibid/id/a/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .


        #### Things: the "first" \\ of them

        a:thing a a:Kind , a:Sort ;
            a:amount a:thing.amount ;
            a:label "Größe “x” \\"y\\" \\\\\\n"@en , "ключ"@ru ;
            a:when "2020"^^xsd:gYear .

        a:thing.amount a a:Amount ;
            a:part a:thing.amount.part ;
            a:value 3500000 , -2.50 , true .

        a:thing.amount.part a:see <http://example.org/a/b> , <https://w3id.org/ibid/id/a/> .


        #### Others

        a:long a:values
                "one value that is rather long, so that no line has room for all of them"@en ,
                "another value that is rather long"@en ,
                "1"^^xsd:decimal .

        a:short a:value "one value that is so long that it would deserve a line, but as it is the only one it stays here" .
        """;
    String wild =
        """
        PREFIX unused: <http://example.org/>
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix a: <https://w3id.org/ibid/id/a/> .
        #### Things: the "first" \\ of them
        a:thing.amount a:value "3500000"^^xsd:integer, -2.50 ,true. a:thing a:label '''Größe “x” "y" \\\\
        '''@en .
        a:thing a:when "2020"^^xsd:gYear ; a:amount a:thing.amount ; a a:Kind, a:Sort; a:label "ключ"@ru.
        #### Others
        a:thing.amount.part a:see <http://example.org/a/b>, a: .
        a:long a:values "one value that is rather long, so that no line has room for all of them"@en,
          "another value that is rather long"@en, "1"^^xsd:decimal .
        a:thing.amount a a:Amount ; a:part a:thing.amount.part , a:thing.amount.part .
        a:short a:value "one value that is so long that it would deserve a line, but as it is the only one it stays here" .
        """;
    assertThat(format(wild)).isEqualTo(canonical);
    assertThat(format(canonical)).isEqualTo(canonical);
  }

  @Test
  void predicatesStandInTheOrderOfTheProjectAndOthersInThatOfTheirIris() {
    assertThat(format(HEAD + "ex:a ibid:last 1 ; ibid:z 2 ; ibid:first 3 ; ibid:b 4 ; a ex:K ."))
        .endsWith(
            """
            ex:a a ex:K ;
                ibid:first 3 ;
                ibid:b 4 ;
                ibid:z 2 ;
                ibid:last 1 .
            """);
  }

  @Test
  void orderFileWithALineThatSaysNothingIsRefusedWithItsLine() {
    ProjectFolder project = new ProjectFolder(folder);
    project.write("ontology/predicate-order.txt", "*\nrdfs:label\n");
    assertThatThrownBy(() -> PredicateOrder.read(project.home()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("ontology/predicate-order.txt:2: ");
  }

  @Test
  void partMovesToItsOwnerAndTheRulerBeforeItStays() {
    assertThat(
            format(HEAD + "ex:a a ex:K .\n#### B\nex:a.part a ex:P .\nex:b a ex:K .\n#### Empty\n"))
        .endsWith(
            """

            ex:a a ex:K .

            ex:a.part a ex:P .


            #### B

            ex:b a ex:K .


            #### Empty
            """);
  }

  @Test
  void partWithoutItsOwnerStaysWhereItIs() {
    assertThat(format(HEAD + "ex:b.part a ex:P . ex:a a ex:K ."))
        .endsWith("\nex:b.part a ex:P .\n\nex:a a ex:K .\n");
  }

  @Test
  void rulerOrHashInsideATextIsNone() {
    String text =
        HEAD + "\nex:a ibid:b \"\"\"\n#### no\n# \"no\" \"\"\" , '# no' , <http://e.org/#no> .\n";
    assertThat(format(text))
        .contains("\"\\n#### no\\n# \\\"no\\\" \" , \"# no\" , <http://e.org/#no> .\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ex:a a ex:K . # remark",
        "# remark",
        "### remark",
        "####no",
        "  #### indented",
        "ex:a ibid:b [] .",
        "ex:a ibid:b ( 1 2 ) .",
        "ex:a ibid:b _:b .",
        "_:b ibid:b ex:a .",
      })
  void commentsAndNamelessNodesAreRefusedWhereTheyStand(String line) {
    String place = "^x\\.ttl:4:\\d+: .*(skos:editorialNote|<owner>\\.<role>).*";
    assertThatThrownBy(() -> format(HEAD + "ex:x ibid:y \"# no [ _:comment\" .\n" + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(place);
  }

  @Test
  void brokenSyntaxIsNamedBeforeWhatFollowsFromIt() {
    assertThatThrownBy(() -> format(HEAD + "ex:a ibid:b \"open .\nex:b ibid:c \"#no\" .\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.ttl:4:")
        .hasMessageNotContaining("editorialNote");
  }

  @Test
  void missingFullStopBeforeARulerIsRefusedAtTheRuler() {
    assertThatThrownBy(() -> format(HEAD + "ex:a a ex:K\n\n#### B\n\nex:b a ex:K .\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.ttl:5:");
  }

  @Test
  void emptyFileStaysEmpty() {
    assertThat(format("")).isEmpty();
    assertThat(format("#### Only\n")).isEqualTo("#### Only\n");
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void formattingChangesNothingThatIsSaidAndIsDoneOnce(int seed) {
    Random random = new Random(seed);
    Graph said = randomGraph(random);
    RDFFormat style =
        List.of(RDFFormat.TURTLE_PRETTY, RDFFormat.TURTLE_FLAT, RDFFormat.NTRIPLES_UTF8)
            .get(random.nextInt(3));
    String once = format(RDFWriter.source(said).format(style).asString());
    assertThat(read(once).isIsomorphicWith(said)).as(once).isTrue();
    assertThat(format(once)).isEqualTo(once);
  }

  private static Graph read(String text) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create().fromString(text).lang(Lang.TURTLE).checking(false).parse(graph);
    return graph;
  }

  private static Graph randomGraph(Random random) {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.getPrefixMapping().setNsPrefix("id", Ibid.ID);
    graph.getPrefixMapping().setNsPrefix("", Ibid.ID + "thing/");
    graph.getPrefixMapping().setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");
    List<Node> names = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      names.add(NodeFactory.createURI(randomIri(random)));
    }
    for (int i = random.nextInt(60); i > 0; i--) {
      Node value =
          random.nextBoolean() ? names.get(random.nextInt(names.size())) : randomLiteral(random);
      graph.add(
          Triple.create(
              names.get(random.nextInt(names.size())), names.get(random.nextInt(4)), value));
    }
    return graph;
  }

  private static String randomIri(Random random) {
    String[] spaces = {Ibid.ID, Ibid.ID + "thing/", Ibid.NS, "http://e.org/a.b/", "urn:ex:"};
    String[] names = {
      "a",
      "b",
      "a.part",
      "a.part.of",
      "a.x-2",
      "b.part",
      "-a",
      "a.",
      "9",
      "a/b",
      "é",
      "a%20b",
      "a:b",
      "a'b",
      "ª",
      "a~b",
      "a(b)",
      "",
      "𝔊"
    };
    return spaces[random.nextInt(spaces.length)] + names[random.nextInt(names.length)];
  }

  private static Node randomLiteral(Random random) {
    String[] pieces = {
      "a",
      " ",
      "\"",
      "\\",
      "\n",
      "\r",
      "\t",
      "'",
      "\"\"\"",
      "#### x",
      "\n#### x\n",
      "#",
      "[",
      "é",
      "🐦",
      "\u00AD",
      "\u0007",
      "\u0085",
      "<",
      ">",
      "_:",
      "@en",
      "{",
      "."
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    String[] numbers = {"1", "-2", "+003", "2.50", ".5", "1e3", "true", "0", "x", ""};
    String[] types = {"integer", "decimal", "boolean", "double", "date", "gYear", "string"};
    int kind = random.nextInt(4);
    if (kind == 0) {
      return NodeFactory.createLiteralLang(
          text.toString(), List.of("en", "ru", "de-AT").get(random.nextInt(3)));
    }
    if (kind == 1) {
      return NodeFactory.createLiteralString(text.toString());
    }
    return NodeFactory.createLiteralDT(
        numbers[random.nextInt(numbers.length)],
        NodeFactory.getType(
            "http://www.w3.org/2001/XMLSchema#" + types[random.nextInt(types.length)]));
  }
}
