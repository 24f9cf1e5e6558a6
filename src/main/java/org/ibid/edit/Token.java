package org.ibid.edit;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Describes a token with which somebody may write; the token itself is nowhere kept.
 *
 * @param name whose it is: the name under which changes made with it stand in the log
 * @param hash SHA-256 of the token, in hexadecimal
 * @param made the day on which it was made
 * @param expires the last day on which it can be used, if there is one
 */
public record Token(String name, String hash, LocalDate made, Optional<LocalDate> expires) {

  /** Whether it can be used on that day. */
  public boolean isValidOn(LocalDate day) {
    return expires.map(last -> !day.isAfter(last)).orElse(true);
  }
}
