package org.ibid.graph;

import java.nio.file.Path;

/**
 * Says where something is written.
 *
 * @param file the file, absolute and normalized
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record Place(Path file, int line, int column) {}
