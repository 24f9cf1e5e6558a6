package org.ibid.search;

import java.util.Arrays;
import java.util.List;
import org.ibid.graph.Folding;

/** Ranks names by what was typed so far. */
public final class Typed {

  private Typed() {}

  /** How well the best of the names answers, the less the better. */
  public static int rank(List<String> names, String wanted) {
    if (wanted.isEmpty()) {
      return 0;
    }
    int best = Integer.MAX_VALUE;
    List<String> words = Arrays.asList(wanted.split(" ", -1));
    for (String name : names) {
      int rank;
      if (name.equals(wanted)) {
        rank = 0;
      } else if (name.startsWith(wanted + " ")) {
        rank = 1;
      } else if (name.startsWith(wanted)) {
        rank = 2;
      } else if (words.stream().allMatch(word -> (" " + name).contains(" " + word))) {
        rank = 3;
      } else if (wanted.length() > 2 && words.stream().allMatch(name::contains)) {
        rank = 4;
      } else {
        rank = alike(name, wanted, words);
      }
      best = Math.min(best, rank);
    }
    return best;
  }

  /** Names that differ in few letters, as a whole or in the word that comes nearest. */
  private static int alike(String name, String wanted, List<String> words) {
    if (wanted.length() < 4) {
      return Integer.MAX_VALUE;
    }
    int allowed = 1 + wanted.length() / 6;
    int distance = Folding.distance(name, wanted, allowed);
    if (words.size() == 1) {
      for (String word : name.split(" ", -1)) {
        distance = Math.min(distance, Folding.distance(word, wanted, allowed));
      }
    }
    return distance <= allowed ? 10 + distance : Integer.MAX_VALUE;
  }
}
