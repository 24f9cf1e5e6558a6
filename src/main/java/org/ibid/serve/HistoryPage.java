package org.ibid.serve;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Entry;
import org.ibid.graph.Store;
import org.ibid.publish.HistoryLine;
import org.ibid.publish.Publication;
import org.ibid.publish.Value;

/** Makes the pages of the history. */
final class HistoryPage {

  private static final int RESOURCES_SHOWN = 200;
  private static final int LINES_SHOWN = 400;

  /** So many changes are shown on the page of what they changed. */
  private static final int LATEST = 3;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HistoryPage() {}

  static String list(Publication now, String iri, List<Entry> entries, Optional<String> nextPage) {
    return now.pages()
        .history(
            iri == null ? null : now.value(iri),
            entries.stream().map(entry -> line(now, entry, List.of())).toList(),
            nextPage.map(page -> Value.link("Older changes", now.links().page(page))).orElse(null));
  }

  /** The latest changes of a thing, the last one first; none where no history is kept. */
  static List<HistoryLine> latest(ClaimGraph graph, Publication now, String iri) {
    if (!(graph instanceof Store store)) {
      return List.of();
    }
    List<Entry> entries = store.log().of(NodeFactory.createURI(iri));
    return entries.subList(Math.max(0, entries.size() - LATEST), entries.size()).reversed().stream()
        .map(entry -> line(now, entry, List.of()))
        .toList();
  }

  static String entry(Publication now, Entry entry, Change change) {
    List<Value> resources =
        History.touched(change).stream().limit(RESOURCES_SHOWN).map(now::value).toList();
    List<String> lines = change.toPatch().lines().limit(LINES_SHOWN + 1L).toList();
    boolean whole = lines.size() <= LINES_SHOWN;
    return now.pages()
        .historyEntry(
            line(now, entry, resources),
            lines.stream().limit(LINES_SHOWN).collect(Collectors.joining("\n")),
            whole);
  }

  private static HistoryLine line(Publication now, Entry entry, List<Value> resources) {
    String number = Long.toString(entry.number());
    return new HistoryLine(
        Value.link(number, now.links().page("history/" + number)),
        entry.time().toString(),
        DAY.format(entry.time()),
        entry.author().agent(),
        entry.author().reason(),
        entry.added(),
        entry.removed(),
        resources);
  }
}
