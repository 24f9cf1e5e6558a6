package org.ibid.graph;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a graph in a folder, where it can be changed, and every change with who made it, when and
 * why.
 *
 * <p>The folder holds {@code log}, which is the truth, and {@code index}, which is built from it
 * and can be deleted. A change is on disk before anybody hears that it was made. One thread writes
 * at a time; others read meanwhile, and see each change whole or not at all.
 *
 * <p>A view may be used only within {@link #read}, by the thread that began it.
 */
public final class Store extends StoredGraph {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** From so many quads on, TDB2's bulk loader is faster than a transaction. */
  private static final int MANY = 200_000;

  /** A writer that goes on within so many milliseconds does not wait for the index. */
  private static final long LINGER = 20;

  /** So many changes may be in the log before they are in the index for good. */
  private static final int MOST_UNSETTLED = 100;

  /** After so many changes the index has grown, and the way from the last checkpoint is long. */
  private static final int UPKEEP_EVERY = 500;

  /** Who brought the bundled files into the store. */
  private static final Author FOUNDER = Author.of("ibid", "The bundled files.");

  /**
   * Says who has a store open.
   *
   * @param pid the number of the process
   * @param address where it serves the store, if it does
   */
  public record Holder(long pid, Optional<String> address) {}

  private final StoreLock lock;
  private final Log log;
  private final LogFiles files;
  private final Clock clock;
  private final ReentrantLock writer = new ReentrantLock(true);
  private final Map<Thread, Scope> scopes = new ConcurrentHashMap<>();
  private final WriterThread writerThread = new WriterThread();

  /** The index that has a writing transaction open; known to the writing thread only. */
  private Index writing;

  private final RecentChanges recent = new RecentChanges();

  /** How many entries the index has in that transaction, for which new readers wait. */
  private volatile long unsettled;

  private volatile OntologyMemory ontology = new OntologyMemory(0);
  private volatile Index index;
  private long upkeptAt;
  private volatile Thread upkeep;
  private volatile boolean closed;

  /** One thread's use of the index: a transaction, and the versions of the states that it sees. */
  private static final class Scope {
    private Index index;
    private View view;
    private RememberingGraph memory;
    private final Set<String> versions = new HashSet<>();

    private Graph remember(Graph asserted, OntologyMemory terms) {
      memory = new RememberingGraph(asserted, terms);
      return memory;
    }

    private void forget() {
      if (memory != null) {
        memory.forget();
        memory = null;
      }
    }
  }

  private Store(
      Home home,
      Path folder,
      StoreLock lock,
      Log log,
      LogFiles files,
      PrefixMapping prefixes,
      Derivation derivation,
      Index index,
      Clock clock) {
    super(home, folder, new StoreViews(prefixes), derivation);
    this.lock = lock;
    this.log = log;
    this.files = files;
    this.index = index;
    this.clock = clock;
    views.show(this::indexOf);
    this.upkeptAt = log.size();
  }

  /** Whether a folder holds a store. */
  public static boolean exists(Path folder) {
    return Log.exists(logFolder(folder));
  }

  /** Who has a store open, if anybody has. */
  public static Optional<Holder> holder(Path folder) {
    return StoreLock.holder(folder);
  }

  /**
   * Makes a store of the bundled files, which become its first entry.
   *
   * @param folder becomes the store; it may exist but not hold a store
   * @throws BadInputException if a file is not what it should be, or the folder cannot be written
   */
  public static Store create(Home home, Path folder, Progress progress) {
    return create(home, folder, progress, LogFiles.ofDisk(), Clock.systemUTC());
  }

  static Store create(Home home, Path folder, Progress progress, LogFiles files, Clock clock) {
    if (exists(folder)) {
      throw new StoreException(folder.toString(), "there is a store already");
    }
    StoreLock lock = found(home, folder, progress, files, clock);
    return open(home, folder, progress, files, clock, lock, false);
  }

  /** Writes a new log with the bundled files, which are in memory only until that is done. */
  private static StoreLock found(
      Home home, Path folder, Progress progress, LogFiles files, Clock clock) {
    progress.step("Reading the graph …");
    List<SourceFile> sources = readFiles(home);
    PrefixMapping prefixes = prefixes(sources);
    List<Quad> quads = new ArrayList<>();
    for (SourceFile source : sources) {
      for (Triple triple : source.triples()) {
        quads.add(Index.kept(Quad.create(source.graph(), triple)));
      }
    }
    progress.step("Writing the log …");
    StoreLock lock = null;
    try {
      Files.createDirectories(folder);
      lock = StoreLock.take(folder);
      Log.create(
              logFolder(folder),
              files,
              Change.of(List.of(), quads),
              prefixes.getNsPrefixMap(),
              now(clock),
              FOUNDER)
          .close();
      files.syncFolder(folder);
      return lock;
    } catch (IOException | RuntimeException | Error e) {
      if (lock != null) {
        lock.release();
      }
      throw explained(folder, "the store cannot be made", e);
    }
  }

  /**
   * Opens a store. What a crash left undone is brought to its end: a half-written change is
   * forgotten, one that was written is there.
   *
   * @throws StoreException if there is no store, another process has it open, or it is damaged
   */
  public static Store open(Home home, Path folder, Progress progress) {
    return open(home, folder, progress, LogFiles.ofDisk(), Clock.systemUTC(), false);
  }

  /**
   * Opens a store with a new index that is built from its log, whatever the old one is like.
   *
   * @throws StoreException if there is no store, another process has it open, or its log is damaged
   */
  public static Store rebuild(Home home, Path folder, Progress progress) {
    return open(home, folder, progress, LogFiles.ofDisk(), Clock.systemUTC(), true);
  }

  static Store open(
      Home home, Path folder, Progress progress, LogFiles files, Clock clock, boolean rebuild) {
    if (!exists(folder)) {
      throw new StoreException(folder.toString(), "there is no store");
    }
    StoreLock lock;
    try {
      lock = StoreLock.take(folder);
    } catch (IOException e) {
      throw explained(folder, "the store cannot be locked", e);
    }
    return open(home, folder, progress, files, clock, lock, rebuild);
  }

  private static Store open(
      Home home,
      Path folder,
      Progress progress,
      LogFiles files,
      Clock clock,
      StoreLock lock,
      boolean rebuild) {
    Index index = null;
    Log log = null;
    try {
      progress.step("Opening the store …");
      index = rebuild ? null : existingIndex(folder);
      Index.Position position = index == null ? null : index.readPosition();
      log = Log.open(logFolder(folder), files, position == null ? 0 : position.number());
      PrefixMapping prefixes = PrefixMapping.Factory.create().setNsPrefixes(log.prefixes()).lock();
      Derivation derivation = new RulesMaintained(Rules.read(home, prefixes));
      log.follow(derivation.digest());
      if (position == null || !log.digest(position.number()).equals(position.digest())) {
        if (index != null) {
          index.discard();
        }
        index = build(folder, log, derivation, progress);
        deleteOthers(folder, index);
      } else {
        catchUp(index, log, derivation, progress);
      }
      Store store = new Store(home, folder, lock, log, files, prefixes, derivation, index, clock);
      progress.step("");
      return store;
    } catch (IOException | RuntimeException | Error e) {
      if (index != null) {
        index.retire();
      }
      if (log != null) {
        log.close();
      }
      lock.release();
      throw explained(folder, "the store cannot be opened", e);
    }
  }

  private static RuntimeException explained(Path folder, String what, Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof BadInputException bad) {
      return bad;
    }
    if (e instanceof AccessDeniedException denied) {
      return new StoreException(
          folder.toString(), what + ": " + denied.getFile() + " may not be written", e);
    }
    return e instanceof IOException
        ? new StoreException(folder.toString(), what + ": " + e.getMessage(), e)
        : (RuntimeException) e;
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Path logFolder(Path folder) {
    return folder.resolve("log");
  }

  private static Path indexFolder(Path folder) {
    return folder.resolve("index");
  }

  // ---- The index

  /** The index that is there, or null when there is none that can be used. */
  private static Index existingIndex(Path folder) throws IOException {
    List<Path> all = generations(folder);
    for (int i = all.size() - 1; i >= 0; i--) {
      try {
        Index index = Index.open(all.get(i));
        if (index.readPosition() != null) {
          deleteOthers(folder, index);
          return index;
        }
        index.retire();
      } catch (RuntimeException e) {
        LOG.warn("The index {} cannot be used and is built anew: {}", all.get(i), e.toString());
      }
    }
    return null;
  }

  /** The folders that hold an index, older ones first. */
  private static List<Path> generations(Path folder) throws IOException {
    if (!Files.isDirectory(indexFolder(folder))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(indexFolder(folder))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d{1,9}"))
          .sorted(Comparator.comparing(path -> Integer.valueOf(path.getFileName().toString())))
          .toList();
    }
  }

  /** Deletes what earlier rebuilding has left. */
  private static void deleteOthers(Path folder, Index index) throws IOException {
    for (Path other : generations(folder)) {
      if (!other.equals(index.folder())) {
        Folders.delete(other);
      }
    }
  }

  /**
   * Builds an index from the log, and puts it in place when it is whole. Older ones are left for
   * whoever still reads them.
   */
  private static Index build(Path folder, Log log, Derivation derivation, Progress progress)
      throws IOException {
    progress.step("Building the index …");
    Path building = indexFolder(folder).resolve("building");
    Index fresh = begun(building, log);
    try {
      catchUp(fresh, log, derivation, progress);
    } finally {
      fresh.retire();
    }
    return placed(folder, building);
  }

  /** Puts an index that has been built, and closed, in place. */
  private static Index placed(Path folder, Path building) throws IOException {
    List<Path> old = generations(folder);
    int last =
        old.isEmpty() ? 0 : Integer.parseInt(old.get(old.size() - 1).getFileName().toString());
    Path target = indexFolder(folder).resolve(Integer.toString(last + 1));
    Files.move(building, target);
    return Index.open(target);
  }

  /** A new index that holds the state of the latest usable checkpoint, or else nothing. */
  private static Index begun(Path building, Log log) throws IOException {
    for (Checkpoint checkpoint : log.checkpoints(log.size())) {
      Index index = empty(building);
      try {
        fill(index, checkpoint.digest(), checkpoint.number(), checkpoint::read);
        return index;
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} cannot be used: {}", checkpoint.path(), e.toString());
        checkpoint.discard();
        index.retire();
      }
    }
    Index index = empty(building);
    if (log.entry(1).added() > MANY) {
      fill(index, log.digest(1), 1, quads -> log.read(1, quad -> {}, quads));
    }
    return index;
  }

  private static Index empty(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    return Index.open(folder);
  }

  private static void fill(Index index, String digest, long number, Index.Filling quads)
      throws IOException {
    index.fill(quads);
    place(index, new Index.Position(number, digest, ""));
  }

  /** Notes in a transaction of its own how much of the log an index holds. */
  private static void place(Index index, Index.Position position) {
    DatasetGraph dataset = index.dataset();
    dataset.begin(ReadWrite.WRITE);
    try {
      index.setPosition(position);
      dataset.commit();
    } finally {
      end(dataset);
    }
  }

  /** Brings an index to the end of the log, and under the present rules. */
  private static void catchUp(Index index, Log log, Derivation derivation, Progress progress) {
    Index.Position position = index.readPosition();
    long done = position == null ? 0 : position.number();
    long last = log.size();
    boolean sameRules = position != null && position.rules().equals(derivation.digest());
    if (done == last && sameRules) {
      return;
    }
    DatasetGraph dataset = index.dataset();
    dataset.begin(ReadWrite.WRITE);
    try {
      Change all = Change.none();
      for (long number = done + 1; number <= last; number++) {
        progress.step("Applying change " + number + " of " + last + " …");
        if (sameRules) {
          Change change = log.change(number);
          index.apply(change);
          all = all.then(change);
        } else {
          log.read(number, index::remove, index::add);
        }
      }
      progress.step("Running the rules …");
      derive(index, derivation, sameRules ? all : null, new OntologyMemory(last));
      index.setPosition(new Index.Position(last, log.digest(last), derivation.digest()));
      dataset.commit();
    } finally {
      end(dataset);
    }
  }

  /** Brings what is derived up to date, and says how; within the transaction of the change. */
  private static Change derive(
      Index index, Derivation derivation, Change change, OntologyMemory terms) {
    StoreDataset dataset = new StoreDataset(index::dataset, PrefixMapping.Factory.create());
    Graph derived = dataset.getGraph(Ibid.DERIVED_GRAPH);
    Change following =
        change == null
            ? derivation.deriveAnew(index.asserted(), derived)
            : derivation.derive(
                new RememberingGraph(dataset.asserted(), terms),
                new RememberingGraph(derived, new OntologyMemory(0)),
                change);
    index.apply(following);
    return following;
  }

  private static void end(DatasetGraph dataset) {
    if (dataset.isInTransaction()) {
      if (dataset.transactionMode() == ReadWrite.WRITE) {
        dataset.abort();
      }
      dataset.end();
    }
  }

  // ---- Reading

  @Override
  public View view() {
    Scope scope = scopes.get(Thread.currentThread());
    return scope != null ? scope.view : views.of(log.last().version());
  }

  @Override
  public View lastingView() {
    return views.of(view().version());
  }

  @Override
  public <T> T read(Supplier<T> work) {
    if (scopes.get(Thread.currentThread()) != null) {
      return work.get();
    }
    Scope scope = new Scope();
    begin(scope);
    try {
      return work.get();
    } finally {
      end(scope);
    }
  }

  private void begin(Scope scope) {
    settle();
    Index current = index;
    while (!current.retain()) {
      if (closed) {
        throw new IllegalStateException("the store is closed");
      }
      current = index;
    }
    try {
      current.dataset().begin(ReadWrite.READ);
    } catch (RuntimeException e) {
      current.release();
      throw e;
    }
    scope.index = current;
    see(scope);
    scopes.put(Thread.currentThread(), scope);
  }

  /** Notes which state the scope's transaction shows. */
  private void see(Scope scope) {
    Index.Position position = scope.index.position();
    String version = Log.version(position.number(), position.digest(), position.rules());
    scope.versions.add(version);
    OntologyMemory known = ontology;
    OntologyMemory terms =
        known.since() <= position.number() ? known : new OntologyMemory(position.number());
    scope.view = views.of(version, asserted -> scope.remember(asserted, terms));
  }

  private void end(Scope scope) {
    scopes.remove(Thread.currentThread());
    try {
      end(scope.index.dataset());
    } finally {
      scope.index.release();
    }
  }

  /** TDB2's dataset, for a thread that is in a scope which shows that version. */
  private DatasetGraph indexOf(String version) {
    Scope scope = scopes.get(Thread.currentThread());
    if (scope == null) {
      throw new IllegalStateException("a view of a store is used within ClaimGraph.read only");
    }
    if (!scope.versions.contains(version)) {
      throw new IllegalStateException(
          "the view shows state " + version + ", and the scope is of " + scope.versions);
    }
    return scope.index.dataset();
  }

  @Override
  public Log log() {
    return log;
  }

  /**
   * An earlier state, read back from the log. It can be used anywhere.
   *
   * @param entry the number of the entry that led to it; 0 is the state before all
   * @throws java.util.NoSuchElementException if there is no such entry
   */
  public View at(long entry) {
    String version =
        entry == 0 ? Log.version(0, "", derivation.digest()) : log.entry(entry).version();
    return views.inMemory(version, log.state(entry), derivation);
  }

  /**
   * What would lead back to an earlier state.
   *
   * @param entry the number of the entry that led to that state; 0 is the state before all
   */
  public Change differenceTo(long entry) {
    Change change = Change.none();
    for (long number = log.size(); number > entry; number--) {
      change = change.then(log.change(number).inverse());
    }
    return change;
  }

  /** What would lead a resource and its parts, and nothing else, back to an earlier state. */
  public Change differenceTo(long entry, Node owner) {
    Change change = Change.none();
    List<Entry> entries = log.of(owner);
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).number() > entry; i--) {
      change = change.then(log.change(entries.get(i).number()).inverse());
    }
    return Change.of(only(change.removed(), owner), only(change.added(), owner));
  }

  private static List<Quad> only(Set<Quad> quads, Node owner) {
    return quads.stream().filter(quad -> Closures.owner(quad.getSubject()).equals(owner)).toList();
  }

  @Override
  public Optional<Change> difference(String from, String to) {
    long first = numbered(from);
    long last = numbered(to);
    if (first < 0 || last < 0) {
      return Optional.empty();
    }
    return first <= last
        ? recent.after(first, last)
        : recent.after(last, first).map(Change::inverse);
  }

  /** The number of the entry that led to a state of this log under these rules, or -1. */
  private long numbered(String version) {
    long number = Long.parseLong(version.substring(0, version.indexOf('-')));
    return number <= log.size()
            && version.equals(Log.version(number, log.digest(number), derivation.digest()))
        ? number
        : -1;
  }

  // ---- Writing

  /**
   * {@inheritDoc}
   *
   * <p>One thread at a time does; others wait. A reading scope of this thread is left meanwhile,
   * and goes on with the state after.
   *
   * <p>The work is done by the store's own thread while this one waits. That thread has one
   * transaction of the index for changes that follow one another closely: what makes a change
   * lasting is the log.
   *
   * @throws IllegalStateException if it is called by work that is writing
   */
  @Override
  public <T> T write(Function<Writing, T> work) {
    Scope outer = scopes.get(Thread.currentThread());
    if (writerThread.isCurrent()) {
      throw new IllegalStateException("this thread is already writing");
    }
    if (outer != null) {
      end(outer);
    }
    try {
      writer.lock();
      try {
        return writerThread.run(() -> writeNow(work));
      } finally {
        writer.unlock();
      }
    } finally {
      if (outer != null) {
        begin(outer);
      }
      keepUp();
    }
  }

  private <T> T writeNow(Function<Writing, T> work) {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    Scope scope = new Scope();
    if (writing == null) {
      // Nobody puts another index in its place while this one has the right to write.
      index.retain();
      writing = index;
      writing.dataset().begin(ReadWrite.WRITE);
    }
    scope.index = writing;
    see(scope);
    scopes.put(Thread.currentThread(), scope);
    try {
      return work.apply(new OwnWork(scope));
    } finally {
      scopes.remove(Thread.currentThread());
      if (unsettled == 0 || unsettled >= MOST_UNSETTLED) {
        commitIndex();
      } else {
        writerThread.runWhenIdle(this::commitIndex, LINGER);
      }
    }
  }

  /** Waits until the index holds, for all readers to see, every change that was acknowledged. */
  private void settle() {
    if (unsettled > 0 && !writerThread.isCurrent()) {
      writerThread.run(
          () -> {
            commitIndex();
            return null;
          });
    }
  }

  /** Ends the index's writing transaction: what is in the log is to be in the index. */
  private void commitIndex() {
    Index of = writing;
    writing = null;
    try {
      if (of != null && unsettled > 0) {
        try {
          of.dataset().commit();
        } catch (RuntimeException e) {
          LOG.error("The index did not take {} changes and is brought up to them", unsettled, e);
        }
        end(of.dataset());
      }
      if (unsettled > 0) {
        catchUp(of == null ? index : of, log, derivation, Progress.none());
        unsettled = 0;
      }
    } finally {
      if (of != null) {
        end(of.dataset());
        of.release();
      }
    }
  }

  /** What the one writer may do. */
  private final class OwnWork extends Work {
    private final Scope scope;
    private boolean done;

    OwnWork(Scope scope) {
      super(scope.view);
      this.scope = scope;
    }

    @Override
    public Entry commit(Change change, Author author) {
      if (done || scopes.get(Thread.currentThread()) != scope) {
        throw new IllegalStateException("one writing makes one change");
      }
      check(change.removed());
      check(change.added());
      done = true;
      Index of = scope.index;
      Change difference = of.difference(Index.kept(change));
      if (difference.isEmpty() && author.key() == null) {
        return log.last();
      }
      long settling = unsettled;
      // Readers that come from now on wait.
      unsettled = settling + 1;
      Entry entry;
      Change following;
      try {
        scope.forget();
        of.apply(difference);
        following =
            derive(
                of,
                derivation,
                difference,
                OntologyMemory.isTouchedBy(difference) ? new OntologyMemory(0) : ontology);
        entry = log.append(difference, Map.of(), now(clock), author);
      } catch (RuntimeException | Error e) {
        unsettled = settling;
        takeBack(of);
        throw e;
      }
      recent.add(entry.number(), difference.then(following));
      if (OntologyMemory.isTouchedBy(difference)) {
        ontology = new OntologyMemory(entry.number());
      }
      of.setPosition(
          new Index.Position(entry.number(), log.digest(entry.number()), derivation.digest()));
      see(scope);
      return entry;
    }

    /** Brings the index back to the log, which a change that failed did not get into. */
    private void takeBack(Index of) {
      end(of.dataset());
      if (unsettled > 0) {
        catchUp(of, log, derivation, Progress.none());
        unsettled = 0;
      }
      of.dataset().begin(ReadWrite.WRITE);
    }

    private void check(Set<Quad> quads) {
      for (Quad quad : quads) {
        if (quad.getGraph() == null || Quad.isDefaultGraph(quad.getGraph())) {
          throw new IllegalArgumentException("a quad must name its graph: " + quad);
        }
        if (quad.getGraph().equals(Ibid.DERIVED_GRAPH)) {
          throw new IllegalArgumentException("what is derived is not written: " + quad);
        }
      }
    }
  }

  // ---- Upkeep

  /** After many changes, writes a checkpoint and compacts the index, beside the other work. */
  private synchronized void keepUp() {
    boolean due = log.size() - upkeptAt >= UPKEEP_EVERY;
    if (due && !closed && (upkeep == null || !upkeep.isAlive())) {
      upkeptAt = log.size();
      upkeep =
          Thread.ofPlatform()
              .name("store upkeep")
              .daemon()
              .start(
                  () -> {
                    try {
                      checkpoint();
                      compact();
                    } catch (RuntimeException e) {
                      LOG.warn("The upkeep of {} failed and is tried again later", folder, e);
                    }
                  });
    }
  }

  /**
   * Writes the present state beside the log, so that later states can be built from there.
   *
   * @throws StoreException if it could not be written
   */
  public void checkpoint() {
    read(
        () -> {
          Index of = scopes.get(Thread.currentThread()).index;
          Index.Position position = of.position();
          try {
            if (log.checkpoints(position.number()).stream()
                .noneMatch(known -> known.number() == position.number())) {
              Checkpoint.write(
                  logFolder(folder), files, position.number(), position.digest(), of.logged());
            }
          } catch (IOException e) {
            throw explained(folder, "the checkpoint could not be written", e);
          }
          return null;
        });
  }

  /** Gives back the room that earlier states take in the index. Readers go on, writers wait. */
  public void compact() {
    writer.lock();
    try {
      if (!closed) {
        settle();
        read(
            () -> {
              compact(scopes.get(Thread.currentThread()).index);
              return null;
            });
      }
    } finally {
      writer.unlock();
    }
  }

  /**
   * Copies an index to a fresh one, which takes its place; TDB2's own way stops at busy readers.
   */
  private void compact(Index old) {
    try {
      Path building = indexFolder(folder).resolve("building");
      Index fresh = empty(building);
      try {
        Index.Position position = old.position();
        fresh.fill(quads -> old.quads().forEachRemaining(quads));
        place(fresh, position);
      } finally {
        fresh.retire();
      }
      index = placed(folder, building);
      old.discard();
    } catch (IOException e) {
      throw explained(folder, "the index cannot be compacted", e);
    }
  }

  /**
   * Builds the index anew from the log and puts it in place of the old one. Readers go on, writers
   * wait.
   */
  public void rebuild(Progress progress) {
    writer.lock();
    try {
      settle();
      Index old = index;
      index = build(folder, log, derivation, progress);
      old.discard();
      progress.step("");
    } catch (IOException e) {
      throw explained(folder, "the index cannot be built", e);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Copies the log and its checkpoints into a new folder, which then is a store without an index.
   *
   * @return how many entries the copy has
   * @throws StoreException if the target holds a store, or the log is damaged
   */
  public long backup(Path target) {
    return backup(folder, target, Progress.none());
  }

  /**
   * Copies the log of a store and its checkpoints into a new folder, whoever has the store open: a
   * change that is being written meanwhile is in the copy whole or not at all. The copy is checked.
   *
   * @return how many entries the copy has
   * @throws StoreException if there is no store, the target holds one, or the log is damaged
   */
  public static long backup(Path folder, Path target, Progress progress) {
    if (!exists(folder)) {
      throw new StoreException(folder.toString(), "there is no store");
    }
    if (exists(target)) {
      throw new StoreException(target.toString(), "there is a store already");
    }
    LogFiles files = LogFiles.ofDisk();
    try {
      progress.step("Copying the log …");
      List<Checkpoint> checkpoints = Checkpoint.in(logFolder(folder));
      Log copy = Log.copy(logFolder(folder), logFolder(target), files);
      try {
        for (Checkpoint checkpoint : checkpoints) {
          if (checkpoint.number() <= copy.size()
              && copy.digest(checkpoint.number()).equals(checkpoint.digest())) {
            progress.step("Copying " + checkpoint.path().getFileName() + " …");
            Files.copy(
                checkpoint.path(), logFolder(target).resolve(checkpoint.path().getFileName()));
          }
        }
        files.syncFolder(logFolder(target));
        progress.step("");
        return copy.size();
      } finally {
        copy.close();
      }
    } catch (IOException e) {
      throw explained(target, "the backup cannot be written", e);
    }
  }

  /**
   * Makes a store of a backup, in a folder that holds none.
   *
   * @throws StoreException if there is no backup, the folder holds a store, or the backup is
   *     damaged
   */
  public static Store restore(Home home, Path backup, Path folder, Progress progress) {
    backup(backup, folder, progress);
    return open(home, folder, progress);
  }

  /** Tells others where the store is served. */
  public void servedAt(String address) {
    lock.announce(address);
  }

  /** Waits for the writer, and closes the store. */
  @Override
  public void close() {
    Thread busy = upkeep;
    if (busy != null && busy != Thread.currentThread()) {
      try {
        busy.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    writer.lock();
    try {
      if (!closed) {
        settle();
        closed = true;
        writerThread.close();
        index.retire();
        log.close();
        lock.release();
      }
    } finally {
      writer.unlock();
    }
  }

  @Override
  public String toString() {
    return "store " + folder;
  }
}
