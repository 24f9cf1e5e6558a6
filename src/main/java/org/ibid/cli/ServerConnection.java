package org.ibid.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonException;
import org.apache.jena.atlas.json.JsonObject;

/** Sends requests to an Ibid server on behalf of somebody who holds a secret, and reads answers. */
final class ServerConnection {

  private final URI address;
  private final String secret;
  private final HttpClient http;

  /**
   * Prepares to speak with a server; nothing is sent yet.
   *
   * @param address its address, with a slash at the end
   * @param secret the token or key that it wants to see
   * @param proxies which proxies lie on the way
   */
  ServerConnection(URI address, String secret, ProxySelector proxies) {
    this.address = address;
    this.secret = secret;
    this.http =
        HttpClient.newBuilder()
            .proxy(proxies)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  /**
   * What a server answers.
   *
   * @param status the status
   * @param body the JSON object that came, or null where none came
   */
  record Answer(int status, JsonObject body) {

    /** Whether what was asked for has been done. */
    boolean isGood() {
      return status / 100 == 2 && body != null;
    }

    /** Why it has not been done, as the server says it. */
    String detail() {
      return body != null && body.hasKey("detail")
          ? body.getString("detail")
          : "it answers with status " + status + ", and not as Ibid does";
    }
  }

  /**
   * Sends a request.
   *
   * @throws NoAnswer if no answer comes
   */
  Answer send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", "Bearer " + secret)
            .header("Accept", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), object(response.body()));
    } catch (IOException e) {
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("this was interrupted; ./ibid history says what was changed", e);
    }
  }

  private static JsonObject object(String text) {
    try {
      return JSON.parse(text);
    } catch (JsonException e) {
      return null;
    }
  }

  /** Says that no answer came. */
  static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(IOException cause) {
      super(inWords(cause), cause);
    }

    private static String inWords(IOException cause) {
      if (cause.getMessage() != null) {
        return cause.getMessage();
      }
      return cause instanceof ConnectException ? "nobody answers there" : cause.toString();
    }

    /** Whether the server was never reached, so that it can have done nothing. */
    boolean isBeforeAll() {
      return getCause() instanceof ConnectException
          || getCause() instanceof HttpConnectTimeoutException;
    }
  }

  @Override
  public String toString() {
    return "the server at " + address;
  }
}
