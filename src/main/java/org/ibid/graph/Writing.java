package org.ibid.graph;

import java.util.List;

/** The right to change a store, which one thread has at a time; see {@link Store#write}. */
public interface Writing {

  /** The state that is to be changed. */
  View before();

  /**
   * The state as the change would make it. Nothing is written for it.
   *
   * @param documents where what is added is written, for {@link View#placeOf}; may be empty
   */
  View after(Change change, List<SourceFile> documents);

  /**
   * Makes the change. When this returns, the change is on disk and readers see it; when it throws,
   * nothing has changed. A part of the change that is already so is left out; when nothing remains,
   * nothing is written and the latest entry is returned, unless the author's request has a key:
   * that is remembered.
   *
   * <p>Literals are kept as they are written, but for integers and doubles, of which the value is
   * kept: {@code 007} becomes {@code 7}, {@code 1e3} becomes {@code 1000.0}, and the types narrower
   * than {@code xsd:integer} become that type.
   *
   * <p>It can be called once for one writing.
   *
   * @throws IllegalArgumentException if it touches what is derived, or quads without a named graph
   * @throws StoreException if it could not be written
   */
  Entry commit(Change change, Author author);
}
