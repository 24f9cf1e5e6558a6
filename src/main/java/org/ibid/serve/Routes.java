package org.ibid.serve;

import java.time.Clock;
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
    Things things = new Things(site);
    ExportFiles exports = new ExportFiles(site.home());
    CitePages citations = new CitePages(site);
    Discovery discovery = new Discovery(site);
    Catalogue catalogue = new Catalogue(site.queries());
    Editing editing = new Editing(site);
    Claims claims = new Claims(site, editing, Clock.systemUTC());
    Changes changes = new Changes(editing);
    History history = new History(site, editing);
    BesideCommands beside = new BesideCommands(site);
    Feed feed = new Feed(site);
    Reconciliation reconciliation = new Reconciliation(site);
    EditDesk desk = new EditDesk(site, editing);
    EditPages form = new EditPages(desk, Clock.systemUTC());
    Searching searching = new Searching();
    AskPages ask = new AskPages(site.queries(), desk);
    return new Routes(
        List.of(
            Route.get("", discovery::dataset),
            Route.get(".well-known/void*", discovery::wellKnown),
            Route.get("dumps", discovery::dumps),
            Route.get("dumps/*", discovery::dump),
            Route.get("openapi.json", discovery::openApi),
            Route.get("robots.txt", discovery::robots),
            Route.get("sitemap.xml", discovery::sitemap),
            Route.get("id/*", things::thing),
            Route.get("doc/*", things::document),
            Route.get("graph/*", things::graph),
            Route.get("browse", new Browsing()),
            Route.get("search", searching::page),
            Route.get("search/suggest", searching::suggest),
            Route.get("read/*", new ReadPages(site.options().sentences())),
            Route.get("queries", catalogue::all),
            Route.get("queries.*", catalogue::all),
            Route.get("queries/*", catalogue::question),
            Route.get("pictures", catalogue::pictures),
            Route.get("cite", citations::cite),
            Route.get("cite.*", citations::cite),
            Route.get("export", exports::list),
            Route.get("export/*", exports::export),
            Route.get("np/*", exports::nanopublication),
            Route.get("reconcile", reconciliation::service),
            Route.ask("reconcile", reconciliation::service),
            Route.get("reconcile/suggest/*", reconciliation::suggest),
            Route.get("reconcile/properties", reconciliation::properties),
            Route.get("reconcile/preview", reconciliation::preview),
            Route.get("reconcile/view", reconciliation::view),
            Route.get("problem*", new ProblemTypes()),
            Route.get("ask", ask::page),
            Route.ask("ask", ask::page),
            Route.ask("ask/stop", ask::stop),
            Route.ask("ask/check", ask::check),
            Route.get("ask/terms", ask::terms),
            Route.get("ask/suggest", ask::suggest),
            Route.get("edit", form::page),
            Route.get("edit/suggest", form::suggest),
            Route.ask("edit", form::filledIn),
            Route.ask("edit/preview", form::preview),
            Route.change("POST", "edit/publish", form::publish),
            Route.change("POST", "edit/retract", form::retract),
            Route.get("assets/*", new AssetFiles()),
            Route.ask("validate", Editing.of(changes::check)),
            Route.change("POST", "claims", Editing.of(claims::create)),
            Route.get("claims/*", claims::show),
            Route.change("PUT", "claims/*", Editing.of(claims::replace)),
            Route.change("DELETE", "claims/*", Editing.of(claims::retract)),
            Route.change("POST", "changes", Editing.of(changes::publish)),
            Route.get("history", history::list),
            Route.get("history/*", history::entry),
            Route.change("POST", "history/*", Editing.of(history::restore)),
            Route.change("POST", "store/changes", Editing.of(beside::change)),
            Route.change("POST", "store/rebuild", Editing.of(beside::rebuild)),
            Route.get("feed", feed::stream),
            Route.get("feed.*", feed::stream),
            Route.get("feed/*", feed::page),
            Route.get("context.jsonld", things::context),
            Route.get("context", things::context),
            Route.get("*", things::vocabulary)));
  }

  /** The route for a request, if there is one. */
  Optional<Route> find(String method, String path) {
    return at(path).stream().filter(route -> route.methods().contains(method)).findFirst();
  }

  /** The methods that an address takes. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    at(path).forEach(route -> methods.addAll(route.methods()));
    return methods;
  }

  /** The routes that fit; the one that fits everything is for what no other is for. */
  private List<Route> at(String path) {
    List<Route> fitting = routes.stream().filter(route -> route.fits(path)).toList();
    List<Route> own = fitting.stream().filter(route -> !route.fitsAll()).toList();
    return own.isEmpty() ? fitting : own;
  }

  /** Whether the body of such a request will be read. */
  boolean readBody(String method, String path) {
    return find(method, path).map(route -> route.readsBody(method)).orElse(false);
  }
}
