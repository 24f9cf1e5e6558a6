package org.ibid.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Remembers how the last changes changed the graph, with what followed from them by the rules. */
final class RecentChanges {

  /** Older changes are forgotten when there are more quads. */
  private static final int MOST_QUADS = 300_000;

  private record Recent(long number, Change change) {
    int size() {
      return change.removed().size() + change.added().size();
    }
  }

  private final Deque<Recent> recent = new ArrayDeque<>();
  private int quads;

  /** Takes note of the change that an entry of the log made. */
  synchronized void add(long number, Change change) {
    if (!recent.isEmpty() && recent.getLast().number() != number - 1) {
      recent.clear();
      quads = 0;
    }
    Recent last = new Recent(number, change);
    recent.addLast(last);
    quads += last.size();
    while (quads > MOST_QUADS) {
      quads -= recent.removeFirst().size();
    }
  }

  /** What all entries after one, as far as another, changed; nothing when that is not known. */
  synchronized Optional<Change> after(long from, long to) {
    Change all = Change.none();
    long known = 0;
    for (Recent one : recent) {
      if (one.number() > from && one.number() <= to) {
        all = all.then(one.change());
        known++;
      }
    }
    return known == to - from ? Optional.of(all) : Optional.empty();
  }
}
