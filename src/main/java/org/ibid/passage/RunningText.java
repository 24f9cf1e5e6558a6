package org.ibid.passage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Holds a copy's text without its furniture and knows where each character comes from. */
final class RunningText {

  private static final Pattern BLANK_LINE = Pattern.compile("\n\\s*\n");

  private final CopyText copy;
  private final String text;
  private final int[] origins;

  /** The text without the characters whose indexes are given. */
  RunningText(CopyText copy, BitSet furniture) {
    this.copy = copy;
    String whole = copy.text();
    StringBuilder rest = new StringBuilder(whole.length());
    int[] kept = new int[whole.length()];
    for (int i = furniture.nextClearBit(0); i < whole.length(); i = furniture.nextClearBit(i + 1)) {
      kept[rest.length()] = i;
      rest.append(whole.charAt(i));
    }
    this.text = rest.toString();
    this.origins = Arrays.copyOf(kept, rest.length());
  }

  String text() {
    return text;
  }

  /** The index in the copy's text of the character at this index of the running text. */
  int origin(int index) {
    return origins[index];
  }

  /** The first index of the running text that comes from this index of the copy's or later. */
  int indexFrom(int origin) {
    int found = Arrays.binarySearch(origins, origin);
    return found >= 0 ? found : -found - 1;
  }

  /** The first index from this one on, below the end, at which something stands; or the end. */
  int skipWhite(int index, int end) {
    int i = index;
    while (i < end && White.is(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Whether there is a blank line between two indexes. */
  boolean hasBlankLine(int from, int to) {
    return BLANK_LINE.matcher(text).region(from, to).find();
  }

  /**
   * The pieces of the copy that a range of running text consists of, without white space around.
   */
  List<Range> pieces(int start, int end) {
    List<Range> pieces = new ArrayList<>();
    int from = start;
    while (from < end) {
      int to = from + 1;
      while (to < end && origins[to] == origins[to - 1] + 1) {
        to++;
      }
      Range piece = new Range(from, to).trim(text);
      if (!piece.isEmpty()) {
        pieces.add(new Range(origins[piece.start()], origins[piece.end() - 1] + 1));
      }
      from = to;
    }
    return pieces;
  }

  /** The same pieces as positions in the copy. */
  List<Span> spans(int start, int end) {
    return pieces(start, end).stream()
        .map(piece -> new Span(copy.position(piece.start()), copy.position(piece.end())))
        .toList();
  }

  /** The digest of the passage that a range of running text is. */
  String digest(int start, int end) {
    return PassageDigest.of(
        pieces(start, end).stream()
            .map(piece -> copy.text().substring(piece.start(), piece.end()))
            .toList());
  }

  /** A range of indexes, the end exclusive. */
  record Range(int start, int end) {

    boolean isEmpty() {
      return start >= end;
    }

    /** The range without the white space at its ends. */
    Range trim(String text) {
      int from = start;
      int to = end;
      while (from < to && White.is(text.charAt(from))) {
        from++;
      }
      while (to > from && White.is(text.charAt(to - 1))) {
        to--;
      }
      return new Range(from, to);
    }
  }
}
