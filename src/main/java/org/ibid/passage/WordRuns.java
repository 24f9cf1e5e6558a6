package org.ibid.passage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ibid.graph.Digests;

/**
 * Looks for passages by the digests of all runs of words that could be one, whatever the layout.
 */
final class WordRuns {

  /** How much longer than in the recorded copy a passage can be made by joining segments. */
  private static final int SLACK = 8;

  private final RunningText text;
  private final List<Word> words = new ArrayList<>();

  /** A word of the text. */
  private static final class Word {
    final int start;
    final int end;
    final byte[] bytes;
    final int length;
    final boolean mayStart;
    final boolean mayEnd;

    Word(int start, int end, String normalized, boolean mayStart, boolean mayEnd) {
      this.start = start;
      this.end = end;
      this.bytes = normalized.getBytes(StandardCharsets.UTF_8);
      this.length = normalized.codePointCount(0, normalized.length());
      this.mayStart = mayStart;
      this.mayEnd = mayEnd;
    }
  }

  private WordRuns(RunningText text) {
    this.text = text;
    String all = text.text();
    int start = text.skipWhite(0, all.length());
    while (start < all.length()) {
      int end = start;
      while (end < all.length() && !White.is(all.charAt(end))) {
        end++;
      }
      int next = text.skipWhite(end, all.length());
      String word = PassageDigest.normalize(all.substring(start, end));
      if (!word.isEmpty()) {
        boolean mayStart =
            !Character.isLowerCase(word.codePointAt(0))
                || words.isEmpty()
                || words.get(words.size() - 1).mayEnd;
        boolean mayEnd =
            Segmenter.endsSentence(word) || next == all.length() || text.hasBlankLine(end, next);
        words.add(new Word(start, end, word, mayStart, mayEnd));
      }
      start = next;
    }
  }

  /** For each digest of these passages that was found, where in the text. */
  static Map<String, List<List<Span>>> find(RunningText text, List<Passage> passages) {
    return passages.isEmpty() ? Map.of() : new WordRuns(text).find(passages);
  }

  private Map<String, List<List<Span>>> find(List<Passage> passages) {
    Set<String> wanted = passages.stream().map(Passage::digest).collect(Collectors.toSet());
    BitSet lengths = lengths(passages);
    Map<String, List<List<Span>>> found = new HashMap<>();
    for (int first = 0; first < words.size(); first++) {
      if (!words.get(first).mayStart) {
        continue;
      }
      MessageDigest running = Digests.sha256();
      int length = 0;
      for (int last = first; last < words.size(); last++) {
        Word word = words.get(last);
        if (last > first) {
          running.update((byte) ' ');
          length++;
        }
        running.update(word.bytes);
        length += word.length;
        if (length >= lengths.length()) {
          break;
        }
        if (word.mayEnd && lengths.get(length)) {
          String digest = digest(running);
          if (wanted.contains(digest)) {
            found
                .computeIfAbsent(digest, d -> new ArrayList<>())
                .add(text.spans(words.get(first).start, word.end));
          }
        }
      }
    }
    return found;
  }

  /** The lengths that the normal forms of these passages can have. */
  private static BitSet lengths(List<Passage> passages) {
    BitSet lengths = new BitSet();
    for (Passage passage : passages) {
      int length = passage.segments().stream().mapToInt(span -> span.end() - span.start()).sum();
      lengths.set(length / 2, length + SLACK);
    }
    return lengths;
  }

  private static String digest(MessageDigest running) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) running.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }
}
