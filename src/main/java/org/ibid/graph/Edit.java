package org.ibid.graph;

import java.util.Comparator;
import java.util.List;

/**
 * Replaces a stretch of a text by another; an empty stretch is where something is put in.
 *
 * @param span what is taken out
 * @param text what is put there
 */
public record Edit(Span span, String text) {

  /** The text after all the edits, which do not overlap. */
  public static String apply(String text, List<Edit> edits) {
    StringBuilder result = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt((Edit edit) -> edit.span().start()).reversed())
        .forEach(edit -> result.replace(edit.span().start(), edit.span().end(), edit.text()));
    return result.toString();
  }
}
