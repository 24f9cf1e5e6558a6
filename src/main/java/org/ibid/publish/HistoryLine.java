package org.ibid.publish;

import java.util.List;

/**
 * One change of the graph as a page shows it.
 *
 * @param number its place in the history, which leads to its own page
 * @param time when it was made, for machines
 * @param day when it was made, for people
 * @param agent who made it
 * @param reason why; may be empty
 * @param added how many triples it added
 * @param removed how many it removed
 * @param resources what it changed, as far as it is shown here
 */
public record HistoryLine(
    Value number,
    String time,
    String day,
    String agent,
    String reason,
    int added,
    int removed,
    List<Value> resources) {}
