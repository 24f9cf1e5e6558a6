package org.ibid.graph;

import java.util.Objects;

/**
 * Says who makes a change, and why.
 *
 * @param agent the name of whoever makes it
 * @param reason why, in the agent's words; may be empty
 * @param key what marks the request, so that repeating it does no harm; or null
 * @param request the digest of the request that the key stands for; or null
 */
public record Author(String agent, String reason, String key, String request) {

  public Author {
    Objects.requireNonNull(agent, "somebody must have made the change");
    Objects.requireNonNull(reason, "the reason may be empty but not missing");
  }

  /** Somebody whose request has no key. */
  public static Author of(String agent, String reason) {
    return new Author(agent, reason, null, null);
  }
}
