package org.ibid.graph;

import java.time.Instant;

/**
 * Describes one change of the log, without its content.
 *
 * @param number its place in the log, from 1
 * @param version the version of the state that it led to: that of the store's {@link View#version()
 *     view} right after it
 * @param time when it was made
 * @param author who made it, and why
 * @param added how many quads it added
 * @param removed how many quads it removed
 */
public record Entry(
    long number, String version, Instant time, Author author, int added, int removed) {}
