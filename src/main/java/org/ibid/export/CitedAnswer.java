package org.ibid.export;

/**
 * An answer to a query, as it is cited.
 *
 * @param title what was asked, in words
 * @param address where it can be asked again, and the answer compared
 * @param rows how many rows it has
 * @param digest SHA-256 by which it is recognised, in hexadecimal
 */
public record CitedAnswer(String title, String address, long rows, String digest) {}
