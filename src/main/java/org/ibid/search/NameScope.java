package org.ibid.search;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.ibid.graph.Ibid;
import org.ibid.graph.View;

/**
 * Which things are known, and which of them by names that are not spelt as theirs.
 *
 * @param data where they are described
 * @param named whether a resource comes into question
 * @param classes to one of which a thing belongs; empty for any
 * @param misspelt to one of which a thing belongs that is found by misspelt names; empty for none
 */
record NameScope(
    Function<View, Graph> data, Predicate<Node> named, Set<Node> classes, Set<Node> misspelt) {

  static boolean isThing(Node node) {
    return node.isURI() && node.getURI().startsWith(Ibid.ID);
  }

  static boolean isTerm(Node node) {
    return node.isURI()
        && node.getURI().startsWith(Ibid.BASE)
        && node.getURI().indexOf('#') > 0
        && !isThing(node);
  }
}
