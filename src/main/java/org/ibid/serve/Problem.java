package org.ibid.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.ibid.publish.Pages;
import org.ibid.publish.Value;
import org.ibid.serve.Negotiation.Offer;

/**
 * Tells a client why it is refused: with a problem document (RFC 9457), with a page for people, or
 * in plain text where only that is wanted.
 */
final class Problem {

  static final String JSON = "application/problem+json";
  private static final String PAGE = "text/html";
  private static final String TEXT = "text/plain";

  /** The document comes first: whoever accepts none of these gets it as well. */
  private static final List<Offer<String>> OFFERS =
      List.of(
          new Offer<>(JSON, JSON),
          new Offer<>("application/json", JSON),
          new Offer<>(PAGE, PAGE),
          new Offer<>("application/xhtml+xml", PAGE),
          new Offer<>(TEXT, TEXT));

  private Problem() {}

  /** Whether a client with that header would rather see a page. */
  static boolean isForPeople(String accept) {
    return form(accept).equals(PAGE);
  }

  private static String form(String accept) {
    return Negotiation.choose(accept, OFFERS).map(Offer::what).orElse(JSON);
  }

  /** Sends a refusal in the form that the client likes; {@code pages} makes the page. */
  static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal,
      Supplier<Pages> pages) {
    send(
        request,
        response,
        refusal,
        form(Exchange.accept(request)),
        () -> pages.get().problem(refusal.type(), refusal.getMessage(), refusal.suggestions()));
  }

  /** Sends a refusal to a client that has named a form for its answer: never as a page. */
  static void sendToProgram(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    String form = form(Exchange.accept(request));
    send(request, response, refusal, form.equals(PAGE) ? JSON : form, () -> "");
  }

  /** Sends a refusal to people, on a page of the handler's own. */
  static void sendPage(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal, String page) {
    send(request, response, refusal, PAGE, () -> page);
  }

  private static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal,
      String form,
      Supplier<String> page) {
    if (response.isCommitted()) {
      Headers.cutOff(request);
      return;
    }
    response.resetBuffer();
    for (String header : new String[] {"ETag", "Content-Encoding", "Content-Location", "Link"}) {
      response.setHeader(header, null);
    }
    String text =
        switch (form) {
          case PAGE -> page.get();
          case TEXT -> inWords(refusal) + "\n";
          default -> document(request, refusal).toString() + "\n";
        };
    response.setStatus(refusal.status());
    response.setHeader("Vary", "Accept");
    response.setHeader("Cache-Control", "no-store");
    refusal.headers().forEach(response::setHeader);
    response.setContentType(form.equals(JSON) ? form : form + ";charset=utf-8");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    try {
      response.getOutputStream().write(bytes);
    } catch (IOException e) {
      Headers.cutOff(request);
    }
  }

  private static String inWords(Refusal refusal) {
    if (refusal.line() <= 0) {
      return refusal.getMessage();
    }
    return "line "
        + refusal.line()
        + (refusal.column() <= 0 ? "" : ", column " + refusal.column())
        + ": "
        + refusal.getMessage();
  }

  /** The problem document. */
  static JsonObject document(HttpServletRequest request, Refusal refusal) {
    JsonObject problem = new JsonObject();
    problem.put("type", refusal.type().iri());
    problem.put("title", refusal.type().title());
    problem.put("status", refusal.status());
    problem.put("detail", String.valueOf(refusal.getMessage()));
    problem.put("instance", request.getRequestURI());
    refusal.members().forEach(problem::put);
    if (!refusal.suggestions().isEmpty()) {
      JsonArray suggestions = new JsonArray();
      for (Value value : refusal.suggestions()) {
        JsonObject suggestion = new JsonObject();
        suggestion.put("label", value.text());
        suggestion.put("href", String.valueOf(value.href()));
        suggestions.add(suggestion);
      }
      problem.put("suggestions", suggestions);
    }
    return problem;
  }
}
