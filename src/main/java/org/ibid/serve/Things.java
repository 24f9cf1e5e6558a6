package org.ibid.serve;

import java.io.IOException;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.ibid.graph.Ibid;
import org.ibid.publish.AnswerFormat;
import org.ibid.publish.Iris;
import org.ibid.publish.Links;
import org.ibid.publish.Publication;
import org.ibid.serve.Exchange.Named;

/** Answers for the IRIs of the project: things, the documents about them, graphs, vocabularies. */
final class Things {

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
    AnswerFormat form = exchange.form(named);
    String document = Links.document(iri);
    int hash = document.indexOf('#');
    String file = hash < 0 ? document : document.substring(0, hash);
    String target = form == AnswerFormat.TABLE ? document : file + "." + form.extension();
    exchange.varies();
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
      exchange.varies();
      exchange.redirect(303, now.links().redirect(Links.document(iri)));
      return;
    }
    AnswerFormat form = exchange.form(named);
    if (form == AnswerFormat.TABLE) {
      exchange.page(200, now.page(iri).orElseThrow());
    } else {
      rdf(exchange, now.documents().closure(iri), form, iri);
    }
  }

  void graph(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.BASE + named.name();
    Graph graph = now.documents().named(iri).orElseThrow(() -> exchange.notFound(iri));
    AnswerFormat form = exchange.form(named);
    if (form == AnswerFormat.TABLE) {
      exchange.page(200, now.pages().graph(iri, named.name(), graph.size()));
    } else {
      rdf(exchange, graph, form, iri);
    }
  }

  void vocabulary(Exchange exchange) {
    Publication now = exchange.now();
    Named named = exchange.named();
    String iri = Ibid.BASE + named.name();
    Optional<String> document = now.vocabularies().document(iri);
    if (document.isEmpty()) {
      throw exchange.notFound(iri);
    }
    AnswerFormat form = exchange.form(named);
    if (form == AnswerFormat.TABLE) {
      exchange.page(200, now.pages().vocabulary(now.vocabularies().page(document.get())));
    } else {
      rdf(exchange, now.vocabularies().graph(document.get()), form, document.get());
    }
  }

  static void rdf(Exchange exchange, Graph graph, AnswerFormat form, String iri) {
    exchange.varies();
    exchange.response().addHeader("Link", "<" + iri + ">; rel=\"canonical\"");
    String mediaType = form.mediaTypesForTriples().get(0);
    exchange
        .response()
        .setContentType(mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType);
    try {
      exchange.now().documents().write(graph, form, exchange.response().getOutputStream());
    } catch (IOException e) {
      Headers.cutOff(exchange.request());
    }
  }
}
