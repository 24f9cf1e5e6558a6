package org.ibid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.riot.Lang;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;
import org.ibid.validate.Finding;
import org.junit.jupiter.api.Test;

/** What a server found in several documents at once is put at the lines of each. */
class ReceivedReportTest {

  /** The first has two lines and no end of line; one line that joins them stands between. */
  private static final SentDocuments SENT =
      new SentDocuments(
          List.of(
              document("one.ttl", "<id/a/one> a ibid:X .\n<id/a/one> a ibid:Y ."),
              document("two.ttl", "<id/a/two> a ibid:Y .\n")));

  private static SourceFile document(String name, String text) {
    return SourceFile.parse(
        "@prefix ibid: <https://w3id.org/ibid/ns#> . " + text,
        name,
        Lang.TURTLE,
        Ibid.CANDIDATE_GRAPH);
  }

  private static Finding finding(int line, String edits) {
    String json =
        """
        {"findings": [{"severity": "violation", "rule": "http://r/", "message": "Wrong.",
          "resource": "https://w3id.org/ibid/id/a/two", "path": "unknown:path", "values": ["\\"x\\"@en"],
          "file": "document.ttl", "line": %d, "column": 1, "endLine": %d, "endColumn": 4,
          "suggestions": [{"message": "write it", "certainty": "to-fill-in", "edits": [%s]}]}]}
        """
            .formatted(line, line, edits);
    View names = View.ofNothing(PrefixMapping.Factory.create());
    return new ReceivedReport(SENT, names)
        .of(JSON.parse(json).get("findings").getAsArray())
        .findings()
        .get(0);
  }

  private static String edit(int line) {
    return "{\"line\": %d, \"column\": 1, \"endLine\": %d, \"endColumn\": 1, \"text\": \"y\"}"
        .formatted(line, line);
  }

  @Test
  void lineOfTheWholeIsThatOfADocument() {
    Finding first = finding(2, edit(2));
    assertThat(first.place().orElseThrow().file()).hasFileName("one.ttl");
    assertThat(first.place().orElseThrow().line()).isEqualTo(2);
    Finding second = finding(4, edit(4));
    assertThat(second.place().orElseThrow().file()).hasFileName("two.ttl");
    assertThat(second.span().orElseThrow().line()).isEqualTo(1);
    assertThat(second.span().orElseThrow().end()).isEqualTo(3);
    assertThat(second.suggestions().get(0).file().orElseThrow()).hasFileName("two.ttl");
    // A path with a prefix that is known elsewhere only is left out.
    assertThat(second.path()).isEmpty();
  }

  @Test
  void remedyInSeveralDocumentsIsToldInWordsAlone() {
    Finding finding = finding(4, edit(1) + "," + edit(4));
    assertThat(finding.suggestions().get(0).words()).isEqualTo("write it");
    assertThat(finding.suggestions().get(0).isMechanical()).isFalse();
  }
}
