package org.ibid.graph;

/**
 * Tells where a triple is written: in which document and in which of its words.
 *
 * @param file the document
 * @param text the words of the document
 * @param said which of them are the triple
 */
public record Written(SourceFile file, TurtleText text, TurtleText.Said said) {}
