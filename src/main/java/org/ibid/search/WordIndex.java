package org.ibid.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.ibid.graph.Folding;

/**
 * Finds numbered texts by their words while somebody types them: whole words and their beginnings;
 * where there are neither, words that hold what was typed; where there are none either, words that
 * differ in few letters or begin with such a word. Cyrillic words are found by their Latin spelling
 * too.
 */
public final class WordIndex {

  /** Shorter words are not taken for misspelt ones. */
  private static final int SHORTEST_MISSPELT = 4;

  /** Shorter words are not looked for within others. */
  private static final int SHORTEST_WITHIN = 4;

  private static final int EXACT = 4;
  private static final int BEGINNING = 2;
  private static final int OTHERWISE = 1;

  private final NavigableMap<String, Numbers> words = new TreeMap<>();
  private int size;

  /**
   * What was found.
   *
   * @param numbers the texts that have all the words
   * @param misspelt the words that there are not, each with those that were taken for it
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and never changed
  public record Found(BitSet numbers, int[] points, Map<String, Set<String>> misspelt) {

    /** How well a text fits, the more the better. */
    public int points(int number) {
      return points[number];
    }
  }

  /** The numbers of the texts that have a word. */
  private static final class Numbers {
    private int[] all = new int[2];
    private int size;

    void add(int number) {
      if (size > 0 && all[size - 1] == number) {
        return;
      }
      if (size == all.length) {
        all = Arrays.copyOf(all, 2 * size);
      }
      all[size++] = number;
    }
  }

  /** Adds words to the text with this number. */
  public void add(int number, String text) {
    for (String word : words(text)) {
      words.computeIfAbsent(word, key -> new Numbers()).add(number);
      String latin = Folding.latin(word);
      if (!latin.equals(word)) {
        words.computeIfAbsent(latin, key -> new Numbers()).add(number);
      }
    }
    size = Math.max(size, number + 1);
  }

  /** Adds words to the texts with these numbers. */
  public void add(BitSet numbers, String text) {
    numbers.stream().forEach(number -> add(number, text));
  }

  private static List<String> words(String text) {
    String folded = Folding.folded(text);
    return folded.isEmpty() ? List.of() : List.of(folded.split(" ", -1));
  }

  /** The texts that have all the words that were typed; none, if no word was. */
  public Found find(String typed) {
    return find(typed, false);
  }

  /**
   * The texts that have all the words that were typed, where each word may be a misspelt one even
   * if there is a word that begins so.
   */
  public Found findAlike(String typed) {
    return find(typed, true);
  }

  private Found find(String typed, boolean generous) {
    BitSet all = null;
    int[] points = new int[size];
    Map<String, Set<String>> misspelt = new LinkedHashMap<>();
    for (String word : words(typed)) {
      BitSet holding = new BitSet(size);
      hits(word, generous, misspelt).entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .forEach(
              hit -> {
                Numbers texts = words.get(hit.getKey());
                for (int i = 0; i < texts.size; i++) {
                  int number = texts.all[i];
                  if (!holding.get(number)) {
                    holding.set(number);
                    points[number] += hit.getValue();
                  }
                }
              });
      if (all == null) {
        all = holding;
      } else {
        all.and(holding);
      }
    }
    return new Found(all == null ? new BitSet() : all, points, misspelt);
  }

  /** The words of the index that answer to one that was typed, with how well each does. */
  private Map<String, Integer> hits(
      String word, boolean generous, Map<String, Set<String>> misspelt) {
    Map<String, Integer> hits = new LinkedHashMap<>();
    Set<String> spellings = new LinkedHashSet<>(List.of(word, Folding.latin(word)));
    spellings.remove("");
    for (String spelling : spellings) {
      for (String found : words.subMap(spelling, true, spelling + '\uffff', false).keySet()) {
        hits.merge(found, found.equals(spelling) ? EXACT : BEGINNING, Math::max);
      }
    }
    if (hits.isEmpty() && word.length() >= SHORTEST_WITHIN) {
      for (String known : words.keySet()) {
        if (spellings.stream().anyMatch(known::contains)) {
          hits.put(known, OTHERWISE);
        }
      }
    }
    if ((hits.isEmpty() || generous) && word.length() >= SHORTEST_MISSPELT) {
      Set<String> alike = alike(spellings);
      if (hits.isEmpty()) {
        misspelt.put(word, alike);
      }
      alike.forEach(found -> hits.putIfAbsent(found, OTHERWISE));
    }
    return hits;
  }

  /**
   * The words that differ in the fewest letters from a word in one of its spellings, as a whole or
   * at their beginning.
   */
  private Set<String> alike(Set<String> spellings) {
    Set<String> alike = new LinkedHashSet<>();
    int closest = Integer.MAX_VALUE;
    for (String spelling : spellings) {
      int allowed = Math.min(closest, 1 + spelling.length() / 6);
      for (String known : words.keySet()) {
        int distance = Folding.distance(known, spelling, allowed);
        if (distance > allowed && known.charAt(0) == spelling.charAt(0)) {
          distance = Folding.distanceToBeginning(known, spelling, allowed);
        }
        if (distance <= allowed && distance > 0) {
          if (distance < closest) {
            alike.clear();
            closest = distance;
            allowed = distance;
          }
          alike.add(known);
        }
      }
    }
    return alike;
  }
}
