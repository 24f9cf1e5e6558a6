package org.ibid.graph;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one process at a time has a store open. The system lets go of the lock when the
 * process ends, however it ends.
 */
final class StoreLock {

  /** Whoever closes a second channel to a locked file gives up the lock: so nobody opens one. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;
  private boolean released;

  private StoreLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of a store's folder.
   *
   * @throws StoreException if somebody has it, and who
   */
  static StoreLock take(Path folder) throws IOException {
    Path key = folder.toRealPath();
    if (!HELD_HERE.add(key)) {
      throw taken(folder);
    }
    FileChannel channel = null;
    try {
      channel = tryLock(folder);
      if (channel == null) {
        throw taken(folder);
      }
      StoreLock lock = new StoreLock(key, channel);
      lock.announce("");
      return lock;
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(key);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** The open channel that holds the lock, or null when another process has it. */
  private static FileChannel tryLock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has it.
    }
    channel.close();
    return null;
  }

  private static StoreException taken(Path folder) {
    Store.Holder holder = read(folder);
    return new StoreException(
        folder.toString(),
        holder == null
            ? "another process has the store open"
            : "process "
                + holder.pid()
                + " has the store open"
                + holder.address().map(address -> " and serves it at " + address).orElse(""));
  }

  /** Writes down who has the store, and where it is served. */
  synchronized void announce(String address) {
    if (released) {
      return;
    }
    try {
      AtomicFile.write(
          folder.resolve("holder"), ProcessHandle.current().pid() + "\n" + address + "\n");
    } catch (IOException e) {
      // It helps others to say who has the store; the lock does not depend on it.
    }
  }

  /** Who has the store open now. */
  static Optional<Store.Holder> holder(Path folder) {
    if (!Files.isRegularFile(folder.resolve("lock"))) {
      return Optional.empty();
    }
    try {
      if (!HELD_HERE.contains(folder.toRealPath())) {
        FileChannel channel = tryLock(folder);
        if (channel != null) {
          channel.close();
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(read(folder));
  }

  private static Store.Holder read(Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("holder"));
      String address = lines.size() > 1 ? lines.get(1) : "";
      return new Store.Holder(
          Long.parseLong(lines.get(0)),
          address.isEmpty() ? Optional.empty() : Optional.of(address));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  synchronized void release() {
    released = true;
    try {
      Files.deleteIfExists(folder.resolve("holder"));
    } catch (IOException e) {
      // The next holder writes it anew.
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The end of the process closes it.
    }
    HELD_HERE.remove(folder);
  }
}
