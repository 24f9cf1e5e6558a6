package org.ibid.serve;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Ibid;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Iris;
import org.ibid.publish.Links;
import org.ibid.publish.Publication;
import org.ibid.publish.RdfDocument;
import org.ibid.publish.Vocabularies;
import org.ibid.serve.Exchange.Named;

/** Answers for the IRIs of the project: things, the documents about them, graphs, vocabularies. */
final class Things {

  private final Site site;

  Things(Site site) {
    this.site = site;
  }

  /** A thing is not its description: the way from one to the other is a 303. */
  void thing(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.BASE + named.name();
    if (!now.describes(iri)) {
      if (Tombstones.answer(exchange, iri)) {
        return;
      }
      throw exchange.notFound(iri);
    }
    DocumentForm form = exchange.form(named);
    String document = Links.document(iri);
    int hash = document.indexOf('#');
    String file = hash < 0 ? document : document.substring(0, hash);
    String target = form == DocumentForm.HTML ? document : Links.inForm(file, form);
    exchange
        .response()
        .setHeader("Link", "<" + now.links().redirect(file) + ">; rel=\"describedby\"");
    exchange.redirect(303, now.links().redirect(target));
  }

  void document(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.ID + named.name().substring("doc/".length());
    if (!now.describes(iri)) {
      if (Tombstones.answer(exchange, iri)) {
        return;
      }
      throw exchange.notFound(iri);
    }
    if (!Iris.role(iri).isEmpty()) {
      exchange.redirect(303, now.links().redirect(Links.document(iri)));
      return;
    }
    exchange.response().setHeader("Link", "<" + iri + ">; rel=\"describes\"");
    exchange.document(
        named,
        named.name(),
        now.documents().about(iri),
        () -> now.page(iri, HistoryPage.latest(site.graph(), now, iri)).orElseThrow());
  }

  void graph(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.BASE + named.name();
    Graph graph = now.graph(iri).orElseThrow(() -> exchange.notFound(iri));
    exchange.document(
        named,
        named.name(),
        now.document(iri, () -> graph),
        () -> now.pages().graph(iri, named.name(), graph.size()));
  }

  /** The terms of a vocabulary have hashes in their IRIs: its document is about all of them. */
  void vocabulary(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.BASE + named.name();
    Vocabularies vocabularies = now.vocabularies();
    String document = vocabularies.document(iri).orElseThrow(() -> exchange.notFound(iri));
    Supplier<Graph> graph = () -> vocabularies.graph(document);
    exchange.document(
        named,
        Links.document(document),
        now.document(document, graph),
        () -> now.pages().vocabulary(vocabularies.page(document)));
  }

  /** Sends triples that are no document of their own, with the status that is already set. */
  static void rdf(Exchange exchange, Graph graph, DocumentForm form, String iri) {
    Exchange.append(exchange.response(), "Link", "<" + iri + ">; rel=\"canonical\"");
    RdfDocument document = RdfDocument.of(iri, "", NodeFactory.createURI(iri), () -> graph);
    exchange.send(
        exchange.response().getStatus(),
        form.mediaType(),
        exchange.now().writer().write(document, form));
  }

  /** The context that makes readable JSON of the documents. */
  void context(Exchange exchange) {
    exchange.response().setHeader("Cache-Control", "public, max-age=3600");
    exchange.send(
        "application/ld+json",
        EntityTags.of(exchange.now().view().version(), "context"),
        () -> exchange.now().context().document().getBytes(StandardCharsets.UTF_8));
  }
}
