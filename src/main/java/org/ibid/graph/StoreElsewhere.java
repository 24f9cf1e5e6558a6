package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.shared.PrefixMapping;

/**
 * The graph of a store that another process has open. Its state is read from the log, which anybody
 * may read at any time; changes are handed to that process, which makes them only if nobody else
 * has changed the store meanwhile.
 *
 * <p>It is for one thread.
 */
public final class StoreElsewhere extends StoredGraph {

  /** After so many attempts others have always been quicker. */
  private static final int ATTEMPTS = 5;

  /** Hands changes to the process that has the store open. */
  public interface Keeper {

    /**
     * Has a change made.
     *
     * @param mark the {@link Log#mark() mark} of the state that it is meant for
     * @return the number of the entry; nothing when the store is in another state, and nothing was
     *     changed
     */
    OptionalLong make(Change change, String mark, Author author);
  }

  private final Keeper keeper;
  private Log log;
  private View view;

  private StoreElsewhere(
      Home home,
      Path folder,
      Keeper keeper,
      Log log,
      PrefixMapping prefixes,
      Derivation derivation) {
    super(home, folder, new StoreViews(prefixes), derivation);
    this.keeper = keeper;
    this.log = log;
  }

  /**
   * Reads the log of a store that another process has open.
   *
   * @throws StoreException if there is no store, or its log is damaged
   */
  public static StoreElsewhere open(Home home, Path folder, Keeper keeper) {
    Log log = reading(folder);
    try {
      PrefixMapping prefixes = PrefixMapping.Factory.create().setNsPrefixes(log.prefixes()).lock();
      Derivation derivation = new RulesAnew(Rules.read(home, prefixes));
      log.follow(derivation.digest());
      return new StoreElsewhere(home, folder, keeper, log, prefixes, derivation);
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  private static Log reading(Path folder) {
    try {
      return Log.reading(folder);
    } catch (IOException e) {
      throw new StoreException(folder.toString(), "the log cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the log again, to its present end. */
  private void refresh() {
    Log fresh = reading(folder);
    fresh.follow(derivation.digest());
    log.close();
    log = fresh;
    view = null;
  }

  @Override
  public Log log() {
    return log;
  }

  @Override
  public View view() {
    if (view == null) {
      view = views.inMemory(log.last().version(), log.state(log.size()), derivation);
    }
    return view;
  }

  @Override
  public <T> T read(Supplier<T> work) {
    return work.get();
  }

  /** Does the work; when others are quicker with a change, does it again with their state. */
  @Override
  public <T> T write(Function<Writing, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.apply(new WorkElsewhere());
      } catch (Overtaken e) {
        if (attempt == ATTEMPTS) {
          throw new StoreException(
              folder.toString(),
              "others changed the store each time that this was to be written; nothing was changed:"
                  + " try again",
              e);
        }
        refresh();
      }
    }
  }

  /** Somebody else has changed the store. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
      super("somebody was quicker", null, false, false);
    }
  }

  private final class WorkElsewhere extends Work {
    private boolean done;

    WorkElsewhere() {
      super(view());
    }

    @Override
    public Entry commit(Change change, Author author) {
      if (done) {
        throw new IllegalStateException("one writing makes one change");
      }
      long number = keeper.make(change, log.mark(), author).orElseThrow(Overtaken::new);
      done = true;
      refresh();
      return log.entry(number);
    }
  }

  @Override
  public void close() {
    log.close();
  }

  @Override
  public String toString() {
    return "store " + folder + ", open elsewhere";
  }
}
