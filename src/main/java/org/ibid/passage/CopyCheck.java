package org.ibid.passage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ibid.graph.BadInputException;

/**
 * Checks whether any copy of an article, also one with other line breaks, has the passages that are
 * recorded for it.
 */
public final class CopyCheck {

  /** Says how a passage was found. */
  public enum Outcome {
    /** At the recorded positions. */
    EXACT,
    /** At other positions. */
    MOVED,
    /** Nowhere. */
    MISSING
  }

  /**
   * What became of one passage.
   *
   * @param passage as it is recorded
   * @param outcome how it was found
   * @param segments where it was found
   */
  public record Finding(Passage passage, Outcome outcome, List<Span> segments) {}

  private final String article;
  private final Layout layout;
  private final List<Passage> recorded;
  private final CopyText copy;
  private final Map<Passage, Finding> findings = new LinkedHashMap<>();

  /** The places that are given away; a paragraph may stand where its only sentence stands. */
  private final Map<Passage.Kind, Set<List<Span>>> taken = new EnumMap<>(Passage.Kind.class);

  private CopyCheck(String article, Layout layout, List<Passage> recorded, CopyText copy) {
    this.article = article;
    this.layout = layout;
    this.recorded = recorded;
    this.copy = copy;
    for (Passage.Kind kind : Passage.Kind.values()) {
      taken.put(kind, new HashSet<>());
    }
  }

  /** Checks a copy; the findings come in the order in which the passages are recorded. */
  public static List<Finding> check(
      String article, Layout layout, List<Passage> recorded, CopyText copy) {
    CopyCheck check = new CopyCheck(article, layout, recorded, copy);
    check.run();
    return recorded.stream()
        .map(
            passage ->
                check.findings.getOrDefault(
                    passage, new Finding(passage, Outcome.MISSING, List.of())))
        .toList();
  }

  private void run() {
    for (Passage passage : recorded) {
      if (stands(passage)) {
        found(passage, Outcome.EXACT, passage.segments());
      }
    }
    findBySegmenting();
    RunningText running = new RunningText(copy, Segmenter.furniture(layout, copy));
    RunningText everything = new RunningText(copy, new BitSet());
    for (RunningText text : List.of(running, everything)) {
      findBySliding(text);
      findParagraphs(text);
    }
  }

  /** Whether the passage is where it was recorded. */
  private boolean stands(Passage passage) {
    List<String> segments = new ArrayList<>();
    for (Span span : passage.segments()) {
      int start = copy.index(span.start());
      int end = copy.index(span.end());
      if (start < 0 || end < start) {
        return false;
      }
      segments.add(copy.text().substring(start, end));
    }
    return PassageDigest.of(segments).equals(passage.digest());
  }

  private void found(Passage passage, Outcome outcome, List<Span> segments) {
    findings.put(passage, new Finding(passage, outcome, segments));
    taken.get(passage.kind()).add(segments);
  }

  private Stream<Passage> lost(Passage.Kind kind) {
    return recorded.stream()
        .filter(passage -> passage.kind() == kind && !findings.containsKey(passage));
  }

  private void findBySegmenting() {
    Passages passages;
    try {
      passages = Segmenter.segment(article, layout, copy);
    } catch (BadInputException e) {
      // The copy is laid out in another way; there are other ways to find the passages.
      return;
    }
    for (Passage.Kind kind : Passage.Kind.values()) {
      Map<String, Deque<List<Span>>> places = new HashMap<>();
      for (Passage passage :
          kind == Passage.Kind.SENTENCE ? passages.sentences() : passages.paragraphs()) {
        if (!taken.get(kind).contains(passage.segments())) {
          places
              .computeIfAbsent(passage.digest(), digest -> new ArrayDeque<>())
              .add(passage.segments());
        }
      }
      place(kind, places);
    }
  }

  private void findBySliding(RunningText text) {
    Map<String, Deque<List<Span>>> places = new HashMap<>();
    WordRuns.find(text, lost(Passage.Kind.SENTENCE).toList())
        .forEach(
            (digest, found) -> {
              Deque<List<Span>> free = new ArrayDeque<>(found);
              free.removeIf(taken.get(Passage.Kind.SENTENCE)::contains);
              places.put(digest, free);
            });
    place(Passage.Kind.SENTENCE, places);
  }

  /** Gives the places to the lost passages in their order: what is said twice stands twice. */
  private void place(Passage.Kind kind, Map<String, Deque<List<Span>>> places) {
    for (Passage passage : lost(kind).toList()) {
      Deque<List<Span>> free = places.get(passage.digest());
      if (free != null && !free.isEmpty()) {
        found(passage, Outcome.MOVED, free.remove());
      }
    }
  }

  /** Finds paragraphs as what reaches from their first sentence to their last. */
  private void findParagraphs(RunningText text) {
    for (Passage paragraph : lost(Passage.Kind.PARAGRAPH).toList()) {
      List<Span> spans =
          recorded.stream()
              .filter(
                  passage ->
                      passage.kind() == Passage.Kind.SENTENCE
                          && passage.partOf().endsWith("/" + paragraph.name())
                          && findings.containsKey(passage))
              .flatMap(passage -> findings.get(passage).segments().stream())
              .toList();
      if (!spans.isEmpty()) {
        int start = text.indexFrom(copy.index(spans.get(0).start()));
        int end = text.indexFrom(copy.index(spans.get(spans.size() - 1).end()));
        if (start < end && text.digest(start, end).equals(paragraph.digest())) {
          found(paragraph, Outcome.MOVED, text.spans(start, end));
        }
      }
    }
  }
}
