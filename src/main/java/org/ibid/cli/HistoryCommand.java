package org.ibid.cli;

import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.apache.jena.graph.NodeFactory;
import org.ibid.graph.Entry;
import org.ibid.graph.Ibid;
import org.ibid.graph.Log;
import org.ibid.graph.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows who changed a store, when and why, and what exactly. */
@Command(
    name = "history",
    description = {
      "Show the changes of a store, the latest first: all of them, or those of one thing.",
      "It reads the store's log, also while a server has the store open."
    })
final class HistoryCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..1",
      paramLabel = "IRI",
      description =
          "A thing, such as https://w3id.org/ibid/id/actor/pakistan or id/actor/pakistan; or the"
              + " number of an entry, which is then shown whole, as an RDF Patch.")
  private String what;

  @Mixin private Stores store;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "How many to show at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() {
    PrintStream out = main.terminal().out();
    if (!Store.exists(store.folder())) {
      throw new CommandException(store.folder() + " holds no store");
    }
    return Log.read(store.folder(), log -> show(log, out));
  }

  private int show(Log log, PrintStream out) {
    if (what != null && what.matches("\\d{1,15}")) {
      out.print(patch(log, Long.parseLong(what)));
      return ExitCode.OK;
    }
    List<Entry> entries = entries(log);
    for (Entry entry : entries) {
      out.println(
          entry.number()
              + "  "
              + TIME.format(entry.time())
              + "  "
              + entry.author().agent()
              + "  +"
              + entry.added()
              + " -"
              + entry.removed()
              + (entry.author().reason().isEmpty() ? "" : "  " + entry.author().reason()));
    }
    if (entries.isEmpty()) {
      out.println("Nothing was changed of " + what + ".");
      return ExitCode.NEGATIVE;
    }
    return ExitCode.OK;
  }

  private List<Entry> entries(Log log) {
    List<Entry> entries;
    if (what == null) {
      long last = log.size();
      entries = log.entries(Math.max(1, last - limit + 1), limit);
    } else {
      List<Entry> all = log.of(NodeFactory.createURI(Ibid.full(what)));
      entries = all.subList(Math.max(0, all.size() - limit), all.size());
    }
    entries = new ArrayList<>(entries);
    Collections.reverse(entries);
    return entries;
  }

  private static String patch(Log log, long number) {
    try {
      return log.patch(number);
    } catch (NoSuchElementException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
