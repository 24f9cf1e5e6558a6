package org.ibid.passage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Ibid;

/** Finds the paragraphs, sentences and pointers of an article in a copy of it. */
public final class Segmenter {

  private static final String TERMINATORS = ".!?…";
  private static final String CLOSERS = "”’\"'»)]";
  private static final String OPENERS = "“‘\"'«([";

  private final String passageBase;
  private final Layout layout;
  private final CopyText copy;
  private final BitSet furniture;
  private final RunningText running;
  private final int[] pageStarts;

  private final List<Passage> paragraphs = new ArrayList<>();
  private final List<Passage> sentences = new ArrayList<>();
  private final List<Pointer> pointers = new ArrayList<>();
  private final Set<String> pointerNames = new HashSet<>();
  private int nextNote = 1;

  private Segmenter(String slug, Layout layout, CopyText copy) {
    this.passageBase = Ibid.ID + slug + "/passage/";
    this.layout = layout;
    this.copy = copy;
    this.furniture = furniture(layout, copy);
    this.running = new RunningText(copy, furniture);
    this.pageStarts =
        layout.pageStarts().stream()
            .map(pattern -> pattern.matcher(copy.text()))
            .flatMapToInt(matcher -> matcher.results().mapToInt(match -> match.start()))
            .sorted()
            .distinct()
            .toArray();
  }

  /**
   * Finds them.
   *
   * @param article the slug under which they are named
   * @throws BadInputException if a section does not begin anywhere
   */
  public static Passages segment(String article, Layout layout, CopyText copy) {
    Segmenter segmenter = new Segmenter(article, layout, copy);
    segmenter.run();
    return new Passages(
        List.copyOf(segmenter.paragraphs),
        List.copyOf(segmenter.sentences),
        List.copyOf(segmenter.pointers));
  }

  /** Where the copy has what is not running text. */
  static BitSet furniture(Layout layout, CopyText copy) {
    BitSet furniture = new BitSet(copy.text().length());
    for (Pattern pattern : layout.furniture()) {
      Matcher matcher = pattern.matcher(copy.text());
      while (matcher.find()) {
        furniture.set(matcher.start(), matcher.end());
      }
    }
    return furniture;
  }

  /** Whether a word has a sign with which sentences end. */
  static boolean endsSentence(String word) {
    return word.chars().anyMatch(c -> TERMINATORS.indexOf(c) >= 0);
  }

  private void run() {
    List<Matcher> starts = new ArrayList<>();
    int from = 0;
    for (Layout.Section section : layout.sections()) {
      Matcher matcher = section.start().matcher(copy.text());
      boolean found = matcher.find(from);
      while (found && furniture.get(matcher.start())) {
        found = matcher.find();
      }
      if (!found) {
        throw new BadInputException(
            section.label(), "no such section begins in this copy (" + section.start() + ")");
      }
      from = matcher.end();
      starts.add(matcher);
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1).start() : copy.text().length();
      section(
          layout.sections().get(i).iri(),
          running.indexFrom(starts.get(i).end()),
          running.indexFrom(end));
    }
  }

  private void section(String iri, int start, int end) {
    List<Found> found = pointers(start, end);
    List<RunningText.Range> paragraph = new ArrayList<>();
    for (RunningText.Range sentence : sentences(start, end, found)) {
      if (!paragraph.isEmpty() && parts(paragraph.get(paragraph.size() - 1), sentence)) {
        paragraph(iri, paragraph, found);
        paragraph.clear();
      }
      paragraph.add(sentence);
    }
    if (!paragraph.isEmpty()) {
      paragraph(iri, paragraph, found);
    }
  }

  /** Whether a new paragraph begins between two sentences: at a blank line or a page start. */
  private boolean parts(RunningText.Range before, RunningText.Range after) {
    return running.hasBlankLine(before.end(), after.start())
        || lastPage(before) != firstPage(after);
  }

  private void paragraph(String section, List<RunningText.Range> content, List<Found> found) {
    RunningText.Range whole =
        new RunningText.Range(content.get(0).start(), content.get(content.size() - 1).end());
    Passage paragraph = passage(Passage.Kind.PARAGRAPH, paragraphs.size() + 1, section, whole);
    paragraphs.add(paragraph);
    for (RunningText.Range range : content) {
      Passage sentence =
          passage(
              Passage.Kind.SENTENCE, sentences.size() + 1, passageBase + paragraph.name(), range);
      sentences.add(sentence);
      for (Found pointer : found) {
        if (pointer.start() >= range.start() && pointer.start() < range.end()) {
          pointers.add(
              new Pointer(
                  unique(Pointer.name(pointer.label())),
                  pointers.size() + 1,
                  sentence.number(),
                  running.spans(pointer.labelStart(), pointer.labelEnd()).get(0)));
        }
      }
    }
  }

  private Passage passage(Passage.Kind kind, int number, String partOf, RunningText.Range range) {
    return new Passage(
        kind,
        number,
        partOf,
        firstPage(range),
        lastPage(range),
        running.spans(range.start(), range.end()),
        running.digest(range.start(), range.end()));
  }

  private int firstPage(RunningText.Range range) {
    return page(running.origin(range.start()));
  }

  private int lastPage(RunningText.Range range) {
    return page(running.origin(range.end() - 1));
  }

  private int page(int index) {
    int page = layout.firstPage();
    for (int start : pageStarts) {
      if (start <= index) {
        page++;
      }
    }
    return page;
  }

  /** The sentences of a range of running text, without white space around. */
  private List<RunningText.Range> sentences(int start, int end, List<Found> found) {
    List<RunningText.Range> sentences = new ArrayList<>();
    int from = running.skipWhite(start, end);
    for (int i = from; i < end; i++) {
      if (TERMINATORS.indexOf(running.text().charAt(i)) < 0 || isAbbreviation(from, i + 1)) {
        continue;
      }
      int after = skipClosers(skipPointer(skipClosers(i + 1, end), found), end);
      if (mayEndAt(after, end)) {
        sentences.add(new RunningText.Range(from, after));
        from = running.skipWhite(after, end);
        i = from - 1;
      }
    }
    // What has no full stop, such as the last line of a list, is a sentence all the same.
    RunningText.Range rest = new RunningText.Range(from, end).trim(running.text());
    if (!rest.isEmpty()) {
      sentences.add(rest);
    }
    return sentences;
  }

  private int skipClosers(int index, int end) {
    int i = index;
    while (i < end && CLOSERS.indexOf(running.text().charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static int skipPointer(int index, List<Found> found) {
    return found.stream()
        .filter(p -> p.start() == index)
        .mapToInt(Found::end)
        .findAny()
        .orElse(index);
  }

  private boolean isAbbreviation(int start, int end) {
    return layout.abbreviations().stream()
        .anyMatch(
            word -> {
              int at = end - word.length();
              return at >= start
                  && running.text().startsWith(word, at)
                  && (at == start
                      || !Character.isLetterOrDigit(running.text().codePointBefore(at)));
            });
  }

  /** Whether a sentence can end here: nothing follows, or white space and then a capital letter. */
  private boolean mayEndAt(int index, int end) {
    int i = running.skipWhite(index, end);
    if (i == end) {
      return true;
    }
    if (i == index) {
      return false;
    }
    while (i < end && OPENERS.indexOf(running.text().charAt(i)) >= 0) {
      i++;
    }
    if (i == end) {
      return false;
    }
    int first = running.text().codePointAt(i);
    return Character.isLetter(first) && !Character.isLowerCase(first);
  }

  /** The pointers of a range of running text; numbers out of sequence are something else. */
  private List<Found> pointers(int start, int end) {
    List<Found> all = new ArrayList<>();
    for (Pattern pattern : layout.pointers()) {
      Matcher matcher = pattern.matcher(running.text());
      matcher.region(start, end).useTransparentBounds(true);
      while (matcher.find()) {
        String label = matcher.group("label");
        if (label != null && !label.isBlank()) {
          all.add(
              new Found(
                  matcher.start(),
                  matcher.end(),
                  matcher.start("label"),
                  matcher.end("label"),
                  label));
        }
      }
    }
    all.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::labelStart));
    List<Found> inSequence = new ArrayList<>();
    for (Found pointer : all) {
      if (!Pointer.isNumber(pointer.label())) {
        inSequence.add(pointer);
      } else if (Integer.parseInt(pointer.label()) == nextNote) {
        inSequence.add(pointer);
        nextNote++;
      }
    }
    return inSequence;
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !pointerNames.add(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }

  /** A pointer in the running text: the ends of the match, and of the label in it. */
  private record Found(int start, int end, int labelStart, int labelEnd, String label) {}
}
