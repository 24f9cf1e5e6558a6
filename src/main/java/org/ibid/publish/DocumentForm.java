package org.ibid.publish;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names the forms in which a document about an IRI can be had; RDF first, the page last. */
public enum DocumentForm {
  TURTLE("ttl", "Turtle", List.of("turtle"), List.of("text/turtle", "application/x-turtle")),
  TRIG("trig", "TriG", List.of(), List.of("application/trig")),
  NTRIPLES("nt", "N-Triples", List.of("ntriples", "n-triples"), List.of("application/n-triples")),
  NQUADS("nq", "N-Quads", List.of("nquads", "n-quads"), List.of("application/n-quads")),
  JSONLD(
      "jsonld",
      "JSON-LD",
      List.of("json", "json-ld"),
      List.of("application/ld+json", "application/json")),
  RDFXML(
      "rdf",
      "RDF/XML",
      List.of("xml", "rdfxml", "rdf+xml"),
      List.of("application/rdf+xml", "application/xml")),
  HTML("html", "HTML", List.of("table"), List.of("text/html", "application/xhtml+xml"));

  private final String extension;
  private final String title;
  private final List<String> otherNames;
  private final List<String> mediaTypes;

  DocumentForm(String extension, String title, List<String> otherNames, List<String> mediaTypes) {
    this.extension = extension;
    this.title = title;
    this.otherNames = otherNames;
    this.mediaTypes = mediaTypes;
  }

  /** How the name of a document in this form ends, without the dot. */
  public String extension() {
    return extension;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The media type in which it is sent. */
  public String mediaType() {
    return mediaTypes.get(0);
  }

  /** The media types by which a client may ask for it, the proper one first. */
  public List<String> mediaTypes() {
    return mediaTypes;
  }

  /** Whether it puts triples into named graphs, where a reader of the default graph misses them. */
  public boolean namesGraphs() {
    return this == TRIG || this == NQUADS;
  }

  /** The forms that are RDF. */
  public static List<DocumentForm> rdf() {
    return Arrays.stream(values()).filter(form -> form != HTML).toList();
  }

  /** The form of that name, ending or media type, in whatever case. */
  public static Optional<DocumentForm> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            form ->
                form.extension.equals(wanted)
                    || form.otherNames.contains(wanted)
                    || form.mediaTypes.contains(wanted))
        .findFirst();
  }
}
