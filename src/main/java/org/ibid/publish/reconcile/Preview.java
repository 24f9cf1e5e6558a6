package org.ibid.publish.reconcile;

import java.util.List;

/**
 * An entity in short, for a small frame in somebody else's page.
 *
 * @param name what it is called
 * @param href its page
 * @param kind what it is
 * @param description what is said of it in short, or nothing
 * @param facts some of what else is said of it
 */
public record Preview(String name, String href, String kind, String description, List<Fact> facts) {

  /** The values of one property. */
  public record Fact(String property, String values) {}
}
