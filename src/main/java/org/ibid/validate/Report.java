package org.ibid.validate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.graph.Lines;
import org.ibid.graph.SourceFile;
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
 * @param unreadable the documents that do not keep to their syntax, by the names of their files
 */
public record Report(
    View view,
    PrefixMapping prefixes,
    List<Finding> findings,
    int rules,
    int claims,
    Duration duration,
    Graph shacl,
    Map<Path, String> unreadable) {

  /** A report on a state, all of whose documents could be read. */
  public Report(
      View view,
      PrefixMapping prefixes,
      List<Finding> findings,
      int rules,
      int claims,
      Duration duration,
      Graph shacl) {
    this(view, prefixes, findings, rules, claims, duration, shacl, Map.of());
  }

  /** The same report with only some of its findings. */
  public Report with(List<Finding> others) {
    return new Report(
        view, prefixes, List.copyOf(others), rules, claims, duration, shacl, unreadable);
  }

  /** The lines of a document in which something was found, to be shown beside it. */
  public Lines lines(Path file) {
    String text = unreadable.get(file);
    if (text == null) {
      text =
          view.files().stream()
              .filter(each -> each.path().equals(file))
              .findFirst()
              .flatMap(SourceFile::readText)
              .orElse("");
    }
    return new Lines(text);
  }

  /** How many findings are this severe. */
  public int count(Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
