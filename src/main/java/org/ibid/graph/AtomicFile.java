package org.ibid.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file so that others see either all of its new content or all of its old. */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes text in UTF-8; the folder is made when there is none. */
  public static void write(Path file, String text) throws IOException {
    write(file, text, false);
  }

  /** The same, so that nobody but the owner can read it, where the file system knows owners. */
  public static void writePrivately(Path file, String text) throws IOException {
    write(file, text, true);
  }

  private static void write(Path file, String text, boolean privately) throws IOException {
    // A link is followed, so that it stays one.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    Files.createDirectories(target.getParent());
    Path fresh =
        target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        if (privately && Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
