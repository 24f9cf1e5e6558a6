package org.ibid.publish;

import java.util.List;

/**
 * A picture on the page of a thing: the drawn answer to a question of the catalogue.
 *
 * @param heading what it shows of the thing
 * @param question leads to the question with the thing in it, and to its answer
 * @param wide the SVG for a wide screen
 * @param narrow the SVG for a phone, or null where it is the same
 * @param notes what is said below it
 * @param answer the rows from which it is drawn
 */
public record Drawn(
    String heading,
    Value question,
    String wide,
    String narrow,
    List<String> notes,
    Answer answer) {}
