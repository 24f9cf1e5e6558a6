package org.ibid.edit;

import java.util.Optional;
import java.util.Set;
import org.ibid.edit.EditException.Why;

/**
 * States what something must be like now for a change of it to be made, so that nobody overwrites
 * what they have not seen.
 *
 * @param kind what is asked of it
 * @param tags for {@link Kind#IS_ONE_OF}: the tags that it may have
 */
public record Condition(Kind kind, Set<String> tags) {

  /** Names what can be asked. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** It must not be there. */
    IS_NEW,
    /** It must be there. */
    IS_THERE,
    /** It must have one of the tags. */
    IS_ONE_OF
  }

  public Condition {
    tags = Set.copyOf(tags);
  }

  /** Asks nothing. */
  public static Condition none() {
    return new Condition(Kind.NONE, Set.of());
  }

  /** Asks that it is not there yet. */
  public static Condition isNew() {
    return new Condition(Kind.IS_NEW, Set.of());
  }

  /** Asks that it is there, whatever it says. */
  public static Condition isThere() {
    return new Condition(Kind.IS_THERE, Set.of());
  }

  /** Asks that it says what it said when it had one of these tags. */
  public static Condition isOneOf(Set<String> tags) {
    return new Condition(Kind.IS_ONE_OF, tags);
  }

  boolean isNone() {
    return kind == Kind.NONE;
  }

  /**
   * Holds against the present.
   *
   * @param tag its tag, or nothing when it is not there
   * @throws EditException if the condition is not met
   */
  void check(String what, Optional<String> tag) {
    switch (kind) {
      case NONE -> {
        return;
      }
      case IS_NEW -> {
        if (tag.isPresent()) {
          throw new EditException(
              Why.CHANGED_MEANWHILE, what + " is there already, and was to be new.");
        }
      }
      case IS_THERE -> {
        if (tag.isEmpty()) {
          throw new EditException(Why.CHANGED_MEANWHILE, what + " is not there.");
        }
      }
      case IS_ONE_OF -> {
        if (tag.isEmpty()) {
          throw new EditException(Why.CHANGED_MEANWHILE, what + " is not there any more.");
        }
        if (!tags.contains(tag.get())) {
          throw new EditException(
              Why.CHANGED_MEANWHILE,
              what
                  + " has changed since you fetched it: fetch it again, look at what is new, and"
                  + " send your change with the new tag.");
        }
      }
    }
  }
}
