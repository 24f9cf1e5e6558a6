package org.ibid.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Edit;
import org.ibid.graph.Ibid;
import org.ibid.graph.Place;
import org.ibid.graph.Places;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Span;
import org.ibid.graph.TurtleText;
import org.ibid.graph.TurtleText.Clause;
import org.ibid.graph.TurtleText.Statement;
import org.ibid.graph.View;
import org.ibid.graph.Written;

/**
 * Turns a change of the graph into a change of the text that a person wrote: only the words that
 * must change do.
 */
final class Rewriter {

  /** Edits of one document. */
  record Rewriting(Path file, List<Edit> edits) {}

  private final View view;
  private final Places places;

  Rewriter(View view) {
    this.view = view;
    this.places = view.places();
  }

  /**
   * The edits that make the change, or nothing when the triples do not stand in one document with
   * exact positions.
   *
   * @param near where the finding is: new resources are described in that document
   */
  Optional<Rewriting> edits(List<Triple> deleted, List<Triple> added, Optional<Place> near) {
    List<Written> gone = new ArrayList<>();
    for (Triple triple : deleted) {
      Optional<Written> written = places.written(triple);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      gone.add(written.get());
    }
    SourceFile file = gone.isEmpty() ? null : gone.get(0).file();
    if (file == null) {
      file = documentOf(added, near);
    }
    if (file == null) {
      return Optional.empty();
    }
    for (Written written : gone) {
      if (!written.file().path().equals(file.path())) {
        return Optional.empty();
      }
    }
    TurtleText text = places.text(file);
    if (text.statements().isEmpty()) {
      return Optional.empty();
    }
    return new Session(file, text).run(deleted, gone, added).map(edits -> edits);
  }

  /** The edits that put another address in all places of one document where a resource stands. */
  Optional<Rewriting> renaming(Node resource, Node right, List<Triple> triples) {
    SourceFile file = null;
    TurtleText text = null;
    Set<Span> spans = new LinkedHashSet<>();
    for (Triple triple : triples) {
      Optional<Written> written = places.written(triple);
      if (written.isEmpty() || (file != null && !file.path().equals(written.get().file().path()))) {
        return Optional.empty();
      }
      file = written.get().file();
      text = written.get().text();
      if (triple.getSubject().equals(resource)) {
        spans.add(written.get().said().statement().subject());
      }
      if (triple.getObject().equals(resource)) {
        spans.add(written.get().said().value());
      }
    }
    if (file == null) {
      return Optional.empty();
    }
    String name = new TurtleTerms(text.prefixes(), view.prefixes()).of(right);
    return Optional.of(
        new Rewriting(file.path(), spans.stream().map(span -> new Edit(span, name)).toList()));
  }

  /** The edits that give a value without a name one, and describe it under that name. */
  Optional<Rewriting> naming(Triple triple, List<Triple> own, List<Triple> added) {
    Optional<Written> written = places.written(triple);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    TurtleText text = written.get().text();
    Span value = written.get().said().value();
    Node right = added.get(0).getObject();
    String name = new TurtleTerms(text.prefixes(), view.prefixes()).of(right);
    String words = text.text().substring(value.start(), value.end());
    if (!words.startsWith("[")) {
      List<Triple> all = new ArrayList<>(own);
      all.add(triple);
      return renaming(triple.getObject(), right, all);
    }
    List<Edit> edits = new ArrayList<>(List.of(new Edit(value, name)));
    String inner = words.substring(1, words.length() - 1).strip();
    if (!inner.isEmpty()) {
      String statement = "\n\n" + name + " " + inner.replaceAll("\\s*\\R\\s*", "\n    ") + " .";
      edits.add(new Edit(written.get().said().statement().end().after(), statement));
    }
    return Optional.of(new Rewriting(written.get().file().path(), List.copyOf(edits)));
  }

  /** The edit that gives a resource without a name one, with a word to be changed. */
  Optional<Rewriting> address(Node resource) {
    List<Written> written = places.written(resource);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Span subject = written.get(0).said().statement().subject();
    String words = written.get(0).text().text().substring(subject.start(), subject.end());
    if (!words.replaceAll("\\s", "").equals("[]") && !words.startsWith("_:")) {
      return Optional.empty();
    }
    String kind = "thing";
    for (Node type : G.listSP(view.asserted(), resource, RDF.Nodes.type)) {
      for (Node other : G.listPO(view.asserted(), RDF.Nodes.type, type)) {
        if (other.isURI() && other.getURI().startsWith(Ibid.ID)) {
          String path = other.getURI().substring(Ibid.ID.length());
          kind = path.substring(0, Math.max(0, path.lastIndexOf('/')));
          break;
        }
      }
    }
    String slug = "new-name";
    for (Node label : G.listSP(view.asserted(), resource, RDFS.Nodes.label)) {
      String word =
          label.getLiteralLexicalForm().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      if (word.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        slug = word;
      }
    }
    TurtleTerms terms =
        new TurtleTerms(written.get(0).text().prefixes(), PrefixMapping.Factory.create());
    String name = terms.of(NodeFactory.createURI(Ibid.ID + kind + "/" + slug));
    return Optional.of(
        new Rewriting(written.get(0).file().path(), List.of(new Edit(subject, name))));
  }

  private SourceFile documentOf(List<Triple> added, Optional<Place> near) {
    for (Triple triple : added) {
      List<Written> written = places.written(triple.getSubject());
      for (Written each : written) {
        if (near.isEmpty() || each.file().path().equals(near.get().file())) {
          return each.file();
        }
      }
      if (!written.isEmpty()) {
        return written.get(0).file();
      }
    }
    return near.flatMap(
            place -> view.files().stream().filter(f -> f.path().equals(place.file())).findFirst())
        .orElse(null);
  }

  /** Makes the edits of one document. */
  private final class Session {
    private final SourceFile file;
    private final TurtleText text;
    private final List<Edit> edits = new ArrayList<>();
    private final TurtleTerms terms;

    Session(SourceFile file, TurtleText text) {
      this.file = file;
      this.text = text;
      this.terms = new TurtleTerms(text.prefixes(), view.prefixes());
    }

    Optional<Rewriting> run(List<Triple> deleted, List<Written> gone, List<Triple> added) {
      List<Triple> toAdd = new ArrayList<>(added);
      Map<Clause, Set<Integer>> removed = new LinkedHashMap<>();
      Map<Clause, Statement> owners = new LinkedHashMap<>();
      for (int i = 0; i < deleted.size(); i++) {
        Triple triple = deleted.get(i);
        Written written = gone.get(i);
        Clause clause = written.said().ofClause();
        Triple replacement = replacement(triple, clause, toAdd);
        if (replacement == null) {
          removed.computeIfAbsent(clause, c -> new TreeSet<>()).add(written.said().object());
          owners.put(clause, written.said().statement());
        } else {
          toAdd.remove(replacement);
          boolean samePredicate = replacement.getPredicate().equals(triple.getPredicate());
          edits.add(
              samePredicate
                  ? new Edit(written.said().value(), terms.of(replacement.getObject()))
                  : new Edit(clause.predicate(), terms.predicate(replacement.getPredicate())));
        }
      }
      remove(removed, owners);
      Map<Node, List<Triple>> bySubject = new LinkedHashMap<>();
      toAdd.forEach(t -> bySubject.computeIfAbsent(t.getSubject(), s -> new ArrayList<>()).add(t));
      Set<Clause> left = removed.keySet();
      bySubject.forEach((subject, triples) -> add(subject, triples, left));
      terms
          .newPrefixes()
          .forEach(
              (prefix, namespace) ->
                  edits.add(
                      0,
                      new Edit(
                          text.afterDeclarations(),
                          "\n@prefix " + prefix + ": <" + namespace + "> .")));
      return edits.isEmpty() ? Optional.empty() : Optional.of(new Rewriting(file.path(), merged()));
    }

    private Triple replacement(Triple triple, Clause clause, List<Triple> candidates) {
      for (Triple candidate : candidates) {
        if (candidate.getSubject().equals(triple.getSubject())
            && candidate.getPredicate().equals(triple.getPredicate())) {
          return candidate;
        }
      }
      for (Triple candidate : candidates) {
        if (clause.objects().size() == 1
            && candidate.getSubject().equals(triple.getSubject())
            && candidate.getObject().equals(triple.getObject())) {
          return candidate;
        }
      }
      return null;
    }

    private void remove(Map<Clause, Set<Integer>> removed, Map<Clause, Statement> owners) {
      Map<Statement, Set<Clause>> whole = new LinkedHashMap<>();
      removed.forEach(
          (clause, objects) -> {
            if (objects.size() == clause.objects().size()) {
              whole.computeIfAbsent(owners.get(clause), s -> new LinkedHashSet<>()).add(clause);
            } else {
              removeObjects(clause, objects);
            }
          });
      whole.forEach(this::removeClauses);
    }

    private void removeObjects(Clause clause, Set<Integer> objects) {
      List<Span> all = clause.objects();
      boolean kept = false;
      for (int i = 0; i < all.size(); i++) {
        if (!objects.contains(i)) {
          kept = true;
        } else if (kept) {
          edits.add(new Edit(between(all.get(i - 1).end(), all.get(i).end()), ""));
        } else {
          edits.add(new Edit(between(all.get(i).start(), all.get(i + 1).start()), ""));
        }
      }
    }

    private void removeClauses(Statement statement, Set<Clause> gone) {
      List<Clause> all = statement.clauses();
      if (gone.size() == all.size()) {
        edits.add(new Edit(wholeLines(statement.whole()), ""));
        return;
      }
      boolean kept = false;
      for (int i = 0; i < all.size(); i++) {
        if (!gone.contains(all.get(i))) {
          kept = true;
        } else if (kept) {
          edits.add(new Edit(between(all.get(i - 1).whole().end(), all.get(i).whole().end()), ""));
        } else {
          edits.add(
              new Edit(between(all.get(i).whole().start(), all.get(i + 1).whole().start()), ""));
        }
      }
    }

    private void add(Node subject, List<Triple> triples, Set<Clause> removed) {
      Statement statement = null;
      for (Written written : places.written(subject)) {
        boolean here = written.file().path().equals(file.path());
        if (here && !removed.containsAll(written.said().statement().clauses())) {
          statement = written.said().statement();
          break;
        }
      }
      if (statement == null) {
        describe(subject, triples);
        return;
      }
      List<Clause> clauses = statement.clauses();
      Clause last = clauses.get(clauses.size() - 1);
      StringBuilder lines = new StringBuilder();
      for (Triple triple : triples) {
        lines
            .append(" ;\n")
            .append(indent(statement))
            .append(terms.predicate(triple.getPredicate()))
            .append(' ')
            .append(terms.of(triple.getObject()));
      }
      edits.add(new Edit(last.whole().after(), lines.toString()));
    }

    /** A resource of which the document says nothing yet: after its owner, or at the end. */
    private void describe(Node subject, List<Triple> triples) {
      StringBuilder lines = new StringBuilder("\n\n").append(terms.of(subject));
      String separator = " ";
      for (Triple triple : typeFirst(triples)) {
        lines
            .append(separator)
            .append(terms.predicate(triple.getPredicate()))
            .append(' ')
            .append(terms.of(triple.getObject()));
        separator = " ;\n    ";
      }
      lines.append(" .");
      edits.add(new Edit(placeFor(subject), lines.toString()));
    }

    private Span placeFor(Node subject) {
      Statement best = text.statements().get(text.statements().size() - 1);
      String iri = subject.isURI() ? subject.getURI() : "";
      int dot = iri.lastIndexOf('.');
      if (iri.startsWith(Ibid.ID) && dot > iri.lastIndexOf('/')) {
        String owner = iri.substring(0, iri.indexOf('.', iri.lastIndexOf('/')));
        for (Node other : Places.subjects(file)) {
          if (other.isURI()
              && (other.getURI().equals(owner) || other.getURI().startsWith(owner + "."))) {
            for (Written written : places.written(other)) {
              if (written.file().path().equals(file.path())) {
                best = written.said().statement();
              }
            }
          }
        }
      }
      return best.end().after();
    }

    private String indent(Statement statement) {
      for (Clause clause : statement.clauses()) {
        if (clause.predicate().line() > statement.subject().line()) {
          String line = text.lines().line(clause.predicate().line());
          return line.substring(0, Math.min(line.length(), clause.predicate().column() - 1))
              .replaceAll("\\S", " ");
        }
      }
      return "    ";
    }

    private Span between(int start, int end) {
      return text.lines().span(start, end);
    }

    /** With the line end after it and the empty line before it. */
    private Span wholeLines(Span span) {
      int start = span.start();
      int end = span.end();
      while (end < text.text().length() && " \t\r".indexOf(text.text().charAt(end)) >= 0) {
        end++;
      }
      if (end < text.text().length() && text.text().charAt(end) == '\n') {
        end++;
      }
      if (start > 1 && text.text().startsWith("\n\n", start - 2)) {
        start--;
      }
      return between(start, end);
    }

    /** Several insertions at one place become one, so that their order is kept. */
    private List<Edit> merged() {
      Map<Integer, Edit> inserted = new LinkedHashMap<>();
      List<Edit> result = new ArrayList<>();
      Set<Edit> seen = new HashSet<>();
      for (Edit edit : edits) {
        boolean insertion = edit.span().start() == edit.span().end();
        if (!insertion) {
          if (seen.add(edit)) {
            result.add(edit);
          }
        } else {
          inserted.merge(
              edit.span().start(), edit, (a, b) -> new Edit(a.span(), a.text() + b.text()));
        }
      }
      result.addAll(inserted.values());
      return List.copyOf(result);
    }
  }

  private static Collection<Triple> typeFirst(List<Triple> triples) {
    List<Triple> sorted = new ArrayList<>(triples);
    sorted.sort(Comparator.comparing(t -> !t.getPredicate().equals(RDF.Nodes.type)));
    return sorted;
  }
}
