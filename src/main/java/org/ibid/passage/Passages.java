package org.ibid.passage;

import java.util.List;

/**
 * Holds all passages and pointers of an article, as they stand in one copy.
 *
 * @param paragraphs in the order of the text
 * @param sentences in the order of the text
 * @param pointers in the order of the text
 */
public record Passages(List<Passage> paragraphs, List<Passage> sentences, List<Pointer> pointers) {}
