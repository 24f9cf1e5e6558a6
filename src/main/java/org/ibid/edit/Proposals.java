package org.ibid.edit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.ibid.edit.EditException.Why;
import org.ibid.graph.Change;
import org.ibid.graph.Closures;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;
import org.ibid.graph.Store;
import org.ibid.graph.View;

/** Makes proposals of the kinds that there are, and holds the rules of each. */
public final class Proposals {

  private static final Pattern CLAIM =
      Pattern.compile(Pattern.quote(Ibid.ID) + "([^/.]+)/claim/([^/.]+)");

  /** The graphs in which editors do not write. */
  private static final Set<Node> NOT_FOR_EDITORS =
      Set.of(
          Ibid.ONTOLOGY_GRAPH,
          Ibid.WIKIDATA_GRAPH,
          Ibid.DERIVED_GRAPH,
          Ibid.SHAPES_GRAPH,
          Ibid.CANDIDATE_GRAPH,
          Ibid.RETRACTED_GRAPH);

  private static final Node RETRACTION = term("Retraction");
  private static final Node RETRACTS = term("retracts");
  private static final Node RETRACTED_AT = term("retractedAt");
  private static final Node RETRACTED_BY = term("retractedBy");
  private static final Node RETRACTION_REASON = term("retractionReason");

  private Proposals() {}

  private static Node term(String name) {
    return NodeFactory.createURI(Ibid.NS + name);
  }

  /** The address of a claim of an article. */
  public static Node claim(String article, String slug) {
    return NodeFactory.createURI(Ibid.ID + article + "/claim/" + slug);
  }

  /** Whether an address is that of a claim: {@code id/<article>/claim/<slug>}. */
  public static boolean isClaim(Node node) {
    return node.isURI() && CLAIM.matcher(node.getURI()).matches();
  }

  // ---- What was retracted

  /** The record of a claim's retraction, if it has been retracted. */
  public static List<Triple> tombstone(View view, Node claim) {
    DatasetGraph dataset = view.dataset();
    if (!claim.isURI() || !dataset.containsGraph(Ibid.RETRACTED_GRAPH)) {
      return List.of();
    }
    Graph retracted = dataset.getGraph(Ibid.RETRACTED_GRAPH);
    return retracted.find(tombstoneOf(claim), Node.ANY, Node.ANY).toList();
  }

  private static Node tombstoneOf(Node claim) {
    return NodeFactory.createURI(claim.getURI() + ".retraction");
  }

  // ---- Kinds of proposal

  /** A new claim, with all that belongs to it and nothing else. */
  public static Proposal create(SourceFile document) {
    Node claim = onlyClaim(document);
    return closure(claim, document, Condition.none(), true);
  }

  /** A claim as the document has it, in place of what the graph says of it. */
  public static Proposal replace(Node claim, SourceFile document, Condition condition) {
    Node described = onlyClaim(document);
    if (!described.equals(claim)) {
      throw new EditException(
          Why.UNSUITABLE,
          "The document describes " + described.getURI() + ", and not " + claim.getURI() + ".");
    }
    if (condition.isNone()) {
      throw noCondition();
    }
    return closure(claim, document, condition, false);
  }

  /**
   * A claim, new or, where a condition is given, in place of what the graph says of it; together
   * with all else that the document describes, which must be new.
   */
  public static Proposal withNewThings(Node claim, SourceFile document, Condition condition) {
    List<Node> things = new ArrayList<>(owners(document).keySet());
    things.remove(claim);
    Proposal alone = closure(claim, document, condition, condition.isNone());
    return new Plain(
        alone.subject(),
        alone.documents(),
        now -> {
          Change ofClaim = alone.on(now);
          Set<Quad> added = new LinkedHashSet<>(ofClaim.added());
          for (Node thing : things) {
            refuseRetracted(now, thing);
            if (!now.closure(thing).isEmpty()) {
              throw new EditException(Why.THERE_ALREADY, thing.getURI() + " is there already.");
            }
            added.addAll(quads(document, thing, Set.of()));
          }
          Change change = Change.of(ofClaim.removed(), added);
          checkPlaces(change);
          return change;
        });
  }

  /** Each resource that the document describes, in place of what the graph says of it. */
  public static Proposal replaceAll(SourceFile document, Condition version) {
    return replaceAll(List.of(document), version);
  }

  /** Each resource that the documents describe, in place of what the graph says of it. */
  public static Proposal replaceAll(List<SourceFile> documents, Condition version) {
    Set<Node> owners = new LinkedHashSet<>();
    documents.forEach(document -> owners.addAll(owners(document).keySet()));
    if (owners.isEmpty()) {
      throw new EditException(Why.UNSUITABLE, "The document says nothing.");
    }
    return new Plain(
        Optional.empty(),
        documents,
        now -> {
          version.check("The graph", Optional.of(now.version()));
          List<Quad> removed = new ArrayList<>();
          List<Quad> added = new ArrayList<>();
          for (Node owner : owners) {
            refuseRetracted(now, owner);
            Set<Quad> present = now.closure(owner);
            removed.addAll(present);
            documents.forEach(document -> added.addAll(quads(document, owner, present)));
          }
          Change change = Change.of(removed, added);
          checkPlaces(change);
          return change;
        });
  }

  /** What a patch removes and adds. */
  public static Proposal patch(Change patch, Condition version) {
    checkSubjects(patch);
    checkPlaces(patch);
    return new Plain(
        Optional.empty(),
        List.of(),
        now -> {
          version.check("The graph", Optional.of(now.version()));
          Map<Node, List<Quad>> added = byOwner(patch.added());
          Map<Node, List<Quad>> removed = byOwner(patch.removed());
          added.keySet().forEach(owner -> refuseRetracted(now, owner));
          for (Node owner : removed.keySet()) {
            if (isClaim(owner) && !added.containsKey(owner)) {
              Set<Quad> present = now.closure(owner);
              if (!present.isEmpty() && patch.removed().containsAll(present)) {
                throw new EditException(
                    Why.UNSUITABLE,
                    "The patch would remove all of "
                        + owner.getURI()
                        + ". A claim is not deleted but retracted, with a reason (DELETE).");
              }
            }
          }
          return patch;
        });
  }

  /**
   * A claim taken back: with all its parts it leaves the graph for that of what is retracted, where
   * a record says when, by whom and why.
   */
  public static Proposal retract(
      Node claim, Condition condition, String agent, String reason, Instant time) {
    if (reason.isBlank()) {
      throw new EditException(Why.UNSUITABLE, "A retraction needs a reason.");
    }
    if (condition.isNone()) {
      throw noCondition();
    }
    return new Plain(
        Optional.of(claim),
        List.of(),
        now -> {
          refuseRetracted(now, claim);
          Set<Quad> closure = present(now, claim);
          condition.check(claim.getURI(), tag(closure));
          List<Quad> added = new ArrayList<>();
          closure.forEach(quad -> added.add(Quad.create(Ibid.RETRACTED_GRAPH, quad.asTriple())));
          Node tombstone = tombstoneOf(claim);
          Map<Node, Node> says = new LinkedHashMap<>();
          says.put(RDF.type.asNode(), RETRACTION);
          says.put(RETRACTS, claim);
          says.put(
              RETRACTED_AT,
              NodeFactory.createLiteralDT(
                  time.truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime));
          says.put(RETRACTED_BY, NodeFactory.createLiteralString(agent));
          says.put(RETRACTION_REASON, NodeFactory.createLiteralString(reason.strip()));
          says.forEach((p, o) -> added.add(Quad.create(Ibid.RETRACTED_GRAPH, tombstone, p, o)));
          return Change.of(closure, added);
        }) {
      @Override
      public boolean mayLeaveOthersBroken() {
        return true;
      }
    };
  }

  /** Everything as it was after an entry of the log. */
  public static Proposal restore(Store store, long entry, Condition version) {
    checkEntry(store, entry);
    return new Plain(
        Optional.empty(),
        List.of(),
        now -> {
          version.check("The graph", Optional.of(now.version()));
          return store.differenceTo(entry);
        });
  }

  /** One resource with its parts as it was after an entry of the log. */
  public static Proposal restore(Store store, long entry, Node resource, Condition condition) {
    checkEntry(store, entry);
    Node owner = Closures.owner(resource);
    return new Plain(
        Optional.of(owner),
        List.of(),
        now -> {
          Set<Quad> present = now.closure(owner);
          condition.check(owner.getURI(), tag(present));
          Change change = store.differenceTo(entry, owner);
          Set<Quad> then = new LinkedHashSet<>(present);
          then.removeAll(change.removed());
          then.addAll(change.added());
          then.removeIf(quad -> quad.getGraph().equals(Ibid.RETRACTED_GRAPH));
          if (then.isEmpty()) {
            throw new EditException(
                Why.UNSUITABLE,
                owner.getURI()
                    + " was not there after entry "
                    + entry
                    + "; to take back a claim, retract it (DELETE).");
          }
          return change;
        });
  }

  // ---- Rules that several kinds share

  /** A proposal that is what its parts say. */
  private static class Plain implements Proposal {
    private final Optional<Node> subject;
    private final List<SourceFile> documents;
    private final Function<View, Change> change;

    Plain(Optional<Node> subject, List<SourceFile> documents, Function<View, Change> change) {
      this.subject = subject;
      this.documents = documents;
      this.change = change;
    }

    @Override
    public Change on(View now) {
      return change.apply(now);
    }

    @Override
    public List<SourceFile> documents() {
      return documents;
    }

    @Override
    public Optional<Node> subject() {
      return subject;
    }
  }

  private static Proposal closure(
      Node claim, SourceFile document, Condition condition, boolean create) {
    return new Plain(
        Optional.of(claim),
        List.of(document),
        now -> {
          refuseRetracted(now, claim);
          Set<Quad> present = now.closure(claim);
          if (create && !present.isEmpty()) {
            throw new EditException(
                Why.THERE_ALREADY,
                claim.getURI() + " is there already; to change it, send it with PUT and its tag.");
          }
          condition.check(claim.getURI(), tag(present));
          Change change = Change.of(present, quads(document, claim, present));
          checkPlaces(change);
          return change;
        });
  }

  /** The tag of a closure, if it is there. */
  static Optional<String> tag(Collection<Quad> closure) {
    return closure.isEmpty()
        ? Optional.empty()
        : Optional.of(Closures.tag(closure.stream().map(Quad::asTriple).toList()));
  }

  private static EditException noCondition() {
    return new EditException(
        Why.NO_CONDITION,
        "Say which state your change is for: its tag in If-Match, or If-None-Match: * for a claim"
            + " that is to be new.");
  }

  private static Set<Quad> present(View now, Node claim) {
    Set<Quad> closure = now.closure(claim);
    if (closure.isEmpty()) {
      throw new EditException(Why.NOT_THERE, claim.getURI() + " names nothing here.");
    }
    return closure;
  }

  private static void refuseRetracted(View now, Node owner) {
    if (!tombstone(now, owner).isEmpty()) {
      throw new EditException(
          Why.RETRACTED,
          owner.getURI()
              + " has been retracted. Its address says why; an earlier state of it can be restored"
              + " from the history.");
    }
  }

  /** The one claim that a document describes. */
  private static Node onlyClaim(SourceFile document) {
    Map<Node, SourceFile.Position> owners = owners(document);
    List<Node> claims = owners.keySet().stream().filter(Proposals::isClaim).toList();
    if (claims.size() != 1) {
      throw new EditException(
          Why.UNSUITABLE,
          claims.isEmpty()
              ? "The document describes no claim: a claim's address is "
                  + Ibid.ID
                  + "<article>/claim/<name>. Other things are sent to /changes."
              : "The document describes "
                  + claims.size()
                  + " claims, and one is expected. Several are sent to /changes, in one piece.");
    }
    for (Map.Entry<Node, SourceFile.Position> owner : owners.entrySet()) {
      if (!owner.getKey().equals(claims.get(0))) {
        throw new EditException(
            Why.UNSUITABLE,
            "The document also speaks of "
                + owner.getKey()
                + ", which is no part of the claim (its parts have its address, a dot and a role)."
                + " A claim together with other things is sent to /changes, in one piece.",
            owner.getValue().line(),
            owner.getValue().column());
      }
    }
    return claims.get(0);
  }

  /** The resources that a document describes, each with the place where it first does. */
  private static Map<Node, SourceFile.Position> owners(SourceFile document) {
    Map<Node, SourceFile.Position> owners = new LinkedHashMap<>();
    for (int i = 0; i < document.triples().size(); i++) {
      Triple triple = document.triples().get(i);
      SourceFile.Position position = document.positions().get(i);
      checkSubject(triple.getSubject(), position);
      if (triple.getObject().isBlank()) {
        throw nameless(position);
      }
      owners.putIfAbsent(Closures.owner(triple.getSubject()), position);
    }
    return owners;
  }

  private static void checkSubjects(Change patch) {
    SourceFile.Position nowhere = new SourceFile.Position(0, 0);
    for (Set<Quad> quads : List.of(patch.removed(), patch.added())) {
      for (Quad quad : quads) {
        checkSubject(quad.getSubject(), nowhere);
        if (quad.getObject().isBlank()) {
          throw nameless(nowhere);
        }
      }
    }
  }

  private static void checkSubject(Node subject, SourceFile.Position position) {
    if (subject.isBlank()) {
      throw nameless(position);
    }
    if (!subject.isURI() || !subject.getURI().startsWith(Ibid.ID)) {
      throw new EditException(
          Why.UNSUITABLE,
          subject
              + " is not a thing of the data, whose addresses begin with "
              + Ibid.ID
              + ". Ontology, shapes and rules are files of the project.",
          position.line(),
          position.column());
    }
  }

  private static EditException nameless(SourceFile.Position position) {
    return new EditException(
        Why.UNSUITABLE,
        "Every node has an address: give a part its owner's address, a dot and a role, instead of"
            + " [ … ] or _:name.",
        position.line(),
        position.column());
  }

  /** Nothing may land in a graph that is not for editors, whatever its address looks like. */
  private static void checkPlaces(Change change) {
    for (Set<Quad> quads : List.of(change.removed(), change.added())) {
      for (Quad quad : quads) {
        if (NOT_FOR_EDITORS.contains(quad.getGraph())
            || !quad.getGraph().isURI()
            || !quad.getGraph().getURI().matches(Pattern.quote(Ibid.GRAPH) + "[a-z0-9-]+")) {
          throw new EditException(
              Why.UNSUITABLE,
              quad.getSubject()
                  + " would stand in "
                  + quad.getGraph()
                  + ", which is not a graph that editors write.");
        }
      }
    }
  }

  private static void checkEntry(Store store, long entry) {
    try {
      store.log().entry(entry);
    } catch (NoSuchElementException e) {
      throw new EditException(Why.NOT_THERE, "There is no entry " + entry + " in the history.");
    }
  }

  /** What the document says of a resource: where the resource stands now, or where it belongs. */
  private static List<Quad> quads(SourceFile document, Node owner, Set<Quad> present) {
    Node graph = Ibid.graphFor(owner);
    for (Quad quad : present) {
      if (quad.getSubject().equals(owner)) {
        graph = quad.getGraph();
        break;
      }
    }
    List<Quad> quads = new ArrayList<>();
    for (Triple triple : document.triples()) {
      if (Closures.owner(triple.getSubject()).equals(owner)) {
        quads.add(Quad.create(graph, triple));
      }
    }
    return quads;
  }

  private static Map<Node, List<Quad>> byOwner(Set<Quad> quads) {
    Map<Node, List<Quad>> owners = new LinkedHashMap<>();
    for (Quad quad : quads) {
      owners
          .computeIfAbsent(Closures.owner(quad.getSubject()), owner -> new ArrayList<>())
          .add(quad);
    }
    return owners;
  }
}
