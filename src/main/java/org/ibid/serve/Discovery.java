package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ibid.graph.Ibid;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Dump;
import org.ibid.publish.Publication;
import org.ibid.publish.RdfDocument;

/** Answers for the dataset as a whole: its description, its dumps, and what robots should know. */
final class Discovery {

  /** The dataset's IRI is the base address: its page is the front page. */
  void dataset(Exchange exchange) {
    Publication now = exchange.now();
    exchange.document(
        exchange.named(), "", now.document(Ibid.BASE, now::datasetDescription), now::home);
  }

  /** The same description at the address that VoID reserves for it. */
  void wellKnown(Exchange exchange) {
    Publication now = exchange.now();
    exchange.document(
        exchange.named(),
        ".well-known/void",
        now.document(Ibid.BASE, now::datasetDescription),
        () -> now.pages().dumps(now.view().version()));
  }

  void dumps(Exchange exchange) {
    Publication now = exchange.now();
    exchange.page(200, now.pages().dumps(now.view().version()));
  }

  /** One dump; its address names the version, so that what it says never changes. */
  void dump(Exchange exchange) {
    Publication now = exchange.now();
    String[] pieces = exchange.rest().split("/", -1);
    String version = now.view().version();
    boolean current = pieces[0].equals(version);
    if (pieces.length == 1 && (current || pieces[0].isEmpty())) {
      dumps(exchange);
      return;
    }
    if (!current) {
      throw new Refusal(
          404, "Dumps are kept of the present state alone, which is " + version + ".");
    }
    Dump dump =
        Dump.named(String.join("/", List.of(pieces).subList(1, pieces.length)))
            .orElseThrow(() -> new Refusal(404, "There is no such file among the dumps."));
    boolean compressed = exchange.rest().endsWith(".gz");
    DocumentForm form = dump.form();
    RdfDocument whole = now.whole();
    exchange.response().setHeader("Cache-Control", "public, max-age=31536000, immutable");
    exchange.send(
        compressed ? "application/gzip" : form.mediaType(),
        EntityTags.of(whole.tag(), dump.file(compressed).substring("ibid.".length())),
        () -> {
          byte[] bytes = now.writer().write(whole, form);
          return compressed ? Compression.of(bytes) : bytes;
        });
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
