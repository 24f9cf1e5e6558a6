package org.ibid.publish;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.ibid.graph.Ibid;

/**
 * Makes addresses of IRIs. An IRI of the project is served at the public base address plus what
 * follows the project's base in it; the IRI itself is never rewritten.
 */
public final class Links {

  private final String base;
  private final String path;
  private final boolean published;

  private Links(String base, boolean published) {
    this.base = base;
    this.path = URI.create(base).getRawPath();
    this.published = published;
  }

  /**
   * Links below a public base address.
   *
   * @param base an http address that ends with a slash
   */
  public static Links under(String base) {
    return new Links(base, true);
  }

  /** Links of a server that has no public address: redirects stay at whatever host was asked. */
  public static Links local(int port) {
    return new Links("http://localhost:" + port + "/", false);
  }

  /** The whole address of a page of ours, for RDF. */
  public String absolute(String page) {
    return base + page;
  }

  /** The address of a page of ours for a redirect. */
  public String redirect(String page) {
    return published ? base + page : path + page;
  }

  /** The address of a page of ours for a link in a page: it stays at whatever host was asked. */
  public String page(String page) {
    return path + page;
  }

  /** The page that describes the resource: ours, or an outside http address; else nothing. */
  public Optional<String> of(Node resource) {
    return resource.isURI() ? of(resource.getURI()) : Optional.empty();
  }

  /** The page that describes the resource with that IRI. */
  public Optional<String> of(String iri) {
    if (Iris.isOurs(iri)) {
      return Optional.of(page(document(iri)));
    }
    return isWeb(iri) ? Optional.of(iri) : Optional.empty();
  }

  /** The document about an IRI of ours, relative to the base: a part stands on its owner's page. */
  public static String document(String iri) {
    if (!iri.startsWith(Ibid.ID)) {
      return iri.substring(Ibid.BASE.length());
    }
    String role = Iris.role(iri);
    String owner = Iris.owner(iri).substring(Ibid.ID.length());
    return "doc/" + owner + (role.isEmpty() ? "" : "#" + role);
  }

  /** The address of a document in one form, relative to the base. */
  public static String inForm(String document, DocumentForm form) {
    boolean nameless = document.isEmpty() || document.equals("sparql");
    return nameless ? document + "?format=" + form.extension() : document + "." + form.extension();
  }

  /** A text as it stands in the parameters of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static boolean isWeb(String iri) {
    String start = iri.substring(0, Math.min(8, iri.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }
}
