package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ibid.graph.Digests;
import org.ibid.graph.Entry;
import org.ibid.graph.Ibid;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Dump;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.Value;

/** Answers for the dataset as a whole: its description, its dumps, and what robots should know. */
final class Discovery {

  /** So many earlier states are listed; the others can be had by their names. */
  private static final int LISTED = 100;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,15})-[0-9a-f]+");

  private final Site site;

  /** An earlier state takes memory and time, so that one is made after the other. */
  private final Semaphore making = new Semaphore(1);

  Discovery(Site site) {
    this.site = site;
  }

  /** The dataset's IRI is the base address: its page is the front page. */
  void dataset(Exchange exchange) {
    Publication now = exchange.now();
    feed(exchange);
    exchange.document(
        exchange.named(), "", now.document(Ibid.BASE, now::datasetDescription), now::home);
  }

  /** The same description at the address that VoID reserves for it. */
  void wellKnown(Exchange exchange) {
    Publication now = exchange.now();
    feed(exchange);
    exchange.document(
        exchange.named(),
        ".well-known/void",
        now.document(Ibid.BASE, now::datasetDescription),
        () -> now.pages().dumps(now.view().version(), List.of()));
  }

  /** Where changes are recorded, they can be followed. */
  private void feed(Exchange exchange) {
    if (site.graph() instanceof Store) {
      Exchange.append(
          exchange.response(),
          "Link",
          "<" + exchange.now().links().redirect("feed") + ">; rel=\"" + Feed.EVENT_STREAM + "\"");
    }
  }

  void dumps(Exchange exchange) {
    dumps(exchange, exchange.now().view().version());
  }

  private void dumps(Exchange exchange, String version) {
    List<Value> earlier = new ArrayList<>();
    if (site.graph() instanceof Store store) {
      long last = store.log().size() - 1;
      List<Entry> entries =
          new ArrayList<>(store.log().entries(last - LISTED + 1, (int) Math.min(last, LISTED)));
      Collections.reverse(entries);
      for (Entry entry : entries) {
        earlier.add(
            Value.link(
                entry.version() + ", " + entry.time(),
                exchange.now().links().page("dumps/" + entry.version())));
      }
    }
    exchange.page(200, exchange.now().pages().dumps(version, earlier));
  }

  /** One dump; its address names the version, so that what it says never changes. */
  void dump(Exchange exchange) {
    String[] pieces = exchange.rest().split("/", -1);
    if (exchange.rest().isEmpty()) {
      dumps(exchange);
      return;
    }
    OptionalLong entry = entry(exchange, pieces[0]);
    if (pieces.length == 1) {
      dumps(exchange, pieces[0]);
      return;
    }
    Dump dump =
        Dump.named(String.join("/", List.of(pieces).subList(1, pieces.length)))
            .orElseThrow(() -> new Refusal(404, "There is no such file among the dumps."));
    boolean compressed = exchange.rest().endsWith(".gz");
    DocumentForm form = dump.form();
    exchange.response().setHeader("Cache-Control", "public, max-age=31536000, immutable");
    exchange.send(
        compressed ? "application/gzip" : form.mediaType(),
        EntityTags.of(
            Digests.sha256(pieces[0]).substring(0, 32),
            dump.file(compressed).substring("ibid.".length())),
        () -> {
          byte[] bytes = write(exchange, entry, form);
          return compressed ? Compression.of(bytes) : bytes;
        });
  }

  private byte[] write(Exchange exchange, OptionalLong entry, DocumentForm form) {
    if (entry.isEmpty()) {
      return exchange.now().writer().write(Publication.whole(exchange.now().view()), form);
    }
    if (!making.tryAcquire()) {
      exchange.response().setHeader("Cache-Control", "no-store");
      throw new Refusal(
              ProblemType.UNAVAILABLE,
              "Another earlier state is being brought together; try again in a moment.")
          .retryAfter(10);
    }
    try {
      View then = ((Store) site.graph()).at(entry.getAsLong());
      return exchange.now().writer().write(Publication.whole(then), form);
    } finally {
      making.release();
    }
  }

  /**
   * The entry of the log that led to a version; nothing for the present one.
   *
   * @throws Refusal if there is no such version, or it can no longer be made
   */
  private OptionalLong entry(Exchange exchange, String version) {
    String present = exchange.now().view().version();
    if (version.equals(present)) {
      return OptionalLong.empty();
    }
    if (!(site.graph() instanceof Store store)) {
      throw new Refusal(
          404,
          "This server has the project's files in their present state alone, which is "
              + present
              + ".");
    }
    Matcher number = VERSION.matcher(version);
    if (!number.matches()
        || Long.parseLong(number.group(1)) < 1
        || Long.parseLong(number.group(1)) > store.log().size()) {
      throw new Refusal(
          404, "There is no version " + version + "; /dumps lists those that there are.");
    }
    long entry = Long.parseLong(number.group(1));
    String made = store.log().entry(entry).version();
    if (!made.equals(version)) {
      throw new Refusal(
          ProblemType.GONE,
          "Version "
              + version
              + " was derived by other rules or comes from another store. After the same change"
              + " there is now "
              + made
              + ".");
    }
    return OptionalLong.of(entry);
  }

  void openApi(Exchange exchange) {
    Publication now = exchange.now();
    byte[] bytes = now.openApi().getBytes(StandardCharsets.UTF_8);
    exchange.send("application/json", EntityTags.ofBytes(bytes, "openapi"), () -> bytes);
  }

  void robots(Exchange exchange) {
    String text =
        """
        # Every IRI answers, so nobody need crawl the pages to have the data:
        # the whole graph is at %s, described at %s.
        # Whoever crawls all the same is welcome to one request a second, and not to the
        # endless space of queries.
        User-agent: *
        Crawl-delay: 1
        Disallow: /sparql
        Allow: /

        Sitemap: %s
        """
            .formatted(
                exchange.now().links().absolute("dumps/"),
                exchange.now().links().absolute(".well-known/void"),
                exchange.now().links().absolute("sitemap.xml"));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.send("text/plain", EntityTags.ofBytes(bytes, "robots"), () -> bytes);
  }

  void sitemap(Exchange exchange) {
    Publication now = exchange.now();
    exchange.send(
        "application/xml",
        EntityTags.of(now.document(Ibid.BASE, now::datasetDescription).tag(), "sitemap"),
        () -> now.sitemap().getBytes(StandardCharsets.UTF_8));
  }
}
