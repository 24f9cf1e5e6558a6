package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.export.Exports;
import org.ibid.export.Exports.Form;
import org.ibid.export.Exports.Kind;
import org.ibid.export.Nanopub;
import org.ibid.export.Nanopubs;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Value;
import org.ibid.serve.Negotiation.Offer;

/**
 * Answers with exports, {@code export/<kind>[/<article>[/<claim>]]}, and for the IRIs of
 * nanopublications, {@code np/<article>/<claim>/<code>}.
 */
final class ExportFiles {

  /** More claims than this are for the command line: nobody should wait for them here. */
  private static final int MOST_CLAIMS = 5_000;

  /** How many exports of many claims may be in the making at once. */
  private static final int MOST_AT_ONCE = 2;

  private static final Pattern CLAIM =
      Pattern.compile(Pattern.quote(Ibid.ID) + "([^/#.]+)/claim/([^/#.]+)");

  private static final int RETRY_SECONDS = 10;

  /** How many characters of exports are kept, so that what is asked for again is not made again. */
  private static final int MOST_KEPT = 24_000_000;

  private final Home home;
  private final Semaphore making = new Semaphore(MOST_AT_ONCE);
  private final Map<List<Object>, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  ExportFiles(Home home) {
    this.home = home;
  }

  /** The page that leads to every export, of all claims or of one. */
  void list(Exchange exchange) {
    String iri = exchange.parameter("claim");
    if (iri != null) {
      listOf(exchange, iri);
      return;
    }
    Map<String, List<Value>> sorts = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      List<Value> files = new ArrayList<>();
      for (Form form : kind.forms()) {
        String file = kind + "." + form.extension();
        files.add(Value.link(file, exchange.now().links().page("export/" + file)));
      }
      sorts.put(kind.content(), files);
    }
    exchange.page(
        200,
        exchange
            .now()
            .pages()
            .files(
                "Exports",
                "Claims and works in the forms that other software reads. The page of a claim leads"
                    + " to the same of that claim alone.",
                sorts));
  }

  private void listOf(Exchange exchange, String iri) {
    Node claim = NodeFactory.createURI(iri);
    Matcher names = CLAIM.matcher(iri);
    if (!names.matches() || !new Exports(home, exchange.now().view()).isClaim(claim)) {
      throw exchange.notFound(iri);
    }
    String start = exchange.now().links().page("export/");
    Map<String, List<Value>> sorts = new LinkedHashMap<>();
    sorts.put("claim", List.of(exchange.now().value(iri)));
    for (Kind kind : Kind.values()) {
      List<Value> files = new ArrayList<>();
      for (Form form : kind.forms()) {
        String file = names.group(1) + "/" + names.group(2) + "." + form.extension();
        files.add(Value.link(form.extension(), start + kind + "/" + file));
      }
      sorts.put(kind.toString(), files);
    }
    exchange.page(
        200,
        exchange
            .now()
            .pages()
            .files(
                "Cite, export",
                "How to cite this claim, and the claim in the forms that other software reads;"
                    + " bibtex, csl and ris hold the works that it rests on.",
                sorts));
  }

  void export(Exchange exchange) {
    String[] names = exchange.rest().split("/", -1);
    String last = names[names.length - 1];
    int dot = last.lastIndexOf('.');
    String ending = dot < 0 ? exchange.parameter("format") : last.substring(dot + 1);
    if (dot >= 0) {
      names[names.length - 1] = last.substring(0, dot);
    }
    Kind kind = Kind.named(names[0]).orElseThrow(() -> notFound(exchange));
    if (names.length > 3) {
      throw notFound(exchange);
    }
    Form form =
        ending == null
            ? negotiated(exchange, kind)
            : kind.form(ending)
                .orElseThrow(
                    () ->
                        new Refusal(400, "The export " + kind + " has no form \"" + ending + "\".")
                            .with("available", extensions(kind)));
    Exports exports = new Exports(home, exchange.now().view());
    String article = names.length > 1 ? names[1] : null;
    if (article != null && exports.claims(article).isEmpty()) {
      throw notFound(exchange);
    }
    if (names.length == 3) {
      Node claim = claim(article, names[2]);
      if (!exports.isClaim(claim)) {
        throw exchange.notFound(claim.getURI());
      }
      send(exchange, form, bytes(exports.write(kind, form, article, List.of(claim))));
    } else {
      send(exchange, form, ofMany(exchange, exports, kind, form, article));
    }
  }

  private static Node claim(String article, String slug) {
    return NodeFactory.createURI(Ibid.ID + article + "/claim/" + slug);
  }

  private byte[] ofMany(Exchange exchange, Exports exports, Kind kind, Form form, String article) {
    List<Object> key =
        List.of(exchange.now().view().version(), kind, form, Optional.ofNullable(article));
    byte[] before;
    synchronized (kept) {
      before = kept.get(key);
    }
    if (before != null) {
      return before;
    }
    if (kind != Kind.CITE && exports.claims(article).size() > MOST_CLAIMS) {
      throw new Refusal(
          ProblemType.FORBIDDEN,
          "There are more than "
              + MOST_CLAIMS
              + " claims: name an article or a claim, or run ./ibid export "
              + kind
              + ".");
    }
    byte[] made = oneOfFew(() -> bytes(exports.write(kind, form, article, List.of())));
    synchronized (kept) {
      kept.put(key, made);
      long size = kept.values().stream().mapToLong(bytes -> bytes.length).sum();
      while (size > MOST_KEPT) {
        List<Object> oldest = kept.keySet().iterator().next();
        size -= kept.remove(oldest).length;
      }
    }
    return made;
  }

  private byte[] oneOfFew(Supplier<byte[]> work) {
    if (!making.tryAcquire()) {
      throw new Refusal(
              ProblemType.UNAVAILABLE, "Other exports are being made; try again in a moment.")
          .retryAfter(RETRY_SECONDS);
    }
    try {
      return work.get();
    } finally {
      making.release();
    }
  }

  /** A nanopublication, under its own IRI, that of one of its graphs, or that of its claim. */
  void nanopublication(Exchange exchange) {
    String[] names = exchange.rest().split("/", 4);
    Node claim = names.length < 2 ? null : claim(names[0], names[1]);
    Exports exports = new Exports(home, exchange.now().view());
    if (claim == null || !exports.isClaim(claim)) {
      throw exchange.notFound(Ibid.BASE + exchange.path());
    }
    Nanopub nanopub = exports.nanopublication(claim);
    String current = nanopub.iri().substring(Nanopubs.BASE.length());
    if (names.length == 2 || names[2].isEmpty()) {
      exchange.varies();
      exchange.redirect(
          303, exchange.now().links().redirect(nanopub.iri().substring(Ibid.BASE.length())));
      return;
    }
    String asked = String.join("/", names[0], names[1], names[2]);
    boolean known =
        names.length == 3
            || nanopub.quads().stream()
                .anyMatch(quad -> quad.getGraph().hasURI(nanopub.iri() + "/" + names[3]));
    if (!asked.equals(current) || !known) {
      throw new Refusal(
              404,
              Ibid.BASE + exchange.path() + " is not a nanopublication of the claim as it is now.")
          .suggesting(
              List.of(
                  Value.link(
                      nanopub.iri(), exchange.now().links().page(Links.document(nanopub.iri())))));
    }
    Form form =
        exchange.parameter("format") == null
            ? negotiated(exchange, Kind.NANOPUB)
            : Kind.NANOPUB
                .form(exchange.parameter("format"))
                .orElseThrow(
                    () ->
                        new Refusal(400, "There is no such form.")
                            .with("available", extensions(Kind.NANOPUB)));
    send(exchange, form, bytes(exports.write(Kind.NANOPUB, form, names[0], List.of(claim))));
  }

  private static Form negotiated(Exchange exchange, Kind kind) {
    List<Offer<Form>> offers =
        kind.forms().stream().map(form -> new Offer<>(form.mediaType(), form)).toList();
    String accept = Exchange.accept(exchange.request());
    return Negotiation.choose(accept, offers)
        .map(Offer::what)
        .orElseThrow(() -> Exchange.notAcceptable(offers.stream().map(Offer::mediaType).toList()));
  }

  private static List<String> extensions(Kind kind) {
    return kind.forms().stream().map(Form::extension).toList();
  }

  private static Refusal notFound(Exchange exchange) {
    return new Refusal(404, exchange.path() + " is no export; /export leads to all.")
        .suggesting(List.of(Value.link("Exports", exchange.now().links().page("export"))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(Exchange exchange, Form form, byte[] bytes) {
    exchange.varies();
    exchange.send(200, form.mediaType(), bytes);
  }
}
