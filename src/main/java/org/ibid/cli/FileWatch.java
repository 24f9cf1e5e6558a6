package org.ibid.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Does something again whenever a file in one of some folders is saved. */
final class FileWatch {

  /** Editors save in several steps: what follows so soon belongs to the same saving. */
  private static final long SETTLING_MILLISECONDS = 60;

  private FileWatch() {}

  /** Runs until the thread is interrupted; returns what the last run returned. */
  static int run(Collection<Path> folders, IntSupplier work) {
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      for (Path folder : folders) {
        folder.register(
            watch,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
      int result = work.getAsInt();
      while (!Thread.currentThread().isInterrupted()) {
        try {
          forget(watch.take());
          for (WatchKey more = soon(watch); more != null; more = soon(watch)) {
            forget(more);
          }
        } catch (InterruptedException e) {
          return result;
        }
        result = work.getAsInt();
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WatchKey soon(WatchService watch) throws InterruptedException {
    return watch.poll(SETTLING_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private static void forget(WatchKey key) {
    key.pollEvents();
    key.reset();
  }

  /** A folder and all below it. */
  static List<Path> foldersBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
