package org.ibid.publish;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** Counts what a graph holds, for its description in VoID. */
record Statistics(long triples, long subjects, long objects, long properties, long classes) {

  static Statistics of(Iterator<Triple> all) {
    Set<Node> subjects = new HashSet<>();
    Set<Node> objects = new HashSet<>();
    Set<Node> properties = new HashSet<>();
    Set<Node> classes = new HashSet<>();
    long triples = 0;
    while (all.hasNext()) {
      Triple triple = all.next();
      triples++;
      subjects.add(triple.getSubject());
      objects.add(triple.getObject());
      properties.add(triple.getPredicate());
      if (triple.getPredicate().equals(Terms.TYPE)) {
        classes.add(triple.getObject());
      }
    }
    return new Statistics(
        triples, subjects.size(), objects.size(), properties.size(), classes.size());
  }
}
