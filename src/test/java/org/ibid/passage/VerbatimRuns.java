package org.ibid.passage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds where a text repeats a run of words of an article.
 *
 * <p>Only running text counts: runs that stand in the article's notes as well are titles and
 * addresses of the works that it cites. Case, punctuation, pointers and the article's line breaks
 * make no difference.
 */
final class VerbatimRuns {

  /** So many words in a row are a run. */
  static final int LENGTH = 8;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}']*)");
  private static final Pattern BROKEN_WORD =
      Pattern.compile("(?<=[\\p{L}\\p{N}])-\\s*\\n\\s*(?=\\p{L})");

  /** Stands where a line's end breaks a word in two, or ends with a hyphen of the word's own. */
  private static final String BREAK = "\u0001";

  /** The runs, each as its letters without spaces. */
  private final Set<String> known = new HashSet<>();

  /** Takes the running text of a copy. */
  VerbatimRuns(String article, Layout layout, CopyText copy) {
    StringBuilder text = new StringBuilder(copy.text());
    for (Pointer pointer : Segmenter.segment(article, layout, copy).pointers()) {
      int start = copy.index(pointer.span().start());
      int end = copy.index(pointer.span().end());
      text.replace(start, end, " ".repeat(end - start));
    }
    BitSet furniture = Segmenter.furniture(layout, copy);
    StringBuilder running = new StringBuilder();
    StringBuilder notes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      (furniture.get(i) ? notes : running).append(text.charAt(i));
    }
    known.addAll(runs(running));
    known.removeAll(runs(notes));
  }

  /** Lets such runs stand that are titles of cited works. */
  void allow(String title) {
    known.removeAll(runs(title));
  }

  /** The runs of a text, whether a hyphen at a line's end is the word's own or not. */
  private static Set<String> runs(CharSequence text) {
    Set<String> runs = new HashSet<>();
    List<Word> words = words(BROKEN_WORD.matcher(text).replaceAll(BREAK));
    for (int first = 0; first < words.size(); first++) {
      StringBuilder run = new StringBuilder();
      int fewest = 0;
      int most = 0;
      for (int i = first; i < words.size() && fewest <= LENGTH; i++) {
        boolean joined = i > first && words.get(i).afterBreak();
        fewest += joined ? 0 : 1;
        most++;
        run.append(words.get(i).text());
        if (fewest <= LENGTH && LENGTH <= most) {
          runs.add(run.toString());
        }
      }
    }
    return runs;
  }

  /** The places of a text that repeat such runs, as {@code name:line: words}. */
  List<String> in(String name, String text) {
    List<String> places = new ArrayList<>();
    List<Word> words = words(text);
    for (int i = 0; i + LENGTH <= words.size(); i++) {
      if (known.contains(run(words, i))) {
        int last = i + LENGTH;
        while (last < words.size() && known.contains(run(words, last - LENGTH + 1))) {
          last++;
        }
        long line =
            1 + text.substring(0, words.get(i).start()).chars().filter(c -> c == '\n').count();
        places.add(
            name
                + ":"
                + line
                + ": "
                + words.subList(i, last).stream().map(Word::text).collect(Collectors.joining(" ")));
        i = last - 1;
      }
    }
    return places;
  }

  private static String run(List<Word> words, int first) {
    return words.subList(first, first + LENGTH).stream()
        .map(Word::text)
        .collect(Collectors.joining());
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.replace('’', '\''));
    while (matcher.find()) {
      // What ends a quotation is no part of its last word.
      String word = matcher.group().toLowerCase(Locale.ROOT).replaceAll("'+$", "");
      boolean afterBreak = text.startsWith(BREAK, matcher.start() - 1);
      words.add(new Word(word, matcher.start(), afterBreak));
    }
    return words;
  }

  private record Word(String text, int start, boolean afterBreak) {}
}
