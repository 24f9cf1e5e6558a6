package org.ibid.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Puts on every response what browsers must know: who may read it, and what a page may load. Any
 * origin may read, none with credentials; pages load nothing from elsewhere and run no scripts but
 * our own.
 */
final class Headers implements Filter {

  private static final String CUT_OFF = Headers.class.getName() + ".cutOff";

  /** The media types in which a query can be sent. */
  private static final List<String> QUERY_BODIES =
      List.of("application/x-www-form-urlencoded", "application/sparql-query");

  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final Routes routes;

  Headers(Routes routes) {
    this.routes = routes;
  }

  /** Has the connection cut when the request is done: what was sent of the answer is not whole. */
  static void cutOff(HttpServletRequest request) {
    request.setAttribute(CUT_OFF, true);
  }

  /** Whether a request has a body that nobody here will read. */
  private boolean bodyStaysUnread(HttpServletRequest request) {
    String method = request.getMethod();
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean queries =
        method.equals("POST")
            && request.getRequestURI().equals("/sparql")
            && QUERY_BODIES.stream().anyMatch(type::startsWith);
    boolean taken = routes.readBody(method, Exchange.path(request));
    return !queries && !taken && !List.of("GET", "HEAD", "OPTIONS").contains(method);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader("Content-Security-Policy", POLICY);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Access-Control-Allow-Origin", "*");
    if (bodyStaysUnread(asked)) {
      // The server will close the connection: a client that did not know would lose its next
      // request.
      answer.setHeader("Connection", "close");
    }
    boolean preflight =
        asked.getMethod().equals("OPTIONS")
            && asked.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      answer.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
      answer.setHeader(
          "Access-Control-Allow-Headers",
          "Accept, Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match,"
              + " If-None-Match, Reason");
      answer.setHeader("Access-Control-Max-Age", "86400");
      answer.setStatus(204);
      return;
    }
    answer.setHeader(
        "Access-Control-Expose-Headers",
        "Allow, Content-Location, ETag, Last-Modified, Link, Location, Retry-After");
    chain.doFilter(request, response);
    if (asked.getAttribute(CUT_OFF) != null) {
      throw new IOException("the answer is not whole");
    }
  }
}
