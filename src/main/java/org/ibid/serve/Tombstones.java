package org.ibid.serve;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.edit.Proposals;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Value;

/** Answers for what has been retracted: that it is gone, since when, by whom and why. */
final class Tombstones {

  private Tombstones() {}

  /** Answers if the IRI is that of something retracted, or of a part of it. */
  static boolean answer(Exchange exchange, String iri) {
    Node owner = Closures.owner(NodeFactory.createURI(iri));
    List<Triple> tombstone = Proposals.tombstone(exchange.now().view(), owner);
    if (tombstone.isEmpty()) {
      return false;
    }
    DocumentForm form = exchange.form(exchange.named());
    if (form == DocumentForm.HTML) {
      throw new Refusal(
              ProblemType.GONE,
              owner.getURI()
                  + " was retracted on "
                  + value(tombstone, "retractedAt").replaceAll("T.*", "")
                  + " by "
                  + value(tombstone, "retractedBy")
                  + ": "
                  + value(tombstone, "retractionReason"))
          .suggesting(
              List.of(
                  Value.link(
                      "its history", exchange.now().links().page(History.of(owner.getURI())))));
    }
    Graph graph = GraphFactory.createDefaultGraph();
    tombstone.forEach(graph::add);
    exchange.response().setStatus(410);
    Things.rdf(exchange, graph, form, owner.getURI());
    return true;
  }

  private static String value(List<Triple> tombstone, String name) {
    Optional<Triple> found =
        tombstone.stream()
            .filter(triple -> triple.getPredicate().getURI().equals(Ibid.NS + name))
            .findFirst();
    return found.map(triple -> triple.getObject().getLiteralLexicalForm()).orElse("");
  }
}
