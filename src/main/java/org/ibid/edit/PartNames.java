package org.ibid.edit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.ibid.edit.SheetColumn.Step;

/** Gives the parts of one claim their addresses: that of the claim, a dot and a role. */
final class PartNames {

  private final ClaimVocabulary vocabulary;
  private final Node claim;
  private final Map<List<Step>, Node> parts = new HashMap<>();
  private final Set<Node> taken = new HashSet<>();

  PartNames(ClaimVocabulary vocabulary, Node claim) {
    this.vocabulary = vocabulary;
    this.claim = claim;
  }

  /** The address that the part at the end of a path gets when nobody names it. */
  Node next(Node owner, List<Step> path) {
    Step last = path.get(path.size() - 1);
    String stem = claim.getURI() + "." + vocabulary.role(last.property());
    if (path.size() > 1) {
      Node before = path.get(path.size() - 2).property();
      Node partClass = vocabulary.partClass(last.property());
      boolean chain = partClass != null && partClass.equals(vocabulary.partClass(before));
      stem =
          chain || isChain(path)
              ? claim.getURI() + "." + vocabulary.role(first(path))
              : owner.getURI() + "." + vocabulary.role(last.property());
    }
    Node name = Facts.iri(stem);
    for (int number = 2; taken.contains(name); number++) {
      name = Facts.iri(stem + "-" + number);
    }
    return name;
  }

  private static Node first(List<Step> path) {
    return path.get(0).property();
  }

  /** Whether each step from the second on leads to a part of the same class as the first. */
  private boolean isChain(List<Step> path) {
    Node partClass = vocabulary.partClass(first(path));
    return partClass != null
        && path.stream()
            .skip(1)
            .allMatch(step -> partClass.equals(vocabulary.partClass(step.property())));
  }

  /** Notes that a part has this address. */
  void use(Node part, List<Step> path) {
    taken.add(part);
    parts.put(List.copyOf(path), part);
  }

  /** The part at the end of a path, or null when there is none yet. */
  Node at(List<Step> path) {
    return path.isEmpty() ? claim : parts.get(path);
  }
}
