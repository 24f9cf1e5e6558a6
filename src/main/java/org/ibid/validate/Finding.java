package org.ibid.validate;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.Path;
import org.ibid.graph.Place;
import org.ibid.graph.Span;

/**
 * Tells of one resource that breaks one rule, or of one place where a document breaks its syntax.
 *
 * @param severity how much it matters
 * @param resource the resource that breaks the rule; of a syntax error, the document
 * @param rule the shape that states the rule
 * @param message the rule in words: what is wrong and what would be right
 * @param path the way from the resource to the values, or empty when the rule is about the resource
 *     as a whole
 * @param values the value that breaks the rule; several when there are too many at the path; none
 *     when something is missing there or the rule is about the resource as a whole
 * @param place where it is written, when a file is known to hold it
 * @param span the words that are wrong there, when the file is of a syntax that has them
 * @param suggestions what may have been meant, the most likely first
 */
public record Finding(
    Severity severity,
    Node resource,
    Node rule,
    String message,
    Optional<Path> path,
    List<Node> values,
    Optional<Place> place,
    Optional<Span> span,
    List<Suggestion> suggestions) {

  /** A finding without suggestions. */
  public Finding(
      Severity severity,
      Node resource,
      Node rule,
      String message,
      Optional<Path> path,
      List<Node> values,
      Optional<Place> place) {
    this(severity, resource, rule, message, path, values, place, Optional.empty(), List.of());
  }

  /** The same with suggestions. */
  Finding with(List<Suggestion> more) {
    return new Finding(severity, resource, rule, message, path, values, place, span, more);
  }
}
