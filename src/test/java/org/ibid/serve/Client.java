package org.ibid.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks HTTP to a server under test and follows no redirect by itself. */
final class Client {

  /** What browsers say that they like. */
  static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  static final String TURTLE = "text/turtle";

  private static final Pattern LISTED = Pattern.compile("role=\"status\">([0-9]+) claims? ");
  private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final String origin;

  Client(int port) {
    this.origin = "http://localhost:" + port;
  }

  /** One answer. */
  record Reply(int status, HttpResponse<String> response) {
    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The addresses of the links in a page. */
    List<String> links() {
      List<String> links = new ArrayList<>();
      Matcher matcher = HREF.matcher(body());
      while (matcher.find()) {
        links.add(matcher.group(1).replace("&amp;", "&"));
      }
      return links;
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path));
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A page that must be there. */
  String page(String path) {
    Reply reply = get(path, BROWSER);
    assertThat(reply.status()).as(path).isEqualTo(200);
    return reply.body();
  }

  /** How many claims a page says that it lists. */
  static int listed(String page) {
    return LISTED.matcher(page).results().mapToInt(match -> Integer.parseInt(match.group(1))).sum();
  }

  Reply get(String path, String accept) {
    return send(request(path).header("Accept", accept).build());
  }

  /** As {@link #get}, but to the end of all redirects. */
  Reply follow(String path, String accept) {
    Reply reply = get(path, accept);
    for (int i = 0; i < 5 && reply.status() / 100 == 3; i++) {
      String to = reply.header("Location");
      int hash = to.indexOf('#');
      reply = get(hash < 0 ? to : to.substring(0, hash), accept);
    }
    return reply;
  }

  Reply query(String sparql, String accept) {
    return get("/sparql?query=" + encoded(sparql), accept);
  }

  String csv(String sparql) {
    return query(sparql, "text/csv").body().strip();
  }

  Reply post(String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .header("Accept", "*/*")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
