package org.ibid.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.jena.system.Txn;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request to the handler that answers at its address, and refusals to the client. */
final class SiteServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SiteServlet.class);

  private final transient Site site;
  private final transient Routes routes;

  SiteServlet(Site site, Routes routes) {
    this.site = site;
    this.routes = routes;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (Refusal e) {
      refuse(request, response, e);
    } catch (UncheckedIOException | IOException e) {
      // The client has gone.
      Headers.cutOff(request);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.error("{} failed", request.getRequestURI(), e);
      refuse(
          request,
          response,
          new Refusal(
              ProblemType.FAILURE, "This should not happen: the server has failed at this page."));
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String method = request.getMethod();
    String path = Exchange.path(request);
    Route route = routes.find(method, path).orElse(null);
    if (route == null) {
      Set<String> methods = routes.methods(path);
      response.setHeader("Allow", String.join(", ", methods));
      if (!method.equals("OPTIONS")) {
        throw new Refusal(
            ProblemType.METHOD_NOT_ALLOWED,
            "This address takes " + String.join(", ", methods) + ", and not " + method + ".");
      }
      response.setStatus(204);
      return;
    }
    Publication now = site.publication().get();
    Exchange exchange = new Exchange(request, response, now, route);
    if (route.reads()) {
      Txn.executeRead(now.view().dataset(), () -> run(route, exchange));
    } else {
      run(route, exchange);
    }
  }

  private static void run(Route route, Exchange exchange) {
    try {
      route.handler().answer(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    Problem.send(request, response, refusal, () -> site.publication().get().pages());
  }
}
