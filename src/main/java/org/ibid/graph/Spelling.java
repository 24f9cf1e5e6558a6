package org.ibid.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds what somebody may have meant by a name that there is not. */
public final class Spelling {

  private Spelling() {}

  /**
   * The names most like the wanted one, best first: those that hold it, then those that differ from
   * it in few letters.
   *
   * @param wanted what there is not
   * @param known what there is
   * @param most how many to give at most
   * @param essence the part of a name that is compared beside the whole
   */
  public static List<String> nearest(
      String wanted, Collection<String> known, int most, UnaryOperator<String> essence) {
    String whole = wanted.toLowerCase(Locale.ROOT);
    String part = essence.apply(whole);
    record Candidate(String name, boolean holds, int distance) {}
    List<Candidate> candidates =
        known.stream()
            .map(
                name -> {
                  String other = essence.apply(name);
                  int distance = Math.min(distance(whole, name), distance(part, other));
                  return new Candidate(name, !part.isEmpty() && name.contains(part), distance);
                })
            .sorted(Comparator.comparingInt(Candidate::distance))
            .toList();
    Stream<Candidate> holding = candidates.stream().filter(Candidate::holds);
    Stream<Candidate> alike =
        candidates.stream()
            .filter(candidate -> !candidate.holds())
            .filter(candidate -> candidate.distance() <= 1 + part.length() / 3);
    return Stream.concat(holding, alike).limit(most).map(Candidate::name).toList();
  }

  /** How many letters must be changed, added or left out to make one word from the other. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
