package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/**
 * Says in which order the canonical form writes the predicates of a resource, as {@code
 * ontology/predicate-order.txt} does.
 */
public final class PredicateOrder {

  private static final Pattern PREFIX =
      Pattern.compile("@prefix\\s+([\\w-]*):\\s+<([^>]*)>\\s*\\.");
  private static final Pattern NAME = Pattern.compile("([\\w-]*):([\\w-]+)");

  private final Map<String, Integer> ranks;
  private final int others;

  private PredicateOrder(Map<String, Integer> ranks, int others) {
    this.ranks = Map.copyOf(ranks);
    this.others = others;
  }

  /**
   * Reads the project's order; without such a file, the type comes first and all others follow in
   * the order of their IRIs.
   *
   * @throws BadInputException if the file holds a line that says nothing
   */
  public static PredicateOrder read(Home home) {
    Path file = home.ontology().resolve("predicate-order.txt");
    if (!Files.exists(file)) {
      return new PredicateOrder(Map.of(RDF.type.getURI(), 0), 1);
    }
    try {
      return parse(Files.readString(file), home.show(file));
    } catch (IOException e) {
      throw new BadInputException(home.show(file), "the file cannot be read as UTF-8 text");
    }
  }

  private static PredicateOrder parse(String text, String name) {
    Map<String, String> prefixes = new HashMap<>();
    Map<String, Integer> ranks = new HashMap<>();
    int others = Integer.MAX_VALUE;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.strip();
      Matcher prefix = PREFIX.matcher(content);
      Matcher term = NAME.matcher(content);
      if (prefix.matches()) {
        prefixes.put(prefix.group(1), prefix.group(2));
      } else if (content.equals("*")) {
        others = number;
      } else if (term.matches() && prefixes.containsKey(term.group(1))) {
        ranks.putIfAbsent(prefixes.get(term.group(1)) + term.group(2), number);
      } else if (!content.isEmpty() && !content.startsWith("#")) {
        throw new BadInputException(
            name, number, 0, "this is neither a predicate with a declared prefix nor *");
      }
    }
    return new PredicateOrder(ranks, others);
  }

  /** Compares two predicates by their places. */
  public Comparator<Node> comparator() {
    return Comparator.<Node>comparingInt(node -> ranks.getOrDefault(node.getURI(), others))
        .thenComparing(Node::getURI);
  }
}
