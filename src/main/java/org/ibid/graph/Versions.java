package org.ibid.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/**
 * Shows a log as versions: each entry gives one for each thing of the data that it touched. They
 * are numbered from 1 on, by entry and then by IRI; what has a number keeps it.
 *
 * <p>Any thread may use it at any time.
 */
public final class Versions {

  /**
   * A thing as an entry of the log left it.
   *
   * @param number its place among all versions
   * @param entry the number of the entry
   * @param time when that was
   * @param of the thing
   * @param first whether the thing was not there before
   * @param says what is said of it and of its parts; nothing when it is no longer there
   */
  public record Version(
      long number, long entry, Instant time, Node of, boolean first, Set<Triple> says) {}

  private final Log log;

  /** How many versions there are up to and with each entry. */
  private final List<Long> upTo = new ArrayList<>();

  /**
   * What the entry that was looked at last touched: long entries are gone through piece by piece.
   */
  private long lookedAt;

  private List<String> touched = List.of();

  public Versions(Log log) {
    this.log = log;
  }

  /** How many there are now. */
  public synchronized long size() {
    for (long entry = upTo.size() + 1L; entry <= log.size(); entry++) {
      upTo.add(before(entry) + touched(entry).size());
    }
    return upTo.isEmpty() ? 0 : upTo.get(upTo.size() - 1);
  }

  private long before(long entry) {
    return entry == 1 ? 0 : upTo.get((int) entry - 2);
  }

  /** The IRIs of the things that an entry touched, in order. */
  private List<String> touched(long entry) {
    if (lookedAt != entry) {
      Set<String> things = new TreeSet<>();
      log.read(entry, quad -> note(quad, things), quad -> note(quad, things));
      touched = List.copyOf(things);
      lookedAt = entry;
    }
    return touched;
  }

  private static void note(Quad quad, Set<String> things) {
    Node owner = Closures.owner(quad.getSubject());
    if (counts(quad) && owner.isURI() && owner.getURI().startsWith(Ibid.ID)) {
      things.add(owner.getURI());
    }
  }

  private static boolean counts(Quad quad) {
    return !quad.getGraph().equals(Ibid.RETRACTED_GRAPH);
  }

  /** Says when versions came about. */
  public record Span(Instant from, Instant to) {}

  /** When the first and the last of some versions came about. */
  public synchronized Span span(long from, long to) {
    Instant earliest = null;
    Instant latest = null;
    for (long entry = entryOf(from); entry <= entryOf(to); entry++) {
      Instant time = log.entry(entry).time();
      earliest = earliest == null || time.isBefore(earliest) ? time : earliest;
      latest = latest == null || time.isAfter(latest) ? time : latest;
    }
    return new Span(earliest, latest);
  }

  /** The entry that a version comes from. */
  private long entryOf(long number) {
    int low = 0;
    int high = upTo.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (upTo.get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + 1L;
  }

  /**
   * The versions of these numbers, as far as there are such, in order.
   *
   * @param from the number of the first
   * @param to the number of the last
   */
  public List<Version> between(long from, long to) {
    record Key(long entry, String iri) {}
    List<Key> keys = new ArrayList<>();
    synchronized (this) {
      long last = Math.min(to, size());
      for (long number = from; number <= last; number++) {
        long entry = entryOf(number);
        keys.add(new Key(entry, touched(entry).get((int) (number - before(entry) - 1))));
      }
    }
    Map<Node, Set<Quad>> states = new HashMap<>();
    Set<Long> entries = new TreeSet<>();
    for (Key key : keys) {
      Node thing = NodeFactory.createURI(key.iri());
      states.put(thing, new LinkedHashSet<>());
      log.of(thing).stream()
          .map(Entry::number)
          .filter(entry -> entry <= key.entry())
          .forEach(entries::add);
    }
    Map<Key, Version> versions = new HashMap<>();
    Set<Key> wanted = new HashSet<>(keys);
    long place = from;
    Map<Key, Long> numbers = new HashMap<>();
    for (Key key : keys) {
      numbers.put(key, place++);
    }
    for (long entry : entries) {
      Set<Node> here = new LinkedHashSet<>();
      Map<Node, Boolean> empty = new HashMap<>();
      log.read(
          entry,
          quad -> follow(quad, states, here, empty, false),
          quad -> follow(quad, states, here, empty, true));
      Instant time = log.entry(entry).time();
      for (Node thing : here) {
        Key key = new Key(entry, thing.getURI());
        if (wanted.contains(key)) {
          Set<Triple> says = new LinkedHashSet<>();
          states.get(thing).forEach(quad -> says.add(quad.asTriple()));
          versions.put(
              key, new Version(numbers.get(key), entry, time, thing, empty.get(thing), says));
        }
      }
    }
    return keys.stream().map(versions::get).toList();
  }

  private static void follow(
      Quad quad,
      Map<Node, Set<Quad>> states,
      Set<Node> here,
      Map<Node, Boolean> empty,
      boolean added) {
    Node thing = Closures.owner(quad.getSubject());
    Set<Quad> state = states.get(thing);
    if (state == null || !counts(quad)) {
      return;
    }
    here.add(thing);
    empty.putIfAbsent(thing, state.isEmpty());
    if (added) {
      state.add(quad);
    } else {
      state.remove(quad);
    }
  }
}
