package org.ibid.search;

import org.apache.jena.graph.Node;

/**
 * A thing that may be meant by what somebody has written.
 *
 * @param node it
 * @param score how much like it the written name is, from 0 to 100
 * @param name the name of it that is most like the written one
 * @param same whether that is the written name, but for case, accents, the order of words, the
 *     alphabet and the ways of writing a sound; or whether it was named by an identifier
 */
public record Match(Node node, double score, String name, boolean same) {}
