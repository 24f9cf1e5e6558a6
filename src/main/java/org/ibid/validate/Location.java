package org.ibid.validate;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.ibid.graph.Place;
import org.ibid.graph.Span;
import org.ibid.graph.View;
import org.ibid.graph.Written;

/**
 * Says where the triple is written that breaks a rule: the value that is wrong or too many, however
 * many steps lead to it; for something absent, where the resource is first described.
 *
 * @param place line and column, when a document is known
 * @param span the words, when the document has exact positions
 */
record Location(Optional<Place> place, Optional<Span> span) {

  static Location of(View view, Node resource, Path path, List<Node> values) {
    Triple triple = path == null || values.isEmpty() ? null : wrong(view, resource, path, values);
    if (triple == null && path == null && values.size() == 1) {
      // A rule in SPARQL names a value that the resource has somewhere.
      triple = first(view, view.asserted().find(resource, Node.ANY, values.get(0)).toList());
      if (triple == null && resource.isURI()) {
        // Or a part of it has the value.
        String part = resource.getURI() + ".";
        triple =
            first(
                view,
                view.asserted()
                    .find(Node.ANY, Node.ANY, values.get(0))
                    .filterKeep(
                        t -> t.getSubject().isURI() && t.getSubject().getURI().startsWith(part))
                    .toList());
      }
    }
    if (triple != null) {
      Optional<Place> place =
          view.placeOf(triple.getSubject(), triple.getPredicate(), triple.getObject());
      Optional<Span> span =
          view.places().written(triple).map(Written::said).map(said -> said.value());
      return at(place, span);
    }
    Optional<Span> subject =
        view.places().written(resource).stream()
            .findFirst()
            .map(written -> written.said().statement().subject());
    return at(view.places().ofSubject(resource), subject);
  }

  private static Location at(Optional<Place> place, Optional<Span> span) {
    return new Location(
        place.map(p -> span.map(s -> new Place(p.file(), s.line(), s.column())).orElse(p)), span);
  }

  private static Triple wrong(View view, Node resource, Path path, List<Node> values) {
    if (values.size() == 1) {
      return last(view, resource, path, values.get(0));
    }
    // Too many values: the first of them may stay.
    if (path instanceof P_Link link) {
      List<Triple> written =
          view.places().values(resource, link.getNode()).stream()
              .filter(triple -> values.contains(triple.getObject()))
              .toList();
      return written.size() > 1 ? written.get(1) : null;
    }
    return last(view, resource, path, values.get(1));
  }

  /** The last triple on the way to a value. */
  private static Triple last(View view, Node start, Path path, Node value) {
    Graph graph = view.asserted();
    if (path instanceof P_Link link) {
      Triple triple = Triple.create(start, link.getNode(), value);
      return graph.contains(triple) ? triple : null;
    }
    if (path instanceof P_Inverse inverse) {
      return last(view, value, inverse.getSubPath(), start);
    }
    if (path instanceof P_Alt either) {
      Triple left = last(view, start, either.getLeft(), value);
      return left == null ? last(view, start, either.getRight(), value) : left;
    }
    if (path instanceof P_Seq sequence) {
      for (Node middle : ShaclPaths.valueNodes(graph, start, sequence.getLeft())) {
        if (ShaclPaths.valueNodes(graph, middle, sequence.getRight()).contains(value)) {
          return last(view, middle, sequence.getRight(), value);
        }
      }
      return null;
    }
    return first(view, graph.find(Node.ANY, Node.ANY, value).toList());
  }

  private static Triple first(View view, List<Triple> triples) {
    return triples.stream()
        .filter(triple -> view.places().written(triple).isPresent())
        .findFirst()
        .orElse(triples.isEmpty() ? null : triples.get(0));
  }
}
