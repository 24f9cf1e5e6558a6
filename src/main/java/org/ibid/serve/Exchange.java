package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.serve.Negotiation.Offer;

/** One request and its response, with what handlers need to read the one and write the other. */
final class Exchange {

  /** RDF comes first: a client that likes both alike gets RDF. */
  private static final List<AnswerFormat> FORMS =
      List.of(
          AnswerFormat.TURTLE,
          AnswerFormat.NTRIPLES,
          AnswerFormat.JSON,
          AnswerFormat.XML,
          AnswerFormat.TABLE);

  private static final List<Offer<AnswerFormat>> OFFERS =
      FORMS.stream()
          .flatMap(
              form -> form.mediaTypesForTriples().stream().map(type -> new Offer<>(type, form)))
          .toList();

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
  record Named(String name, AnswerFormat form) {}

  /** The path, split into name and ending. */
  Named named() {
    for (AnswerFormat form : FORMS) {
      String ending = "." + form.extension();
      if (path.endsWith(ending)) {
        return new Named(path.substring(0, path.length() - ending.length()), form);
      }
    }
    return new Named(path, null);
  }

  /** The form that the ending of the path asks for, or else the parameter or the header. */
  AnswerFormat form(Named named) {
    return named.form() != null ? named.form() : form();
  }

  /** The form that the request asks for by name or else prefers. */
  private AnswerFormat form() {
    String name = parameter("format");
    if (name != null) {
      return AnswerFormat.named(name)
          .filter(FORMS::contains)
          .orElseThrow(
              () ->
                  new Refusal(
                          400,
                          "There is no form called \""
                              + name
                              + "\"; there are "
                              + String.join(", ", FORMS.stream().map(String::valueOf).toList()))
                      .with("available", FORMS.stream().map(String::valueOf).toList()));
    }
    return Negotiation.choose(accept(request), OFFERS)
        .map(Offer::what)
        .orElseThrow(() -> notAcceptable(OFFERS.stream().map(Offer::mediaType).toList()));
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

  /** Sends a page. */
  void page(int status, String html) {
    varies();
    send(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the client on. */
  void redirect(int status, String to) {
    response.setHeader("Location", to);
    response.setStatus(status);
  }

  /** Says that another client may get another form at this address. */
  void varies() {
    response.setHeader("Vary", "Accept");
  }

  /** Sends content. */
  void send(int status, String mediaType, byte[] bytes) {
    response.setStatus(status);
    response.setContentType(mediaType);
    response.setContentLength(bytes.length);
    try {
      response.getOutputStream().write(bytes);
    } catch (IOException e) {
      Headers.cutOff(request);
    }
  }
}
