package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem.GraphMemFast;
import org.apache.jena.sparql.core.Quad;

/**
 * Brings together what was changed in data files and what was changed in a store since the two last
 * agreed. It looks at each resource with its parts: who alone changed it is right; where both did,
 * and not alike, it is a conflict.
 *
 * @param change what leads the store to the state in which both changes are made
 * @param added the resources that the files bring
 * @param changed the resources that the files change
 * @param removed the resources that the files have no longer
 * @param conflicts the resources that both changed, each differently
 * @param ontology whether the ontology is another one
 */
public record FileMerge(
    Change change,
    List<Node> added,
    List<Node> changed,
    List<Node> removed,
    List<Conflict> conflicts,
    boolean ontology) {

  /**
   * A resource that store and files both changed.
   *
   * @param resource the resource, owner of its parts
   * @param store what the store says of it; nothing when it was removed there
   * @param files what the files say of it; nothing when it was removed there
   */
  public record Conflict(Node resource, Set<Quad> store, Set<Quad> files) {}

  /**
   * Brings both together.
   *
   * @param base what both said when they last agreed, as {@link #digests} gives it
   * @param store what the store says now, without the ontology
   * @param files what the files say now
   * @param concerned which resources are looked at; the others stay as the store has them
   */
  public static FileMerge of(
      Map<Node, String> base,
      Collection<Quad> store,
      Collection<Quad> files,
      Predicate<Node> concerned) {
    Map<Node, Set<Quad>> ours = byOwner(store);
    Map<Node, Set<Quad>> theirs = byOwner(files);
    Set<Node> all = new TreeSet<>(DataFiles.byAddress());
    all.addAll(ours.keySet());
    all.addAll(theirs.keySet());
    List<Quad> gone = new ArrayList<>();
    List<Quad> come = new ArrayList<>();
    List<Node> added = new ArrayList<>();
    List<Node> changed = new ArrayList<>();
    List<Node> removed = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (Node owner : all) {
      Set<Quad> here = ours.getOrDefault(owner, Set.of());
      Set<Quad> there = theirs.getOrDefault(owner, Set.of());
      if (!concerned.test(owner) || here.equals(there)) {
        continue;
      }
      String before = base.getOrDefault(owner, "");
      if (digest(there).equals(before)) {
        // Only the store changed it.
        continue;
      }
      if (!digest(here).equals(before)) {
        conflicts.add(new Conflict(owner, here, there));
        continue;
      }
      (here.isEmpty() ? added : there.isEmpty() ? removed : changed).add(owner);
      here.stream().filter(quad -> !there.contains(quad)).forEach(gone::add);
      there.stream().filter(quad -> !here.contains(quad)).forEach(come::add);
    }
    return new FileMerge(Change.of(gone, come), added, changed, removed, conflicts, false);
  }

  /**
   * The same, with the ontology of the files in place of that of the store, unless the two say the
   * same.
   */
  public FileMerge withOntology(Collection<Quad> store, Collection<Quad> files) {
    Set<Quad> here = new LinkedHashSet<>(store);
    Set<Quad> there = new LinkedHashSet<>(files);
    if (graph(here).isIsomorphicWith(graph(there))) {
      return this;
    }
    List<Quad> gone = new ArrayList<>(change.removed());
    List<Quad> come = new ArrayList<>(change.added());
    here.stream().filter(quad -> !there.contains(quad)).forEach(gone::add);
    there.stream().filter(quad -> !here.contains(quad)).forEach(come::add);
    return new FileMerge(Change.of(gone, come), added, changed, removed, conflicts, true);
  }

  /** The same, with the side of the files taken in each conflict. */
  public FileMerge preferringFiles() {
    List<Quad> gone = new ArrayList<>(change.removed());
    List<Quad> come = new ArrayList<>(change.added());
    List<Node> more = new ArrayList<>(changed);
    for (Conflict conflict : conflicts) {
      more.add(conflict.resource());
      gone.addAll(conflict.store());
      come.addAll(conflict.files());
    }
    return new FileMerge(Change.of(gone, come), added, more, removed, List.of(), ontology);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return change.isEmpty() && conflicts.isEmpty();
  }

  private static Graph graph(Collection<Quad> quads) {
    Graph graph = new GraphMemFast();
    quads.forEach(quad -> graph.add(quad.asTriple()));
    return graph;
  }

  private static Map<Node, Set<Quad>> byOwner(Collection<Quad> quads) {
    Map<Node, Set<Quad>> byOwner = new HashMap<>();
    for (Quad quad : quads) {
      byOwner
          .computeIfAbsent(Closures.owner(quad.getSubject()), o -> new LinkedHashSet<>())
          .add(quad);
    }
    return byOwner;
  }

  /** What each resource with its parts says, as a digest. */
  public static Map<Node, String> digests(Collection<Quad> quads) {
    Map<Node, String> digests = new TreeMap<>(DataFiles.byAddress());
    byOwner(quads).forEach((owner, closure) -> digests.put(owner, digest(closure)));
    return digests;
  }

  private static String digest(Set<Quad> closure) {
    if (closure.isEmpty()) {
      return "";
    }
    Map<Node, List<Triple>> byGraph = new TreeMap<>(Comparator.comparing(Node::toString));
    for (Quad quad : closure) {
      byGraph.computeIfAbsent(quad.getGraph(), g -> new ArrayList<>()).add(quad.asTriple());
    }
    StringBuilder all = new StringBuilder();
    byGraph.forEach((graph, triples) -> all.append(graph).append(Closures.tag(triples)));
    return Digests.sha256(all.toString()).substring(0, 32);
  }
}
