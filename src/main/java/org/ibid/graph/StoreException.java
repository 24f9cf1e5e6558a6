package org.ibid.graph;

/** Says in plain words why a store cannot be used, and what can be done about it. */
public final class StoreException extends BadInputException {

  private static final long serialVersionUID = 1L;

  /** A problem with a store. */
  StoreException(String store, String problem) {
    super(store, problem);
  }

  /** A problem with a store, and what made it. */
  StoreException(String store, String problem, Throwable cause) {
    super(store, problem);
    initCause(cause);
  }
}
