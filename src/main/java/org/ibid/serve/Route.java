package org.ibid.serve;

import java.util.Set;

/**
 * Sends the requests to some addresses to the handler that answers them.
 *
 * @param methods the HTTP methods; HEAD goes with GET
 * @param pattern a path without its first slash; a star at its end stands for any rest
 * @param reads whether the handler only reads: it then runs in one consistent state of the graph
 * @param handler answers
 */
record Route(Set<String> methods, String pattern, boolean reads, Handler handler) {

  /** A route for what is only read. */
  static Route get(String pattern, Handler handler) {
    return new Route(Set.of("GET", "HEAD"), pattern, true, handler);
  }

  /** A route for POST that changes nothing. */
  static Route ask(String pattern, Handler handler) {
    return new Route(Set.of("POST"), pattern, true, handler);
  }

  /** A route that may change the graph, by one method; the handler opens its own scopes. */
  static Route change(String method, String pattern, Handler handler) {
    return new Route(Set.of(method), pattern, false, handler);
  }

  /** Whether the path is one of its addresses. */
  boolean fits(String path) {
    return pattern.endsWith("*")
        ? path.startsWith(pattern.substring(0, pattern.length() - 1))
        : path.equals(pattern);
  }

  /** Whether every path is one of its addresses. */
  boolean fitsAll() {
    return pattern.equals("*");
  }

  /** What follows in the path where the pattern has its star. */
  String rest(String path) {
    return pattern.endsWith("*") ? path.substring(pattern.length() - 1) : "";
  }

  /** Whether requests of that method may have a body that the handler reads. */
  boolean readsBody(String method) {
    return methods.contains(method) && !method.equals("GET") && !method.equals("HEAD");
  }
}
