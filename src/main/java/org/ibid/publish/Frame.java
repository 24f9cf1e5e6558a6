package org.ibid.publish;

import java.util.List;

/**
 * What surrounds the content of every page.
 *
 * @param title the page's title
 * @param links where pages are
 * @param version names the state of the graph that the page shows
 * @param canonical the page's own IRI or address, or null
 * @param alternates the same in other forms
 */
public record Frame(
    String title, Links links, String version, String canonical, List<Alternate> alternates) {

  /** The same content in another form. */
  public record Alternate(String name, String mediaType, String href) {}

  /** The address of a file that the pages need; it changes when the file does. */
  public String asset(String name) {
    return links.page("assets/" + name) + "?" + Assets.version(name);
  }
}
