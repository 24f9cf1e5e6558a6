package org.ibid.graph;

import java.util.function.Supplier;

/** Computes a value when it is first asked for, once. */
public final class Lazy<T> {
  private Supplier<T> source;
  private T value;

  /** A value that the source gives. */
  public Lazy(Supplier<T> source) {
    this.source = source;
  }

  /** Whether it has been asked for. */
  public synchronized boolean isKnown() {
    return source == null;
  }

  /** The value; only the first who asks has it computed. */
  public synchronized T get() {
    if (source != null) {
      value = source.get();
      source = null;
    }
    return value;
  }
}
