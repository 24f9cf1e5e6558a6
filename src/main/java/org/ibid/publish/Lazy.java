package org.ibid.publish;

import java.util.function.Supplier;

/** Computes a value when it is first asked for, once. */
final class Lazy<T> {
  private Supplier<T> source;
  private T value;

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  synchronized T get() {
    if (source != null) {
      value = source.get();
      source = null;
    }
    return value;
  }
}
