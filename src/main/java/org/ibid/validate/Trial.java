package org.ibid.validate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Delta;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.core.Quad;
import org.ibid.graph.Change;
import org.ibid.graph.Ibid;

/** Tries a change of the graph: does it mend what it should, and break nothing else? */
final class Trial {

  private record Broken(Node resource, Node rule) {}

  private final Validator validator;
  private final Graph data;

  Trial(Validator validator, Graph data) {
    this.validator = validator;
    this.data = data;
  }

  /** 0 if it mends the finding and breaks nothing, more the worse it is. */
  int badness(Finding finding, Collection<Triple> deleted, Collection<Triple> added) {
    Optional<Map<Shape, Set<Node>>> affected =
        validator.affected(data, Change.of(quads(deleted), quads(added)));
    if (affected.isEmpty()) {
      // What changes the ontology may break anything.
      return 2;
    }
    Delta after = new Delta(data);
    deleted.forEach(after::delete);
    added.forEach(after::add);
    Set<Broken> before = broken(data, affected.get());
    Set<Broken> now = broken(after, affected.get());
    Broken found = new Broken(finding.resource(), finding.rule());
    boolean mended = before.contains(found) && !now.contains(found);
    now.removeAll(before);
    return 2 * now.size() + (mended ? 0 : 1);
  }

  private static List<Quad> quads(Collection<Triple> triples) {
    return triples.stream().map(triple -> Quad.create(Ibid.CANDIDATE_GRAPH, triple)).toList();
  }

  private Set<Broken> broken(Graph graph, Map<Shape, Set<Node>> candidates) {
    Set<Broken> broken = new HashSet<>();
    for (ReportEntry entry : validator.validateAmong(graph, candidates).getEntries()) {
      broken.add(new Broken(entry.focusNode(), entry.source()));
    }
    return broken;
  }
}
