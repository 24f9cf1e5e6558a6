package org.ibid.edit;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Triple;
import org.ibid.graph.Change;
import org.ibid.graph.Entry;
import org.ibid.graph.View;
import org.ibid.validate.Report;

/**
 * Tells what came of a proposal.
 *
 * @param entry the entry of the log that holds the change; nothing when it was refused, only
 *     checked, or when all was so already
 * @param version the version of the state that now is
 * @param change what was changed, or would be
 * @param report what the check found: of what is refused, why; of what is published, what somebody
 *     should look at. Nothing for a repeated request
 * @param view the state as the change makes it
 * @param created whether the proposal's subject was not there before
 * @param tag the tag that the proposal's subject now has, if it has a subject that is there
 * @param pointing what still points to what was retracted
 * @param conforms whether nothing stands in the way of publishing it
 */
public record Result(
    Optional<Entry> entry,
    String version,
    Change change,
    Optional<Report> report,
    View view,
    boolean created,
    Optional<String> tag,
    List<Triple> pointing,
    boolean conforms) {}
