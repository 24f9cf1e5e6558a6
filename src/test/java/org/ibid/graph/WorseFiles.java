package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Files on a disk that fills up, or in a machine that stops and forgets what was not synced. */
final class WorseFiles implements LogFiles {

  /** The machine stops. It is no exception, because nobody gets the chance to catch it. */
  static final class Stop extends Error {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("the machine stops", null, false, false);
    }
  }

  private final LogFiles disk = LogFiles.ofDisk();
  private final Map<Path, byte[]> synced = new HashMap<>();
  private int stepsToStop = Integer.MAX_VALUE;
  private boolean full;
  private boolean stuck;

  /** From now on the machine does so many more steps, and no other. */
  void stopAfter(int steps) {
    stepsToStop = steps;
  }

  /** From now on there is room for half of what is written. */
  void fill() {
    full = true;
  }

  /** From now on a file cannot be cut either. */
  void stick() {
    stuck = true;
  }

  /** From now on there is room again. */
  void empty() {
    full = false;
    stuck = false;
  }

  /** Leaves on the disk what was synced, and some of the rest, as a crash of the machine does. */
  void crash(Random random) throws IOException {
    for (Map.Entry<Path, byte[]> file : synced.entrySet()) {
      if (!Files.exists(file.getKey())) {
        continue;
      }
      byte[] safe = file.getValue();
      byte[] now = Files.readAllBytes(file.getKey());
      if (now.length > safe.length) {
        byte[] kept =
            Arrays.copyOf(now, safe.length + random.nextInt(now.length - safe.length + 1));
        if (random.nextInt(3) == 0) {
          int hole = safe.length + random.nextInt(kept.length - safe.length + 1);
          Arrays.fill(kept, hole, Math.min(kept.length, hole + 40), (byte) 0);
        }
        Files.write(file.getKey(), kept);
      } else if (random.nextBoolean()) {
        Files.write(file.getKey(), safe);
      }
    }
    synced.clear();
    stepsToStop = Integer.MAX_VALUE;
  }

  private void step() {
    if (stepsToStop-- <= 0) {
      throw new Stop();
    }
  }

  @Override
  public LogFile open(Path path) throws IOException {
    LogFile file = disk.open(path);
    synced.putIfAbsent(path, Files.readAllBytes(path));
    return new LogFile() {
      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public byte[] read(long position, int length) throws IOException {
        return file.read(position, length);
      }

      @Override
      public void append(byte[] bytes) throws IOException {
        step();
        file.append(Arrays.copyOf(bytes, bytes.length / 2));
        if (full) {
          throw new IOException("No space left on device");
        }
        step();
        file.append(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
      }

      @Override
      public void sync() throws IOException {
        step();
        file.sync();
        synced.put(path, Files.readAllBytes(path));
        step();
      }

      @Override
      public void truncate(long size) throws IOException {
        step();
        if (stuck) {
          throw new IOException("Input/output error");
        }
        file.truncate(size);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public void replace(Path fresh, Path target) throws IOException {
    disk.replace(fresh, target);
    synced.put(target, synced.remove(fresh));
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    disk.syncFolder(folder);
  }
}
