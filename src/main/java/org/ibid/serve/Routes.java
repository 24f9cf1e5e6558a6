package org.ibid.serve;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Knows which handler answers at which address. */
final class Routes {

  private final List<Route> routes;

  private Routes(List<Route> routes) {
    this.routes = routes;
  }

  /** All routes of a site but {@code /sparql}; of several that fit, the first answers. */
  static Routes of(Site site) {
    Things things = new Things();
    Catalogue catalogue = new Catalogue(site.queries());
    return new Routes(
        List.of(
            Route.get("", exchange -> exchange.page(200, exchange.now().home())),
            Route.get("id/*", things::thing),
            Route.get("doc/*", things::document),
            Route.get("graph/*", things::graph),
            Route.get("queries", catalogue::all),
            Route.get("queries/*", catalogue::question),
            Route.get("problem", new ProblemTypes()),
            Route.get("problem/*", new ProblemTypes()),
            Route.get("assets/*", new AssetFiles()),
            Route.get("*", things::vocabulary)));
  }

  /** The route for a request, if there is one. */
  Optional<Route> find(String method, String path) {
    return routes.stream()
        .filter(route -> route.methods().contains(method) && route.fits(path))
        .findFirst();
  }

  /** The methods that an address takes. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    routes.stream()
        .filter(route -> route.fits(path))
        .forEach(route -> methods.addAll(route.methods()));
    return methods;
  }

  /** Whether the body of such a request will be read. */
  boolean readBody(String method, String path) {
    return find(method, path).map(route -> route.readsBody(method)).orElse(false);
  }
}
