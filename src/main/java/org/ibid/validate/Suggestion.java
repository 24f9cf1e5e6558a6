package org.ibid.validate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Triple;
import org.ibid.graph.Edit;

/**
 * Says how what a finding tells of may be mended.
 *
 * @param words what to do, in plain words
 * @param certainty how sure it is that this was meant
 * @param file the document that the edits change, if there are any
 * @param edits the same as a change of the document's text; none where no document is known
 * @param deleted the same as a change of the graph: the triples that go
 * @param added and the triples that come
 */
public record Suggestion(
    String words,
    Certainty certainty,
    Optional<Path> file,
    List<Edit> edits,
    List<Triple> deleted,
    List<Triple> added) {

  /** Says how sure a suggestion is. */
  public enum Certainty {
    /** There is hardly another way. */
    SURE,
    /** It mends the finding; whether it was meant, only the writer knows. */
    LIKELY,
    /** It has the right form, and the writer must put the right words or values into it. */
    TO_FILL_IN
  }

  /** Whether the suggestion can be carried out by a program. */
  public boolean isMechanical() {
    return !edits.isEmpty();
  }
}
