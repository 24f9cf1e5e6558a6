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
    return links.page("assets/" + Assets.versioned(name));
  }

  /** The addresses of all that a script imports, so that a page can ask for them at once. */
  public List<String> imports(String script) {
    return Assets.asset(script).imports().stream().sorted().map(this::asset).toList();
  }
}
