package org.ibid.validate;

import java.time.Duration;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.graph.View;

/**
 * Holds what a validation found, in the order of the files.
 *
 * @param view the state that was checked
 * @param prefixes those of the graph and of the shapes
 * @param findings each resource that breaks a rule, once for each rule, path and value
 * @param rules how many rules there are
 * @param claims how many claims were looked at
 * @param duration how long the checking took
 * @param shacl the same as a SHACL validation report
 */
public record Report(
    View view,
    PrefixMapping prefixes,
    List<Finding> findings,
    int rules,
    int claims,
    Duration duration,
    Graph shacl) {

  /** The same report with only some of its findings. */
  public Report with(List<Finding> others) {
    return new Report(view, prefixes, List.copyOf(others), rules, claims, duration, shacl);
  }

  /** How many findings are this severe. */
  public int count(Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
