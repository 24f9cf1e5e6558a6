package org.ibid.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.ibid.graph.ClaimGraph;

/**
 * Has each request see one state of the graph from its beginning to its end, whatever others write
 * meanwhile. A request that writes itself goes on with the state that it made.
 */
final class ReadingScope implements Filter {

  private final ClaimGraph graph;

  ReadingScope(ClaimGraph graph) {
    this.graph = graph;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exception thrown =
        graph.read(
            () -> {
              try {
                chain.doFilter(request, response);
                return null;
              } catch (IOException | ServletException e) {
                return e;
              }
            });
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof ServletException e) {
      throw e;
    }
  }
}
