package org.ibid.publish;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.ibid.graph.Folding;

/**
 * Finds numbered texts by their words: whole words, their beginnings, and, where there are neither,
 * words that differ in few letters; Cyrillic words by their Latin spelling too.
 */
final class WordIndex {

  /** Shorter words are not taken for misspelt ones. */
  private static final int SHORTEST_MISSPELT = 4;

  private static final int EXACT = 4;
  private static final int BEGINNING = 2;
  private static final int ALIKE = 1;

  private final NavigableMap<String, BitSet> words = new TreeMap<>();

  /**
   * What was found.
   *
   * @param numbers the texts that have all the words
   * @param points how well each of these texts fits
   * @param misspelt the words that there are not, each with those that were taken for it
   */
  record Found(BitSet numbers, Map<Integer, Integer> points, Map<String, Set<String>> misspelt) {}

  /** Adds words to the texts with these numbers. */
  void add(BitSet numbers, String text) {
    for (String word : words(text)) {
      words.computeIfAbsent(word, key -> new BitSet()).or(numbers);
      words.computeIfAbsent(Folding.latin(word), key -> new BitSet()).or(numbers);
    }
  }

  private static List<String> words(String text) {
    String folded = Folding.folded(text);
    return folded.isEmpty() ? List.of() : List.of(folded.split(" ", -1));
  }

  /** The texts that have all the words that were typed; none, if no word was. */
  Found find(String typed) {
    BitSet numbers = null;
    Map<Integer, Integer> points = new LinkedHashMap<>();
    Map<String, Set<String>> misspelt = new LinkedHashMap<>();
    for (String word : words(typed)) {
      BitSet holding = new BitSet();
      for (Map.Entry<String, Integer> hit : hits(word, misspelt).entrySet()) {
        BitSet texts = words.get(hit.getKey());
        holding.or(texts);
        texts.stream().forEach(number -> points.merge(number, hit.getValue(), Integer::sum));
      }
      if (numbers == null) {
        numbers = holding;
      } else {
        numbers.and(holding);
      }
    }
    BitSet all = numbers == null ? new BitSet() : numbers;
    points.keySet().removeIf(number -> !all.get(number));
    return new Found(all, points, misspelt);
  }

  /** The words of the index that answer to one that was typed, with how well each does. */
  private Map<String, Integer> hits(String word, Map<String, Set<String>> misspelt) {
    Map<String, Integer> hits = new LinkedHashMap<>();
    for (String spelling : new LinkedHashSet<>(List.of(word, Folding.latin(word)))) {
      for (String found : words.subMap(spelling, true, spelling + '\uffff', false).keySet()) {
        hits.merge(found, found.equals(spelling) ? EXACT : BEGINNING, Math::max);
      }
    }
    if (hits.isEmpty() && word.length() >= SHORTEST_MISSPELT) {
      int closest = 1 + word.length() / 6;
      for (String spelling : new LinkedHashSet<>(List.of(word, Folding.latin(word)))) {
        for (String known : words.keySet()) {
          int distance = Folding.distance(known, spelling, closest);
          if (distance < closest) {
            hits.clear();
            closest = distance;
          }
          if (distance == closest) {
            hits.put(known, ALIKE);
          }
        }
      }
      misspelt.put(word, new LinkedHashSet<>(hits.keySet()));
    }
    return hits;
  }
}
