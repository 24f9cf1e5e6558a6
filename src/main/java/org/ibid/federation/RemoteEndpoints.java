package org.ibid.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/**
 * Asks services over HTTP, through one pool of connections, and remembers what they answered.
 *
 * <p>It introduces itself as the user agent policy of the Wikimedia Foundation asks: by name,
 * version and an address where one finds out more.
 */
final class RemoteEndpoints implements Endpoints {

  private static final String USER_AGENT = "Ibid/0.1 (https://w3id.org/ibid/) java.net.http";

  private static final int LARGEST_ANSWER = 32 << 20;
  private static final int ROWS_REMEMBERED = 200_000;
  private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Cache<Question, List<Binding>> remembered =
      Caffeine.newBuilder()
          .maximumWeight(ROWS_REMEMBERED)
          .weigher((Question question, List<Binding> rows) -> 1 + rows.size())
          .expireAfterWrite(REMEMBERED_FOR)
          .build();

  /** One thread for each request, so that a slow one can be given up. */
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  private final Duration timeout;

  RemoteEndpoints(Duration timeout) {
    this.timeout = timeout;
  }

  private record Question(String address, String query) {}

  @Override
  public List<Binding> rows(Service service, Query query, ExecutionContext execution) {
    Question question = new Question(service.address().toString(), query.toString());
    List<Binding> known = remembered.getIfPresent(question);
    if (known == null) {
      known = ask(service, question.query());
      remembered.put(question, known);
    }
    return known;
  }

  private List<Binding> ask(Service service, String query) {
    String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(service.address())
            .header("Accept", "application/sparql-results+json")
            .header("Accept-Encoding", "gzip")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("User-Agent", USER_AGENT)
            .POST(BodyPublishers.ofString(form))
            .build();
    Future<List<Binding>> answer = workers.submit(() -> rows(service, request));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ServiceFailure(
          service, "did not answer within " + timeout.toSeconds() + " seconds", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ServiceFailure failure
          ? failure
          : new ServiceFailure(service, problem(e.getCause()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServiceFailure(service, "was not waited for", e);
    }
  }

  private static String problem(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "cannot be reached";
    }
    return "failed: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  private List<Binding> rows(Service service, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        String again =
            response
                .headers()
                .firstValue("Retry-After")
                .map(when -> "; it says to try again after " + when)
                .orElse("");
        throw new ServiceFailure(
            service, "answered with status " + response.statusCode() + again, null);
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      if (!type.contains("json")) {
        throw new ServiceFailure(
            service, "answered with " + type + " where rows were asked for", null);
      }
      boolean packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
      InputStream plain = packed ? new GZIPInputStream(body) : body;
      byte[] bytes = plain.readNBytes(LARGEST_ANSWER + 1);
      if (bytes.length > LARGEST_ANSWER) {
        throw new ServiceFailure(service, "sent more than " + LARGEST_ANSWER + " bytes", null);
      }
      return rows(service, bytes);
    }
  }

  private static List<Binding> rows(Service service, byte[] json) {
    try {
      RowSet rows =
          RowSetReaderRegistry.getFactory(ResultSetLang.RS_JSON)
              .create(ResultSetLang.RS_JSON)
              .read(new ByteArrayInputStream(json), ARQ.getContext());
      List<Binding> all = new ArrayList<>();
      rows.forEachRemaining(all::add);
      return List.copyOf(all);
    } catch (RuntimeException e) {
      throw new ServiceFailure(service, "sent an answer that cannot be read: " + e.getMessage(), e);
    }
  }
}
