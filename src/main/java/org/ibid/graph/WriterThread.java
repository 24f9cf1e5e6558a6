package org.ibid.graph;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all that writes to a store's index, one piece of work after another: a transaction of TDB2
 * belongs to the thread that began it.
 */
final class WriterThread {

  private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);

  private final ScheduledThreadPoolExecutor executor;
  private volatile Thread thread;

  /** What is to be done when there is nothing else to do; known to the thread only. */
  private Future<?> whenIdle = CompletableFuture.completedFuture(null);

  WriterThread() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              thread = Thread.ofPlatform().name("store writer").daemon().unstarted(work);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Whether it is this thread that asks. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Has the thread do something, waits for it, and passes on what comes of it. */
  <T> T run(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          whenIdle.cancel(false);
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** Has the thread do something when it has had nothing else to do for a while; called on it. */
  void runWhenIdle(Runnable work, long milliseconds) {
    whenIdle =
        executor.schedule(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.error("What was left for later failed, and is tried again when needed", e);
              }
            },
            milliseconds,
            TimeUnit.MILLISECONDS);
  }

  /** Ends the thread; what was to be done when idle is left. */
  void close() {
    executor.shutdown();
  }
}
