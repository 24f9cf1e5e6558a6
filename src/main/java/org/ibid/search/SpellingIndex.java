package org.ibid.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;

/**
 * Finds names that are spelt much like a given one: those that share most runs of three letters
 * with it are compared word by word, and rare words count more than common ones.
 */
final class SpellingIndex {

  /** So many of the names that share most are compared closely. */
  private static final int COMPARED = 80;

  private static final double WITHOUT_BRACKETS = 0.96;
  private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^)\\]]*)[)\\]]");

  private record Name(Node node, String text, Spelled spelled, int runs) {}

  private final List<Name> names;
  private final Map<String, int[]> byRun;
  private final Map<Node, List<Name>> byNode;
  private final Map<String, Integer> frequency;

  private SpellingIndex(Builder builder) {
    this.names = List.copyOf(builder.names);
    this.byRun = new HashMap<>();
    builder.byRun.forEach(
        (run, numbers) -> byRun.put(run, numbers.stream().mapToInt(Integer::intValue).toArray()));
    this.frequency = Map.copyOf(builder.frequency);
    this.byNode = new HashMap<>();
    names.forEach(name -> byNode.computeIfAbsent(name.node(), key -> new ArrayList<>(2)).add(name));
  }

  /** Collects names. */
  static final class Builder {
    private final List<Name> names = new ArrayList<>();
    private final Map<String, List<Integer>> byRun = new HashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();

    void add(Node node, String text) {
      Spelled spelled = Spelled.of(text);
      if (spelled.isEmpty()) {
        return;
      }
      Set<String> runs = runs(spelled);
      runs.forEach(run -> byRun.computeIfAbsent(run, key -> new ArrayList<>(2)).add(names.size()));
      new LinkedHashSet<>(spelled.sounds()).forEach(word -> frequency.merge(word, 1, Integer::sum));
      names.add(new Name(node, text, spelled, runs.size()));
    }

    SpellingIndex build() {
      return new SpellingIndex(this);
    }
  }

  /** The runs of three letters in the words as they sound, with their beginnings and ends. */
  private static Set<String> runs(Spelled spelled) {
    Set<String> runs = new LinkedHashSet<>();
    for (String word : spelled.sounds()) {
      String marked = "^^" + word + "$";
      for (int i = 0; i + 3 <= marked.length(); i++) {
        runs.add(marked.substring(i, i + 3));
      }
    }
    return runs;
  }

  /** The names most like a written one, in no order. */
  List<Match> match(String written, Predicate<Node> fitting) {
    List<Match> found = new ArrayList<>(match(Spelled.of(written), fitting, 1));
    // What stands in brackets is often another name, as in: Greater Eurasian Partnership (GEP).
    String without = BRACKETS.matcher(written).replaceAll(" ");
    if (!without.equals(written)) {
      found.addAll(match(Spelled.of(without), fitting, WITHOUT_BRACKETS));
      BRACKETS
          .matcher(written)
          .results()
          .limit(2)
          .forEach(
              part ->
                  found.addAll(match(Spelled.of(part.group(1)), fitting, WITHOUT_BRACKETS / 2)));
    }
    return found;
  }

  private List<Match> match(Spelled wanted, Predicate<Node> fitting, double factor) {
    List<Match> found = new ArrayList<>();
    for (int number : nearest(wanted, fitting)) {
      Name name = names.get(number);
      double likeness = Likeness.of(wanted, name.spelled(), this::weight);
      double score = likeness * factor;
      found.add(
          new Match(name.node(), score, name.text(), factor == 1 && likeness >= Likeness.SAME));
    }
    return found;
  }

  /** The numbers of the names that share most runs of letters with the one that is wanted. */
  private List<Integer> nearest(Spelled wanted, Predicate<Node> fitting) {
    Set<String> runs = runs(wanted);
    int[] shared = new int[names.size()];
    for (String run : runs) {
      for (int number : byRun.getOrDefault(run, new int[0])) {
        shared[number]++;
      }
    }
    record Near(int number, double share) {}
    List<Near> near = new ArrayList<>();
    Map<Node, Boolean> fits = new HashMap<>();
    for (int number = 0; number < shared.length; number++) {
      if (shared[number] > 0) {
        Name name = names.get(number);
        if (fits.computeIfAbsent(name.node(), fitting::test)) {
          near.add(new Near(number, 2.0 * shared[number] / (runs.size() + name.runs())));
        }
      }
    }
    return near.stream()
        .sorted(Comparator.comparingDouble(Near::share).reversed())
        .limit(COMPARED)
        .map(Near::number)
        .toList();
  }

  /** How much a name is like one of those that a thing is called by. */
  double likeness(String written, Node node) {
    Spelled wanted = Spelled.of(written);
    return byNode.getOrDefault(node, List.of()).stream()
        .mapToDouble(name -> Likeness.of(wanted, name.spelled(), this::weight))
        .max()
        .orElse(0);
  }

  /** The fewer names have a word, the more it tells. */
  private double weight(String word) {
    return Math.log(1 + names.size() / (double) (1 + frequency.getOrDefault(word, 0)));
  }
}
