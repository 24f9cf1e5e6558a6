package org.ibid.search;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ibid.graph.Folding;

/** Says how much two names are alike, from 0 to 100, whatever the order of their words. */
public final class Likeness {

  /** From here on two names are the same but for the ways of writing it. */
  static final double SAME = 95;

  private static final double OTHER_ALPHABET = 98;
  private static final double OTHER_ORDER = 97;
  private static final double MISSPELT = 94;
  private static final double RUN_TOGETHER = 92;

  /** Words less alike than this have nothing to do with each other. */
  private static final double LEAST = 0.6;

  private static final double LEAST_RUN_TOGETHER = 0.75;
  private static final double INITIAL = 0.6;
  private static final int SHORTEST_MISSPELT = 3;
  private static final int LONGEST_RUN_TOGETHER = 40;

  private Likeness() {}

  /** How much two names are alike, where no word counts more than another. */
  public static double of(String name, String other) {
    return of(Spelled.of(name), Spelled.of(other), word -> 1);
  }

  /**
   * How much two names are alike.
   *
   * @param weight how much a word counts, as it sounds; rare ones tell more than common ones
   */
  static double of(Spelled name, Spelled other, ToDoubleFunction<String> weight) {
    if (name.isEmpty() || other.isEmpty()) {
      return 0;
    }
    if (name.folded().equals(other.folded())) {
      return 100;
    }
    if (name.latin().equals(other.latin())) {
      return OTHER_ALPHABET;
    }
    if (sorted(name.latin()).equals(sorted(other.latin()))) {
      return OTHER_ORDER;
    }
    if (sorted(name.sounds()).equals(sorted(other.sounds()))) {
      return SAME;
    }
    return Math.max(MISSPELT * wordByWord(name, other, weight), runTogether(name, other));
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().toList();
  }

  /** The share of the words that have a counterpart, each as far as it is like it. */
  private static double wordByWord(Spelled name, Spelled other, ToDoubleFunction<String> weight) {
    boolean[] taken = new boolean[other.latin().size()];
    double common = 0;
    double all = 0;
    for (int i = 0; i < name.latin().size(); i++) {
      double best = 0;
      int counterpart = -1;
      for (int j = 0; j < taken.length; j++) {
        double alike = taken[j] ? 0 : alike(name, i, other, j);
        if (alike > best) {
          best = alike;
          counterpart = j;
        }
      }
      double own = weight.applyAsDouble(name.sounds().get(i));
      if (counterpart >= 0) {
        taken[counterpart] = true;
        double theirs = weight.applyAsDouble(other.sounds().get(counterpart));
        // A misspelt word is rare by its mistake alone: it counts as much as the right one.
        common += 2 * best * theirs;
        all += theirs;
      } else {
        all += own;
      }
    }
    for (String word : other.sounds()) {
      all += weight.applyAsDouble(word);
    }
    return all == 0 ? 0 : common / all;
  }

  private static double alike(Spelled name, int i, Spelled other, int j) {
    String word = name.latin().get(i);
    String counterpart = other.latin().get(j);
    if (word.equals(counterpart) || name.sounds().get(i).equals(other.sounds().get(j))) {
      return 1;
    }
    int shorter = Math.min(word.length(), counterpart.length());
    if (shorter == 1 && word.charAt(0) == counterpart.charAt(0)) {
      return INITIAL;
    }
    if (shorter < SHORTEST_MISSPELT) {
      return 0;
    }
    double alike = byLetters(word, counterpart);
    return alike < LEAST ? 0 : alike;
  }

  private static double byLetters(String word, String other) {
    int longer = Math.max(word.length(), other.length());
    int allowed = (int) ((1 - LEAST) * longer);
    int distance = Folding.distance(word, other, allowed);
    return distance > allowed ? 0 : 1 - distance / (double) longer;
  }

  /** Names whose words are only divided in another way. */
  private static double runTogether(Spelled name, Spelled other) {
    String one = String.join("", name.sounds());
    String two = String.join("", other.sounds());
    if (one.length() > LONGEST_RUN_TOGETHER || two.length() > LONGEST_RUN_TOGETHER) {
      return 0;
    }
    if (Math.min(one.length(), two.length()) < SHORTEST_MISSPELT) {
      return 0;
    }
    double alike = byLetters(one, two);
    return alike < LEAST_RUN_TOGETHER ? 0 : RUN_TOGETHER * alike;
  }
}
