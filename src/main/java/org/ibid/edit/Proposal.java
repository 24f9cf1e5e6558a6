package org.ibid.edit;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.ibid.graph.Change;
import org.ibid.graph.SourceFile;
import org.ibid.graph.View;

/** Says what somebody wants to change; {@link Proposals} makes them. */
public interface Proposal {

  /**
   * The change, as it has to be made to this state.
   *
   * @throws EditException if it cannot be made to this state
   */
  Change on(View now);

  /** Where what is added is written. */
  default List<SourceFile> documents() {
    return List.of();
  }

  /** The one resource that it is about, if it is about one. */
  default Optional<Node> subject() {
    return Optional.empty();
  }

  /** Whether to go on when others then break a rule that they kept before. */
  default boolean mayLeaveOthersBroken() {
    return false;
  }
}
