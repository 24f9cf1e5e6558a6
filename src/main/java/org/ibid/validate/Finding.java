package org.ibid.validate;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.Path;
import org.ibid.graph.Place;

/**
 * Tells of one resource that breaks one rule.
 *
 * @param severity how much it matters
 * @param resource the resource that breaks the rule
 * @param rule the shape that states the rule
 * @param message the rule in words: what is wrong and what would be right
 * @param path the way from the resource to the values, or empty when the rule is about the resource
 *     as a whole
 * @param values the value that breaks the rule; several when there are too many at the path; none
 *     when something is missing there or the rule is about the resource as a whole
 * @param place where it is written, when a file is known to hold it
 */
public record Finding(
    Severity severity,
    Node resource,
    Node rule,
    String message,
    Optional<Path> path,
    List<Node> values,
    Optional<Place> place) {}
