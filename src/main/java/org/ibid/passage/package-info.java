/**
 * Finds the passages of an article in a copy of its text, and checks copies against them.
 *
 * <p>A passage is stored as positions and a digest, never as words. What is peculiar to an article
 * and its copy (what starts a page or a section, what is not running text, how pointers look)
 * stands in the article's own description, {@code data/<article>/article.ttl}.
 */
package org.ibid.passage;
