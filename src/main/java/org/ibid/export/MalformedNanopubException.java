package org.ibid.export;

/** Says which rule of the guidelines a nanopublication breaks. */
public final class MalformedNanopubException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedNanopubException(String message) {
    super(message);
  }
}
