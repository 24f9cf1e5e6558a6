package org.ibid.graph;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file operations that the log needs, and no others: so few that a test can put a disk in their
 * place which is full, or loses what was not synced.
 */
interface LogFiles {

  /** A file that grows at its end. */
  interface LogFile extends Closeable {

    /** How many bytes it has. */
    long size() throws IOException;

    /** Reads exactly so many bytes from that place. */
    byte[] read(long position, int length) throws IOException;

    /** Writes at the end. When this fails, a part may have been written. */
    void append(byte[] bytes) throws IOException;

    /** Returns when all that was written is on disk. */
    void sync() throws IOException;

    /** Cuts away what follows. */
    void truncate(long size) throws IOException;
  }

  /** Opens a file for reading and appending, and makes it when there is none. */
  LogFile open(Path file) throws IOException;

  /** Puts a file that has been synced in the place of another, at once and for good. */
  void replace(Path fresh, Path target) throws IOException;

  /** Returns when the names of the folder's files are on disk. */
  void syncFolder(Path folder) throws IOException;

  /** The files of this machine. */
  static LogFiles ofDisk() {
    return new OnDisk();
  }

  /** A file that is only read. */
  static LogFile toRead(Path path) throws IOException {
    return new OnDisk().open(path, "r");
  }

  /** Real files. They are no channels, so that an interrupted thread does not close them. */
  final class OnDisk implements LogFiles {

    @Override
    public LogFile open(Path path) throws IOException {
      return open(path, "rw");
    }

    private LogFile open(Path path, String mode) throws IOException {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), mode);
      return new LogFile() {
        @Override
        public synchronized long size() throws IOException {
          return file.length();
        }

        @Override
        public synchronized byte[] read(long position, int length) throws IOException {
          byte[] bytes = new byte[length];
          file.seek(position);
          file.readFully(bytes);
          return bytes;
        }

        @Override
        public synchronized void append(byte[] bytes) throws IOException {
          file.seek(file.length());
          file.write(bytes);
        }

        @Override
        public synchronized void sync() throws IOException {
          file.getFD().sync();
        }

        @Override
        public synchronized void truncate(long size) throws IOException {
          file.setLength(size);
        }

        @Override
        public synchronized void close() throws IOException {
          file.close();
        }
      };
    }

    @Override
    public void replace(Path fresh, Path target) throws IOException {
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(target.toAbsolutePath().getParent());
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
