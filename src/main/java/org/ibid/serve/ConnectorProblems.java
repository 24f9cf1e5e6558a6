package org.ibid.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.jena.atlas.json.JsonObject;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.ibid.publish.ProblemType;

/**
 * Gives what the HTTP engine itself refuses, before any of our code runs, the form of all others.
 */
final class ConnectorProblems extends ErrorHandler {

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, Problem.JSON);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Access-Control-Allow-Origin", "*");
    headers.put("X-Content-Type-Options", "nosniff");
    byte[] body = document(code, message, request.getHttpURI().getPath());
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static byte[] document(int status, String message, String path) {
    ProblemType type = ProblemType.of(status);
    JsonObject problem = new JsonObject();
    problem.put("type", type.iri());
    problem.put("title", type.title());
    problem.put("status", status);
    String detail = message == null || message.isBlank() ? type.explanation() : message.strip();
    problem.put("detail", detail.substring(0, 1).toUpperCase(Locale.ROOT) + detail.substring(1));
    if (path != null) {
      problem.put("instance", path);
    }
    return (problem + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
