package org.ibid.graph;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.rdfpatch.text.RDFPatchReaderText;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every change that was made to a store, in order, with who made it, when and why: the truth
 * from which all else is built.
 *
 * <p>It is one text file of RDF Patches that only grows. Each entry ends with a comment that holds
 * its digest, which covers the digest of the entry before it: a half-written end is recognised and
 * cut away, damage elsewhere is an error.
 *
 * <p>Any thread may read it at any time.
 */
public final class Log {

  private static final Logger LOG = LoggerFactory.getLogger(Log.class);
  private static final String FILE = "changes.rdfp";
  private static final String END = "# end ";
  private static final Pattern END_LINE = Pattern.compile("# end (\\d+) sha256 ([0-9a-f]{64})");
  private static final int BLOCK = 1 << 16;

  /** What an entry is, and where it stands. */
  private record Place(
      long number,
      String id,
      String digest,
      Instant time,
      Author author,
      int added,
      int removed,
      long start,
      long length) {}

  private final String name;
  private final Path path;
  private final LogFiles.LogFile file;
  private volatile String rules = "";
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Long> byKey = new HashMap<>();
  private final Map<Long, long[]> byOwner = new HashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();
  private long end;
  private boolean unusable;

  private Log(String name, Path path, LogFiles.LogFile file) {
    this.name = name;
    this.path = path;
    this.file = file;
  }

  /** Whether a folder holds a log. */
  static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** The name of a state: the position in the log, and a digest of all that made it so. */
  static String version(long number, String digest, String rules) {
    return number + "-" + Digests.sha256(digest + rules).substring(0, 12);
  }

  /** Makes a new log with its first entry. Until the entry is whole, there is no log. */
  static Log create(
      Path folder,
      LogFiles files,
      Change change,
      Map<String, String> prefixes,
      Instant time,
      Author author)
      throws IOException {
    Files.createDirectories(folder);
    Path fresh = folder.resolve("." + FILE);
    Files.deleteIfExists(fresh);
    try (LogFiles.LogFile file = files.open(fresh)) {
      Log log = new Log(fresh.toString(), fresh, file);
      log.append(change, prefixes, time, author);
    }
    files.replace(fresh, folder.resolve(FILE));
    return open(folder, files, 0);
  }

  /**
   * Opens a log, and cuts away what a crash left half-written at its end.
   *
   * @param known the number of the last entry that is known to have been whole once
   * @throws StoreException if it is damaged
   */
  static Log open(Path folder, LogFiles files, long known) throws IOException {
    Path path = folder.resolve(FILE);
    Log log = new Log(path.toString(), path, files.open(path));
    try {
      log.scan(known, true);
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /**
   * Reads the log of a store, also while another process writes it: an end that is not whole yet is
   * passed over. Versions cannot be told, since they depend on the rules.
   *
   * @throws StoreException if there is no log, or it is damaged
   */
  public static <T> T read(Path store, Function<Log, T> work) {
    Log log = null;
    try {
      log = reading(store);
      return work.apply(log);
    } catch (IOException e) {
      throw new StoreException(store.toString(), "the log cannot be read: " + e.getMessage(), e);
    } finally {
      if (log != null) {
        log.close();
      }
    }
  }

  /** The same, for as long as the reader wants. */
  static Log reading(Path store) throws IOException {
    Path path = store.resolve("log").resolve(FILE);
    Log log = new Log(path.toString(), path, LogFiles.toRead(path));
    try {
      log.scan(0, false);
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /**
   * Copies a log that somebody may be writing to meanwhile, up to its last whole entry.
   *
   * @throws StoreException if it is damaged
   */
  static Log copy(Path folder, Path target, LogFiles files) throws IOException {
    Files.createDirectories(target);
    Path fresh = target.resolve("." + FILE);
    for (int attempt = 1; ; attempt++) {
      Files.deleteIfExists(fresh);
      Files.copy(folder.resolve(FILE), fresh);
      Log checked = new Log(folder.resolve(FILE).toString(), fresh, files.open(fresh));
      try {
        checked.scan(0, true);
        checked.file.sync();
        break;
      } catch (StoreException e) {
        // A change that could not be written may just have been cut away.
        if (attempt == 3) {
          throw e;
        }
      } finally {
        checked.close();
      }
    }
    files.replace(fresh, target.resolve(FILE));
    return open(target, files, 0);
  }

  /** Entries from that number on, in order, at most as many as asked for. */
  public synchronized List<Entry> entries(long from, int limit) {
    long first = Math.max(1, from);
    long last = Math.min(places.size(), first - 1 + Math.max(0, limit));
    List<Entry> entries = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      entries.add(entry(number));
    }
    return entries;
  }

  /**
   * The entry of that number.
   *
   * @throws NoSuchElementException if there is none
   */
  public Entry entry(long number) {
    return entryOf(place(number));
  }

  /** The number of the latest entry, which is also how many there are. */
  public synchronized long size() {
    return places.size();
  }

  /** The latest entry. */
  public synchronized Entry last() {
    return entry(places.size());
  }

  /**
   * What the entry of that number changed.
   *
   * @throws NoSuchElementException if there is no such entry
   * @throws StoreException if it cannot be read
   */
  public Change change(long number) {
    Set<Quad> removed = new LinkedHashSet<>();
    Set<Quad> added = new LinkedHashSet<>();
    read(number, removed::add, added::add);
    return Change.of(removed, added);
  }

  /**
   * Goes through what the entry of that number changed, without holding all of it.
   *
   * @throws StoreException at the end, if the entry is not as it was written
   */
  void read(long number, Consumer<Quad> removed, Consumer<Quad> added) {
    Place place = place(number);
    MessageDigest sum = Digests.sha256();
    try (InputStream in =
        new DigestInputStream(
            new BufferedInputStream(new Region(place.start(), place.length()), BLOCK), sum)) {
      PatchText.read(in, removed, added);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeIOException e) {
      throw new StoreException(name, "entry " + number + " cannot be read: " + e.getMessage(), e);
    } catch (RiotException e) {
      throw damaged(number, place.start());
    }
    if (!HexFormat.of().formatHex(sum.digest()).equals(place.digest())) {
      throw damaged(number, place.start());
    }
  }

  /**
   * The entry as it stands in the log: an RDF Patch with its head.
   *
   * @throws NoSuchElementException if there is no such entry
   * @throws StoreException if it cannot be read
   */
  public String patch(long number) {
    Place place = place(number);
    byte[] bytes;
    try (InputStream in = new Region(place.start(), place.length())) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(name, "entry " + number + " cannot be read: " + e.getMessage(), e);
    }
    if (!Digests.sha256(bytes).equals(place.digest())) {
      throw damaged(number, place.start());
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A part of the file. */
  private final class Region extends InputStream {
    private long position;
    private final long limit;

    Region(long start, long length) {
      this.position = start;
      this.limit = start + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (position >= limit) {
        return -1;
      }
      int count = (int) Math.min(length, limit - position);
      byte[] bytes = file.read(position, count);
      System.arraycopy(bytes, 0, buffer, offset, count);
      position += count;
      return count;
    }
  }

  /** The entries that touched a resource or one of its parts, in order. */
  public List<Entry> of(Node iri) {
    long[] numbers;
    synchronized (this) {
      numbers = byOwner.getOrDefault(hash(ownerText(iri)), new long[0]);
    }
    List<Entry> entries = new ArrayList<>();
    for (long number : numbers) {
      entries.add(entry(number));
    }
    return entries;
  }

  /** The entry whose author's request had that key. */
  public synchronized Optional<Entry> withKey(String idempotencyKey) {
    return Optional.ofNullable(byKey.get(idempotencyKey)).map(this::entry);
  }

  /** The digest of an entry, which stands for the whole log up to it; empty for number 0. */
  synchronized String digest(long number) {
    return number == 0 ? "" : place(number).digest();
  }

  /**
   * Names the present end of the log, by all that led there and whatever the rules are: who has
   * read the log to this mark knows all that was changed.
   */
  public synchronized String mark() {
    return version(places.size(), digest(places.size()), "");
  }

  /** The checkpoints of states up to an entry, latest first. */
  List<Checkpoint> checkpoints(long upTo) throws IOException {
    return Checkpoint.in(path.toAbsolutePath().getParent()).stream()
        .filter(
            checkpoint ->
                checkpoint.number() <= upTo
                    && digest(checkpoint.number()).equals(checkpoint.digest()))
        .toList();
  }

  /**
   * All that was so after an entry; 0 is the state before all.
   *
   * @throws NoSuchElementException if there is no such entry
   */
  Set<Quad> state(long entry) {
    if (entry > 0) {
      place(entry);
    }
    Set<Quad> quads = new LinkedHashSet<>();
    for (long number = fromCheckpoint(entry, quads) + 1; number <= entry; number++) {
      read(number, quads::remove, quads::add);
    }
    return quads;
  }

  /** Brings together the latest state up to an entry that a checkpoint holds; says of which. */
  private long fromCheckpoint(long entry, Set<Quad> quads) {
    try {
      for (Checkpoint checkpoint : checkpoints(entry)) {
        try {
          checkpoint.read(quads::add);
          return checkpoint.number();
        } catch (IOException e) {
          LOG.warn("{} cannot be used: {}", checkpoint.path(), e.toString());
          checkpoint.discard();
          quads.clear();
        }
      }
    } catch (IOException e) {
      LOG.warn("The checkpoints cannot be listed: {}", e.toString());
    }
    return 0;
  }

  /** Has the versions of states follow the rules that have this digest. */
  void follow(String rulesDigest) {
    rules = rulesDigest;
  }

  /** The prefixes that the log declares. */
  synchronized Map<String, String> prefixes() {
    return Map.copyOf(prefixes);
  }

  /** The file that holds it. */
  Path path() {
    return path;
  }

  /** How many bytes of the file hold entries up to that one. */
  synchronized long length(long number) {
    if (number == places.size()) {
      return end;
    }
    return place(number + 1).start();
  }

  /**
   * Writes an entry; when this returns it is on disk.
   *
   * @throws StoreException if it could not be written: then nothing of it is left
   */
  Entry append(Change change, Map<String, String> newPrefixes, Instant time, Author author) {
    Place last = size() == 0 ? null : place(size());
    long number = size() + 1;
    String id = "urn:uuid:" + UUID.randomUUID();
    StringBuilder text = new StringBuilder();
    PatchText patch = new PatchText(text);
    patch.header("id", NodeFactory.createURI(id));
    if (last != null) {
      patch.header("prev", NodeFactory.createURI(last.id()));
      patch.header("chain", NodeFactory.createLiteralString(last.digest()));
    }
    patch.header("number", number(number));
    patch.header("time", NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime));
    patch.header("agent", NodeFactory.createLiteralString(author.agent()));
    patch.header("reason", NodeFactory.createLiteralString(author.reason()));
    if (author.key() != null) {
      patch.header("key", NodeFactory.createLiteralString(author.key()));
    }
    if (author.request() != null) {
      patch.header("request", NodeFactory.createLiteralString(author.request()));
    }
    patch.header("removed", number(change.removed().size()));
    patch.header("added", number(change.added().size()));
    text.append("TX .\n");
    newPrefixes.forEach(patch::prefix);
    long start = end;
    Output output = new Output(text);
    if (unusable) {
      throw new StoreException(
          name,
          "an earlier change could not be written whole: restart the program, which mends it");
    }
    try {
      if (file.size() != start) {
        // An error that nobody could handle left a part of a change.
        file.truncate(start);
      }
      for (Quad quad : change.removed()) {
        patch.delete(quad);
        output.flushIfLarge();
      }
      for (Quad quad : change.added()) {
        patch.add(quad);
        output.flushIfLarge();
      }
      text.append("TC .\n");
      output.end(number);
      file.sync();
    } catch (IOException | RuntimeException e) {
      cut(start, e);
      throw new StoreException(name, "the change could not be written: " + e.getMessage(), e);
    }
    Set<String> owners = new LinkedHashSet<>();
    change.removed().forEach(quad -> owners.add(ownerText(quad.getSubject())));
    change.added().forEach(quad -> owners.add(ownerText(quad.getSubject())));
    Place place =
        new Place(
            number,
            id,
            output.digest,
            time,
            author,
            change.added().size(),
            change.removed().size(),
            start,
            output.length);
    synchronized (this) {
      remember(place, owners);
      prefixes.putAll(newPrefixes);
      end += output.written;
    }
    return entryOf(place);
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }

  /** Cuts away what was written of an entry; what cannot be cut makes the log unusable. */
  private void cut(long start, Exception why) {
    try {
      file.truncate(start);
      file.sync();
    } catch (IOException e) {
      unusable = true;
      why.addSuppressed(e);
    }
  }

  /** Writes an entry in pieces, so that a large one need not be in memory twice. */
  private final class Output {
    private static final int PIECE = 1 << 20;

    private final StringBuilder text;
    private final MessageDigest sum = Digests.sha256();
    private String digest;
    private long length;
    private long written;

    Output(StringBuilder text) {
      this.text = text;
    }

    void flushIfLarge() throws IOException {
      if (text.length() > PIECE) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        sum.update(bytes);
        length += bytes.length;
        written += bytes.length;
        file.append(bytes);
      }
    }

    /** Writes what is left, and the end line with it. */
    void end(long number) throws IOException {
      byte[] rest = text.toString().getBytes(StandardCharsets.UTF_8);
      sum.update(rest);
      digest = HexFormat.of().formatHex(sum.digest());
      byte[] line = (END + number + " sha256 " + digest + "\n").getBytes(StandardCharsets.UTF_8);
      length += rest.length;
      written += rest.length + line.length;
      byte[] both = Arrays.copyOf(rest, rest.length + line.length);
      System.arraycopy(line, 0, both, rest.length, line.length);
      file.append(both);
    }
  }

  private synchronized Place place(long number) {
    if (number < 1 || number > places.size()) {
      throw new NoSuchElementException("the log has no entry " + number);
    }
    return places.get((int) number - 1);
  }

  private Entry entryOf(Place place) {
    return new Entry(
        place.number(),
        version(place.number(), place.digest(), rules),
        place.time(),
        place.author(),
        place.added(),
        place.removed());
  }

  private void remember(Place place, Set<String> owners) {
    places.add(place);
    if (place.author().key() != null) {
      byKey.put(place.author().key(), place.number());
    }
    for (String owner : owners) {
      byOwner.merge(hash(owner), new long[] {place.number()}, Log::joined);
    }
  }

  private static long[] joined(long[] some, long[] more) {
    long[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private StoreException damaged(long number, long position) {
    return new StoreException(
        name,
        "entry "
            + number
            + " (at byte "
            + position
            + ") is not as it was written: the file is damaged. Restore the latest backup into a new"
            + " folder (./ibid restore BACKUP --store FOLDER); the entries before it are whole");
  }

  /** The resource that a subject belongs to, or is, as text. */
  private static String ownerText(Node subject) {
    return subject.isURI()
        ? Closures.owner(subject).getURI()
        : "_:" + (subject.isBlank() ? subject.getBlankNodeLabel() : subject);
  }

  private static long hash(String text) {
    byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }

  /** Reads the whole file once, checks it, and notes what is where. */
  private void scan(long known, boolean mend) throws IOException {
    long size = file.size();
    Scan scan = new Scan();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (long position = 0; position < size; ) {
      byte[] block = file.read(position, (int) Math.min(BLOCK, size - position));
      int lineStart = 0;
      for (int i = 0; i < block.length; i++) {
        if (block[i] == '\n') {
          rest.write(block, lineStart, i + 1 - lineStart);
          lineStart = i + 1;
          scan.line(rest.toByteArray(), position + lineStart);
          rest.reset();
        }
      }
      rest.write(block, lineStart, block.length - lineStart);
      position += block.length;
    }
    long number = places.size() + 1L;
    if (end < size && (known >= number || scan.endsWithMore)) {
      throw damaged(number, end);
    }
    if (known > places.size()) {
      throw new StoreException(
          name,
          "it ends with entry "
              + places.size()
              + ", but entry "
              + known
              + " was there once: the file is damaged. Restore the latest backup into a new folder"
              + " (./ibid restore BACKUP --store FOLDER); or, if the shorter log was put there on"
              + " purpose, say so with ./ibid rebuild");
    }
    if (end < size && mend) {
      keepTorn(size);
      file.truncate(end);
      file.sync();
    }
  }

  /** What is cut away was never acknowledged; it is kept beside the log all the same. */
  private void keepTorn(long size) throws IOException {
    byte[] torn = file.read(end, (int) Math.min(Integer.MAX_VALUE - 8, size - end));
    try {
      Files.write(path.resolveSibling("torn-at-" + end), torn);
    } catch (IOException e) {
      // It is of use to the curious only.
    }
  }

  /** Goes through the lines of the file. */
  private final class Scan {
    private MessageDigest digest = Digests.sha256();
    private StringBuilder head = new StringBuilder();
    private Set<String> owners = new LinkedHashSet<>();
    private byte[] subject = {};
    private int heads;
    private boolean bad;
    private boolean endsWithMore;

    /** Takes a line, with its end, that ends before that position. */
    void line(byte[] line, long position) {
      if (line[0] == '#') {
        Matcher matcher =
            END_LINE.matcher(new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
        if (matcher.matches()) {
          end(matcher, position, line.length);
          return;
        }
      }
      digest.update(line);
      if (line.length < 4) {
        return;
      }
      if ((line[0] == 'A' || line[0] == 'D') && line[1] == ' ') {
        int from = line[2] == '<' ? 3 : 2;
        int to = from;
        while (to < line.length && line[to] != '>' && line[to] != ' ') {
          to++;
        }
        if (!Arrays.equals(subject, 0, subject.length, line, from, to)) {
          subject = Arrays.copyOfRange(line, from, to);
          String text = new String(subject, StandardCharsets.UTF_8);
          owners.add(text.startsWith("_:") ? text : ownerText(NodeFactory.createURI(text)));
        }
      } else if (line[0] == 'H' || (line[0] == 'P' && line[1] == 'A')) {
        String text = new String(line, StandardCharsets.UTF_8);
        head.append(text);
        if (text.startsWith("H id ")) {
          heads++;
        }
      }
    }

    private void end(Matcher matcher, long position, int endLength) {
      if (bad) {
        endsWithMore = true;
        return;
      }
      String found = HexFormat.of().formatHex(digest.digest());
      long number = places.size() + 1L;
      Place place = null;
      if (found.equals(matcher.group(2)) && matcher.group(1).equals(Long.toString(number))) {
        place = read(number, found, end, position - endLength - end);
      }
      if (place == null) {
        bad = true;
        endsWithMore = heads > 1;
        return;
      }
      remember(place, owners);
      end = position;
      digest = Digests.sha256();
      head = new StringBuilder();
      owners = new LinkedHashSet<>();
      subject = new byte[0];
      heads = 0;
    }

    /** What the head says, or null when the entry does not follow the one before it. */
    private Place read(long number, String found, long start, long length) {
      Map<String, String> values = new HashMap<>();
      new RDFPatchReaderText(
              new ByteArrayInputStream(head.toString().getBytes(StandardCharsets.UTF_8)))
          .apply(
              new RDFChangesBase() {
                @Override
                public void header(String field, Node node) {
                  values.put(field, node.isURI() ? node.getURI() : node.getLiteralLexicalForm());
                }

                @Override
                public void addPrefix(Node graph, String prefix, String namespace) {
                  prefixes.put(prefix, namespace);
                }
              });
      if (number > 1 && !digest(number - 1).equals(values.get("chain"))) {
        return null;
      }
      try {
        return new Place(
            number,
            values.get("id"),
            found,
            Instant.parse(values.get("time")),
            new Author(
                values.get("agent"),
                values.get("reason"),
                values.get("key"),
                values.get("request")),
            Integer.parseInt(values.get("added")),
            Integer.parseInt(values.get("removed")),
            start,
            length);
      } catch (DateTimeParseException | NumberFormatException | NullPointerException e) {
        return null;
      }
    }
  }

  void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Everything that matters has been synced.
    }
  }
}
