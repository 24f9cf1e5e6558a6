package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.RdfDocument;
import org.ibid.serve.Negotiation.Offer;

/** One request and its response, with what handlers need to read the one and write the other. */
final class Exchange {

  /** RDF comes first: a client that likes both alike gets RDF. */
  private static final List<Offer<DocumentForm>> OFFERS =
      Arrays.stream(DocumentForm.values())
          .flatMap(form -> form.mediaTypes().stream().map(type -> new Offer<>(type, form)))
          .toList();

  private static final List<Offer<DocumentForm>> TRIPLES =
      OFFERS.stream()
          .filter(offer -> offer.what() != DocumentForm.HTML && !offer.what().namesGraphs())
          .toList();

  private static final double NEARLY = 0.9;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Publication now;
  private final Route route;
  private final String path;

  Exchange(HttpServletRequest request, HttpServletResponse response, Publication now, Route route) {
    this.request = request;
    this.response = response;
    this.now = now;
    this.route = route;
    this.path = path(request);
  }

  /** The decoded path of a request, without the first slash. */
  static String path(HttpServletRequest request) {
    String raw = request.getRequestURI();
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8).substring(1);
    } catch (IllegalArgumentException e) {
      return raw.substring(1);
    }
  }

  /** What a request says it accepts, all headers of that name together. */
  static String accept(HttpServletRequest request) {
    List<String> all = new ArrayList<>();
    request.getHeaders("Accept").asIterator().forEachRemaining(all::add);
    return String.join(",", all);
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  /** What is shown of the state of the graph that this request sees. */
  Publication now() {
    return now;
  }

  /** The decoded path, without the first slash. */
  String path() {
    return path;
  }

  /** What follows in the path where the route's pattern has its star. */
  String rest() {
    return route.rest(path);
  }

  /** A parameter of the query or of the form, or null. */
  String parameter(String name) {
    return request.getParameter(name);
  }

  /** What a path names, and the form that its ending asks for, or null. */
  record Named(String name, DocumentForm form) {}

  /** The path, split into name and ending. */
  Named named() {
    for (DocumentForm form : DocumentForm.values()) {
      String ending = "." + form.extension();
      if (path.endsWith(ending)) {
        return new Named(path.substring(0, path.length() - ending.length()), form);
      }
    }
    return new Named(path, null);
  }

  /** The form that the ending of the path asks for, or else the parameter or the header. */
  DocumentForm form(Named named) {
    if (named.form() != null) {
      return named.form();
    }
    String name = parameter("format");
    if (name != null) {
      return DocumentForm.named(name).orElseThrow(() -> noSuchForm(name));
    }
    varies();
    String accept = accept(request);
    Offer<DocumentForm> best =
        Negotiation.choose(accept, OFFERS)
            .orElseThrow(() -> notAcceptable(OFFERS.stream().map(Offer::mediaType).toList()));
    return best.what().namesGraphs() ? triples(accept, best) : best.what();
  }

  /** Plain triples, if the client likes them nearly as well as named graphs. */
  private static DocumentForm triples(String accept, Offer<DocumentForm> named) {
    double enough = NEARLY * Negotiation.quality(accept, named.mediaType());
    return Negotiation.choose(accept, TRIPLES)
        .filter(offer -> Negotiation.quality(accept, offer.mediaType()) >= enough)
        .map(Offer::what)
        .orElse(named.what());
  }

  private static Refusal noSuchForm(String name) {
    List<String> all = Arrays.stream(DocumentForm.values()).map(DocumentForm::extension).toList();
    return new Refusal(
            400, "There is no form called \"" + name + "\"; there are " + String.join(", ", all))
        .with("available", all);
  }

  /** The refusal of a client that accepts none of these media types. */
  static Refusal notAcceptable(List<String> mediaTypes) {
    return new Refusal(
            ProblemType.NOT_ACCEPTABLE, "This can be sent as: " + String.join(", ", mediaTypes))
        .with("available", mediaTypes);
  }

  /** The refusal of a request for something that there is not, with what is most like it. */
  Refusal notFound(String iri) {
    return new Refusal(404, iri + " names nothing here.").suggesting(now.nearest(iri));
  }

  /**
   * Sends a document about an IRI in the form that the client likes best.
   *
   * @param address where the document is, relative to the base and without an ending
   * @param page makes the page
   */
  void document(Named named, String address, RdfDocument document, Supplier<String> page) {
    DocumentForm form = form(named);
    append(response, "Link", "<" + document.iri() + ">; rel=\"canonical\"");
    for (DocumentForm other : DocumentForm.values()) {
      if (other != form) {
        append(
            response,
            "Link",
            "<"
                + now.links().redirect(Links.inForm(address, other))
                + ">; rel=\"alternate\"; type=\""
                + other.mediaType()
                + "\"");
      }
    }
    if (named.form() == null) {
      response.setHeader("Content-Location", now.links().redirect(Links.inForm(address, form)));
    }
    if (form == DocumentForm.HTML) {
      page(200, page.get());
    } else {
      send(
          form.mediaType(),
          EntityTags.of(document.tag(), form.extension()),
          () -> now.writer().write(document, form));
    }
  }

  /** Sends a page. */
  void page(int status, String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    if (status == 200) {
      send("text/html", EntityTags.ofBytes(bytes, "html"), () -> bytes);
    } else {
      send(status, "text/html", bytes);
    }
  }

  /** Sends content whose tag is known, or says that the client has it already. */
  void send(String mediaType, String tag, Supplier<byte[]> content) {
    if (response.getHeader("Cache-Control") == null) {
      // It may be kept, and is asked for again with its tag before it is used.
      response.setHeader("Cache-Control", "no-cache");
    }
    if (EntityTags.lists(request.getHeader("If-None-Match"), tag)) {
      append(response, "Vary", "Accept-Encoding");
      boolean zipped = request.getHeader("If-None-Match").contains(EntityTags.COMPRESSED);
      response.setHeader("ETag", zipped ? EntityTags.compressed(tag) : tag);
      response.setStatus(304);
      return;
    }
    response.setHeader("ETag", tag);
    send(200, mediaType, content.get());
  }

  /** Sends the client on. */
  void redirect(int status, String to) {
    response.setHeader("Location", to);
    response.setStatus(status);
  }

  /** Says that another client may get another form at this address. */
  void varies() {
    append(response, "Vary", "Accept");
  }

  /** Adds a value to a header that is a list, once. */
  static void append(HttpServletResponse response, String name, String value) {
    String before = response.getHeader(name);
    if (before == null) {
      response.setHeader(name, value);
    } else if (!List.of(before.split(", ", -1)).contains(value)) {
      response.setHeader(name, before + ", " + value);
    }
  }

  /** Sends content, compressed if the client accepts that. */
  void send(int status, String mediaType, byte[] bytes) {
    response.setStatus(status);
    boolean text = mediaType.startsWith("text/") && !mediaType.contains("charset");
    response.setContentType(text ? mediaType + ";charset=utf-8" : mediaType);
    byte[] sent = bytes;
    if (Compression.applies(request, response, mediaType, bytes.length)) {
      sent = Compression.of(bytes);
      response.setHeader("Content-Encoding", "gzip");
      String tag = response.getHeader("ETag");
      if (tag != null) {
        response.setHeader("ETag", EntityTags.compressed(tag));
      }
    }
    response.setContentLength(sent.length);
    try {
      response.getOutputStream().write(sent);
    } catch (IOException e) {
      Headers.cutOff(request);
    }
  }
}
